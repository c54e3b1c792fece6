import numpy as np
import pytest
import torch

from ldct_studio.core.grid import Grid
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui.framing import body_box, body_framed
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.transform import Placement


def body() -> np.ndarray:
    image = np.full((128, 128), -1000, np.float32)
    image[40:80, 20:84] = 30
    image[100:101] = 200  # a thin table
    image[50:60, 100:112] = 50  # an arm
    return image


def test_the_box_holds_the_body_without_table_and_arm():
    assert body_box(body()) == (40, 80, 20, 84)
    assert body_box(np.full((128, 128), -1000, np.float32)) is None


def test_the_body_fills_the_pane():
    grid = Grid((1, 128, 128), (1.0, 2.0, 2.0), (-100.0, 50.0, 0.0))
    study = Study("x", {"CT": Volume(torch.from_numpy(body()[None]), grid)})
    scene = body_framed(Scene().opened(study), 650, 410)
    placement = Placement.of(grid, 0, scene.view, 650, 410)
    left, top = placement.screen(19.5, 39.5).toTuple()
    right, bottom = placement.screen(83.5, 79.5).toTuple()
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((325, 205))
    assert right - left < 650
    assert bottom - top < 410
    assert scene.view.zoom == pytest.approx(2.0), "not nearer than twice"


def test_what_is_not_in_hu_stays_whole():
    grid = Grid((1, 128, 128), (1.0, 2.0, 2.0))
    study = Study("x", {"MR": Volume(torch.from_numpy(body()[None]), grid, "MR")})
    scene = Scene().opened(study)
    assert body_framed(scene, 650, 410) == scene
