"""Rigid: a turn and a shift of the patient between two scans."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from .errors import GeometryError
from .grid import Grid, Point

_ZERO = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Rigid:
    """From places in the current scan to the same anatomy in another one, in LPS mm.

    ``angles`` turn about the patient's x, y and z axes through ``center``, in degrees; ``shift`` in mm
    follows. R = Rz·Rx·Ry and q = R (p - c) + c + t: the order of ITK's Euler3DTransform.
    """

    angles: Point = _ZERO
    shift: Point = _ZERO
    center: Point = _ZERO

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, (*self.angles, *self.shift, *self.center))):
            raise GeometryError("A turn and a shift are finite numbers of degrees and mm.")

    @property
    def matrix(self) -> npt.NDArray[np.float64]:
        """The turn as (3, 3), acting on (x, y, z)."""
        x, y, z = (_turn(axis, math.radians(angle)) for axis, angle in enumerate(self.angles))
        return np.asarray(z @ x @ y)

    @property
    def degrees(self) -> float:
        """By how much it turns, about whatever axis: trace R = 1 + 2 cos of it."""
        return math.degrees(math.acos(min(max((float(np.trace(self.matrix)) - 1) / 2, -1.0), 1.0)))

    @property
    def mm(self) -> float:
        """By how much it moves the center, in mm."""
        return math.hypot(*self.shift)

    def __call__(self, point: Point) -> Point:
        """Return where a place of the current scan lies in the other one."""
        center = np.asarray(self.center)
        x, y, z = self.matrix @ (np.asarray(point) - center) + center + np.asarray(self.shift)
        return float(x), float(y), float(z)

    def back(self, point: Point) -> Point:
        """Return where a place of the other scan lies in the current one."""
        center = np.asarray(self.center)
        x, y, z = self.matrix.T @ (np.asarray(point) - center - np.asarray(self.shift)) + center
        return float(x), float(y), float(z)

    def laid(self, grid: Grid) -> Grid:
        """Return the grid of the other scan as it lies in the current one; no voxel changes."""
        matrix = self.matrix.T @ grid.matrix
        direction = tuple(float(value) for value in matrix.ravel())
        return replace(grid, origin=self.back(grid.origin), direction=direction)

    @classmethod
    def between(cls, here: Point, there: Point) -> Self:
        """Return the shift that leads from a place of the current scan to one of the other."""
        x, y, z = (float(b - a) for a, b in zip(here, there, strict=True))
        return cls(shift=(x, y, z), center=here)


def _turn(axis: int, angle: float) -> npt.NDArray[np.float64]:
    first, second = (axis + 1) % 3, (axis + 2) % 3
    matrix = np.eye(3)
    matrix[first, first] = matrix[second, second] = math.cos(angle)
    matrix[second, first] = math.sin(angle)
    matrix[first, second] = -math.sin(angle)
    return matrix
