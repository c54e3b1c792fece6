from __future__ import annotations

import pytest
import torch

from ldct_studio.core.dose import DoseLevel, Exposure, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume

ROWS = Volume(torch.zeros(1, 2, 2), Grid((1, 2, 2), (1.0, 1.0, 1.0)))


def test_a_volume_made_at_a_fraction_of_the_dose_had_that_fraction_of_the_photons():
    exposure = Exposure(mas=200.0, ctdi_vol=10.0, slice_ma=(100.0, 300.0))
    study = Study("case", {"scan": ROWS}, scan=Scan(photons=(1e5, 2e5), noise=12.0, exposure=exposure))
    study, name = study.with_lowered("FBP", ROWS, DoseLevel(0.25, study.scan))
    scan = study.scan_of(name)
    assert name == "FBP at 25 %"
    assert scan.photons == pytest.approx((2.5e4, 5e4))
    assert scan.noise is None
    assert (scan.exposure.mas, scan.exposure.ctdi_vol, scan.exposure.slice_ma) == (50.0, 2.5, (25.0, 75.0))
    assert study.scan_of("scan") == study.scan


def test_thicker_slices_have_the_photons_that_were_set():
    thin = Volume(torch.zeros(4, 2, 2), Grid((4, 2, 2), (1.0, 1.0, 1.0)))
    study = Study("case", {"scan": thin, "Truth": thin}, scan=Scan((1e5,)), noise_free=("Truth",))
    study, name = study.with_thicker("scan", 2, thin.thicker(2), study.scan.overridden(4e5))
    assert study.scan_of(name).photons == pytest.approx((8e5,))
    assert name not in study.noise_free
    study, bare = study.with_thicker("Truth", 2, thin.thicker(2), study.scan_of("Truth"))
    assert study.noise_free == ("Truth", bare)
    assert study.scan_of(bare).noise == 0


def test_names_of_volumes_are_never_taken_twice():
    study, first = Study("case", {"scan": ROWS}).with_lowered("FBP", ROWS, DoseLevel(0.1))
    study, second = study.with_lowered("FBP", ROWS, DoseLevel(0.1))
    assert (first, second) == ("FBP at 10 %", "FBP at 10 % (2)")
    assert list(study.volumes) == ["scan", first, second]


def test_a_fraction_of_a_fraction_of_the_dose_has_the_product_of_both():
    study = Study("case", {"scan": ROWS}, scan=Scan((1e5,)))
    study, half = study.with_lowered("FBP", ROWS, DoseLevel(0.5, study.scan))
    study, eighth = study.with_lowered("FBP", ROWS, DoseLevel(0.25, study.scan_of(half)))
    assert study.scan_of(half).photons == (5e4,)
    assert study.scan_of(eighth).photons == (1.25e4,)


def test_a_volume_keeps_the_photons_it_was_made_with():
    study = Study("case", {"scan": ROWS}, scan=Scan((1e5,)))
    study, name = study.with_lowered("FBP", ROWS, DoseLevel(0.5, study.scan.overridden(4e5)))
    study = study.with_scan(Scan((3e5,)), "scan")
    assert study.scan_of(name).photons == (2e5,)
    assert study.scan_of("scan").photons == (3e5,)


def test_an_estimate_from_a_made_volume_is_of_that_volume_alone():
    study = Study("case", {"scan": ROWS}, scan=Scan((1e5,)))
    study, name = study.with_lowered("FBP", ROWS, DoseLevel(0.5, study.scan))
    study = study.with_scan(Scan((4.8e4,)), name)
    assert study.scan.photons == (1e5,)
    assert study.scan_of(name).photons == (4.8e4,)
