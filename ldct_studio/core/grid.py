"""Where voxels lie in the patient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from .errors import GeometryError

Point = tuple[float, float, float]
"""Patient position (x, y, z) in mm, LPS: +x to the patient's left, +y posterior, +z to the head."""

Index = tuple[float, float, float]
"""Voxel position (z, y, x); integers are voxel centers."""

_IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True)
class Grid:
    """Voxel positions of an array ``data[z, y, x]``.

    ``spacing`` is (z, y, x) in mm; ``origin`` is the LPS position (x, y, z) in mm of the center of
    voxel (0, 0, 0); ``direction`` holds a 3×3 matrix row by row whose columns are the LPS unit
    vectors of the x, y and z index axes. Loaders flip and permute so that it is as close to the
    identity as the scan allows; nothing above ``io`` flips an axis.
    """

    shape: tuple[int, int, int]
    spacing: tuple[float, float, float]
    origin: Point = (0.0, 0.0, 0.0)
    direction: tuple[float, ...] = _IDENTITY

    def __post_init__(self) -> None:
        if min(self.shape) < 1:
            raise GeometryError(f"A grid needs at least one voxel on each axis, not {self.shape}.")
        if not all(np.isfinite(self.spacing)) or min(self.spacing) <= 0:
            raise GeometryError(f"Voxel spacing must be positive, not {self.spacing} mm.")
        if not all(np.isfinite(self.origin)) or len(self.direction) != 9:
            raise GeometryError("The position or orientation of the grid is not a finite number.")
        if abs(np.linalg.det(self.matrix)) < 1e-3:
            raise GeometryError("The orientation of the grid is singular.")

    @property
    def matrix(self) -> npt.NDArray[np.float64]:
        """Direction cosines, (3, 3); columns are the x, y and z index axes."""
        return np.asarray(self.direction, dtype=np.float64).reshape(3, 3)

    def patient(self, index: Index) -> Point:
        """Return the LPS position in mm of a voxel index (z, y, x)."""
        steps = np.array([index[2] * self.spacing[2], index[1] * self.spacing[1], index[0] * self.spacing[0]])
        x, y, z = np.asarray(self.origin) + self.matrix @ steps
        return float(x), float(y), float(z)

    def index(self, point: Point) -> Index:
        """Return the fractional voxel index (z, y, x) of an LPS position in mm."""
        steps = np.linalg.solve(self.matrix, np.asarray(point) - np.asarray(self.origin))
        return (
            float(steps[2] / self.spacing[0]),
            float(steps[1] / self.spacing[1]),
            float(steps[0] / self.spacing[2]),
        )

    def nearest(self, point: Point) -> tuple[int, int, int] | None:
        """Return the voxel (z, y, x) at an LPS position in mm; None outside."""
        z, y, x = (round(place) for place in self.index(point))
        inside = all(0 <= place < length for place, length in zip((z, y, x), self.shape, strict=True))
        return (z, y, x) if inside else None

    def rows(self, start: int, count: int) -> Self:
        """Return the grid of ``count`` axial rows from ``start`` on."""
        return type(self)(
            (count, self.shape[1], self.shape[2]),
            self.spacing,
            self.patient((start, 0, 0)),
            self.direction,
        )

    def thicker(self, count: int) -> Self:
        """Return the grid of rows that are each the mean of ``count`` neighboring ones; none overlap.

        What is left over at the end makes no row.
        """
        return type(self)(
            (self.shape[0] // count, self.shape[1], self.shape[2]),
            (self.spacing[0] * count, self.spacing[1], self.spacing[2]),
            self.patient(((count - 1) / 2, 0, 0)),
            self.direction,
        )

    def same_place(self, other: Grid, tolerance_mm: float = 0.01) -> bool:
        """Say whether both grids put every voxel at the same place."""
        if self.shape != other.shape:
            return False
        corners = [(0, 0, 0), (self.shape[0] - 1, 0, 0), (0, self.shape[1] - 1, self.shape[2] - 1)]
        return all(
            np.abs(np.subtract(self.patient(c), other.patient(c))).max() < tolerance_mm for c in corners
        )
