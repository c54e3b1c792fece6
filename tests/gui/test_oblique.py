"""Oblique panes: turned by keys and handles, letters, values, refusals, undo, and back along the axes."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from ldct_studio.core.dose import DoseLevel
from ldct_studio.core.errors import GeometryError
from ldct_studio.core.lane import Frame
from ldct_studio.core.memo import Memo
from ldct_studio.core.oblique import Oblique
from ldct_studio.core.origin import Made, Origin
from ldct_studio.core.roi import Circle
from ldct_studio.gui import oblique_paint
from ldct_studio.gui.commands import automatic_window, last_slice
from ldct_studio.gui.drags import Press
from ldct_studio.gui.key_images import marked, toggle
from ldct_studio.gui.measuring import in_frame, in_loaded
from ldct_studio.gui.oblique_commands import oblique, straight, turned
from ldct_studio.gui.oblique_dialog import Angles, ObliqueDialog
from ldct_studio.gui.oblique_turn import angle_words, base_of, drag_handle
from ldct_studio.gui.pane import REFERENCE, Pane
from ldct_studio.gui.pane_menu import in_plane
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.stage import Stage
from ldct_studio.gui.state import AppState
from ldct_studio.gui.transform import Placement
from ldct_studio.pipeline import frame


@pytest.fixture
def tilted(opened: AppState) -> AppState:
    """Return the state with the reference, pane A, turned by 30°."""
    opened.become(replace(opened.scene, active=0))
    opened.become(oblique(opened.scene), "Oblique")
    opened.settle()
    return opened


def picture(scene: Scene, index: int) -> Frame:
    assert scene.request is not None
    return frame(scene.request, scene.panes[index].lane, Memo())


def placed(scene: Scene, index: int) -> Placement:
    lane = scene.panes[index].lane
    cuts = lane.cuts(scene.source.grid)
    return Placement.on(cuts, scene.row_of(index), scene.view, 400, 400, lane.seen_as)


def test_a_picture_says_where_the_volume_ends(tilted: AppState) -> None:
    found = picture(tilted.scene, 0)
    assert found.outside is not None
    assert found.image.shape == found.cuts.shape[1:]
    assert np.isfinite(found.image).all()
    assert 0 < found.outside.mean() < 1


def test_letters_follow(opened: AppState) -> None:
    scene = replace(opened.scene, active=0)
    assert placed(turned("through", 45.0)(scene), 0).letters == ("RA", "LP", "AL", "PR")
    assert placed(turned("right", -90.0)(scene), 0).letters == ("R", "L", "S", "I")


def test_keys_turn_by_degrees_and_undo_takes_back(tilted: AppState) -> None:
    before = tilted.scene
    tilted.become(turned("down", 1.0)(before), "Swing")
    first, second = before.panes[0].lane.tilt.normal, tilted.scene.panes[0].lane.tilt.normal
    assert np.degrees(np.arccos(first @ second)) == pytest.approx(1.0, abs=1e-3)
    tilted.undo_stack.undo()
    assert tilted.scene == before
    tilted.undo_stack.undo()
    assert tilted.scene.panes[0].lane.tilt is None


def test_it_goes_through_the_crosshair(tilted: AppState) -> None:
    point = tilted.scene.source.grid.patient((2, 10, 20))
    tilted.become(tilted.scene.marked(point))
    assert tilted.scene.panes[0].lane.tilt.center == point
    assert tilted.scene.row == 2
    tilted.become(straight(tilted.scene))
    assert tilted.scene.panes[0].lane.tilt is None
    assert tilted.scene.row == 2


def test_scrolling_moves_the_plane_along_its_normal(tilted: AppState) -> None:
    before, row = tilted.scene.panes[0].lane.tilt, tilted.scene.row_of(0)
    tilted.become(tilted.scene.with_row(0, row + 3))
    after = tilted.scene.panes[0].lane.tilt
    assert tilted.scene.row_of(0) == row + 3
    assert np.allclose(np.subtract(after.center, before.center), 3 * before.normal)
    assert tilted.scene.row == 1  # the axial panes stay


def test_linked_panes_that_were_cut_alike_turn_together(tilted: AppState) -> None:
    lane = tilted.scene.panes[0].lane
    scene = tilted.scene.with_lane(2, tilted.scene.panes[2].lane.placed_as(lane))
    scene = turned("right", 5.0)(scene)
    assert scene.panes[2].lane.tilt == scene.panes[0].lane.tilt != lane.tilt
    assert scene.panes[1].lane.tilt is None


def test_a_method_needs_its_volume_and_shows_it_once_it_is_there(tilted: AppState) -> None:
    scene = tilted.scene
    lane = scene.panes[1].lane.placed_as(scene.panes[0].lane)
    scene = scene.with_lane(1, lane)
    assert "Apply the method to the volume first" in picture(scene, 1).error
    assert picture(scene, 1).unapplied
    dose = DoseLevel(scene.fraction, scene.reference_scan)
    made = Made("FBP made", "FBP", scene.volume, lane.steps, dose, scene.seed)
    volume = scene.source.made(scene.source.data + 100)
    study = replace(
        scene.study, volumes={**scene.study.volumes, "FBP made": volume}, origin=Origin(made=(made,))
    )
    scene = replace(scene, study=study)
    there, loaded = picture(scene, 1), picture(scene, 0)
    inside = ~there.outside
    assert np.allclose((there.image - loaded.image)[inside], 100, atol=1e-3)
    assert not there.unapplied


def test_a_handle_in_another_plane_turns_it_by_the_angle_of_the_hand(tilted: AppState) -> None:
    scene = in_plane(tilted.scene, 1, "sagittal")
    scene = replace(scene, crosshair=None)
    placement = placed(scene, 1)
    (number, _line), *_ = oblique_paint.lines(placement, scene)
    first, second = oblique_paint.handles(placement, scene, number)
    assert oblique_paint.grasped(placement, scene, first) == 0
    assert oblique_paint.grasped(placement, scene, (first + second) / 2 + QPointF(40, 40)) is None
    center = (first + second) / 2
    step = first - center
    quarter = center + QPointF(-step.y(), step.x())
    press = Press(1, scene, placement, False, first)
    before, after = (s.panes[0].lane.tilt for s in (scene, drag_handle(0)(press, scene, quarter)))
    assert abs(before.normal @ after.normal) == pytest.approx(0, abs=1e-6)
    (_, line), *_ = oblique_paint.lines(placement, drag_handle(0)(press, scene, quarter))
    way = line.p2() - line.p1()
    assert QPointF.dotProduct(way, step) / line.length() / step.manhattanLength() == pytest.approx(
        0, abs=1e-6
    )


def test_regions_of_other_planes_are_refused_with_the_reason(tilted: AppState) -> None:
    region = Circle("R", tilted.scene.panes[0].lane.tilt.center, 5.0)
    found = picture(tilted.scene, 0)
    for measured in (in_frame, in_loaded):
        with pytest.raises(GeometryError, match="drawn in axial pictures, and this one is oblique"):
            measured(found, region)


def test_another_case_opens_along_the_axes(tilted: AppState) -> None:
    scene = tilted.scene.opened(tilted.scene.study)
    assert all(pane.lane.tilt is None for pane in scene.panes)


def test_angles_are_typed_and_cancel_takes_them_back(qtbot: QtBot, tilted: AppState) -> None:
    before = tilted.scene.panes
    dialog = ObliqueDialog(tilted)
    qtbot.addWidget(dialog)
    assert cast(Angles, dialog.form.values).tilt == pytest.approx(30)
    dialog.form.changed.emit(Angles(tilt=30.0, swing=-12.0))
    base = base_of(tilted.scene)
    assert tilted.scene.panes[0].lane.tilt.angles(base) == pytest.approx((30, -12, 0), abs=1e-6)
    words = angle_words(tilted.scene.panes[0].lane, tilted.scene.source.grid)
    assert words.replace("\u00a0", " ") == "Axial turned by 30°, −12°, 0°"
    dialog.reject()
    assert tilted.scene.panes == before


def test_the_automatic_window_and_the_last_slice_are_no_errors(tilted: AppState) -> None:
    scene = automatic_window(tilted.scene)
    assert scene.view.width > 0
    last = last_slice(tilted.scene)
    assert last.row_of(0) == last.panes[0].lane.cuts(last.source.grid).shape[0] - 1
    beyond = picture(tilted.scene.at_point((500.0, 500.0, 500.0)), 0)  # the nearest cut there is
    assert beyond.error or np.isfinite(beyond.image).all()


def test_the_status_bar_tells_no_value_of_a_plane_turned_another_way(qtbot: QtBot, opened: AppState) -> None:
    """Turned by 30° and by −30° both cuts have one shape and one number, but no place in common."""
    source = opened.scene.source
    ramp = source.made(torch.arange(source.data.numel(), dtype=torch.float32).reshape(source.grid.shape))
    study = replace(opened.scene.study, volumes={"CT": ramp})
    base = Oblique.of(ramp.grid, "axial", ramp.grid.patient((1.0, 23.5, 31.5)))
    lanes = [replace(REFERENCE, tilt=base.turned("right", angle)) for angle in (30.0, -30.0)]
    opened.open(replace(opened.scene.opened(study), panes=tuple(map(Pane, lanes)), rows=1, columns=2))
    stage = Stage(opened)
    qtbot.addWidget(stage, before_close_func=lambda _: stage.close_work())
    frames = [frame(opened.scene.request, lane, Memo()) for lane in lanes]
    assert frames[0].image.shape == frames[1].image.shape
    assert frames[0].row == frames[1].row
    for found in frames:
        stage.show_frame(found)
    canvas = stage.panes[1].canvas
    canvas.resize(400, 400)
    place = canvas.placement.locate(base.center) + QPointF(9, 9)
    told = stage._hover(canvas, place)
    column, row = (round(at) for at in canvas.placement.pixel(place))
    assert (told.a, told.b, told.difference) == (None, frames[1].image[row, column], None)
    opened.become(opened.scene.with_lane(0, lanes[1]))
    stage.show_frame(frames[1])
    told = stage._hover(canvas, place)
    assert (told.a, told.difference) == (told.b, 0)


def test_a_key_image_of_an_oblique_cut_marks_that_cut_alone(tilted: AppState) -> None:
    scene = toggle(tilted.scene)
    assert marked(scene) is not None
    assert marked(turned("right", 1.0)(scene)) is None
    assert marked(straight(scene)) is None
