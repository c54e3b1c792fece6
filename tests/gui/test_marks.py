"""Regions of every shape and marks: drawn, changed and undone with the mouse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from ldct_studio.core.marks import Angle, Profile, Ruler
from ldct_studio.core.roi import Circle, Freehand, Rectangle
from ldct_studio.gui import commands, key_images, regions
from ldct_studio.gui.cases import Cases
from ldct_studio.gui.command_table import table
from ldct_studio.gui.session_scene import scene_json, scene_of
from ldct_studio.gui.slice_pane import SlicePane
from tests.gui.hand import Hand


@pytest.fixture
def panes(qtbot, opened, frame_of):
    """Return the panes B and C with pictures."""
    made = []
    for index in (1, 2):
        pane = SlicePane(opened, index)
        qtbot.addWidget(pane)
        pane.resize(640, 506)
        pane.show()
        pane.show_frame(frame_of(opened, opened.scene.panes[index].lane))
        made.append(pane)
    return made


@pytest.fixture
def mouse(panes):
    return Hand(panes[0].canvas)


def steps(state):
    return [state.undo_stack.text(n) for n in range(state.undo_stack.count())]


def at(mouse, *place):
    return mouse.canvas.placement.patient(QPointF(*place))


def test_a_circle_grows_about_the_point_where_it_began(mouse, opened):
    opened.update(tool="circle")
    mouse.drag((300, 200), (330, 240))
    (region,) = opened.scene.rois
    assert isinstance(region, Circle)
    assert region.center == pytest.approx(at(mouse, 300, 200))
    assert region.radius == pytest.approx(50 / mouse.canvas.placement.scale)
    opened.update(tool="window")
    mouse.drag((350, 200), (380, 200))  # its right handle
    assert opened.scene.rois[0].radius == pytest.approx(80 / mouse.canvas.placement.scale)


def test_a_rectangle_is_the_dragged_box(mouse, opened):
    opened.update(tool="rectangle")
    mouse.drag((250, 150), (310, 190))
    (region,) = opened.scene.rois
    scale = mouse.canvas.placement.scale
    assert isinstance(region, Rectangle)
    assert (region.half_x, region.half_y) == pytest.approx((30 / scale, 20 / scale))
    opened.update(tool="window")
    mouse.drag((262, 150), (272, 160))  # its upper side, away from the handle
    assert opened.scene.rois[0].center == pytest.approx(at(mouse, 290, 180))
    assert steps(opened) == ["Add region", "Move region"]


def test_a_freehand_region_follows_the_pointer(mouse, opened):
    opened.update(tool="freehand")
    mouse.press((200, 100))
    for place in ((300, 100), (300, 200), (200, 200)):
        mouse.move(place)
    mouse.release((200, 200))
    (region,) = opened.scene.rois
    scale = mouse.canvas.placement.scale
    assert isinstance(region, Freehand)
    assert region.center == pytest.approx(at(mouse, 250, 150))
    assert region.area == pytest.approx((100 / scale) ** 2)
    assert steps(opened) == ["Add region"]
    opened.undo_stack.undo()
    assert opened.scene.rois == ()


def test_a_freehand_line_is_no_region(mouse, opened):
    opened.update(tool="freehand")
    mouse.drag((200, 100), (300, 100))
    assert opened.scene.rois == ()
    assert not opened.undo_stack.canUndo()


def test_a_ruler_is_dragged_and_its_end_moved(mouse, opened):
    opened.update(tool="ruler")
    mouse.drag((200, 100), (300, 100))
    (mark,) = opened.scene.marks
    assert isinstance(mark, Ruler)
    assert (opened.scene.mark, opened.scene.placed) == (0, 0)
    assert mark.length == pytest.approx(100 / mouse.canvas.placement.scale)
    opened.update(tool="window")
    mouse.drag((300, 100), (300, 175))
    assert opened.scene.marks[0].points[1] == pytest.approx(at(mouse, 300, 175))
    assert steps(opened) == ["Add ruler", "Change ruler"]
    mouse.drag((240, 130), (250, 140))  # on the line
    assert opened.scene.marks[0].points[0] == pytest.approx(at(mouse, 210, 110))
    for _ in range(3):
        opened.undo_stack.undo()
    assert opened.scene.marks == ()
    assert opened.scene.placed == 0
    opened.undo_stack.redo()
    assert opened.scene.marks == (mark,)
    assert opened.scene.placed == 0


@pytest.mark.parametrize("tool", ["ruler", "profile"])
def test_an_end_dragged_in_another_slice_takes_the_mark_along(mouse, panes, opened, frame_of, tool):
    opened.update(tool=tool)
    mouse.drag((200, 100), (300, 100))
    opened.become(opened.scene.with_row(1, 2), "Scroll")
    panes[0].show_frame(frame_of(opened, opened.scene.panes[1].lane))
    mouse.drag((300, 100), (280, 100))
    (mark,) = opened.scene.marks
    assert mark.points == (pytest.approx(at(mouse, 200, 100)), pytest.approx(at(mouse, 280, 100)))
    assert mark.length == pytest.approx(80 / mouse.canvas.placement.scale)


def test_an_angle_ended_in_another_slice_lies_in_that_one(mouse, panes, opened, frame_of):
    opened.update(tool="angle")
    mouse.drag((200, 200), (300, 200))
    opened.become(opened.scene.with_row(1, 2), "Scroll")
    panes[0].show_frame(frame_of(opened, opened.scene.panes[1].lane))
    mouse.hover((300, 120))
    mouse.click((300, 100))
    (mark,) = opened.scene.marks
    assert mark.degrees == pytest.approx(90.0)
    assert {round(point[2], 6) for point in mark.points} == {104.0}


def test_undo_and_sessions_know_no_half_drawn_mark(mouse, opened):
    opened.update(tool="angle")
    mouse.drag((200, 200), (300, 200))
    read = scene_of(scene_json(opened.scene))
    assert (read.scene.marks, read.scene.placed, read.notes) == ((), 0, ())
    opened.update("Dose", fraction=0.5)
    mouse.hover((300, 120))
    mouse.click((300, 100))
    (whole,) = opened.scene.marks
    for text in ("undo", "undo", "undo", "redo", "redo"):
        getattr(opened.undo_stack, text)()
        assert (opened.scene.marks, opened.scene.placed) == ((), 0), text
    opened.undo_stack.redo()
    assert opened.scene.marks == (whole,)


def test_closing_a_case_takes_its_measurements_along(mouse, opened):
    opened.update(tool="ruler")
    mouse.drag((200, 100), (300, 100))
    opened.become(key_images.toggle(opened.scene), "Mark key image")
    opened.update(crosshair=(0.0, 0.0, 100.0), hidden=frozenset({("m", 1)}))
    cases = Cases(opened)
    cases.close_case()
    cases.close()
    empty = opened.scene
    assert (empty.study, empty.marks, empty.mark, empty.key_images) == (None, (), None, ())
    assert (empty.crosshair, empty.hidden) == (None, frozenset())


def test_a_ruler_can_be_clicked_as_well(mouse, opened):
    opened.update(tool="ruler")
    mouse.click((200, 100))
    assert opened.scene.placed == 1
    mouse.hover((250, 100))
    assert opened.scene.marks[0].points[1] == pytest.approx(at(mouse, 250, 100))
    mouse.click((300, 100))
    assert opened.scene.placed == 0
    mouse.hover((400, 300))
    assert opened.scene.marks[0].points == (
        pytest.approx(at(mouse, 200, 100)),
        pytest.approx(at(mouse, 300, 100)),
    )
    assert steps(opened) == ["Add ruler"]


def test_an_angle_is_a_drag_and_a_click_in_any_pane(mouse, panes, opened):
    opened.update(tool="angle")
    mouse.drag((200, 200), (300, 200))
    assert opened.scene.placed == 2
    other = Hand(panes[1].canvas)
    other.hover((300, 120))
    other.click((300, 100))
    (mark,) = opened.scene.marks
    assert isinstance(mark, Angle)
    assert mark.degrees == pytest.approx(90.0)
    assert opened.scene.placed == 0
    assert steps(opened) == ["Add angle"]


def test_escape_or_another_tool_gives_up_what_is_being_drawn(mouse, opened):
    for give_up in (commands.escape, commands.tool("pan")):
        opened.update(tool="angle")
        mouse.drag((200, 200), (300, 200))
        opened.become(give_up(opened.scene), "Cancel tool")
        assert opened.scene.marks == ()
        assert opened.scene.placed == 0


def test_a_double_click_gives_up_too_and_leaves_the_pane(mouse, opened):
    opened.update(tool="profile")
    mouse.click((200, 200))
    mouse.double((200, 200))
    assert opened.scene.marks == ()
    assert not opened.scene.maximized


def test_a_second_click_at_the_same_place_ends_nothing(mouse, opened):
    opened.update(tool="ruler")
    mouse.click((200, 200))
    mouse.click((200, 200))
    assert opened.scene.placed == 1


def test_a_ruler_may_begin_on_the_outline_of_a_region(mouse, opened):
    opened.update(tool="rectangle")
    mouse.drag((250, 150), (350, 250))
    opened.update(tool="ruler")
    mouse.drag((250, 180), (350, 180))
    assert len(opened.scene.marks) == 1
    assert len(opened.scene.rois) == 1
    assert steps(opened) == ["Add region", "Add ruler"]


def test_marks_of_another_plane_are_neither_taken_nor_drawn(mouse, opened, panes):
    opened.update(tool="profile")
    mouse.drag((200, 100), (300, 100))
    empty = panes[0].grab().toImage()
    (mark,) = opened.scene.marks
    assert isinstance(mark, Profile)
    opened.update("x", marks=(replace(mark, plane="coronal"),))
    assert panes[0].grab().toImage() != empty
    opened.update(tool="window")
    width = opened.scene.view.width
    mouse.drag((300, 100), (300, 150))
    assert opened.scene.marks[0].points == mark.points
    assert opened.scene.view.width == width
    assert steps(opened)[-1] == "Window"


@pytest.mark.parametrize(
    ("key", "tool"), [("D", "ruler"), ("A", "angle"), ("L", "profile"), ("E", "ellipse")]
)
def test_the_keys_of_measuring_act_in_the_panes(opened, key, tool):
    command = next(row for row in table() if key in row.keys)
    assert command.scope == "pane"
    assert command.change is not None
    assert command.change(opened.scene).tool == tool


@pytest.mark.parametrize(("key", "deed"), [("Ctrl+C", "copy-measurement"), ("Ctrl+V", "paste-measurements")])
def test_copy_and_paste_act_in_the_panes_only(key, deed):
    command = next(row for row in table() if key in row.keys)
    assert (command.name, command.scope) == (deed, "pane")


def test_delete_takes_the_mark_before_the_region(mouse, opened):
    opened.update(tool="circle")
    mouse.drag((300, 200), (330, 240))
    opened.update(tool="ruler")
    mouse.drag((200, 100), (300, 100))
    scene = commands.delete_region(opened.scene)
    assert (len(scene.marks), len(scene.rois)) == (0, 1)
    assert commands.delete_region(scene).rois == ()
    assert commands.escape(replace(opened.scene, tool="window")).mark is None


def test_other_panes_are_drawn_again_when_a_mark_changes(mouse, panes, opened, qtbot, monkeypatch):
    qtbot.waitExposed(panes[1])
    drawn = []
    monkeypatch.setattr(panes[1].canvas, "update", lambda: drawn.append(1))
    opened.update(tool="ruler")
    mouse.drag((200, 100), (300, 100))
    assert drawn


def test_few_pixels_are_told_at_the_region(mouse, opened):
    grid = opened.scene.source.grid
    small = Circle("r", grid.patient((1, 20, 20)), 3.0)
    image = np.random.default_rng(0).normal(0, 20, (48, 64)).astype(np.float32)
    found = regions.statistics(image, small, grid)
    assert found is not None
    assert f"(n = {found.count})" in regions._said(small, found, opened.scene, False, False)[0]
    large = replace(small, radius=14.0)
    said = regions._said(large, regions.statistics(image, large, grid), opened.scene, False, True)
    assert [text.split("\u00a0")[-1] for text in said] == ["HU", "HU", "mm²"]
    assert "n =" not in said[0]
