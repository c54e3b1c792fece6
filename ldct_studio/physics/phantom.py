"""Phantoms of ellipses, known exactly: as a picture, as labels and as line integrals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from ..core.projections import Geometry
from .attenuation import HU_PER_MU, MU_WATER


@dataclass(frozen=True)
class Ellipse:
    """An ellipse in mm about the rotation center, x to the right, y up; ``mu`` in 1/m adds to what is below.

    ``a`` and ``b`` are half axes; ``angle`` in radians turns ``a`` from x towards y.
    """

    x: float
    y: float
    a: float
    b: float
    mu: float
    angle: float = 0.0


def water_cylinder(diameter_mm: float) -> tuple[Ellipse, ...]:
    """Return water (0 HU) in vacuum, centered."""
    return (Ellipse(0, 0, diameter_mm / 2, diameter_mm / 2, MU_WATER),)


def insert_phantom(width_mm: float = 300.0) -> tuple[Ellipse, ...]:
    """Return an elliptic body of water with eight inserts of ±50 and ±20 HU, in order after the body."""
    body = Ellipse(0, 0, width_mm / 2, 0.78 * width_mm / 2, MU_WATER)
    inserts = []
    for k, hu in enumerate((50, -50, 50, -50, 20, -20, 20, -20)):
        angle, radius = math.pi / 4 * k + 0.2, width_mm * (0.25 if k % 2 else 0.22)
        size = width_mm * (0.045 if k < 4 else 0.03)
        x, y = radius * math.cos(angle), radius * math.sin(angle)
        inserts.append(Ellipse(x, y, size, 0.8 * size, hu / HU_PER_MU, angle))
    return (body, *inserts)


def picture(ellipses: Sequence[Ellipse], size: int, pixel_mm: float, supersampling: int = 1) -> torch.Tensor:
    """Return attenuation in 1/m, (size, size), float32; each pixel the mean of ``supersampling``² points."""
    fine = size * supersampling
    x, y = _positions(fine, pixel_mm / supersampling)
    mu = torch.zeros(fine, fine, dtype=torch.float64)
    for ellipse in ellipses:
        mu += ellipse.mu * _inside(ellipse, x, y)
    return mu.reshape(size, supersampling, size, supersampling).mean((1, 3)).float()


def labels(ellipses: Sequence[Ellipse], size: int, pixel_mm: float) -> torch.Tensor:
    """Return the number (from 1) of the last ellipse over each pixel center, 0 outside; (size, size)."""
    x, y = _positions(size, pixel_mm)
    result = torch.zeros(size, size, dtype=torch.int64)
    for number, ellipse in enumerate(ellipses, 1):
        result[_inside(ellipse, x, y)] = number
    return result


def line_integrals(ellipses: Sequence[Ellipse], geometry: Geometry) -> torch.Tensor:
    """Return exact line integrals along thin rays, dimensionless, (views, bins), float32.

    A chord at distance s has length 2ab√(w² - s²)/w², w² = a² cos² + b² sin² of the view angle against
    the ellipse (Kak and Slaney 1988, eq. 3.6).
    """
    angle, s = geometry.rays()
    total = torch.zeros(geometry.views, geometry.bins, dtype=torch.float64)
    for e in ellipses:
        turned = angle - e.angle
        square = (e.a * turned.cos()) ** 2 + (e.b * turned.sin()) ** 2
        distance = s - e.x * angle.cos() - e.y * angle.sin()
        total += 2 * e.mu / 1000 * e.a * e.b * (square - distance**2).clamp_min(0).sqrt() / square
    return total.float()


def _positions(size: int, pixel_mm: float) -> tuple[torch.Tensor, torch.Tensor]:
    axis = (torch.arange(size, dtype=torch.float64) - (size - 1) / 2) * pixel_mm
    return axis, -axis[:, None]


def _inside(ellipse: Ellipse, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    cos, sin = math.cos(ellipse.angle), math.sin(ellipse.angle)
    along = (x - ellipse.x) * cos + (y - ellipse.y) * sin
    across = (y - ellipse.y) * cos - (x - ellipse.x) * sin
    return (along / ellipse.a) ** 2 + (across / ellipse.b) ** 2 <= 1
