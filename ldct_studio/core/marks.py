"""Marks on a picture in patient space: rulers, angles and lines whose values are plotted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from .errors import GeometryError
from .grid import Grid, Point
from .plane import Plane

Values = npt.NDArray[np.float64]
_SLACK = 1e-6
"""In px: the last digit puts no place outside the outermost pixel centers, and makes no two of one."""


@dataclass(frozen=True)
class Ruler:
    """The distance between two points (LPS mm), drawn in pictures of one plane."""

    name: str
    points: tuple[Point, Point]
    plane: Plane = "axial"
    kind: Literal["ruler"] = "ruler"

    @property
    def length(self) -> float:
        """The distance in mm."""
        return _distance(*self.points)


@dataclass(frozen=True)
class Angle:
    """The angle at the second of three points (LPS mm), drawn in pictures of one plane."""

    name: str
    points: tuple[Point, Point, Point]
    plane: Plane = "axial"
    kind: Literal["angle"] = "angle"

    @property
    def degrees(self) -> float:
        """The angle, 0 to 180°; raises ``GeometryError`` where an arm has no length."""
        first, vertex, last = (np.asarray(point) for point in self.points)
        one, other = first - vertex, last - vertex
        if not one.any() or not other.any():
            raise GeometryError("An arm of the angle has no length; move its end.")
        across = float(np.linalg.norm(np.cross(one, other)))
        return float(np.degrees(np.arctan2(across, float(np.dot(one, other)))))


@dataclass(frozen=True)
class Profile:
    """A line from one point to another (LPS mm) along which values are read, in pictures of one plane."""

    name: str
    points: tuple[Point, Point]
    plane: Plane = "axial"
    kind: Literal["profile"] = "profile"

    @property
    def length(self) -> float:
        """The distance in mm."""
        return _distance(*self.points)

    def values(self, image: npt.NDArray[np.float32], grid: Grid) -> tuple[Values, Values]:
        """Return places in mm from the first point, and the values of a picture (down, right) there.

        Both are in the plane of the picture. Values are bilinear between pixel centers, every half a pixel.
        What lies beside the picture or on padding is left out. ``grid`` is that of the cuts. Raises
        ``GeometryError`` where nothing is left.
        """
        if image.shape != grid.shape[1:]:
            raise GeometryError("The line belongs to a picture of another size.")
        start, end = (np.asarray(grid.index(point)[1:]) for point in self.points)
        if np.abs(end - start).max() <= _SLACK:
            raise GeometryError("The line has no length; move one of its ends.")
        length = float(np.linalg.norm((end - start) * grid.spacing[1:]))
        count = int(np.ceil(2 * length / min(grid.spacing[1:]))) + 1
        part = np.linspace(0, 1, max(count, 2))
        row, column = (start[:, None] + (end - start)[:, None] * part).tolist()
        found = _between(image.astype(np.float64), np.asarray(row), np.asarray(column))
        there = np.isfinite(found)
        if there.sum() < 2:
            raise GeometryError("The line lies outside the picture; move it back.")
        return length * part[there], found[there]


Mark = Ruler | Angle | Profile


def _between(image: Values, row: Values, column: Values) -> Values:
    """Return bilinear values at places in px; not a number outside the outermost pixel centers."""
    found = np.full(row.shape, np.nan)
    height, width = image.shape
    y, x = np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)
    inside = (np.abs(y - row) <= _SLACK) & (np.abs(x - column) <= _SLACK)
    y, x = y[inside], x[inside]
    top, left = np.minimum(y.astype(int), max(height - 2, 0)), np.minimum(x.astype(int), max(width - 2, 0))
    below, right = np.minimum(top + 1, height - 1), np.minimum(left + 1, width - 1)
    down, across = y - top, x - left
    upper = image[top, left] * (1 - across) + image[top, right] * across
    lower = image[below, left] * (1 - across) + image[below, right] * across
    found[inside] = upper * (1 - down) + lower * down
    return found


def _distance(start: Point, end: Point) -> float:
    return float(np.linalg.norm(np.subtract(end, start)))
