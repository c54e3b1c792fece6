"""The plots dock in use: numbers under the plot, the task, what takes longer, and files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from ldct_studio.gui import plots_dock
from ldct_studio.gui.plot_export import ExportError, save_chart
from ldct_studio.gui.plot_kinds import PLOTS
from ldct_studio.gui.plot_tabs import PlotTabs
from ldct_studio.gui.plots_dock import PlotsDock
from ldct_studio.gui.state import AppState
from tests.gui.test_plot_physics import AROUND, FLAT, frames, repeats, scene

NAMES = [plot.name for plot in PLOTS]


@pytest.fixture
def state() -> AppState:
    return AppState(scene(FLAT))


@pytest.fixture
def dock(qtbot: QtBot, state: AppState) -> Iterator[PlotsDock]:
    widget = PlotsDock(state)
    qtbot.addWidget(widget)
    widget.resize(348, 480)
    for frame in frames(state.scene).values():
        widget.show_frame(frame)
    widget.show()
    qtbot.waitUntil(lambda: widget._chart is not None)
    yield widget
    widget.close_work()


def turn(qtbot: QtBot, dock: PlotsDock, name: str) -> None:
    dock._tabs.setCurrentIndex(NAMES.index(name))
    qtbot.waitUntil(lambda: dock._chart is not None or dock._reason.isVisible())


def cell(dock: PlotsDock, letter: str, column: int) -> QLabel:
    found = dock.findChild(QLabel, f"plots-cell-{letter}-{column}")
    assert isinstance(found, QLabel)
    return found


def test_numbers_stand_under_the_plot_with_their_definitions(qtbot: QtBot, dock: PlotsDock) -> None:
    assert float(cell(dock, "B", 3).text()) == pytest.approx(10, rel=0.1)
    assert "Press Repeat first." in cell(dock, "B", 4).toolTip()
    assert dock._spectra.isVisible()
    turn(qtbot, dock, "Noise")
    assert not dock._spectra.isVisible()
    assert "law" in dock.findChild(QLabel, "plots-head-2").text()
    turn(qtbot, dock, "TTF")
    assert "no disc" in dock._reason.text()
    assert not dock._save.isEnabled()


def test_another_task_is_printed_and_drawn(qtbot: QtBot, dock: PlotsDock) -> None:
    turn(qtbot, dock, "d′")
    field = dock.findChild(QLineEdit, "plots-diameter")
    assert field.isVisible()
    before = float(cell(dock, "B", 1).text())
    field.setText("8")
    qtbot.waitUntil(lambda: dock._note.text().startswith("Task: disc 8 mm, 15 HU."))
    assert float(cell(dock, "B", 1).text()) > before
    field.setText("none")
    assert field.property("invalid") == "true"
    assert dock._known["task"].diameter_mm == 8, "a bad value changes nothing"
    turn(qtbot, dock, "Histogram")
    assert not field.isVisible()


def test_repeats_are_made_with_progress_and_drawn(
    qtbot: QtBot, dock: PlotsDock, state: AppState, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def find(request, lanes, tell):
        asked.append(lanes)
        tell(1, 2)
        return repeats(state.scene)

    monkeypatch.setattr(plots_dock, "find_repeats", find)
    run = dock.findChild(QPushButton, "plots-run")
    assert run.text() == "Repeat 16×"
    run.click()
    assert dock.findChild(QProgressBar, "plots-bar").isVisible()
    qtbot.waitUntil(lambda: cell(dock, "B", 4).text() != "–")
    assert asked == [(state.scene.panes[1].lane, state.scene.panes[2].lane)]
    assert run.isVisible()
    state.update(rois=(AROUND,))
    state.update(rois=())
    assert not run.isEnabled()
    assert dock.findChild(QLabel, "plots-run-note").text() == "Draw a region first."


def test_repeating_makes_pictures_of_other_seeds(
    qtbot: QtBot, dock: PlotsDock, state: AppState, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ldct_studio.gui import plot_repeats

    monkeypatch.setattr(plot_repeats, "SEEDS", 2)
    request, lanes = state.scene.request, plot_repeats.repeated_lanes(state.scene)[:1]
    assert request is not None
    told = []
    found = plot_repeats.find_repeats(request, lanes, lambda done, total: told.append((done, total)))
    first, second = found.pictures[lanes[0]]
    assert told == [(1, 2), (2, 2)]
    assert float((first - second).std()) > 1
    frame = dock._frames[lanes[0]]
    assert found.of(frame) is found.pictures[lanes[0]]
    monkeypatch.setattr(plot_repeats, "DOSES", (0.1, 1.0))
    courses = plot_repeats.find_courses(request, lanes, FLAT, lambda done, total: None)
    low, full = courses.values[lanes[0]]
    assert low > 2 * full


def test_a_plot_becomes_a_file_of_each_kind(dock: PlotsDock, tmp_path: Path) -> None:
    for suffix in ("csv", "png", "svg"):
        dock.save(tmp_path / f"nps.{suffix}")
        assert dock._said.text() == f"Saved as nps.{suffix}."
    lines = (tmp_path / "nps.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# A: f_peak (mm⁻¹)")
    assert sum(line.startswith("B,") for line in lines) > 10
    picture = QImage(str(tmp_path / "nps.png"))
    assert picture.width() == 3 * dock._body.width()
    root = ElementTree.parse(tmp_path / "nps.svg").getroot()
    words = "".join(root.itertext())
    assert "f_peak" in words
    assert "Spatial frequency" in words
    assert any(part.tag.endswith("polyline") or part.tag.endswith("path") for part in root.iter())


def test_what_cannot_be_written_is_told(dock: PlotsDock, tmp_path: Path) -> None:
    chart = dock._chart
    assert chart is not None
    with pytest.raises(ExportError, match="CSV, PNG or SVG"):
        save_chart(tmp_path / "nps.pdf", chart, dock._body)
    dock.save(tmp_path / "absent" / "nps.csv")
    assert "could not be written" in dock._said.text()


def test_the_menu_offers_every_kind(dock: PlotsDock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    menu = dock.findChild(QMenu, "plots-save-menu")
    assert [action.text() for action in menu.actions()] == ["Save as CSV…", "Save as PNG…", "Save as SVG…"]
    monkeypatch.setattr(plots_dock, "ask_target", lambda *asked: tmp_path / asked[2])
    menu.actions()[2].trigger()
    assert (tmp_path / "nps.svg").is_file()


def test_tabs_follow_keys(qtbot: QtBot) -> None:
    tabs = PlotTabs()
    qtbot.addWidget(tabs)
    for name in ("NPS", "TTF", "Noise"):
        tabs.addTab(name, f"About {name}")
    tabs.show()
    with qtbot.waitSignal(tabs.currentChanged):
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
    qtbot.keyClick(tabs, Qt.Key.Key_Left)
    qtbot.keyClick(tabs, Qt.Key.Key_Left)
    assert tabs.currentIndex() == 2
    assert tabs.tabToolTip(2) == "About Noise"
