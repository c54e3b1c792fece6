"""Volumes that enhance: connected voxels of a CE map, how large they are, and how much they take up."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from scipy import ndimage

from ...core.cancel import check
from ...core.grid import Grid, Point

SIGMAS, LEAST_ML = 3.0, 0.05
"""A voxel enhances from so many SDs above the median of the brain on; a volume counts from so many mL on."""
_ROBUST = 1.4826
"""SDs of a normal distribution over its median distance from the median."""
_HALF, _BRIGHT = 0.5, 0.75
"""A volume ends at half of its uptake, where half of a voxel belongs to it; a first half is that of the value
that its brightest quarter begins with."""

Parts = npt.NDArray[np.int32]
"""0, or the number of a volume, (z, y, x)."""


@dataclass(frozen=True)
class Enhancing:
    """A volume that enhances."""

    center: Point
    """The middle of its voxels in LPS mm, or the voxel of it next to that: the middle of a ring is none."""
    volume_ml: float
    mean: float
    """Mean uptake, in the unit of the CE map."""

    @property
    def diameter_mm(self) -> float:
        """The diameter of a ball of the same volume."""
        return float((6000 * self.volume_ml / math.pi) ** (1 / 3))


def connected(
    ce: torch.Tensor, noise: torch.Tensor, grid: Grid, sigmas: float = SIGMAS, least_ml: float = LEAST_ML
) -> Parts:
    """Return the connected volumes of a CE map (z, y, x), numbered from the largest on.

    ``noise`` is its local SD, like it; 0 where nothing is looked for, which is all but the brain. Voxels
    that touch by a corner are connected. As normal brain takes up a little, gray matter more than white, a
    volume lies ``sigmas`` above the median, of the local noise or of the robust SD of the brain if that is
    larger. It ends at half of its uptake: a threshold in the noise alone takes in the partial voxels of a
    bright edge, which makes a ball of 12 mm in voxels of 1 mm too large by a fifth. Balls of 10 SDs come out
    within 1 % from 6 voxels across on; at 4 SDs a quarter of them is lost in the noise.
    """
    values, brain = ce.numpy(), noise > 0
    if not bool(brain.any()):
        return np.zeros(values.shape, np.int32)
    normal = ce[brain].median()
    spread = _ROBUST * (ce[brain] - normal).abs().median()
    above = brain & (ce > normal + sigmas * noise.clamp(min=float(spread)))
    parts, count = ndimage.label(above.numpy(), np.ones((3, 3, 3)))
    check()
    parts = _numbered(parts, count, grid, least_ml)
    count = int(parts.max(initial=0))
    if count == 0:
        return parts
    boxes = ndimage.find_objects(parts)
    halves = [_half(values[box][parts[box] == number]) for number, box in enumerate(boxes, 1)]
    check()
    edges = np.array([0.0, *halves], np.float32)
    return _numbered(np.where(values >= edges[parts], parts, 0), count, grid, least_ml)


def described(parts: Parts, ce: torch.Tensor, grid: Grid) -> dict[int, Enhancing]:
    """Return place, volume and mean uptake in a CE map (z, y, x) of every volume, by its number."""
    numbers = [int(number) for number in np.unique(parts) if number]
    boxes, sizes = ndimage.find_objects(parts), np.bincount(parts.ravel())
    return {
        number: Enhancing(
            grid.patient(_inner(parts, number, boxes[number - 1], grid.spacing)),
            _milliliters(sizes[number], grid),
            mean,
        )
        for number, mean in zip(numbers, means(parts, ce, numbers), strict=True)
    }


def _inner(
    parts: Parts, number: int, box: tuple[slice, ...], spacing: tuple[float, float, float]
) -> tuple[float, float, float]:
    """Return the middle of a volume in voxels (z, y, x), or its voxel next to that."""
    voxels = np.argwhere(parts[box] == number) + [part.start for part in box]
    z, y, x = voxels.mean(0).tolist()
    if parts[round(z), round(y), round(x)] == number:
        return z, y, x
    nearest = np.square((voxels - (z, y, x)) * spacing).sum(1).argmin()
    z, y, x = voxels[nearest].tolist()
    return float(z), float(y), float(x)


def means(parts: Parts, values: torch.Tensor, numbers: list[int]) -> list[float]:
    """Return the mean of values (z, y, x) in each of the volumes with these numbers."""
    return [float(mean) for mean in ndimage.mean(values.numpy(), parts, numbers)]


def _half(held: npt.NDArray[np.float32]) -> float:
    """Return half of the uptake of a volume whose voxels (n,) may belong to it in part."""
    whole = held[held >= _HALF * np.quantile(held, _BRIGHT)]
    return _HALF * float(np.median(whole))


def _numbered(parts: npt.NDArray[np.signedinteger[Any]], count: int, grid: Grid, least_ml: float) -> Parts:
    """Return the parts of a volume or more, the largest as 1."""
    sizes = np.bincount(parts.ravel(), minlength=count + 1)[1:]
    kept = [int(n) for n in np.argsort(-sizes, kind="stable") if _milliliters(sizes[n], grid) >= least_ml]
    names = np.zeros(count + 1, np.int32)
    for number, part in enumerate(kept, 1):
        names[part + 1] = number
    return np.asarray(names[parts])


def _milliliters(voxels: int, grid: Grid) -> float:
    return float(voxels) * float(np.prod(grid.spacing)) / 1000
