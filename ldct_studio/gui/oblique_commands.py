"""Oblique cuts: how the plane of a pane is turned by keys, and laid along the axes again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..core.oblique import Axis
from ..core.plane import through
from .command import Command
from .commands import Change
from .language import tr
from .oblique_turn import tilt_of, with_tilt
from .scene import Scene

STEP = 1.0
"""Degrees that one key turns."""


def oblique(scene: Scene) -> Scene:
    """Turn the plane of the active pane by 30°, to be turned further; again: back along the axes."""
    if scene.panes[scene.active].lane.tilt is not None:
        return straight(scene)
    return turned("right", 30.0)(scene)


def turned(axis: Axis, degrees: float) -> Change:
    """Turn the plane of the active pane, and of those linked with it, about an axis of its picture."""

    def change(scene: Scene) -> Scene:
        tilt = tilt_of(scene)
        return scene if tilt is None else with_tilt(scene, scene.active, tilt.turned(axis, degrees))

    return change


def straight(scene: Scene) -> Scene:
    """Lay the plane of the active pane along the axes again."""
    pane, source = scene.panes[scene.active], scene.source
    tilt = pane.lane.tilt
    if tilt is None or source is None:
        return scene
    flat = with_tilt(scene, scene.active, None)
    if pane.own is not None:  # it scrolls alone, and leaves the others where they are
        return flat.with_row(scene.active, round(source.grid.index(tilt.center)[through(pane.lane.plane)]))
    flat = flat.at_point(tilt.center)
    return replace(flat, crosshair=tilt.center) if flat.crosshair else flat


def _is_oblique(scene: Scene) -> bool:
    return scene.study is not None and scene.panes[scene.active].lane.tilt is not None


# A table reads best as a table.
# fmt: off
def rows() -> Iterator[Command]:
    """Return the commands in the order of their menu."""
    yield Command("plane-oblique", tr("Oblique"), "View/Plane", ("Alt+6",), "pane", oblique, section=3,
                  tip=tr("Turn the plane of the active pane about the crosshair; drag its line elsewhere"),
                  checked=_is_oblique, sheet=tr("Oblique"))
    turns: tuple[tuple[str, str, str, Axis, float], ...] = (
        ("up", tr("Tilt backward by 1°"), "Alt+Shift+Up", "right", STEP),
        ("down", tr("Tilt forward by 1°"), "Alt+Shift+Down", "right", -STEP),
        ("left", tr("Swing left by 1°"), "Alt+Shift+Left", "down", STEP),
        ("right", tr("Swing right by 1°"), "Alt+Shift+Right", "down", -STEP),
        ("counter", tr("Rotate left by 1°"), "Alt+Shift+PgUp", "through", STEP),
        ("clock", tr("Rotate right by 1°"), "Alt+Shift+PgDown", "through", -STEP),
    )
    sheets: dict[Axis, str] = {"right": tr("Tilt an oblique plane"), "down": tr("Swing an oblique plane"),
                               "through": tr("Rotate an oblique plane")}
    for name, text, key, axis, degrees in turns:
        yield Command(f"oblique-{name}", text, "View/Plane", (key,), "pane", turned(axis, degrees), section=4,
                      merges=True, tip=tr("Turn the plane of the active pane about the crosshair"),
                      sheet=sheets[axis])
    yield Command("oblique-angles", tr("Oblique angles…"), "View/Plane", ("Alt+Shift+6",), "pane", section=4,
                  tip=tr("Type tilt, swing and rotation of the active pane's plane in degrees"),
                  sheet=tr("Oblique angles"))
    yield Command("oblique-straight", tr("Back along the axes"), "View/Plane", ("Alt+Shift+Home",), "pane",
                  straight, section=4, enabled=_is_oblique, sheet=tr("Oblique back along the axes"),
                  tip=tr("Lay the plane of the active pane along the axes of the volume again"))
# fmt: on
