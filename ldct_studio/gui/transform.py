"""Placement: where the pixels of a cut stand in a pane, and its px in the patient."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from ..core.grid import Grid, Point
from ..core.plane import Plane, stacked, voxel
from .pane import View

ZOOM_RANGE = (0.1, 60.0)
"""Smallest and largest zoom; 1 = the slice just fits."""

_OPPOSITE = {"R": "L", "L": "R", "A": "P", "P": "A", "I": "S", "S": "I"}


@dataclass(frozen=True)
class Placement:
    """One cut in a pane of ``width`` × ``height`` px; ``grid`` is that of all cuts, [cut, down, right].

    Columns run to the right and rows downward; millimeters are square on the screen whatever the
    pixels are. A pixel position (column, row) is that of its center, so the picture covers -0.5 to
    n - 0.5.
    """

    grid: Grid
    slice: int
    width: float
    height: float
    scale: float
    """Screen px per mm."""
    middle: tuple[float, float]
    """Pixel position (column, row) at the middle of the pane."""
    plane: Plane = "axial"

    @classmethod
    def of(
        cls, volume: Grid, slice_: int, view: View, width: float, height: float, plane: Plane = "axial"
    ) -> Self:
        """Return how ``view`` places a cut of a volume in a pane of this size."""
        return cls.on(stacked(volume, plane), slice_, view, width, height, plane)

    @classmethod
    def on(cls, grid: Grid, slice_: int, view: View, width: float, height: float, plane: Plane) -> Self:
        """Return how ``view`` places one of the cuts [cut, down, right] of a grid in a pane of this size."""
        _, rows, columns = grid.shape
        _, tall, wide = grid.spacing
        fit = min(max(width, 1) / (columns * wide), max(height, 1) / (rows * tall))
        middle = ((columns - 1) / 2, (rows - 1) / 2)
        if view.center is not None:
            middle = _pixel_of(grid, slice_, view.center)
        return cls(grid, slice_, width, height, fit * view.zoom, middle, plane)

    @property
    def transform(self) -> QTransform:
        """From picture px, counted from the upper left corner of the first pixel, to the pane's px."""
        corner = self.screen(-0.5, -0.5)
        return QTransform(self._wide, 0, 0, self._tall, corner.x(), corner.y())

    @property
    def pixel_transform(self) -> QTransform:
        """From pixel positions (column, row), integer at pixel centers, to the pane's px."""
        center = self.screen(0, 0)
        return QTransform(self._wide, 0, 0, self._tall, center.x(), center.y())

    @property
    def bounds(self) -> QRectF:
        """The rectangle that the whole slice covers."""
        _, rows, columns = self.grid.shape
        return QRectF(self.screen(-0.5, -0.5), self.screen(columns - 0.5, rows - 0.5))

    def screen(self, column: float, row: float) -> QPointF:
        """Return where a pixel position stands in the pane."""
        return QPointF(
            self.width / 2 + (column - self.middle[0]) * self._wide,
            self.height / 2 + (row - self.middle[1]) * self._tall,
        )

    def pixel(self, place: QPointF) -> tuple[float, float]:
        """Return the pixel position (column, row) under a place in the pane."""
        return (
            self.middle[0] + (place.x() - self.width / 2) / self._wide,
            self.middle[1] + (place.y() - self.height / 2) / self._tall,
        )

    def patient(self, place: QPointF) -> Point:
        """Return the patient position (LPS, mm) under a place in the pane."""
        column, row = self.pixel(place)
        return self.grid.patient((self.slice, row, column))

    def locate(self, point: Point) -> QPointF:
        """Return where a patient position stands in the pane, seen along the slice's normal."""
        _, row, column = self.grid.index(point)
        return self.screen(column, row)

    def voxel(self, place: QPointF) -> tuple[int, int, int] | None:
        """Return the voxel (z, y, x) under a place in the pane; None beside the cut."""
        column, row = (round(position) for position in self.pixel(place))
        _, rows, columns = self.grid.shape
        inside = 0 <= column < columns and 0 <= row < rows
        if self.plane == "oblique":
            return None
        return voxel(self.grid, self.plane, (self.slice, row, column)) if inside else None

    def zoomed(self, view: View, place: QPointF, factor: float) -> View:
        """Return the view zoomed by ``factor`` about the patient point under ``place``."""
        zoom = min(max(view.zoom * factor, ZOOM_RANGE[0]), ZOOM_RANGE[1])
        ratio = view.zoom / zoom
        column, row = self.pixel(place)
        center = (
            column + (self.middle[0] - column) * ratio,
            row + (self.middle[1] - row) * ratio,
        )
        return replace(view, zoom=zoom, center=self._center(center))

    def panned(self, view: View, step: QPointF) -> View:
        """Return the view with the picture moved by ``step`` px."""
        middle = (self.middle[0] - step.x() / self._wide, self.middle[1] - step.y() / self._tall)
        return replace(view, center=self._center(middle))

    @property
    def letters(self) -> tuple[str, str, str, str]:
        """What lies to the left, right, top and bottom of the picture, such as R, L, A, P.

        Oblique rows get a second letter where that axis leans by more than 15°.
        """
        right, down = _letters(self.grid, 0), _letters(self.grid, 1)
        return _opposite(right), right, _opposite(down), down

    @property
    def _wide(self) -> float:
        return self.scale * self.grid.spacing[2]

    @property
    def _tall(self) -> float:
        return self.scale * self.grid.spacing[1]

    def _center(self, pixel: tuple[float, float]) -> Point:
        return self.grid.patient((self.slice, pixel[1], pixel[0]))


def _pixel_of(grid: Grid, slice_: int, center: Point) -> tuple[float, float]:
    """Return the pixel (column, row) of a cut that lies where ``center`` does, but for the way through.

    Of axial rows it has the same patient x and y, also where the gantry was tilted.
    """
    matrix = grid.matrix
    through = int(np.argmax(np.abs(np.cross(matrix[:, 0], matrix[:, 1]))))
    seen = [axis for axis in range(3) if axis != through]
    start = np.asarray(grid.origin) + matrix[:, 2] * slice_ * grid.spacing[0]
    steps = np.linalg.solve(matrix[np.ix_(seen, [0, 1])], (np.asarray(center) - start)[seen])
    return float(steps[0] / grid.spacing[2]), float(steps[1] / grid.spacing[1])


def _letters(grid: Grid, axis: int) -> str:
    vector = grid.matrix[:, axis]
    named = sorted(zip(vector, ("LR", "PA", "SI"), strict=True), key=lambda part: -abs(part[0]))
    return "".join(names[0 if value > 0 else 1] for value, names in named[:2] if abs(value) > 0.26)


def _opposite(letters: str) -> str:
    return "".join(_OPPOSITE[letter] for letter in letters)
