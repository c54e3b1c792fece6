"""How the guards look on a picture: the amber window text, and starved rays hatched with their legend."""

from __future__ import annotations

import math
from collections import OrderedDict

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QLinearGradient, QPainter, QPen

from . import theme
from .figures import number, percent, with_unit
from .guard_starvation import Starved
from .icons import pixmap
from .language import tr
from .outlined import draw_text, text_width
from .transform import Placement

_STRONGEST = 0.7
"""Opacity where every ray is starved; it follows the root of the share, so that streaks are seen."""
_BETWEEN = 0.35
"""How much of it is left between the lines of the hatch."""
_MARGIN, _BAR = 10, 96
_RESULTS, _LEAST_WORDS, _LEAST_BAR = 210, 90, 285
"""Width that the results at the upper right take, and that the words and the bar of the legend need."""
_LEAST_WIDTH = 360
_LINES_KEPT = 4


def window_box(placement: Placement, warning: str, window: str) -> QRectF:
    """Return the place of the amber window text at the lower right."""
    tokens = theme.current()
    font = tokens.font("corner")
    line = QFontMetricsF(font).height()
    words = [window] if placement.width < tokens.px(_LEAST_WIDTH) else [warning, window]
    wide = max(text_width(text, font) for text in words) + tokens.px(16 + 18)
    high = line * len(words) + tokens.px(6)
    right, bottom = placement.width - tokens.px(4), placement.height - tokens.px(4)
    return QRectF(right - wide, bottom - high, wide, high)


def draw_window(painter: QPainter, placement: Placement, warning: str, window: str) -> float:
    """Draw the window text in amber with the warning over it; return how high its card reaches in px."""
    tokens = theme.current()
    font, warn = tokens.font("corner"), tokens.stage_states["warn"]
    box, side = window_box(placement, warning, window), tokens.px(16)
    line = QFontMetricsF(font).height()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(18, 18, 18, 215))
    painter.drawRoundedRect(box, 4, 4)
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(
        QPointF(box.left() + tokens.px(6), box.top() + tokens.px(3) + (line - side) / 2),
        pixmap("warning", side, warn, ratio),
    )
    right, y = box.right() - tokens.px(6), box.top() + tokens.px(3)
    words = [window] if placement.width < tokens.px(_LEAST_WIDTH) else [warning, window]
    for text in words:
        draw_text(painter, QPointF(right - text_width(text, font), y), text, font, warn)
        y += line
    return box.height()


class StarvedPaint:
    """Draws starved rays; a hatched picture is kept as long as nothing moves."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[tuple[object, ...], QImage] = OrderedDict()

    def draw(self, painter: QPainter, placement: Placement, starved: Starved) -> None:
        """Draw the hatch and its legend at the upper left."""
        if starved.share is not None:
            painter.drawImage(QPointF(0, 0), self._hatched(placement, starved, _ratio(painter)))
        _draw_legend(painter, placement, starved)

    def _hatched(self, placement: Placement, starved: Starved, ratio: float) -> QImage:
        key = (starved, placement, ratio)
        if key not in self._drawn:
            self._drawn[key] = _hatched(placement, starved, ratio)
            while len(self._drawn) > _LINES_KEPT:
                self._drawn.popitem(last=False)
        return self._drawn[key]


def legend(starved: Starved) -> str:
    """Return in words what is drawn: how many rays at which dose."""
    asked = starved.question
    photons = with_unit(str(asked.below), tr("photon") if asked.below == 1 else tr("photons"))
    dose = percent(asked.dose.fraction)
    if starved.error:
        return tr(starved.error)
    if starved.share is None:
        return tr("No ray under {0} at {1} dose").format(photons, dose)
    share = with_unit(number(max(100 * starved.rays, 0.01), 2), "%")
    return tr("{0} of rays under {1} at {2} dose").format(share, photons, dose)


def _hatched(placement: Placement, starved: Starved, ratio: float) -> QImage:
    size = round(placement.width * ratio), round(placement.height * ratio)
    picture = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    tint = _tint(starved)
    painter.drawImage(placement.bounds, tint, QRectF(tint.rect()))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(QPointF(0, 0), _lines(size, ratio))
    painter.end()
    return picture


def _tint(starved: Starved) -> QImage:
    assert starved.share is not None
    color = theme.current().stage_states["warn"]
    alpha = 255 * _STRONGEST * np.sqrt(starved.share)
    height, width = starved.share.shape
    argb = np.empty((height, width), np.uint32)
    argb[:] = color.rgb() & 0xFFFFFF
    argb |= alpha.round().astype(np.uint32) << 24
    image = QImage(argb.data, width, height, 4 * width, QImage.Format.Format_ARGB32)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _lines(size: tuple[int, int], ratio: float) -> QImage:
    mask = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    mask.setDevicePixelRatio(ratio)
    mask.fill(QColor.fromRgbF(0, 0, 0, _BETWEEN))
    painter = QPainter(mask)
    width, height = math.ceil(size[0] / ratio), math.ceil(size[1] / ratio)
    painter.fillRect(QRectF(0, 0, width, height), QBrush(QColor(0, 0, 0), Qt.BrushStyle.BDiagPattern))
    painter.end()
    return mask


def _draw_legend(painter: QPainter, placement: Placement, starved: Starved) -> None:
    """Draw it below the letter of the upper edge, as much of it as there is room for beside the results."""
    tokens = theme.current()
    font = tokens.font("corner")
    line = QFontMetricsF(font).height()
    x, y = float(tokens.px(_MARGIN)), tokens.px(8) + line
    room = placement.width - tokens.px(_RESULTS)
    text = QFontMetricsF(font).elidedText(legend(starved), Qt.TextElideMode.ElideRight, room)
    plain = starved.share is None and not starved.error
    color = tokens.stage.corner if plain else tokens.stage_states["warn"]
    if room > tokens.px(_LEAST_WORDS):
        draw_text(painter, QPointF(x, y), text, font, color)
    if starved.share is not None and room > tokens.px(_LEAST_BAR):
        _draw_bar(painter, QPointF(x, y + line + tokens.px(2)), font)


def _draw_bar(painter: QPainter, corner: QPointF, font: QFont) -> None:
    """Draw the tint from no ray to every ray through a pixel."""
    tokens = theme.current()
    line, gap = QFontMetricsF(font).height(), tokens.px(6)
    low, high = with_unit("0", "%"), tr("{0} of a pixel's rays").format(with_unit("100", "%"))
    draw_text(painter, corner, low, font, tokens.stage.corner)
    left = corner.x() + text_width(low, font) + gap
    bar = QRectF(left, corner.y() + line / 2 - tokens.px(4), tokens.px(_BAR), tokens.px(8))
    gradient = QLinearGradient(bar.topLeft(), bar.topRight())
    for step in range(9):
        color = QColor(tokens.stage_states["warn"])
        color.setAlphaF(_STRONGEST * math.sqrt(step / 8))
        gradient.setColorAt(step / 8, color)
    painter.fillRect(bar, QColor(40, 40, 40))
    painter.fillRect(bar, gradient)
    painter.setPen(QPen(tokens.stage.text_2, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(bar.adjusted(-0.5, -0.5, 0.5, 0.5))
    draw_text(painter, QPointF(bar.right() + gap, corner.y()), high, font, tokens.stage.corner)


def _ratio(painter: QPainter) -> float:
    return float(painter.device().devicePixelRatio())
