"""Overlap of masks, against shapes whose numbers are known and the definition taken literally."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy import ndimage

from ldct_studio.core.errors import GeometryError
from ldct_studio.physics.overlap import dice, effective_radius, hausdorff95, volume_change

EMPTY = torch.zeros(8, 8, dtype=torch.bool)


def box(top: int, left: int, height: int, width: int, size: int = 32) -> torch.Tensor:
    mask = torch.zeros(size, size, dtype=torch.bool)
    mask[top : top + height, left : left + width] = True
    return mask


def literal_hd95(a: torch.Tensor, b: torch.Tensor, spacing: tuple[float, ...]) -> float:
    """Every surface voxel to every other, without a distance transform."""

    def surface(mask: torch.Tensor) -> np.ndarray:
        wide = np.pad(mask.numpy(), 1)
        inner = wide.copy()
        for axis in range(wide.ndim):
            for step in (-1, 1):
                inner &= np.roll(wide, step, axis)
        return (np.argwhere(wide & ~inner) - 1) * np.array(spacing)

    one, two = surface(a), surface(b)
    distance = np.linalg.norm(one[:, None] - two[None], axis=2)
    return float(np.percentile(np.concatenate([distance.min(1), distance.min(0)]), 95))


def test_half_of_a_box_moved_away():
    reference, found = box(4, 4, 10, 20, 40), box(4, 14, 10, 20, 40)
    assert dice(found, reference) == pytest.approx(0.5)
    assert volume_change(found, reference) == 0
    assert volume_change(box(4, 4, 10, 22, 40), reference) == pytest.approx(0.1)


def test_equal_masks_have_no_distance():
    mask = box(4, 4, 10, 20)
    assert dice(mask, mask) == 1
    assert hausdorff95(mask, mask, (0.8, 0.8)) == 0


def test_two_points_are_as_far_as_they_lie_apart():
    assert hausdorff95(box(5, 5, 1, 1), box(8, 9, 1, 1), (1.0, 1.0)) == pytest.approx(5)
    assert hausdorff95(box(5, 5, 1, 1), box(8, 9, 1, 1), (2.0, 0.5)) == pytest.approx(np.hypot(6, 2))


@pytest.mark.parametrize("shape", [(20, 26), (7, 14, 12)])
def test_the_pooled_percentile_is_the_definition(shape):
    generator = torch.Generator().manual_seed(len(shape))
    spacing = (2.5, 0.7, 0.9)[-len(shape) :]
    for _ in range(5):
        a, b = (torch.rand(shape, generator=generator) > 0.8 for _ in range(2))
        assert hausdorff95(a, b, spacing) == pytest.approx(literal_hd95(a, b, spacing))


@pytest.mark.parametrize("seed", range(6))
def test_the_pooled_percentile_is_that_of_medpy(seed):
    binary = pytest.importorskip("medpy.metric.binary")
    rng = np.random.default_rng(seed)
    spacing = tuple(rng.uniform(0.5, 3, 3))
    a, b = (ndimage.gaussian_filter(rng.normal(size=(14, 22, 18)), 2) > 0.05 for _ in range(2))
    found = hausdorff95(torch.from_numpy(a), torch.from_numpy(b), spacing)
    assert found == pytest.approx(binary.hd95(a, b, voxelspacing=spacing))


def test_a_shifted_cube_is_its_shift_away():
    cube, moved = torch.zeros(24, 24, 24, dtype=torch.bool), torch.zeros(24, 24, 24, dtype=torch.bool)
    cube[6:16, 6:16, 6:16] = True
    moved[9:19, 6:16, 6:16] = True
    assert hausdorff95(cube, moved, (1.0, 1.0, 1.0)) == 3
    assert hausdorff95(cube, moved, (2.0, 1.0, 1.0)) == 6
    assert hausdorff95(cube, moved, (1.0, 1.0, 1.0), pooled=False) == 3


def test_the_larger_direction_sees_what_pooling_dilutes():
    reference, found = box(4, 4, 20, 20), box(4, 4, 20, 20)
    found[20, 4:8] = True  # four pixels of one surface alone, 6 % of it
    assert hausdorff95(found, reference, (1.0, 1.0), pooled=False) >= hausdorff95(
        found, reference, (1.0, 1.0)
    )


def test_the_effective_radius_of_a_ball_is_its_radius():
    z, y, x = torch.meshgrid(*[torch.arange(-24, 25)] * 3, indexing="ij")
    for radius in (8, 15, 22):
        volume = int((z**2 + y**2 + x**2 <= radius**2).sum()) * 0.8**3
        assert effective_radius(volume) == pytest.approx(0.8 * radius, rel=0.02)


def test_one_sided_outliers_count_as_much_as_they_are():
    """A far speck is less than 5 % of the surface here: the maximum sees it, the percentile does not."""
    reference = box(2, 2, 20, 20)
    found = reference | box(30, 30, 1, 1)
    assert hausdorff95(found, reference, (1.0, 1.0)) == 0
    assert hausdorff95(reference, found, (1.0, 1.0)) == 0


@pytest.mark.parametrize("measure", [dice, volume_change, lambda a, b: hausdorff95(a, b, (1.0, 1.0))])
def test_what_is_in_neither_has_no_number(measure):
    with pytest.raises(GeometryError, match="hold"):
        measure(EMPTY, EMPTY)


def test_what_is_in_one_alone():
    mask = box(1, 1, 3, 3, 8)
    assert dice(mask, EMPTY) == dice(EMPTY, mask) == 0
    assert volume_change(EMPTY, mask) == -1
    with pytest.raises(GeometryError, match="reference"):
        volume_change(mask, EMPTY)
    with pytest.raises(GeometryError, match="One of the two"):
        hausdorff95(mask, EMPTY, (1.0, 1.0))
