"""Synthetic heads and their scans: what is drawn is there, and what is true of it is known."""

from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.physics.contrast.brains import Brain, draw_brain
from ldct_studio.physics.contrast.scans import Condition, image, scan
from ldct_studio.physics.contrast.signal import Sequence
from ldct_studio.physics.contrast.subtraction import radiometric_scale, subtract
from ldct_studio.physics.contrast.tissues import CSF, GRAY, LESION, TISSUES, VESSEL, WHITE

SHAPE, VOXEL = (64, 80, 64), 2.5


@pytest.fixture(scope="module")
def brain() -> Brain:
    return draw_brain(1, SHAPE, VOXEL)


def test_shares_are_shares_and_the_volumes_are_those_of_a_head(brain: Brain) -> None:
    total = brain.shares.sum(0)
    assert float(brain.shares.min()) >= 0
    assert float(total.max()) <= 1 + 1e-5
    assert float(total[0, 0, 0]) == 0, "air around the head"
    liters = brain.shares.sum((1, 2, 3)) * VOXEL**3 / 1e6
    assert 0.9 < float(liters[GRAY] + liters[WHITE]) < 1.7
    assert 0.15 < float(liters[GRAY] / liters[WHITE]) < 1.2
    assert 0.15 < float(liters[CSF]) < 0.6
    assert 0.005 < float(liters[VESSEL]) < 0.03
    assert 1.2e6 < int(brain.mask.sum()) * VOXEL**3 < 2.2e6


def test_a_seed_is_a_head_at_any_voxel(brain: Brain) -> None:
    again = draw_brain(1, SHAPE, VOXEL)
    assert torch.equal(again.shares, brain.shares)
    fine = draw_brain(1, (128, 160, 128), VOXEL / 2)
    assert fine.spots == brain.spots
    coarse = torch.nn.functional.avg_pool3d(fine.shares, 2)
    assert float((coarse - brain.shares).abs().mean()) < 0.02
    assert draw_brain(2, SHAPE, VOXEL).spots != brain.spots


def test_lesions_have_their_size_their_place_and_their_uptake() -> None:
    for seed in range(4):
        drawn = draw_brain(seed, (100, 120, 100), 1.5)
        assert 3 <= len(drawn.spots) <= 8
        for number, spot in enumerate(drawn.spots, 1):
            assert 1 <= spot.diameter <= 20
            assert all(
                math.dist(spot.middle, other.middle) > (spot.diameter + other.diameter) / 2
                for other in drawn.spots
                if other is not spot
            )
            here = drawn.lesions == number
            if spot.diameter < 6 or spot.ring:
                continue
            assert int(here.sum()) * 1.5**3 == pytest.approx(math.pi / 6 * spot.diameter**3, rel=0.15)
            assert bool((drawn.uptake[LESION][here] == spot.uptake).all())
            middle = torch.nonzero(here).double().mean(0)
            expected = [at / 1.5 + (count - 1) / 2 for at, count in zip(spot.middle, here.shape, strict=True)]
            torch.testing.assert_close(middle, torch.tensor(expected).double(), atol=0.5, rtol=0)


def test_only_what_takes_up_contrast_gets_brighter(brain: Brain) -> None:
    condition = Condition(0.2)
    before, after = (image(brain, part, condition, Sequence()) for part in (0.0, 1.0))
    rise = after - before
    assert float(rise.min()) >= -1e-6
    fluid = brain.shares[CSF] == 1
    assert float(rise[fluid].abs().max()) < 1e-6, "fluid takes up nothing"
    white = brain.shares[WHITE] > 0.99
    assert 0 < float((rise[white] / before[white]).mean()) < 0.1
    assert float((rise / before.clamp(min=1e-6))[brain.shares[VESSEL] > 0.9].mean()) > 0.8


def test_white_matter_is_brighter_than_gray_and_fluid_is_dark(brain: Brain) -> None:
    for field in (1.5, 3.0):
        shown = image(brain, 0.0, Condition(0.2, field), Sequence())
        white, gray, fluid = (float(shown[brain.shares[t] > 0.95].mean()) for t in (WHITE, GRAY, CSF))
        assert white > 1.1 * gray > 1.1 * fluid


def test_scans_have_noise_of_their_own_and_their_truth(brain: Brain) -> None:
    quiet = scan(brain, Condition(0.2, sigma=0.02), seed=5)
    assert torch.equal(scan(brain, Condition(0.2, sigma=0.02), seed=5).low, quiet.low)
    air = brain.shares.sum(0) == 0
    far = torch.nn.functional.max_pool3d((~air).float()[None, None], 5, 1, 2)[0, 0] == 0
    for one in (quiet.pre, quiet.low, quiet.standard):
        assert float(one[far].mean()) == pytest.approx(0.02 * math.sqrt(math.pi / 2), rel=0.05)
    lesion = brain.lesions > 0
    assert float(quiet.truth[lesion].mean()) > 0.2
    assert float((quiet.standard - quiet.pre)[lesion].mean()) == pytest.approx(
        float(quiet.truth[lesion].mean()), abs=0.12
    )


def test_the_truth_of_a_scan_has_the_unit_of_its_subtraction(brain: Brain) -> None:
    """Whatever the coil does: a subtraction of clean scans has the truth, but for motion."""
    for seed in range(4):
        clean, mask = scan(brain, Condition(0.2, sigma=1e-5), seed), brain.mask
        pair = subtract(clean.pre, clean.standard, mask, (brain.voxel_mm,) * 3)
        assert pair.quantile == pytest.approx(1.0, abs=1e-4)
        after = clean.before + clean.truth
        gain = radiometric_scale(clean.before[mask], after[mask])
        ratio = (pair.post / (after * gain))[mask]
        assert float(ratio.median()) == pytest.approx(1.0, abs=0.003)


def test_a_field_without_a_known_t1_is_refused(brain: Brain) -> None:
    with pytest.raises(GeometryError, match="7 T is not known"):
        scan(brain, Condition(0.2, field=7.0), seed=0)


def test_the_table_of_tissues_is_in_the_order_of_its_names() -> None:
    assert [TISSUES[number].name for number in (CSF, GRAY, WHITE, VESSEL, LESION)] == [
        "Cerebrospinal fluid",
        "Gray matter",
        "White matter",
        "Vessels",
        "Lesions",
    ]
    assert all(low <= high for low, high in (tissue.uptake for tissue in TISSUES))
