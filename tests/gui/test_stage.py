import random
from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.lane import Lane
from ldct_studio.core.progress import Progress
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.gui import plane_commands
from ldct_studio.gui import stage as module
from ldct_studio.gui.app import Studio
from ldct_studio.gui.pane import View
from ldct_studio.gui.pane_menu import assigned, pane_menu, unlinked
from ldct_studio.gui.places import laid_out, removed, with_pane
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.stage import Stage

MARKER = (1, 12, 40)
NOISE = Lane("Noise map", (Step("simulator", "insert"), Step("reconstructor", "noise-map")))
KEPT = (
    "rows",
    "columns",
    "panes",
    "view",
    "row",
    "rois",
    "fraction",
    "maximized",
    "compare",
    "difference_width",
)


@pytest.fixture
def stage(qtbot, opened, frame_of):
    stage = Stage(opened)
    qtbot.addWidget(stage)
    stage.resize(1306, 862)
    stage.show()
    for add, pane in zip((0.0, 10.0, 20.0, 0.0), opened.scene.panes, strict=True):
        values = {"image": np.full((48, 64), 7, np.float32)} if pane.lane.minus is not None else {}
        stage.show_frame(frame_of(opened, pane.lane, add, **values))
    return stage


def visible(stage):
    return [pane.letter for pane in stage.panes if pane.isVisible()]


def test_a_frame_goes_to_every_pane_of_its_lane(stage, opened, frame_of):
    opened.become(opened.scene.with_lane(2, opened.scene.panes[1].lane))
    frame = frame_of(opened, opened.scene.panes[1].lane, 33.0)
    stage.show_frame(frame)
    assert [pane.frame is frame for pane in stage.panes] == [False, True, True, False]


def test_a_frame_of_another_study_is_not_shown(stage, opened, marked, frame_of):
    lane = opened.scene.panes[1].lane
    frame = frame_of(opened, lane)
    other = Study("other", {name: volume.made(volume.data) for name, volume in marked.volumes.items()})
    opened.open(Scene().opened(other, 1))
    stage.show_frame(frame)
    assert stage.panes[1].frame is None


def test_no_picture_goes_blank_until_the_next_one_comes(stage, opened):
    opened.update("Dose", fraction=0.5)
    opened.update("Scroll", row=2)
    opened.become(assigned(opened.scene, 1, Lane("Other")))
    assert all(pane.canvas.has_picture for pane in stage.panes)
    assert stage.panes[1].header.said.title == "FBP", "it says what it shows, not what is coming"


def test_a_reassigned_pane_takes_the_picture_that_another_has(stage, opened):
    opened.become(opened.scene.with_lane(3, opened.scene.panes[1].lane))
    assert stage.panes[3].frame is stage.panes[1].frame


def test_the_marker_stands_at_the_same_place_in_every_pane(stage, opened):
    opened.update("Zoom", view=View(1500, -250, 2.3, (-3.0, 5.0, 101.0)))
    point = opened.scene.source.grid.patient(MARKER)
    places = {pane.canvas.placement.locate(point).toTuple() for pane in stage.panes}
    assert len(places) == 1
    sizes = {pane.canvas.size().toTuple() for pane in stage.panes}
    assert len(sizes) == 1


def test_layouts_show_the_panes_they_have_room_for(stage, opened):
    assert visible(stage) == list("ABCD")
    opened.become(laid_out(opened.scene, 1, 2))
    assert visible(stage) == list("AB")
    opened.update("x", maximized=True)
    assert visible(stage) == ["B"]
    opened.update("x", maximized=False)
    opened.become(laid_out(opened.scene, 3, 3))
    assert visible(stage) == list("ABCD")
    assert len([w for w in stage.findChildren(QPushButton, "add-pane") if w.isVisible()]) == 5


def test_panes_are_added_and_removed(stage, opened, qtbot):
    opened.become(with_pane(opened.scene, Lane("Reference")))
    assert visible(stage) == list("ABCDE")
    assert stage.panes[4].frame is stage.panes[0].frame
    opened.become(removed(opened.scene, 0))
    opened.become(removed(opened.scene, 0))
    assert visible(stage) == list("ABC")
    opened.undo_stack.undo()
    opened.undo_stack.undo()
    opened.undo_stack.undo()
    assert visible(stage) == list("ABCD")


