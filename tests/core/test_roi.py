"""ROI golden values."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from pydantic import TypeAdapter

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.roi import (
    Circle,
    Ellipse,
    Freehand,
    Rectangle,
    Region,
    Statistics,
    contrast_kept,
    contrast_to_noise,
    measure,
)

GRID = Grid((1, 40, 60), (1.0, 0.5, 2.0), (-20.0, 10.0, 0.0))


def test_the_mask_counts_the_pixels_inside_on_anisotropic_pixels() -> None:
    ellipse = Ellipse("r", GRID.patient((0, 20, 30)), half_x=10.0, half_y=5.0)
    mask = ellipse.mask(GRID)
    assert mask.sum() * 1.0 == pytest.approx(ellipse.area, rel=0.05)  # 1 mm² a pixel
    rows, columns = np.nonzero(mask)
    assert (rows.mean(), columns.mean()) == (20.0, 30.0)
    assert (rows.max() - rows.min(), columns.max() - columns.min()) == (20, 10)


PLACE = GRID.patient((0, 20.5, 30.2))
SHAPES: dict[str, Region] = {
    "ellipse": Ellipse("r", PLACE, 21.0, 5.0),
    "circle": Circle("r", PLACE, 6.5),
    "rectangle": Rectangle("r", PLACE, 15.0, 4.0),
    "triangle": Freehand("r", PLACE, ((-20.0, 6.0), (0.0, -6.0), (20.0, 6.0))),
    "notch": Freehand("r", PLACE, ((-18.0, -5.0), (18.0, -5.0), (18.0, 5.0), (0.0, -1.0), (-18.0, 5.0))),
    "crossed": Freehand("r", PLACE, ((-16.0, -6.0), (16.0, 6.0), (16.0, -6.0), (-16.0, 6.0))),
}
GOLDEN = (
    ("ellipse", False, 332, 1008.891566, 63.278316),
    ("ellipse", True, 200, 1012.190000, 63.320941),
    ("circle", False, 136, 1012.382353, 60.959982),
    ("circle", True, 112, 1011.812500, 61.266591),
    ("rectangle", False, 240, 1009.466667, 62.504552),
    ("rectangle", True, 144, 1014.472222, 62.511755),
    ("triangle", False, 240, 1013.666667, 60.875459),
    ("triangle", True, 157, 1013.305732, 61.365933),
    ("notch", False, 252, 1008.900794, 62.021154),
    ("notch", True, 147, 1012.088435, 61.744494),
    ("crossed", False, 192, 1012.411458, 61.647983),
    ("crossed", True, 108, 1018.287037, 60.957017),
)
"""Shape, whether columns below 29 are padding, and number, mean and SD of the stored values inside.

Found in plain loops over pixels with exact fractions.
"""


def _picture(dtype: type, slope: float, padded: bool) -> npt.NDArray[np.float32]:
    """Return the rescaled picture; its stored values are whole."""
    row, column = np.mgrid[:40, :60]
    stored = ((37 * row**2 + 11 * column**2 + 5 * row * column) % 211 + 900).astype(dtype)
    image = stored.astype(np.float32) * np.float32(slope) - np.float32(1024)
    if padded:
        image[:, :29] = np.nan
    return image


@pytest.mark.parametrize(("shape", "padded", "count", "mean", "sd"), GOLDEN)
@pytest.mark.parametrize("slope", [1.0, 0.25, 1.7])
@pytest.mark.parametrize("dtype", [np.int16, np.float32])
def test_numbers_of_every_shape_are_golden(
    dtype: type, slope: float, shape: str, padded: bool, count: int, mean: float, sd: float
) -> None:
    found = measure(_picture(dtype, slope, padded), SHAPES[shape].mask(GRID))
    assert found.count == count
    assert found.mean == pytest.approx(mean * slope - 1024, abs=1e-3)
    assert found.sd == pytest.approx(sd * slope, rel=1e-5)


@pytest.mark.parametrize(
    ("shape", "area"),
    [
        ("ellipse", np.pi * 21 * 5),
        ("circle", np.pi * 6.5**2),
        ("rectangle", 240.0),
        ("triangle", 240.0),
        ("notch", 36 * 10 - 36 * 6 / 2),
        ("crossed", 192.0),
    ],
)
def test_areas_are_those_of_the_shapes(shape: str, area: float) -> None:
    assert SHAPES[shape].area == pytest.approx(area)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_stretched_shape_has_the_half_extent_that_was_asked_for(shape: str) -> None:
    region = SHAPES[shape]
    wider, higher = region.stretched("x", 9.0), region.stretched("y", 9.0)
    assert wider.half_x == pytest.approx(9.0)
    assert higher.half_y == pytest.approx(9.0)
    round_ = isinstance(region, Circle)
    assert wider.half_y == pytest.approx(9.0 if round_ else region.half_y)
    assert (wider.center, wider.name, wider.kind) == (region.center, region.name, region.kind)


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_are_stored_with_their_kind(shape: str) -> None:
    adapter: TypeAdapter[Region] = TypeAdapter(Region)
    assert adapter.validate_json(adapter.dump_json(SHAPES[shape])) == SHAPES[shape]


def test_a_line_encloses_no_area() -> None:
    assert Freehand("r", PLACE, ((-3.0, 0.0), (0.0, 0.0), (3.0, 0.0))).area == 0.0
    square = ((-3.0, -3.0), (0.0, -3.0), (3.0, -3.0), (3.0, 3.0), (-3.0, 3.0))
    assert Freehand("r", PLACE, square).area == pytest.approx(36.0)


def test_a_pixel_on_the_outline_is_inside_wherever_the_region_lies() -> None:
    for column in np.arange(10, 50):
        box = Rectangle("r", GRID.patient((0, 20, float(column))), 4.0, 1.5)
        assert box.mask(GRID).sum() == 5 * 7, column


def test_a_region_in_padding_says_so() -> None:
    with pytest.raises(GeometryError, match="padding"):
        measure(np.full((4, 4), np.nan, np.float32), np.ones((4, 4), bool))


def test_contrast_kept_is_a_part_of_the_loaded_one() -> None:
    loaded = Statistics(60.0, 10.0, 100), Statistics(40.0, 10.0, 100)
    assert contrast_kept(Statistics(55.0, 30.0, 100), Statistics(40.0, 30.0, 100), loaded) == 0.75
    with pytest.raises(GeometryError, match="does not stand out"):
        contrast_kept(*loaded, (Statistics(42.8, 10.0, 100), loaded[1]))


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
