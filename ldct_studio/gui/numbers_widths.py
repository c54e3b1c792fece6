"""How wide the columns of numbers are: neighbors never touch, and nothing gets narrower in a drag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QTableView

from . import theme
from .language import tr
from .pane_numbers import Cell, PaneNumbers

LEFT, RIGHT = 4, 4
"""Px that stay free beside a number, so that it does not touch its neighbor."""
_NAME = 74
"""Px that the names of the panes keep: room for letter, dose and the icon of doubt."""
_UNIT = 5
"""Letters of a unit below a number that get room; longer ones are shortened, the tooltip says them whole."""


class NumbersTable(QTableView):
    """A table that says when it has another width."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say so."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()


class ColumnWidths:
    """The widest number of every column so far."""

    def __init__(self) -> None:
        self._needed: tuple[float, ...] = ()

    def forget(self) -> None:
        """Begin anew: the table has another form or another font."""
        self._needed = ()

    def take(self, rows: Sequence[PaneNumbers]) -> bool:
        """Measure what is shown; say whether a column needs more than before."""
        columns = zip(*(row.cells for row in rows), strict=True)
        needed = [max(map(_width, cells)) for cells in columns]
        before = self._needed or (0.0,) * len(needed)
        self._needed = tuple(map(max, before, needed))
        return self._needed != before

    def fitted(self, least: Sequence[int], room: int) -> list[int]:
        """Return the width of every column, at ``least`` that, where there is ``room`` beside the names."""
        wanted = [
            max(floor, round(width + 0.5)) for floor, width in zip(least, self._needed, strict=False)
        ] or list(least)
        more, spare = sum(wanted) - sum(least), room - theme.current().px(_NAME) - sum(least)
        share = 1.0 if more <= spare else max(spare, 0) / more
        return [floor + int(share * (width - floor)) for floor, width in zip(least, wanted, strict=True)]


def number_font() -> QFont:
    """Return the font of a number."""
    font = theme.current().font("strong")
    font.setWeight(QFont.Weight.Medium)
    return font


def fitting(text: str, room: float) -> tuple[str, QFont]:
    """Return a number as it is drawn in so many px: smaller where it is long, and never a part of it."""
    for font in (number_font(), theme.current().font("caption")):
        if QFontMetricsF(font).horizontalAdvance(text) <= room:
            return text, font
    return "…", number_font()


def _width(cell: Cell) -> float:
    px = theme.current().px
    number = QFontMetricsF(number_font()).horizontalAdvance(cell.text + cell.mark)
    said = tr(cell.unit)
    small = QFontMetricsF(theme.current().font("caption"))
    unit = small.horizontalAdvance(said) if len(said) <= _UNIT else 0.0
    return max(number, unit) + px(LEFT) + px(RIGHT)
