"""The list of measurements, its CSV, and the clipboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QTabBar, QTableView
from pytestqt.qtbot import QtBot

from ldct_studio.core.errors import LoadError
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.marks import Angle, Profile, Ruler
from ldct_studio.core.roi import Circle, Rectangle
from ldct_studio.gui import marks_desk
from ldct_studio.gui.marks_csv import measurements_csv
from ldct_studio.gui.marks_desk import pasted
from ldct_studio.gui.marks_table import MarksModel
from ldct_studio.gui.marks_values import gone_to, listed, renamed
from ldct_studio.gui.numbers_dock import NumbersDock
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState

GRID = Grid((3, 48, 64), (2.0, 1.5, 1.0), (-40.0, -15.0, 100.0))
DISC = Circle("Disc", GRID.patient((1, 14, 42)), 12.0)
BOX = Rectangle("Box", GRID.patient((0, 30, 20)), 12.0, 9.0)
RULER = Ruler("Ruler 1", (GRID.patient((2, 10, 10)), GRID.patient((2, 10, 35))))
ANGLE = Angle("Angle 1", tuple(GRID.patient(p) for p in ((1, 10, 10), (1, 20, 10), (1, 20, 25))))  # type: ignore[arg-type]
LINE = Profile("Edge", (GRID.patient((1, 13, 30)), GRID.patient((1, 13, 50))))


@pytest.fixture
def state(opened: AppState, frame_of: Callable[..., Frame]) -> AppState:
    opened.update("x", rois=(DISC, BOX), roi=0, marks=(RULER, ANGLE, LINE))
    opened.undo_stack.clear()
    return opened


@pytest.fixture
def dock(qtbot: QtBot, state: AppState, frame_of: Callable[..., Frame]) -> Iterator[NumbersDock]:
    widget = NumbersDock(state)
    qtbot.addWidget(widget)
    widget.resize(348, 500)
    widget.show()
    noise = np.random.default_rng(1).normal(0, 20, (48, 64))
    for index in (0, 1):
        widget.show_frame(frame_of(state, state.scene.panes[index].lane, noise * index))
    tabs = widget.findChild(QTabBar, "numbers-tabs")
    tabs.setCurrentIndex(tabs.count() - 1)
    yield widget
    widget.close_work()


def frames(state: AppState, frame_of: Callable[..., Frame]) -> dict[object, Frame]:
    lanes = [pane.lane for pane in state.scene.panes[:2]]
    noise = np.random.default_rng(1).normal(0, 20, (48, 64))
    return {lane: frame_of(state, lane, noise * n) for n, lane in enumerate(lanes)}


def table(dock: NumbersDock) -> tuple[QTableView, MarksModel]:
    view = dock.findChild(QTableView, "marks-table")
    model = view.model()
    assert isinstance(model, MarksModel)
    return view, model


def test_the_list_has_every_measurement_in_every_pane(
    state: AppState, frame_of: Callable[..., Frame]
) -> None:
    pictures = frames(state, frame_of)
    rows = listed(state.scene, pictures)  # type: ignore[arg-type]
    assert [row.name for row in rows] == ["Disc", "Box", "Ruler 1", "Angle 1", "Edge"]
    assert rows[2].size == "25.0\u00a0mm"
    assert rows[3].size == "90.0°"
    assert rows[4].cells[0].text == "−707\nΔ 1\u202f500"
    assert rows[2].cells[0].text == ""
    assert rows[0].cells[3].text == "–", "no picture of pane D yet"
    assert rows[0].cells[3].reason
    image = pictures[state.scene.panes[1].lane].image
    assert image is not None
    inside = image[DISC.mask(GRID)].astype(float)
    assert rows[0].cells[1].text.replace("−", "-").replace("\u202f", "") == (
        f"{inside.mean():.0f}\n± {inside.std(ddof=1):.0f}"
    )


def test_a_click_goes_to_the_slice_and_selects(qtbot: QtBot, dock: NumbersDock, state: AppState) -> None:
    view, model = table(dock)
    assert view.isVisible()
    place = view.visualRect(model.index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert (state.scene.row, state.scene.roi, state.scene.mark) == (0, 1, None)
    assert model.selected == 1
    scene = gone_to(state.scene, 2)
    assert (scene.row, scene.roi, scene.mark) == (2, 1, 0)
    assert gone_to(scene, 99) == scene


def test_going_to_a_plane_that_no_pane_shows_only_selects(state: AppState) -> None:
    state.update("x", marks=(replace(RULER, plane="sagittal"),))
    scene = gone_to(state.scene, 2)
    assert (scene.row, scene.mark) == (state.scene.row, 0)


def test_a_name_can_be_typed_and_undone(dock: NumbersDock, state: AppState) -> None:
    _, model = table(dock)
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    model.setData(model.index(0, 0), " Tumor ")
    model.setData(model.index(2, 0), "Width")
    assert (state.scene.rois[0].name, state.scene.marks[0].name) == ("Tumor", "Width")
    assert renamed(state.scene, 0, "  ") == state.scene
    state.undo_stack.undo()
    state.undo_stack.undo()
    assert state.scene.rois[0].name == "Disc"


def test_the_csv_holds_what_a_program_needs(state: AppState, frame_of: Callable[..., Frame]) -> None:
    pictures = frames(state, frame_of)
    lines = list(csv.DictReader(io.StringIO(measurements_csv(state.scene, pictures))))  # type: ignore[arg-type]
    assert len(lines) == 2 * 4 + 2 + 4, "a line for every pane, one for a ruler and an angle"
    disc = next(line for line in lines if line["Measurement"] == "Disc" and line["Pane"] == "B")
    image = pictures[state.scene.panes[1].lane].image
    assert image is not None
    inside = image[DISC.mask(GRID)].astype(float)
    assert float(disc["Mean (HU)"]) == pytest.approx(inside.mean(), rel=1e-5)
    assert float(disc["SD (HU)"]) == pytest.approx(inside.std(ddof=1), rel=1e-5)
    assert int(disc["n"]) == inside.size
    assert float(disc["Area (mm2)"]) == pytest.approx(np.pi * 144, rel=1e-5)
    assert [float(disc[f"{axis} (mm)"]) for axis in "xyz"] == pytest.approx(DISC.center)
    assert disc["CNR"] or disc["Remark"]
    ruler = next(line for line in lines if line["Kind"] == "Ruler")
    assert (ruler["Length (mm)"], ruler["Pane"]) == ("25", "")
    angle = next(line for line in lines if line["Kind"] == "Angle")
    assert angle["Angle (deg)"] == "90"
    edge = [line for line in lines if line["Measurement"] == "Edge"]
    assert (edge[0]["Minimum (HU)"], edge[0]["Maximum (HU)"]) == ("-1000", "500")
    assert edge[3]["Remark"] == "The picture is being computed."
    text = measurements_csv(state.scene, pictures).lower()  # type: ignore[arg-type]
    assert "nan" not in text
    assert "inf" not in text


def test_the_button_writes_the_file(
    dock: NumbersDock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "out.csv"
    monkeypatch.setattr(marks_desk.dialogs, "ask_target", lambda *_: path)
    with qtbot.waitSignal(dock.desk.told) as told:
        dock.findChild(QPushButton, "marks-export").click()
    assert told.args == ["info", "The measurements were saved as out.csv."]
    assert path.read_text("utf-8").startswith("Measurement,Kind,Plane")
    with qtbot.waitSignal(dock.desk.told) as told:
        dock.desk.write(tmp_path / "none" / "out.csv")
    assert told.args[0] == "error"


def test_what_was_copied_keeps_its_place_in_another_study(dock: NumbersDock, state: AppState) -> None:
    dock.desk.deeds["copy-measurements"]()
    other = Scene().opened(state.scene.study)  # type: ignore[arg-type]
    state.open(other)
    dock.desk.paste()
    assert state.scene.rois == (DISC, BOX)
    assert state.scene.marks == (RULER, ANGLE, LINE)
    dock.desk.paste()
    assert [roi.name for roi in state.scene.rois] == ["Disc", "Box", "Disc 2", "Box 2"]
    state.undo_stack.undo()
    assert state.scene.rois == (DISC, BOX)


def test_the_selected_one_is_copied_alone(dock: NumbersDock, state: AppState) -> None:
    state.update(mark=1)
    dock.desk.copy()
    state.update("x", rois=(), marks=())
    dock.desk.paste()
    assert (state.scene.rois, state.scene.marks) == ((), (ANGLE,))


def test_a_clipboard_without_measurements_says_so(qtbot: QtBot, dock: NumbersDock, state: AppState) -> None:
    QGuiApplication.clipboard().setText("hello")
    with qtbot.waitSignal(dock.desk.told) as told:
        dock.desk.paste()
    assert "no measurements" in told.args[1]
    for broken in (b"", b"[1]", b'[{"kind":"circle","name":"a","center":[0,0,NaN],"radius":2}]'):
        with pytest.raises(LoadError):
            pasted(state.scene, broken)


def test_an_empty_list_says_what_to_do(dock: NumbersDock, state: AppState) -> None:
    state.update("x", rois=(), marks=())
    view, _ = table(dock)
    assert not view.isVisible()
    assert dock._list._empty.isVisible()
    assert not dock._copy.isEnabled()
