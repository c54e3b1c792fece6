"""Canaries: a patient's name, ID and folder turn up in nothing that the program leaves or shows."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from pytestqt.qtbot import QtBot

from ldct_studio.core import settings as stored
from ldct_studio.core.grid import Grid
from ldct_studio.core.settings import Settings
from ldct_studio.core.volume import Volume
from ldct_studio.gui import privacy
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.report import Reporter, report_text, start_log
from ldct_studio.io.save import save_dicom

NAME, NUMBER, FOLDER = "QUETZAL^XIMENA", "ZX471182", "ximena_quetzal_1961"
CANARIES = ("quetzal", "ximena", "zx471182")


@pytest.fixture
def series(tmp_path: Path) -> Path:
    """Return a DICOM series of a named patient, one file of it broken, in a folder called like her."""
    from pydicom import dcmread

    folder = tmp_path / FOLDER
    data = torch.full((4, 64, 64), -1000.0)
    data[:, 16:48, 12:52] = 40.0
    save_dicom(Volume(data, Grid((4, 64, 64), (3.0, 4.0, 4.0))), folder, patient=NAME)
    files = sorted(folder.iterdir())
    for file in files:
        dataset = dcmread(file)
        dataset.PatientID = NUMBER
        dataset.PatientComments = f"{NAME} {NUMBER}"
        dataset.save_as(file)
    files[-1].write_bytes(files[-1].read_bytes()[:700])
    return folder


@pytest.fixture
def log_and_reporter(home: Path) -> Iterator[Reporter]:
    """Log and catch errors as the running program does."""
    before = logging.getLogger().level
    handler, reporter = start_log(), Reporter()
    yield reporter
    logging.getLogger().removeHandler(handler)
    logging.getLogger().setLevel(before)
    logging.captureWarnings(False)
    handler.close()
    privacy.forget()


def _open(qtbot: QtBot, path: Path) -> Studio:
    studio = Studio(application([]))
    qtbot.addWidget(studio.window)
    studio.window.show()
    studio.cases.open([path])
    qtbot.waitUntil(lambda: studio.state.scene.study is not None and not studio.busy, timeout=60_000)
    return studio


def _told(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text.lower()]


def _left_behind(home: Path) -> dict[str, list[str]]:
    """Return the files of the program in which a canary sings."""
    files = [file for file in home.rglob("*") if file.is_file()]
    texts = {file.name: file.name + file.read_bytes().decode("utf-8", "replace") for file in files}
    return {name: _told(text) for name, text in texts.items() if _told(text)}


def _fail_with_what_is_known(reporter: Reporter, studio: Studio, path: Path) -> str:
    """Fail as a library might, with all that the window knows of the patient; return the report."""
    study = studio.state.scene.study
    assert study is not None
    assert "quetzal" in study.facts.patient.lower(), "the canary is not in the data"
    assert NUMBER.lower() not in repr(study.facts).lower(), "the patient's ID has left the reader process"
    try:
        raise ValueError(f"cannot handle {study.facts.patient} in {path}")
    except ValueError as error:
        reporter.report(error)
        logging.getLogger("pydicom").warning("odd name %s in %s", study.facts.patient, path / "1.dcm")
        return report_text(str(error))


def test_privacy_mode_leaves_no_trace_of_the_patient(
    qtbot: QtBot, series: Path, home: Path, log_and_reporter: Reporter
) -> None:
    stored.write(Settings(privacy=True))
    studio = _open(qtbot, series)
    assert studio.window.windowTitle() == "LDCT Studio"
    report = _fail_with_what_is_known(log_and_reporter, studio, series)
    studio.window.close()
    assert "ValueError" in (home / "log" / "ldct-studio.log").read_text(encoding="utf-8")
    assert not _told(report)
    assert not _left_behind(home)


def test_the_name_stays_secret_without_privacy_mode_too(
    qtbot: QtBot, series: Path, home: Path, log_and_reporter: Reporter, tmp_path: Path
) -> None:
    plain = series.rename(tmp_path / "series")
    studio = _open(qtbot, plain)
    assert not _told(studio.window.windowTitle())
    report = _fail_with_what_is_known(log_and_reporter, studio, plain)
    studio.window.close()
    assert not _told(report)
    assert not _left_behind(home)
    (entry,) = json.loads((home / "data" / "recent.json").read_text(encoding="utf-8"))
    assert entry["path"] == str(plain)
