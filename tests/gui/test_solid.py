"""The 3-D pane: seen from where it says, every side on its side, and a program without VTK goes on."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent

from ldct_studio.core.errors import DeviceError
from ldct_studio.core.grid import Grid
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.gui import plane_commands
from ldct_studio.gui import solid_scene as module
from ldct_studio.gui.pane import REFERENCE
from ldct_studio.gui.pane_menu import assigned, in_plane
from ldct_studio.gui.solid import WHOLE, Solid
from ldct_studio.gui.solid_body import MOST, halved, reduced
from ldct_studio.gui.solid_canvas import SolidCanvas, tags
from ldct_studio.gui.solid_scene import Shot, SolidScene, paced

GRID = Grid((24, 32, 40), (2.0, 1.0, 1.0), (-20.0, -16.0, 100.0))
FRONT, LEFT, ABOVE = Solid(elevation=0.0), Solid(azimuth=90.0, elevation=0.0), Solid(elevation=90.0)


def block(z: slice, y: slice, x: slice) -> Volume:
    data = torch.full(GRID.shape, -1000.0)
    data[z, y, x] = 1000.0
    return Volume(data, GRID)


def lit(picture) -> tuple[float, float]:
    """Return where the middle of what is bright lies, from the left and from the top, as fractions."""
    rows, columns = np.nonzero(picture[..., :3].sum(-1) > 120)
    return columns.mean() / picture.shape[1], rows.mean() / picture.shape[0]


def test_what_lies_at_the_edges_follows_the_eye():
    assert FRONT.letters == ("R", "L", "S", "I")
    assert LEFT.letters == ("A", "P", "S", "I")
    assert Solid(azimuth=180.0, elevation=0.0).letters == ("L", "R", "S", "I")
    assert ABOVE.letters[:2] == ("R", "L")
    assert ABOVE.letters[2:] == ("P", "A")
    assert np.allclose(LEFT.axes @ LEFT.axes.T, np.eye(3))
    assert np.linalg.det(LEFT.axes) == pytest.approx(1)


def test_dragging_to_the_right_turns_the_volume_to_the_right():
    """What faced the eye moves to the right, so the eye goes to the patient's right."""
    turned = FRONT.rotated(30.0, 0.0)
    facing = FRONT.axes[2]
    assert facing @ turned.axes[0] > 0
    assert FRONT.rotated(0.0, 400.0).elevation == 90.0


@pytest.mark.parametrize(
    ("solid", "left", "top"),
    [(FRONT, 0.75, 0.25), (LEFT, 0.25, 0.25), (replace(FRONT, azimuth=180.0), 0.25, 0.25)],
)
def test_a_block_stands_where_the_patient_has_it(solid, left, top):
    """It lies left, in front and at the head."""
    scene = SolidScene(block(slice(18, 24), slice(0, 8), slice(30, 40)))
    picture = scene.picture(Shot(solid, 120, 120))
    scene.close()
    found = lit(picture)
    assert (found[0] < 0.5, found[1] < 0.5) == (left < 0.5, top < 0.5)


def test_a_box_cuts_off_what_lies_outside():
    scene = SolidScene(block(slice(0, 24), slice(8, 24), slice(8, 32)))
    whole = scene.picture(Shot(FRONT, 100, 100, moving=True))
    feet = scene.picture(
        Shot(replace(FRONT, box=((0.0, 0.4), (0.0, 1.0), (0.0, 1.0))), 100, 100, moving=True)
    )
    scene.close()
    assert lit(feet)[1] > lit(whole)[1] + 0.1


def test_labels_are_surfaces_in_their_colors_and_can_be_hidden():
    air = Volume(torch.full(GRID.shape, -1000.0), GRID)
    voxels = torch.zeros(GRID.shape, dtype=torch.uint8)
    voxels[6:18, 8:24, 10:30] = 3
    labels = LabelMap(voxels, GRID, (Label(3, "Liver", "#00FF00"),))
    scene = SolidScene(air, (("m", labels),))
    shown = scene.picture(Shot(FRONT, 80, 80, moving=True))
    hidden = scene.picture(Shot(FRONT, 80, 80, True, frozenset({("m", 3)})))
    scene.close()
    middle = shown[40, 40]
    assert middle[1] > 100
    assert middle[0] < 40
    assert hidden[..., :3].max() == 0


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_the_box_cuts_surfaces_off_as_well(axis):
    air = Volume(torch.full(GRID.shape, -1000.0), GRID)
    labels = LabelMap(torch.ones(GRID.shape, dtype=torch.uint8), GRID, (Label(1, "Liver", "#00FF00"),))
    labels.data[[0, -1]] = labels.data[:, [0, -1]] = labels.data[:, :, [0, -1]] = 0
    scene = SolidScene(air, (("m", labels),))
    eye = LEFT if axis == 1 else FRONT
    whole = scene.picture(Shot(eye, 80, 80, moving=True))
    box = tuple((0.0, 0.5) if other == axis else (0.0, 1.0) for other in range(3))
    half = scene.picture(Shot(replace(eye, box=box), 80, 80, moving=True))
    again = scene.picture(Shot(eye, 80, 80, moving=True))
    scene.close()
    size, left = ((picture[..., 1] > 20).sum() for picture in (whole, half))
    assert left / size == pytest.approx(0.5, abs=0.06)
    across, down = (now - before for now, before in zip(lit(half), lit(whole), strict=True))
    assert (across < -0.05, down > 0.05) == (axis != 0, axis == 0), "feet, front and right side stay"
    assert (again == whole).all()


