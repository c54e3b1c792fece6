"""Every export, from its menu entry to the file, and what is left where it fails or is cancelled."""

from __future__ import annotations

import base64
import csv
import io
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest
import torch
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ldct_studio.core.dose import Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Lane
from ldct_studio.core.paths import data_dir
from ldct_studio.core.roi import Ellipse
from ldct_studio.core.step import Step
from ldct_studio.core.study import Facts, Study
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.gui import dialogs
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.export_labels import found_labels
from ldct_studio.gui.export_options import ExportDialog
from ldct_studio.gui.lanes import segmenters
from ldct_studio.gui.pane import FBP, INSERT, REFERENCE, Pane
from ldct_studio.gui.privacy import HIDDEN, redact
from ldct_studio.io.opening import open_labels
from ldct_studio.pipeline import run

CANARY = "QUETZAL"
BONE = Step("segmenter", "threshold")
LOW = (INSERT, FBP)
PANES = (
    Pane(REFERENCE),
    Pane(Lane("FBP", LOW)),
    Pane(Lane("Smooth", (INSERT, FBP.replace(cutoff=0.5)))),
    Pane(Lane("FBP − reference", LOW, ())),
)
STAMP = "Simulated dose 17 %, seed 7, not for diagnosis"
Export = Callable[..., Path]


def _study() -> Study:
    """Return a patient of 64 × 64 × 4 voxels, with one organ, whose name stands wherever it can."""
    grid = Grid((4, 64, 64), (2.0, 4.0, 4.0), (-126.0, -126.0, 0.0))
    y, x = torch.meshgrid(torch.linspace(-126, 126, 64), torch.linspace(-126, 126, 64), indexing="ij")
    body, organ = (x / 110).square() + (y / 80).square() < 1, x.square() + (y - 20).square() < 900
    data = torch.where(organ, 300.0, torch.where(body, 40.0, -1000.0)).repeat(4, 1, 1)
    labels = LabelMap(organ.to(torch.uint8).repeat(4, 1, 1), grid, (Label(1, "Liver", "#B86728"),))
    facts = Facts(
        description=f"CT {CANARY}",
        patient=f"{CANARY}^ANNA",
        scanner="Maker Model 1",
        warnings=(f"“{CANARY}.dcm” is broken.",),
    )
    path, scan = f"/data/{CANARY}", Scan(source="known")
    return Study(CANARY, {"CT": Volume(data, grid)}, {"Organs": labels}, scan=scan, facts=facts, path=path)


@pytest.fixture
def studio(qtbot: QtBot) -> Iterator[Studio]:
    studio = Studio(application([]))
    studio.window.resize(1300, 820)
    studio.window.show()
    plain = replace(studio.state.scene, panes=PANES, segmenter=BONE, fraction=0.17)
    studio.state.open(
        replace(plain.opened(_study()), rois=(Ellipse("Muscle", (-60.0, 0.0, 2.0), 20.0, 20.0),))
    )
    panes = studio.stage.panes
    qtbot.waitUntil(
        lambda: all(
            pane.frame is not None and pane.frame.request == studio.state.scene.request for pane in panes
        ),
        timeout=120_000,
    )
    yield studio
    studio.window.close()
    studio.window.deleteLater()


