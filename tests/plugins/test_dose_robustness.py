"""Dose robustness of segmentation: cells, what they measure, and what a report says of them."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from ldct_studio.core.errors import PluginError
from ldct_studio.core.paths import data_dir
from ldct_studio.core.resources import Resources
from ldct_studio.core.step import Step
from ldct_studio.core.volume import LabelMap, Volume
from ldct_studio.nets.architecture import Architecture, LogitsHead, UNetBody
from ldct_studio.nets.model import Card, ClassName, save_model
from ldct_studio.plugin import Recipe, make
from ldct_studio.studies.cells import Result
from ldct_studio.training.run import FabricRun
from tests.plugins.robustness_parts import (
    LIVER,
    MM,
    ROWS,
    SIZE,
    computed,
    counted,
    load,
    part,
    register,
    segmented,
    written,
)


@pytest.fixture(scope="module", autouse=True)
def _plugin() -> None:
    load()


@pytest.fixture(autouse=True)
def _bright(registry: None) -> None:
    register()


def ball(center: tuple[float, float, float], radius: float) -> torch.Tensor:
    """Return a ball (z, y, x); center and radius in voxels of MM within slices, ROWS of them apart alike."""
    axes = [torch.arange(n, dtype=torch.float32) for n in (ROWS, SIZE, SIZE)]
    z, y, x = torch.meshgrid(*axes, indexing="ij")
    return (z - center[0]) ** 2 + (y - center[1]) ** 2 + (x - center[2]) ** 2 <= radius**2


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Return a folder with a body, a liver in its middle that no edge cuts, and the true labels."""
    return written(tmp_path, 105.0)


@pytest.fixture
def results(tmp_path: Path, scan: Path, monkeypatch: pytest.MonkeyPatch) -> list[Result]:
    return segmented(monkeypatch, tmp_path, scan)


def test_full_dose_agrees_with_itself_and_a_low_one_less(results: list[Result]) -> None:
    full, low = (one.found for one in results)
    liver = full["structures"]["Liver"]
    assert (liver["dice"], liver["hd95_mm"], liver["hd95_voxels"]) == (1.0, 0.0, 0.0)
    assert 0.5 < low["structures"]["Liver"]["dice"] < 0.999
    assert low["dice"] == low["structures"]["Liver"]["dice"]
    assert "Spleen" not in full["structures"]  # that neither the model nor the truth knows here


def test_a_cell_says_what_it_knows_of_a_structure(results: list[Result]) -> None:
    liver = results[0].found["structures"]["Liver"]
    volume = 4 * 24 * 24 * MM**3
    assert liver["radius_mm"] == pytest.approx((3 * volume / (4 * np.pi)) ** (1 / 3), rel=0.02)
    assert liver["contrast"] == pytest.approx(105, abs=5)
    assert liver["hu"] == pytest.approx(105, abs=5)
    assert liver["truth"] > 0.97
    assert not liver["cut"]


def test_the_noise_alone_follows_the_dose(results: list[Result]) -> None:
    """√5 at 20 %; the picture itself has it as well, on a scan without texture."""
    full, low = (one.found["liver"] for one in results)
    assert low["alone"] / full["alone"] == pytest.approx(5**0.5, rel=0.08)
    assert low["raw"] / full["raw"] == pytest.approx(5**0.5, rel=0.12)
    assert low["counts"] == pytest.approx(full["counts"] / 5)


