"""The colors of values from 0 to 1: one hue over the panel, and text on it that can be read."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from . import figures, theme
from .language import tr

_FAINT, _FULL = 0.14, 0.86
"""How much of the hue 0 and 1 have."""


def filled(value: float) -> QColor:
    """Return the color of a value; beyond 0 to 1 it is that of the end."""
    tokens = theme.current()
    hue = tokens.series[2]
    part = _FAINT + (_FULL - _FAINT) * min(max(value, 0.0), 1.0)
    ends = zip(_channels(tokens.panel), _channels(hue), strict=True)
    return QColor(*(round(a + part * (b - a)) for a, b in ends))


def ink(ground: QColor) -> QColor:
    """Return black or white, whichever reads better on a color."""
    dark, light = QColor("#000000"), QColor("#FFFFFF")
    return max((dark, light), key=lambda color: contrast(color, ground))


def contrast(one: QColor, other: QColor) -> float:
    """Return the WCAG ratio of two colors."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


class ColorKey(QWidget):
    """What the colors of the grid mean: a strip from 0 to 1 with the name of the value."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cells-key")
        self._name = ""
        theme.notifier.changed.connect(self.updateGeometry)

    def show_name(self, name: str) -> None:
        """Name the value; '' where the cells have none."""
        self._name = name
        said = tr("{0}: color from 0 to 1").format(name)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.setVisible(bool(name))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the name and of the strip."""
        px = theme.current().px
        return QSize(self._wide() + px(120), px(20))

    def minimumSizeHint(self) -> QSize:
        """Return the same room."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw name, 0, strip, 1."""
        tokens = theme.current()
        px = tokens.px
        painter = QPainter(self)
        painter.setFont(tokens.font("caption"))
        painter.setPen(tokens.text_2)
        base = (self.height() + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) / 2
        painter.drawText(QPointF(0, base), f"{self._name}  0")
        left = self._wide() + px(8)
        strip = QRectF(left, (self.height() - px(10)) / 2, px(84), px(10))
        colors = QLinearGradient(strip.topLeft(), strip.topRight())
        for part in (0.0, 0.5, 1.0):
            colors.setColorAt(part, filled(part))
        painter.fillRect(strip, colors)
        painter.drawText(QPointF(strip.right() + px(6), base), figures.plain(1))
        painter.end()

    def _wide(self) -> int:
        return QFontMetrics(theme.current().font("caption")).horizontalAdvance(f"{self._name}  0")


def _channels(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()


def _luminance(color: QColor) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)
