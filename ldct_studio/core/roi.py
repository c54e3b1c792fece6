"""Regions of interest in patient space, and what is measured in them.

A region lies in the pictures of one plane: it has a center (LPS mm), half extents in mm along the picture's
right (x) and down (y), and the plane. Its masks are of any picture of that plane, whose grid ``[cut, down,
right]`` comes with it; a pixel belongs to a region where its center lies inside or on the outline.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Self

import numpy as np
import numpy.typing as npt

from .errors import GeometryError
from .grid import Grid, Point
from .plane import Plane

Mask = npt.NDArray[np.bool_]
Values = npt.NDArray[np.float64]
Axis = Literal["x", "y"]
_ON = 1 + 1e-9
"""A pixel center on the outline is inside, whatever the last digit of its position."""


@dataclass(frozen=True)
class Ellipse:
    """An ellipse with half axes in mm along the picture's x and y."""

    name: str
    center: Point
    half_x: float
    half_y: float
    plane: Plane = "axial"
    kind: Literal["ellipse"] = "ellipse"

    @property
    def area(self) -> float:
        """Area in mm²."""
        return float(np.pi * self.half_x * self.half_y)

    def mask(self, grid: Grid) -> Mask:
        """Return the pixels (down, right) inside, on the grid of any cut."""
        x, y = _offsets(self.center, grid)
        return np.asarray(np.square(x / self.half_x) + np.square(y / self.half_y) <= _ON)

    def stretched(self, axis: Axis, half: float) -> Self:
        """Return the ellipse with another half axis in mm."""
        return replace(self, half_x=half) if axis == "x" else replace(self, half_y=half)


@dataclass(frozen=True)
class Circle:
    """A circle with a radius in mm."""

    name: str
    center: Point
    radius: float
    plane: Plane = "axial"
    kind: Literal["circle"] = "circle"

    @property
    def half_x(self) -> float:
        """The radius in mm."""
        return self.radius

    @property
    def half_y(self) -> float:
        """The radius in mm."""
        return self.radius

    @property
    def area(self) -> float:
        """Area in mm²."""
        return float(np.pi * self.radius**2)

    def mask(self, grid: Grid) -> Mask:
        """Return the pixels (down, right) inside, on the grid of any cut."""
        x, y = _offsets(self.center, grid)
        return np.asarray(np.square(x / self.radius) + np.square(y / self.radius) <= _ON)

    def stretched(self, axis: Axis, half: float) -> Self:
        """Return the circle with another radius in mm."""
        return replace(self, radius=half)


@dataclass(frozen=True)
class Rectangle:
    """A rectangle with half sides in mm along the picture's x and y."""

    name: str
    center: Point
    half_x: float
    half_y: float
    plane: Plane = "axial"
    kind: Literal["rectangle"] = "rectangle"

    @property
    def area(self) -> float:
        """Area in mm²."""
        return 4 * self.half_x * self.half_y

    def mask(self, grid: Grid) -> Mask:
        """Return the pixels (down, right) inside, on the grid of any cut."""
        x, y = _offsets(self.center, grid)
        return np.asarray((np.abs(x) <= _ON * self.half_x) & (np.abs(y) <= _ON * self.half_y))

    def stretched(self, axis: Axis, half: float) -> Self:
        """Return the rectangle with another half side in mm."""
        return replace(self, half_x=half) if axis == "x" else replace(self, half_y=half)


