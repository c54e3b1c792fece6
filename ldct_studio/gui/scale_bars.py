"""The bars under a picture: how long a centimeter is, and what the colors of a difference mean."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from . import theme
from .figures import MINUS, half, with_unit
from .outlined import draw_text, text_width
from .picture import difference_color
from .transform import Placement

_LENGTHS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
"""Lengths of the scale bar in cm."""
_PARTS = {0.2: 2, 0.5: 5, 2.0: 2, 5.0: 5, 20.0: 4}
"""Parts between ticks; ten where nothing is said."""


def scale_length(placement: Placement) -> float:
    """Return the longest round length in cm that takes at most a sixth of the picture's width."""
    room = max(0.17 * placement.width, theme.current().px(48))
    return max((cm for cm in _LENGTHS if 10 * cm * placement.scale <= room), default=_LENGTHS[0])


def draw_scale_bar(painter: QPainter, corner: QPointF, placement: Placement, font: QFont) -> None:
    """Draw the scale bar over the window text, its length to its left."""
    tokens = theme.current()
    length = scale_length(placement)
    width = 10 * length * placement.scale
    parts = _PARTS.get(length, 10)
    base, tick = corner.y() - tokens.px(4), tokens.px(7)
    start = corner.x() - width
    lines = [QLineF(start, base, corner.x(), base)]
    for number in range(parts + 1):
        high = tick if number in (0, parts) else tick * 0.55
        x = start + width * number / parts
        lines.append(QLineF(x, base, x, base - high))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for color, thick in ((QColor(0, 0, 0, 235), 3.5), (tokens.stage.corner, 1.4)):
        pen = QPen(color, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap)
        painter.setPen(pen)
        painter.drawLines(lines)
    text = with_unit(f"{length:g}", "cm")
    place = QPointF(start - tokens.px(8) - text_width(text, font), base - QFontMetricsF(font).height() + 4)
    draw_text(painter, place, text, font, tokens.stage.corner)


def draw_difference_scale(
    painter: QPainter, corner: QPointF, width: float, font: QFont, unit: str = "HU"
) -> None:
    """Draw the map of differences with its ends, right-aligned at ``corner``."""
    tokens = theme.current()
    end = half(width, unit)
    low, high = f"{MINUS}{end}", with_unit(f"+{end}", unit)
    height, long, gap = QFontMetricsF(font).height(), tokens.px(84), tokens.px(6)
    right = corner.x() - text_width(high, font)
    draw_text(painter, QPointF(right, corner.y()), high, font, tokens.stage.corner)
    bar = QRectF(right - gap - long, corner.y() + height / 2 - tokens.px(4), long, tokens.px(8))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for step in range(round(long)):
        color = difference_color(2 * step / (long - 1) - 1)
        painter.fillRect(QRectF(bar.left() + step, bar.top(), 1, bar.height()), color)
    painter.setPen(QPen(tokens.stage.text_2, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(bar.adjusted(-0.5, -0.5, 0.5, 0.5))
    place = QPointF(bar.left() - gap - text_width(low, font), corner.y())
    draw_text(painter, place, low, font, tokens.stage.corner)
