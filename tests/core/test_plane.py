"""Cuts through a volume: every pixel lies where its voxel lies, and pictures stand as they are read."""

from __future__ import annotations

import pytest
import torch

from ldct_studio.core.grid import Grid
from ldct_studio.core.plane import Plane, cut, stacked, through, voxel

PLANES: tuple[Plane, ...] = ("axial", "coronal", "sagittal")
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
                at = voxel(TILTED, plane, (index, down, right))
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
