"""Tags: every picture that is on show tells what it is, however small its pane."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.lane import Lane
from ldct_studio.core.roi import Ellipse
from ldct_studio.core.step import Step
from ldct_studio.gui import frame_notes, pane_paint, pane_tags, regions, theme
from ldct_studio.gui.canvas import Canvas
from ldct_studio.gui.compare_tiles import Tiles
from ldct_studio.gui.label_overlay import LabelOverlay
from ldct_studio.gui.pane import REFERENCE, View
from ldct_studio.gui.pane_menu import unlinked
from ldct_studio.gui.stage import Stage

NET = Lane("U-Net", (Step("simulator", "insert"), Step("reconstructor", "fbp"), Step("denoiser", "tv")))
NOTE = "Model output · Trained on phantoms"


@pytest.fixture(autouse=True)
def net(monkeypatch):
    """Let the denoiser be a network."""
    monkeypatch.setattr(frame_notes, "notes", lambda lane: (NOTE,) if lane.steps == NET.steps else ())


@pytest.fixture
def tags(monkeypatch):
    """Return the tags that a canvas draws."""

    def drawn(canvas):
        found = []
        with monkeypatch.context() as patch:
            patch.setattr(pane_tags, "draw", lambda _, tags: found.append(tags))
            canvas.grab()
        return found[-1]

    return drawn


@pytest.fixture
def words(monkeypatch):
    """Return the texts that a module draws over a canvas."""

    def drawn(module, canvas):
        found = []
        canvas._texts_key = None
        with monkeypatch.context() as patch:
            patch.setattr(module, "draw_text", lambda _painter, _place, text, *_: found.append(text))
            canvas.grab()
        canvas._texts_key = None
        return found

    return drawn


@pytest.fixture
def stage(qtbot, opened, frame_of):
    """Show a network's picture of few photons as A, and the reference as B, which is active."""
    stage = Stage(opened)
    qtbot.addWidget(stage)
    stage.resize(960, 746)
    stage.show()
    opened.become(opened.scene.with_lane(0, NET).with_lane(1, REFERENCE))
    opened.update("x", view=View(400, 0), active=1)
    stage.show_frame(frame_of(opened, NET, image=np.zeros((48, 64), np.float32), counts=31.0))
    stage.show_frame(frame_of(opened, REFERENCE, image=np.full((48, 64), 100, np.float32)))
    return stage


@pytest.mark.parametrize("mode", ["swipe", "checkerboard", "difference"])
def test_a_comparison_has_the_tags_of_both_pictures(stage, opened, tags, mode):
    opened.update("Compare", compare=mode)
    said = [tag.text for tag in tags(stage.compare.canvas)]
    assert said == ["A: Simulated", f"A: {NOTE}", "A: Photon-starved, 31\u00a0counts"]


def test_every_line_of_a_tag_has_the_letter_of_its_pane():
    font = theme.current().font("corner")
    lines = pane_tags._in_lines(f"B: {NOTE}", font, 150.0, 400.0)
    assert lines == ("B: Model output", "B: Trained on phantoms")
    assert pane_tags._in_lines(f"B: {NOTE}", font, 400.0, 400.0) == (f"B: {NOTE}",)


def test_what_holds_for_both_pictures_is_said_once(stage, opened, frame_of, tags):
    low = Lane("FBP", NET.steps[:2])
    opened.become(opened.scene.with_lane(2, low))
    opened.update("Compare", compare="swipe", active=2)
    stage.show_frame(frame_of(opened, low))
    letters = [tag.text for tag in tags(stage.compare.canvas)]
    assert letters == ["Simulated", f"A: {NOTE}", "A: Photon-starved, 31\u00a0counts"]


def test_a_picture_that_stands_alone_has_its_own_tags(stage, opened, tags):
    opened.update("Compare", compare="swipe")
    stage.compare.peek(True)
    assert [tag.text for tag in tags(stage.compare.canvas)][:2] == ["Simulated", NOTE]
    stage.compare.peek(False)
    opened.update("Compare", compare="flicker")
    assert tags(stage.compare.canvas) == ()


