"""What dragging does to the scene: pure functions from a press and the pointer's place to a scene."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF

from . import gray, marks, regions
from .picture import difference_width
from .scene import Scene, Tool
from .transform import Placement

_PER_DOUBLING = 150.0
"""Px of dragging that double the window's width or the zoom."""


@dataclass(frozen=True)
class Press:
    """How things stood when the button went down."""

    index: int
    scene: Scene
    placement: Placement
    signed: bool
    start: QPointF


Drag = Callable[[Press, Scene, QPointF], Scene]
"""From the press, the scene now and the pointer's place to the scene that should be."""


def drag_window(press: Press, scene: Scene, place: QPointF) -> Scene:
    """Widen to the right and brighten upward; on a difference only its own window changes."""
    step = place - press.start
    factor, unit = 2 ** (step.x() / _PER_DOUBLING), gray.unit_of(scene)
    if press.signed:
        return replace(scene, difference_width=gray.bounded(difference_width(press.scene) * factor, unit))
    view = press.scene.view_of(press.scene.panes[press.index])
    width = gray.bounded(view.width * factor, unit)
    level = gray.rounded(view.level + step.y() * view.width / (2 * _PER_DOUBLING), width, unit)
    return scene.with_view(press.index, replace(view, width=width, level=level))


def drag_zoom(press: Press, scene: Scene, place: QPointF) -> Scene:
    """Zoom in upward, about the point where the button went down."""
    factor = 2 ** ((press.start.y() - place.y()) / _PER_DOUBLING)
    view = press.scene.view_of(press.scene.panes[press.index])
    return scene.with_view(press.index, press.placement.zoomed(view, press.start, factor))


def drag_pan(press: Press, scene: Scene, place: QPointF) -> Scene:
    """Move the picture with the pointer."""
    view = press.scene.view_of(press.scene.panes[press.index])
    return scene.with_view(press.index, press.placement.panned(view, place - press.start))


def drag_scroll(press: Press, scene: Scene, place: QPointF) -> Scene:
    """Scroll to the next slice upward; the whole stack is one pane high, at least 3 px per slice."""
    slices = press.placement.grid.shape[0]
    per_slice = max(press.placement.height / slices, 3.0)
    row = shown_row(press.scene, press.index) + round((press.start.y() - place.y()) / per_slice)
    return scene.with_row(press.index, row)


def drag_crosshair(press: Press, scene: Scene, place: QPointF) -> Scene:
    """Put the crosshair under the pointer in all panes."""
    return scene.marked(press.placement.patient(place))


def drag_new_region(shape: regions.Shape) -> Drag:
    """Draw a new region in the dragged box, about the point where it began, or along the pointer's way."""

    def drag(press: Press, scene: Scene, place: QPointF) -> Scene:
        before = press.scene.rois
        if shape == "freehand" and len(scene.rois) > len(before):
            region = regions.extended(scene.rois[-1], press.placement, place)
        else:
            region = regions.drawn(shape, regions.free_name(before), press.placement, press.start, place)
        return replace(scene, rois=(*before, region), roi=len(before), mark=None)

    return drag


def drag_region(number: int, grip: regions.Grip) -> Drag:
    """Move a region, or one of its sides."""

    def drag(press: Press, scene: Scene, place: QPointF) -> Scene:
        rois = press.scene.rois
        region = regions.changed(rois[number], grip, press.placement, press.start, place)
        return replace(scene, rois=(*rois[:number], region, *rois[number + 1 :]))

    return drag


def drag_new_mark(kind: marks.Kind) -> Drag:
    """Begin a mark where the button went down, or go on with the one being drawn."""

    def drag(press: Press, scene: Scene, place: QPointF) -> Scene:
        drawn = marks.drawing(press.scene) is not None
        base = press.scene if drawn else marks.begun(press.scene, kind, press.placement, press.start)
        return marks.led(base, press.placement, place)

    return drag


def drag_mark(number: int, end: int | None) -> Drag:
    """Move a mark, or one of its points."""

    def drag(press: Press, scene: Scene, place: QPointF) -> Scene:
        before = press.scene.marks
        mark = marks.changed(before[number], end, press.placement, press.start, place)
        return replace(scene, marks=(*before[:number], mark, *before[number + 1 :]))

    return drag


TOOLS: dict[Tool, tuple[str, Drag]] = {
    "window": ("Window", drag_window),
    "zoom": ("Zoom", drag_zoom),
    "pan": ("Pan", drag_pan),
    "scroll": ("Scroll", drag_scroll),
    "crosshair": ("Crosshair", drag_crosshair),
    **{shape: ("Add region", drag_new_region(shape)) for shape in get_args(regions.Shape)},
    **{kind: (f"Add {kind}", drag_new_mark(kind)) for kind in marks.WORDS},
}
"""For every tool its undo text and what dragging with it does."""


def values_in(
    image: npt.NDArray[np.float32] | None, placement: Placement, band: QRectF
) -> npt.NDArray[np.float32]:
    """Return the pixels of a picture whose centers lie in a box of the pane."""
    if image is None or image.shape != placement.grid.shape[1:]:
        return np.empty(0, np.float32)
    left, top = placement.pixel(band.topLeft())
    right, bottom = placement.pixel(band.bottomRight())
    rows = slice(max(int(np.ceil(top)), 0), max(int(bottom) + 1, 0))
    columns = slice(max(int(np.ceil(left)), 0), max(int(right) + 1, 0))
    return image[rows, columns]


def boxed_window(press: Press, scene: Scene, values: npt.NDArray[np.float32]) -> Scene:
    """Return the scene with the window from the 1st to the 99th percentile; in HU it is at least 8 wide."""
    if press.signed or values.size < 2:
        return scene
    low, high = (float(value) for value in np.percentile(values, (1, 99)))
    unit = gray.unit_of(scene)
    width = gray.bounded(max(high - low, 8) if unit == gray.HU else high - low, unit)
    view = scene.view_of(scene.panes[press.index])
    view = replace(view, width=width, level=gray.rounded((low + high) / 2, width, unit))
    return scene.with_view(press.index, view)


def shown_row(scene: Scene, index: int) -> int:
    """Return the cut that a pane is set to."""
    return scene.row_of(index)


def recorded_window(scene: Scene, index: int, signed: bool = False) -> Scene:
    """Return the scene with the window that came with the images, or the usual; a difference its default."""
    if signed:
        return replace(scene, difference_width=None)
    windows = scene.study.facts.windows if scene.study else ()
    width, level = windows[0] if windows else gray.usual(scene.source)
    view = scene.view_of(scene.panes[index])
    return scene.with_view(index, replace(view, width=width, level=level))
