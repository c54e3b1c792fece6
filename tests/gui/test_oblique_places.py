"""Where oblique panes lie: they stay where they are put, and no other cut is taken for theirs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from PySide6.QtCore import QPointF, QSize
from pytestqt.qtbot import QtBot

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.memo import Memo
from ldct_studio.core.rigid import Rigid
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import oblique_paint
from ldct_studio.gui.drags import Press
from ldct_studio.gui.export_movie import Movie, shots
from ldct_studio.gui.export_options import MovieOptions
from ldct_studio.gui.hover import Hover
from ldct_studio.gui.key_images import marked, toggle
from ldct_studio.gui.oblique_commands import oblique, straight, turned
from ldct_studio.gui.oblique_turn import drag_handle
from ldct_studio.gui.pane import REFERENCE, Pane
from ldct_studio.gui.pane_menu import in_plane, unlinked
from ldct_studio.gui.pane_paint import corners
from ldct_studio.gui.prior import Prior
from ldct_studio.gui.prior_panes import PRIOR
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.stage import Stage
from ldct_studio.gui.state import AppState
from ldct_studio.gui.transform import Placement
from ldct_studio.pipeline import frame

GRID = Grid((20, 24, 28), (2.0, 2.0, 2.0), (-30.0, 10.0, 100.0))


@pytest.fixture
def scene() -> Scene:
    """Return two panes of a ramp in slice 10, the second one active; and the ramp in slices of 4 mm."""
    z, y, x = np.indices(GRID.shape)
    data = torch.from_numpy((7 * z + 3 * y + x).astype(np.float32))
    thick = Volume(data.reshape(10, 2, 24, 28).mean(1), GRID.thicker(2))
    opened = Scene().opened(Study("ramp", {"thin": Volume(data, GRID), "thick": thick}), 10)
    return replace(opened, panes=(Pane(REFERENCE), Pane(REFERENCE)), rows=1, columns=2, active=1)


def picture(scene: Scene, index: int) -> Frame:
    assert scene.request is not None
    return frame(scene.request, scene.panes[index].lane, Memo())


def placed(scene: Scene, index: int) -> Placement:
    assert scene.source is not None
    lane = scene.panes[index].lane
    cuts = lane.cuts(scene.source.grid)
    return Placement.on(cuts, scene.row_of(index), scene.view, 400, 400, lane.seen_as)


def mirrored(scene: Scene) -> Scene:
    """Return the scene with pane A turned by -30°, and pane B by 30° about the same place."""
    place = GRID.patient((9.5, 11.5, 13.5))
    first = turned("right", -30.0)(replace(scene, active=0, crosshair=place))
    return turned("right", 30.0)(replace(first, active=1))


def test_no_value_of_another_cut_stands_under_the_pointer(qtbot: QtBot, qapp: object, scene: Scene) -> None:
    scene = mirrored(scene)
    assert picture(scene, 0).cuts.shape == picture(scene, 1).cuts.shape
    assert scene.row_of(0) == scene.row_of(1)
    state = AppState()
    state.open(scene)
    stage = Stage(state)
    qtbot.addWidget(stage)
    stage.resize(800, 400)
    stage.show()
    frames = [picture(state.scene, index) for index in (0, 1)]
    for made in frames:
        stage.show_frame(made)
    told: list[Hover] = []
    stage.hovered.connect(told.append)
    canvas = stage.panes[1].canvas
    image = frames[1].image
    assert image is not None
    row, column = image.shape[0] // 2 + 3, image.shape[1] // 2
    canvas.pointed.emit(canvas.placement.screen(column, row))
    assert told[-1].b == pytest.approx(float(image[row, column]))
    assert (told[-1].a, told[-1].difference) == (None, None)


def test_a_key_image_is_said_in_no_other_cut(qapp: object, scene: Scene) -> None:
    scene = toggle(mirrored(scene))
    assert marked(scene) is not None

    def said(index: int) -> bool:
        found = corners(scene, picture(scene, index), scene.view, placed(scene, index))
        return "Key image" in found.result

    assert said(1)
    assert not said(0)


def test_another_volume_is_cut_at_the_same_place(scene: Scene) -> None:
    before = oblique(replace(scene, crosshair=GRID.patient((5, 6, 7))))
    after = before.shown_as("thick")
    assert after.panes[1].lane.tilt == before.panes[1].lane.tilt
    assert after.row == 5


def test_a_crosshair_elsewhere_leaves_an_unlinked_plane_where_it_is(scene: Scene) -> None:
    before = oblique(unlinked(scene, 1))
    tilt = before.panes[1].lane.tilt
    assert tilt is not None
    assert before.marked(GRID.patient((15, 3, 4))).panes[1].lane.tilt == tilt
    cuts = tilt.cuts(GRID)
    inside = cuts.patient((tilt.row(GRID), 4, 5))
    after = before.marked(inside).panes[1].lane.tilt  # it is turned about the crosshair from now on
    assert after is not None
    assert after.center == inside
    linked = oblique(scene)
    assert linked.marked(GRID.patient((15, 3, 4))).panes[1].lane.tilt != linked.panes[1].lane.tilt


def test_an_unlinked_plane_is_laid_along_the_axes_alone(scene: Scene) -> None:
    alone = unlinked(scene, 1).with_row(1, 5)
    back = straight(oblique(alone))
    assert back.panes[1].lane.tilt is None
    assert (back.row, back.row_of(0), back.row_of(1)) == (10, 10, 5)
    assert back.with_row(0, 2).row_of(1) == 5
    aside = in_plane(oblique(alone), 1, "coronal")
    assert aside.with_row(0, 2).panes[1].lane.row == aside.coronal


def test_a_movie_leaves_out_the_cuts_that_meet_no_voxel(qapp: object, scene: Scene, tmp_path: Path) -> None:
    scene = turned("down", 20.0)(turned("right", 30.0)(scene))
    every = shots(scene, 1, MovieOptions())
    there = [shot for shot in every if picture(shot, 1).image is not None]
    assert 0 < len(there) < len(every)
    movie = Movie(scene, 1, MovieOptions(), QSize(120, 120))
    movie.write(tmp_path / "movie.webp", lambda progress: None)
    movie.close()
    with Image.open(tmp_path / "movie.webp") as written:
        assert written.n_frames == len(there)  # type: ignore[attr-defined]


def test_a_movie_of_nothing_says_why(qapp: object, scene: Scene, tmp_path: Path) -> None:
    assert scene.study is not None
    far = Prior(scene.study, "thin", Rigid(shift=(1e4, 0.0, 0.0)))
    scene = replace(scene, prior=far).with_lane(1, PRIOR)
    movie = Movie(scene, 1, MovieOptions(every=4), QSize(120, 120))
    with pytest.raises(GeometryError, match="The prior does not reach this place"):
        movie.write(tmp_path / "movie.gif", lambda progress: None)
    movie.close()


def test_the_handles_stand_on_their_line_and_follow_the_hand(scene: Scene) -> None:
    scene = in_plane(turned("down", 20.0)(turned("right", 30.0)(scene)), 0, "sagittal")
    scene = replace(scene, sagittal=scene.sagittal + 8)  # the center lies in another slice
    placement = placed(scene, 0)
    (number, line), *_ = oblique_paint.lines(placement, scene)
    handles = oblique_paint.handles(placement, scene, number)
    assert all(_beside(line.p1(), line.p2(), handle) < 1e-6 for handle in handles)
    tilt = scene.panes[1].lane.tilt
    assert tilt is not None
    center = placement.locate(tilt.center)
    assert _beside(line.p1(), line.p2(), center) > 5
    hand = handles[0] - center
    angle = np.radians(25)
    led = center + QPointF(
        hand.x() * np.cos(angle) - hand.y() * np.sin(angle),
        hand.x() * np.sin(angle) + hand.y() * np.cos(angle),
    )
    after = drag_handle(1)(Press(0, scene, placement, False, handles[0]), scene, led)
    (_, line), *_ = oblique_paint.lines(placement, after)
    assert _beside(line.p1(), line.p2(), led) < 1e-3


def _beside(start: QPointF, end: QPointF, place: QPointF) -> float:
    """Return how far a place lies from the line through two others, in px."""
    way, off = end - start, place - start
    return abs(way.x() * off.y() - way.y() * off.x()) / float(np.hypot(way.x(), way.y()))
