"""Planes: a volume cut along its own axes, each cut the way it is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import torch

from .grid import Grid

Plane = Literal["axial", "coronal", "sagittal", "oblique"]
PLANES: tuple[Plane, ...] = ("axial", "coronal", "sagittal")
"""Those along the axes of a volume; an oblique one is told by ``Oblique``."""
Projection = Literal["mean", "max", "min"]

_AXES: dict[Plane, tuple[int, int, int]] = {
    "axial": (0, 1, 2),
    "coronal": (1, 0, 2),
    "sagittal": (2, 0, 1),
}
"""Axes of ``data[z, y, x]`` that run through the cuts, down and to the right of a picture."""


@dataclass(frozen=True)
class Slab:
    """Neighboring cuts as one picture: their mean, the brightest (MIP) or the darkest of them (MinIP)."""

    projection: Projection
    mm: float
    """How thick it is."""


@lru_cache(maxsize=64)
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
    return stack(data, plane, slice(index, index + 1))[0]


def stack(data: torch.Tensor, plane: Plane, near: slice) -> torch.Tensor:
    """Return some cuts [cut, down, right] of voxels (z, y, x); axial ones share their memory."""
    if plane == "axial":
        return data[near]
    part = data[:, near] if plane == "coronal" else data[:, :, near]  # first: turning it around copies
    return part.permute(_AXES[plane]).flip(1)


def voxel(cuts: Grid, plane: Plane, place: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return the voxel (z, y, x) at a place [cut, down, right] of ``stacked`` cuts."""
    if plane == "axial":
        return place
    through, _, right = _AXES[plane]
    found = [cuts.shape[1] - 1 - place[1], 0, 0]
    found[through], found[right] = place[0], place[2]
    return found[0], found[1], found[2]


def through(plane: Plane) -> int:
    """Return the axis of ``data[z, y, x]`` that runs through the cuts."""
    return _AXES[plane][0]


def neighbors(cuts: Grid, index: int, slab: Slab | None) -> slice:
    """Return the cuts that a picture is made of: one, or those of a slab about it."""
    count = 1 if slab is None else max(round(slab.mm / cuts.spacing[0]), 1)
    first = index - (count - 1) // 2
    return slice(max(first, 0), min(first + count, cuts.shape[0]))


def merged(pictures: torch.Tensor, slab: Slab | None, dim: int = 0) -> torch.Tensor:
    """Return neighboring cuts, side by side along an axis, as one; a single one without copying it."""
    if pictures.shape[dim] == 1:
        return pictures.select(dim, 0)
    if slab is None:
        raise ValueError("several cuts and no slab")
    if slab.projection == "mean":
        return pictures.mean(dim)
    return pictures.amax(dim) if slab.projection == "max" else pictures.amin(dim)
