"""Where oblique cuts lie in the other pictures, and the handles that turn them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ..core.grid import Point
from ..core.oblique import Oblique, Vector
from ..core.plane import PLANES, stacked
from .pane_paint import plane_color
from .scene import Scene
from .transform import Placement

HANDLE = 5.0
"""Radius of a handle in px."""
_REACH = 9.0
_ALONG = 0.36
"""How far the handles stand from the place nearest to the center, as a share of the pane's shorter side."""
_PARALLEL = 0.02


def draw(painter: QPainter, placement: Placement, scene: Scene) -> None:
    """Draw the line of every oblique cut with its handles; in an oblique picture those of the planes."""
    for number, line in lines(placement, scene):
        color = plane_color("oblique")
        painter.setPen(QPen(color, 1.4))
        painter.drawLine(line)
        painter.setBrush(color)
        painter.setPen(QPen(QColor(0, 0, 0, 180), 1))
        for place in handles(placement, scene, number):
            painter.drawEllipse(place, HANDLE, HANDLE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    if placement.plane == "oblique" and scene.source is not None:
        for plane, row in scene.cuts:
            cuts = stacked(scene.source.grid, plane)
            matrix = cuts.matrix
            crossed = _line(placement, cuts.patient((row, 0, 0)), np.cross(matrix[:, 0], matrix[:, 1]))
            if crossed is not None:
                painter.setPen(QPen(plane_color(plane), 1))
                painter.drawLine(crossed)


def lines(placement: Placement, scene: Scene) -> Iterator[tuple[int, QLineF]]:
    """Yield the line of every oblique cut that crosses a picture along the axes, with its pane's number."""
    seen: set[Oblique] = set()
    for number, pane in scene.pictures:
        tilt = pane.lane.tilt
        if tilt is None or tilt in seen:
            continue
        seen.add(tilt)
        line = _line(placement, tilt.center, tilt.normal)
        if line is not None and placement.plane in PLANES:
            yield number, line


def handles(placement: Placement, scene: Scene, number: int) -> tuple[QPointF, ...]:
    """Return where the two handles of pane ``number``'s oblique cut stand in a picture."""
    tilt = scene.panes[number].lane.tilt
    line = None if tilt is None else _line(placement, tilt.center, tilt.normal)
    if tilt is None or line is None:
        return ()
    way = (line.p2() - line.p1()) / line.length()
    foot = line.p1() + way * QPointF.dotProduct(placement.locate(tilt.center) - line.p1(), way)
    step = way * (_ALONG * min(placement.width, placement.height))
    return foot - step, foot + step


def grasped(placement: Placement, scene: Scene, place: QPointF) -> int | None:
    """Return the pane whose handle lies under a place of a picture."""
    for number, _ in lines(placement, scene):
        for handle in handles(placement, scene, number):
            if QLineF(handle, place).length() <= _REACH:
                return number
    return None


def _line(placement: Placement, point: Point, normal: Vector) -> QLineF | None:
    """Return where a plane crosses a picture, from edge to edge of the pane; None where it hardly does."""
    grid = placement.grid
    right, down = grid.matrix[:, 0], grid.matrix[:, 1]
    across = np.array([normal @ right, normal @ down])
    length = float(np.linalg.norm(across))
    if length < _PARALLEL:
        return None
    here = np.asarray(grid.patient((placement.slice, 0, 0)))
    steps = across * (normal @ (np.asarray(point) - here)) / length**2  # the nearest point, in mm
    foot = placement.screen(steps[0] / grid.spacing[2], steps[1] / grid.spacing[1])
    way = QPointF(-float(across[1]) / length, float(across[0]) / length)
    far = way * (placement.width + placement.height)
    foot += way * QPointF.dotProduct(QPointF(placement.width / 2, placement.height / 2) - foot, way)
    return QLineF(foot - far, foot + far)
