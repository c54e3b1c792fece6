"""Reconstruction by iteration: pictures whose line integrals agree with the measured ones.

Every method takes a sinogram and its ``Rays``, tells of each iteration and stops where ``stop_when`` says so.
"""
