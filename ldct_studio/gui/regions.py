"""Regions on a picture: drawing, measuring, picking, changing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from ..core.errors import GeometryError
from ..core.grid import Grid
from ..core.roi import Circle, Ellipse, Freehand, Rectangle, Region, Statistics
from . import marks_paint, theme
from .figures import fixed, number, with_unit
from .gray import unit_of
from .language import tr
from .measuring import Measured, in_region
from .outlined import draw_text, text_width
from .scene import Scene
from .transform import Placement

Measurer = Callable[[Region], Statistics | None]
"""Measures a region; None where it cannot be measured (outside, or under two pixels)."""
Grip = Literal["left", "right", "top", "bottom", "move"]
Shape = Literal["ellipse", "circle", "rectangle", "freehand"]

SMALLEST = 1.0
"""Smallest half axis in mm."""
FEW_PIXELS = 100
"""Below this many pixels a noise estimate is marked as doubtful."""
_REACH = 6.0
"""How near to an outline or handle, in px, the pointer takes hold of it."""
_STEP = 3.0
"""A freehand outline has a corner every so many px."""
_GAP = 7.0
"""Px between a region and what is said of it."""


def statistics(
    image: npt.NDArray[np.float32],
    region: Region,
    grid: Grid,
    outside: npt.NDArray[np.bool_] | None = None,
) -> Statistics | None:
    """Measure a picture in a region without the pixels ``outside``; None where it cannot be measured."""
    try:
        return in_region(image, region, grid, outside)
    except GeometryError:
        return None


def draw(
    painter: QPainter,
    scene: Scene,
    placement: Placement,
    measurer_at: Callable[[QPointF], Measurer | None],
    of_map: bool = False,
    letter_at: Callable[[QPointF], str] = lambda _: "",
    taken: Sequence[QRectF] = (),
) -> float | None:
    """Draw the regions and marks of the picture's plane; dashed where they were set in another slice.

    At a region stands the noise of the picture that its middle lies in, in a map the mean, behind the
    letter of its pane where ``letter_at`` names one of several; not in the boxes ``taken``, if there is room
    elsewhere. Return the smallest noise (SD in HU) that was measured, which is the least
    touched by edges.
    """
    measured, taken = [], [*taken]
    for place, region in enumerate(scene.rois):
        if region.plane != placement.plane:
            continue
        box = outline(region, placement)
        away = abs(placement.grid.index(region.center)[0] - placement.slice) > 0.5
        _draw_outline(painter, path(region, placement), away)
        chosen = place == scene.roi and scene.mark is None
        if chosen:
            marks_paint.draw_handles(painter, _handles(box).values())
        measurer = measurer_at(box.center())
        found = measurer(region) if measurer is not None else None
        if measurer is not None:
            first, *others = _said(region, found, scene, of_map, chosen)
            letter = letter_at(box.center())
            lines = (f"{letter}: {first}" if letter else first, *others)
            taken.append(_draw_found(painter, box, placement, taken, lines, found))
        if found is not None and not of_map:
            measured.append(found.sd)
    marks_paint.draw(painter, scene, placement)
    return min(measured, default=None)


def outline(region: Region, placement: Placement) -> QRectF:
    """Return the box around a region in the pane."""
    center = placement.locate(region.center)
    half_x, half_y = region.half_x * placement.scale, region.half_y * placement.scale
    return QRectF(center.x() - half_x, center.y() - half_y, 2 * half_x, 2 * half_y)


def path(region: Region, placement: Placement) -> QPainterPath:
    """Return the outline of a region in the pane."""
    drawn_path = QPainterPath()
    if isinstance(region, Freehand):
        drawn_path.addPolygon(QPolygonF(_corners(region, placement)))
        drawn_path.closeSubpath()
    elif isinstance(region, Rectangle):
        drawn_path.addRect(outline(region, placement))
    else:
        drawn_path.addEllipse(outline(region, placement))
    return drawn_path


def pick(scene: Scene, placement: Placement, place: QPointF) -> tuple[int, Grip] | None:
    """Return which region lies under the pointer and by what part; the selected one comes first."""
    order = sorted(range(len(scene.rois)), key=lambda index: index != scene.roi)
    near = QPainterPathStroker(QPen(QColor(), 2 * _REACH))
    for index in order:
        region = scene.rois[index]
        if region.plane != placement.plane:
            continue
        if index == scene.roi:
            for grip, handle in _handles(outline(region, placement)).items():
                if (handle - place).manhattanLength() <= 1.5 * _REACH:
                    return index, grip
        if near.createStroke(path(region, placement)).contains(place):
            return index, "move"
    return None


def drawn(shape: Shape, name: str, placement: Placement, start: QPointF, end: QPointF) -> Region:
    """Return the region that a drag makes: of its box, or of a circle about the point where it began."""
    if shape == "circle":
        radius = np.hypot(end.x() - start.x(), end.y() - start.y()) / placement.scale
        return Circle(name, placement.patient(start), max(float(radius), SMALLEST), placement.plane)
    if shape == "freehand":
        return _traced(name, placement, [start, end])
    box = QRectF(start, end).normalized()
    half = [max(side / 2 / placement.scale, SMALLEST) for side in (box.width(), box.height())]
    kind = Ellipse if shape == "ellipse" else Rectangle
    return kind(name, placement.patient(box.center()), half[0], half[1], placement.plane)


def extended(region: Region, placement: Placement, place: QPointF) -> Region:
    """Return a freehand region with one more corner, where the pointer has gone some way since the last."""
    if not isinstance(region, Freehand):
        return region
    corners = _corners(region, placement)
    if (corners[-1] - place).manhattanLength() < _STEP:
        return region
    return _traced(region.name, placement, [*corners, place])


def changed(region: Region, grip: Grip, placement: Placement, start: QPointF, end: QPointF) -> Region:
    """Return a region after one of its parts was dragged; a handle moves its side about the center."""
    center = placement.locate(region.center)
    if grip == "move":
        return replace(region, center=placement.patient(center + end - start))
    if grip in ("left", "right"):
        return region.stretched("x", max(abs(end.x() - center.x()) / placement.scale, SMALLEST))
    return region.stretched("y", max(abs(end.y() - center.y()) / placement.scale, SMALLEST))


def is_line(region: Region) -> bool:
    """Say whether a region encloses next to nothing."""
    return region.area < SMALLEST**2


def free_name(regions: Sequence[Region]) -> str:
    """Return the first of Region 1, Region 2, … that is not taken."""
    taken = {region.name for region in regions}
    return next(name for n in range(1, len(taken) + 2) if (name := tr("Region {0}").format(n)) not in taken)


def _corners(region: Freehand, placement: Placement) -> list[QPointF]:
    center = placement.locate(region.center)
    return [center + QPointF(x, y) * placement.scale for x, y in region.outline]


def _traced(name: str, placement: Placement, corners: list[QPointF]) -> Freehand:
    """Return the freehand region with these corners in the pane."""
    box = QPolygonF(corners).boundingRect()
    away = [(corner - box.center()) / placement.scale for corner in corners]
    outline_ = tuple((offset.x(), offset.y()) for offset in away)
    return Freehand(name, placement.patient(box.center()), outline_, placement.plane)


def _handles(box: QRectF) -> dict[Grip, QPointF]:
    middle = box.center()
    return {
        "left": QPointF(box.left(), middle.y()),
        "right": QPointF(box.right(), middle.y()),
        "top": QPointF(middle.x(), box.top()),
        "bottom": QPointF(middle.x(), box.bottom()),
    }


def _draw_outline(painter: QPainter, drawn_path: QPainterPath, dashed: bool) -> None:
    for pen in marks_paint.pens(dashed):
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(drawn_path)


def _said(
    region: Region, found: Statistics | None, scene: Scene, of_map: bool, chosen: bool
) -> tuple[str, ...]:
    """Return the lines at a region: its noise, and of the selected one mean and size as well."""
    if found is None:
        return (tr("not measured"),)
    unit = tr(found.unit if isinstance(found, Measured) else unit_of(scene))
    mean, noise = (
        tr("mean {0}").format(with_unit(number(found.mean), unit)),
        f"σ {with_unit(number(found.sd), unit)}",
    )
    first = mean if of_map else noise
    if found.count < FEW_PIXELS:
        first += f" (n = {found.count})"
    if not chosen:
        return (first,)
    size = with_unit(fixed(region.area, 0 if region.area >= 10 else 1), "mm²")
    return (first, size) if of_map else (first, mean, size)


def _draw_found(
    painter: QPainter,
    box: QRectF,
    placement: Placement,
    taken: Sequence[QRectF],
    lines: tuple[str, ...],
    found: Statistics | None,
) -> QRectF:
    """Write lines beside a region where there is room, amber where too few pixels were measured.

    Return the box of the text.
    """
    letters, tokens = marks_paint.font(), theme.current()
    few = found is not None and found.count < FEW_PIXELS
    tall = QFontMetricsF(letters).height()
    wide = max(text_width(text, letters) for text in lines)
    size = QSizeF(wide, tall * len(lines))
    place = _beside(box, placement, taken, size)
    for line, text in enumerate(lines):
        color = tokens.stage_states["warn"] if few and line == 0 else tokens.stage.corner
        draw_text(painter, place + QPointF(0, line * tall), text, letters, color)
    return QRectF(place, size)


def _beside(box: QRectF, placement: Placement, taken: Sequence[QRectF], size: QSizeF) -> QPointF:
    """Return where a text begins: right or left of a region, below or above it, where that is free.

    Where nothing is, to the right, or to the left of a region that ends at the edge of the pane; within it.
    """
    pane = QRectF(0, 0, placement.width, placement.height)
    right, left = box.right() + _GAP, box.left() - _GAP - size.width()
    middle, center = box.center().y() - size.height() / 2, box.center().x() - size.width() / 2
    places = (
        QPointF(right, middle),
        QPointF(left, middle),
        QPointF(center, box.bottom() + _GAP),
        QPointF(center, box.top() - _GAP - size.height()),
    )
    for place in places:
        text = QRectF(place, size)
        if pane.contains(text) and not any(text.intersects(other) for other in taken):
            return place
    x = right if right + size.width() <= placement.width else left
    low, high = placement.width - size.width(), placement.height - size.height()
    return QPointF(max(0.0, min(x, low)), max(0.0, min(middle, high)))