def test_a_picture_that_nobody_waits_for_ends_early():
    scene = SolidScene(block(slice(0, 24), slice(0, 32), slice(0, 40)))
    assert scene.picture(Shot(FRONT, 200, 200), stops=lambda: True) is None
    assert scene.picture(Shot(FRONT, 200, 200)) is not None
    scene.close()


def test_large_volumes_are_averaged_and_stay_in_place():
    grid = Grid((2, 4, 6), (2.0, 1.0, 1.0), (5.0, 6.0, 7.0))
    volume = Volume(torch.arange(48.0).reshape(grid.shape), grid)
    voxels, same = reduced(volume)
    assert (voxels[1:-1, 1:-1, 1:-1] == volume.data.numpy()).all()
    assert same.patient((1, 1, 1)) == grid.origin
    assert MOST >= 512 * 512 * 100, "a usual scan keeps its pixels"


def test_without_vtk_the_pane_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "vtkmodules", None)
    with pytest.raises(DeviceError, match="VTK"):
        SolidScene(block(slice(0, 2), slice(0, 2), slice(0, 2)))


def test_a_pane_shows_the_volume_and_goes_back_to_pictures(opened):
    scene = plane_commands.solid("lung")(opened.scene)
    pane = scene.panes[scene.active]
    assert pane.solid == Solid("lung")
    assert pane.lane not in scene.request.lanes
    assert pane.lane in replace(scene, compare="swipe").request.lanes, "it is compared as a picture"
    assert in_plane(scene, scene.active, "coronal").panes[scene.active].solid is None
    assert assigned(scene, scene.active, REFERENCE).panes[scene.active].solid is None


def test_a_volume_of_lowered_dose_says_so_in_3d_too():
    plain = block(slice(0, 2), slice(0, 2), slice(0, 2))
    assert tags(plain) == ()
    low = replace(plain, history=(Step("simulator", "insert"), Step("reconstructor", "fbp")))
    assert tags(low) == ("Simulated",)


def test_the_volume_is_cut_at_the_planes(opened):
    scene = plane_commands.clipped(1)(plane_commands.solid("bone")(opened.scene))
    assert scene.panes[scene.active].solid.box[1] == (24 / 47, 1.0)
    assert plane_commands.clipped(1)(scene).panes[scene.active].solid.box[1] == (0.0, 1.0)


def test_mouse_and_keys_turn_the_volume_in_one_undo_step(qtbot, opened):
    opened.become(plane_commands.solid("bone")(opened.scene), "3-D")
    opened.settle()
    canvas = SolidCanvas(opened, opened.scene.active)
    qtbot.addWidget(canvas)
    canvas.resize(120, 100)
    with qtbot.waitSignal(canvas.changed, timeout=60_000):
        canvas.show()
    assert canvas.error == ""
    steps = opened.undo_stack.count()
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(canvas, left, pos=canvas.rect().center())
    for x in (5, 10, 20):
        qtbot.mouseMove(canvas, canvas.rect().center() + QPoint(x, 0))
    qtbot.mouseRelease(canvas, left, pos=canvas.rect().center() + QPoint(20, 0))
    assert opened.scene.panes[opened.scene.active].solid.azimuth != 0
    assert opened.undo_stack.count() == steps + 1
    opened.undo_stack.undo()
    assert opened.scene.panes[opened.scene.active].solid == Solid("bone")
    canvas.retire()


