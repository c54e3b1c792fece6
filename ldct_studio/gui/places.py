"""Places on the stage: layouts from 1×1 to 3×3, panes added and removed."""

from __future__ import annotations

from dataclasses import replace

from ..core.lane import Lane
from .scene import Pane, Scene

LARGEST = 3
"""Most rows and columns."""
_LAYOUTS = ((1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (3, 3))


def laid_out(scene: Scene, rows: int, columns: int) -> Scene:
    """Return the scene on ``rows`` × ``columns`` places.

    Panes are kept, also those without a place. Where the active pane would lose its place, it takes
    the last one, so that shrinking never hides what the user works on.
    """
    rows, columns = (min(max(count, 1), LARGEST) for count in (rows, columns))
    places = rows * columns
    panes, active = list(scene.panes), scene.active
    if active >= places:
        panes.insert(places - 1, panes.pop(active))
        active = places - 1
    return replace(
        scene, rows=rows, columns=columns, panes=tuple(panes), active=active, maximized=False, compare="side"
    )


def with_pane(scene: Scene, lane: Lane) -> Scene:
    """Return the scene with one more pane, active, on a layout that has room for it; nine at most."""
    if len(scene.panes) >= LARGEST * LARGEST:
        return scene
    panes = (*scene.panes, Pane(replace(lane, row=None)))
    scene = replace(scene, panes=panes, active=len(panes) - 1, maximized=False, compare="side")
    if len(panes) <= scene.rows * scene.columns:
        return scene
    rows, columns = _room_for(len(panes))
    return replace(scene, rows=rows, columns=columns)


def removed(scene: Scene, index: int) -> Scene:
    """Return the scene without pane ``index``, on the smallest layout for the others; one stays."""
    if len(scene.panes) == 1:
        return scene
    panes = scene.panes[:index] + scene.panes[index + 1 :]
    active = scene.active - (scene.active > index)
    shown = min(len(panes), scene.rows * scene.columns)
    active = min(active, shown - 1)
    rows, columns = _room_for(shown)
    return replace(
        scene, panes=panes, active=active, maximized=False, compare="side", rows=rows, columns=columns
    )


def _room_for(count: int) -> tuple[int, int]:
    return next(layout for layout in _LAYOUTS if layout[0] * layout[1] >= count)
