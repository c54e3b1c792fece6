"""Planes on the stage: one crosshair in the patient, cuts that scroll alone, letters and labels that fit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPointF

from ldct_studio.core.lane import Frame, Lane
from ldct_studio.core.plane import PLANES, Slab, cut, merged, neighbors, stack
from ldct_studio.core.volume import Label, LabelMap
from ldct_studio.gui import commands, plane_commands
from ldct_studio.gui.image_numbers import ImageNumbers
from ldct_studio.gui.label_overlay import LabelOverlay
from ldct_studio.gui.pane import REFERENCE
from ldct_studio.gui.pane_menu import assigned, unlinked
from ldct_studio.gui.pane_numbers import OTHER_CUT
from ldct_studio.gui.pane_paint import corners, plane_color
from ldct_studio.gui.stage import Stage
from ldct_studio.gui.transform import Placement

MARKER = (1, 12, 40)


def frame_in(state, lane):
    """Return what the live thread makes of the loaded volume in a lane's plane."""
    request = state.scene.request
    bare = Frame(request, lane, None)
    near = neighbors(bare.cuts, bare.row, lane.slab)
    image = merged(stack(request.source.data, lane.plane, near), lane.slab)
    return replace(bare, image=image.contiguous().numpy())


@pytest.fixture
def planes(qtbot, opened):
    """Show the loaded volume in three planes."""
    opened.update(active=0)
    opened.become(plane_commands.three_planes(opened.scene), "Planes")
    stage = Stage(opened)
    qtbot.addWidget(stage)
    stage.resize(1200, 400)
    stage.show()
    opened.changed.connect(lambda *_: feed(stage, opened))
    feed(stage, opened)
    return stage


def feed(stage, state):
    for pane in state.scene.visible:
        stage.show_frame(frame_in(state, pane.lane))


def test_the_active_method_stands_in_three_planes_before_the_other_panes(opened):
    opened.update(active=1)
    scene = plane_commands.three_planes(opened.scene)
    lane = opened.scene.panes[1].lane
    assert [pane.lane for pane in scene.visible] == [replace(lane, plane=plane) for plane in PLANES]
    assert [pane.lane for pane in scene.panes[3:]] == [opened.scene.panes[i].lane for i in (0, 2, 3)]
    assert plane_commands.three_planes(scene) is scene


def test_a_plane_scrolls_alone_and_only_as_far_as_it_goes(opened):
    scene = plane_commands.plane("coronal")(opened.scene)
    assert scene.row_of(scene.active) == 24
    moved = commands.scroll(5)(scene)
    assert (moved.coronal, moved.row, moved.sagittal) == (29, scene.row, scene.sagittal)
    assert commands.last_slice(scene).coronal == 47
    assert commands.scroll(-99)(scene).coronal == 0


def test_an_unlinked_pane_keeps_its_own_cut_in_another_plane(opened):
    scene = plane_commands.plane("sagittal")(unlinked(opened.scene, opened.scene.active))
    lane = scene.panes[scene.active].lane
    assert (lane.plane, lane.row) == ("sagittal", opened.scene.sagittal)
    moved = commands.scroll(3)(scene)
    assert moved.panes[scene.active].lane.row == opened.scene.sagittal + 3
    assert moved.sagittal == scene.sagittal


def test_a_click_with_the_crosshair_cuts_every_plane_there(planes, opened):
    point = opened.scene.source.grid.patient(MARKER)
    coronal = planes.panes[1].canvas.placement
    scene = opened.scene.marked(coronal.patient(coronal.locate(point)))
    assert scene.coronal == opened.scene.coronal, "the cut that was clicked in stays"
    assert (scene.row, scene.sagittal) == (MARKER[0], MARKER[2])
    opened.become(opened.scene.marked(point), "Crosshair")
    assert [opened.scene.row_in(plane) for plane in PLANES] == list(MARKER)
    for pane in planes.panes[:3]:
        canvas = pane.canvas
        place = canvas.placement.locate(point)
        assert canvas.placement.voxel(place) == MARKER
        column, row = (round(position) for position in canvas.placement.pixel(place))
        assert canvas.image[row, column] == 500


