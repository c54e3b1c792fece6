"""Regions of interest in patient space, and what is measured in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .errors import GeometryError
from .grid import Grid, Point


@dataclass(frozen=True)
class Ellipse:
    """An ellipse in an axial row: center (LPS mm) and half axes in mm along the picture's x and y."""

    name: str
    center: Point
    half_x: float
    half_y: float

    @property
    def area(self) -> float:
        """Area in mm²."""
        return float(np.pi * self.half_x * self.half_y)

    def mask(self, grid: Grid) -> npt.NDArray[np.bool_]:
        """Return the pixels (y, x) whose center lies inside, on the in-plane grid of any row."""
        _, row, column = grid.index(self.center)
        y = (np.arange(grid.shape[1]) - row)[:, None] * grid.spacing[1] / self.half_y
        x = (np.arange(grid.shape[2]) - column)[None, :] * grid.spacing[2] / self.half_x
        return np.asarray(x * x + y * y <= 1)


@dataclass(frozen=True)
class Statistics:
    """Mean and SD (n - 1) of the finite pixels in a region."""

    mean: float
    sd: float
    count: int


def measure(image: npt.NDArray[np.float32], mask: npt.NDArray[np.bool_]) -> Statistics:
    """Measure a picture (y, x) in a mask; raise ``GeometryError`` with the reason where it cannot."""
    if image.shape != mask.shape:
        raise GeometryError("The region belongs to a picture of another size.")
    values = image[mask].astype(np.float64)
    values = values[np.isfinite(values)]
    if values.size < 2:
        raise GeometryError("The region holds fewer than two pixels; draw it larger.")
    return Statistics(float(values.mean()), float(values.std(ddof=1)), int(values.size))


def contrast_to_noise(target: Statistics, background: Statistics) -> float:
    """Return |difference of means| / SD of the background region."""
    if background.sd == 0:
        raise GeometryError("The background has no noise, so a contrast-to-noise ratio has no meaning.")
    return abs(target.mean - background.mean) / background.sd
