"""Places on the stage and in the second window: layouts from 1×1 to 3×3, panes added, moved and removed."""

from __future__ import annotations

from dataclasses import replace

from ..core.lane import Lane
from .pane import Pane
from .scene import Scene

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
    if places <= active < scene.places[1].start:
        panes.insert(places - 1, panes.pop(active))
        active = places - 1
    return replace(
        scene, rows=rows, columns=columns, panes=tuple(panes), active=active, maximized=False, compare="side"
    )


def with_pane(scene: Scene, lane: Lane, beside: bool = False) -> Scene:
    """Return the scene with one more pane, active, on a layout that has room for it; nine at most.

    With ``beside`` it stands in the second window.
    """
    if len(scene.panes) >= LARGEST * LARGEST:
        return scene
    return _put_in(scene, Pane(replace(lane, row=None)), beside)


def removed(scene: Scene, index: int) -> Scene:
    """Return the scene without pane ``index``, on the smallest layout for the others; one stays."""
    first = scene.places[1].start
    if first == 1 and index == 0:
        return scene
    panes = scene.panes[:index] + scene.panes[index + 1 :]
    active = scene.active - (scene.active > index)
    if index >= first:
        active = min(active, len(panes) - 1)
        return replace(scene, panes=panes, active=active, maximized=False, second=(scene.second or 1) - 1)
    shown = min(first - 1, scene.rows * scene.columns)
    if scene.active < first:
        active = min(active, shown - 1)
    rows, columns = room_for(shown)
    return replace(
        scene, panes=panes, active=active, maximized=False, compare="side", rows=rows, columns=columns
    )


def moved_over(scene: Scene, index: int) -> Scene:
    """Return the scene with pane ``index`` in the other window, active; one stays on the stage."""
    without = removed(scene, index)
    if without is scene:
        return scene
    beside = index < scene.places[1].start
    return _put_in(without, scene.panes[index], beside)


def with_second(scene: Scene) -> Scene:
    """Return the scene with the second window, which shows the panes that have no place on the stage.

    Where all have one, it shows what the active pane shows; where there are nine, that pane itself.
    """
    hidden = len(scene.panes) - scene.rows * scene.columns
    if hidden > 0:
        return replace(scene, second=hidden)
    if len(scene.panes) >= LARGEST * LARGEST:
        return moved_over(scene, scene.active)
    return _put_in(scene, scene.panes[scene.active], True)


def room_for(count: int) -> tuple[int, int]:
    """Return the rows and columns of the smallest layout for so many panes."""
    return next(layout for layout in _LAYOUTS if layout[0] * layout[1] >= count)


def _put_in(scene: Scene, pane: Pane, beside: bool) -> Scene:
    """Return the scene with a pane, active, after the others of its window; the stage grows for it."""
    at = len(scene.panes) if beside else scene.places[1].start
    panes = (*scene.panes[:at], pane, *scene.panes[at:])
    if beside:
        return replace(scene, panes=panes, active=at, maximized=False, second=(scene.second or 0) + 1)
    scene = replace(scene, panes=panes, active=at, maximized=False, compare="side")
    if at < scene.rows * scene.columns:
        return scene
    rows, columns = room_for(at + 1)
    return replace(scene, rows=rows, columns=columns)
