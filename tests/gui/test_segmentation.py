"""Labels of a segmenter: over exactly the picture they were found in, chosen and listed in the panel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.dose import Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.gui import pane_tags
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.commands import next_segmenter
from ldct_studio.gui.lane_dialog import LaneDialog
from ldct_studio.gui.lanes import segmenters
from ldct_studio.gui.layers_dock import LayersDock
from ldct_studio.gui.scene import FOUND
from ldct_studio.gui.stage import Stage
from ldct_studio.gui.state import AppState
from tests.gui.toy_models import segmenter

THRESHOLD = Step("segmenter", "threshold")
BONE, CYAN = Label(1, "Bone", "#49E4FD"), QColor("#49E4FD")
A, B, C, D = range(4)


@pytest.fixture
def state(opened: AppState) -> AppState:
    opened.update("Segmentation", segmenter=THRESHOLD, opacity=1.0)
    opened.settle()
    return opened


@pytest.fixture
def stage(qtbot: QtBot, state: AppState) -> Stage:
    stage = Stage(state)
    qtbot.addWidget(stage)
    stage.resize(1306, 862)
    stage.show()
    return stage


@pytest.fixture
def labeled(frame_of: Callable[..., Frame]) -> Callable[..., Frame]:
    """Return a maker of frames in whose columns from ``left`` on a label was found."""

    def make(state: AppState, pane: int, left: int = 32, **changes: object) -> Frame:
        frame = frame_of(state, state.scene.panes[pane].lane)
        grid = frame.request.source.grid.rows(frame.row, 1)
        voxels = torch.zeros(grid.shape, dtype=torch.uint8)
        voxels[:, :, left:] = 1
        return replace(frame, labels=LabelMap(voxels, grid, (BONE,)), **changes)  # type: ignore[arg-type]

    return make


def column(stage: Stage, state: AppState, pane: int, x: int) -> QColor:
    """Return the color in a column of pixels of a pane, below the middle."""
    canvas = stage.panes[pane].canvas
    grid = state.scene.source.grid  # type: ignore[union-attr]
    place = canvas.placement.locate(grid.patient((1, 36, x)))  # type: ignore[union-attr]
    return canvas.grab().toImage().pixelColor(place.toPoint())


def test_every_pane_draws_what_was_found_in_its_own_picture(
    stage: Stage, state: AppState, labeled: Callable[..., Frame]
) -> None:
    stage.show_frame(labeled(state, B, left=16))
    stage.show_frame(labeled(state, C, left=48))
    assert column(stage, state, B, 24) == CYAN
    assert column(stage, state, C, 24) != CYAN
    assert column(stage, state, C, 56) == CYAN


def test_no_labels_are_drawn_over_a_newer_picture(
    stage: Stage, state: AppState, labeled: Callable[..., Frame], frame_of: Callable[..., Frame]
) -> None:
    stage.show_frame(labeled(state, B))
    assert column(stage, state, B, 56) == CYAN
    state.update("Dose", fraction=0.5)
    assert column(stage, state, B, 56) == CYAN, "the picture on show is still the one they were found in"
    stage.show_frame(frame_of(state, state.scene.panes[B].lane))
    assert column(stage, state, B, 56) != CYAN


def test_labels_of_another_segmenter_go_at_once(
    stage: Stage, state: AppState, labeled: Callable[..., Frame]
) -> None:
    stage.show_frame(labeled(state, B))
    state.update("Segmentation", segmenter=THRESHOLD.replace(low=7.0))
    assert column(stage, state, B, 56) != CYAN
    state.undo_stack.undo()
    assert column(stage, state, B, 56) == CYAN


def test_the_loaded_slice_is_drawn_again_when_its_labels_come(
    stage: Stage, state: AppState, labeled: Callable[..., Frame], frame_of: Callable[..., Frame]
) -> None:
    stage.show_frame(frame_of(state, state.scene.panes[A].lane))
    assert column(stage, state, A, 56) != CYAN
    stage.show_frame(labeled(state, A))
    assert column(stage, state, A, 56) == CYAN


def test_swipe_draws_either_side_its_own_labels(
    stage: Stage, state: AppState, labeled: Callable[..., Frame]
) -> None:
    stage.show_frame(labeled(state, A, left=0))
    stage.show_frame(labeled(state, B, left=63))
    state.update("Compare", compare="swipe", swipe=0.5)
    canvas = stage.compare.canvas
    picture = canvas.grab().toImage()
    assert picture.pixelColor(canvas.width() // 2 - 60, canvas.height() - 200) == CYAN
    assert picture.pixelColor(canvas.width() // 2 + 60, canvas.height() - 200) != CYAN
    state.update("Compare", compare="difference")
    assert canvas.grab().toImage().pixelColor(canvas.width() // 2 - 60, canvas.height() - 200) != CYAN


def test_why_there_are_no_labels_stands_over_the_picture_which_stays(
    stage: Stage, state: AppState, frame_of: Callable[..., Frame]
) -> None:
    lane = state.scene.panes[B].lane
    stage.show_frame(frame_of(state, lane))
    before = stage.panes[B].canvas.grab().toImage()
    stage.show_frame(frame_of(state, lane, labels_error="The segmenter failed. Choose another."))
    assert stage.panes[B].canvas.grab().toImage() != before
    assert stage.panes[B].shows == "full"
    assert stage.panes[B].canvas.has_picture


def test_the_corner_names_the_dice_of_the_label_on_show(
    stage: Stage,
    state: AppState,
    labeled: Callable[..., Frame],
    frame_of: Callable[..., Frame],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(pane_tags, "draw", lambda _, tags: drawn.extend(tag.text for tag in tags))

    def told(pane: int) -> list[str]:
        drawn.clear()
        stage.panes[pane].canvas.grab()
        return [text for text in drawn if "Dice" in text]

    stage.show_frame(labeled(state, A, left=32))
    stage.show_frame(labeled(state, B, left=48))
    assert told(B) == ["Bone Dice 0.67"]
    assert told(A) == []
    stage.show_frame(frame_of(state, state.scene.panes[B].lane))
    assert told(B) == []


def test_labels_wait_for_update_where_pictures_do_not_follow(
    stage: Stage, state: AppState, labeled: Callable[..., Frame]
) -> None:
    state.update("Follow", auto=False)
    stage.show_frame(labeled(state, B))
    assert stage.panes[B].shows == "full"
    state.update("Segmentation", segmenter=THRESHOLD.replace(low=7.0))
    assert stage.panes[B].shows == "stale"
    state.update("Segmentation", segmenter=None)
    assert stage.panes[B].shows == "full"


def test_the_key_goes_through_all_segmenters(state: AppState) -> None:
    segmenter("toy", "Organs of a toy")
    scene, seen = state.scene, []
    for _ in range(len(segmenters()) + 1):
        scene = next_segmenter(scene)
        seen.append(scene.segmenter)
    assert set(seen) == {None, *segmenters().values()}
    assert seen[-1] == THRESHOLD


@pytest.fixture
def layers(qtbot: QtBot, state: AppState, labeled: Callable[..., Frame]) -> Iterator[LayersDock]:
    dock = LayersDock(state)
    qtbot.addWidget(dock)
    dock.resize(264, 300)
    dock.show()
    dock.show_frame(labeled(state, B, left=60))
    yield dock
    dock.close_work()


def click(
    qtbot: QtBot, dock: LayersDock, row: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    place = dock._list.visualRect(dock._model.index(row))
    point = QPoint(place.left() + 14, place.center().y())
    qtbot.mouseClick(dock._list.viewport(), Qt.MouseButton.LeftButton, keys, point)


def test_what_was_found_in_the_active_pane_is_listed_with_its_area(
    layers: LayersDock, state: AppState, labeled: Callable[..., Frame]
) -> None:
    (layer,) = layers._model.layers
    assert (layer.key, layer.name, layer.size) == ((FOUND, 1), "Bone", "2.9\u00a0cm²")
    state.update(active=C)
    assert [layer.size for layer in layers._model.layers] == [""], "not found in C yet"
    layers.show_frame(labeled(state, C, left=0))
    assert [layer.size for layer in layers._model.layers] == ["46\u00a0cm²"]
    state.update("Segmentation", segmenter=None)
    assert layers._model.layers == ()


def test_the_error_is_that_of_the_active_pane(
    layers: LayersDock, state: AppState, frame_of: Callable[..., Frame]
) -> None:
    error = layers.findChild(QLabel, "segmenter-error")
    state.update(active=C)
    assert layers._empty.text() == "The labels are being found."
    layers.show_frame(frame_of(state, state.scene.panes[C].lane, labels_error="The segmenter failed."))
    assert error.text() == "The segmenter failed."
    state.update(active=B)
    assert error.text() == ""
    state.update(active=C)
    assert error.text() == "The segmenter failed."


def test_eye_solo_and_middle_of_what_was_found(
    qtbot: QtBot, layers: LayersDock, state: AppState, labeled: Callable[..., Frame]
) -> None:
    study = state.scene.study
    assert study is not None
    grid = study.first.grid
    voxels = torch.ones(grid.shape, dtype=torch.uint8)
    other = LabelMap(voxels, grid, (Label(1, "Skin", "#FFFFFF"), Label(2, "Fat", "#FFFF00")))
    state.open(replace(state.scene, study=study.with_labels("True", other)))
    layers.show_frame(labeled(state, B, left=60))
    layers.resize(264, 400)
    names = [(layer.name, layer.heading) for layer in layers._model.layers]
    assert names == [
        ("Found in pane B", True), ("Bone", False), ("True", True), ("Skin", False), ("Fat", False),
    ]  # fmt: skip
    click(qtbot, layers, 2)
    assert state.scene.hidden == {("True", 1), ("True", 2)}, "a heading hides all under it"
    click(qtbot, layers, 2)
    assert state.scene.hidden == frozenset()
    click(qtbot, layers, 1, Qt.KeyboardModifier.AltModifier)
    assert state.scene.hidden == {("True", 1), ("True", 2)}
    click(qtbot, layers, 1)
    assert (FOUND, 1) in state.scene.hidden
    row, crosshair = state.scene.row, state.scene.crosshair
    layers.go_to(("True", 0))
    assert (state.scene.row, state.scene.crosshair) == (row, crosshair), "a heading has no middle"
    layers.go_to((FOUND, 1))
    assert state.scene.crosshair == pytest.approx(grid.patient((1, 23.5, 61.5)))


def test_the_box_changes_the_scene_as_one_undo_step(
    qtbot: QtBot, layers: LayersDock, state: AppState
) -> None:
    segmenter("toy", "Organs of a toy", "Trained on phantoms")
    box = layers.findChild(QComboBox, "segmenter")
    note = layers.findChild(QLabel, "segmenter-note")
    assert box.currentText() == "Threshold"
    assert not note.isVisible()
    box.showPopup()
    box.hidePopup()
    box.setCurrentText("Organs of a toy")
    box.activated.emit(box.currentIndex())
    assert state.scene.segmenter == Step("segmenter", "network", (("model", "toy"),))
    assert note.text() == "Model output · Trained on phantoms"
    assert note.isVisible()
    state.undo_stack.undo()
    assert state.scene.segmenter == THRESHOLD
    assert box.currentText() == "Threshold"
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert state.scene.segmenter is None


def test_its_settings_are_changed_in_a_dialog(qtbot: QtBot, layers: LayersDock, state: AppState) -> None:
    layers._choice._settings.click()
    dialog = layers.findChild(LaneDialog)
    dialog.forms[0].field("low").setText("77")
    assert state.scene.segmenter == Step("segmenter", "threshold", (("low", 77.0),))
    box = layers.findChild(QComboBox, "segmenter")
    assert box.currentText() == "Threshold"
    box.activated.emit(box.currentIndex())
    assert state.scene.segmenter.settings == {"low": 77.0}, "choosing it again keeps them"
    dialog.reject()
    assert state.scene.segmenter == THRESHOLD


def test_the_panel_says_why_there_are_no_labels(
    layers: LayersDock, state: AppState, labeled: Callable[..., Frame], frame_of: Callable[..., Frame]
) -> None:
    error = layers.findChild(QLabel, "segmenter-error")
    sentence = "The segmenter failed. Choose another."
    layers.show_frame(frame_of(state, state.scene.panes[C].lane, labels_error=sentence))
    assert not error.isVisible(), "C is not the active pane"
    layers.show_frame(frame_of(state, state.scene.panes[B].lane, labels_error=sentence))
    assert error.text() == sentence
    layers.show_frame(frame_of(state, state.scene.panes[B].lane))
    assert error.isVisible(), "nothing jumps while new labels are under way"
    layers.show_frame(labeled(state, B))
    assert not error.isVisible()


def ring() -> Study:
    """Return a case with a ring of bone in water."""
    grid = Grid((2, 64, 64), (1.0, 1.0, 1.0))
    y, x = np.indices((64, 64)) - 31.5
    radius = np.hypot(x, y)
    row = np.where(radius < 25, 0.0, -1000.0) + 400.0 * ((radius > 15) & (radius < 18))
    voxels = torch.from_numpy(np.stack([row, row]).astype(np.float32))
    return Study("ring", {"CT": Volume(voxels, grid)}, scan=Scan((1e5,)))


def test_labels_follow_in_a_whole_window(qtbot: QtBot) -> None:
    studio = Studio(application([]))
    qtbot.addWidget(studio.window)
    studio.window.resize(1600, 900)
    studio.window.show()
    studio.state.update("Layout", rows=1, columns=2)
    studio.state.open(studio.state.scene.opened(ring()))
    studio.state.update("Segmentation", segmenter=THRESHOLD)

    def done() -> bool:
        frames = [pane.frame for pane in studio.stage.panes[:2]]
        asked = studio.state.scene.request
        return all(f is not None and f.request == asked and f.labels is not None for f in frames)

    qtbot.waitUntil(done, timeout=60_000)
    for pane in studio.stage.panes[:2]:
        frame = pane.frame
        assert frame is not None
        assert frame.labels is not None
        np.testing.assert_array_equal(frame.labels.data[0] == 1, (frame.image >= 150) & (frame.image <= 3071))
    assert [layer.name for layer in studio.layers_dock._model.layers] == ["Threshold"]
    studio.window.close()
