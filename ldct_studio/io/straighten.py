"""Straighten: slices of a tilted gantry moved in their planes until the grid is square to them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from .orient import Placement, toward_lps
from .series import Stack

Voxels = npt.NDArray[np.float32]


def straighten(
    ordered: Stack, volume: Voxels, fill: float, empty: Callable[[tuple[int, int, int]], Voxels]
) -> tuple[Stack, Voxels]:
    """Return a tilted stack and its voxels (z, y, x) on a grid at right angles.

    Every slice is shifted within its own plane by linear interpolation, never mixed with its neighbors, onto
    a matrix that grows until it holds all of them; what no slice covers is ``fill``. ``empty`` allocates.
    """
    source = ordered.placement.in_file_order(volume)
    origin, (rows, columns) = _file_frame(ordered.placement)
    normal = np.cross(columns / np.linalg.norm(columns), rows / np.linalg.norm(rows))
    normal *= np.sign(normal @ ordered.step)
    shifts = np.arange(len(source))[:, None] * [_along(ordered.step, rows), _along(ordered.step, columns)]
    low, high = np.floor(shifts.min(0)), np.ceil(shifts.max(0))
    shape = (
        len(source),
        source.shape[1] + math.ceil(high[0] - low[0]),
        source.shape[2] + math.ceil(high[1] - low[1]),
    )
    start = origin + rows * low[0] + columns * low[1]
    placement = toward_lps(shape, [normal * (ordered.step @ normal), rows, columns], start)
    straight = empty(placement.grid.shape)
    into = placement.in_file_order(straight)
    for slice_, shift, target in zip(source, shifts - low, into, strict=True):
        target[:] = fill
        _shift(slice_, shift, target)
    step = normal * (ordered.step @ normal)
    return replace(ordered, placement=placement, step=step, tilt=None), straight


def _file_frame(placement: Placement) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the LPS place of the first pixel of the file, and the steps along its rows and columns."""
    index = np.array(
        [n - 1.0 if flip else 0.0 for n, flip in zip(placement.grid.shape, placement.flipped, strict=True)]
    )
    steps = placement.grid.matrix[:, ::-1] * placement.grid.spacing  # columns z, y, x of the result
    signed = steps * np.where(placement.flipped, -1.0, 1.0)
    along = [signed[:, placement.order.index(axis)] for axis in (1, 2)]
    return np.asarray(placement.grid.origin) + steps @ index, np.array(along)


def _along(step: npt.NDArray[np.float64], axis: npt.NDArray[np.float64]) -> float:
    """Return how many pixels of an axis a step goes along it."""
    return float(step @ axis / (axis @ axis))


def _shift(slice_: Voxels, by: npt.NDArray[np.float64], target: Voxels) -> None:
    """Write a slice ``by`` (rows, columns) pixels further on; only what lies between its pixel centers."""
    for axis in (0, 1):
        whole, part = divmod(float(by[axis]), 1.0)
        if part > 1e-6:
            before, after = (np.take(slice_, range(n, slice_.shape[axis] - 1 + n), axis) for n in (1, 0))
            slice_ = (before * np.float32(1 - part) + after * np.float32(part)).astype(np.float32)
            whole += 1
        by = np.where(np.arange(2) == axis, whole, by)
    top, left = int(by[0]), int(by[1])
    target[top : top + slice_.shape[0], left : left + slice_.shape[1]] = slice_
