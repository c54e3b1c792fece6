"""The prior in the whole window: from the data list or a folder, registered, undone, cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ldct_studio.core.cancel import check
from ldct_studio.core.grid import Grid
from ldct_studio.core.rigid import Rigid
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import dialogs, prior_desk
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.study_list import ROLE
from ldct_studio.io.save import save_dicom
from ldct_studio.physics.registration import Registration, Told

FOUND = Registration(Rigid((0.0, 0.0, 2.0), (3.0, 4.0, 0.0)), 0.31, 0.92)


def _volume() -> Volume:
    data = torch.full((4, 32, 32), -1000.0)
    data[:, 8:24, 6:26] = 40.0
    return Volume(data, Grid(data.shape, (3.0, 4.0, 4.0)))


@pytest.fixture
def studio(qtbot: QtBot) -> Iterator[Studio]:
    """Return the window with a case of two volumes."""
    made = Studio(application([]))
    qtbot.addWidget(made.window)
    made.window.show()
    volume = _volume()
    study = Study("two", {"now": volume, "then": volume.made(volume.data + 5)})
    made.state.open(replace(made.state.scene.opened(study), segmenter=None, auto=False))
    yield made
    made.window.close()


def choose(studio: Studio, text: str) -> None:
    """Put the keyboard onto a row of the data list."""
    model = studio.study_dock._model
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    studio.study_dock._view.setCurrentIndex(next(row for row in rows if row.data(ROLE).text == text))


def told(studio: Studio) -> str:
    notice = studio.window.notices.current
    return notice.text.replace("\u00a0", " ") if notice else ""


def act(studio: Studio, name: str) -> None:
    studio.window.actions_[name].trigger()


def test_the_chosen_volume_of_the_data_list_is_shown_as_prior(studio: Studio) -> None:
    act(studio, "prior-show")
    assert "Choose a volume or a series in the data list first" in told(studio)
    choose(studio, "now")
    act(studio, "prior-show")
    assert "on show already" in told(studio)
    choose(studio, "then")
    act(studio, "prior-show")
    assert studio.state.scene.prior.volume == "then"
    assert studio.state.scene.prior.place == "position"
    assert studio.window.actions_["prior-show"] in studio.study_dock._view.actions()
    act(studio, "prior-close")
    assert studio.state.scene.prior is None
    assert not any(pane.lane.prior for pane in studio.state.scene.panes)


def test_a_folder_opens_as_prior_and_its_name_is_compared(
    qtbot: QtBot, studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_dicom(_volume(), tmp_path / "then", patient="ROE^RICHARD")
    scene = studio.state.scene
    named = replace(scene.study, facts=replace(scene.study.facts, patient="DOE^JANE"))
    studio.state.open(replace(scene, study=named))
    monkeypatch.setattr(dialogs, "ask_folder", lambda parent: [tmp_path / "then"])
    act(studio, "prior-open")
    qtbot.waitUntil(lambda: studio.state.scene.prior is not None, timeout=60_000)
    qtbot.waitUntil(lambda: studio.window.notices.progress.isHidden(), timeout=5_000)
    assert "another patient name" in told(studio)
    assert "ROE" not in told(studio)


def test_registering_says_its_result_and_is_undone(
    qtbot: QtBot, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(current: Volume, other: Volume, start: Rigid, told: Told, **how: bool) -> Registration:
        told(1, 2)
        return FOUND

    monkeypatch.setattr(prior_desk, "register", found)
    choose(studio, "then")
    act(studio, "prior-show")
    act(studio, "prior-register")
    qtbot.waitUntil(lambda: studio.state.scene.prior.place == "registered", timeout=10_000)
    assert "turned by 2.0° and moved by 5.0 mm (R 3.0, A 4.0, I 0.0 mm)" in told(studio)
    assert "0.31 before, 0.92 after" in told(studio)
    act(studio, "undo")
    assert studio.state.scene.prior.place == "position"


def test_cancel_leaves_the_prior_where_it_was(
    qtbot: QtBot, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(current: Volume, other: Volume, start: Rigid, told: Told, **how: bool) -> Registration:
        while True:
            check()

    monkeypatch.setattr(prior_desk, "register", endless)
    choose(studio, "then")
    act(studio, "prior-show")
    before = studio.state.scene
    act(studio, "prior-register")
    progress = studio.window.notices.progress
    assert not progress.isHidden()
    act(studio, "prior-register")
    assert "Something else is being made" in told(studio)
    progress.findChild(QPushButton, "progress-cancel").click()
    qtbot.waitUntil(progress.isHidden, timeout=10_000)
    qtbot.waitUntil(lambda: not studio.prior.busy, timeout=10_000)
    assert studio.state.scene == before


def waiting_for(arrival: threading.Event, found: object) -> Callable[..., object]:
    """Return work that answers once it may, whether it was cancelled or not."""

    def work(*args: object, **known: object) -> object:
        arrival.wait(10)
        return found

    return work


def test_a_prior_that_comes_late_is_no_other_cases(
    qtbot: QtBot, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrival = threading.Event()
    late = Study("late", {"CT": _volume()})
    monkeypatch.setattr(prior_desk, "open_study", waiting_for(arrival, late))
    studio.prior.open([Path("late")])
    other = Study("other", {"CT": _volume()})
    studio.state.open(studio.state.scene.opened(other))
    assert "not opened, as its case is no longer on show" in told(studio)
    assert studio.window.notices.progress.isHidden()
    arrival.set()
    qtbot.waitUntil(lambda: not studio.prior.busy, timeout=10_000)
    qtbot.wait(0)  # what it has found has come
    assert studio.state.scene.prior is None


def test_a_result_outlives_a_study_with_other_photons_but_not_its_prior(
    qtbot: QtBot, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrival = threading.Event()
    monkeypatch.setattr(prior_desk, "register", waiting_for(arrival, FOUND))
    choose(studio, "then")
    act(studio, "prior-show")
    act(studio, "prior-register")
    study = studio.state.scene.study
    studio.state.update(study=study.with_scan(replace(study.scan, electronic=3.0), "now"))
    arrival.set()
    qtbot.waitUntil(lambda: studio.state.scene.prior.place == "registered", timeout=10_000)
    qtbot.waitUntil(studio.window.notices.progress.isHidden, timeout=10_000)
    arrival.clear()
    act(studio, "prior-register")
    act(studio, "prior-close")
    arrival.set()
    qtbot.waitUntil(studio.window.notices.progress.isHidden, timeout=10_000)
    assert "dropped, as its prior is no longer on show" in told(studio)
    assert studio.state.scene.prior is None