@pytest.fixture
def export(studio: Studio, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Return what triggers a command, sets its form, chooses a name and waits for the end of it."""

    def do(name: str, command: str, wait: bool = True, place: int = 0, **options: object) -> Path:
        monkeypatch.setattr(dialogs, "ask_target", lambda *_: tmp_path / name)
        studio.window.notices.clear()
        studio.window.actions_[command].trigger()
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, ExportDialog) and dialog.isVisible():
                dialog._box.setCurrentIndex(place)
                for field, value in options.items():
                    box = dialog.form.field(field)
                    box.setCurrentIndex(box.findData(value))  # type: ignore[attr-defined]
                dialog.accept()
        if wait:
            qtbot.waitUntil(lambda: _quiet(studio), timeout=120_000)
        return tmp_path / name

    return do


def _quiet(studio: Studio) -> bool:
    return not studio.exports.busy and studio.window.notices.progress.isHidden()


def _said(studio: Studio) -> str:
    notice = studio.window.notices.current
    assert notice is not None
    return notice.text


def test_pictures_are_stamped_and_tell_their_recipe(studio: Studio, export: Export) -> None:
    shown = studio.stage.panes[1].size()
    with Image.open(export("one.png", "save-picture", what="pane")) as picture:
        assert picture.width == shown.width()
        assert picture.height > shown.height()
        assert picture.info["Description"] == STAMP
        assert "ldct-studio simulate INPUT" in picture.info["Comment"]
        assert CANARY not in str(picture.info)
    with Image.open(export("all.png", "save-picture")) as picture:
        assert picture.width == studio.stage.width()
        assert "Pane D" in picture.info["Comment"]
    assert _said(studio) == "The picture was saved as all.png."


def test_numbers_are_one_a_line(studio: Studio, export: Export) -> None:
    text = export("numbers.csv", "export-numbers").read_text("utf-8")
    assert CANARY not in text
    assert f"# {STAMP}" in text.splitlines()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    found = list(csv.DictReader(lines))
    ssim = [line for line in found if line["Number"] == "SSIM" and line["Pane"] == "B"]
    assert [line["Dose (%)"] for line in ssim] == ["17"]
    assert 0.5 < float(ssim[0]["Value"]) < 1
    noise = {line["Pane"]: float(line["Value"]) for line in found if line["Number"] == "σ"}
    assert noise["B"] > 1 > noise["A"]


def test_the_report_is_one_file_with_everything_but_the_patient(studio: Studio, export: Export) -> None:
    page = export("report.html", "export-report").read_text("utf-8")
    assert CANARY not in page
    assert not re.search(r'(src|href)="(?!data:)', page), "the page needs another file"
    said = page.replace("\xa0", " ")
    for wanted in (
        STAMP,
        "Maker Model 1",
        "ldct-studio simulate INPUT",
        "A file is broken",
        "SSIM",
    ):
        assert wanted in said
    pictures = [base64.b64decode(text) for text in re.findall(r"base64,([^\"]+)", page)]
    assert len(pictures) >= 5  # four panes and a plot
    for data in pictures:
        with Image.open(io.BytesIO(data)) as picture:
            assert np.asarray(picture.convert("L")).std() > 5, "an empty picture"
    pdf = export("report.pdf", "export-report").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert CANARY.encode() not in pdf
    assert len(pdf) > 20_000


def test_a_movie_goes_through_slices_and_through_doses(studio: Studio, export: Export) -> None:
    with Image.open(export("slices.webp", "export-movie")) as movie:
        assert movie.n_frames == 4  # type: ignore[attr-defined]
        assert STAMP in movie.info["xmp"].decode()
    files = sorted(export("doses", "export-movie", through="doses", kind="png").iterdir())
    assert len(files) == 11
    with Image.open(files[0]) as full, Image.open(files[-1]) as low:
        assert np.asarray(low).astype(int).std() != np.asarray(full).astype(int).std()
    assert studio.state.scene.fraction == 0.17, "the window has followed the movie"


def test_nothing_is_left_of_a_movie_that_was_cancelled(
    studio: Studio, export: Export, qtbot: QtBot, tmp_path: Path
) -> None:
    export("movie.gif", "export-movie", wait=False, through="doses", kind="gif")
    assert studio.exports.busy
    export("report.html", "export-report", wait=False)
    assert "Something else" in _said(studio)
    studio.window.notices.progress.cancelled.emit()
    qtbot.waitUntil(lambda: _quiet(studio), timeout=60_000)
    assert not [file for file in tmp_path.iterdir() if "movie" in file.name or "report" in file.name]


def test_labels_of_the_study_and_of_the_segmenter(studio: Studio, export: Export) -> None:
    scene = studio.state.scene
    assert scene.study is not None
    assert scene.source is not None
    assert scene.dose is not None
    organs = open_labels(export("organs.nii.gz", "export-labels"), scene.source).only
    assert bool((organs.data == scene.study.labels["Organs"].data).all())
    folder = export("found", "export-labels", place=len(scene.study.labels), kind="dicom")
    segmentation = pydicom.dcmread(folder / "segmentation.dcm")
    made = run(scene.source, scene.dose, scene.panes[1].lane.steps, scene.seed)
    found = found_labels(made, BONE, lambda done, total: None)
    assert segmentation.SegmentSequence[0].SegmentAlgorithmName == "Threshold"
    assert int(segmentation.pixel_array.sum()) == int((found.data > 0).sum()) > 0
    assert len(list(folder.glob("0*.dcm"))) == 4
    assert all(CANARY.encode() not in file.read_bytes() for file in folder.iterdir())


def test_labels_of_a_program_of_others_are_found_in_the_whole_volume(
    studio: Studio, export: Export, qtbot: QtBot
) -> None:
    folder = data_dir() / "predictors"
    folder.mkdir()
    toy = Path(__file__).parents[1] / "methods" / "toy_predictor.py"
    words = [sys.executable, "-S", str(toy), "threshold", "{in}", "{out}"]
    (folder / "toy.toml").write_text(f"title = 'Toy'\ncommand = {words}\nclasses = {{ 1 = 'Dense' }}\n")
    step = segmenters()["Toy"]
    studio.state.update("Segmentation", segmenter=step)
    frames = [pane.canvas for pane in studio.stage.panes[:3]]
    qtbot.waitUntil(lambda: all(c.frame and c.frame.labels_error for c in frames), timeout=120_000)
    assert "needs the whole volume and draws on no single slice" in frames[0].frame.labels_error
    scene = studio.state.scene
    assert scene.study is not None
    assert scene.source is not None
    path = export("found.nii.gz", "export-labels", place=len(scene.study.labels))
    found = open_labels(path, scene.source).only
    assert [label.name for label in found.labels] == ["Dense"]
    assert int((found.data > 0).sum()) > 0


def test_names_of_labels_do_not_replace_a_file(studio: Studio, export: Export, tmp_path: Path) -> None:
    (tmp_path / "organs.csv").write_text("mine")
    path = export("organs.nii.gz", "export-labels")
    assert "organs.csv" in _said(studio)
    assert not path.exists()
    assert (tmp_path / "organs.csv").read_text() == "mine"
    path.write_bytes(b"of an earlier day")  # the file dialog asks about this one alone
    export("organs.nii.gz", "export-labels")
    assert "is another file" in _said(studio)
    assert (tmp_path / "organs.csv").read_text() == "mine"
    assert redact(f"cannot write {path}") == f"cannot write {HIDDEN}"


def test_pictures_of_another_dose_than_the_stamp_do_not_leave(
    studio: Studio, export: Export, tmp_path: Path
) -> None:
    studio.state.update("Follow the controls", auto=False)
    studio.state.update("Dose", fraction=0.5)
    for command in ("save-picture", "export-report", "export-numbers"):
        export("a.out", command)
        assert _said(studio) == (
            "Panes B, C, D do not show what the controls say. Update first, then export again."
        )
        assert not list(tmp_path.glob("a.out*"))
    studio.state.update("Dose", fraction=0.17)
    assert export("a.png", "save-picture").exists()


def test_a_place_that_cannot_be_written_is_one_sentence(
    studio: Studio, export: Export, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    for name, command in (("file/a.png", "save-picture"), ("file/a.csv", "export-numbers")):
        export(name, command)
        assert "could not be written" in _said(studio)
