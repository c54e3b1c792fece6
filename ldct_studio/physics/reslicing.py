"""Reslicing: the values of a volume at any places in the patient, by trilinear interpolation."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from scipy import ndimage

from ..core.grid import Grid
from ..core.volume import Volume

Floats = npt.NDArray[np.float64]
_EDGE = 0.5 + 1e-6
"""Voxels reach half their width beyond their centers, whatever the last digit of a position."""


def resliced(volume: Volume, cuts: Grid, near: slice) -> torch.Tensor:
    """Return some cuts [cut, down, right] of a grid through a volume, float32 on the CPU.

    Trilinear between voxel centers, so that what is linear in the patient stays so; up to half a voxel beyond
    the outermost centers their value holds. NaN outside of that: there is no value.
    """
    matrix, offset = _steps(cuts, volume.grid)
    offset = offset + matrix[:, 0] * near.start
    shape = (near.stop - near.start, *cuts.shape[1:])
    values = ndimage.affine_transform(
        volume.data.cpu().numpy(), matrix, offset, shape, order=1, mode="nearest", output=np.float32
    )
    cut, down, right = (np.arange(length, dtype=np.float64) for length in shape)
    for length, (a, b, c), start in zip(volume.grid.shape, matrix, offset, strict=True):
        place = (a * cut)[:, None, None] + (b * down)[:, None] + (c * right + start)
        values[(place < -_EDGE) | (place > length - 1 + _EDGE)] = np.nan
    return torch.from_numpy(values)


def at_points(volume: Volume, points: Floats) -> npt.NDArray[np.float32]:
    """Return the values (n,) at patient positions (n, 3) in LPS mm, as ``resliced`` does; NaN outside."""
    grid = volume.grid
    steps = np.linalg.solve(grid.matrix, (points - np.asarray(grid.origin)).T)
    index = steps[::-1] / np.asarray(grid.spacing)[:, None]
    values = ndimage.map_coordinates(
        volume.data.cpu().numpy(), index, order=1, mode="nearest", output=np.float32
    )
    last = np.asarray(grid.shape)[:, None] - 1
    values[((index < -_EDGE) | (index > last + _EDGE)).any(0)] = np.nan
    return np.asarray(values)


def _steps(cuts: Grid, grid: Grid) -> tuple[Floats, Floats]:
    """Return how the voxel index (z, y, x) of ``grid`` follows from that of a cut: matrix and offset."""
    offset = np.asarray(grid.index(cuts.patient((0, 0, 0))))
    units = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    return np.stack([np.asarray(grid.index(cuts.patient(unit))) - offset for unit in units], 1), offset
