"""Registration of MR: known motions of a head are found again; poor results say so."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled, GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.rigid import Rigid
from ldct_studio.core.volume import Volume
from ldct_studio.physics.contrast.brains import draw_brain
from ldct_studio.physics.contrast.likeness import information, local_correlation
from ldct_studio.physics.contrast.registering import register_mr, resampled
from ldct_studio.physics.contrast.scans import Condition, image
from ldct_studio.physics.contrast.signal import Sequence, rician
from ldct_studio.physics.contrast.subtraction import upper_quantile
from ldct_studio.physics.itk import coarse

FINE, COARSE = 1.25, 2.5
MM = 0.3


@cache
def head() -> tuple[Volume, Volume, torch.Tensor]:
    """Return a head before contrast (2.5 mm, noisy), after it (1.25 mm, no noise), and the brain."""
    shape = (120, 152, 124)
    brain = draw_brain(1, shape, FINE)
    z, y, x = (-(size - 1) / 2 * FINE for size in shape)
    grid = Grid(shape, (FINE,) * 3, (x, y, z))
    before, after = (image(brain, dose, Condition(1.0), Sequence()) for dose in (0.0, 1.0))
    unit = upper_quantile(before[brain.mask], 0.95)
    pre = coarse(Volume(before / unit, grid, "MR"), COARSE)
    mask = coarse(Volume(brain.mask.float(), grid, "MR"), COARSE).data > 0.5
    noisy = rician(pre.data, 0.02, torch.Generator().manual_seed(1))
    return replace(pre, data=noisy), Volume(after / unit, grid, "MR"), mask


def post(truth: Rigid, number: int = 0) -> Volume:
    """Return the scan after contrast on a grid of its own, of a head that lies as ``truth`` says."""
    fine = head()[1]
    blurred = torch.nn.functional.avg_pool3d(fine.data[None, None], 2, 1)[0, 0]
    shifted = replace(fine.grid, shape=tuple(blurred.shape), origin=fine.grid.patient((0.5, 0.5, 0.5)))
    turned = truth.matrix @ shifted.matrix
    lying = replace(shifted, origin=truth(shifted.origin), direction=tuple(float(v) for v in turned.ravel()))
    grid = Grid((56, 84, 68), (2.7, 2.3, 2.3), (-78.0, -97.0, -75.0))
    there, inside = resampled(Volume(blurred, lying, "MR"), grid, Rigid(), linear=True)
    noise = torch.Generator().manual_seed(100 + number)
    return replace(there, data=rician(1.05 * there.data * inside, 0.02, noise))


def motions() -> list[Rigid]:
    """Return twenty motions of at most 5° about and 5 mm along each axis."""
    drawn = np.random.default_rng(3).uniform(-5, 5, (20, 6)).tolist()
    return [Rigid((a, b, c), (x, y, z)) for a, b, c, x, y, z in drawn]


def _off(found: Rigid, truth: Rigid, pre: Volume, mask: torch.Tensor) -> float:
    """Return the mean distance in mm between where two motions put the brain."""
    index = torch.nonzero(mask)[::53].numpy()[:, ::-1]
    points = index * np.asarray(pre.grid.spacing[::-1]) @ pre.grid.matrix.T + np.asarray(pre.grid.origin)
    here, there = (
        (points - np.asarray(one.center)) @ one.matrix.T + np.asarray(one.center) + np.asarray(one.shift)
        for one in (found, truth)
    )
    return float(np.linalg.norm(here - there, axis=1).mean())


def _found_within(count: int) -> None:
    pre, _, mask = head()
    for number, truth in enumerate(motions()[:count]):
        found = register_mr(pre, post(truth, number=number), mask=mask)
        off = _off(found.rigid, truth, pre, mask)
        assert off < MM, (number, off)
        assert found.after > found.before
        assert found.warning == ""
        way = _off(truth, Rigid(), pre, mask)
        assert found.displacement_mm[0] == pytest.approx(way, abs=2 * MM)
        assert found.displacement_mm[1] > found.displacement_mm[0]
        assert found.likeness > 0.6


def test_known_motions_are_found_within_a_third_of_a_mm() -> None:
    _found_within(5)


@pytest.mark.slow
def test_twenty_known_motions_are_found_within_a_third_of_a_mm() -> None:
    _found_within(20)


def test_a_head_that_the_file_puts_elsewhere_is_found_and_it_says_so() -> None:
    pre, _, mask = head()
    there = post(Rigid())
    far = replace(there, grid=replace(there.grid, origin=(300.0, -97.0, -75.0)))
    found = register_mr(pre, far, mask=mask)
    assert _off(found.rigid, Rigid(shift=(378.0, 0.0, 0.0)), pre, mask) < MM
    assert found.before == 0 < found.after
    assert "place the two scans apart" in found.warning


def test_scans_that_share_nothing_are_refused() -> None:
    pre, _, mask = head()
    there = post(Rigid())
    chance = torch.Generator().manual_seed(5)
    other = replace(there, data=1 + 0.1 * torch.rand(there.grid.shape, generator=chance))
    far = replace(other, grid=replace(there.grid, origin=(300.0, -97.0, -75.0)))
    with pytest.raises(GeometryError, match="do not overlap where their files place them"):
        register_mr(pre, far, mask=mask)
    sliver = replace(there, data=there.data[:3].contiguous(), grid=there.grid.rows(0, 3))
    with pytest.raises(GeometryError, match="share less than 25%"):
        register_mr(pre, sliver, mask=mask)


def test_another_head_is_told_and_a_large_part_missing_as_well() -> None:
    pre, _, mask = head()
    brain = draw_brain(9, (56, 84, 68), 2.5)
    shown = image(brain, 1.0, Condition(1.0), Sequence())
    grid = Grid((56, 84, 68), (2.5, 2.5, 2.5), (-83.75, -103.75, -68.75))
    other = Volume(shown / shown.max(), grid, "MR")
    assert "do not look alike" in register_mr(pre, other, mask=mask).warning
    there = post(Rigid())
    lower = replace(there, data=there.data[:36].contiguous(), grid=there.grid.rows(0, 36))
    found = register_mr(pre, lower, mask=mask)
    assert "of the brain lies within the other scan" in found.warning
    assert 0.5 < found.overlap < 0.9


def test_a_spline_keeps_to_the_range_and_says_what_lies_outside() -> None:
    pre, _, _ = head()
    grid = replace(pre.grid, origin=(pre.grid.origin[0] + 30, *pre.grid.origin[1:]))
    onto, inside = resampled(pre, grid, Rigid())
    assert not bool(inside[:, :, -11:].any())
    assert bool(inside[:, :, :-12].all())
    assert float(onto.data[~inside].abs().max()) == 0
    torch.testing.assert_close(onto.data[:, :, :-12], pre.data[:, :, 12:], atol=1e-4, rtol=0)
    assert float(onto.data.min()) >= 0
    assert float(onto.data.max()) <= float(pre.data.max())


def test_it_stops_where_nobody_waits() -> None:
    pre, _, mask = head()
    steps: list[int] = []
    with stop_when(lambda: len(steps) > 1), pytest.raises(Cancelled):
        register_mr(pre, post(Rigid()), lambda done, total: steps.append(done), mask)


def test_information_is_that_of_the_table() -> None:
    """Two of 4 equally likely values that are the same hold 2 bits, those that are unrelated none."""
    values = np.repeat(np.arange(4.0), 4000)
    assert information(values, 10 - 2 * values) == pytest.approx(2.0)
    assert information(values, np.tile(np.arange(4.0), 4000)) == pytest.approx(0.0, abs=1e-9)
    assert information(values[:0], values[:0]) == 0.0


def test_local_correlation_minds_neither_shading_nor_what_lies_outside() -> None:
    chance = np.random.default_rng(4)
    here = chance.normal(size=(24, 24, 24))
    mask = np.zeros(here.shape, bool)
    mask[4:20, 4:20, 4:20] = True
    shading = np.linspace(0.8, 1.25, 24)[:, None, None]
    there = np.where(mask, (here + 20) * shading, 1e6)
    assert local_correlation(here, there, mask, (4.0, 4.0, 4.0)) > 0.7
    assert np.corrcoef(here[mask], there[mask])[0, 1] < 0.6
    assert local_correlation(here, chance.normal(size=here.shape), mask, (1.0, 1.0, 1.0)) < 0.2
    assert local_correlation(here, there, np.zeros_like(mask), (1.0, 1.0, 1.0)) == 0.0
