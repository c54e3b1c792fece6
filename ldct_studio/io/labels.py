"""Label maps: names, colors, and the way onto a volume's grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..core.errors import GeometryError, LoadError
from ..core.grid import Grid
from ..core.palette import label_colors
from ..core.volume import Label, LabelMap

Places = npt.NDArray[np.float64]
_TOLERANCE = 0.05
"""Of a voxel that voxels at the same place may lie apart."""


@dataclass(frozen=True, eq=False)
class OpenedLabels:
    """The label maps of one file on a volume's grid; several where structures of the file overlap."""

    title: str
    maps: tuple[LabelMap, ...]
    notes: tuple[str, ...] = ()
    """Sentences that say what was done to them."""
    moved: bool = False
    """Whether voxels had to be put on those of the volume, or lie outside of it."""

    @property
    def only(self) -> LabelMap:
        """The only label map; raises LoadError where there are several."""
        if len(self.maps) > 1:
            raise LoadError(f"Structures of “{self.title}” overlap; give a file in which none do.")
        return self.maps[0]

    def named(self, title: str) -> dict[str, LabelMap]:
        """Return the label maps under a name, counted where there are several."""
        if len(self.maps) == 1:
            return {title: self.maps[0]}
        return {f"{title} ({n} of {len(self.maps)})": found for n, found in enumerate(self.maps, 1)}


def label_map(data: npt.NDArray[Any], grid: Grid, names: Mapping[int, str], title: str) -> LabelMap:
    """Name and color the structures of integer voxels ``(z, y, x)`` from 0 up; 0 is no structure.

    Names come from ``names``; one nameless structure takes ``title``, several are called "Label n".
    """
    values = [int(value) for value in np.flatnonzero(np.bincount(data.ravel())) if value > 0]
    alone = title if len(values) == 1 else ""
    colors = label_colors()
    labels = tuple(
        Label(value, names.get(value) or alone or f"Label {value}", colors[k % len(colors)])
        for k, value in enumerate(values)
    )
    wide = np.int16 if not values or values[-1] < 2**15 else np.int32
    return LabelMap(torch.from_numpy(np.ascontiguousarray(data, dtype=wide)), grid, labels)


def onto(labels: LabelMap, grid: Grid) -> tuple[LabelMap, tuple[str, ...]]:
    """Return the label map on another grid by nearest neighbor, and sentences that say what it changed.

    There are none where all labeled voxels have the same place. Raises GeometryError where none of them
    lies in the grid.
    """
    if labels.grid.same_place(grid):
        return LabelMap(labels.data, grid, labels.labels), ()
    source = labels.data.numpy()
    start, steps = _in_voxels(labels.grid, grid)
    data = _nearest(source, start, steps, grid.shape)
    before, after = _present(source), _present(data)
    if before and not after:
        raise GeometryError("The label map does not overlap the volume, so it does not belong to it.")
    notes = []
    off = np.abs(steps - np.eye(3)).max(axis=1) @ np.array(grid.shape) + np.abs(start - np.rint(start)).max()
    if off > _TOLERANCE:
        notes.append("The label map lies on another grid; it was put on the volume's by nearest neighbor.")
    if _reaches_beyond(source, labels.grid, grid):
        notes.append("Labeled voxels outside of the volume are left out.")
    if lost := [label.name for label in labels.labels if label.value in before - after]:
        notes.append(f"Structures without a voxel on the volume are left out: {listed(lost)}.")
    kept = tuple(label for label in labels.labels if label.value in after)
    return LabelMap(torch.from_numpy(data), grid, kept), tuple(notes)


def listed(names: Sequence[str]) -> str:
    """Return names in quotes, the first five of many."""
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(f"“{name}”" for name in names[:5]) + more


def _in_voxels(source: Grid, target: Grid) -> tuple[Places, Places]:
    """Return where the first voxel of ``target`` lies in those of ``source``, and a step along each axis."""
    start = np.array(source.index(target.patient((0, 0, 0))))
    ends = [source.index(target.patient(one)) for one in ((1, 0, 0), (0, 1, 0), (0, 0, 1))]
    return start, np.array(ends) - start


def _nearest(
    data: npt.NDArray[Any], start: Places, steps: Places, shape: tuple[int, int, int]
) -> npt.NDArray[Any]:
    """Sample ``data`` at the voxel centers of a grid; 0 outside."""
    result = np.zeros(shape, data.dtype)
    if np.abs(steps - np.diag(np.diag(steps))).max() * max(shape) < _TOLERANCE:
        places = [np.rint(start[n] + np.arange(shape[n]) * steps[n, n]).astype(np.int64) for n in range(3)]
        inside = [(at >= 0) & (at < length) for at, length in zip(places, data.shape, strict=True)]
        found = data[np.ix_(*(at[good] for at, good in zip(places, inside, strict=True)))]
        result[np.ix_(*inside)] = found
        return result
    dz, dy, dx = steps
    y, x = np.arange(shape[1])[:, None], np.arange(shape[2])[None, :]
    for z in range(shape[0]):
        at = [np.rint(start[n] + z * dz[n] + y * dy[n] + x * dx[n]).astype(np.int64) for n in range(3)]
        within = np.logical_and.reduce([(at[n] >= 0) & (at[n] < data.shape[n]) for n in range(3)])
        result[z][within] = data[at[0][within], at[1][within], at[2][within]]
    return result


def _present(data: npt.NDArray[Any]) -> set[int]:
    """Return the labels that have voxels."""
    return {int(value) for plane in data for value in np.flatnonzero(np.bincount(plane.ravel()))} - {0}


def _reaches_beyond(data: npt.NDArray[Any], source: Grid, target: Grid) -> bool:
    """Say whether the center of a labeled voxel lies outside of a grid."""
    start, steps = _in_voxels(target, source)
    last = np.array(target.shape) - 1
    for z, plane in enumerate(data):
        voxels = np.argwhere(plane)
        places = np.rint(start + z * steps[0] + voxels @ steps[1:])
        if ((places < 0) | (places > last)).any():
            return True
    return False