@dataclass(frozen=True)
class Freehand:
    """A closed outline of straight lines; what it goes around an odd number of times lies inside."""

    name: str
    center: Point
    outline: tuple[tuple[float, float], ...]
    """Its corners as (x, y) in mm from the center, which is the middle of the box around them."""
    plane: Plane = "axial"
    kind: Literal["freehand"] = "freehand"

    @property
    def half_x(self) -> float:
        """Half the width in mm."""
        return max(abs(x) for x, _ in self.outline)

    @property
    def half_y(self) -> float:
        """Half the height in mm."""
        return max(abs(y) for _, y in self.outline)

    @cached_property
    def area(self) -> float:
        """Area in mm²: the length inside grows evenly between the heights where lines meet."""
        heights = np.unique(np.concatenate([np.array(self.outline)[:, 1], self._meetings()]))
        middles = (heights[1:] + heights[:-1]) / 2
        lengths = [float(np.diff(self._crossings(y))[::2].sum()) for y in middles]
        return float(np.dot(lengths, np.diff(heights)))

    def mask(self, grid: Grid) -> Mask:
        """Return the pixels (down, right) whose center lies inside, on the grid of any cut."""
        x, y = _offsets(self.center, grid)
        inside = np.zeros((y.size, x.size), np.bool_)
        for row in np.flatnonzero(np.abs(y[:, 0]) <= self.half_y):
            inside[row] = np.searchsorted(self._crossings(y[row, 0]), x[0]) % 2 == 1
        return inside

    def stretched(self, axis: Axis, half: float) -> Self:
        """Return the outline, made wider or higher to another half extent in mm."""
        across = half / self.half_x if axis == "x" and self.half_x else 1.0
        down = half / self.half_y if axis == "y" and self.half_y else 1.0
        return replace(self, outline=tuple((x * across, y * down) for x, y in self.outline))

    def _crossings(self, height: float) -> Values:
        """Return where the outline crosses a height, in mm from the center, from left to right."""
        corners = np.array(self.outline, np.float64)
        x, y = corners.T
        to_x, to_y = np.roll(corners, -1, axis=0).T
        cuts = (y > height) != (to_y > height)
        along = (height - y[cuts]) / (to_y[cuts] - y[cuts])
        return np.sort(x[cuts] + along * (to_x[cuts] - x[cuts]))

    def _meetings(self) -> Values:
        """Return the heights in mm at which the outline crosses itself."""
        start = np.array(self.outline, np.float64)
        step = np.roll(start, -1, axis=0) - start
        apart = start[None] - start[:, None]
        across = _cross(step[:, None], step[None])
        with np.errstate(divide="ignore", invalid="ignore"):
            here = _cross(apart, step[None]) / across
            there = _cross(apart, step[:, None]) / across
        crossed = (here > 0) & (here < 1) & (there > 0) & (there < 1)
        first = np.nonzero(crossed)[0]
        heights: Values = start[first, 1] + here[crossed] * step[first, 1]
        return heights


Region = Ellipse | Circle | Rectangle | Freehand


def _cross(one: Values, other: Values) -> Values:
    return np.asarray(one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0])


def _offsets(center: Point, grid: Grid) -> tuple[Values, Values]:
    """Return how far in mm the pixels lie from a center: x (1, right) and y (down, 1)."""
    _, row, column = grid.index(center)
    x = np.arange(grid.shape[2], dtype=np.float64) - column
    y = np.arange(grid.shape[1], dtype=np.float64) - row
    return x[None, :] * grid.spacing[2], y[:, None] * grid.spacing[1]


@dataclass(frozen=True)
class Statistics:
    """Mean and SD (n - 1) of the finite pixels in a region."""

    mean: float
    sd: float
    count: int


def measure(image: npt.NDArray[np.float32], mask: Mask) -> Statistics:
    """Measure a picture (y, x) in a mask; raise ``GeometryError`` with the reason where it cannot."""
    if image.shape != mask.shape:
        raise GeometryError("The region belongs to a picture of another size.")
    values = image[mask].astype(np.float64)
    finite = values[np.isfinite(values)]
    if finite.size < 2 <= values.size:
        raise GeometryError("The region lies in padding, where the scan has no values; move it.")
    if finite.size < 2:
        raise GeometryError("The region holds fewer than two pixels; draw it larger.")
    return Statistics(float(finite.mean()), float(finite.std(ddof=1)), int(finite.size))


def contrast_to_noise(target: Statistics, background: Statistics) -> float:
    """Return |difference of means| / SD of the background region."""
    if background.sd == 0:
        raise GeometryError("The background has no noise, so a contrast-to-noise ratio has no meaning.")
    return abs(target.mean - background.mean) / background.sd


def contrast_kept(target: Statistics, background: Statistics, loaded: tuple[Statistics, Statistics]) -> float:
    """Return the difference of means as a part of that in the ``loaded`` picture (target, background).

    Raises ``GeometryError`` where the loaded contrast is within twice its standard error.
    """
    contrast = loaded[0].mean - loaded[1].mean
    error = float(np.sqrt(sum(part.sd**2 / part.count for part in loaded)))
    if abs(contrast) <= 2 * error:
        raise GeometryError(
            "The contrast does not stand out of the noise in the loaded picture; draw the regions larger."
        )
    return (target.mean - background.mean) / contrast