def test_what_is_found_at_full_dose_is_found_once(
    tmp_path: Path, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = counted(monkeypatch)
    computed(tmp_path, scan, dose=(100.0, 60.0, 40.0, 20.0))
    assert len(asked) == 4


def test_a_model_that_finds_nothing_at_full_dose_fails_the_cell(
    tmp_path: Path, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Blind:
        def segment(self, volume: Volume) -> LabelMap:
            return LabelMap(torch.zeros(volume.grid.shape, dtype=torch.uint8), volume.grid, (LIVER,))

    monkeypatch.setattr(part("cells"), "segmenter", lambda model: Blind())
    for result in computed(tmp_path, scan):
        assert result.state == "failed"
        assert "finds nothing in this scan at full dose" in result.error


def test_models_of_all_kinds_are_named_in_one_way() -> None:
    names = enumerate(("Liver", "Spleen"), 1)
    classes = tuple(ClassName(value=i, name=name, color="#B86728") for i, name in names)
    shape = Architecture(body=UNetBody(width=2, depth=2), head=LogitsHead(classes=3))
    card = Card(title="g", kind="segmenter", architecture=shape, classes=classes)
    save_model(data_dir() / "models" / "mine", shape.build(), card)
    segmenter = part("scans").segmenter
    assert str(segmenter("mine").step) == "segmenter:network:model=mine"
    for missing in ("onnx:theirs", "command:theirs", "nobody:knows"):
        with pytest.raises(PluginError):
            segmenter(missing)


def test_a_cell_is_shown_with_its_lanes(scan: Path) -> None:
    cls = part("cells").Cell
    settings = {"case": str(scan), "option": "cnn", "dose": 40.0, "model": "organs", "seed": 3}
    view = cls(cls.Config.model_validate(settings)).view()
    assert view.case == scan
    assert view.dose.fraction == pytest.approx(0.4)
    assert [len(lane) for lane in view.lanes] == [0, 2, 3]
    assert str(view.lanes[1][0]) == "simulator:rescan:model=M4,once=True"
    assert str(view.segmenter) == "segmenter:network"  # organs is what it takes by itself


@pytest.mark.parametrize(
    ("place", "cut"),
    [
        ((slice(1, 5), slice(20, 40), slice(20, 40)), False),
        ((slice(0, 3), slice(20, 40), slice(20, 40)), True),
        ((slice(2, 6), slice(20, 40), slice(20, 40)), True),
        ((slice(1, 5), slice(4, 12), slice(4, 12)), True),
    ],
    ids=["inside", "first slice", "last slice", "outside the field of view"],
)
def test_what_an_edge_cuts_is_flagged(place: tuple[slice, ...], cut: bool) -> None:
    mask = torch.zeros(ROWS, SIZE, SIZE, dtype=torch.bool)
    mask[place] = True
    assert part("structures").is_cut(mask) is cut


def test_true_labels_of_others_are_united() -> None:
    truth_of = part("structures").truth_of
    left, right, rib = (torch.tensor([k == i for i in range(3)]) for k in range(3))
    truths = {"kidney_left": left, "kidney_right": right, "rib_left_3": rib}
    assert torch.equal(truth_of("Kidneys", truths), left | right)
    assert truth_of("Bone", truths) is None  # a rib is not all bone
    assert torch.equal(truth_of("Bone", truths | {"vertebrae_L1": left}), rib | left)
    assert truth_of("Liver", truths) is None


def test_the_knee_is_where_small_structures_begin_to_suffer() -> None:
    rng = np.random.default_rng(1)
    radii = np.exp(rng.uniform(np.log(3), np.log(60), 800))
    dices = 0.97 - 0.25 * np.maximum(np.log(15 / radii), 0) + rng.normal(0, 0.02, 800)
    assert part("plots").knee(list(radii), list(dices)) == pytest.approx(15, rel=0.2)
    assert part("plots").knee(list(radii), list(rng.normal(0.9, 0.01, 800) - 0.01 * np.log(radii))) is None


def test_the_mode_of_a_density_is_its_peak() -> None:
    values = list(np.random.default_rng(2).normal(20, 2, 4000))
    assert part("verdicts").mode(values) == pytest.approx(20, abs=0.6)


def findings(dices: dict[tuple[str, str, float], list[float]]) -> Any:
    """Return findings of a liver in some scans, by model, option and dose."""
    gathering, structures = part("gathering"), part("structures")
    known = {"hd95_voxels": 1.0, "hd95_mm": 1.0, "hd95_directed_mm": 1.0, "hu": 100.0, "cut": False}
    rows = [
        gathering.Row(
            f"scan-{i}",
            option,
            dose,
            model,
            "Liver",
            structures.Agreement(
                dice=dice, radius_mm=20.0 + i, contrast=50.0 + i, truth=None, empty=False, **known
            ),
        )
        for (model, option, dose), values in dices.items()
        for i, dice in enumerate(values)
    ]
    return gathering.Findings(tuple(rows), {}, (), 0, {})


def test_claims_hold_where_the_numbers_say_so() -> None:
    low, high = [0.8, 0.82, 0.85, 0.81], [0.9, 0.93, 0.95, 0.9]
    good = findings(
        {
            ("family-plain-small", "none", 20.0): low,
            ("family-augmented-small", "none", 20.0): high,
            ("family-plain-small", "cnn", 20.0): high,
            ("family-augmented-small", "cnn", 20.0): high,
            ("family-plain-small", "none", 60.0): high,
        }
    )
    held = {one.text: one.holds for one in part("verdicts").judged(good)}
    assert [holds for text, holds in held.items() if "does not fall" in text] == [True]
    assert [holds for text, holds in held.items() if "CNN" in text] == [True]
    assert [holds for text, holds in held.items() if "Noise-augmented" in text] == [True]
    assert [holds for text, holds in held.items() if "Low-dose models" in text] == [None]  # there are none
    bad = findings({("family-plain-small", "none", 20.0): high, ("family-plain-small", "none", 60.0): low})
    assert not next(one for one in part("verdicts").judged(bad) if "does not fall" in one.text).holds


def test_what_a_study_has_nothing_for_is_not_tested() -> None:
    few = findings({("family-plain-small", "none", 20.0): [0.8, 0.9]})
    held = [one.holds for one in part("verdicts").judged(few)]
    assert held == [None] * len(held)
    flat = findings({("family-plain-small", "none", dose): [0.9] * 6 for dose in (20.0, 100.0)})
    larger = next(one for one in part("verdicts").judged(flat) if "Larger" in one.text)
    assert larger.holds is None, "the same Dice everywhere rises with nothing"


def test_accuracy_is_of_what_a_model_finds_at_all_misses_included() -> None:
    """A liver that is missed at one dose counts there; a lesion that is never found is named."""
    found = findings({("model", "none", dose): [0.9] for dose in (20.0, 100.0)})
    low, full = (replace(row, found=row.found.model_copy(update={"truth": 0.8})) for row in found.rows)
    missed = replace(low, found=low.found.model_copy(update={"truth": 0.0}))
    lesions = [
        replace(row, structure="Lesion", found=row.found.model_copy(update={"dice": None, "truth": 0.0}))
        for row in (low, full)
    ]
    lines = list(part("report")._accuracy(replace(found, rows=(missed, full, *lesions))))
    assert lines[-2].split() == ["model", "0.000", "0.800"]
    assert lines[-1].strip() == "without what it never finds: Lesion"


def test_a_report_is_text_table_page_and_pdf(
    tmp_path: Path, results: list[Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part("pages"), "segmenter", lambda model: make(Step("segmenter", "bright")))
    place = tmp_path / "report"
    place.mkdir()
    (tmp_path / "study.toml").write_text("[settings]\nphotons = 3e4\n", encoding="utf-8")
    report = make(
        Step("recipe", "dose_robustness.report").replace(
            cells=str(tmp_path / "cells"), plan=str(tmp_path / "study.toml")
        )
    )
    assert isinstance(report, Recipe)
    report.train(FabricRun(place, 0, Resources(), lambda event: None))
    text = (place / "report.txt").read_text(encoding="utf-8")
    assert "Robust is not accurate" in text
    assert max(map(len, text.splitlines())) <= 130
    assert "Full dose: 30,000 photons per ray, electronic noise 0; set by the study." in text
    table = (place / "table.csv").read_text(encoding="utf-8").splitlines()
    assert len(table) == 3
    assert table[0].endswith("photons per ray at full dose,electronic noise (photons),photons from")
    assert all(line.endswith(",30000.0,0.0,study") for line in table[1:])
    page = (place / "report.html").read_text(encoding="utf-8")
    assert page.count("data:image/png") >= 3
    assert (place / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_study_that_was_not_run_has_no_report(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="not run yet"):
        part("gathering").read(tmp_path, tmp_path / "study.toml")
    (tmp_path / "index.json").write_text(json.dumps(["one"]), encoding="utf-8")
    with pytest.raises(PluginError, match="No cell"):
        part("gathering").read(tmp_path, tmp_path / "study.toml")


def test_synthetic_patients_are_files_with_true_labels_and_a_plan(tmp_path: Path) -> None:
    from ldct_studio.methods.loaders import open_study
    from ldct_studio.studies.plan import read_plan

    settings = {"patients": 1, "size": 64, "slice_mm": 20.0, "scans": str(tmp_path / "real scan")}
    recipe = make(Step("recipe", "dose_robustness.phantoms").replace(**settings))
    assert isinstance(recipe, Recipe)
    recipe.train(FabricRun(tmp_path, 0, Resources(), lambda event: None))
    plan = read_plan(tmp_path / "study.toml")
    assert {"family-plain-small", "family-augmented-small", "family-plain-base"} <= set(plan.axes["model"])
    assert len(plan.cells()) == 2 * 3 * 5 * len(plan.axes["model"])
    assert plan.settings["photons"] == 1e5
    assert 'photons = 100000.0  # of real scans, too; "scan" takes' in (tmp_path / "study.toml").read_text()
    first, real = plan.axes["case"]
    assert real == str((tmp_path / "real scan").resolve())
    study = open_study([Path(str(first))])
    (labels,) = study.labels.values()
    assert {label.name for label in labels.labels} >= {"Liver", "Kidneys", "Bone"}
    liver = study.first.data[labels.data == 1]
    assert 20 < float(liver.median()) < 200


@pytest.mark.parametrize(
    ("does", "more", "said"),
    [
        ("hang", "timeout = 1", "was ended"),
        ("crash", "", "failed (exit code 1)"),
        ("spacing", "", "lie elsewhere"),
        ("empty", "", "finds nothing in this scan at full dose"),
        ("nan", "", "numbers"),
        ("threshold", "", ""),
    ],
)
def test_a_program_of_others_that_fails_is_a_failed_cell(
    tmp_path: Path, does: str, more: str, said: str
) -> None:
    toy = Path(__file__).parents[1] / "methods" / "toy_predictor.py"
    folder = data_dir() / "predictors"
    folder.mkdir(parents=True, exist_ok=True)
    words = [sys.executable, "-S", "-E", str(toy), does, "{in}", "{out}"]
    text = f"title = 'Toy'\ncommand = {words!r}\nmemory = 4\nclasses = {{ 1 = 'Liver' }}\n{more}\n"
    (folder / "toy.toml").write_text(text, encoding="utf-8")
    (found,) = computed(tmp_path, written(tmp_path, 600.0), dose=(20.0,), model=("command:toy",))
    assert (found.state, bool(found.error)) == (("failed", True) if said else ("done", False))
    assert said in found.error
    assert "\n" not in found.error
