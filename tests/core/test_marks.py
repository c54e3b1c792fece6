"""Rulers, angles and line profiles in patient millimeters."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import TypeAdapter

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.marks import Angle, Mark, Profile, Ruler
from ldct_studio.core.plane import stacked

GRID = Grid((5, 40, 60), (3.0, 0.5, 2.0), (-20.0, 10.0, 7.0))


def test_a_ruler_measures_millimeters_on_anisotropic_pixels() -> None:
    ruler = Ruler("r", (GRID.patient((1, 0, 0)), GRID.patient((1, 6, 2))))
    assert ruler.length == pytest.approx(5.0)  # 3 mm down, 4 mm to the right


@pytest.mark.parametrize("degrees", [0.0, 1e-4, 30.0, 90.0, 179.999, 180.0])
def test_an_angle_is_exact_also_where_it_is_flat(degrees: float) -> None:
    turn = np.radians(degrees)
    ends = (10.0, 0.0, 4.0), (0.0, 0.0, 4.0), (3 * float(np.cos(turn)), 3 * float(np.sin(turn)), 4.0)
    assert Angle("a", ends).degrees == pytest.approx(degrees, abs=1e-9)


def test_an_angle_without_an_arm_says_so() -> None:
    point = (1.0, 2.0, 3.0)
    with pytest.raises(GeometryError, match="no length"):
        Angle("a", (point, point, (4.0, 2.0, 3.0))).degrees  # noqa: B018


@pytest.mark.parametrize("plane", ["axial", "coronal", "sagittal"])
def test_a_profile_reads_a_plane_exactly_in_any_cut(plane: str) -> None:
    cuts = stacked(GRID, plane)  # type: ignore[arg-type]
    down, right = np.mgrid[: cuts.shape[1], : cuts.shape[2]]
    image = (7.0 * down + 3.0 * right - 50).astype(np.float32)
    start, end = (1, 0.5, 1.25), (1, 3.5, 3.75)
    line = Profile("p", (cuts.patient(start), cuts.patient(end)), plane)  # type: ignore[arg-type]
    places, values = line.values(image, cuts)
    part = places / line.length
    assert (places[0], places[-1]) == (0.0, pytest.approx(line.length))
    assert values == pytest.approx(7 * (0.5 + 3 * part) + 3 * (1.25 + 2.5 * part) - 50, abs=1e-4)
    assert np.diff(places).max() <= min(cuts.spacing[1:]) / 2 + 1e-9


def test_a_profile_is_as_long_as_it_is_in_the_picture() -> None:
    image = np.ones((40, 60), np.float32)
    line = Profile("p", (GRID.patient((0, 5, 10)), GRID.patient((4, 5, 20))))
    assert line.values(image, GRID)[0][-1] == pytest.approx(20.0)
    with pytest.raises(GeometryError, match="no length"):
        Profile("p", (GRID.patient((0, 5, 10)), GRID.patient((4, 5, 10)))).values(image, GRID)


def test_a_profile_leaves_out_what_lies_beside_the_picture_and_padding() -> None:
    image = np.ones((40, 60), np.float32)
    image[:, :10] = np.nan
    line = Profile("p", (GRID.patient((0, 20, -5)), GRID.patient((0, 20, 30))))
    places, values = line.values(image, GRID)
    assert places[0] == pytest.approx(15 * 2.0, abs=0.26)
    assert np.isfinite(values).all()


def test_the_edge_of_a_picture_belongs_to_it() -> None:
    image = np.arange(2400, dtype=np.float32).reshape(40, 60)
    line = Profile("p", (GRID.patient((0, 39, 0)), GRID.patient((0, 39, 59))))
    places, values = line.values(image, GRID)
    assert (places[0], places[-1]) == (0.0, pytest.approx(118.0))
    assert (values[0], values[-1]) == (39 * 60, 39 * 60 + 59)


def test_a_profile_without_values_says_why() -> None:
    image, point = np.ones((40, 60), np.float32), GRID.patient((0, 5, 5))
    with pytest.raises(GeometryError, match="no length"):
        Profile("p", (point, point)).values(image, GRID)
    with pytest.raises(GeometryError, match="outside"):
        Profile("p", ((900.0, 0.0, 0.0), (950.0, 0.0, 0.0))).values(image, GRID)
    with pytest.raises(GeometryError, match="another size"):
        Profile("p", (point, GRID.patient((0, 9, 9)))).values(image[1:], GRID)


def test_marks_are_stored_with_their_kind() -> None:
    points = (0.0, 1.0, 2.0), (3.0, 4.0, 5.0), (6.0, 7.0, 8.0)
    marks: tuple[Mark, ...] = (
        Ruler("r", points[:2]),
        Angle("a", points),
        Profile("p", points[:2], "coronal"),
    )
    adapter: TypeAdapter[tuple[Mark, ...]] = TypeAdapter(tuple[Mark, ...])
    assert adapter.validate_json(adapter.dump_json(marks)) == marks
