"""Oblique: a plane of any orientation through a place in the patient."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import Literal, Self

import numpy as np
import numpy.typing as npt

from .errors import GeometryError
from .grid import Grid, Point
from .plane import Plane, stacked

Axis = Literal["right", "down", "through"]
Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Oblique:
    """A plane through ``center`` (LPS mm); ``right`` and ``down`` are unit vectors along its picture."""

    center: Point
    right: Point
    down: Point
    mirrored: bool = False
    """Whether its cuts follow one another against right × down, as sagittal ones do."""

    def __post_init__(self) -> None:
        across = np.asarray([self.right, self.down])
        if not np.allclose(across @ across.T, np.eye(2), atol=1e-6) or not np.isfinite(self.center).all():
            raise GeometryError("The two directions of an oblique plane are perpendicular unit vectors.")

    @classmethod
    def of(cls, grid: Grid, plane: Plane, center: Point) -> Self:
        """Return a plane of a volume, with nothing turned yet."""
        matrix = stacked(grid, plane).matrix
        down = matrix[:, 1] - matrix[:, 0] * (matrix[:, 0] @ matrix[:, 1])  # a tilted gantry is no rectangle
        mirrored = bool(np.cross(matrix[:, 0], down) @ matrix[:, 2] < 0)
        return cls(center, _point(matrix[:, 0]), _point(down / np.linalg.norm(down)), mirrored)

    @property
    def normal(self) -> Vector:
        """The unit vector right × down, which its angles are counted about."""
        return np.cross(self.right, self.down)

    @property
    def way(self) -> Vector:
        """The unit vector along which its cuts follow one another, as before it was turned."""
        return -self.normal if self.mirrored else self.normal

    def turned(self, axis: Axis, degrees: float) -> Self:
        """Return the plane turned about its own picture's right, its down, or the way through it."""
        vectors = {"right": np.asarray(self.right), "down": np.asarray(self.down), "through": self.normal}
        return self.turned_about(_point(vectors[axis]), degrees)

    def turned_about(self, axis: Point, degrees: float) -> Self:
        """Return the plane turned about a unit vector of the patient through its center (Rodrigues)."""
        x, y, z = axis
        skew, angle = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]]), math.radians(degrees)
        turn = np.eye(3) + math.sin(angle) * skew + (1 - math.cos(angle)) * skew @ skew
        right = turn @ self.right
        down = turn @ self.down
        right = right / np.linalg.norm(right)
        down = down - right * (right @ down)
        return replace(self, right=_point(right), down=_point(down / np.linalg.norm(down)))

    def turned_by(self, tilt: float, swing: float, rotation: float) -> Self:
        """Return the plane turned about its right, then its new down, then the way through, in degrees."""
        return self.turned("right", tilt).turned("down", swing).turned("through", rotation)

    def angles(self, base: Oblique) -> tuple[float, float, float]:
        """Return by how much ``base`` was turned into this plane, as ``turned_by`` takes it."""
        ours, theirs = (np.stack([p.right, p.down, p.normal], 1) for p in (self, base))
        turn = theirs.T @ ours  # X(tilt) Y(swing) Z(rotation)
        tilt, swing = math.atan2(-turn[1, 2], turn[2, 2]), math.asin(min(max(turn[0, 2], -1.0), 1.0))
        rotation = math.atan2(-turn[0, 1], turn[0, 0])
        return math.degrees(tilt), math.degrees(swing), math.degrees(rotation)

    def cuts(self, grid: Grid) -> Grid:
        """Return the grid of its cuts, [cut, down, right], over a volume.

        Voxels are cubes as wide as the shortest side of the volume's; one of them is centered on ``center``.
        """
        return _cuts(self, grid)

    def row(self, grid: Grid) -> int:
        """Return which of its cuts goes through its center; the nearest where that lies outside."""
        cuts = self.cuts(grid)
        return min(max(round(cuts.index(self.center)[0]), 0), cuts.shape[0] - 1)

    def at_row(self, grid: Grid, row: int) -> Self:
        """Return the plane moved along the way through, to another of its cuts."""
        cuts = self.cuts(grid)
        steps = min(max(row, 0), cuts.shape[0] - 1) - self.row(grid)
        return replace(self, center=_point(np.asarray(self.center) + steps * cuts.spacing[0] * self.way))


@lru_cache(maxsize=64)
def _cuts(oblique: Oblique, grid: Grid) -> Grid:
    axes = np.stack([oblique.way, np.asarray(oblique.down), np.asarray(oblique.right)])
    z, y, x = ((-0.5, length - 0.5) for length in grid.shape)
    edges = np.array([grid.patient(edge) for edge in product(z, y, x)])
    reach = axes @ (edges - np.asarray(oblique.center)).T
    pitch = min(grid.spacing)
    first = np.ceil(reach.min(1) / pitch - 1e-6)
    last = np.maximum(np.floor(reach.max(1) / pitch + 1e-6), first)
    deep, rows, columns = (int(count) for count in last - first + 1)
    origin = np.asarray(oblique.center) + pitch * (first @ axes)
    direction = tuple(float(value) for value in axes[::-1].T.ravel())
    return Grid((deep, rows, columns), (pitch, pitch, pitch), _point(origin), direction)


def _point(vector: Vector) -> Point:
    x, y, z = (float(value) for value in vector)
    return x, y, z
