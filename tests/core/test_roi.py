"""ROI golden values."""

from __future__ import annotations

import numpy as np
import pytest

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.roi import Ellipse, contrast_to_noise, measure

GRID = Grid((1, 40, 60), (1.0, 0.5, 2.0), (-20.0, 10.0, 0.0))


def test_the_mask_counts_the_pixels_inside_on_anisotropic_pixels() -> None:
    ellipse = Ellipse("r", GRID.patient((0, 20, 30)), half_x=10.0, half_y=5.0)
    mask = ellipse.mask(GRID)
    assert mask.sum() * 1.0 == pytest.approx(ellipse.area, rel=0.05)  # 1 mm² a pixel
    rows, columns = np.nonzero(mask)
    assert (rows.mean(), columns.mean()) == (20.0, 30.0)
    assert (rows.max() - rows.min(), columns.max() - columns.min()) == (20, 10)


@pytest.mark.parametrize("slope", [1.0, 0.25])
@pytest.mark.parametrize("dtype", [np.int16, np.float32])
def test_mean_and_sd_are_golden(slope: float, dtype: type) -> None:
    stored = np.arange(2400).reshape(40, 60).astype(dtype)
    image = stored.astype(np.float32) * np.float32(slope) - 1024
    mask = np.zeros((40, 60), bool)
    mask[3:6, 7:9] = True
    found = measure(image, mask)
    values = np.array([187, 188, 247, 248, 307, 308]) * slope - 1024
    assert found.mean == pytest.approx(values.mean())
    assert found.sd == pytest.approx(values.std(ddof=1))
    assert found.count == 6


def test_padding_that_is_not_a_number_is_left_out() -> None:
    image = np.full((4, 4), np.nan, np.float32)
    image[0, :3] = (1.0, 2.0, 3.0)
    found = measure(image, np.ones((4, 4), bool))
    assert (found.mean, found.sd, found.count) == (2.0, 1.0, 3)


def test_too_small_a_region_says_so() -> None:
    with pytest.raises(GeometryError, match="two pixels"):
        measure(np.zeros((4, 4), np.float32), np.zeros((4, 4), bool))


def test_contrast_to_noise_needs_noise() -> None:
    image = np.zeros((4, 4), np.float32)
    flat = measure(image, np.ones((4, 4), bool))
    with pytest.raises(GeometryError, match="noise"):
        contrast_to_noise(flat, flat)
