import numpy as np
import torch
from PySide6.QtGui import QColor

from ldct_studio.core.grid import Grid
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.gui.label_overlay import LabelOverlay
from ldct_studio.gui.marching_squares import outlines, smoothed
from ldct_studio.gui.pane import View
from ldct_studio.gui.scene import FOUND, Scene
from ldct_studio.gui.transform import Placement


def area(points: np.ndarray) -> float:
    x, y = points.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def disc(radius: float, size: int = 64) -> np.ndarray:
    y, x = np.mgrid[:size, :size] - (size - 1) / 2
    return np.hypot(x, y) < radius


def test_one_pixel_has_a_diamond_around_it():
    mask = np.zeros((5, 5), bool)
    mask[2, 3] = True
    (points,) = outlines(mask)
    assert {tuple(p) for p in points} == {(3, 1.5), (3.5, 2), (3, 2.5), (2.5, 2)}


def test_outlines_agree_with_marching_squares_of_scikit_image():
    from skimage.measure import find_contours

    mask = disc(20) & ~disc(7)
    mask[5:9, 5:30] = True
    mask[0, :3] = True
    ours = {tuple(p) for loop in outlines(mask) for p in loop}
    theirs = {
        (x - 1, y - 1)
        for loop in find_contours(np.pad(mask, 1).astype(float), 0.5, fully_connected="low")
        for y, x in loop
    }
    assert ours == theirs


def test_a_hole_runs_the_other_way_round():
    loops = outlines(disc(20) & ~disc(7))
    assert len(loops) == 2
    big, hole = sorted((area(loop) for loop in loops), key=abs, reverse=True)
    assert big * hole < 0
    assert abs(abs(big) - abs(hole) - (disc(20) & ~disc(7)).sum()) < 40


def test_touching_corners_are_two_outlines():
    assert len(outlines(np.eye(2, dtype=bool))) == 2
    assert outlines(np.zeros((3, 3), bool)) == []


def test_smoothing_moves_no_point_by_more_than_a_pixel_and_keeps_the_area():
    (points,) = outlines(np.kron(disc(10, 32), np.ones((3, 3), bool)))
    even = smoothed(points)
    assert np.linalg.norm(even - points, axis=1).max() <= 1 + 1e-9
    assert abs(area(even) / area(points) - 1) < 0.02


def scene(**changes: object) -> tuple[Scene, Placement]:
    grid = Grid((2, 40, 40), (1.0, 1.0, 1.0))
    voxels = torch.zeros(grid.shape, dtype=torch.int16)
    voxels[0, 10:30, 10:20] = 1
    labels = LabelMap(voxels, grid, (Label(1, "Liver", "#B86728"), Label(2, "Spleen", "#42B0EA")))
    study = Study("x", {"CT": Volume(torch.zeros(grid.shape), grid)}, {"organs": labels})
    shown = Scene(study=study, volume="CT", **changes)
    return shown, Placement.of(grid, 0, View(), 400, 400)


def test_a_label_is_drawn_on_its_own_pixels(qapp):
    shown, placement = scene(opacity=1.0)
    picture = LabelOverlay().picture(shown, placement, 1.0)
    assert picture.pixelColor(150, 200) == QColor("#B86728")
    assert picture.pixelColor(250, 200).alpha() == 0
    left = [picture.pixelColor(x, 200).alpha() for x in range(80, 120)]
    assert 96 <= 80 + next(i for i, alpha in enumerate(left) if alpha) <= 101


def test_hidden_labels_and_a_closed_overlay_draw_nothing(qapp):
    shown, placement = scene(opacity=1.0, hidden=frozenset({("organs", 1)}))
    assert LabelOverlay().picture(shown, placement, 1.0).pixelColor(150, 200).alpha() == 0
    shown, placement = scene(overlay=False)
    assert LabelOverlay().picture(shown, placement, 1.0) is None


def test_the_same_view_is_drawn_once(qapp):
    overlay = LabelOverlay()
    shown, placement = scene()
    assert overlay.picture(shown, placement, 1.0) is overlay.picture(shown, placement, 1.0)


def test_labels_of_another_grid_are_not_drawn(qapp):
    shown, _ = scene()
    other = Placement.of(Grid((2, 40, 40), (1.0, 1.0, 1.0), (5.0, 0.0, 0.0)), 0, View(), 400, 400)
    assert LabelOverlay().picture(shown, other, 1.0) is None


GRID = Grid((1, 40, 40), (1.0, 1.0, 1.0))
THRESHOLD = Step("segmenter", "threshold")


def found(mask: np.ndarray) -> LabelMap:
    return LabelMap(torch.from_numpy(mask.astype(np.uint8))[None], GRID, (Label(1, "Bone", "#49E4FD"),))


def test_what_was_found_is_drawn_beside_the_study_which_loses_its_fill(qapp):
    mask = np.zeros((40, 40), bool)
    mask[10:30, 25:35] = True
    shown, placement = scene(opacity=1.0, segmenter=THRESHOLD)
    picture = LabelOverlay().picture(shown, placement, 1.0, found(mask))
    assert picture.pixelColor(300, 200) == QColor("#49E4FD")
    assert picture.pixelColor(150, 200).alpha() == 0, "the study's fill"
    edge = [picture.pixelColor(100, y).alpha() > 200 for y in range(120, 280)]
    assert 0.3 < np.mean(edge) < 0.9, "the study's outline is dashed"


def test_what_was_found_is_hidden_by_its_own_key(qapp):
    mask = np.ones((40, 40), bool)
    shown, placement = scene(opacity=1.0, segmenter=THRESHOLD, hidden=frozenset({("organs", 1)}))
    assert LabelOverlay().picture(shown, placement, 1.0, found(mask)).pixelColor(300, 200).alpha() == 255
    shown, placement = scene(opacity=1.0, segmenter=THRESHOLD, hidden=frozenset({(FOUND, 1)}))
    assert LabelOverlay().picture(shown, placement, 1.0, found(mask)).pixelColor(300, 200).alpha() == 0


def test_speckles_are_drawn_pixel_by_pixel(qapp):
    size = 256
    grid = Grid((1, size, size), (1.0, 1.0, 1.0))
    mask = np.random.default_rng(0).random((size, size)) > 0.5
    labels = LabelMap(torch.from_numpy(mask.astype(np.uint8))[None], grid, (Label(1, "Bone", "#49E4FD"),))
    study = Study("x", {"CT": Volume(torch.zeros(grid.shape), grid)})
    shown = Scene(study=study, volume="CT", opacity=1.0, segmenter=THRESHOLD)
    placement = Placement.of(grid, 0, View(), 4 * size, 4 * size)
    picture = LabelOverlay().picture(shown, placement, 1.0, labels)
    for y, x in ((17, 40), (90, 200), (128, 128)):
        assert (picture.pixelColor(4 * x + 2, 4 * y + 2).alpha() > 0) == mask[y, x]
