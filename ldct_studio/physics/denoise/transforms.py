"""Orthogonal and biorthogonal transforms of short signals, as matrices whose rows have unit norm."""

from __future__ import annotations

import math

import torch

_LOW = (3, -3, -22, 22, 128, 128, 22, -22, -3, 3)
"""Low-pass analysis filter of bior1.5 times 128·√2 (Cohen, Daubechies, Feauveau 1992)."""


def dct(size: int) -> torch.Tensor:
    """Return the orthonormal DCT-II, (frequency, sample), float64."""
    n = torch.arange(size, dtype=torch.float64)
    matrix = torch.cos(math.pi / size * (n + 0.5) * n[:, None]) * math.sqrt(2 / size)
    matrix[0] /= math.sqrt(2)
    return matrix


def haar(size: int) -> torch.Tensor:
    """Return the orthonormal Haar transform of a power of two, (coefficient, sample), float64."""
    if size == 1:
        return torch.ones(1, 1, dtype=torch.float64)
    half = haar(size // 2)
    mean = half.repeat_interleave(2, 1) / math.sqrt(2)
    sign = torch.tensor([1.0, -1.0], dtype=torch.float64)
    detail = torch.kron(torch.eye(size // 2, dtype=torch.float64), sign) / math.sqrt(2)
    return torch.cat([mean, detail])


def bior15(size: int) -> torch.Tensor:
    """Return bior1.5 over all levels of a periodic signal, (coefficient, sample), float64.

    Rows are scaled to unit norm, so that white noise has the same variance in every coefficient; the
    inverse of the matrix goes back. ``size`` is a power of two.
    """
    matrix = torch.eye(size, dtype=torch.float64)
    length = size
    while length > 1:
        level = torch.zeros(length, length, dtype=torch.float64)
        for k in range(length // 2):
            for tap, weight in enumerate(_LOW):
                level[k, (2 * k + tap - len(_LOW) // 2 + 1) % length] += weight
            level[length // 2 + k, 2 * k] += 128
            level[length // 2 + k, 2 * k + 1] -= 128
        matrix[:length] = level @ matrix[:length]
        length //= 2
    return matrix / matrix.square().sum(1, keepdim=True).sqrt()


def kaiser(size: int, beta: float = 2.0) -> torch.Tensor:
    """Return the Kaiser window along one side of a patch, (size,), float32."""
    return torch.kaiser_window(size, periodic=False, beta=beta)
