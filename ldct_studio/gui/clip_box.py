"""The clipping box of a volume in 3-D: its sides in patient millimeters, and what its commands do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import numpy as np

from ..core.grid import Grid
from .command import Command
from .language import tr
from .scene import Scene
from .solid import WHOLE, Solid

End = Literal[0, 1]
"""Where a side lies along its axis: where the index begins, or where it ends."""
_SIDES = ((tr("Right side"), tr("Left side")), (tr("Front"), tr("Back")), (tr("Feet"), tr("Head")))
"""Against and along each patient axis (L, P, S)."""
_LETTERS = ("RL", "AP", "IS")


def axis_of(grid: Grid, axis: int) -> int:
    """Return the patient axis (0 = L, 1 = P, 2 = S) that an axis of the voxels (0 = z) mostly follows."""
    return int(np.argmax(np.abs(grid.matrix[:, 2 - axis])))


def side_name(grid: Grid, axis: int, end: End) -> str:
    """Return the side of the patient that one end of an axis of the voxels is."""
    along = axis_of(grid, axis)
    return _SIDES[along][end if grid.matrix[along, 2 - axis] > 0 else 1 - end]


def millimeters(grid: Grid, axis: int, share: float) -> float:
    """Return where a share of the way along an axis of the voxels lies, in mm along its patient axis."""
    index = [(length - 1) / 2 for length in grid.shape]
    index[axis] = share * (grid.shape[axis] - 1)
    return grid.patient((index[0], index[1], index[2]))[axis_of(grid, axis)]


def letter(grid: Grid, axis: int, mm: float) -> str:
    """Return to which side of the origin a position in mm lies, such as R for one below 0 along L."""
    return _LETTERS[axis_of(grid, axis)][mm >= 0]


def share_at(grid: Grid, axis: int, mm: float) -> float:
    """Return the share of the way along an axis that lies at a position in mm, within the volume."""
    start, end = (millimeters(grid, axis, share) for share in (0.0, 1.0))
    share = (mm - start) / (end - start) if end != start else 0.0
    return min(max(share, 0.0), 1.0)


def moved(solid: Solid, grid: Grid, axis: int, end: End, share: float) -> Solid:
    """Return the view with one side of the box elsewhere; one slice at least is left, and the box cuts."""
    least = 1 / max(grid.shape[axis] - 1, 1)
    start, stop = solid.box[axis]
    side = (min(share, stop - least), stop) if end == 0 else (start, max(share, start + least))
    kept = (min(max(side[0], 0.0), 1.0), min(max(side[1], 0.0), 1.0))
    box = [*solid.box[:axis], kept, *solid.box[axis + 1 :]]
    return replace(solid, box=(box[0], box[1], box[2]), clips=True)


def is_solid(scene: Scene) -> bool:
    """Say whether the active pane shows the volume in 3-D."""
    return scene.study is not None and scene.panes[scene.active].solid is not None


def toggle_clip(scene: Scene) -> Scene:
    """Show the volume of the active pane whole, or cut to its box again."""
    solid = scene.panes[scene.active].solid
    return scene if solid is None else scene.with_solid(scene.active, replace(solid, clips=not solid.clips))


def reset_box(scene: Scene) -> Scene:
    """Make the box of the active pane as large as the volume."""
    solid = scene.panes[scene.active].solid
    return scene if solid is None else scene.with_solid(scene.active, replace(solid, box=WHOLE, clips=True))


def _cuts(scene: Scene) -> bool:
    solid = scene.panes[scene.active].solid
    return solid is not None and solid.cut != WHOLE


def _has_box(scene: Scene) -> bool:
    solid = scene.panes[scene.active].solid
    return is_solid(scene) and solid is not None and solid.box != WHOLE


# A table reads best as a table.
# fmt: off
def rows() -> Iterator[Command]:
    """Yield the commands in the order of their menu."""
    yield Command("clip-box", tr("Clipping box…"), "View/3-D", ("B",), "pane", section=4, enabled=is_solid,
                  tip=tr("Cut the 3-D volume to a box, in patient millimeters"), sheet=tr("Clipping box"))
    yield Command("clip-box-on", tr("Cut to the box"), "View/3-D", ("Shift+B",), "pane", toggle_clip,
                  tr("Cut the 3-D volume to its box, or show it whole for now"), section=4,
                  enabled=_has_box, checked=_cuts, sheet=tr("Cut to the box"))
    yield Command("clip-box-reset", tr("Reset the box"), "View/3-D", (), "pane", reset_box, section=4,
                  tip=tr("Make the box as large as the volume"), enabled=_has_box)
# fmt: on
