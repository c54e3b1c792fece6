from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QSlider
from pytestqt.qtbot import QtBot

import ldct_studio.methods  # noqa: F401  (registers the steps that recipes name)
from ldct_studio.core.dose import Apodization, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.step import Step
from ldct_studio.core.study import Facts, Series, Study
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.gui import recipe, study_list
from ldct_studio.gui.histogram_view import histogram
from ldct_studio.gui.label_facts import count
from ldct_studio.gui.layers_dock import LayersDock
from ldct_studio.gui.panels import Column
from ldct_studio.gui.recipe_dock import RecipeDock
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from ldct_studio.gui.study_dock import StudyDock
from ldct_studio.gui.thumbnails import Thumbnails
from ldct_studio.gui.window_dock import WindowDock
from ldct_studio.methods import demo, loaders
from tests.gui.four_panes import four_panes

N = "\u00a0"
GRID = Grid((6, 64, 64), (2.0, 1.0, 1.0), (-32.0, -32.0, 0.0))


def study(**changes: object) -> Study:
    voxels = torch.zeros(GRID.shape, dtype=torch.uint8)
    voxels[1:3, 10:20, 10:30] = 1
    voxels[4, 40:42, 50:54] = 2
    labels = LabelMap(voxels, GRID, (Label(1, "Liver", "#B86728"), Label(2, "Spleen", "#42B0EA")))
    small = Grid((2, 64, 64), (2.0, 1.0, 1.0))
    case = Study(
        "Abdomen",
        {
            "Axial": Volume(torch.full(GRID.shape, 40.0), GRID),
            "Short": Volume(torch.zeros(small.shape), small),
        },
        {"Organs": labels},
        scan=Scan((1e5,), source="known"),
        facts=Facts(
            series=(Series("a", "Axial", "CT", 6, (64, 64), True), Series("b", "Lung", "CT", 1, (64, 32))),
            warnings=("Slice 3 was repeated.",),
        ),
    )
    return replace(case, **changes)  # type: ignore[arg-type]


@pytest.fixture
def state() -> AppState:
    return AppState(four_panes().opened(study()))


def frame(of: Scene, lane: int, image: np.ndarray) -> Frame:
    assert of.request is not None
    return Frame(of.request, of.request.lanes[lane], image.astype(np.float32))


# Histogram and window


def test_a_histogram_counts_what_numpy_counts() -> None:
    image = np.random.default_rng(0).normal(40, 60, (200, 200)).astype(np.float32)
    expected, _ = np.histogram(image, 256, (-160.0, 240.0))
    found = histogram(image, -160.0, 240.0)
    assert np.abs(found - expected).sum() <= 4  # a value on an edge may fall to either side
    assert len(found) == 256


def test_a_large_picture_is_sampled() -> None:
    assert histogram(np.zeros((512, 512), np.float32), -1, 1).sum() == 256 * 256


def test_dragging_an_end_changes_the_window_as_one_step(qtbot: QtBot, state: AppState) -> None:
    dock = WindowDock(state)
    qtbot.addWidget(dock)
    dock.resize(264, 140)
    dock.show()
    view = dock._view
    x = round(view._x(240.0))
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(x, 20))
    for by in (5, 10, 20):
        qtbot.mouseMove(view, QPoint(x + by, 20))
        QGuiApplication.processEvents()
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(x + 20, 20))
    low = state.scene.view.level - state.scene.view.width / 2
    assert low == -160
    assert state.scene.view.width > 440
    assert state.undo_stack.count() == 1
    state.undo_stack.undo()
    assert (state.scene.view.width, state.scene.view.level) == (400, 40)
    assert dock._numbers.text() == f"W{N}400  L{N}40"


def test_a_difference_has_its_own_symmetric_window(qtbot: QtBot, state: AppState) -> None:
    dock = WindowDock(state)
    qtbot.addWidget(dock)
    state.update(active=3)
    dock._view._picked = "high"
    dock._view._emit(-100.0, 60.0)
    assert state.scene.difference_width == 120
    assert dock._numbers.text() == f"±{N}60{N}HU"
    assert state.scene.view.width == 400


