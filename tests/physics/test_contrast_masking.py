"""The brain in a scan: of a head, of one without its skull, and what is none."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.rigid import Rigid
from ldct_studio.core.volume import Volume
from ldct_studio.physics.contrast.brains import draw_brain
from ldct_studio.physics.contrast.masking import brain_mask, stripped_head
from ldct_studio.physics.contrast.scans import Condition, image
from ldct_studio.physics.contrast.signal import Sequence, rician

SHAPE, VOXEL = (66, 80, 68), 2.8


@cache
def head(seed: int = 3) -> tuple[Volume, torch.Tensor]:
    """Return a noisy head that is not the atlas, off the middle and turned, and its brain."""
    brain = draw_brain(seed, SHAPE, VOXEL)
    z, y, x = (-(size - 1) / 2 * VOXEL for size in SHAPE)
    shown = image(brain, 0.0, Condition(1.0), Sequence())
    noisy = rician(900 * shown / shown.max(), 15.0, torch.Generator().manual_seed(1))
    grid = Rigid((6.0, 4.0, -8.0)).laid(Grid(SHAPE, (VOXEL,) * 3, (x + 12, y - 20, z + 30)))
    return Volume(noisy, grid, "MR"), brain.mask


def overlap(found: torch.Tensor, truth: torch.Tensor) -> float:
    """Return Dice's coefficient."""
    return 2 * float((found & truth).sum()) / float(found.sum() + truth.sum())


def test_the_brain_of_a_head_is_found_and_none_of_it_missed() -> None:
    scan, truth = head()
    found = brain_mask(scan)
    assert overlap(found.brain, truth) > 0.95
    assert float((truth & ~found.brain).sum()) < 0.01 * float(truth.sum())
    assert found.how == "synthetic head"
    assert found.warning == ""


def test_a_head_in_emptied_air_keeps_its_skull_and_a_bare_brain_is_what_it_shows() -> None:
    scan, truth = head()
    cleared = replace(scan, data=torch.where(scan.data > 60, scan.data, 0))
    assert stripped_head(cleared) is None
    bare = replace(scan, data=torch.where(truth, scan.data, 0))
    found = brain_mask(bare)
    assert found.how == "nonzero voxels"
    assert overlap(found.brain, truth) > 0.999
    speck = bare.data.clone()
    speck[0, 0, 0] = 500.0
    assert torch.equal(brain_mask(replace(bare, data=speck)).brain, found.brain), "the largest part only"


def test_a_part_of_a_brain_is_found_and_it_says_so() -> None:
    scan, truth = head()
    top = replace(scan.rows(46, 10), data=scan.data[46:56].contiguous())
    found = brain_mask(replace(top, data=torch.where(truth[46:56], top.data, 0)))
    assert "shows a part of the brain only" in found.warning
    upper = replace(scan.rows(30, 36), data=scan.data[30:].contiguous())
    assert overlap(brain_mask(upper).brain, truth[30:]) > 0.9


def test_what_is_no_brain_is_refused() -> None:
    scan, truth = head()
    with pytest.raises(GeometryError, match="before contrast is empty"):
        brain_mask(replace(scan, data=torch.zeros(SHAPE)))
    with pytest.raises(GeometryError, match=r"too few slices \(2\) to find a brain in"):
        brain_mask(replace(scan.rows(30, 2), data=scan.data[30:32].contiguous()))
    small = replace(
        scan, data=torch.where(truth, scan.data, 0), grid=replace(scan.grid, spacing=(2.0, 1.2, 1.2))
    )
    with pytest.raises(GeometryError, match=r"measures \d+ mL, and brains measure"):
        brain_mask(small)
