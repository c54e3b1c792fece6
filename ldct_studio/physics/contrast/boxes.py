"""Boxes: the part of a grid that holds the brain, as most of a scan is air."""

from __future__ import annotations

from dataclasses import replace

import torch

from ...core.grid import Grid

Box = tuple[slice, slice, slice]


def box_around(mask: torch.Tensor) -> Box:
    """Return the smallest box around a mask (z, y, x), bool, which has to hold something."""
    ends = (torch.nonzero(mask.any(axis).any(other)) for axis, other in ((2, 1), (2, 0), (1, 0)))
    z, y, x = (slice(int(filled[0]), int(filled[-1]) + 1) for filled in ends)
    return z, y, x


def within(grid: Grid, box: Box) -> Grid:
    """Return the grid of a box of another one's voxels."""
    z, y, x = box
    shape = (z.stop - z.start, y.stop - y.start, x.stop - x.start)
    return replace(grid, shape=shape, origin=grid.patient((z.start, y.start, x.start)))
