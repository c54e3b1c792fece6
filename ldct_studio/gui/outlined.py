"""Text that reads on bone, air and a white flash: white with a black outline."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QStaticText

_MARGIN = 4
_WIDE = tuple(
    QPointF(2 * math.cos(step * math.pi / 6), 2 * math.sin(step * math.pi / 6)) for step in range(12)
)
_NARROW = tuple(QPointF(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)


def draw_text(painter: QPainter, place: QPointF, text: str, font: QFont, color: QColor) -> None:
    """Draw outlined text with its upper left corner at ``place``."""
    stamp = _stamp(text, font.toString(), color.rgba(), painter.device().devicePixelRatio())
    painter.drawImage(place - QPointF(_MARGIN, _MARGIN), stamp)


def text_width(text: str, font: QFont) -> float:
    """Return how wide outlined text is in px, without the outline."""
    return float(QFontMetricsF(font).horizontalAdvance(text))


@lru_cache(maxsize=256)
def _stamp(text: str, description: str, color: int, ratio: float) -> QImage:
    """Draw a text once: 0.1 ms, so that a pane only copies it."""
    font = QFont()
    font.fromString(description)
    font.setFeature(QFont.Tag("tnum"), 1)
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 2 * _MARGIN, metrics.height() + 2 * _MARGIN
    stamp = QImage(
        math.ceil(width * ratio), math.ceil(height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setFont(font)
    base = QPointF(_MARGIN, _MARGIN)
    glyphs = QStaticText(text)
    glyphs.setTextFormat(Qt.TextFormat.PlainText)
    glyphs.prepare(font=font)
    _outline(painter, base, glyphs)
    painter.setPen(QColor.fromRgba(color))
    painter.drawStaticText(base, glyphs)
    painter.end()
    return stamp


def _outline(painter: QPainter, base: QPointF, glyphs: QStaticText) -> None:
    for alpha, offsets in ((0.59, _WIDE), (0.92, _NARROW)):
        painter.setPen(QColor.fromRgbF(0, 0, 0, alpha))
        for offset in offsets:
            painter.drawStaticText(base + offset, glyphs)
