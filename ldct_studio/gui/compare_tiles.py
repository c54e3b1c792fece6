"""Tiles: the checkerboard of two pictures in one place, counted from the corner of the cut."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QRegion

from .transform import Placement

_SMALLEST = 4.0
"""Px of the side of a tile at least, however far the picture is away."""


@dataclass(frozen=True)
class Tiles:
    """Squares of ``side`` px from ``corner`` on; A has the first one, and every other from there."""

    corner: QPointF
    side: float
    box: QRectF
    """What is seen of the cut, in the pane's px."""

    @classmethod
    def of(cls, placement: Placement, millimeters: float) -> Self:
        """Return the tiles of a cut, with sides of so many mm in the patient."""
        bounds = placement.bounds
        seen = bounds.intersected(QRectF(0, 0, placement.width, placement.height))
        return cls(bounds.topLeft(), max(millimeters * placement.scale, _SMALLEST), seen)

    def shows_first(self, place: QPointF) -> bool:
        """Say whether A lies at a place in the pane."""
        return sum(self._at(place)) % 2 == 0

    @property
    def first(self) -> QRegion:
        """All tiles of A that are seen."""
        if self.box.isEmpty():
            return QRegion()
        left, top = self._at(self.box.topLeft())
        right, bottom = self._at(self.box.bottomRight())
        region = QRegion()
        for parity in (0, 1):  # rows of one kind hold the same columns
            columns = QRegion()
            for column in range(left, right + 1):
                if (column + parity) % 2 == 0:
                    columns += self._strip(column, column + 1, top, bottom + 1)
            lines = QRegion()
            for row in range(top, bottom + 1):
                if (row + parity) % 2 == 0:
                    lines += self._strip(left, right + 1, row, row + 1)
            region += columns & lines
        return region & self.box.toAlignedRect()

    def middle(self, first: bool) -> QRectF:
        """Return the tile of A, or of the other picture, at or beside the middle of what is seen."""
        column, row = self._at(self.box.center())
        if (column + row) % 2 == int(first):
            column += 1
        return QRectF(self._strip(column, column + 1, row, row + 1))

    def _at(self, place: QPointF) -> tuple[int, int]:
        step = place - self.corner
        return math.floor(step.x() / self.side), math.floor(step.y() / self.side)

    def _strip(self, left: int, right: int, top: int, bottom: int) -> QRect:
        """Return the box from one tile to another; neighbors share whole px."""
        x, y = self.corner.x(), self.corner.y()
        start = round(x + left * self.side), round(y + top * self.side)
        end = round(x + right * self.side), round(y + bottom * self.side)
        return QRect(*start, end[0] - start[0], end[1] - start[1])
