"""Where a task lies: its slice, the disc about the rotation center, and the patch that is looked at."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from ..core.errors import GeometryError
from ..core.grid import Grid, Point
from ..core.volume import Volume
from ..physics.attenuation import HU_PER_MU
from ..physics.phantom import Ellipse
from ..physics.rows import pixel_of, size_of
from ..physics.similarity import body
from .disc import coverage
from .task import Task

_SIDE = 64
"""Least side of a patch in pixels: the widest channel needs it."""
_SMALLEST = 2.0
"""Least diameter of a disc in pixels."""


@dataclass(frozen=True, eq=False)
class Site:
    """The disc of a task in one slice.

    ``place`` (LPS mm) is the center of the pixel that the disc was moved to; ``patch`` are the pixels (y, x)
    around it, in whose middle it lies; ``cover`` (s, s) is how much of each it covers, float64.
    """

    row: int
    place: Point
    disc: Ellipse
    patch: tuple[slice, slice]
    pixel: float
    cover: torch.Tensor

    def cut(self, picture: torch.Tensor) -> torch.Tensor:
        """Return the patch (s, s) of a picture (y, x)."""
        return picture[self.patch]


def site_of(volume: Volume, task: Task) -> Site:
    """Return where a task lies in a volume.

    Raises ``GeometryError`` where the disc is too small for the pixels, or leaves the picture or the body.
    """
    grid, pixel = volume.grid, pixel_of(volume.grid)
    if task.diameter < _SMALLEST * pixel:
        raise GeometryError(
            f"A disc of {task.diameter:g} mm is smaller than two pixels of {pixel:.2g} mm; take a larger one."
        )
    row, y, x = (round(index) for index in grid.index(task.place))
    if not 0 <= row < grid.shape[0]:
        raise GeometryError("The place lies outside the volume; choose another.")
    side = max(_SIDE, 2 * math.ceil(1.5 * task.diameter / pixel))
    top, left = y - side // 2, x - side // 2
    if min(top, left) < 0 or top + side > grid.shape[1] or left + side > grid.shape[2]:
        raise GeometryError(
            f"Around the disc {side // 2 * pixel:.0f} mm of picture are needed on every side; choose a place "
            "farther from its edge."
        )
    patch = slice(top, top + side), slice(left, left + side)
    cover = coverage(side, task.diameter / 2 / pixel)
    if not bool(body(volume.data[row])[patch][cover > 0].all()):
        raise GeometryError("The disc leaves the body; choose a place farther inside, or a smaller disc.")
    return Site(row, grid.patient((row, y, x)), _disc(grid, y, x, task), patch, pixel, cover)


def _disc(grid: Grid, y: int, x: int, task: Task) -> Ellipse:
    """Return the disc about the rotation center, which is the middle of the square that holds the row."""
    size, pixel, radius = size_of(grid), pixel_of(grid), task.diameter / 2
    top, left = (size - grid.shape[1]) // 2, (size - grid.shape[2]) // 2
    across, up = (x + left - (size - 1) / 2) * pixel, ((size - 1) / 2 - y - top) * pixel
    return Ellipse(across, up, radius, radius, task.contrast / HU_PER_MU)