def test_what_is_under_the_pointer_is_the_voxel_in_every_plane(planes, opened):
    opened.become(opened.scene.at_point(opened.scene.source.grid.patient(MARKER)), "Cuts")
    heard = []
    planes.hovered.connect(heard.append)
    for pane in planes.panes[:3]:
        place = pane.canvas.placement.locate(opened.scene.source.grid.patient(MARKER))
        pane.canvas.pointed.emit(place)
        assert heard[-1].voxel == MARKER
        assert heard[-1].point == pytest.approx(opened.scene.source.grid.patient(MARKER), abs=1e-6)
    assert heard[0].a == 500
    assert heard[1].b == 500
    assert heard[1].a is None, "pane A shows another cut"


def test_letters_say_what_lies_where(planes):
    assert [pane.canvas.placement.letters for pane in planes.panes[:3]] == [
        ("R", "L", "A", "P"),
        ("R", "L", "S", "I"),
        ("A", "P", "S", "I"),
    ]


def test_zoom_and_pan_are_about_the_same_place_of_the_patient(planes, opened):
    point = opened.scene.source.grid.patient(MARKER)
    view = replace(opened.scene.view, zoom=2.0, center=point)
    opened.become(opened.scene.with_view(0, view), "Zoom")
    for pane in planes.panes[:3]:
        at = pane.canvas.placement.locate(point)
        assert (at.x(), at.y()) == pytest.approx((pane.canvas.width() / 2, pane.canvas.height() / 2))


def test_space_shows_the_loaded_volume_in_the_plane_of_the_pane(qtbot, opened):
    opened.become(plane_commands.plane("coronal")(opened.scene), "Plane")
    stage = Stage(opened)
    qtbot.addWidget(stage)
    loaded = opened.scene.loaded(opened.scene.active)
    assert loaded == replace(REFERENCE, plane="coronal")
    assert loaded in opened.scene.request.lanes
    stage.show_frame(frame_in(opened, loaded))
    pane = stage.panes[opened.scene.active]
    pane.held.emit(True)
    assert pane.canvas.frame.lane == loaded


def test_another_method_is_cut_as_the_pane_is(opened):
    scene = plane_commands.slab("max")(plane_commands.plane("coronal")(opened.scene))
    scene = assigned(scene, scene.active, Lane("TV", ()))
    lane = scene.panes[scene.active].lane
    assert (lane.title, lane.plane, lane.slab) == ("TV", "coronal", Slab("max", 10.0))


def test_a_slab_grows_in_steps_and_the_corner_says_so(opened):
    scene = plane_commands.thicker(1)(plane_commands.slab("max")(opened.scene))
    lane = scene.panes[scene.active].lane
    assert lane.slab == Slab("max", 15.0)
    opened.become(scene, "Slab")
    frame = frame_in(opened, lane)
    placement = Placement.of(scene.source.grid, frame.row, scene.view, 400, 300)
    said = corners(scene, frame, scene.view, placement)
    assert said.place[0] == "Axial 2/3, MIP 6\u00a0mm", "of 15 mm, as the volume has no more"
    thin = plane_commands.thicker(-99)(scene)
    assert thin.panes[thin.active].lane.is_axial
    assert plane_commands.thicker(-1)(thin) == thin
    assert plane_commands.slab(None)(scene).panes[scene.active].lane.is_axial


def test_a_slab_is_never_one_cut_alone(opened):
    """Slices are 2 mm apart: the first slab has two of them."""
    scene = plane_commands.thicker(1)(opened.scene)
    assert scene.panes[scene.active].lane.slab == Slab("mean", 3.0)
    assert plane_commands.thicker(-1)(scene) == opened.scene
    coronal = plane_commands.thicker(1)(plane_commands.plane("coronal")(opened.scene))
    assert coronal.panes[coronal.active].lane.slab == Slab("mean", 3.0)
    wide = replace(opened.scene.study.first.grid, spacing=(9.0, 1.0, 1.0))
    volume = replace(opened.scene.study.first, grid=wide)
    scene = opened.scene.opened(replace(opened.scene.study, volumes={"CT": volume}))
    scene = plane_commands.slab("max")(scene)
    assert scene.panes[scene.active].lane.slab == Slab("max", 15.0)


