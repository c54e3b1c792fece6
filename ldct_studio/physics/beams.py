"""Projection, its transpose and FBP along whatever rays a scan has: parallel ones or a fan."""

from __future__ import annotations

import math

import torch

from ..core.dose import Apodization
from ..core.projections import FanGeometry, Geometry
from . import fan, projector
from .fbp import fbp as parallel_fbp
from .merging import falls_short

_RAM_LAK = Apodization()


def limited(geometry: Geometry) -> bool:
    """Say whether some rays through the picture are measured from no side: a limited angle."""
    if isinstance(geometry, FanGeometry):
        return falls_short(geometry)
    return abs(geometry.arc) < math.pi * (1 - 1e-6)


def project(image: torch.Tensor, geometry: Geometry, pixel_mm: float) -> torch.Tensor:
    """Return line integrals (n, views, bins), dimensionless, of pictures (n, N, N) in 1/m.

    See `projector.project` and `fan.fan_project`; differentiable. Raises ``GeometryError`` where the picture
    is not square.
    """
    if isinstance(geometry, FanGeometry):
        return fan.fan_project(image, geometry, pixel_mm)
    return projector.project(image, geometry, pixel_mm)


def backproject(sino: torch.Tensor, geometry: Geometry, size: int, pixel_mm: float) -> torch.Tensor:
    """Return the exact transpose of `project`, (n, size, size) in m, of rays (n, views, bins)."""
    if isinstance(geometry, FanGeometry):
        return fan.fan_backproject(sino, geometry, size, pixel_mm)
    return projector.backproject(sino, geometry, size, pixel_mm)


def fbp(
    sino: torch.Tensor,
    geometry: Geometry,
    size: int,
    pixel_mm: float,
    apodization: Apodization = _RAM_LAK,
) -> torch.Tensor:
    """Return attenuation (n, size, size) in 1/m of line integrals (n, views, bins).

    See `fbp.fbp` and `fan.fan_fbp`; differentiable. What a scan below half a turn did not measure is taken
    for 0: who opens one is warned. Raises ``GeometryError`` where the rays do not fit.
    """
    if isinstance(geometry, FanGeometry):
        return fan.fan_fbp(sino, geometry, size, pixel_mm, apodization, limited=True)
    return parallel_fbp(sino, geometry, size, pixel_mm, apodization, limited=True)
