"""The interpolation kernel and the lengths of the transforms.

The kernel is the exponential of semicircle of Barnett, Magland, af Klinteberg (2019),
ψ(z) = exp(β(√(1 - (2z/W)²) - 1)) for |z| <= W/2 cells.
"""

from __future__ import annotations

import math

import torch


def fast_length(least: float) -> int:
    """Return the smallest even length 2^a·3^b·5^c that is not below ``least``."""
    length = max(2, math.ceil(least))
    length += length % 2
    while not _smooth(length):
        length += 2
    return length


def shape_parameter(width: int, oversampling: float) -> float:
    """Return β for a kernel ``width`` cells wide on a grid ``oversampling`` times the picture.

    On tight grids a larger β lowers the error of smooth pictures and raises that of white noise: at width 4
    6 % halves the first, at width 5 3 % takes a sixth off it and leaves the second at 0.3 %.
    """
    beta = 0.98 * math.pi * width * (1 - 0.5 / oversampling)
    return beta * {4: 1.06, 5: 1.03}.get(width, 1.0) if oversampling <= 1.5 else beta


def kernel(distance: torch.Tensor, width: int, beta: float) -> torch.Tensor:
    """Return ψ at distances in cells; any shape, float64."""
    inside = (1 - (2 * distance / width) ** 2).clamp_min_(0)
    return torch.exp(beta * (inside.sqrt_() - 1))


def deapodization(size: int, grid: int, width: int, beta: float) -> torch.Tensor:
    """Return 1/ψ̂ at the ``size`` pixel positions of one axis: (size,), float64.

    ψ̂(m) = ∫ψ(z) cos(2πzm/grid) dz by Gauss-Legendre quadrature with 200 nodes.
    """
    nodes, weights = _legendre(200)
    z = nodes * width / 2
    amplitude = kernel(z, width, beta) * weights * width / 2
    position = torch.arange(size, dtype=torch.float64) - size // 2
    return 1 / (torch.cos(2 * math.pi / grid * position[:, None] * z) @ amplitude)


def _legendre(count: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return nodes and weights on [-1, 1] by Golub and Welsch (1969)."""
    n = torch.arange(1, count, dtype=torch.float64)
    off = n / (4 * n * n - 1).sqrt()
    nodes, vectors = torch.linalg.eigh(torch.diag(off, 1) + torch.diag(off, -1))
    return nodes, 2 * vectors[0] ** 2


def _smooth(number: int) -> bool:
    for prime in (2, 3, 5):
        while number % prime == 0:
            number //= prime
    return number == 1
