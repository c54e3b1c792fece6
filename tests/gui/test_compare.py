from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.lane import Lane
from ldct_studio.core.step import Step
from ldct_studio.gui import compare as module
from ldct_studio.gui import plane_commands
from ldct_studio.gui.compare import compared
from ldct_studio.gui.pane import View
from ldct_studio.gui.pane_menu import unlinked
from ldct_studio.gui.stage import Stage

NOISE = Lane("Noise map", (Step("simulator", "insert"), Step("reconstructor", "noise-map")))


@pytest.fixture
def stage(qtbot, opened, frame_of):
    stage = Stage(opened)
    qtbot.addWidget(stage)
    stage.resize(960, 746)
    stage.show()
    opened.update("x", view=View(400, 0))
    for value, pane in zip((0.0, 100.0, -100.0, 0.0), opened.scene.panes, strict=True):
        stage.show_frame(frame_of(opened, pane.lane, image=np.full((48, 64), value, np.float32)))
    return stage


def gray(stage, x, y=450):
    return stage.compare.canvas.grab().toImage().pixelColor(x, y).red()


def test_swipe_shows_a_to_the_left_and_the_active_pane_to_the_right(stage, opened):
    opened.update("Compare", compare="swipe", swipe=0.5)
    assert stage.compare.isVisible()
    assert gray(stage, 300) == pytest.approx(127, abs=1)
    assert gray(stage, 700) == pytest.approx(191, abs=1)
    opened.update("x", swipe=0.25)
    assert gray(stage, 300) == pytest.approx(191, abs=1)


def test_the_swipe_line_is_dragged_in_one_undo_step(stage, opened, qtbot):
    opened.update("Compare", compare="swipe", swipe=0.5)
    opened.settle()
    canvas = stage.compare.canvas
    middle = canvas.width() // 2
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(middle, 200))
    for x in (middle + 20, middle + 60, middle + 96):
        qtbot.mouseMove(canvas, QPoint(x, 200))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(middle + 96, 200))
    assert opened.scene.swipe == pytest.approx((middle + 96) / canvas.width())
    opened.undo_stack.undo()
    assert opened.scene.swipe == 0.5
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert opened.scene.swipe == pytest.approx(0.52)


def test_difference_is_active_minus_a_in_a_window_of_its_own(stage, opened):
    opened.update("Compare", compare="difference", difference_width=400.0)
    canvas = stage.compare.canvas
    assert (canvas.image == 100).all()
    assert canvas.signed
    color = canvas.grab().toImage().pixelColor(300, 450)
    assert color.red() > color.blue(), "the active pane is above A: orange"
    opened.update(active=2)
    assert (canvas.image == -100).all()
    assert stage.compare.header.said.title.startswith("C − A")


def test_difference_follows_new_pictures(stage, opened, frame_of):
    opened.update("Compare", compare="difference")
    lane = opened.scene.panes[1].lane
    stage.show_frame(frame_of(opened, lane, image=np.full((48, 64), 30, np.float32)))
    assert (stage.compare.canvas.image == 30).all()


def test_difference_of_two_slices_is_refused_with_a_sentence(stage, opened, frame_of):
    opened.become(unlinked(opened.scene, 1))
    opened.become(opened.scene.with_row(1, 0))
    stage.show_frame(frame_of(opened, opened.scene.panes[1].lane))
    opened.update("Compare", compare="difference")
    assert not stage.compare.canvas.has_picture
    assert "different slices" in stage.compare.canvas.hint


def test_swipe_joins_no_two_cuts(stage, opened, frame_of):
    opened.become(unlinked(opened.scene, 1))
    opened.update("Compare", compare="swipe", swipe=0.5)
    canvas = stage.compare.canvas
    assert (canvas.frame_at(QPointF(20, 700)).image == 0).all()
    opened.become(plane_commands.slab("mean")(opened.scene))
    stage.show_frame(frame_of(opened, opened.scene.panes[1].lane, image=np.full((48, 64), 100, np.float32)))
    assert canvas.frame_at(QPointF(20, 700)) is None
    assert (canvas.frame_at(QPointF(700, 700)).image == 100).all()
    assert gray(stage, 20, 400) == 0
    assert gray(stage, 700) == pytest.approx(191, abs=1)
    assert "different slices" in canvas._why_apart
    opened.update("Compare", compare="flicker")
    assert (canvas.frame_at(QPointF(20, 700)).image == 100).all()


