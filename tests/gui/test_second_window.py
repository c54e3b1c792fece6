"""The second window: its panes are panes of the same scene, its keys act, and closing it ends nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.encoding import encode
from ldct_studio.core.lane import Lane
from ldct_studio.gui import commands, second_window
from ldct_studio.gui.actions import Actions
from ldct_studio.gui.places import laid_out, moved_over, removed, with_pane, with_second
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.second_commands import toggle_second
from ldct_studio.gui.second_window import SecondWindow
from ldct_studio.gui.session_scene import scene_of
from ldct_studio.gui.stage import Stage

EXTRA = Lane("Extra")


def titles(scene, window):
    return [scene.panes[i].lane.title for i in scene.places[window]]


def test_it_opens_with_the_panes_that_have_no_place_else_with_the_active_one(opened):
    few = with_second(laid_out(opened.scene, 1, 1))
    assert (len(few.places[0]), len(few.places[1])) == (1, 3)
    full = with_second(opened.scene)
    assert titles(full, 0) == [pane.lane.title for pane in opened.scene.panes]
    assert titles(full, 1) == [opened.scene.panes[1].lane.title]
    assert full.active == 4
    closed = toggle_second(full)
    assert closed.second is None
    assert titles(toggle_second(closed), 1) == titles(full, 1), "the same again"


def test_nine_panes_give_one_of_theirs(opened):
    scene = opened.scene
    while len(scene.panes) < 9:
        scene = with_pane(scene, EXTRA)
    shared = with_second(scene)
    assert (len(shared.places[0]), len(shared.places[1]), len(shared.panes)) == (8, 1, 9)


def test_panes_go_over_and_back_and_one_always_stays(opened):
    scene = moved_over(opened.scene, 2)
    assert titles(scene, 1) == ["Total variation"]
    assert (scene.rows, scene.columns, scene.active) == (1, 3, 3)
    back = moved_over(scene, 3)
    assert titles(back, 1) == []
    assert sorted(titles(back, 0)) == sorted(titles(opened.scene, 0))
    while (over := moved_over(scene, 0)) is not scene:
        scene = over
    assert len(scene.places[0]) == 1
    assert removed(scene, 0) is scene
    assert len(removed(scene, 2).places[1]) == len(scene.places[1]) - 1


def test_panes_are_added_and_removed_where_one_works(opened):
    scene = with_pane(with_second(opened.scene), EXTRA, beside=True)
    assert titles(scene, 1) == ["FBP", "Extra"]
    assert (scene.rows, scene.columns) == (2, 2)
    scene = with_pane(scene, Lane("Here"))
    assert titles(scene, 0)[-1] == "Here"
    assert titles(scene, 1) == ["FBP", "Extra"]
    less = removed(replace(scene, active=6), 0)
    assert less.panes[less.active].lane.title == "Extra"
    assert titles(less, 1) == ["FBP", "Extra"]
    small = laid_out(replace(scene, active=6), 1, 1)
    assert small.active == 6, "what stands in the other window keeps its place"


def test_both_windows_ask_for_pictures_and_each_maximizes_its_own(opened):
    lane = Lane("Extra", opened.scene.panes[2].lane.steps)
    scene = with_pane(with_second(opened.scene), lane, beside=True)
    assert lane in scene.request.lanes
    alone = replace(scene, maximized=True)
    assert [list(part) for part in alone.shown] == [[0, 1, 2, 3], [5]]
    alone = replace(alone, active=1)
    assert [list(part) for part in alone.shown] == [[1], [4, 5]]
    assert lane not in toggle_second(scene).request.lanes


def test_tab_goes_through_both_windows(opened):
    scene, seen = with_second(opened.scene), []
    for _ in range(5):
        scene = commands.next_pane(1)(scene)
        seen.append(scene.active)
    assert seen == [0, 1, 2, 3, 4]
    small = replace(scene, rows=1, columns=1, active=0)
    assert commands.next_pane(1)(small).active == 4, "a pane without a place is passed over"


@pytest.fixture
def windows(qtbot, opened, frame_of):
    main = QWidget()
    stage = Stage(opened, main)
    QVBoxLayout(main).addWidget(stage)
    actions = Actions(
        opened, {"close-case": lambda: closed.append(True), "undo": opened.undo_stack.undo}, main
    )
    actions.listen(main, stage)
    second = SecondWindow(opened, stage.beside, (*stage.actions(), *main.actions()), main)
    closed: list[bool] = []
    qtbot.addWidget(main)
    qtbot.addWidget(second)
    main.resize(900, 700)
    main.show()
    for pane in opened.scene.panes:
        stage.show_frame(frame_of(opened, pane.lane))
    opened.become(with_second(opened.scene), "Second window")
    opened.settle()
    qtbot.waitExposed(second)
    yield main, stage, second, closed
    opened.changed.disconnect(second._follow)


def test_a_pane_moves_into_the_window_with_its_picture(windows, opened):
    main, stage, second, _ = windows
    pane = stage.panes[4]
    assert pane.window() is second
    assert pane.isVisible()
    assert pane.frame is not None, "another pane had it"
    assert stage.panes[0].window() is main
    opened.become(moved_over(opened.scene, 4), "Move")
    assert stage.panes[4].window() is main
    assert any(button.isVisible() for button in second.findChildren(QPushButton, "add-pane"))
    opened.undo_stack.undo()
    assert stage.panes[4].window() is second


def test_a_view_is_shared_by_both_windows(windows, opened, frame_of):
    _, stage, _, _ = windows
    opened.update("Zoom", view=replace(opened.scene.view, zoom=3.0))
    assert stage.panes[4].canvas.placement == replace(
        stage.panes[0].canvas.placement,
        **{name: getattr(stage.panes[4].canvas.placement, name) for name in ("width", "height", "scale")},
    )
    stage.show_frame(frame_of(opened, opened.scene.panes[4].lane, image=np.full((48, 64), 7, np.float32)))
    assert (stage.panes[4].canvas.image == 7).all()


def test_keys_act_in_it_and_ctrl_w_closes_it_alone(windows, opened, qtbot):
    main, stage, second, closed = windows
    second.activateWindow()
    picture = stage.panes[4].canvas
    picture.setFocus()
    qtbot.waitUntil(picture.hasFocus)
    qtbot.keyClick(picture, Qt.Key.Key_Up)
    assert opened.scene.row == 2
    qtbot.keyClick(picture, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert closed == []
    assert opened.scene.second is None
    assert second.isHidden()
    assert main.isVisible()
    opened.undo_stack.undo()
    assert second.isVisible(), "closing is undone like any other layout"


def test_closing_it_by_its_frame_tells_the_scene(windows, opened):
    _, _, second, _ = windows
    second.close()
    assert opened.scene.second is None
    assert opened.scene.active in opened.scene.places[0]


def test_its_place_is_kept_and_it_hides_without_a_case(windows, opened):
    _, _, second, _ = windows
    second.resize(777, 555)
    opened.open(opened.scene.closed())
    assert second.isHidden()
    kept = second_window._places().value("second-geometry")
    other = QWidget()
    assert other.restoreGeometry(kept)
    assert (other.width(), other.height()) == (777, 555)


def test_f11_fills_its_screen_and_not_the_main_window(windows):
    main, _, second, _ = windows
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier)
    second.event(event)
    assert second.isFullScreen()
    assert not main.isFullScreen()


def test_a_session_keeps_it():
    assert scene_of({"second": encode(2)}).scene.second == 2
    assert scene_of({"second": encode(-3)}).scene.second is None
    assert replace(Scene(), second=8).places[0] == range(1), "a stage without panes does not exist"
