"""Key images: marked with what the pane shows, gone to, undone, kept in a session."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMenu

from ldct_studio.core.encoding import DecodeError, decode, encode
from ldct_studio.gui import key_images
from ldct_studio.gui.check_views import shown_as, shown_in
from ldct_studio.gui.key_images_menu import KeyImagesMenu
from ldct_studio.gui.pane import KeyImage, View
from ldct_studio.gui.solid import Solid


@pytest.fixture
def marked_case(opened):
    """Return the state with pane C marked in slice 3 at 41 % in a narrow window, and now elsewhere."""
    opened.update("Pane", active=2)
    opened.update("Dose", fraction=0.41)
    opened.become(opened.scene.with_view(2, View(width=150, level=30)), "Window")
    opened.become(opened.scene.with_row(2, 2), "Scroll")
    opened.become(key_images.toggle(opened.scene), "Mark key image")
    opened.update("Elsewhere", row=0, fraction=0.17, view=View(), active=0, seed=99)
    return opened


def test_going_there_shows_what_was_marked(marked_case):
    scene = key_images.go(0)(marked_case.scene)
    assert (scene.active, scene.row_of(2), scene.fraction, scene.seed) == (2, 2, 0.41, 7)
    assert scene.view_of(scene.panes[2]) == View(width=150, level=30)
    assert key_images.marked(scene) is scene.key_images[0]


def test_a_method_that_no_pane_shows_any_more_comes_into_the_active_one(marked_case):
    scene = marked_case.scene
    lane = replace(scene.panes[2].lane, title="Gone", steps=())
    scene = key_images.go(0)(scene.with_lane(2, lane))
    assert scene.active == 0
    assert scene.panes[0].lane == scene.key_images[0].lane


@pytest.mark.parametrize(("shown", "other"), [("residual", "picture"), ("error", "consistency")])
def test_a_check_comes_back_as_it_was_marked_and_never_of_a_difference(opened, shown, other):
    scene = replace(shown_as(opened.scene, 2, shown), active=2)
    scene = key_images.toggle(scene)
    scene = key_images.go(0)(shown_as(scene, 2, other))
    assert shown_in(scene, scene.active) == shown
    assert scene.panes[scene.active].check is None or scene.panes[scene.active].lane.minus is None
    assert ("residual" in key_images.title(scene.key_images[0])) == (shown == "residual")
    assert decode(tuple[KeyImage, ...], encode(scene.key_images)) == scene.key_images


def test_the_key_marks_and_takes_the_mark_away_and_both_are_undone(marked_case):
    state = marked_case
    state.become(key_images.go(0)(state.scene), "Show key image")
    state.become(key_images.toggle(state.scene), "Mark key image")
    assert not state.scene.key_images
    state.undo_stack.undo()
    assert len(state.scene.key_images) == 1


def test_next_runs_through_them_in_the_order_of_the_slices(opened):
    for row in (2, 0):
        opened.update("Scroll", row=row)
        opened.become(key_images.toggle(opened.scene), "Mark key image")
    assert [key.row for key in opened.scene.key_images] == [0, 2]
    opened.update("Scroll", row=1)
    scene = key_images.step(1)(opened.scene)
    assert scene.row == 0
    scene = key_images.step(1)(scene)
    assert scene.row == 2
    assert key_images.step(1)(scene).row == 0
    assert key_images.clear(scene).key_images == ()


def test_a_key_image_is_no_3d_picture_and_those_of_other_volumes_are_passed_by(marked_case):
    scene = marked_case.scene.with_solid(2, Solid())
    assert key_images.go(0)(scene).panes[2].solid is None
    gone = replace(scene.key_images[0], volume="Gone")
    scene = replace(scene, key_images=(gone, *scene.key_images, gone))
    for by in (1, -1):
        there = key_images.step(by)(scene)
        assert there.row_of(2) == 2
        assert key_images.step(by)(there) == there
    scene = replace(scene, key_images=(gone,))
    assert key_images.step(1)(scene) is scene


def test_the_menu_lists_them_above_its_commands(marked_case, qtbot):
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Mark key image")
    KeyImagesMenu(marked_case, menu)
    marked_case.update("Scroll", row=1)
    marked_case.become(key_images.toggle(marked_case.scene), "Mark key image")
    texts = [action.text() for action in menu.actions()]
    assert texts == [
        "Axial 2 · Reference · W\u00a0400  L\u00a040",
        "Axial 3 · Total variation · 41\u00a0% · W\u00a0150  L\u00a030",
        "",
        "Mark key image",
    ]
    menu.actions()[1].trigger()
    assert (marked_case.scene.row, marked_case.scene.fraction) == (2, 0.41)
    marked_case.become(key_images.clear(marked_case.scene), "Clear")
    assert [action.text() for action in menu.actions()] == ["Mark key image"]


def test_another_case_has_none_and_a_session_keeps_them(marked_case, marked):
    keys = marked_case.scene.key_images
    assert decode(tuple[KeyImage, ...], encode(keys)) == keys
    with pytest.raises(DecodeError):
        decode(tuple[KeyImage, ...], [{**encode(keys)[0], "fraction": 3.0}])
    assert marked_case.scene.opened(marked).key_images == ()
