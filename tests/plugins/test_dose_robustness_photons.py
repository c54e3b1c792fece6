"""The photons of a study: those of the plan or of each scan, recorded with every cell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ldct_studio.core.dose import Scan
from ldct_studio.core.errors import PluginError
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Volume
from ldct_studio.gui.dose_facts import origin
from ldct_studio.plugin import make
from ldct_studio.studies.cells import Cells, Result
from ldct_studio.studies.plan import Cell, Plan
from tests.plugins.robustness_parts import ROWS, computed, counted, load, part, register, segmented, written


@pytest.fixture(scope="module", autouse=True)
def _plugin() -> None:
    load()


@pytest.fixture(autouse=True)
def _bright(registry: None) -> None:
    register()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Return a folder with a body, a liver in its middle that no edge cuts, and the true labels."""
    return written(tmp_path, 105.0)


@pytest.fixture
def results(tmp_path: Path, scan: Path, monkeypatch: pytest.MonkeyPatch) -> list[Result]:
    return segmented(monkeypatch, tmp_path, scan)


def test_photons_are_those_of_each_scan_where_the_plan_says_so(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Scan(tuple(1e4 * (row + 1) for row in range(ROWS)), 7.0, source="estimated")
    asked: list[Volume] = []

    def estimated(volume: Volume, *args: object, **settings: object) -> Scan:
        asked.append(volume)
        return own

    monkeypatch.setattr("ldct_studio.methods.scans.estimate_scan", estimated)
    cls, own_photons = part("cells").Cell, {"case": str(scan), "photons": "scan"}
    case = cls(cls.Config.model_validate({**own_photons, "rows": 4})).scan
    assert [case.dose(20).photons_at(row) for row in range(4)] == pytest.approx([4e3, 6e3, 8e3, 1e4])
    assert case.dose(20, 1, 2).scan == replace(own, photons=(3e4, 4e4))
    assert [volume.grid.shape[0] for volume in asked] == [ROWS], "once, and of the whole scan"
    view = cls(cls.Config.model_validate(own_photons)).view()
    assert view.dose.scan == Scan(), "the panes have the scan's own"
    given = cls(cls.Config.model_validate({"case": str(scan), "photons": 3e4, "electronic": 2}))
    assert given.view().dose.scan == given.scan.dose(100).scan
    assert (given.scan.full.photons, given.scan.full.electronic) == ((3e4,), 2)
    assert origin(given.scan.full) == "n0 set by the study."


def test_a_plan_that_says_nothing_of_photons_means_what_it_always_meant(scan: Path) -> None:
    axes = {"case": (str(scan),), "dose": (100.0,)}

    def cell(**settings: object) -> Cell:
        return Plan(recipe="dose_robustness.cell", settings=settings, axes=axes).cells()[0]

    for settings, electronic in (({}, 0.0), ({"electronic": 3.0}, 3.0)):
        recipe = make(cell(**settings).step)
        full = recipe.scan.full  # type: ignore[attr-defined]
        assert (full.photons, full.electronic, full.source) == ((1e5,), electronic, "study")
    assert cell().name != cell(photons="scan").name, "two physics never share a folder"


def test_electronic_noise_beside_the_photons_of_each_scan_is_refused(scan: Path) -> None:
    settings = {"photons": "scan", "electronic": 0.0}
    with pytest.raises(PluginError) as refused:
        Plan(recipe="dose_robustness.cell", settings=settings, axes={"case": (str(scan),)}).cells()
    assert str(refused.value) == (
        "Dose robustness of segmentation: The electronic noise of each scan comes with "
        'photons = "scan"; leave electronic out.'
    )
    with pytest.raises(PluginError, match="“photons” is 3: input should be greater than or equal to 100"):
        make(Step("recipe", "dose_robustness.cell").replace(photons=3))


def of_itself(tmp_path: Path, scan: Path, dose: float = 20.0) -> Result:
    """Return the result of a cell of a scan with its own photons, which finds everything anew."""
    axes = {"case": (str(scan),), "dose": (dose,), "model": ("bright:",)}
    (cell,) = Plan(recipe="dose_robustness.cell", settings={"photons": "scan"}, axes=axes).cells()
    part("scans")._own.cache_clear()
    part("scans")._study.cache_clear()
    cells = Cells(tmp_path / "cells")
    cells.keep_index([cell])
    cells.forget(cell)
    result = cells.compute(cell)
    assert result is not None
    return result


def test_a_cell_says_with_which_photons_it_was_computed_and_is_shown_with_them(
    tmp_path: Path, scan: Path, results: list[Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [one.found["scan"] for one in results] == [
        {
            **{"photons": 3e4, "electronic": 0.0, "source": "study", "scanner": "", "course": []},
            **{"window": {"name": "hann", "cutoff": 1.0, "boost": 0.0}},
            **{"uncertainty": None, "patches": 0, "noise": None},
        }
    ] * 2
    own = Scan(tuple(1e4 * (row + 1) for row in range(ROWS)), 7.0, source="estimated", patches=41)
    monkeypatch.setattr(part("scans"), "reference_scan", lambda study: own)
    found = of_itself(tmp_path, scan).found
    told = found["scan"]
    assert (told["photons"], told["electronic"], told["source"]) == (3.5e4, 7.0, "estimated")
    monkeypatch.setattr(part("scans"), "reference_scan", lambda study: Scan((9e5,), source="estimated"))
    cls = part("cells").Cell
    cell = cls(cls.Config.model_validate({"case": str(scan), "photons": "scan", "dose": 20.0}))
    assert cell.finished_view(found).dose.scan == own, "and not what is estimated now"
    assert cell.finished_view({"dice": 1.0}).dose.scan == Scan(), "computed before it was recorded"
    with pytest.raises(PluginError, match="damaged"):
        cell.finished_view({"scan": {"photons": "many"}})


def test_labels_at_full_dose_are_those_of_the_photons_that_are_used_now(
    tmp_path: Path, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = counted(monkeypatch)
    model = Scan((4e4,), 3.0, source="known", scanner="Ours")
    for own, wanted in ((Scan((2e4,), source="estimated"), 2), (model, 4), (model, 5)):
        monkeypatch.setattr(part("scans"), "reference_scan", lambda study, own=own: own)
        told = of_itself(tmp_path, scan).found["scan"]
        assert told["source"] == ("scanner model" if own.scanner else "estimated")
        assert part("used").Used.model_validate(told).scan == own
        assert len(asked) == wanted, "full dose is found anew where the photons are others"


def test_a_scan_whose_photons_are_not_known_is_a_failed_cell(
    tmp_path: Path, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_noise = of_itself(tmp_path, scan)
    assert without_noise.error.startswith("How many photons “scan” had at full dose cannot be told:")
    assert without_noise.error.endswith("; give photons a number in the plan.")
    assert "10⁵" not in without_noise.error
    study = part("scans").open_study([scan])
    (name,) = study.volumes
    measured = replace(study, projections={name: None})
    monkeypatch.setattr(part("scans"), "open_study", lambda paths: measured)
    assert of_itself(tmp_path, scan).error == (
        "“scan” has measured projections, whose photons are not those of its pictures; "
        "give photons a number in the plan."
    )
    monkeypatch.setattr(part("cells"), "segmenter", lambda model: make(Step("segmenter", "bright")))
    assert [one.error for one in computed(tmp_path, scan)] == ["", ""], "a number is taken as it is"
