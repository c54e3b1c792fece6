"""Shading: a drift between two scans is found with its size, and uptake is none."""

from __future__ import annotations

import pytest
import torch

from ldct_studio.physics.contrast.brains import Brain, draw_brain
from ldct_studio.physics.contrast.scans import Condition, scan
from ldct_studio.physics.contrast.shading import drift, shading_warning
from ldct_studio.physics.contrast.subtraction import subtract

VOXELS = (2.5, 2.5, 2.5)


@pytest.fixture(scope="module")
def brain() -> Brain:
    return draw_brain(1, (64, 80, 64), 2.5)


@pytest.mark.parametrize("most", [0.0, 0.3])
def test_a_drift_is_found_with_its_size_and_uptake_is_none(brain: Brain, most: float) -> None:
    scans = scan(brain, Condition(1.0, sigma=0.02), 1)
    rows = torch.nonzero(brain.mask)[:, 1]
    way = (torch.arange(80) - rows.min()) / (rows.max() - rows.min())
    low, high = way[rows].quantile(torch.tensor([0.02, 0.98])).tolist()
    shaded = scans.low + most * (way - 0.5).view(1, -1, 1)
    pair = subtract(scans.pre, shaded, brain.mask, VOXELS)
    assert drift(pair, VOXELS) == pytest.approx((high - low) * most, rel=0.2, abs=0.03)
    assert bool(shading_warning(pair, VOXELS)) is (most > 0)
