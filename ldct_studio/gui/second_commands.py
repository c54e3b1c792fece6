"""What opens the second window and moves panes between the two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .command import Command
from .language import tr
from .places import moved_over, with_second
from .scene import Scene


def toggle_second(scene: Scene) -> Scene:
    """Open the second window, or close it; its panes are kept."""
    return with_second(scene) if scene.second is None else replace(scene, second=None)


def move_over(scene: Scene) -> Scene:
    """Move the active pane to the other window, which opens for it."""
    return moved_over(scene, scene.active)


# A table reads best as a table.
# fmt: off
def rows() -> Iterator[Command]:
    """Yield the commands in the order of their menu."""
    yield Command("second-window", tr("Second window"), "View", ("Shift+F11",), "window", toggle_second,
                  tr("Panes in a window of their own, on the second screen where there is one"), section=3,
                  sheet=tr("Second window"), enabled=lambda scene: scene.study is not None,
                  checked=lambda scene: scene.second is not None)
    yield Command("pane-over", tr("Move pane to the other window"), "View", ("O",), "pane", move_over,
                  tr("Move the active pane to the second window, or back to the main one"), section=3,
                  sheet=tr("Move pane to the other window"))
# fmt: on