def test_the_histogram_is_that_of_the_active_pane(qtbot: QtBot, state: AppState) -> None:
    dock = WindowDock(state)
    qtbot.addWidget(dock)
    pictures = [np.full((64, 64), value, np.float32) for value in (1, 2)]
    for lane, picture in enumerate(pictures):
        dock.show_frame(frame(state.scene, lane, picture))
    assert dock._view._image is not None
    assert dock._view._image[0, 0] == 2
    state.update(active=0)
    assert dock._view._image[0, 0] == 1


# Layers


def test_volumes_and_middles_of_labels() -> None:
    counts = count(study().labels["Organs"])
    assert counts.milliliters(1) == pytest.approx(2 * 10 * 20 * 2 / 1000)
    assert counts.milliliters(2) == pytest.approx(8 * 2 / 1000)
    assert counts.center(2) == pytest.approx((51.5 - 32, 40.5 - 32, 8.0))
    assert counts.center(0) is not None


def test_a_label_without_voxels_has_no_middle() -> None:
    empty = LabelMap(torch.zeros(GRID.shape, dtype=torch.uint8), GRID, (Label(7, "Nothing", "#FFFFFF"),))
    assert count(empty).center(7) is None
    assert count(empty).milliliters(7) == 0


def test_a_middle_lies_on_a_row_of_the_label() -> None:
    voxels = torch.zeros(GRID.shape, dtype=torch.uint8)
    voxels[0, 0:4, 0:4] = 1
    voxels[5, 0:4, 0:4] = 1
    center = count(LabelMap(voxels, GRID, (Label(1, "Two parts", "#FFFFFF"),))).center(1)
    assert center is not None
    assert GRID.index(center)[0] in (0, 5)


@pytest.fixture
def layers(qtbot: QtBot, state: AppState) -> LayersDock:
    dock = LayersDock(state)
    qtbot.addWidget(dock)
    dock.resize(264, 200)
    dock.show()
    qtbot.waitUntil(lambda: bool(dock._counts))
    return dock


