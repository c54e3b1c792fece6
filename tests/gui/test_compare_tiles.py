"""The checkerboard: tiles in mm of the patient, A and the other picture in turn, never a gap between them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.encoding import encode
from ldct_studio.gui import commands, compare_commands
from ldct_studio.gui.compare_tiles import Tiles
from ldct_studio.gui.pane import View
from ldct_studio.gui.pane_menu import unlinked
from ldct_studio.gui.session_scene import scene_of
from ldct_studio.gui.stage import Stage
from tests.gui.hand import CTRL, SHIFT, Hand


@pytest.fixture
def stage(qtbot, opened, frame_of):
    stage = Stage(opened)
    qtbot.addWidget(stage)
    stage.resize(960, 746)
    stage.show()
    opened.update("x", view=View(400, 0))
    for value, pane in zip((0.0, 100.0, -100.0, 0.0), opened.scene.panes, strict=True):
        stage.show_frame(frame_of(opened, pane.lane, image=np.full((48, 64), value, np.float32)))
    opened.update("Compare", compare="checkerboard", tile=10.0)
    opened.settle()
    return stage


def shown(stage):
    """Return the picture in the middle of each tile of 10 mm, from the corner of the cut on."""
    canvas = stage.compare.canvas
    placement, picture = canvas.placement, canvas.grab().toImage()
    corner, side = placement.bounds.topLeft(), 10 * placement.scale
    grays = {}
    for column in range(6):
        for row in range(7):
            place = corner + QPointF((column + 0.25) * side, (row + 0.75) * side)
            color: QColor = picture.pixelColor(place.toPoint())
            grays[column, row] = color.red()
    return grays


def test_a_and_the_active_pane_take_turns_from_the_corner_of_the_cut(stage, opened):
    for place, gray in shown(stage).items():
        assert gray == pytest.approx(127 if sum(place) % 2 == 0 else 191, abs=1), place
    opened.update(active=2)
    assert shown(stage)[1, 0] == pytest.approx(64, abs=1), "C instead of B, and A where it was"
    assert shown(stage)[0, 0] == pytest.approx(127, abs=1)


def test_tiles_cover_all_that_is_seen_and_leave_no_blank(stage):
    canvas = stage.compare.canvas
    tiles = Tiles.of(canvas.placement, 10.0)
    box = tiles.box.toAlignedRect()
    area = sum(rect.width() * rect.height() for rect in tiles.first)
    assert area / (box.width() * box.height()) == pytest.approx(0.5, abs=0.1)
    for x in range(box.left() + 1, box.right(), 37):
        for y in range(box.top() + 1, box.bottom(), 31):
            inside = tiles.first.contains(QPoint(x, y))
            assert inside == tiles.shows_first(QPointF(x + 0.5, y + 0.5)), (x, y)
    picture = canvas.grab().toImage()
    line = [picture.pixelColor(x, box.center().y()).red() for x in range(box.left() + 2, box.right() - 2)]
    assert min(line) > 0


def test_what_is_measured_in_a_tile_is_what_it_shows(stage, opened):
    canvas = stage.compare.canvas
    corner, side = canvas.placement.bounds.topLeft(), 10 * canvas.placement.scale
    first, second = (corner + QPointF(x * side, 0.5 * side) for x in (0.5, 1.5))
    assert (canvas.frame_at(first).image == 0).all()
    assert (canvas.frame_at(second).image == 100).all()
    stage.compare.peek(True)
    assert (canvas.frame_at(second).image == 0).all(), "Space shows A everywhere"
    stage.compare.peek(False)


def test_tiles_stay_where_they_are_in_the_patient(stage, opened):
    canvas = stage.compare.canvas
    corner, side = canvas.placement.bounds.topLeft(), 10 * canvas.placement.scale
    place = corner + QPointF(1.5 * side, 0.5 * side)
    point, was = canvas.placement.patient(place), Tiles.of(canvas.placement, 10.0).shows_first(place)
    opened.update("Zoom", view=View(400, 0, zoom=3.0, center=point))
    moved = Tiles.of(canvas.placement, 10.0)
    assert moved.side == pytest.approx(3 * side)
    assert moved.shows_first(canvas.placement.locate(point)) == was


def test_wheel_keys_and_menu_change_the_tiles_and_undo_brings_them_back(stage, opened):
    hand = Hand(stage.compare.canvas)
    row = opened.scene.row
    hand.wheel(1, CTRL | SHIFT)
    assert opened.scene.tile == 15.0
    hand.wheel(-0.5, CTRL | SHIFT)
    hand.wheel(-0.5, CTRL | SHIFT)
    assert opened.scene.tile == 10.0
    assert opened.scene.row == row
    opened.become(compare_commands.larger(9)(opened.scene), "Larger tiles")
    assert opened.scene.tile == compare_commands.TILES[-1]
    opened.undo_stack.undo()
    assert opened.scene.tile == 10.0
    opened.update("Compare", compare="swipe")
    hand.wheel(1, CTRL | SHIFT)
    assert opened.scene.tile == 10.0, "only where there are tiles"


def test_pictures_of_two_slices_are_not_tiled(stage, opened, frame_of):
    opened.become(unlinked(opened.scene, 1))
    opened.become(opened.scene.with_row(1, 0))
    stage.show_frame(frame_of(opened, opened.scene.panes[1].lane))
    canvas = stage.compare.canvas
    assert not canvas.has_picture
    assert "different slices" in canvas.hint
    canvas.grab()


def test_the_mode_is_one_of_the_cycle_and_of_a_session(opened):
    scene, seen = opened.scene, []
    for _ in range(4):
        scene = commands.cycle_compare(scene)
        seen.append(scene.compare)
    assert seen == ["swipe", "checkerboard", "difference", "side"]
    kept = scene_of({"compare": encode("checkerboard"), "tile": encode(50.0)}).scene
    assert (kept.compare, kept.tile) == ("checkerboard", 50.0)
    assert scene_of({"tile": encode(0.0)}).scene.tile == opened.scene.tile


@pytest.mark.parametrize("zoom", [0.1, 1.0, 40.0])
def test_tiles_are_never_too_many_to_draw(stage, opened, zoom):
    opened.update("Zoom", view=View(400, 0, zoom=zoom), tile=5.0)
    region = Tiles.of(stage.compare.canvas.placement, 5.0).first
    assert region.rectCount() < 20_000
    assert zoom > 1 or not region.isEmpty(), "from near one tile fills the pane"
    assert stage.compare.canvas.cursor().shape() != Qt.CursorShape.SplitHCursor
