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


@pytest.mark.parametrize("most", [0.0, 0.1, 0.3])
@pytest.mark.parametrize("dose", [0.2, 1.0])
def test_a_drift_is_found_with_its_size_and_uptake_is_none(brain: Brain, most: float, dose: float) -> None:
    scans = scan(brain, Condition(dose, sigma=0.02), 1)
    rows = torch.nonzero(brain.mask)[:, 1]
    way = (torch.arange(80) - rows.min()) / (rows.max() - rows.min()) - 0.5
    low, high = way[rows].quantile(torch.tensor([0.02, 0.98])).tolist()
    pair = subtract(scans.pre, scans.low + most * way.view(1, -1, 1), brain.mask, VOXELS)
    assert drift(pair, VOXELS) == pytest.approx(pair.gain * (high - low) * most, rel=0.1, abs=0.03)
    assert bool(shading_warning(pair, VOXELS)) is (most > 0)


def test_a_coil_multiplies_and_is_found_too(brain: Brain) -> None:
    scans = scan(brain, Condition(1.0, sigma=0.02), 1)
    rows = torch.nonzero(brain.mask)[:, 1]
    way = (torch.arange(80) - rows.min()) / (rows.max() - rows.min()) - 0.5
    low, high = way[rows].quantile(torch.tensor([0.02, 0.98])).tolist()
    pair = subtract(scans.pre, scans.low * (1 + 0.3 * way.view(1, -1, 1)), brain.mask, VOXELS)
    tissue = float(scans.before[brain.mask].median())
    assert drift(pair, VOXELS) == pytest.approx(0.3 * (high - low) * tissue, rel=0.15)
