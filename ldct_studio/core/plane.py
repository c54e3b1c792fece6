"""Planes: a volume cut along its own axes, each cut the way it is looked at."""

from __future__ import annotations

from typing import Literal

import numpy as np
import torch

from .grid import Grid

Plane = Literal["axial", "coronal", "sagittal"]

_AXES: dict[Plane, tuple[int, int, int]] = {
    "axial": (0, 1, 2),
    "coronal": (1, 0, 2),
    "sagittal": (2, 0, 1),
}
"""Axes of ``data[z, y, x]`` that run through the cuts, down and to the right of a picture."""


def stacked(grid: Grid, plane: Plane) -> Grid:
    """Return the grid of the cuts, ``[cut, down, right]``, over the same voxels.

    Seen from the patient's feet, from the front and from the patient's left: the head is up in coronal and
    sagittal cuts, the front is left in sagittal ones.
    """
    if plane == "axial":
        return grid
    through, down, right = _AXES[plane]
    matrix = grid.matrix[:, [2 - right, 2 - down, 2 - through]] * np.array([1.0, -1.0, 1.0])
    return Grid(
        (grid.shape[through], grid.shape[down], grid.shape[right]),
        (grid.spacing[through], grid.spacing[down], grid.spacing[right]),
        grid.patient((grid.shape[0] - 1, 0, 0)),
        tuple(float(value) for value in matrix.ravel()),
    )


def cut(data: torch.Tensor, plane: Plane, index: int) -> torch.Tensor:
    """Return one picture (down, right) of voxels (z, y, x), without copying an axial one."""
    return stack(data, plane)[index]


def stack(data: torch.Tensor, plane: Plane) -> torch.Tensor:
    """Return voxels (z, y, x) as cuts [cut, down, right]; axial ones share their memory."""
    return data if plane == "axial" else data.permute(_AXES[plane]).flip(1)


def voxel(grid: Grid, plane: Plane, place: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return the voxel (z, y, x) at a place [cut, down, right] of the stacked cuts."""
    if plane == "axial":
        return place
    through, _, right = _AXES[plane]
    found = [grid.shape[0] - 1 - place[1], 0, 0]
    found[through], found[right] = place[0], place[2]
    return found[0], found[1], found[2]


def through(plane: Plane) -> int:
    """Return the axis of ``data[z, y, x]`` that runs through the cuts."""
    return _AXES[plane][0]
