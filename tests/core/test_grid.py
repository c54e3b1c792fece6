"""Grid: voxel index to patient position and back."""

from __future__ import annotations

import numpy as np
import pytest

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid


def test_index_and_patient_are_inverse_on_an_oblique_grid() -> None:
    angle = 0.3
    c, s = np.cos(angle), np.sin(angle)
    grid = Grid((10, 20, 30), (2.5, 0.7, 0.9), (-10.0, 5.0, 40.0), (1.0, 0.0, 0.0, 0.0, c, -s, 0.0, s, c))
    point = grid.patient((3.0, 7.5, 11.0))
    assert grid.index(point) == pytest.approx((3.0, 7.5, 11.0))


def test_x_runs_along_columns_and_z_along_slices() -> None:
    grid = Grid((4, 5, 6), (3.0, 2.0, 1.0), (100.0, 200.0, 300.0))
    assert grid.patient((1, 0, 0)) == (100.0, 200.0, 303.0)
    assert grid.patient((0, 1, 0)) == (100.0, 202.0, 300.0)
    assert grid.patient((0, 0, 1)) == (101.0, 200.0, 300.0)


def test_rows_keep_their_place() -> None:
    grid = Grid((8, 4, 4), (3.0, 1.0, 1.0), (0.0, 0.0, -5.0))
    part = grid.rows(2, 3)
    assert part.shape == (3, 4, 4)
    assert part.patient((0, 1, 1)) == grid.patient((2, 1, 1))


@pytest.mark.parametrize("spacing", [(0.0, 1.0, 1.0), (1.0, float("nan"), 1.0), (1.0, -1.0, 1.0)])
def test_bad_spacing_is_refused(spacing: tuple[float, float, float]) -> None:
    with pytest.raises(GeometryError, match="spacing"):
        Grid((2, 2, 2), spacing)


def test_a_singular_orientation_is_refused() -> None:
    with pytest.raises(GeometryError, match="singular"):
        Grid((2, 2, 2), (1.0, 1.0, 1.0), direction=(1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0))
