"""Discs that are found in a region, and the reasons where there is none."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from ldct_studio.core.errors import GeometryError
from ldct_studio.physics.disc_edge import find_disc, seen_in, why_doubtful

SIDE = 96
Array = npt.NDArray[np.float64]


def distance(center: tuple[float, float]) -> Array:
    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float64)
    return np.hypot(y - center[0], x - center[1])


def picture(radius: float, contrast: float, noise: float = 1.0, stretch: float = 1.0) -> Array:
    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float64)
    place = np.hypot((y - 45.3) / stretch, x - 50.8)
    edge = 1 / (1 + np.exp((place - radius) / 0.4))
    return 40 + contrast * edge + np.random.default_rng(0).normal(0, noise, (SIDE, SIDE))


def region(radius: float, center: tuple[float, float] = (46.0, 50.0)) -> npt.NDArray[np.bool_]:
    return distance(center) <= radius


@pytest.mark.parametrize("contrast", [120.0, -200.0])
@pytest.mark.parametrize("drawn", [6.0, 9.0, 16.0])
def test_a_disc_is_found_where_a_region_is_drawn_on_or_around_it(contrast: float, drawn: float) -> None:
    found = find_disc(picture(10, contrast), region(drawn))
    assert found.center == pytest.approx((45.3, 50.8), abs=0.3)
    assert found.radius == pytest.approx(10, abs=0.4)
    assert found.contrast == pytest.approx(contrast, rel=0.02)
    assert found.noise == pytest.approx(1, rel=0.15)
    assert why_doubtful(found) == ""


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (picture(10, 0), "There is no disc"),
        (picture(4, 200), "radius of"),
        (picture(10, 200, stretch=1.6), "not round"),
    ],
)
def test_what_is_no_disc_is_told(shown: Array, words: str) -> None:
    with pytest.raises(GeometryError, match=words):
        find_disc(shown, region(20))


def test_an_edge_in_too_much_noise_is_told() -> None:
    found = seen_in(picture(10, 120, noise=20), (45.3, 50.8), 10)
    assert "times the SD" in why_doubtful(found)
    with pytest.raises(GeometryError, match="do not lie"):
        seen_in(picture(10, 120), (-80.0, 50.0), 10)