def test_the_menu_offers_the_methods_and_does_what_it_says(stage, opened):
    lanes = (Lane("Reference"), Lane("FBP"), Lane("Total variation"))
    stopped = []
    stop = partial(stopped.append, 1)
    menu = pane_menu(stage, opened, 1, lanes, stage.copy_picture, stage.copy_picture, stop, growing=True)
    actions = {action.text(): action for action in menu.actions()}
    actions["Stop here"].trigger()
    assert stopped == [1]
    choices = actions["Method"].menu().actions()
    assert [a.text() for a in choices] == ["Reference", "FBP", "Total variation"]
    assert [a.isChecked() for a in choices] == [False, True, False]
    choices[2].trigger()
    assert opened.scene.panes[1].lane == lanes[2]
    actions["Linked with the others"].trigger()
    assert opened.scene.panes[1].own == opened.scene.view
    actions["Copy picture"].trigger()
    assert not QGuiApplication.clipboard().pixmap().isNull()
    actions["Remove this pane"].trigger()
    assert len(opened.scene.panes) == 3
    menu.deleteLater()


def test_only_a_picture_of_the_newest_request_can_be_stopped(stage, opened, frame_of, monkeypatch):
    offered = []

    def menu(*arguments):
        offered.append(arguments[-1])
        return SimpleNamespace(exec=lambda place: None, deleteLater=lambda: None)

    monkeypatch.setattr(module, "pane_menu", menu)
    stage.show_frame(frame_of(opened, opened.scene.panes[1].lane, state="preview", rounds=(3, 30)))
    stage.panes[1].menu_wanted.emit(QPoint())
    opened.update("Dose", fraction=0.5)
    stage.panes[1].menu_wanted.emit(QPoint())
    stage.panes[2].menu_wanted.emit(QPoint())
    assert offered == [True, False, False]


@pytest.mark.parametrize("index", [0, 1])
def test_a_map_has_no_difference_from_the_patient_under_the_pointer(stage, opened, frame_of, index):
    told = []
    opened.become(opened.scene.with_lane(index, NOISE))
    stage.show_frame(frame_of(opened, NOISE, image=np.full((48, 64), 9, np.float32)))
    stage.hovered.connect(told.append)
    canvas = stage.panes[1].canvas
    canvas.pointed.emit(canvas.placement.screen(0, 0))
    assert (told[-1].a, told[-1].b) == ((9, -990), (-1000, 9))[index]
    assert told[-1].difference is None


def test_a_map_is_no_method_for_a_whole_volume(opened):
    told = []
    studio = SimpleNamespace(
        state=opened, window=SimpleNamespace(notices=SimpleNamespace(tell=lambda *said: told.append(said)))
    )
    assert Studio._one_method(studio) == opened.scene.panes[1].lane
    assert not told
    opened.become(opened.scene.with_lane(1, NOISE))
    assert Studio._one_method(studio) is None
    assert told[0][1].startswith("Noise map is no method for a whole volume")


def test_a_slab_has_no_difference_from_one_cut_under_the_pointer(stage, opened, frame_of):
    told = []
    opened.become(plane_commands.slab("max")(opened.scene))
    stage.show_frame(frame_of(opened, opened.scene.panes[1].lane))
    stage.hovered.connect(told.append)
    canvas = stage.panes[1].canvas
    canvas.pointed.emit(canvas.placement.screen(41, 13))
    assert (told[-1].a, told[-1].b, told[-1].difference) == (500, 500, None)
    opened.become(opened.scene.with_lane(0, opened.scene.panes[0].lane.placed_as(opened.scene.panes[1].lane)))
    stage.show_frame(frame_of(opened, opened.scene.panes[0].lane))
    assert told[-1].difference == 0


def test_what_lies_under_the_pointer_is_told(stage, opened):
    told = []
    stage.hovered.connect(told.append)
    canvas = stage.panes[0].canvas
    canvas.pointed.emit(canvas.placement.screen(41, 13))
    hover = told[-1]
    assert hover.voxel == (1, 13, 41)
    assert hover.point == pytest.approx(opened.scene.source.grid.patient((1, 13, 41)))
    assert (hover.a, hover.b, hover.letter, hover.difference) == (500, 510, "B", 10)
    canvas = stage.panes[2].canvas
    canvas.pointed.emit(canvas.placement.screen(0, 0))
    assert (told[-1].a, told[-1].b, told[-1].letter, told[-1].difference) == (-1000, -980, "C", 20)
    canvas = stage.panes[3].canvas
    canvas.pointed.emit(canvas.placement.screen(0, 0))
    assert (told[-1].a, told[-1].b, told[-1].difference) == (-1000, None, 7)
    canvas.pointed.emit(QPointF(-50, 5))
    assert told[-1] is None


def test_the_pointer_reads_new_pictures_without_moving(stage, opened, frame_of):
    told = []
    canvas = stage.panes[1].canvas
    canvas.pointed.emit(canvas.placement.screen(0, 0))
    stage.hovered.connect(told.append)
    stage.show_frame(frame_of(opened, opened.scene.panes[1].lane, 44.0))
    assert told[-1].b == -956


def test_space_shows_the_reference_while_it_is_held(stage, opened, qtbot):
    canvas = stage.panes[1].canvas
    mine = canvas.image
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    assert canvas.image is stage.panes[0].canvas.image
    assert stage.panes[1].header.said.title == "Reference"
    assert stage.panes[1].header.said.dose == "100\u00a0%"
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.image is mine
    assert stage.panes[1].header.said.title == "FBP"


