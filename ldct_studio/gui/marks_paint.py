"""How marks look on a picture: lines, handles, and their value with its unit."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from ..core.errors import GeometryError
from ..core.marks import Angle, Mark, Profile
from . import theme
from .figures import NBSP, fixed, with_unit
from .outlined import draw_text, text_width
from .scene import Scene
from .transform import Placement

_ARC = 22.0
"""Radius in px of the arc of an angle, at most."""
_TICK = 5.0
"""Half the length in px of the bars at the ends of a ruler."""


def draw(painter: QPainter, scene: Scene, placement: Placement) -> None:
    """Draw the marks of the picture's plane; dashed where they were set in another slice."""
    for number, mark in enumerate(scene.marks):
        if mark.plane != placement.plane:
            continue
        points = [placement.locate(point) for point in mark.points]
        away = any(abs(placement.grid.index(p)[0] - placement.slice) > 0.5 for p in mark.points)
        for pen in pens(away):
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            _draw_lines(painter, mark, points)
        if number == scene.mark:
            draw_handles(painter, points)
        _draw_value(painter, points, text(mark), placement)


def text(mark: Mark) -> str:
    """Return the value of a mark with its unit, or why it has none."""
    if not isinstance(mark, Angle):
        value = with_unit(fixed(mark.length, 1), "mm")
        return f"{mark.name}  {value}" if isinstance(mark, Profile) else value
    try:
        return f"{fixed(mark.degrees, 1)}°"
    except GeometryError:
        return f"no{NBSP}angle"


def pens(dashed: bool) -> tuple[QPen, QPen]:
    """Return the two pens of every outline, the dark one below the white one."""
    below, above = QPen(QColor(0, 0, 0), 3.5), QPen(theme.current().stage.roi, 1.4)
    if dashed:
        above.setDashPattern([4 / above.widthF(), 4 / above.widthF()])
    return below, above


def draw_handles(painter: QPainter, places: Iterable[QPointF]) -> None:
    """Draw the squares that can be dragged."""
    painter.setPen(QPen(QColor(0, 0, 0), 1))
    painter.setBrush(theme.current().stage.roi)
    for place in places:
        painter.drawRect(QRectF(place.x() - 3, place.y() - 3, 6, 6))


def font() -> QFont:
    """Return the font of values on a picture."""
    made = theme.current().font("caption")
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _draw_lines(painter: QPainter, mark: Mark, points: list[QPointF]) -> None:
    painter.drawPolyline(QPolygonF(points))
    if isinstance(mark, Angle):
        _draw_arc(painter, points)
        return
    across = _across(points[0], points[-1])
    if isinstance(mark, Profile):
        painter.drawEllipse(points[0], 3, 3)  # where its millimeters begin
    else:
        painter.drawLine(points[0] - across, points[0] + across)
    painter.drawLine(points[-1] - across, points[-1] + across)


def _draw_arc(painter: QPainter, points: list[QPointF]) -> None:
    first, vertex, last = points
    arms = [_length(end - vertex) for end in (first, last)]
    radius = min(_ARC, *(arm / 2 for arm in arms))
    if radius < 4:
        return
    start, end = (math.degrees(math.atan2(vertex.y() - p.y(), p.x() - vertex.x())) for p in (first, last))
    span = (end - start + 180) % 360 - 180
    box = QRectF(vertex.x() - radius, vertex.y() - radius, 2 * radius, 2 * radius)
    painter.drawArc(box, round(16 * start), round(16 * span))


def _draw_value(painter: QPainter, points: list[QPointF], said: str, placement: Placement) -> None:
    """Write the value beside the last point on show, or at the vertex; nowhere without one."""
    box = QRectF(0, 0, placement.width, placement.height)
    anchor = next((p for p in (points[len(points) // 2], points[0], points[-1]) if box.contains(p)), None)
    if anchor is None:
        return
    letters = font()
    wide, tall = text_width(said, letters), QFontMetricsF(letters).height()
    rightward = anchor.x() >= (points[0].x() + points[-1].x()) / 2
    left = anchor.x() + 9 if rightward else anchor.x() - 9 - wide
    left = min(max(left, 4.0), placement.width - wide - 4)
    top = min(max(anchor.y() - tall / 2, 4.0), placement.height - tall - 4)
    draw_text(painter, QPointF(left, top), said, letters, theme.current().stage.corner)


def _across(start: QPointF, end: QPointF) -> QPointF:
    """Return a step of a few px across a line."""
    along = end - start
    length = _length(along)
    return QPointF(-along.y(), along.x()) * (_TICK / length) if length else QPointF(0, _TICK)


def _length(step: QPointF) -> float:
    return math.hypot(step.x(), step.y())