def test_flicker_alternates_without_a_blank(stage, opened, qtbot, monkeypatch):
    assert module._FLICKER >= 250, "two full flashes a second at most"
    stage.compare._flicker.setInterval(5)
    opened.update("Compare", compare="flicker")
    seen = []

    def both():
        seen.append(float(stage.compare.canvas.image[0, 0]))
        return {0.0, 100.0} <= set(seen)

    qtbot.waitUntil(both)
    assert set(seen) == {0.0, 100.0}
    opened.update("Compare", compare="side")
    assert not stage.compare._flicker.isActive()


def test_flicker_says_which_picture_stands(stage, opened):
    opened.update("Compare", compare="flicker")
    assert (stage.compare.header.said.letter, stage.compare.header.said.title) == ("B", "FBP")
    stage.compare._flip()
    assert (stage.compare.header.said.letter, stage.compare.header.said.title) == ("A", "Reference")


def test_space_shows_a_alone_in_every_mode(stage, opened, qtbot):
    opened.update("Compare", compare="difference")
    canvas = stage.compare.canvas
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    assert (canvas.image == 0).all()
    assert not canvas.signed
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert (canvas.image == 100).all()


def with_map(stage, opened, frame_of, index):
    """Put a noise map of 50 HU into a pane."""
    opened.become(opened.scene.with_lane(index, NOISE))
    stage.show_frame(frame_of(opened, NOISE, image=np.full((48, 64), 50, np.float32)))


def test_the_header_says_how_finished_the_less_finished_of_two_is(stage, opened, frame_of):
    fbp = opened.scene.panes[1].lane
    opened.become(opened.scene.with_lane(0, replace(fbp, title="A")))
    opened.update(active=2)
    said = stage.compare.header
    for mode in ("swipe", "difference"):
        opened.update("Compare", compare=mode)
        stage.show_frame(frame_of(opened, opened.scene.panes[0].lane, state="preview", rounds=(1, 30)))
        assert (said.said.state, said.said.word) == ("preview", "Preview"), mode
        stage.show_frame(frame_of(opened, opened.scene.panes[2].lane, image=None, error="No memory."))
        assert said.said.state == "failed"
        stage.show_frame(frame_of(opened, opened.scene.panes[2].lane))
        stage.show_frame(frame_of(opened, opened.scene.panes[0].lane))
        assert said.said.state == "full"


def test_a_picture_that_stands_alone_says_its_own_state(stage, opened, frame_of):
    opened.update("Compare", compare="flicker")
    stage.show_frame(frame_of(opened, opened.scene.panes[1].lane, state="preview"))
    assert stage.compare.header.said.state == "preview"
    stage.compare._flip()
    assert stage.compare.header.said.state == "off", "the reference is whole"


def test_a_late_picture_is_refining_in_a_comparison_too(stage, opened, qtbot):
    opened.update("Compare", compare="swipe")
    opened.update("Dose", fraction=0.41)
    qtbot.waitUntil(lambda: stage.compare.header.said.state == "refining")


@pytest.mark.parametrize("index", [0, 1])
def test_a_map_is_drawn_by_its_own_rule_beside_a_picture(stage, opened, frame_of, index):
    """50 of 0 to 100 HU is mid gray; 50 HU in the tissue window of 400 HU would be lighter."""
    opened.update("Compare", compare="swipe", swipe=0.5, difference_width=200.0)
    with_map(stage, opened, frame_of, index)
    x, other = ((300, 700), (700, 300))[index]
    assert gray(stage, x) == pytest.approx(128, abs=1)
    assert gray(stage, other) == pytest.approx((127, 191)[1 - index], abs=1)
    opened.update("Compare", compare="flicker")
    stage.compare.canvas.flipped = index == 0
    stage.compare.canvas.refresh()
    assert gray(stage, x) == pytest.approx(128, abs=1)


@pytest.mark.parametrize("index", [0, 1])
def test_a_map_is_not_subtracted_from_the_patient(stage, opened, frame_of, index):
    opened.update("Compare", compare="difference")
    with_map(stage, opened, frame_of, index)
    assert not stage.compare.canvas.has_picture
    assert "pictures of the patient" in stage.compare.canvas.hint
    opened.update(active=3)
    assert not stage.compare.canvas.has_picture, "nor is a difference"
    opened.update("Compare", compare="swipe")
    assert stage.compare.canvas.has_picture
    assert stage.compare.canvas.hint == ""


def test_a_is_compared_with_the_active_pane_or_b(opened):
    assert compared(opened.scene) == 1
    opened.update(active=3)
    assert compared(opened.scene) == 3
    opened.update(active=0)
    assert compared(opened.scene) == 1
