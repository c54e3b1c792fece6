"""Reslicing: exact where the volume is linear, the voxels themselves at their places, nothing outside."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from ldct_studio.core.grid import Grid
from ldct_studio.core.rigid import Rigid
from ldct_studio.core.volume import Volume
from ldct_studio.physics.reslicing import at_points, resliced

GRID = Grid((12, 20, 24), (3.0, 1.5, 1.0), (-12.0, 5.0, 100.0))
SLOPE, START = np.array([2.0, -3.0, 1.5]), 40.0
"""HU per mm along x, y and z, and HU at the origin of the patient."""


def ramp(grid: Grid) -> Volume:
    z, y, x = np.indices(grid.shape)
    points = np.stack([x, y, z], -1) * np.asarray(grid.spacing[::-1]) + np.asarray(grid.origin)
    return Volume(torch.from_numpy((points @ SLOPE + START).astype(np.float32)), grid)


def test_a_ramp_is_exact_on_a_turned_grid() -> None:
    turn = Rigid((20.0, -35.0, 50.0), center=GRID.patient((5.5, 9.5, 11.5)))
    direction = tuple(float(v) for v in turn.matrix.ravel())
    cuts = Grid((3, 6, 7), (1.0, 0.8, 0.8), (-3.0, 16.0, 115.0), direction)
    values = resliced(ramp(GRID), cuts, slice(0, 3)).numpy()
    assert np.isfinite(values).all()
    for index in np.ndindex(cuts.shape):
        wanted = np.dot(cuts.patient((index[0], index[1], index[2])), SLOPE) + START
        assert values[index] == pytest.approx(wanted, abs=1e-3)


def test_its_own_grid_gives_the_voxels_to_the_last_bit() -> None:
    volume = Volume(torch.randn(GRID.shape), GRID)
    assert torch.equal(resliced(volume, GRID, slice(2, 5)), volume.data[2:5])


def test_nothing_is_said_outside() -> None:
    volume = Volume(torch.ones(GRID.shape), GRID)
    moved = replace(GRID, origin=(GRID.origin[0] + 3.2, GRID.origin[1], GRID.origin[2]))
    values = resliced(volume, moved, slice(0, 1))[0]
    assert torch.isfinite(values[:, :21]).all()
    assert torch.isnan(values[:, 21:]).all()
    assert torch.isnan(resliced(volume, GRID, slice(12, 13))).all()


def test_a_single_slice_is_half_its_distance_thick() -> None:
    volume = Volume(torch.full((1, 4, 4), 7.0), Grid((1, 4, 4), (5.0, 1.0, 1.0)))
    assert at_points(volume, np.array([[1.0, 1.0, 2.4], [1.0, 1.0, 2.6]])).tolist() == pytest.approx(
        [7.0, np.nan], nan_ok=True
    )
