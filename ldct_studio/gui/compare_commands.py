"""The tiles of the checkerboard: how large they are, and what makes them larger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from .command import Command
from .commands import Change
from .figures import NBSP, plain
from .language import tr
from .scene import Scene

TILES = (5.0, 10.0, 15.0, 20.0, 30.0, 50.0, 80.0, 120.0)
"""Sides that are offered, in mm."""


def tile(side: float) -> Change:
    """Set the side of the tiles, in mm."""
    return lambda scene: replace(scene, tile=side)


def larger(by: int) -> Change:
    """Make the tiles larger (negative: smaller) by some steps."""

    def change(scene: Scene) -> Scene:
        nearest = min(range(len(TILES)), key=lambda n: abs(TILES[n] - scene.tile))
        return replace(scene, tile=TILES[min(max(nearest + by, 0), len(TILES) - 1)])

    return change


def _has(side: float) -> Callable[[Scene], bool]:
    return lambda scene: scene.tile == side


def _is_checkerboard(scene: Scene) -> bool:
    return scene.study is not None and scene.compare == "checkerboard"


# A table reads best as a table.
# fmt: off
def rows() -> Iterator[Command]:
    """Yield the commands in the order of their menu."""
    for side in TILES:
        text = f"{plain(side)}{NBSP}mm"
        yield Command(f"tile-{plain(side)}", text, "Compare/Checkerboard tiles", (), "pane", tile(side),
                      tr("Tiles of {0} in the patient").format(text), section=1, checked=_has(side))
    for name, text, key, by in (("larger", tr("Larger tiles"), "Alt+Right", 1),
                                ("smaller", tr("Smaller tiles"), "Alt+Left", -1)):
        yield Command(f"tiles-{name}", text, "Compare/Checkerboard tiles", (key,), "pane", larger(by),
                      tr("One step of the tiles, also Ctrl Shift wheel over the picture"), section=2,
                      merges=True, sheet=tr("Larger, smaller tiles"), enabled=_is_checkerboard)
# fmt: on
