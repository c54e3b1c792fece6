from __future__ import annotations

import csv
import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QTabBar, QTableView
from pytestqt.qtbot import QtBot

from ldct_studio.core.dose import DoseLevel
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.gui import lesion_table
from ldct_studio.gui.contrast_lanes import LOW, PREDICT, SCALED, UPTAKE
from ldct_studio.gui.contrast_lesions import (
    FROM_FINDINGS,
    FROM_LABELS,
    FROM_MAP,
    NONE,
    find_lesions,
    gone_to,
    origin_of,
    place_text,
    predicted_volumes,
    ratios,
)
from ldct_studio.gui.lesion_table import LesionTable
from ldct_studio.gui.numbers_dock import NumbersDock
from ldct_studio.gui.pane import View
from ldct_studio.gui.state import AppState
from tests.gui import uptake_case as case
from tests.gui.uptake_case import GRID, scene, study

CENTER = GRID.patient((5.0, 20.0, 20.0))
PLACE = "L\u00a020  P\u00a020  S\u00a010\u00a0mm"


def with_predicted(of: Study, part: float, *steps: object) -> Study:
    source = of.volumes["After"]
    data = case.PRE + part * (source.data - case.PRE)
    made = replace(source, data=data, history=(LOW, *steps))  # type: ignore[arg-type]
    return of.with_lowered("Scaled subtraction", made, DoseLevel(0.1, of.scan))[0]


def test_lesions_are_those_of_the_map_or_those_that_the_study_knows() -> None:
    found = find_lesions(study())
    assert not found.labeled
    rim, vessel = (lesion.found for lesion in found.listed)
    inside = study(labels=True).labels["Lesions"].data.numpy() > 0
    assert rim.center == pytest.approx(CENTER, abs=0.05)
    assert rim.volume_ml == pytest.approx(inside.sum() * 0.002)
    assert vessel.mean == pytest.approx(2 * case.CE, abs=0.01), "a vessel cannot be told apart"
    known = find_lesions(study(labels=True))
    assert known.labeled
    assert [(lesion.number, lesion.name) for lesion in known.listed] == [(1, "Rim: known")]
    assert known.listed[0].found.mean == pytest.approx(case.CE, abs=0.001)
    both = find_lesions(study(0.2, "Full", labels=True))
    assert both.listed[0].found.mean == pytest.approx(2 * case.CE, abs=0.002), "the standard dose counts"


def test_ratios_are_those_of_a_predicted_volume() -> None:
    of = with_predicted(study(labels=True), 0.9, SCALED)
    assert predicted_volumes(of) == ("Scaled subtraction at 10 %",)
    assert ratios(find_lesions(of), "Scaled subtraction at 10 %")[1] == pytest.approx(90, abs=0.01)
    assert predicted_volumes(with_predicted(study(), 0.9, SCALED, UPTAKE)) == (), "a map is no prediction"
    alone = with_predicted(study(0.2, labels=True), 0.9, SCALED)
    assert "No scan" in str(ratios(find_lesions(alone), "Scaled subtraction at 10 %")[1])


def test_beyond_the_full_dose_or_with_a_gain_is_no_prediction_of_it() -> None:
    for step in (PREDICT.replace(onto="low"), PREDICT.replace(gain=1.5), Step("denoiser", "nlm")):
        assert predicted_volumes(with_predicted(study(), 0.9, step)) == ()
    assert predicted_volumes(with_predicted(study(), 0.9, PREDICT)) != ()


def test_findings_are_no_known_lesions_and_leave_nothing_out() -> None:
    of = study(labels=True)
    found = find_lesions(replace(of, labels={"Findings": of.labels["Lesions"]}))
    assert not found.labeled
    assert len(found.listed) == 2, "the vessel at the midline is listed as well"
    assert not any(lesion.name for lesion in found.listed)
    assert origin_of(found) == (FROM_MAP, FROM_FINDINGS)
    assert origin_of(find_lesions(study())) == (FROM_MAP,)
    assert "no detector" in FROM_FINDINGS


def test_every_pane_goes_to_a_lesion() -> None:
    at = scene(study())
    lane = replace(at.panes[1].lane, plane="coronal", row=3)
    own = replace(at.panes[1], lane=lane, own=View())
    at = replace(at, panes=(at.panes[0], own, *at.panes[2:]), row=0)
    gone = gone_to(at, CENTER)
    assert (gone.row, gone.coronal, gone.sagittal, gone.panes[1].lane.row) == (5, 20, 20, 20)
    assert gone.crosshair == CENTER
    assert place_text((-41.4, -38.6, -62.0)) == "R\u00a041  A\u00a039  S\u00a0−62\u00a0mm"


