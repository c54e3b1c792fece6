"""Which cut a case opens with, and which cut of another grid lies at the same place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..core.grid import Grid, Point
from ..core.lane import Lane
from ..core.oblique import Oblique
from ..core.plane import through
from ..core.volume import Volume

if TYPE_CHECKING:
    from .pane import Pane

_IN_PLANE = 1e-3
"""In mm: so near to an oblique cut a place lies in it."""


def opening_row(volume: Volume) -> int:
    """Return the slice nearest to the middle that is not empty: a missing one is no picture to open with."""
    middle = volume.grid.shape[0] // 2
    for row in sorted(range(volume.grid.shape[0]), key=lambda row: abs(row - middle)):
        if float(volume.data[row].amax()) > float(volume.data[row].amin()):
            return row
    return middle


def carried(lane: Lane, middle: tuple[int, int, int], old: Grid, new: Grid) -> Lane:
    """Return a lane that has a cut of its own at the cut of another grid that lies where its own did."""
    if lane.row is None:
        return lane
    axis = through(lane.plane)
    at = [lane.row if number == axis else row for number, row in enumerate(middle)]
    return replace(lane, row=round(new.index(old.patient((at[0], at[1], at[2])))[axis]))


def within(panes: tuple[Pane, ...], grid: Grid) -> tuple[Pane, ...]:
    """Return the panes with every cut of their own inside a volume; the same ones where all are."""

    def held(pane: Pane) -> Pane:
        row, last = pane.lane.row, grid.shape[through(pane.lane.plane)] - 1
        if row is None or 0 <= row <= last:
            return pane
        return replace(pane, lane=replace(pane.lane, row=min(max(row, 0), last)))

    kept = tuple(map(held, panes))
    return panes if kept == panes else kept


def led(panes: tuple[Pane, ...], point: Point) -> tuple[Pane, ...]:
    """Return the panes with the linked oblique cuts through a place.

    An unlinked cut stays where it is; where the place lies in it, it is turned about that from now on.
    """

    def goes(pane: Pane) -> bool:
        tilt = pane.lane.tilt
        if tilt is None or pane.own is None:
            return tilt is not None
        return abs(float(tilt.normal @ np.subtract(point, tilt.center))) < _IN_PLANE

    return tuple(replace(pane, lane=pane.lane.through(point)) if goes(pane) else pane for pane in panes)


def scrolled(panes: tuple[Pane, ...], index: int, grid: Grid, row: int) -> tuple[Pane, ...]:
    """Return the panes with the oblique cut of one, and of those linked with it, at another row."""
    tilt = panes[index].lane.tilt
    return panes if tilt is None else tilted(panes, index, tilt.at_row(grid, row))


def tilted(panes: tuple[Pane, ...], index: int, tilt: Oblique | None) -> tuple[Pane, ...]:
    """Return the panes with one turned, and with it those that are linked and were cut as it was."""
    pane = panes[index]

    def follows(other: Pane) -> bool:
        linked = pane.own is None and other.own is None and pane.lane.tilt is not None
        return other is pane or (linked and other.lane.tilt == pane.lane.tilt)

    return tuple(replace(p, lane=replace(p.lane, tilt=tilt)) if follows(p) else p for p in panes)
