"""Oblique planes: turned about a place that stays, isotropic, at 90° those along the axes."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.oblique import Oblique
from ldct_studio.core.plane import PLANES, Plane, cut, stacked
from ldct_studio.core.volume import Volume
from ldct_studio.physics.reslicing import resliced

GRID = Grid((9, 11, 13), (2.0, 2.0, 2.0), (-12.0, 5.0, 100.0))
CENTER = GRID.patient((4, 5, 6))


def test_nothing_turned_is_the_plane_itself() -> None:
    volume = Volume(torch.randn(GRID.shape), GRID)
    for plane in PLANES:
        oblique = Oblique.of(GRID, plane, CENTER)
        row = oblique.row(GRID)
        found = resliced(volume, oblique.cuts(GRID), slice(row, row + 1))[0]
        assert torch.allclose(
            found, cut(volume.data, plane, {"axial": 4, "coronal": 5, "sagittal": 6}[plane])
        )


def test_axial_turned_by_90_degrees_is_coronal_or_sagittal() -> None:
    volume = Volume(torch.randn(GRID.shape), GRID)
    up = Oblique.of(GRID, "axial", CENTER).turned("right", -90)
    row = up.row(GRID)
    coronal = resliced(volume, up.cuts(GRID), slice(row, row + 1))[0]
    assert torch.allclose(coronal, cut(volume.data, "coronal", 5), atol=1e-4)
    aside = up.turned("down", -90)
    row = aside.row(GRID)
    sagittal = resliced(volume, aside.cuts(GRID), slice(row, row + 1))[0]
    wanted = cut(volume.data, "sagittal", 6)
    assert torch.allclose(sagittal, wanted, atol=1e-4) or torch.allclose(sagittal, wanted.flip(1), atol=1e-4)


def test_its_center_stays_on_a_pixel_of_its_cut_however_it_is_turned() -> None:
    oblique = Oblique.of(GRID, "axial", CENTER).turned("right", 31).turned("down", -17).turned("through", 8)
    cuts = oblique.cuts(GRID)
    index = cuts.index(CENTER)
    assert np.allclose(index, np.round(index), atol=1e-6)
    assert cuts.spacing == (2.0, 2.0, 2.0)
    assert round(index[0]) == oblique.row(GRID)


def test_every_corner_of_the_volume_lies_in_its_cuts() -> None:
    oblique = Oblique.of(GRID, "coronal", CENTER).turned("right", 40).turned("down", 25)
    cuts = oblique.cuts(GRID)
    for corner in ((0, 0, 0), (8, 10, 12), (0, 10, 0), (8, 0, 12)):
        place = np.asarray(cuts.index(GRID.patient(corner)))
        assert (place > -1).all()
        assert (place < np.asarray(cuts.shape)).all()


def test_a_ramp_keeps_its_values() -> None:
    z, y, x = np.indices(GRID.shape)
    points = np.stack([x, y, z], -1) * 2.0 + np.asarray(GRID.origin)
    slope = np.array([3.0, -2.0, 5.0])
    volume = Volume(torch.from_numpy((points @ slope).astype(np.float32)), GRID)
    oblique = Oblique.of(GRID, "axial", CENTER).turned("right", 23).turned("down", 41)
    cuts, row = oblique.cuts(GRID), oblique.row(GRID)
    found = resliced(volume, cuts, slice(row, row + 1))[0].numpy()
    checked = 0
    for down, right in np.ndindex(found.shape):
        place = cuts.patient((row, down, right))
        inner = all(0 <= at <= n - 1 for at, n in zip(GRID.index(place), GRID.shape, strict=True))
        if inner:
            assert found[down, right] == pytest.approx(np.dot(place, slope), abs=2e-3)
            checked += 1
    assert checked > 50
    assert np.isnan(found).any()


def test_its_angles_lead_back_to_it() -> None:
    base = Oblique.of(GRID, "coronal", CENTER)
    oblique = base.turned_by(31, -17, 8)
    assert oblique.angles(base) == pytest.approx((31, -17, 8))
    again = base.turned_by(*oblique.angles(base))
    assert np.allclose([again.right, again.down], [oblique.right, oblique.down])


def test_it_scrolls_along_its_own_way() -> None:
    oblique = Oblique.of(GRID, "axial", CENTER).turned("right", 30)
    moved = oblique.at_row(GRID, oblique.row(GRID) + 2)
    assert np.allclose(np.subtract(moved.center, CENTER), 4.0 * oblique.normal)
    assert moved.row(GRID) == oblique.row(GRID) + 2
    assert stacked(GRID, "axial").shape[0] < moved.cuts(GRID).shape[0]


def test_skew_directions_are_refused() -> None:
    with pytest.raises(GeometryError):
        Oblique(CENTER, (1.0, 0.0, 0.0), (0.6, 0.8, 0.0))


@pytest.mark.parametrize("plane", PLANES)
def test_its_cuts_follow_one_another_as_those_of_the_plane_it_was_turned_from(plane: Plane) -> None:
    center = GRID.patient((3, 4, 4))
    flat = Oblique.of(GRID, plane, center)
    assert flat.row(GRID) == {"axial": 3, "coronal": 4, "sagittal": 4}[plane]
    turned = flat.turned_by(20, -10, 5)
    moved = np.subtract(turned.at_row(GRID, turned.row(GRID) + 1).center, center)
    assert moved @ stacked(GRID, plane).matrix[:, 2] > 0
    assert turned.angles(flat) == pytest.approx((20, -10, 5))
