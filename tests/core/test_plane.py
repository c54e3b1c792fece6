"""Cuts through a volume: every pixel lies where its voxel lies, and pictures stand as they are read."""

from __future__ import annotations

import pytest
import torch

from ldct_studio.core.grid import Grid
from ldct_studio.core.plane import PLANES, Plane, Slab, cut, merged, neighbors, stacked, through, voxel

TILTED = Grid(
    (3, 4, 5), (2.5, 0.7, 0.8), (-10.0, 20.0, -30.0), (1.0, 0.0, 0.0, 0.0, 0.9848, 0.0, 0.0, 0.1736, 1.0)
)


@pytest.mark.parametrize("plane", PLANES)
def test_a_pixel_of_a_cut_is_the_voxel_at_its_place(plane: Plane) -> None:
    data = torch.arange(60.0).reshape(TILTED.shape)
    cuts = stacked(TILTED, plane)
    for index in range(cuts.shape[0]):
        picture = cut(data, plane, index)
        assert tuple(picture.shape) == cuts.shape[1:]
        for down in range(cuts.shape[1]):
            for right in range(cuts.shape[2]):
                at = voxel(cuts, plane, (index, down, right))
                assert picture[down, right] == data[at]
                assert cuts.patient((index, down, right)) == pytest.approx(TILTED.patient(at))
                assert at[through(plane)] == index


def test_the_head_is_up_and_the_front_left() -> None:
    grid = Grid((3, 4, 5), (2.0, 1.0, 1.0))
    coronal, sagittal = stacked(grid, "coronal").matrix, stacked(grid, "sagittal").matrix
    assert coronal[:, 0].tolist() == [1, 0, 0]  # to the right of the picture: the patient's left
    assert coronal[:, 1].tolist() == [0, 0, -1]  # down: to the feet
    assert sagittal[:, 0].tolist() == [0, 1, 0]  # to the right: to the back
    assert sagittal[:, 1].tolist() == [0, 0, -1]


def test_axial_cuts_share_the_memory_of_the_volume() -> None:
    data = torch.zeros(3, 4, 5)
    assert cut(data, "axial", 1).data_ptr() == data[1].data_ptr()


def test_a_slab_is_as_thick_as_it_says_and_ends_with_the_volume() -> None:
    cuts = Grid((40, 8, 8), (0.8, 1.0, 1.0))
    assert neighbors(cuts, 20, None) == slice(20, 21)
    assert neighbors(cuts, 20, Slab("max", 4.0)) == slice(18, 23)
    assert neighbors(cuts, 0, Slab("max", 4.0)) == slice(0, 3)
    assert neighbors(cuts, 39, Slab("mean", 0.1)) == slice(39, 40)


def test_slabs_are_the_mean_the_brightest_and_the_darkest() -> None:
    pictures = torch.tensor([[1.0, 5.0], [3.0, -1.0]])
    assert merged(pictures, Slab("mean", 2)).tolist() == [2, 2]
    assert merged(pictures, Slab("max", 2)).tolist() == [3, 5]
    assert merged(pictures, Slab("min", 2), dim=1).tolist() == [1, -1]
