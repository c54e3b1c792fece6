"""The clipping box: sides in patient millimeters, by slider, number and key, undone and kept in a session."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QSlider

from ldct_studio.core.grid import Grid
from ldct_studio.gui import clip_box, plane_commands
from ldct_studio.gui.clip_dialog import ClipDialog
from ldct_studio.gui.session_scene import scene_json, scene_of
from ldct_studio.gui.solid import WHOLE, Solid

GRID = Grid((11, 21, 41), (5.0, 2.0, 1.0), (-20.0, -18.0, 100.0))


def test_sides_are_named_and_measured_in_the_patient():
    names = [clip_box.side_name(GRID, axis, end) for axis in (2, 1, 0) for end in (0, 1)]
    assert names == ["Right side", "Left side", "Front", "Back", "Feet", "Head"]
    assert clip_box.millimeters(GRID, 0, 0.0) == 100.0
    assert clip_box.millimeters(GRID, 0, 1.0) == 150.0
    assert clip_box.millimeters(GRID, 2, 0.5) == 0.0
    assert clip_box.share_at(GRID, 1, -18.0 + 10.0) == pytest.approx(0.25)
    assert clip_box.share_at(GRID, 1, 1e6) == 1.0


def test_a_volume_that_runs_the_other_way_keeps_its_names():
    turned = replace(GRID, direction=(-1.0, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0, 0.0, 1.0))
    assert clip_box.side_name(turned, 2, 0) == "Left side"
    assert clip_box.side_name(turned, 1, 0) == "Back"
    assert clip_box.millimeters(turned, 2, 1.0) == -60.0


def test_sides_never_meet():
    solid = clip_box.moved(Solid(clips=False), GRID, 0, 1, 0.5)
    assert solid.box[0] == (0.0, 0.5)
    assert solid.clips, "who moves a side wants to see it"
    assert clip_box.moved(solid, GRID, 0, 0, 0.9).box[0] == (pytest.approx(0.4), 0.5)
    assert clip_box.moved(solid, GRID, 0, 1, -3.0).box[0] == (0.0, pytest.approx(0.1))


@pytest.fixture
def dialog(qtbot, opened):
    opened.become(plane_commands.solid("bone")(opened.scene), "3-D")
    opened.settle()
    dialog = ClipDialog(opened)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def said(dialog, name):
    """Return what stands behind a side: its number and the unit with the letter."""
    unit = dialog.findChild(QLabel, f"{name}-unit").text()
    return f"{dialog.findChild(QLineEdit, f'{name}-mm').text()} {unit}".replace("\u00a0", " ")


def solid_of(state):
    return state.scene.panes[state.scene.active].solid


def test_a_slider_moves_a_side_by_slices_in_one_undo_step(dialog, opened, qtbot):
    slider = dialog.findChild(QSlider, "clip-y-from")
    steps = opened.undo_stack.count()
    slider.setFocus()
    for _ in range(3):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert solid_of(opened).box == ((0.0, 1.0), (3 / 47, 1.0), (0.0, 1.0))
    assert opened.undo_stack.count() == steps + 1
    assert said(dialog, "clip-y-from") == "10.5 mm A", "15 mm and three of 1.5 mm to the back"
    opened.undo_stack.undo()
    assert solid_of(opened).box == WHOLE
    assert slider.value() == 0


def test_a_number_moves_a_side_and_nonsense_gives_way(dialog, opened, qtbot):
    field = dialog.findChild(QLineEdit, "clip-x-to-mm")
    assert said(dialog, "clip-x-to") == "23.0 mm L"
    field.setText("-8,5")
    field.editingFinished.emit()
    share = solid_of(opened).box[2][1]
    assert clip_box.millimeters(opened.scene.source.grid, 2, share) == pytest.approx(-8.5)
    for text in ("wide", "nan"):
        field.setText(text)
        field.editingFinished.emit()
        assert said(dialog, "clip-x-to") == "8.5 mm R", "a minus sign goes to the other side"
        assert np.isfinite(solid_of(opened).box).all()
    field.setText("6")
    field.editingFinished.emit()
    assert said(dialog, "clip-x-to") == "6.0 mm R", "a number is on the side that its letter says"


def test_the_box_is_put_off_on_and_reset(dialog, opened, qtbot):
    opened.become(opened.scene.with_solid(opened.scene.active, Solid(box=((0, 0.5), (0, 1), (0, 1)))), "Box")
    dialog.findChild(QCheckBox, "clip-box-on").setChecked(False)
    assert solid_of(opened).cut == WHOLE
    assert solid_of(opened).box != WHOLE
    opened.become(clip_box.toggle_clip(opened.scene), "On")
    assert dialog.findChild(QCheckBox, "clip-box-on").isChecked()
    dialog.findChild(QPushButton, "clip-box-reset").click()
    assert solid_of(opened).box == WHOLE
    assert not dialog.findChild(QPushButton, "clip-box-reset").isEnabled()


def test_a_pane_without_a_volume_in_3d_is_told_how_to_get_one(dialog, opened):
    opened.update(active=0)
    assert not dialog.findChild(QSlider, "clip-z-to").isEnabled()
    assert dialog.findChild(QLabel, "clip-box-none").isVisible()
    assert not clip_box.is_solid(opened.scene)
    assert clip_box.toggle_clip(opened.scene) is opened.scene


def test_every_control_has_a_name_and_a_hint(dialog):
    for control in (*dialog.findChildren(QSlider), *dialog.findChildren(QLineEdit)):
        assert control.objectName()
        assert control.accessibleName().endswith("of the box")
        assert control.toolTip()


def test_another_case_is_shown_whole(opened):
    cut = Solid(
        "lung", azimuth=30.0, zoom=3.0, shift=(40.0, 0.0), box=((0.4, 0.5), (0, 1), (0, 1)), clips=False
    )
    opened.become(opened.scene.with_solid(1, cut), "Box")
    study = opened.scene.study
    opened.open(opened.scene.opened(replace(study, name="another")))
    assert opened.scene.panes[1].solid == Solid("lung", azimuth=30.0)


def test_a_session_keeps_the_box_and_refuses_a_broken_one(opened):
    opened.become(plane_commands.solid("bone")(opened.scene), "3-D")
    box = ((0.25, 0.75), (0.0, 1.0), (0.1, 0.9))
    for kept in (box, ((0.75, 0.25), *box[1:])):
        solid = Solid("bone", box=kept, clips=False)
        scene = opened.scene.with_solid(opened.scene.active, solid)
        read = scene_of(scene_json(scene)).scene
        found = read.panes[scene.active].solid
        assert (found == solid) == (kept is box)
