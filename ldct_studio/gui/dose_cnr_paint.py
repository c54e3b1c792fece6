"""How the dose axis is drawn where the dose is that of a contrast agent: the CNR of a lesion above it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPen

from . import figures
from .dose_paint import DosePainter, heights
from .dose_picture import Line
from .language import tr
from .numbers_table import series_color

_TOP, _APART = 11, 11
"""px above the curves for the words at the flag, and between two letters."""


@dataclass
class CnrPainter(DosePainter):
    """Draws measured and predicted CNR with dots at the doses visited, from 0 on."""

    def _figure(self, fraction: float) -> str:
        return f"{100 * fraction:.3g}"

    @cached_property
    def _labels(self) -> list[tuple[float, float, str]]:
        """Middle, half width and text of the labels that have room, from 100 % down."""
        kept: list[tuple[float, float, str]] = []
        for middle, half, text in super()._labels:
            free = not kept or middle + half + 4 * self.places.unit <= kept[-1][0] - kept[-1][1]
            kept += [(middle, half, text)] * free
        return kept

    @cached_property
    def _range(self) -> tuple[float, float]:
        values = [value for line in self.picture.lines for _, value in line.curve]
        return min([0.0, *values]), max([1.0, *values])

    def _y(self, value: float) -> float:
        """Return the height of a CNR on the strip, linear from 0 or the lowest value on."""
        low, high = self._range
        place = min(max((value - low) / (high - low), 0.0), 1.0)
        top = self.places.strip_top + _TOP * self.places.unit
        return self.places.strip_bottom - place * (self.places.strip_bottom - top)

    def _line_points(self, line: Line) -> list[QPointF]:
        return [QPointF(self.places.x(dose), self._y(value)) for dose, value in line.curve]

    def _expected(self) -> None:
        """Draw nothing: nobody knows the CNR of a lesion before it was seen."""

    def _gap(self) -> None:
        """Shade nothing."""

    def _measured(self) -> None:
        for line, y in zip(self.picture.lines, self._letter_heights, strict=True):
            color, points = series_color(line.letter, self.tokens), self._line_points(line)
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.setPen(QPen(color, 1.4 * self.places.unit))
            self.painter.drawPolyline(points)
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(color)
            radius = 2.2 * self.places.unit
            for point in points:
                self.painter.drawEllipse(point, radius, radius)
            self._text(line.letter, points[0].x() - 9 * self.places.unit, y, color, self._letters)

    @property
    def _letter_heights(self) -> list[float]:
        """Where the letters stand: at the first dot of their curve, and apart."""
        heights = [self._y(line.curve[0][1]) for line in self.picture.lines]
        if len(heights) < 2:
            return heights
        missing = max(_APART * self.places.unit - abs(heights[0] - heights[1]), 0.0)
        up = -missing / 2 if heights[0] <= heights[1] else missing / 2
        return [heights[0] + up, heights[1] - up]

    def _hint(self) -> None:
        """Write the hint; the low form has no line for it, but free room beside a dose that stays."""
        if not self.compact or self._scale.movable:
            super()._hint()
            return
        font, own, gap = self.tokens.font("caption"), self.places.x(self._scale.own), 24 * self.places.unit
        width = QFontMetricsF(font).horizontalAdvance(self.picture.hint)
        start = own - gap - width if own - gap - width >= self.places.left else own + gap
        self._text(self.picture.hint, start, self.places.labels, self.tokens.text_2, font, 0.0)

    @property
    def _letters(self) -> QFont:
        font = self.tokens.font("caption")
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @property
    def _here(self) -> float | None:
        """The CNR at the handle, that of the low dose first; None where that dose was not visited."""
        values = (line.at(self.picture.fraction) for line in self.picture.lines)
        return next((value for value in values if value is not None), None)

    def _heights(self, start: float, end: float) -> list[float]:
        lines = [self._line_points(line) for line in self.picture.lines]
        return [height for points in lines for height in heights(points, start, end)]

    def noise_sentence(self) -> str:
        """Return the words at the hairline."""
        here = [(line.name, line.at(self.picture.fraction)) for line in self.picture.lines]
        said = [f"{name} {figures.fixed(value)}" for name, value in here if value is not None]
        return tr("Lesion CNR {0}").format(" · ".join(said))

    def _caption(self) -> str:
        if not self.picture.lines:
            return tr("Press E and draw an ellipse on a lesion to see its CNR here")
        return "" if self.compact else tr("Lesion CNR at the doses visited; letters: panes")
