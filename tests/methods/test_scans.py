"""Scanner models: kept in files, chosen by what the files of a scan say, and used for its photons."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from ldct_studio.cli.meter import Meter
from ldct_studio.cli.work import matched
from ldct_studio.core.dose import Apodization, Exposure, Scan
from ldct_studio.core.errors import LoadError
from ldct_studio.core.grid import Grid
from ldct_studio.core.scanner import ScannerModel, Setting, choose
from ldct_studio.core.study import Facts, Study
from ldct_studio.core.volume import Volume
from ldct_studio.io import scanners
from ldct_studio.methods.scans import scan_of, with_model

GRID = Grid((2, 64, 64), (2.0, 0.5, 0.5))
VOLUME = Volume(torch.zeros(GRID.shape), GRID)
EXPOSURE = Exposure(kvp=120.0, mas=100.0, kernel="B30f")
FACTS = Facts(scanner="SIEMENS Definition", slice_thickness=2.0)
SETTING = Setting(
    kernel="B30f",
    kvp=120,
    mas=200,
    photons=4e5,
    electronic=4.0,
    slice_mm=1.0,
    pixel_mm=1.0,
    window="hann",
    cutoff_per_mm=0.5,
    mark=0.05,
    passed=True,
    fitted=False,
)
MODEL = ScannerModel(name="CT 1", scanner="Siemens Definition", day="2026-11-29", settings=(SETTING,))


def test_photons_follow_mas_slices_and_pixels() -> None:
    scan = with_model(MODEL, SETTING, Scan(exposure=EXPOSURE), VOLUME, FACTS)
    assert scan.photons == pytest.approx((4e5 * 0.5 * 2 * 0.5,))
    assert scan.electronic == pytest.approx(4.0)
    assert scan.apodization == Apodization("hann", 0.5)
    assert (scan.source, scan.scanner) == ("known", "CT 1")
    assert scan.note == "by the scanner model “CT 1” (B30f, 120 kV)"
    assert scan.overridden(1e5).scanner == ""


def test_tube_current_keeps_its_course() -> None:
    exposure = replace(EXPOSURE, slice_ma=(100.0, 300.0))
    scan = with_model(MODEL, SETTING, Scan(exposure=exposure), VOLUME, FACTS)
    assert scan.photons == pytest.approx((1e5, 3e5))


@pytest.mark.parametrize(
    ("scanner", "exposure"),
    [
        ("GE Revolution", EXPOSURE),
        ("", EXPOSURE),
        ("SIEMENS Definition", replace(EXPOSURE, kernel="B70f")),
        ("SIEMENS Definition", replace(EXPOSURE, kvp=100.0)),
        ("SIEMENS Definition", replace(EXPOSURE, mas=None)),
    ],
)
def test_other_scans_take_no_model(scanner: str, exposure: Exposure) -> None:
    assert choose([MODEL], "siemens  definition", EXPOSURE) == (MODEL, SETTING)
    assert choose([MODEL], scanner, exposure) is None


def test_a_model_that_did_not_pass_is_never_taken_by_itself() -> None:
    failed = MODEL.model_copy(update={"settings": (SETTING.model_copy(update={"passed": False}),)})
    assert choose([failed], FACTS.scanner, EXPOSURE) is None


def test_window_and_command_ask_one_function(home: Path) -> None:
    scanners.keep(MODEL)
    assert scan_of(VOLUME, EXPOSURE, FACTS).scanner == "CT 1"
    assert scan_of(VOLUME, EXPOSURE, FACTS, ask_models=False).scanner == ""
    assert scan_of(VOLUME, EXPOSURE, Facts(scanner="another")).scanner == ""
    study = Study("case", {"CT": VOLUME}, scan=Scan(exposure=EXPOSURE), facts=FACTS)
    assert matched(study, "auto", Meter()).scanner == "CT 1"
    oblong = Volume(VOLUME.data, replace(GRID, spacing=(2.0, 0.5, 0.7)))
    assert scan_of(oblong, EXPOSURE, FACTS).scanner == ""


def test_settings_of_a_name_come_together(home: Path) -> None:
    path = scanners.keep(MODEL)
    assert path == home / "data" / "scanners" / "CT 1.json"
    sharp = SETTING.model_copy(update={"kernel": "B70f"})
    scanners.keep(MODEL.model_copy(update={"settings": (sharp,)}))
    better = SETTING.model_copy(update={"photons": 5e5})
    scanners.keep(MODEL.model_copy(update={"settings": (better,)}))
    (kept,) = scanners.models()
    assert {one.kernel: one.photons for one in kept.settings} == {"B30f": 5e5, "B70f": 4e5}
    with pytest.raises(LoadError, match="another scanner"):
        scanners.keep(MODEL.model_copy(update={"scanner": "GE"}))


def test_damaged_files_are_left_out(home: Path) -> None:
    scanners.keep(MODEL)
    (scanners.scanners_dir() / "bad.json").write_text('{"name": "x", "photons": 3}')
    assert [model.name for model in scanners.models()] == ["CT 1"]
    with pytest.raises(LoadError, match="damaged"):
        scanners.read(scanners.scanners_dir() / "bad.json")


@pytest.mark.parametrize("name", ["", "..", "x" * 65])
def test_names_that_make_no_file_are_refused(name: str) -> None:
    with pytest.raises(LoadError, match="no name"):
        scanners.file_of(name)


def test_a_name_stays_in_the_folder(home: Path) -> None:
    assert scanners.file_of("../a/b").parent == scanners.scanners_dir()
