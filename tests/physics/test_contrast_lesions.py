from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from ldct_studio.core.grid import Grid
from ldct_studio.physics.contrast.lesions import connected, described, means

GRID = Grid((40, 48, 56), (1.2, 1.0, 1.0), (-20.0, -30.0, 40.0))
NOISE = 0.03
BALLS = (((15.0, 16.0, 17.0), 8.0, 0.5), ((20.0, 33.0, 40.0), 5.0, 0.3))
"""Centers in voxels (z, y, x), radii in mm, uptake."""


def balls(finer: int = 5) -> torch.Tensor:
    """Return balls as a scanner sees them: a voxel at the edge has a part of the uptake."""
    z, y, x = (
        ((np.arange(n * finer) + 0.5) / finer - 0.5) * pitch
        for n, pitch in zip(GRID.shape, GRID.spacing, strict=True)
    )
    fine = np.zeros([n * finer for n in GRID.shape], np.float32)
    for center, radius, uptake in BALLS:
        cz, cy, cx = (place * pitch for place, pitch in zip(center, GRID.spacing, strict=True))
        inside = (z[:, None, None] - cz) ** 2 + (y[:, None] - cy) ** 2 + (x - cx) ** 2 < radius**2
        fine[inside] = uptake
    shape = [part for n in GRID.shape for part in (n, finer)]
    return torch.from_numpy(fine.reshape(shape).mean((1, 3, 5)))


def test_balls_in_noise_are_found_with_place_volume_and_uptake() -> None:
    ce = balls() + NOISE * torch.randn(GRID.shape, generator=torch.Generator().manual_seed(1))
    parts = connected(ce, torch.full(GRID.shape, NOISE), GRID)
    found = described(parts, ce, GRID)
    assert sorted(found) == [1, 2], "noise makes no volume, and the largest comes first"
    for number, (center, radius, uptake) in enumerate(BALLS, 1):
        one = found[number]
        assert one.volume_ml == pytest.approx(4 / 3 * math.pi * radius**3 / 1000, rel=0.02)
        assert one.diameter_mm == pytest.approx(2 * radius, rel=0.01)
        assert one.center == pytest.approx(GRID.patient(center), abs=0.1)
        assert 0.9 * uptake < one.mean < uptake, "its edge has less"
    assert means(parts, 2 * ce, [1]) == pytest.approx([2 * found[1].mean])


def test_voxels_that_touch_by_a_corner_are_one_volume() -> None:
    ce = torch.zeros(8, 8, 8)
    ce[1:4, 1:4, 1:4] = ce[4:7, 4:7, 4:7] = 1.0
    grid = Grid((8, 8, 8), (2.0, 2.0, 2.0))
    noise = torch.full((8, 8, 8), 0.1)
    assert connected(ce, noise, grid).max() == 1
    assert described(connected(ce, noise, grid), ce, grid)[1].volume_ml == pytest.approx(54 * 0.008)
    noise[:4] = 0
    assert described(connected(ce, noise, grid), ce, grid)[1].volume_ml == pytest.approx(27 * 0.008)


def test_what_is_small_or_lost_in_noise_is_left_out() -> None:
    grid, ce = Grid((8, 8, 8), (1.0, 1.0, 1.0)), torch.zeros(8, 8, 8)
    ce[2:6, 2:6, 2:5] = 1.0  # 48 voxels, 0.048 mL
    assert connected(ce, torch.full((8, 8, 8), 0.1), grid).max() == 0
    assert connected(ce, torch.full((8, 8, 8), 0.1), grid, least_ml=0.04).max() == 1
    assert connected(ce, torch.full((8, 8, 8), 0.4), grid, least_ml=0.04).max() == 0
    assert described(connected(ce, torch.full((8, 8, 8), 0.4), grid), ce, grid) == {}


def test_the_place_of_a_ring_is_on_it() -> None:
    """Whoever goes there has to see what is meant."""
    grid = Grid((9, 9, 9), (1.0, 1.0, 1.0))
    parts = np.zeros((9, 9, 9), np.int32)
    parts[4, 1:8, 1:8], parts[4, 2:7, 2:7] = 1, 0
    found = described(parts, torch.ones(9, 9, 9), grid)[1]
    z, y, x = (round(at) for at in grid.index(found.center))
    assert parts[z, y, x] == 1


def test_what_is_next_is_so_in_millimeters() -> None:
    """Two slices of 5 mm away is farther than four pixels of 1 mm."""
    grid = Grid((9, 13, 13), (5.0, 1.0, 1.0))
    parts = np.zeros((9, 13, 13), np.int32)
    parts[2, 6, 6] = parts[6, 6, 6] = parts[4, 2, 6] = parts[4, 10, 6] = 1
    z, y, x = (round(at) for at in grid.index(described(parts, torch.ones(9, 13, 13), grid)[1].center))
    assert (z, abs(y - 6), x) == (4, 4, 6)