def test_cuts_are_those_that_panes_show(opened):
    scene = plane_commands.three_planes(opened.scene)
    assert scene.cuts == (("axial", 1), ("coronal", 24), ("sagittal", 32))
    scene = unlinked(scene, 1).with_row(1, 7)
    assert (scene.coronal, scene.cuts[1]) == (24, ("coronal", 7))
    solid = plane_commands.solid("bone")(replace(scene, active=2))
    assert solid.cuts == (("axial", 1), ("coronal", 7))
    clipped = plane_commands.clipped(1)(solid)
    assert clipped.panes[2].solid.box[1] == (7 / 47, 1.0)
    assert plane_commands.clipped(1)(replace(solid, maximized=True)).panes[2].solid.box[1] == (24 / 47, 1.0)


def test_the_lines_of_other_planes_lie_where_their_panes_are(planes, opened):
    """The only coronal pane scrolls alone."""
    opened.become(unlinked(opened.scene, 1).with_row(1, 7), "Scroll")
    canvas = planes.panes[0].canvas
    picture = canvas.grab().toImage()
    color = plane_color("coronal")

    def drawn(row):
        at = canvas.placement.locate(opened.scene.source.grid.patient((1, row, 10)))
        near = [picture.pixelColor(round(at.x()), round(at.y()) + step) for step in (-1, 0, 1)]
        return any(abs(c.red() - color.red()) + abs(c.blue() - color.blue()) < 60 for c in near)

    assert (drawn(7), drawn(24)) == (True, False)


def test_numbers_say_that_they_are_of_axial_slices(opened):
    scene = plane_commands.plane("coronal")(opened.scene)
    row = ImageNumbers().rows(scene)[scene.active]
    assert {cell.reason for cell in row.cells} == {OTHER_CUT}


def test_labels_lie_on_the_voxels_they_name_in_every_plane(opened):
    study = opened.scene.study
    grid = study.first.grid
    voxels = (study.first.data > 0).to(torch.uint8)
    labels = LabelMap(voxels, grid, (Label(1, "Marker", "#FF0000"),))
    scene = replace(opened.scene, study=study.with_labels("m", labels), opacity=1.0)
    scene = scene.at_point(grid.patient(MARKER))
    for plane in PLANES:
        placement = Placement.of(grid, scene.row_in(plane), scene.view, 600, 600, plane)
        picture = LabelOverlay().picture(scene, placement, 1.0)
        mask = cut(voxels, plane, scene.row_in(plane)).numpy()
        rows, columns = (float(np.mean(axis)) for axis in np.nonzero(mask))
        inside = placement.screen(columns, rows).toPoint()
        assert picture.pixelColor(inside).red() == 255
        outside = placement.screen(2.0, 0.0)
        assert picture.pixelColor(QPointF(outside).toPoint()).alpha() == 0


def test_another_volume_is_shown_at_the_same_place_of_the_patient(opened):
    study = opened.scene.study
    half = study.first.rows(1, 2)
    opened.update(study=replace(study, volumes={**study.volumes, "Part": half}), row=2)
    scene = opened.scene.shown_as("Part")
    assert (scene.row, scene.coronal, scene.sagittal) == (1, 24, 32)
    alone = unlinked(opened.scene, 1)
    assert alone.panes[1].lane.row == 2
    assert alone.shown_as("Part").panes[1].lane.row == 1
    assert alone.with_row(1, 0).shown_as("Part").panes[1].lane.row == 0, "it has no such slice"


def test_undo_brings_no_slice_that_the_volume_has_not(opened):
    study = opened.scene.study
    opened.update(study=replace(study, volumes={**study.volumes, "Part": study.first.rows(0, 2)}))
    opened.become(unlinked(opened.scene, 1).with_row(1, 2), "Unlink")
    opened.settle()
    opened.update("Scroll", row=2)
    opened.settle()
    opened.become(opened.scene.with_row(1, 0).cut_at("axial", 0), "Both")
    opened.update(volume="Part")
    assert opened.scene.row == 0
    opened.undo_stack.undo()
    assert (opened.scene.volume, opened.scene.row, opened.scene.panes[1].lane.row) == ("CT", 2, 2)


def test_a_picture_of_another_plane_is_not_called_finished(qtbot, opened):
    stage = Stage(opened)
    qtbot.addWidget(stage)
    stage.resize(800, 600)
    stage.show()
    pane = stage.panes[opened.scene.active]
    stage.show_frame(frame_in(opened, opened.scene.panes[opened.scene.active].lane))
    assert pane.shows == "full"
    opened.become(plane_commands.plane("sagittal")(opened.scene), "Plane")
    qtbot.waitUntil(lambda: pane.shows == "refining", timeout=5000)
    assert pane.canvas.has_picture
