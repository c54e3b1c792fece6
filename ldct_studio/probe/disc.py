"""A disc in line integrals and in pixels, each the exact mean over what a bin or a pixel covers."""

from __future__ import annotations

import math
from dataclasses import replace

import torch

from ..core.projections import Geometry
from ..physics.phantom import Ellipse

_POINTS = 16
"""Points per side of a pixel, of which those inside the disc are counted."""


def line_integrals(disc: Ellipse, geometry: Geometry) -> torch.Tensor:
    """Return the line integrals of a disc, dimensionless, (views, bins), float32: means over each bin.

    The chord at distance u is 2√(r² - u²); its integral u√(r² - u²) + r²·asin(u/r) is differenced between the
    edges of the bin, so that nothing is aliased by thin rays, along parallel rays and fans alike.
    """
    angle, s = replace(geometry, bins=geometry.bins + 1).rays()
    u = s - disc.x * angle.cos() - disc.y * angle.sin()
    inside = (u / disc.a).clamp(-1, 1)
    area = disc.a**2 * (inside * (1 - inside.square()).sqrt() + inside.asin())
    return (torch.diff(area, dim=1) / torch.diff(u, dim=1) * (disc.mu / 1000)).float()


def coverage(side: int, radius: float) -> torch.Tensor:
    """Return how much of each pixel (side, side) a disc covers, 0 to 1, float64; ``radius`` in pixels.

    The disc lies around the center of pixel (side // 2, side // 2).
    """
    fine = (torch.arange(side * _POINTS, dtype=torch.float64) + 0.5) / _POINTS - 0.5 - side // 2
    held = fine.square()[:, None] + fine.square()[None, :] <= radius**2
    share = held.view(side, _POINTS, side, _POINTS).to(torch.float64).mean((1, 3))
    return share * (math.pi * radius**2 / float(share.sum()))