@pytest.fixture
def dock(qtbot: QtBot) -> Iterator[NumbersDock]:
    of = with_predicted(study(labels=True), 0.9, SCALED)
    widget = NumbersDock(AppState(replace(scene(of), row=0)))
    qtbot.addWidget(widget)
    widget.resize(340, 500)
    widget.show()
    widget.findChild(QTabBar, "numbers-tabs").setCurrentIndex(1)
    yield widget
    widget.close_work()


def table(dock: NumbersDock) -> QTableView:
    return dock.findChild(QTableView, "lesions-table")


def test_the_table_fills_and_a_click_goes_there(qtbot: QtBot, dock: NumbersDock) -> None:
    view = table(dock)
    qtbot.waitUntil(view.isVisible)
    model = view.model()
    said = [model.index(0, column).data() for column in range(5)]
    voxels = int((study(labels=True).labels["Lesions"].data > 0).sum())
    assert said == ["1 Rim: known " + PLACE, f"{voxels * 0.002:.2f}", said[2], "0.40", "90"]
    assert dock.findChild(QComboBox, "lesions-volume").currentText() == "Scaled subtraction at 10 %"
    assert dock.findChild(QLabel, "lesions-foot").text() == FROM_LABELS
    place = view.visualRect(model.index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert dock.state.scene.row == 5
    assert dock.state.scene.crosshair == pytest.approx(CENTER)
    assert model.active == "1"
    dock.state.undo_stack.undo()
    assert dock.state.scene.row == 0


def test_the_table_is_copied_and_written(qtbot: QtBot, dock: NumbersDock, tmp_path: Path) -> None:
    qtbot.waitUntil(table(dock).isVisible)
    dock.copy(",")
    (line,) = csv.DictReader(io.StringIO(QGuiApplication.clipboard().text()))
    assert line["Name"] == "Rim: known"
    assert [float(line[f"{axis} (mm)"]) for axis in "xyz"] == pytest.approx(CENTER)
    assert float(line["Ratio (% of full dose)"]) == pytest.approx(90, abs=0.01)
    lesions = dock.findChild(LesionTable)
    with qtbot.waitSignal(dock.desk.told) as told:
        lesions.write(tmp_path / "lesions.csv")
    assert told.args == ["info", "The lesions were saved as lesions.csv."]
    assert (tmp_path / "lesions.csv").read_text(encoding="utf-8") == QGuiApplication.clipboard().text()
    with qtbot.waitSignal(dock.desk.told) as told:
        lesions.write(tmp_path / "missing" / "lesions.csv")
    assert told.args[0] == "error"


def test_what_was_found_in_one_study_is_not_shown_under_another(
    qtbot: QtBot, dock: NumbersDock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesions = dock.findChild(LesionTable)
    qtbot.waitUntil(table(dock).isVisible)
    go, ended = threading.Event(), threading.Event()

    def slowly(of: Study) -> object:
        try:
            go.wait(20)
            return find_lesions(of)
        finally:
            ended.set()

    monkeypatch.setattr(lesion_table, "find_lesions", slowly)
    dock.state.open(scene(study()))
    dock.findChild(QTabBar, "numbers-tabs").setCurrentIndex(1)
    qtbot.waitUntil(lambda: lesions._work.busy)
    dock.hide()
    other = study(lesion=0.0)
    dock.state.open(scene(other))
    go.set()
    qtbot.waitUntil(lambda: ended.is_set() and not lesions._work.busy)
    qtbot.wait(1)
    assert lesions.text(",") == "", "nothing of the first study is told of the second"
    dock.show()
    dock.findChild(QTabBar, "numbers-tabs").setCurrentIndex(1)
    qtbot.waitUntil(table(dock).isVisible)
    assert len(lesions.text(",").splitlines()) == 2, "the vessel, and no rim"


def test_what_does_not_enhance_says_so_and_vessels_are_warned_of(qtbot: QtBot, dock: NumbersDock) -> None:
    said = dock.findChild(QLabel, "lesions-said")
    flat = study(lesion=0.0)
    volumes = {
        name: replace(volume, data=volume.data.clamp(max=1.0)) for name, volume in flat.volumes.items()
    }
    volumes["After"].data[:, 4] = case.PRE
    dock.state.open(scene(replace(flat, volumes=volumes)))
    dock.findChild(QTabBar, "numbers-tabs").setCurrentIndex(1)
    qtbot.waitUntil(lambda: said.text() == NONE)
    assert said.isVisible()
    assert not table(dock).isVisible()
    dock.state.open(scene(study()))
    qtbot.waitUntil(table(dock).isVisible)
    assert dock.findChild(QLabel, "lesions-foot").text() == FROM_MAP
    assert "Vessels" in table(dock).toolTip()
    assert np.isfinite(float(table(dock).model().index(1, 1).data()))
