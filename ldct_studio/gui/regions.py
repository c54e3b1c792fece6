"""Regions on a picture: drawing, measuring, picking, changing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ..core.errors import GeometryError
from ..core.grid import Grid
from ..core.roi import Ellipse, Statistics
from . import theme
from .figures import number, with_unit
from .measuring import in_region
from .outlined import draw_text
from .scene import Scene
from .transform import Placement

_Image = npt.NDArray[np.float32]
Grip = Literal["left", "right", "top", "bottom", "move"]

SMALLEST = 1.0
"""Smallest half axis in mm."""
_REACH = 6.0
"""How near to an outline or handle, in px, the pointer takes hold of it."""


def statistics(image: npt.NDArray[np.float32], region: Ellipse, grid: Grid) -> Statistics | None:
    """Measure a picture in a region; None where it cannot be measured (outside, or under two pixels)."""
    try:
        return in_region(image, region, grid)
    except GeometryError:
        return None


def draw(
    painter: QPainter,
    scene: Scene,
    placement: Placement,
    image_at: Callable[[QPointF], _Image | None],
    of_map: bool = False,
) -> float | None:
    """Draw every region with the noise of the picture in it; dashed where it was set in another slice.

    In a map it is the mean that counts. Return the smallest noise (SD in HU) that was measured, which is the
    least touched by edges.
    """
    measured = []
    for number_, region in enumerate(scene.rois):
        box = outline(region, placement)
        away = abs(placement.grid.index(region.center)[0] - placement.slice) > 0.5
        _draw_ellipse(painter, box, away)
        if number_ == scene.roi:
            _draw_handles(painter, box)
        image = image_at(box.center())
        found = statistics(image, region, placement.grid) if image is not None else None
        if image is not None:
            _draw_found(painter, box, found, scene, of_map)
        if found is not None and not of_map:
            measured.append(found.sd)
    return min(measured, default=None)


def outline(region: Ellipse, placement: Placement) -> QRectF:
    """Return the box around a region in the pane."""
    center = placement.locate(region.center)
    half_x, half_y = region.half_x * placement.scale, region.half_y * placement.scale
    return QRectF(center.x() - half_x, center.y() - half_y, 2 * half_x, 2 * half_y)


def pick(scene: Scene, placement: Placement, place: QPointF) -> tuple[int, Grip] | None:
    """Return which region lies under the pointer and by what part; the selected one comes first."""
    order = sorted(range(len(scene.rois)), key=lambda index: index != scene.roi)
    for index in order:
        box = outline(scene.rois[index], placement)
        if index == scene.roi:
            for grip, handle in _handles(box).items():
                if (handle - place).manhattanLength() <= 1.5 * _REACH:
                    return index, grip
        if abs(_distance(box, place)) <= _REACH:
            return index, "move"
    return None


def drawn(name: str, placement: Placement, start: QPointF, end: QPointF) -> Ellipse:
    """Return the region whose box was dragged from ``start`` to ``end``."""
    box = QRectF(start, end).normalized()
    half = [max(side / 2 / placement.scale, SMALLEST) for side in (box.width(), box.height())]
    return Ellipse(name, placement.patient(box.center()), half[0], half[1])


def changed(region: Ellipse, grip: Grip, placement: Placement, start: QPointF, end: QPointF) -> Ellipse:
    """Return a region after one of its parts was dragged; a handle moves its side about the center."""
    center = placement.locate(region.center)
    if grip == "move":
        return replace(region, center=placement.patient(center + end - start))
    if grip in ("left", "right"):
        return replace(region, half_x=max(abs(end.x() - center.x()) / placement.scale, SMALLEST))
    return replace(region, half_y=max(abs(end.y() - center.y()) / placement.scale, SMALLEST))


def free_name(regions: tuple[Ellipse, ...]) -> str:
    """Return the first of Region 1, Region 2, … that is not taken."""
    taken = {region.name for region in regions}
    return next(name for n in range(1, len(taken) + 2) if (name := f"Region {n}") not in taken)


def _distance(box: QRectF, place: QPointF) -> float:
    """Return about how far, in px, a place lies outside an ellipse (negative: inside)."""
    half_x, half_y = max(box.width() / 2, 1e-6), max(box.height() / 2, 1e-6)
    from_center = place - box.center()
    radius = float(np.hypot(from_center.x() / half_x, from_center.y() / half_y))
    return (radius - 1) * min(half_x, half_y)


def _handles(box: QRectF) -> dict[Grip, QPointF]:
    middle = box.center()
    return {
        "left": QPointF(box.left(), middle.y()),
        "right": QPointF(box.right(), middle.y()),
        "top": QPointF(middle.x(), box.top()),
        "bottom": QPointF(middle.x(), box.bottom()),
    }


def _draw_ellipse(painter: QPainter, box: QRectF, dashed: bool) -> None:
    for color, width in ((QColor(0, 0, 0), 3.5), (theme.current().stage.roi, 1.4)):
        pen = QPen(color, width)
        if dashed and width < 2:
            pen.setDashPattern([4 / width, 4 / width])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)


def _draw_handles(painter: QPainter, box: QRectF) -> None:
    painter.setPen(QPen(QColor(0, 0, 0), 1))
    painter.setBrush(theme.current().stage.roi)
    for place in _handles(box).values():
        painter.drawRect(QRectF(place.x() - 3, place.y() - 3, 6, 6))


def _draw_found(painter: QPainter, box: QRectF, found: Statistics | None, scene: Scene, of_map: bool) -> None:
    unit = scene.source.unit if scene.source else "HU"
    text = "not measured"
    if found is not None:
        text = f"{'mean' if of_map else 'σ'} {with_unit(number(found.mean if of_map else found.sd), unit)}"
    font = theme.current().font("caption")
    font.setWeight(font.Weight.DemiBold)
    place = QPointF(box.right() + 7, box.center().y() - theme.current().px(7))
    draw_text(painter, place, text, font, theme.current().stage.corner)
