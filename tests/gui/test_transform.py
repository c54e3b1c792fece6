import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from ldct_studio.core.grid import Grid
from ldct_studio.gui.pane import View
from ldct_studio.gui.transform import Placement

PLAIN = Grid((4, 20, 30), (3.0, 0.5, 2.0), (10.0, -20.0, 40.0))


def turned(degrees: float) -> Grid:
    """Return a grid turned about z and tilted about x, as a gantry tilt is."""
    a, b = math.radians(degrees), math.radians(degrees / 2)
    about_z = np.array([[math.cos(a), -math.sin(a), 0], [math.sin(a), math.cos(a), 0], [0, 0, 1]])
    about_x = np.array([[1, 0, 0], [0, math.cos(b), -math.sin(b)], [0, math.sin(b), math.cos(b)]])
    return replace(PLAIN, direction=tuple((about_z @ about_x).ravel()))


def test_a_slice_fits_its_pane_with_square_millimeters():
    placement = Placement.of(PLAIN, 0, View(), 600, 400)
    bounds = placement.bounds
    assert bounds.width() == pytest.approx(600)  # 60 mm wide, 10 mm tall: width limits
    assert bounds.height() == pytest.approx(100)
    assert bounds.center().x() == pytest.approx(300)
    assert bounds.center().y() == pytest.approx(200)


def test_the_first_pixel_lies_at_the_upper_left():
    placement = Placement.of(PLAIN, 0, View(), 600, 400)
    first, last = placement.screen(0, 0), placement.screen(29, 19)
    assert first.x() < last.x()
    assert first.y() < last.y()
    assert placement.screen(-0.5, -0.5) == placement.bounds.topLeft()


@given(st.floats(-25, 25), st.floats(0.2, 20), st.integers(0, 3), st.floats(0, 600), st.floats(0, 400))
def test_pane_and_patient_are_inverse(degrees, zoom, row, x, y):
    placement = Placement.of(turned(degrees), row, View(zoom=zoom, center=(30.0, -12.0, 5.0)), 600, 400)
    back = placement.locate(placement.patient(QPointF(x, y)))
    assert (back.x(), back.y()) == pytest.approx((x, y), abs=1e-6)


def test_the_center_of_the_view_is_in_the_middle_of_every_slice():
    view = View(zoom=3, center=(31.0, -14.0, 5.0))
    for grid in (PLAIN, turned(20)):
        for row in range(4):
            x, y, _ = Placement.of(grid, row, view, 600, 400).patient(QPointF(300, 200))
            assert (x, y) == pytest.approx((31.0, -14.0))


def test_a_marker_stands_at_the_same_place_whatever_the_pixels_are():
    """The same patient point, seen in two grids of other spacing with one view."""
    fine = Grid((4, 40, 60), (3.0, 0.25, 1.0), (9.5, -20.125, 40.0))
    view = View(zoom=2, center=(35.0, -15.0, 5.0))
    point = PLAIN.patient((2, 7, 11))
    places = [Placement.of(grid, 2, view, 600, 400).locate(point) for grid in (PLAIN, fine)]
    assert (places[0].x(), places[0].y()) == pytest.approx((places[1].x(), places[1].y()), abs=1e-6)


@given(st.floats(-20, 20), st.floats(0.3, 3), st.floats(0, 600), st.floats(0, 400))
def test_zooming_keeps_the_point_under_the_pointer(degrees, factor, x, y):
    grid, view, place = turned(degrees), View(zoom=1.5), QPointF(x, y)
    before = Placement.of(grid, 1, view, 600, 400)
    after = Placement.of(grid, 1, before.zoomed(view, place, factor), 600, 400)
    assert after.patient(place) == pytest.approx(before.patient(place), abs=1e-6)
    assert after.scale == pytest.approx(before.scale * factor)


def test_panning_moves_the_picture_with_the_pointer():
    grid, view = turned(12), View(zoom=2)
    before = Placement.of(grid, 1, view, 600, 400)
    after = Placement.of(grid, 1, before.panned(view, QPointF(30, -20)), 600, 400)
    assert after.patient(QPointF(130, 80)) == pytest.approx(before.patient(QPointF(100, 100)), abs=1e-6)


def test_the_voxel_under_a_pixel_center_is_that_pixel():
    placement = Placement.of(turned(9), 2, View(zoom=1.3, center=(33.0, -14.0, 5.0)), 600, 400)
    for row, column in ((0, 0), (7, 11), (19, 29)):
        assert placement.voxel(placement.screen(column, row)) == (2, row, column)
    assert placement.voxel(placement.screen(-0.6, 3)) is None
    assert placement.voxel(placement.screen(3, 19.6)) is None


def test_letters_name_the_sides_of_the_patient():
    assert Placement.of(PLAIN, 0, View(), 600, 400).letters == ("R", "L", "A", "P")
    assert Placement.of(turned(20), 0, View(), 600, 400).letters[:2] == ("RA", "LP")
    mirrored = replace(PLAIN, direction=(-1.0, 0, 0, 0, -1.0, 0, 0, 0, 1.0))
    assert Placement.of(mirrored, 0, View(), 600, 400).letters == ("L", "R", "P", "A")
