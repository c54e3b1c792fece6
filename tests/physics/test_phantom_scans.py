"""Image quality of phantom scans whose truth is known: what ``docs/physics.md`` says of them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.bench import phantom_scans

pytestmark = pytest.mark.data


@pytest.fixture
def scans(shared_data: Path) -> Path:
    folder = shared_data / "phantom_dose_sim"
    if not folder.is_dir():
        pytest.skip("the phantom scans are absent")
    return folder


def test_discs_are_seen_worse_at_a_tenth_of_the_dose(scans: Path) -> None:
    found = list(phantom_scans.observers(scans, turns=100))
    at = {(seen.disc, seen.dose): seen for seen in found}
    assert len(at) == 12
    assert min(seen.patches for seen in found) >= 400
    assert phantom_scans.CHANNELS <= 5
    low, full = ([at[disc, dose] for disc in phantom_scans.PLACES] for dose in (10, 100))
    assert sum(a.npw < b.npw for a, b in zip(low, full, strict=True)) >= 3
    assert sum(a.cho < b.cho for a, b in zip(low, full, strict=True)) >= 3
    for seen in found:
        for value, interval in ((seen.npw, seen.npw_interval), (seen.cho, seen.cho_interval)):
            assert interval[0] < value < interval[1]
    means = [sum(seen.npw for seen in found if seen.dose == dose) / 4 for dose in phantom_scans.DOSES]
    assert all(a < b for a, b in pairwise(means))


def test_spectra_foretell_what_the_observer_measures(scans: Path) -> None:
    found = list(phantom_scans.observers(scans, turns=2))
    error = 5**-0.5  # of d' from five pictures with the signal
    misses = [(seen.npw - seen.expected) / error for seen in found]
    assert sum(miss * miss for miss in misses) / len(misses) < 2.5
    assert all(abs(miss) < 3.5 for miss in misses)


def test_the_integral_of_noise_power_is_the_variance_of_other_scans(scans: Path) -> None:
    for integral, variance in phantom_scans.water(scans):
        assert integral == pytest.approx(variance, rel=0.03)


def test_the_stored_spectrum_has_the_peak_and_mean_of_the_stored_curve(scans: Path) -> None:
    for stored, ours in phantom_scans.acr(scans).values():
        assert ours.peak_frequency == pytest.approx(stored.peak_frequency, rel=0.02)
        assert ours.mean_frequency == pytest.approx(stored.mean_frequency, rel=0.02)


def test_the_sharp_kernel_keeps_more_than_the_smooth_one(scans: Path) -> None:
    found = phantom_scans.rods(scans)
    for rod, contrast in (("acrylic, 120 HU", 120), ("Delrin, 340 HU", 340), ("Teflon, 990 HU", 990)):
        sharp, smooth = found["sharp"][rod], found["smooth"][rod]
        assert sharp.contrast == pytest.approx(contrast, rel=0.01)
        assert bool((sharp.value >= smooth.value - 1e-3)[sharp.frequency < 0.7].all())
        # The authors of the scans measured 5.6 and 3.5 line pairs per cm of these kernels.
        assert sharp.falls_to(0.5) == pytest.approx(0.56, rel=0.04)
        assert smooth.falls_to(0.5) == pytest.approx(0.35, rel=0.04)
