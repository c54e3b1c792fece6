"""Rigid motions: there and back, and the grid of a scan as it lies on another one."""

from __future__ import annotations

import numpy as np
import pytest

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.rigid import Rigid

MOVED = Rigid((3.0, -7.0, 12.0), (4.0, -9.0, 21.0), (10.0, 20.0, -300.0))


def test_there_and_back_is_where_it_was() -> None:
    point = (31.0, -8.0, -280.0)
    assert MOVED.back(MOVED(point)) == pytest.approx(point)
    assert np.linalg.det(MOVED.matrix) == pytest.approx(1)


def test_a_turn_about_z_leads_from_left_to_back() -> None:
    assert Rigid((0.0, 0.0, 90.0))((1.0, 0.0, 0.0)) == pytest.approx((0.0, 1.0, 0.0))
    assert Rigid((0.0, 0.0, 90.0), (5.0, 0.0, 0.0), (1.0, 0.0, 0.0))((1.0, 0.0, 0.0)) == pytest.approx(
        (6, 0, 0)
    )


def test_how_much_it_turns_and_moves() -> None:
    assert Rigid((0.0, 12.0, 0.0), (3.0, 4.0, 0.0)).degrees == pytest.approx(12)
    assert Rigid((0.0, 12.0, 0.0), (3.0, 4.0, 0.0)).mm == pytest.approx(5)


def test_it_is_in_the_order_of_itk() -> None:
    sitk = pytest.importorskip("SimpleITK")
    theirs = sitk.Euler3DTransform(MOVED.center, *np.radians(MOVED.angles).tolist(), MOVED.shift)
    assert MOVED((50.0, -70.0, 11.0)) == pytest.approx(theirs.TransformPoint((50.0, -70.0, 11.0)))


def test_every_voxel_of_a_laid_grid_lies_where_the_motion_says() -> None:
    grid = Grid((3, 4, 5), (2.0, 1.5, 0.7), (-40.0, 3.0, 90.0))
    laid = MOVED.laid(grid)
    for index in ((0, 0, 0), (2, 3, 4), (1, 0.5, 2.25)):
        assert MOVED(laid.patient(index)) == pytest.approx(grid.patient(index))


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(GeometryError):
        Rigid((float("nan"), 0.0, 0.0))