def test_loading_covers_the_pictures_and_can_be_cancelled(stage, qtbot):
    preview = np.linspace(-1000, 400, 48 * 64, dtype=np.float32).reshape(48, 64)
    stage.show_loading(Progress(12, 192, "Reading 12 of 192 images", (0, preview)))
    assert stage.loading.isVisible()
    assert not stage.panes[0].isVisible()
    assert not stage.grab().isNull()
    button = stage.findChild(object, "loading-cancel")
    with qtbot.waitSignal(stage.cancel_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isEnabled()
    stage.hide_loading()
    assert visible(stage) == list("ABCD")
    stage.show_loading(Progress(0, 0, "Reading"))
    assert button.isEnabled()


def random_action(state, rng):
    """Return a random thing that a user does to linked panes."""
    scene = state.scene
    index = rng.randrange(len(scene.panes))
    view = scene.view_of(scene.panes[index])
    center = (rng.uniform(-9, 9), rng.uniform(-9, 9), 0.0)
    return rng.choice(
        [
            lambda: state.become(scene.with_row(index, rng.randrange(3)), "Scroll"),
            lambda: state.become(scene.with_view(index, replace(view, zoom=rng.uniform(0.3, 9))), "Zoom"),
            lambda: state.become(scene.with_view(index, replace(view, center=center)), "Pan"),
            lambda: state.become(scene.with_view(index, replace(view, width=rng.uniform(1, 900))), "Window"),
            lambda: state.update("Dose", fraction=rng.uniform(0.01, 1)),
            lambda: state.become(laid_out(scene, rng.randint(1, 3), rng.randint(1, 3)), "Layout"),
            lambda: state.become(with_pane(scene, Lane("More")), "Add pane"),
            lambda: state.become(removed(scene, index), "Remove pane"),
            lambda: state.update("x", maximized=not scene.maximized),
            lambda: state.update("Compare", compare=rng.choice(["side", "swipe", "difference", "flicker"])),
            lambda: state.update("x", difference_width=rng.uniform(10, 500)),
        ]
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_hundred_random_actions_leave_one_view_and_undo_completely(stage, opened, seed):
    rng = random.Random(seed)
    start = opened.scene
    for _ in range(100):
        random_action(opened, rng)()
        if rng.random() < 0.5:
            opened.settle()
    placements = [pane.canvas.placement for pane in stage.panes if pane.isVisible()]
    assert len({p.middle for p in placements}) <= 1
    assert {opened.scene.view_of(pane) for pane in opened.scene.panes} == {opened.scene.view}
    assert len(stage.panes) == len(opened.scene.panes)
    assert opened.undo_stack.count() > 20
    opened.undo_stack.setIndex(0)
    assert [getattr(opened.scene, name) for name in KEPT] == [getattr(start, name) for name in KEPT]
    assert visible(stage) == list("ABCD")


def test_gestures_on_linked_panes_leave_one_view(stage, opened, qtbot):
    rng = random.Random(4)
    for _ in range(100):
        canvas = rng.choice(stage.panes).canvas
        opened.update(tool=rng.choice(["window", "zoom", "pan", "scroll"]))
        start = QPoint(rng.randrange(50, 600), rng.randrange(50, 350))
        qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(canvas, start + QPoint(rng.randrange(-40, 40), rng.randrange(-40, 40)))
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start)
    placements = {pane.canvas.placement for pane in stage.panes}
    assert len(placements) == 1
    assert all(pane.own is None for pane in opened.scene.panes)


def test_an_unlinked_pane_keeps_its_slice(stage, opened, frame_of):
    opened.become(unlinked(opened.scene, 1))
    opened.become(opened.scene.with_row(0, 2))
    lanes = [pane.lane for pane in opened.scene.panes]
    stage.show_frame(frame_of(opened, lanes[0]))
    stage.show_frame(frame_of(opened, lanes[1]))
    assert stage.panes[0].canvas.row == 2
    assert stage.panes[1].canvas.row == 1
    assert "Unlinked" in stage.panes[1].header.said.word


def test_the_keyboard_goes_to_the_active_pane(stage, opened, qtbot):
    stage.activateWindow()
    qtbot.waitUntil(stage.isActiveWindow)
    assert opened.scene.active == 1, "a window that opens changes nothing"
    stage.setFocus()
    assert stage.panes[1].canvas.hasFocus()
    opened.update(active=2)
    assert stage.panes[2].canvas.hasFocus()
    opened.update("x", maximized=True)
    assert stage.panes[2].canvas.hasFocus()
    assert opened.scene.active == 2
    opened.update("Compare", compare="swipe")
    assert stage.compare.canvas.hasFocus()
