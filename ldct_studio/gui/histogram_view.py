"""HistogramView: the values of a picture, with the two ends of its window to drag."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from . import figures, gray, theme

BINS = 256
_REACH = 8
_MARGIN = 0.7
"""The view reaches this part of the window's width beyond its ends."""


def histogram(
    image: npt.NDArray[np.float32], low: float, high: float, bins: int = BINS
) -> npt.NDArray[np.int64]:
    """Count the values (y, x) from ``low`` to ``high``; of large pictures every second row and column."""
    step = 2 if image.size > 65536 else 1
    values = image[::step, ::step].ravel()
    place = (values - np.float32(low)) * np.float32(bins / (high - low))
    inside = place[(place >= 0) & (place < bins)]
    return np.bincount(inside.astype(np.int32), minlength=bins)[:bins]


class HistogramView(QWidget):
    """Emits ``dragged(low, high)`` while an end moves and ``released`` afterwards.

    The range stays as it is while an end is held, so that nothing slides away under the hand.
    """

    dragged = Signal(float, float)
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: npt.NDArray[np.float32] | None = None
        self._counts: npt.NDArray[np.int64] | None = None
        self._low, self._high = -160.0, 240.0
        self._unit, self._symmetric = gray.HU, False
        self._range = self._wanted_range()
        self._held: str = ""
        self._picked = "high"
        self.setObjectName("window-histogram")
        self.setAccessibleName(self.tr("Histogram with the ends of the window"))
        self._explain()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notifier.changed.connect(self.update)

    def show_image(self, image: npt.NDArray[np.float32] | None) -> None:
        """Take the picture (y, x) of the active pane; counted when drawn next."""
        self._image, self._counts = image, None
        self.update()

    def show_window(self, low: float, high: float, unit: str = "HU", symmetric: bool = False) -> None:
        """Show other ends; ``symmetric`` ones stay mirror images about 0."""
        if unit != self._unit:
            self._unit = unit
            self._explain()
        self._symmetric = symmetric
        self._low, self._high = low, high
        if not self._held and self._range != self._wanted_range():
            self._range, self._counts = self._wanted_range(), None
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the curve and its numbers."""
        return QSize(theme.current().px(200), theme.current().px(88))

    def _explain(self) -> None:
        self.setToolTip(
            self.tr(
                "Values of the slice in the active pane, in {0}. Drag a line to move an end of the window, "
                "between them to move the level.\nKeys: Left and Right move the end last used, Tab leaves."
            ).format(self._unit)
        )

    @property
    def _finest(self) -> float:
        """The smallest step of an end."""
        return gray.finest(self._high - self._low, self._unit)

    def _wanted_range(self) -> tuple[float, float]:
        reach = _MARGIN * max(self._high - self._low, self._finest)
        return self._low - reach, self._high + reach

    def _plot(self) -> QRectF:
        return QRectF(0, 0, self.width(), self.height() - theme.current().px(20))

    def _x(self, value: float) -> float:
        low, high = self._range
        return (value - low) / (high - low) * self.width()

    def _value(self, x: float) -> float:
        low, high = self._range
        return low + x / self.width() * (high - low)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearer end, or both between them."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = self._at(event.position().x())
            self._start = self._value(event.position().x()), self._low, self._high
            if self._held in ("low", "high"):
                self._picked = self._held

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held."""
        place = self._at(event.position().x())
        shape = Qt.CursorShape.SplitHCursor if place in ("low", "high") else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        if not self._held:
            return
        start, low, high = self._start
        by = self._value(event.position().x()) - start
        ends = {"low": (low + by, high), "high": (low, high + by), "both": (low + by, high + by)}[self._held]
        self._emit(*ends)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture; the range follows the window again."""
        if self._held:
            self._held = ""
            self.show_window(self._low, self._high, self._unit, self._symmetric)
            self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the end last used by 1 % of the range."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not steps:
            super().keyPressEvent(event)
            return
        finest = self._finest
        by = steps * max(round((self._range[1] - self._range[0]) / 100 / finest), 1) * finest
        self._emit(self._low + by * (self._picked == "low"), self._high + by * (self._picked == "high"))
        self.released.emit()

    def _emit(self, low: float, high: float) -> None:
        finest = self._finest
        if self._symmetric:
            half = max(abs(low if self._picked == "low" else high), finest)
            low, high = -half, half
        if high - low >= finest:
            low, high = (gray.rounded(end, self._high - self._low, self._unit) for end in (low, high))
            self.dragged.emit(low, high)

    def _at(self, x: float) -> str:
        near = {"low": abs(x - self._x(self._low)), "high": abs(x - self._x(self._high))}
        nearest = min(near, key=lambda end: near[end])
        if near[nearest] <= _REACH:
            return nearest
        return "both" if self._low < self._value(x) < self._high and not self._symmetric else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw window, values, ends and their numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, plot = theme.current(), self._plot()
        low, high = self._x(self._low), self._x(self._high)
        painter.fillRect(QRectF(low, plot.top(), high - low, plot.height()), tokens.selected)
        self._paint_values(painter, plot)
        for x in (low, high):
            painter.fillRect(QRectF(round(x) - 1, plot.top(), 2, plot.height()), tokens.text)
        self._paint_numbers(painter, plot)
        if self.hasFocus():
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_values(self, painter: QPainter, plot: QRectF) -> None:
        if self._image is None:
            return
        if self._counts is None:
            self._counts = histogram(self._image, *self._range)
        heights = np.sqrt(self._counts)
        heights = heights / max(float(np.quantile(heights, 0.99)), 1.0)
        heights = np.minimum(heights, 1.0) * (plot.height() - 4)
        step = plot.width() / BINS
        top = [QPointF((i + 0.5) * step, plot.bottom() - h) for i, h in enumerate(heights.tolist())]
        outline = QPolygonF([plot.bottomLeft(), *top, plot.bottomRight()])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.current().text_3))
        painter.drawPolygon(outline)

    def _paint_numbers(self, painter: QPainter, plot: QRectF) -> None:
        tokens = theme.current()
        painter.setFont(tokens.font("caption"))
        painter.setPen(tokens.text_2)
        width = self._high - self._low
        low, high = (figures.gray(end, width, self._unit) for end in (self._low, self._high))
        texts = (low, figures.with_unit(high, self._unit))
        for value, text in zip((self._low, self._high), texts, strict=True):
            wide = QFontMetricsF(painter.font()).horizontalAdvance(text)
            x = min(max(self._x(value) - wide / 2, 0.0), self.width() - wide)
            place = QRectF(x, plot.bottom() + tokens.px(4), wide + 1, tokens.px(15))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, text)
