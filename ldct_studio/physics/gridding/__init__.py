"""Rays and pictures through the Fourier plane: gridding with a table of weights (parallel beam).

O'Sullivan (1985) with the kernel of Barnett et al. (2019); a picture of N pixels on a grid of 1.25 N.
"""
