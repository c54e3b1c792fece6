"""Midline: the plane that a head is nearly the same on both sides of."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import torch

from ...core.cancel import check
from ...core.errors import GeometryError
from ...core.grid import Grid, Point
from ...core.volume import Volume
from ..itk import coarse
from ..reslicing import at_points, resliced
from .likeness import Floats

_MM = 4.0
_FEWEST = 200
"""Voxels of 4 mm that a side is compared by, at least."""
_TILTS, _STEP_MM = 15.0, 6.0
"""Degrees and mm that the search begins with."""


@dataclass(frozen=True)
class Midline:
    """A plane through ``place`` (LPS mm) with the unit normal ``normal``, which points to the left."""

    place: Point
    normal: Point

    def mirrored(self, points: Floats) -> Floats:
        """Return where places (n, 3) in LPS mm lie on the other side."""
        return np.asarray(points - 2 * self.beside(points)[:, None] * np.asarray(self.normal))

    def beside(self, points: Floats) -> Floats:
        """Return how far to the left of the plane places (n, 3) lie, in mm."""
        return np.asarray((points - np.asarray(self.place)) @ np.asarray(self.normal))

    def over(self, grid: Grid) -> Floats:
        """Return how far to the left of the plane every voxel (z, y, x) of a grid lies, in mm."""
        along = np.asarray(self.normal) @ grid.matrix
        z, y, x = (
            step * pitch * np.arange(size)
            for step, pitch, size in zip(along[::-1], grid.spacing, grid.shape, strict=True)
        )
        first = self.beside(np.asarray([grid.origin]))[0]
        return np.asarray(first + z[:, None, None] + y[:, None] + x)

    def mirror(self, grid: Grid) -> Grid:
        """Return the grid of a scan as it lies when its patient is mirrored; no voxel changes."""
        normal = np.asarray(self.normal)
        flip = np.eye(3) - 2 * np.outer(normal, normal)
        x, y, z = (float(at) for at in self.mirrored(np.asarray([grid.origin]))[0])
        direction = tuple(float(value) for value in (flip @ grid.matrix).ravel())
        return replace(grid, origin=(x, y, z), direction=direction)


def other_side(volume: Volume, midline: Midline) -> torch.Tensor:
    """Return what a volume shows at the mirrored place of each of its voxels, (z, y, x); 0 outside."""
    lying = replace(volume, grid=midline.mirror(volume.grid))
    return resliced(lying, volume.grid, slice(0, volume.grid.shape[0])).nan_to_num_(0.0)


def find_midline(scan: Volume, brain: torch.Tensor) -> Midline:
    """Return the mid-sagittal plane of a head, from a scan and its brain (z, y, x), bool.

    Pearson's correlation of the brain with itself mirrored is made largest over two tilts and a shift
    (Nelder and Mead), at 4 mm; it begins at the middle of the brain, upright. Raises ``GeometryError``
    where the brain is too small for it.
    """
    from scipy import optimize  # half a second, where it is needed

    small = coarse(scan, _MM)
    share = coarse(Volume(brain.float(), scan.grid, scan.modality), _MM).data.numpy()
    index = np.stack(np.nonzero(share > 0.5))
    if index.shape[1] < _FEWEST:
        raise GeometryError("The brain mask is too small to find the middle of the head; choose another one.")
    steps = index[::-1] * np.asarray(small.grid.spacing[::-1])[:, None]
    points = np.asarray((small.grid.matrix @ steps).T + np.asarray(small.grid.origin))
    here = small.data.numpy()[tuple(index)].astype(np.float64)
    masked = small.made(torch.from_numpy(np.where(share > 0.5, small.data.numpy(), 0).astype(np.float32)))
    middle = points.mean(0)

    def unlike(values: Floats) -> float:
        check()
        there = np.nan_to_num(at_points(masked, _plane(middle, values).mirrored(points)))
        return -float(np.corrcoef(here, there)[0, 1]) if there.std() > 0 else 1.0

    first = np.array([[0.0, 0, 0], [_TILTS, 0, 0], [0, _TILTS, 0], [0, 0, _STEP_MM]])
    found = optimize.minimize(
        unlike,
        first[0],
        method="Nelder-Mead",
        options={"initial_simplex": first, "xatol": 0.05, "fatol": 1e-5, "maxiter": 200},
    )
    return _plane(middle, found.x)


def _plane(middle: Floats, values: Floats) -> Midline:
    """Return the plane of a yaw and a roll in degrees and a shift to the left in mm."""
    yaw, roll = (math.radians(float(value)) for value in values[:2])
    normal = (math.cos(yaw) * math.cos(roll), math.sin(yaw) * math.cos(roll), math.sin(roll))
    x, y, z = (float(at) + float(values[2]) * part for at, part in zip(middle, normal, strict=True))
    return Midline((x, y, z), normal)
