"""Label maps: names, colors, and the way onto a volume's grid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..core.errors import GeometryError
from ..core.grid import Grid
from ..core.palette import label_colors
from ..core.volume import Label, LabelMap


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


def onto(labels: LabelMap, grid: Grid) -> tuple[LabelMap, str]:
    """Return the label map on another grid by nearest neighbor, and the sentence that says so.

    The sentence is '' where the grids agree. Raises GeometryError where the two do not overlap.
    """
    if labels.grid.same_place(grid):
        return LabelMap(labels.data, grid, labels.labels), ""
    data = _nearest(labels.data.numpy(), labels.grid, grid)
    if data is None:
        raise GeometryError("The label map does not overlap the volume, so it does not belong to it.")
    moved = LabelMap(torch.from_numpy(data), grid, labels.labels)
    return moved, "The label map lies on another grid; it was put on the volume's by nearest neighbor."


def _nearest(data: npt.NDArray[Any], source: Grid, target: Grid) -> npt.NDArray[Any] | None:
    """Sample ``data`` at the voxel centers of ``target``; None where no center falls inside."""
    start = np.array(source.index(target.patient((0, 0, 0))))
    ends = [source.index(target.patient(one)) for one in ((1, 0, 0), (0, 1, 0), (0, 0, 1))]
    dz, dy, dx = np.array(ends) - start
    y, x = np.arange(target.shape[1])[:, None], np.arange(target.shape[2])[None, :]
    result = np.zeros(target.shape, data.dtype)
    overlap = False
    for z in range(target.shape[0]):
        at = [np.rint(start[n] + z * dz[n] + y * dy[n] + x * dx[n]).astype(np.int64) for n in range(3)]
        inside = np.logical_and.reduce([(at[n] >= 0) & (at[n] < data.shape[n]) for n in range(3)])
        if inside.any():
            overlap = True
            result[z][inside] = data[at[0][inside], at[1][inside], at[2][inside]]
    return result if overlap else None