def click(
    qtbot: QtBot,
    dock: LayersDock,
    row: int,
    x: int,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    place = dock._list.visualRect(dock._model.index(row))
    point = QPoint(place.left() + x, place.center().y())
    qtbot.mouseClick(dock._list.viewport(), Qt.MouseButton.LeftButton, keys, point)


def test_the_eye_hides_and_shows(qtbot: QtBot, layers: LayersDock, state: AppState) -> None:
    assert layers._model.layers[0].size == f"0.80{N}mL"
    click(qtbot, layers, 1, 14)
    assert state.scene.hidden == {("Organs", 2)}
    click(qtbot, layers, 1, 14)
    assert state.scene.hidden == frozenset()
    click(qtbot, layers, 1, 80)
    assert state.scene.hidden == frozenset()
    state.undo_stack.undo()
    assert state.scene.hidden == {("Organs", 2)}


def test_the_space_bar_does_the_same(qtbot: QtBot, layers: LayersDock, state: AppState) -> None:
    layers._list.setCurrentIndex(layers._model.index(0))
    qtbot.keyClick(layers._list, Qt.Key.Key_Space)
    assert state.scene.hidden == {("Organs", 1)}


def test_alt_click_shows_one_alone_and_again_all(qtbot: QtBot, layers: LayersDock, state: AppState) -> None:
    click(qtbot, layers, 0, 80, Qt.KeyboardModifier.AltModifier)
    assert state.scene.hidden == {("Organs", 2)}
    click(qtbot, layers, 0, 80, Qt.KeyboardModifier.AltModifier)
    assert state.scene.hidden == frozenset()


def test_a_double_click_goes_to_the_label(qtbot: QtBot, layers: LayersDock, state: AppState) -> None:
    place = layers._list.visualRect(layers._model.index(1)).center()
    qtbot.mouseClick(layers._list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(layers._list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert state.scene.row == 4
    assert state.scene.crosshair == pytest.approx((19.5, 8.5, 8.0))


def test_enter_goes_to_the_label_and_the_right_button_leaves_the_eye_alone(
    qtbot: QtBot, layers: LayersDock, state: AppState
) -> None:
    layers._list.setFocus()
    layers._list.setCurrentIndex(layers._model.index(1))
    qtbot.keyClick(layers._list, Qt.Key.Key_Return)
    assert state.scene.row == 4
    place = layers._list.visualRect(layers._model.index(1))
    point = QPoint(place.left() + 14, place.center().y())
    qtbot.mouseClick(layers._list.viewport(), Qt.MouseButton.RightButton, pos=point)
    assert state.scene.hidden == frozenset()


def test_the_fill_is_one_undo_step(qtbot: QtBot, layers: LayersDock, state: AppState) -> None:
    slider = layers.findChild(QSlider, "layers-opacity")
    for value in (10, 20, 40):
        slider.setValue(value)
    assert state.scene.opacity == 0.4
    assert layers._fill.text() == f"40{N}%"
    state.undo_stack.undo()
    assert state.scene.opacity == 0.05
    assert slider.value() == 5


def test_the_list_of_labels_gives_way_to_the_histogram(qtbot: QtBot, state: AppState) -> None:
    names = tuple(Label(i, f"Organ {i}", "#B86728") for i in range(1, 15))
    labels = {"Organs": LabelMap(torch.zeros(GRID.shape, dtype=torch.uint8), GRID, names)}
    layers, window, column = LayersDock(state), WindowDock(state), Column("column")
    qtbot.addWidget(column)
    column.fill([(layers, False), (window, False)])
    state.open(state.scene.opened(study(labels=labels)))
    column.show()
    for height in (900, 400):
        column.resize(300, height)
        qtbot.waitUntil(lambda: not column.verticalScrollBar().isVisible())
        rest = window.mapTo(column, window.rect().bottomLeft()).y()
        assert rest < height
    assert layers._list.verticalScrollBar().maximum() > 0
    layers.close_work()


def test_a_study_without_labels_says_so(qtbot: QtBot) -> None:
    dock = LayersDock(AppState(four_panes().opened(study(labels={}))))
    qtbot.addWidget(dock)
    dock.show()
    assert dock._empty.isVisible()
    assert not dock._list.isVisible()


# Study


def test_rows_of_a_study() -> None:
    rows = study_list.items(study(), Thumbnails(AppState()))
    assert [row.kind for row in rows] == [
        "heading", "volume", "volume", "labels", "heading", "series", "heading", "warning",
    ]  # fmt: skip
    assert (rows[1].meta, rows[1].more) == ("CT · 6 images · 64 × 64", f"2.0 × 1.00{N}mm")
    assert rows[3].meta == "2 labels"
    assert (rows[5].meta, rows[5].more) == ("CT · 1 image · 32 × 64", "")


def choose(dock: StudyDock, text: str) -> None:
    found = dock._model.findItems(text)
    dock._choose(found[0].index())


def test_a_click_shows_another_volume_within_its_slices(qtbot: QtBot, state: AppState) -> None:
    dock = StudyDock(state)
    qtbot.addWidget(dock)
    state.update(row=5)
    choose(dock, "Short")
    assert (state.scene.volume, state.scene.row) == ("Short", 1)
    assert dock._delegate.shown == "Short"


def test_another_series_is_asked_for(qtbot: QtBot, state: AppState) -> None:
    dock = StudyDock(state)
    qtbot.addWidget(dock)
    with qtbot.waitSignal(dock.series_requested) as caught:
        choose(dock, "Lung")
    assert caught.args == ["b"]


def test_without_a_study_the_list_says_what_to_do(qtbot: QtBot) -> None:
    dock = StudyDock(AppState())
    qtbot.addWidget(dock)
    dock.show()
    assert dock._empty.isVisible()
    with qtbot.waitSignal(dock.open_requested):
        dock.findChild(QAbstractButton, "study-dock-open").click()


# Recipe


def test_the_command_line_says_everything() -> None:
    scene = four_panes().opened(study(path="/data/my case"))
    scene = replace(scene, fraction=0.25, seed=9, active=2)
    lane = scene.panes[2].lane
    denoiser = lane.steps[2].replace(strength=0.8)
    scene = scene.with_lane(2, replace(lane, steps=(*lane.steps[:2], denoiser)))
    assert recipe.command_line(scene) == (
        "ldct-studio simulate '/data/my case' --dose 0.25 --mode insert --step denoiser:tv:strength=0.8 "
        "--n0 100000.0 --electronic 5.0 --window hann,1.0,0.0 --seed 9 --series a --out out.nii.gz"
    )
    estimated = replace(scene, study=study(path="x", scan=Scan((123456.7,), source="estimated")))
    assert "--n0 123456.7" in recipe.command_line(estimated), "nothing is estimated again"
    ramp = scene.with_lane(
        2, replace(lane, steps=(lane.steps[0], Step.parse("reconstructor:fbp:cutoff=0.5")))
    )
    assert "--step reconstructor:fbp:cutoff=0.5" in recipe.command_line(ramp)


def test_no_command_makes_a_reference_or_a_difference() -> None:
    scene = four_panes().opened(study(path="x"))
    assert recipe.command_line(replace(scene, active=0)) == ""
    assert recipe.command_line(replace(scene, active=3)) == ""
    assert recipe.command_line(replace(scene, volume="Short")) == ""
    assert recipe.command_line(four_panes()) == ""


def test_the_demo_is_written_first(tmp_path: Path) -> None:
    lines = recipe.command_line(four_panes().opened(study())).splitlines()
    assert lines[0] == "ldct-studio demo --out demo"
    assert lines[1].startswith(f"ldct-studio simulate {recipe.DEMO_VOLUME} --dose")
    volume = study().first
    small = study(volumes={demo.SCAN: volume, demo.TRUTH: volume})
    files = demo.demo_files(tmp_path / recipe.DEMO_FOLDER, small)
    assert tmp_path / recipe.DEMO_VOLUME in files


def test_the_script_makes_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    case = study(path="/data/case", scan=Scan((1e5, 2e5), 3.0, Apodization("hann", 0.8)))
    scene = replace(four_panes().opened(case), active=3)
    asked: list[list[Path]] = []
    monkeypatch.setattr(loaders, "open_study", lambda paths, **_: asked.append(paths) or case)
    names: dict[str, object] = {}
    exec(recipe.python(scene), names)
    assert asked == [[Path("/data/case")]]
    assert names["scan"] == Scan((1e5, 2e5), 3.0, Apodization("hann", 0.8))
    result = names["result"]
    assert isinstance(result, Volume)
    assert result.grid == GRID
    assert 0 < float(result.data.std()) < 100
    assert abs(float(result.data.mean())) < 20


def test_the_recipe_follows_the_active_pane(qtbot: QtBot, state: AppState) -> None:
    dock = RecipeDock(state)
    qtbot.addWidget(dock)
    texts = {name.text(): value.text() for name, value in dock._lines if name.text()}
    assert texts["Geometry"] == "Parallel, 1000 views, 93 bins"
    assert texts["Steps"] == "Insert → FBP"
    assert texts["Kernel"] == "Hann"
    assert dock.title.text() == "Recipe · pane B"
    state.update(active=0)
    assert dock._lines[0][1].text() == "as loaded"
    assert not dock._python.isEnabled()
    state.update(active=2)
    dock._command.click()
    assert QGuiApplication.clipboard().text().endswith("--out out.nii.gz")


# All


@pytest.mark.parametrize("kind", [StudyDock, LayersDock, WindowDock, RecipeDock])
def test_every_control_is_named_and_explained(qtbot: QtBot, state: AppState, kind: type) -> None:
    dock = kind(state)
    qtbot.addWidget(dock)
    assert dock.objectName()
    popups = [box.view() for box in dock.findChildren(QComboBox)]
    for control in (QAbstractButton, QAbstractItemView, QSlider, QComboBox):
        for widget in dock.findChildren(control):
            if widget.objectName().startswith("qt_") or widget in popups:
                continue
            assert widget.accessibleName(), widget.objectName()
            model = widget.model() if isinstance(widget, QAbstractItemView) else None
            tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) if model and model.rowCount() else ""
            assert widget.toolTip() or tip, widget.objectName()
    if isinstance(dock, LayersDock):
        dock.close_work()
