"""Projections and ScanGeometry: line integrals and the rays they belong to."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Self

import torch

from .errors import GeometryError


@dataclass(frozen=True)
class ScanGeometry:
    """Parallel rays: views at ``start + k·arc/views`` radians, bins ``pitch`` mm apart.

    View angle t measures s = x cos t + y sin t with x to the right and y up in the picture; bin n
    has s = (n - (bins - 1)/2)·pitch - offset, offset being where the rotation center falls, in mm.
    """

    views: int
    bins: int
    pitch: float
    start: float = 0.0
    arc: float = math.pi
    offset: float = 0.0

    def __post_init__(self) -> None:
        if self.views < 1 or self.bins < 2 or not self.pitch > 0:
            raise GeometryError("A scan needs views, at least two bins and a positive bin pitch.")

    @classmethod
    def covering(cls, size: int, pixel: float, views: int = 1000) -> Self:
        """Return the rays that cover a ``size``² picture to its corners, one bin per pixel.

        The number of bins follows LoDoPaB (ODL): 2⌈size/√2⌉ + 1.
        """
        return cls(views, 2 * math.ceil(size / math.sqrt(2)) + 1, pixel, start=math.pi / views / 2)


@dataclass(frozen=True, eq=False)
class Projections:
    """Physical line integrals ``(row, view, bin)``, float32, dimensionless (never divided by μ_max).

    ``rows`` are the slice numbers of the scan, so that noise is a function of (seed, slice, ray).
    """

    data: torch.Tensor
    geometry: ScanGeometry
    rows: tuple[int, ...]

    def __post_init__(self) -> None:
        expected = (len(self.rows), self.geometry.views, self.geometry.bins)
        if tuple(self.data.shape) != expected:
            raise GeometryError(f"Projections {tuple(self.data.shape)} do not fit the rays {expected}.")

    def made(self, data: torch.Tensor) -> Self:
        """Return other line integrals along the same rays."""
        return type(self)(data, self.geometry, self.rows)

    def sinogram(self, row: int) -> torch.Tensor:
        """Return the sinogram ``(view, bin)`` of one row of this stack."""
        return self.data[row]
