"""What exported files say: the stamp, names and recipes, and never who the patient is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PySide6.QtGui import QImage

from ldct_studio import methods  # noqa: F401  (registers the steps that recipes name)
from ldct_studio.core.config import Config
from ldct_studio.core.dose import Scan
from ldct_studio.core.errors import StudioError
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Lane
from ldct_studio.core.step import Step
from ldct_studio.core.study import Facts, Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import dialogs
from ldct_studio.gui.contrast_lanes import LOW, PREDICT
from ldct_studio.gui.export_movie import shots
from ldct_studio.gui.export_options import ExportDialog, LabelOptions, MovieOptions, ask_path
from ldct_studio.gui.export_picture import pixels, stamped
from ldct_studio.gui.export_report import data_facts
from ldct_studio.gui.export_words import file_name, pane_name, recipe, stamp, words
from ldct_studio.gui.pane import FBP, INSERT
from ldct_studio.gui.scene import Scene
from ldct_studio.pipeline import run
from tests.gui import uptake_case
from tests.gui.four_panes import four_panes

GRID = Grid((3, 32, 32), (2.0, 1.0, 1.0))
CANARY = "QUETZAL"


@pytest.fixture
def scene() -> Scene:
    volume = Volume(torch.full(GRID.shape, 40.0), GRID)
    facts = Facts(patient=f"{CANARY}^ANNA", description=f"CT {CANARY}", scanner="Maker Model 1")
    study = Study(CANARY, {CANARY: volume}, scan=Scan(source="known"), facts=facts, path=f"/data/{CANARY}/1")
    return replace(four_panes().opened(study), fraction=0.17)


def test_the_stamp_tells_dose_and_seed(scene: Scene) -> None:
    assert stamp(scene, (0, 1)) == "Simulated dose 17 %, seed 7, not for diagnosis"
    assert stamp(scene, (0,)) == "Research use only, not for diagnosis"


def test_the_stamp_of_a_volume_made_at_a_dose_tells_the_product(scene: Scene) -> None:
    assert scene.study is not None
    assert scene.dose is not None
    half = replace(scene, fraction=0.5)
    assert half.dose is not None
    made = run(scene.study.first, half.dose, (INSERT, FBP), seed=3)
    study, name = scene.study.with_lowered("FBP", made, half.dose)
    low = replace(scene, study=study, volume=name)
    assert stamp(low, (0,)) == "Simulated dose 50 %, seed 3, not for diagnosis"
    assert stamp(low, (1,)) == "Simulated dose 8.5 %, seeds 3 and 7, not for diagnosis"


def test_the_stamp_of_contrast_tells_its_agent_and_gain() -> None:
    at = uptake_case.scene(uptake_case.study())
    assert stamp(at, (uptake_case.B,)) == "Simulated contrast dose 10 %, seed 7, not for diagnosis"
    twice = at.with_lane(uptake_case.C, Lane("Predicted", (LOW, PREDICT.replace(gain=2.0))))
    panes = (uptake_case.B, uptake_case.C)
    assert stamp(twice, panes).endswith("seed 7, prediction × 2, not for diagnosis")


def test_words_hold_the_recipe_and_nobody(scene: Scene) -> None:
    told = words(scene, (0, 1, 2))
    assert told["Description"] == stamp(scene, (0, 1, 2))
    assert "ldct-studio simulate INPUT --dose 0.17 --mode insert" in told["Comment"]
    assert "Pane C: Total variation" in told["Comment"]
    assert told["Software"].startswith("LDCT Studio ")
    assert CANARY not in str(told)
    assert CANARY not in str(data_facts(scene))
    assert "Maker Model 1" in str(data_facts(scene))


def test_the_folder_of_a_model_is_not_told(scene: Scene) -> None:
    model = Step("denoiser", "onnx", (("file", f"/home/{CANARY}/net.onnx"),))
    told = recipe(scene.with_lane(1, Lane("Mine", (INSERT, FBP, model))), 1)
    assert "file=net.onnx" in told
    assert CANARY not in told


def test_names_of_files_tell_what_is_in_them_and_not_of_whom(scene: Scene) -> None:
    assert pane_name(scene, 1) == "fbp-17-percent-slice-2"
    assert pane_name(scene, 3) == "fbp-minus-reference-17-percent-slice-2"
    assert pane_name(scene, 0, slice_too=False) == "reference"
    assert file_name("…") == "export"


def test_the_stamp_covers_no_pixel(qapp: object) -> None:
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill("#336699")
    with_stamp = pixels(stamped(picture, "Simulated dose 17 %, seed 7, not for diagnosis"))
    assert with_stamp.shape[0] > 200
    assert with_stamp.shape[1] == 300
    assert (with_stamp[:200] == pixels(picture)).all()
    assert len(set(map(tuple, with_stamp[200:].reshape(-1, 3)))) > 3, "nothing is written there"


def test_a_narrow_picture_wraps_its_stamp(qapp: object) -> None:
    picture = QImage(120, 100, QImage.Format.Format_RGB32)
    text = "Simulated dose 17 %, seed 7, not for diagnosis"
    wide = QImage(600, 100, QImage.Format.Format_RGB32)
    assert stamped(picture, text).height() > stamped(wide, text).height()


def test_a_movie_shows_every_slice_or_every_dose(scene: Scene) -> None:
    rows = [shot.row_of(1) for shot in shots(scene, 1, MovieOptions())]
    assert rows == [0, 1, 2]
    assert [shot.row_of(1) for shot in shots(scene, 1, MovieOptions(every=2))] == [0, 2]
    doses = [shot.fraction for shot in shots(scene, 1, MovieOptions(through="doses"))]
    assert doses[0] == 1.0
    assert len(doses) == 11


def test_a_name_without_ending_gets_one_and_never_replaces_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_target", lambda *_: tmp_path / "out")
    asked = (None, "Export", "out.html", "HTML page (*.html);;PDF (*.pdf)", ".html")
    assert ask_path(*asked) == tmp_path / "out.html"  # type: ignore[arg-type]
    (tmp_path / "out.html").write_text("mine")
    with pytest.raises(StudioError, match="exists already"):
        ask_path(*asked)  # type: ignore[arg-type]
    monkeypatch.setattr(dialogs, "ask_target", lambda *_: tmp_path / "out.PDF")
    assert ask_path(*asked) == tmp_path / "out.PDF"  # type: ignore[arg-type]
    monkeypatch.setattr(dialogs, "ask_target", lambda *_: None)
    assert ask_path(*asked) is None  # type: ignore[arg-type]


def test_the_dialog_hands_over_what_was_chosen(qtbot: object) -> None:
    chosen: list[tuple[Config, int]] = []
    dialog = ExportDialog(
        "Export labels", "", LabelOptions(), lambda *given: chosen.append(given), ("Organs", "Lesions")
    )
    dialog.show()
    dialog._box.setCurrentIndex(1)
    kind = dialog.form.field("kind")
    kind.setCurrentIndex(kind.findData("dicom"))  # type: ignore[attr-defined]
    dialog.accept()
    assert chosen == [(LabelOptions(kind="dicom"), 1)]
    dialog.deleteLater()


def test_merged_slices_are_as_thick_as_they_are(scene: Scene) -> None:
    assert scene.study is not None
    study = replace(scene.study, facts=replace(scene.study.facts, slice_thickness=1.5))
    name, volume = "Thick", Volume(torch.full((1, 32, 32), 40.0), GRID.thicker(3))
    study = replace(study, volumes={**study.volumes, name: volume})
    for shown, told in ((CANARY, "1.50"), (name, "6.00")):
        facts = dict(data_facts(replace(scene, study=study, volume=shown)))
        assert facts["Slice thickness"].startswith(told[:1])
