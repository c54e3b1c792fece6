"""How suggested doses are drawn on the dose axis: an interval along the track, marks and their words."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from . import dose_scale, theme
from .dose_marks import JOINT, SIZE, DoseMark, Spot, spots
from .dose_picture import Places

_BAND, _TRACK, _BAND_ALPHA = 5.0, 2.5, 0.4
"""Half the height of the interval and of what it leaves of the track, in px at 100 %; how strong it is."""
_TICK = 5.0, 12.5
"""From where to where below the track the exact place of a mark is drawn."""


def laid_out(marks: tuple[DoseMark, ...], places: Places) -> tuple[Spot, ...]:
    """Return where marks and their words lie in the fonts of the theme."""
    if not marks:
        return ()
    fonts = {mark: QFontMetricsF(_font(mark)) for mark in marks}
    plain = QFontMetricsF(theme.current().font("caption"))
    joint = plain.horizontalAdvance(JOINT)
    return spots(
        marks, places, lambda mark: fonts[mark].horizontalAdvance(mark.text), plain.height() + 2, joint
    )


def paint_intervals(painter: QPainter, marks: tuple[DoseMark, ...], places: Places) -> None:
    """Shade along the track where like cases lie; the track itself stays as it is."""
    tokens, unit = theme.current(), places.unit
    color = QColor(tokens.text_2)
    color.setAlphaF(_BAND_ALPHA)
    for low, high in (mark.interval for mark in marks if mark.interval is not None):
        left, right = (places.x(dose_scale.within(end)) for end in (low, high))
        for start in (-_BAND, _TRACK):
            place = QRectF(left, places.track + start * unit, right - left, (_BAND - _TRACK) * unit)
            painter.fillRect(place, color)
        for x, inside in ((left, low >= dose_scale.LOWEST), (right, high <= 1)):
            if inside:  # an interval that goes on has no end here
                _line(painter, tokens.text_2, 1.4 * unit, x, places.track, _BAND * unit)


def paint_marks(painter: QPainter, marks: tuple[DoseMark, ...], places: Places) -> None:
    """Draw marks and their words, what is proposed last."""
    tokens, unit = theme.current(), places.unit
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    placed = laid_out(marks, places)
    for spot in sorted(placed, key=lambda spot: spot.mark.interval is not None):
        proposed = spot.mark.interval is not None
        color = tokens.text if proposed else tokens.text_2
        if not places.compact and spot.mark.on_axis:
            x = round(spot.at.x()) + 0.5
            start, end = (places.track + part * unit for part in _TICK)
            _line(painter, color, (2 if proposed else 1.2) * unit, x, (start + end) / 2, (end - start) / 2)
        _shape(painter, spot, color, unit, filled=proposed)
        if spot.words is not None:
            painter.setFont(_font(spot.mark))
            painter.setPen(color)
            middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(spot.words, middle, spot.mark.text)
    _joints(painter, placed)


def _joints(painter: QPainter, placed: tuple[Spot, ...]) -> None:
    """Write what stands between words that lie side by side."""
    tokens = theme.current()
    font = tokens.font("caption")
    joint = QFontMetricsF(font).horizontalAdvance(JOINT)
    painter.setFont(font)
    painter.setPen(tokens.text_3)
    for one, other in pairwise(placed):
        if one.words is None or other.words is None:
            continue
        gap = other.words.left() - one.words.right()
        if abs(gap - joint) < 2:  # the places of words are a px wider than they
            place = QRectF(one.words.right() - 1, one.words.top(), joint + 1, one.words.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, JOINT)


def _shape(painter: QPainter, spot: Spot, color: QColor, unit: float, filled: bool) -> None:
    """Draw a diamond, or an arrow to where the axis does not reach, with room around it for a curve."""
    tokens = theme.current()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.panel)
    painter.drawPolygon(_corners(spot, (SIZE + 1.5) * unit))
    painter.setBrush(color if filled else tokens.panel)
    painter.setPen(QPen(color, 1.3 * unit))
    painter.drawPolygon(_corners(spot, (SIZE - 0.6) * unit))


def _corners(spot: Spot, half: float) -> QPolygonF:
    sides = [(0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0)]
    if not spot.mark.on_axis:
        sides.pop(3 if spot.mark.fraction > 1 else 1)
    return QPolygonF([spot.at + QPointF(x, y) for x, y in sides])


def _line(painter: QPainter, color: QColor, width: float, x: float, y: float, half: float) -> None:
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(x, y - half), QPointF(x, y + half))


def _font(mark: DoseMark) -> QFont:
    font = theme.current().font("caption")
    if mark.interval is not None:
        font.setWeight(QFont.Weight.DemiBold)
    return font
