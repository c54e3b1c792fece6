"""Bilateral filter whose strength follows the noise from place to place."""

from __future__ import annotations

import math

import torch

from ...core.cancel import interruptible
from ...core.errors import GeometryError
from .offsets import half_plane, mirrored, pair, variance_map


def bilateral(
    picture: torch.Tensor, noise: float | torch.Tensor, strength: float = 2.0, width: float = 1.5
) -> torch.Tensor:
    """Return a picture ``(y, x)``, float32, each pixel a mean of near pixels with near values.

    ``noise`` is the noise SD, one number or a map ``(y, x)``. The weight of two pixels is
    exp(-r²/(2·width²) - d²/(2h²)), r their distance in pixels up to three widths along each axis, d their
    difference and h = ``strength``·√((σ₁² + σ₂²)/2) (Tomasi and Manduchi 1998). Pixels without noise
    stay. Raises ``GeometryError`` where the map does not fit or the window is wider than the picture.
    """
    reach = math.ceil(3 * width)
    variance = variance_map(picture, noise)
    if not width > 0 or min(picture.shape) <= reach:
        raise GeometryError("The window of a bilateral filter must be smaller than the picture.")
    framed, spread = mirrored(picture, reach), mirrored(variance, reach)
    total, weight = framed.clone(), torch.ones_like(framed)
    for dy, dx in interruptible(half_plane(reach)):
        here, there = pair(framed.shape, dy, dx)
        both = (spread[here] + spread[there]).clamp_min_(1e-12)
        exponent = (framed[here] - framed[there]).square_().div_(both).mul_(-1 / strength**2)
        share = exponent.sub_((dy * dy + dx * dx) / (2 * width**2)).exp_()
        total[here].addcmul_(share, framed[there])
        total[there].addcmul_(share, framed[here])
        weight[here] += share
        weight[there] += share
    inner = (slice(reach, -reach), slice(reach, -reach))
    return torch.where(variance > 0, total[inner] / weight[inner], picture)
