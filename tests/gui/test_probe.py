"""Physics at this place: the dialog, its rows as they come, its words, and what is copied."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.dose import Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Lane
from ldct_studio.core.roi import Ellipse
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import probe_survey
from ldct_studio.gui.command_table import table
from ldct_studio.gui.pane import FBP, INSERT
from ldct_studio.gui.probe_desk import ProbeDesk
from ldct_studio.gui.probe_dialog import NO_PLACE, ProbeDialog
from ldct_studio.gui.probe_survey import (
    Survey,
    panes_of,
    place_of,
    sentence_of,
    survey_csv,
    surveyed,
)
from ldct_studio.gui.probe_table import COLUMNS, cells
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import mu_to_hu
from ldct_studio.probe.equivalent import EquivalentDose
from ldct_studio.probe.task import Task
from tests.gui.four_panes import four_panes

SIZE, PIXEL = 72, 3.0
GRID = Grid((1, SIZE, SIZE), (5.0, PIXEL, PIXEL), (-100.0, -100.0, 40.0))
PLACE = GRID.patient((0, 36, 36))


@pytest.fixture(scope="module")
def scene() -> Scene:
    """Return water without noise in a body, with reference, FBP and a method that is gone."""
    hu = mu_to_hu(phantom.picture(phantom.water_cylinder(180), SIZE, PIXEL, 2))[None].contiguous()
    study = Study("water", {"CT": Volume(hu, GRID)}, scan=Scan((3e4,)), noise_free=("CT",))
    opened = replace(four_panes().opened(study, 0), crosshair=PLACE, fraction=0.2)
    gone = replace(opened.panes[2], lane=Lane("Gone", (INSERT, FBP, Step("denoiser", "gone"))))
    return replace(opened, panes=(*opened.panes[:2], gone), rows=1, columns=3, active=1)


@pytest.fixture
def state(scene: Scene, qapp: object) -> AppState:
    return AppState(scene)


@pytest.fixture
def dialog(qtbot: QtBot, state: AppState) -> Iterator[ProbeDialog]:
    made = ProbeDialog(state)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.end()


@pytest.fixture(scope="module")
def survey(scene: Scene) -> Survey:
    """Return what is found at the crosshair."""
    assert scene.request is not None
    heard: list[Any] = []
    task = Task(PLACE, 15.0, 30.0, 20)
    made = surveyed(scene.request, panes_of(scene), task, heard.append)
    done = [one.done for one in heard]
    assert done == sorted(done)
    assert heard[-1].done == heard[-1].total
    assert next(len(one.survey.results) for one in heard if one.text.startswith("C ")) == 2
    return made


def part(dialog: ProbeDialog, kind: type, name: str) -> Any:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def test_rows_have_numbers_or_the_reason(survey: Survey) -> None:
    reference, fbp, gone = survey.results
    assert "simulates no dose" in str(reference.reading)
    assert "There is no denoiser" in str(gone.reading)
    texts = [text for text, _ in cells(fbp)]
    assert texts[0] == "B FBP"
    assert 60 < float(texts[1]) < 100, "a linear method has no interval"
    assert all(text and "nan" not in text for text in texts)
    assert [text for text, _ in cells(gone)][:2] == ["C Gone", "No numbers"]
    assert all(tip for one in survey.results for _, tip in cells(one))
    assert all(definition for _, definition in COLUMNS)


def test_one_sentence_for_every_pane(survey: Survey) -> None:
    _, fbp, gone = survey.results
    said = sentence_of(survey, fbp).replace("\u00a0", " ")
    assert said == "B FBP at 20 % = FBP at 20 %, which makes the same pictures."
    better = replace(fbp, letter="D", lane=Lane("U-Net"), worth=EquivalentDose(0.41, 0.35, 0.48))
    said = sentence_of(survey, better).replace("\u00a0", " ")
    assert said == "D U-Net at 20 % = FBP at 41 % (95 % CI 35–48 %) for a 15 mm, 30 HU disc."
    assert sentence_of(survey, replace(fbp, worth="Too wide.")) == "B FBP: Too wide."
    assert sentence_of(survey, replace(fbp, worth="")) == ""
    assert sentence_of(survey, gone).startswith("C Gone: There is no denoiser")


def test_the_csv_names_dose_seed_place_and_slice(survey: Survey) -> None:
    head, *lines = csv.reader(io.StringIO(survey_csv(survey)))
    assert [len(line) for line in lines] == [len(head)] * 3
    fbp = dict(zip(head, lines[1], strict=True))
    assert (fbp["Dose (%)"], fbp["Seed"], fbp["Seeds"], fbp["Slice"]) == ("20", "7", "20", "1")
    assert [float(fbp[f"{axis} (mm)"]) for axis in "xyz"] == pytest.approx(PLACE)
    assert float(fbp["FBP dose (%)"]) == pytest.approx(20)
    assert "There is no denoiser" in lines[2][-1]


def test_it_belongs_to_what_was_on_show(survey: Survey, scene: Scene) -> None:
    assert survey.answers(scene)
    assert not survey.answers(replace(scene, fraction=0.3))
    assert not survey.answers(replace(scene, seed=8))
    assert not survey.answers(replace(scene, crosshair=GRID.patient((0, 30, 36))))
    assert not survey.answers(replace(scene, columns=2))
    for said in ("slice 1", "seed 7", "20 seeds", "20"):
        assert said in survey.where


def test_the_place_is_the_crosshair_or_the_middle_of_the_region(scene: Scene) -> None:
    region = Ellipse("R", (1.0, 2.0, 40.0), 5, 5)
    assert place_of(scene) == PLACE
    assert place_of(replace(scene, crosshair=None, rois=(region,), roi=0)) == region.center
    assert place_of(replace(scene, crosshair=None, rois=(region,))) is None


def test_start_fills_the_rows_and_copy_takes_them(qtbot: QtBot, dialog: ProbeDialog) -> None:
    for name, text in (("diameter", "15"), ("contrast", "30"), ("seeds", "20")):
        field = dialog.form.field(name)
        assert isinstance(field, QLineEdit)
        field.setText(text)
    copy = part(dialog, QPushButton, "probe-dialog-copy")
    assert not copy.isEnabled()
    qtbot.mouseClick(part(dialog, QPushButton, "probe-start"), Qt.MouseButton.LeftButton)
    assert part(dialog, QProgressBar, "probe-bar").isVisible()
    start = part(dialog, QPushButton, "probe-start")
    qtbot.waitUntil(start.isVisible, timeout=120_000)
    assert dialog.table.rowCount() == 3
    item = dialog.table.item(1, 0)
    assert item is not None
    assert item.text() == "B FBP"
    assert "FBP at 20" in part(dialog, QLabel, "probe-said").text()
    assert "seed 7" in part(dialog, QLabel, "probe-foot").text()
    copy.click()
    assert QGuiApplication.clipboard().text().startswith("Pane,Method,")


def test_cancel_ends_it_and_leaves_the_rows(qtbot: QtBot, dialog: ProbeDialog) -> None:
    dialog.form.field("seeds").setText("1000")  # type: ignore[attr-defined]
    dialog.form.field("diameter").setText("15")  # type: ignore[attr-defined]
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.table.rowCount() >= 1, timeout=60_000)
    cancel = part(dialog, QPushButton, "probe-cancel")
    cancel.click()
    assert cancel.text() == "Cancelling…"
    start = part(dialog, QPushButton, "probe-start")
    qtbot.waitUntil(start.isVisible, timeout=60_000)
    assert dialog.table.rowCount() >= 1


def test_what_cannot_be_asked_says_why(qtbot: QtBot, dialog: ProbeDialog, state: AppState) -> None:
    dialog.form.field("contrast").setText("0")  # type: ignore[attr-defined]
    dialog.begin()
    assert "must differ from 0 HU" in part(dialog, QLabel, "probe-said").text()
    state.update(crosshair=None)
    assert part(dialog, QLabel, "probe-place").text() == NO_PLACE
    assert not part(dialog, QPushButton, "probe-start").isEnabled()


def test_a_survey_of_other_panes_says_so(dialog: ProbeDialog, survey: Survey, state: AppState) -> None:
    dialog._show(survey)
    foot = part(dialog, QLabel, "probe-foot")
    assert "something else" not in foot.text()
    state.update(seed=9)
    assert "The panes show something else now." in foot.text()


def test_the_command_opens_one_dialog(qtbot: QtBot, state: AppState) -> None:
    command = next(one for one in table() if one.name == "probe")
    assert (command.menu, command.scope) == ("Measure", "pane")
    desk = ProbeDesk(state)
    desk.deeds["probe"]()
    assert desk.dialog is not None
    qtbot.addWidget(desk.dialog)
    first = desk.dialog
    desk.open()
    assert desk.dialog is first
    assert not first.isModal()
    assert first.isVisible()
    desk.close()


def test_every_control_is_named_and_explained(dialog: ProbeDialog) -> None:
    for kind in (QPushButton, QLineEdit, QProgressBar):
        for control in dialog.findChildren(kind):
            assert control.objectName()
            assert control.accessibleName()
    for button in dialog.findChildren(QPushButton):
        assert button.toolTip()


def test_a_pane_that_breaks_costs_its_row_alone(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(probe_survey, "measure", broken)
    monkeypatch.setattr(probe_survey, "course", broken)
    assert scene.request is not None
    found = surveyed(scene.request, panes_of(scene), Task(PLACE, 15.0, 30.0, 20), lambda _: None)
    assert [one.reading for one in found.results] == ["It failed (RuntimeError). The log says more."] * 3