@pytest.mark.parametrize(("width", "height"), [(160, 110), (180, 150), (300, 200)])
def test_tags_and_slice_stay_in_a_small_pane(qtbot, opened, frame_of, tags, words, width, height):
    opened.become(opened.scene.with_lane(1, NET))
    canvas = Canvas(opened, 1, LabelOverlay())
    qtbot.addWidget(canvas)
    canvas.show_frame(frame_of(opened, NET, counts=31.0))
    canvas.resize(width, height)
    drawn = tags(canvas)
    note = ["Model output"] if width < 300 else ["Model output", "Trained on phantoms"]
    assert [tag.text for tag in drawn][:-1] == ["Simulated", *note]
    assert drawn[-1].text.startswith("Photon-starved")
    assert all(canvas.rect().contains(tag.box.toAlignedRect()) for tag in drawn)
    assert "Axial 2/3" in words(pane_paint, canvas)


def test_the_slice_goes_before_the_tags_and_the_window_before_the_slice(qtbot, opened, frame_of, tags, words):
    opened.become(opened.scene.with_lane(1, NET))
    canvas = Canvas(opened, 1, LabelOverlay())
    qtbot.addWidget(canvas)
    canvas.show_frame(frame_of(opened, NET))
    seen = []
    for height in range(200, 20, -4):
        canvas.resize(230, height)
        said = words(pane_paint, canvas)
        seen.append(("Axial 2/3" in said, any(text.startswith("W") for text in said)))
        assert [tag.text for tag in tags(canvas)][:2] == ["Simulated", "Model output"]
    assert seen[0] == (True, True)
    assert seen[-1] == (False, False)
    assert (False, True) not in seen


@pytest.mark.parametrize("first", [True, False])
def test_a_value_in_the_checkerboard_has_the_letter_of_its_pane(stage, opened, words, first):
    opened.update("Compare", compare="checkerboard", tile=10.0)
    canvas = stage.compare.canvas
    place = Tiles.of(canvas.placement, 10.0).middle(first).center()
    region = Ellipse("Region 1", canvas.placement.patient(place), 4.0, 4.0)
    opened.update("Region", rois=(region,), roi=None)
    said = next(text for text in words(regions, canvas) if "σ" in text)
    assert said.startswith("A: σ" if first else "B: σ")
    opened.update("Compare", compare="difference")
    assert next(text for text in words(regions, canvas) if "σ" in text).startswith("σ")


def test_regions_are_told_where_the_tags_stand(stage, opened, tags, monkeypatch):
    canvas, told = stage.panes[0].canvas, []
    monkeypatch.setattr(regions, "draw", lambda *parts: told.append(parts[-1]))
    shown = tags(canvas)
    assert len(shown) > 1
    assert told[-1] == [tag.box for tag in shown]
    opened.update("Compare", compare="swipe", swipe=0.5)
    stage.compare.canvas.grab()
    assert told[-1]


def empty_side(canvas):
    """Return the grays to the left of the line, without edge letters, line and corner texts."""
    shown = canvas.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(shown.constBits(), np.uint8).reshape(shown.height(), shown.bytesPerLine())
    return rows[30:-60, 60 : canvas.width() // 2 - 60]


def test_nothing_lies_over_the_sentence_of_an_empty_side(stage, opened, frame_of, monkeypatch):
    opened.become(unlinked(opened.scene, 1))
    opened.become(opened.scene.with_row(1, 0))
    stage.show_frame(frame_of(opened, opened.scene.panes[1].lane))
    opened.update("Compare", compare="swipe", swipe=0.5)
    canvas = stage.compare.canvas
    grid = opened.scene.source.grid
    opened.update("x", crosshair=grid.patient((0, 20, 20)))
    opened.update("x", rois=(Ellipse("Region 1", grid.patient((0, 24, 15)), 6.0, 6.0),), roi=0)
    labeled = []
    monkeypatch.setattr(canvas, "draw_labels", lambda _painter, _placement, frame: labeled.append(frame))
    side = empty_side(canvas)
    assert side.max() == theme.current().stage.text.lightness(), "the sentence"
    monkeypatch.setattr(pane_paint, "draw_hint", lambda *_: None)
    assert empty_side(canvas).max() == 0
    assert labeled == [canvas.frame, canvas.frame], "the other picture's alone"
