"""Contrast-enhanced MRI: the signal of gadolinium, what is prepared before a network, and enhancement."""
