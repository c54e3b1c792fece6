"""Non-local means whose strength follows the noise from place to place."""

from __future__ import annotations

import torch

from ...core.cancel import interruptible
from ...core.errors import GeometryError
from .offsets import half_plane, mirrored, pair, variance_map

_CUT = 5.0
"""Patches with a weight below e⁻⁵ do not count: thousands of them would."""


def nlm(
    picture: torch.Tensor,
    noise: float | torch.Tensor,
    strength: float = 0.8,
    patch: int = 5,
    distance: int = 6,
) -> torch.Tensor:
    """Return a picture ``(y, x)``, float32, each pixel a mean of pixels in patches that look like its own.

    ``noise`` is the noise SD, one number or a map ``(y, x)``. The weight of two pixels is
    exp(-max(d² - σ₁² - σ₂², 0)/h²), d² the mean squared difference of their patches and
    h = ``strength``·√((σ₁² + σ₂²)/2) (Buades, Coll and Morel 2005; noise taken off as in Darbon et al.
    2008). ``patch`` (odd) is the side of a patch and ``distance`` how far to look, in pixels. Pixels
    without noise stay. Raises ``GeometryError`` where the map does not fit or the patch is even.
    """
    variance = variance_map(picture, noise)
    if patch % 2 == 0 or distance < 1 or min(picture.shape) <= distance + patch // 2:
        raise GeometryError("Non-local means need odd patches and a window smaller than the picture.")
    pad = distance + patch // 2
    framed, spread = mirrored(picture, pad), mirrored(variance, pad)
    total, weight = framed.clone(), torch.ones_like(framed)
    for dy, dx in interruptible(half_plane(distance)):
        here, there = pair(framed.shape, dy, dx)
        alike = _box((framed[here] - framed[there]).square_(), patch)
        here, there = pair(framed.shape, dy, dx, margin=patch // 2)
        both = spread[here] + spread[there]
        exponent = alike.sub_(both).clamp_(min=0).mul_(2 / strength**2).div_(both.clamp_min_(1e-12))
        share = torch.where(exponent < _CUT, torch.exp(-exponent), 0.0)
        total[here].addcmul_(share, framed[there])
        total[there].addcmul_(share, framed[here])
        weight[here] += share
        weight[there] += share
    inner = (slice(pad, -pad), slice(pad, -pad))
    return torch.where(variance > 0, total[inner] / weight[inner], picture)


def _box(values: torch.Tensor, side: int) -> torch.Tensor:
    """Return means over the ``side``² squares that fit in: ``side`` - 1 fewer along both axes."""
    rows, columns = (n - side + 1 for n in values.shape)
    lines = values[:rows].clone()
    for d in range(1, side):
        lines += values[d : d + rows]
    result = lines[:, :columns].clone()
    for d in range(1, side):
        result += lines[:, d : d + columns]
    return result.div_(side * side)
