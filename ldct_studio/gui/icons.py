"""Icons (Phosphor, in the theme's colors) and the shapes of the pane states."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import qtawesome
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from . import theme

State = Literal["full", "preview", "refining", "stale", "unapplied", "failed", "off"]


def icon(name: str) -> QIcon:
    """Return a Phosphor icon such as ``folder-open``; it follows the theme by itself."""
    return QIcon(_Glyph(name))


def pixmap(name: str, size: int, color: QColor, ratio: float = 1.0) -> QPixmap:
    """Return a Phosphor icon as a picture of ``size`` px in one color; drawn once and then kept."""
    return _pixmap(name, size, color.rgba(), ratio)


@lru_cache(maxsize=256)
def _pixmap(name: str, size: int, rgba: int, ratio: float) -> QPixmap:
    color = QColor.fromRgba(rgba)
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _draw(painter, QRect(0, 0, size, size), name, color)
    painter.end()
    return picture


def state_color(state: State, stage: bool = False) -> QColor:
    """Return the color of a state; with ``stage`` as drawn on the stage, which is always dark."""
    name = {"full": "ok", "preview": "warn", "refining": "warn", "failed": "bad"}.get(state, "text_3")
    tokens = theme.current()
    color: QColor = tokens.stage_states[name] if stage else getattr(tokens, name)
    return color


def paint_state(
    painter: QPainter, rect: QRectF, state: State, phase: float = 0.0, stage: bool = False
) -> None:
    """Draw a state's shape into ``rect``; ``phase`` (0 to 1) turns the arc of “refining”."""
    color = state_color(state, stage)
    box = rect.adjusted(1, 1, -1, -1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(color, max(1.3, box.width() / 6))
    painter.setPen(pen)
    if state == "full":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    elif state == "preview":
        painter.drawEllipse(box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPie(box, -90 * 16, -180 * 16)
    elif state == "refining":
        painter.drawArc(box, round(-360 * 16 * phase), 270 * 16)
    elif state == "failed":
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.topRight())
    elif state == "unapplied":
        painter.drawRect(box)
    else:
        if state == "stale":
            pen.setDashPattern([1.1, 1.5])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
        painter.drawEllipse(box)
    painter.restore()


class StateShape(QWidget):
    """A state's shape as a small widget; the word beside it belongs to a label."""

    def __init__(self, state: State = "off", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State = state
        theme.notifier.changed.connect(self.updateGeometry)

    def show_state(self, state: State) -> None:
        """Draw another state."""
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the shape with its margin."""
        side = theme.current().px(12)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the same size: the shape is never clipped."""
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        """Draw the shape in the middle."""
        side = theme.current().px(10)
        rect = QRectF(0, 0, side, side)
        rect.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        paint_state(painter, rect, self._state)
        painter.end()


class IconLabel(QLabel):
    """An icon that is no button, in a color of the theme."""

    def __init__(
        self, name: str, size: int = 16, color: str = "text_2", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._size, self._color = name, size, color
        theme.notifier.changed.connect(self._draw)
        self._draw()

    def show_icon(self, name: str, color: str) -> None:
        """Draw another icon."""
        self._name, self._color = name, color
        self._draw()

    def _draw(self) -> None:
        tokens = theme.current()
        color = getattr(tokens, self._color)
        self.setPixmap(pixmap(self._name, tokens.px(self._size), color, self.devicePixelRatioF()))


class _Glyph(QIconEngine):
    """Draws a character of the icon font in the colors of the moment."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def clone(self) -> QIconEngine:
        return _Glyph(self._name)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tokens = theme.current()
        color = tokens.text if state == QIcon.State.On else tokens.text_2
        if mode == QIcon.Mode.Disabled:
            color = tokens.disabled
        elif mode in (QIcon.Mode.Active, QIcon.Mode.Selected):
            color = tokens.text
        _draw(painter, rect, self._name, color)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture


def _draw(painter: QPainter, rect: QRect, name: str, color: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setPen(color)
    family, _, glyph = name.rpartition(".")  # Phosphor lacks an angle
    family = family or "ph"
    painter.setFont(qtawesome.font(family, rect.height()))
    painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, qtawesome.charmap(f"{family}.{glyph}"))
    painter.restore()