def test_arrow_keys_are_those_of_the_volume_and_end_their_undo_step(qtbot, opened):
    opened.become(plane_commands.solid("bone")(opened.scene), "3-D")
    opened.settle()
    canvas = SolidCanvas(opened, opened.scene.active)
    qtbot.addWidget(canvas)
    none, steps = Qt.KeyboardModifier.NoModifier, opened.undo_stack.count()
    for key, taken in ((Qt.Key.Key_Up, True), (Qt.Key.Key_Home, False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, none)
        event.ignore()
        canvas.event(event)
        assert event.isAccepted() == taken
        canvas.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, none))
    assert opened.undo_stack.undoText() == "Turn volume"
    canvas.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Left, none))
    assert opened.undo_stack.count() == steps + 1
    qtbot.waitUntil(lambda: not canvas._pause.isActive())
    canvas.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Left, none))
    assert opened.undo_stack.count() == steps + 2
    canvas.retire()


def test_no_pane_shows_another_case_in_3d(qtbot, opened, marked):
    opened.become(plane_commands.solid("bone")(opened.scene), "3-D")
    canvas = SolidCanvas(opened, opened.scene.active)
    qtbot.addWidget(canvas)
    canvas.resize(80, 60)
    with qtbot.waitSignal(canvas.changed, timeout=60_000):
        canvas.show()
    late = canvas._shown
    opened.become(in_plane(opened.scene, opened.scene.active, "axial"), "Plane")
    assert canvas._shown is None, "what nobody looks at is let go"
    other = replace(marked, volumes={"CT": marked.first.made(marked.first.data.clone())})
    opened.open(opened.scene.opened(other))
    opened.become(plane_commands.solid("bone")(opened.scene), "3-D")
    canvas._take(late)
    assert canvas._shown is None
    assert not canvas.finished
    with qtbot.waitSignal(canvas.changed, timeout=60_000):
        canvas.update()
    assert canvas._shown.wanted.volume is other.first
    canvas.retire()
    canvas.close_work()


def test_the_volume_fits_a_tall_pane_too():
    scene = SolidScene(block(slice(4, 20), slice(8, 24), slice(2, 38)))
    picture = scene.picture(Shot(FRONT, 60, 180))
    scene.close()
    bright = picture[..., :3].sum(-1) > 120
    assert bright.any()
    assert not bright[:, 0].any()
    assert not bright[:, -1].any()


def test_the_coarse_voxels_of_a_turning_volume_lie_where_the_fine_ones_do():
    grid = Grid((6, 10, 14), (2.0, 1.0, 1.0), (5.0, 6.0, 7.0))
    data = torch.arange(6.0 * 10 * 14).reshape(grid.shape)
    voxels, fine = reduced(Volume(data, grid))
    coarse, same = halved(voxels, fine)
    assert coarse.shape == (5, 7, 9)
    assert coarse[1, 1, 1] == pytest.approx(data[:2, :2, :2].mean(), abs=1)
    assert coarse[-2, -2, -2] == pytest.approx(data[4:, 8:, 12:].mean(), abs=1)
    assert (coarse[0] == voxels[0, 0, 0]).all()
    assert same.patient((1, 1, 1)) == pytest.approx(grid.patient((0.5, 0.5, 0.5)))
    assert same.spacing == (4.0, 2.0, 2.0)


def test_a_turning_volume_looks_as_at_rest_but_coarser(monkeypatch):
    """The coarse copy is another one, and both are cut to the box."""
    monkeypatch.setattr(module, "LIVELY", 6000)
    scene = SolidScene(block(slice(2, 22), slice(8, 24), slice(8, 32)))
    software = scene._coarse is not scene._fine
    half = replace(FRONT, box=((0.0, 0.5), (0.0, 1.0), (0.0, 1.0)))
    for eye in (FRONT, half, replace(half, clips=False)):
        moving, rest = (lit(scene.picture(Shot(eye, 120, 120, moving=moves))) for moves in (True, False))
        assert moving == pytest.approx(rest, abs=0.04)
    scene.close()
    if software:
        assert scene._coarse.grid.shape[0] == 14


def test_a_box_that_is_off_is_kept_and_cuts_nothing():
    box = ((0.0, 0.5), (0.0, 1.0), (0.0, 1.0))
    assert replace(FRONT, box=box).cut == box
    assert replace(FRONT, box=box, clips=False).cut == WHOLE


@pytest.mark.parametrize(("seconds", "fewer"), [(0.3, True), (0.065, None), (0.005, False)])
def test_rays_become_fewer_where_coarse_pictures_take_long(seconds, fewer):
    rays = 4.0
    for _ in range(20):
        rays = paced(rays, seconds)
    assert rays == {True: 8.0, None: 4.0, False: 2.0}[fewer]
