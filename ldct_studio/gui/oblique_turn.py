"""Turning the plane of a pane: about the crosshair by degrees, or by its handle in another picture."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF

from ..core.grid import Grid
from ..core.lane import Lane
from ..core.oblique import Oblique
from ..core.plane import stacked
from .cut_rows import tilted
from .drags import Drag, Press
from .figures import fixed
from .language import tr
from .scene import Scene
from .transform import Placement


def with_tilt(scene: Scene, index: int, tilt: Oblique | None) -> Scene:
    """Return the scene with the cut of a pane turned, and of those that are linked and were cut alike."""
    flat = scene.with_solid(index, None)
    return replace(flat, panes=tilted(flat.panes, index, tilt))


def tilt_of(scene: Scene) -> Oblique | None:
    """Return the plane of the active pane as it may be turned: about the crosshair, else its middle."""
    lane, source = scene.panes[scene.active].lane, scene.source
    if source is None or lane.tilt is not None:
        return lane.tilt
    cuts = stacked(source.grid, lane.plane)
    middle = cuts.patient((scene.row_of(scene.active), (cuts.shape[1] - 1) / 2, (cuts.shape[2] - 1) / 2))
    return Oblique.of(source.grid, lane.plane, scene.crosshair or middle)


def base_of(scene: Scene) -> Oblique | None:
    """Return the plane along the axes that the active pane's is turned from, through the same place."""
    lane, tilt = scene.panes[scene.active].lane, tilt_of(scene)
    if scene.source is None or tilt is None:
        return None
    return Oblique.of(scene.source.grid, lane.plane, tilt.center)


def angle_words(lane: Lane, grid: Grid) -> str:
    """Say by how much an oblique lane is turned from which plane: tilt, swing and rotation in degrees."""
    if lane.tilt is None:
        return ""
    base = Oblique.of(grid, lane.plane, lane.tilt.center)
    tilt, swing, rotation = (fixed(angle, 0) + "°" for angle in lane.tilt.angles(base))
    words = tr("{0} turned by {1}, {2}, {3}")
    return words.format(tr(lane.plane.capitalize()), tilt, swing, rotation)


def drag_handle(number: int) -> Drag:
    """Turn the oblique cut of pane ``number`` as its handle in another picture is led around."""

    def drag(press: Press, scene: Scene, place: QPointF) -> Scene:
        tilt = press.scene.panes[number].lane.tilt
        if tilt is None:
            return scene
        return with_tilt(scene, number, led(tilt, press.placement, press.start, place))

    return drag


def led(tilt: Oblique, placement: Placement, start: QPointF, place: QPointF) -> Oblique:
    """Return an oblique plane turned about the way through a picture, from one place in it to another."""
    center = placement.locate(tilt.center)
    first, now = start - center, place - center
    angle = math.degrees(math.atan2(now.y(), now.x()) - math.atan2(first.y(), first.x()))
    matrix = placement.grid.matrix
    axis = np.cross(matrix[:, 0], matrix[:, 1])  # screen angles grow from right to down
    x, y, z = (float(value) for value in axis / np.linalg.norm(axis))
    return tilt.turned_about((x, y, z), angle)
