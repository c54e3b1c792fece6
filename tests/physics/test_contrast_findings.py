"""Findings: lesions on one side stand out, vessels and plexus on both do not; the middle of a head."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.rigid import Rigid
from ldct_studio.core.volume import Volume
from ldct_studio.physics.contrast.brains import Brain, draw_brain
from ldct_studio.physics.contrast.findings import find
from ldct_studio.physics.contrast.midline import find_midline, other_side
from ldct_studio.physics.contrast.scans import Condition, image
from ldct_studio.physics.contrast.signal import Sequence, rician
from ldct_studio.physics.contrast.subtraction import Subtraction, subtract
from ldct_studio.physics.contrast.tissues import LESION, WHITE

SHAPE, VOXEL = (88, 108, 92), 2.0
MIDDLE = (6.0, -10.0, 28.0)
LYING = Rigid((3.0, 5.0, 9.0), (8.0, -4.0, 2.0))
"""Where the head of the tests lies: off the middle and turned."""


@cache
def _brain() -> Brain:
    return draw_brain(2, SHAPE, VOXEL)


def _grid() -> Grid:
    z, y, x = (-(size - 1) / 2 * VOXEL for size in SHAPE)
    return LYING.laid(Grid(SHAPE, (VOXEL,) * 3, (x, y, z)))


@cache
def _pair(diameter: float) -> tuple[Subtraction, torch.Tensor]:
    """Return a pair with one ball in the white matter of the left side, and where that is.

    The left side is that of the right otherwise: folds drawn at random have no middle.
    """
    brain = _brain()
    shares, uptake = brain.shares.clone(), brain.uptake.clone()
    shares[..., SHAPE[2] // 2 :] = shares[..., : SHAPE[2] // 2].flip(-1)
    inside = brain.mask & brain.mask.flip(-1)
    shares[WHITE] += shares[LESION]
    shares[LESION] = 0
    ball = torch.from_numpy(_far() < diameter / 2) & inside
    shares[:, ball] = 0
    shares[LESION, ball] = 1
    uptake[LESION] = 0.6
    drawn = Brain(shares, uptake, (), ball.to(torch.uint8), VOXEL)
    chance = torch.Generator().manual_seed(4)
    scans = [image(drawn, dose, Condition(1.0), Sequence()) for dose in (0.0, 1.0)]
    sigma = 0.02 * float(scans[0][inside].median())
    before, after = (rician(scan, sigma, chance) for scan in scans)
    return subtract(before, after, inside, (VOXEL,) * 3), ball


def _far() -> np.ndarray:
    axes = [(np.arange(size) - (size - 1) / 2) * VOXEL for size in SHAPE]
    z, y, x = np.meshgrid(*axes, indexing="ij")
    x0, y0, z0 = 34.0, -12.0, 20.0
    return np.sqrt((x - x0) ** 2 + (y - y0) ** 2 + (z - z0) ** 2)


def test_the_middle_of_a_head_is_found() -> None:
    pair, _ = _pair(0.0)
    found = find_midline(Volume(pair.pre, _grid(), "MR"), pair.mask)
    normal = LYING.matrix.T @ np.array([1.0, 0.0, 0.0])
    angle = math.degrees(math.acos(min(abs(float(normal @ np.asarray(found.normal))), 1.0)))
    assert angle < 1.5
    assert abs(float(found.beside(np.asarray([LYING.back((0.0, 0.0, 0.0))]))[0])) < 1.5
    points = np.random.default_rng(1).normal(0, 50, (20, 3))
    np.testing.assert_allclose(found.mirrored(found.mirrored(points)), points)
    np.testing.assert_allclose(found.beside(found.mirrored(points)), -found.beside(points))


def test_the_other_side_is_what_lies_there() -> None:
    pair, _ = _pair(0.0)
    grid = _grid()
    midline = find_midline(Volume(pair.pre, grid, "MR"), pair.mask)
    index = np.stack(np.meshgrid(*[np.arange(size) for size in SHAPE], indexing="ij"), -1) * VOXEL
    beside = midline.beside(index[..., ::-1] @ grid.matrix.T + np.asarray(grid.origin))
    shown = other_side(Volume(torch.from_numpy(beside.astype(np.float32)), grid, "MR"), midline)
    inside = slice(25, -25)
    torch.testing.assert_close(
        shown[inside, inside, inside],
        torch.from_numpy(-beside.astype(np.float32))[inside, inside, inside],
        atol=1e-3,
        rtol=0,
    )


def test_a_lesion_on_one_side_is_found_with_its_volume_and_its_mean() -> None:
    pair, ball = _pair(16.0)
    found = find(pair, _grid())
    assert found.enhances
    largest = found.found[0]
    place = _grid().nearest(largest.center)
    assert place is not None
    assert bool(ball[place])
    assert largest.volume_ml == pytest.approx(float(ball.sum()) * VOXEL**3 / 1000, rel=0.2)
    assert largest.mean == pytest.approx(float(pair.difference[ball].mean()), rel=0.1)
    assert largest.peak >= largest.mean
    assert found.all_ml > 3 * largest.volume_ml, "the vessels are in all that enhances"
    assert bool((found.labels == 1)[ball].float().mean() > 0.8)


def test_a_brain_without_a_lesion_does_not_enhance() -> None:
    found = find(_pair(0.0)[0], _grid())
    assert not found.enhances
    assert found.volume_ml < 0.5
    assert found.all_ml > 2, "vessels and plexus enhance in everyone"


def test_without_findings_there_is_no_mean() -> None:
    pair, _ = _pair(0.0)
    dark = subtract(
        pair.pre, pair.pre + 0.01 * torch.randn(SHAPE, generator=torch.Generator().manual_seed(1)), pair.mask
    )
    found = find(dark, _grid())
    assert (found.found, found.mean, found.volume_ml) == ((), None, 0.0)
    assert found.as_labels(_grid()).labels == ()


def test_a_sliver_of_brain_has_no_middle() -> None:
    pair, _ = _pair(0.0)
    few = torch.zeros(SHAPE, dtype=torch.bool)
    few[40:44, 40:44, 40:44] = True
    with pytest.raises(GeometryError, match="too small to find the middle"):
        find_midline(Volume(pair.pre, _grid(), "MR"), few)
