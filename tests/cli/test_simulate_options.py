"""What 100 % was, as the options of `simulate` say it: exactly, or one sentence."""

from __future__ import annotations

import pytest
import torch

from ldct_studio.cli.meter import Meter
from ldct_studio.cli.work import matched, volume_name
from ldct_studio.core.dose import Apodization, Scan
from ldct_studio.core.errors import StudioError
from ldct_studio.core.grid import Grid
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume

GRID = Grid((2, 8, 8), (2.0, 1.0, 1.0))
KNOWN = Scan((1e5, 3e5), 5.0, Apodization("hann"), "known")


def _study(scan: Scan = KNOWN) -> Study:
    volumes = {name: Volume(torch.zeros(GRID.shape), GRID) for name in ("Scan", "Truth")}
    return Study("case", volumes, scan=scan, noise_free=("Truth",))


def test_one_number_keeps_the_course_over_the_slices() -> None:
    assert matched(_study(), "4e5", Meter()).photons == (2e5, 6e5)


def test_one_number_per_slice_is_taken_as_it_is() -> None:
    scan = matched(_study(), "100000.1,7", Meter())
    assert (scan.photons, scan.source) == ((100000.1, 7.0), "user")


def test_electronic_noise_and_window_replace_those_of_the_scan() -> None:
    scan = matched(_study(), "auto", Meter(), electronic=2 / 3, window="hamming,0.9,0.25")
    assert (scan.photons, scan.electronic) == (KNOWN.photons, 2 / 3)
    assert scan.apodization == Apodization("hamming", 0.9, 0.25)
    assert matched(_study(), "auto", Meter(), window="cosine").apodization == Apodization("cosine")


def test_where_all_is_given_nothing_is_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ldct_studio.cli.work.scan_of", lambda *_: pytest.fail("it estimates"))
    scan = matched(_study(Scan()), "2e4", Meter(), electronic=3.0, window="hann")
    assert (scan.photons, scan.electronic, scan.source) == ((2e4,), 3.0, "user")


def test_another_volume_has_a_scan_of_its_own() -> None:
    assert volume_name(_study(), None) == "Scan"
    assert matched(_study(), "auto", Meter(), "Truth").noise == 0.0
    with pytest.raises(StudioError, match="no volume “Third”; this study has “Scan”, “Truth”"):
        volume_name(_study(), "Third")


@pytest.mark.parametrize("window", ["", "square", "hann,0", "hann,nan", "hann,1,inf", "hann,1,2,3", "hann,x"])
def test_a_window_that_is_none_is_refused(window: str) -> None:
    with pytest.raises(StudioError, match="is not a window"):
        matched(_study(), "auto", Meter(), window=window)


def test_as_many_photons_as_slices_are_wanted() -> None:
    with pytest.raises(StudioError, match="3 numbers of photons for 2 slices"):
        matched(_study(), "1e5,2e5,3e5", Meter())


@pytest.mark.parametrize("electronic", [float("nan"), float("inf"), -1.0])
def test_electronic_noise_that_is_none_is_refused(electronic: float) -> None:
    with pytest.raises(StudioError, match="no electronic noise"):
        matched(_study(), "auto", Meter(), electronic=electronic)


@pytest.mark.parametrize("photons", ["1e5,", "1e5,-3", "many", "1e5,inf"])
def test_photons_that_are_none_are_refused(photons: str) -> None:
    with pytest.raises(StudioError, match="is not a number of photons"):
        matched(_study(), photons, Meter())
