from __future__ import annotations

import math

import pytest

from ldct_studio.gui import figures

N, T = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (27.13, "27.1"),
        (11.0, "11.0"),
        (0.0271, "0.0271"),
        (1412.4, f"1{T}410"),
        (-3.4, "−3.40"),
        (9.999, "10.0"),
        (0, "0"),
    ],
)
def test_three_significant_digits(value: float, text: str) -> None:
    assert figures.number(value) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.2, f"0{N}s"),
        (38.4, f"38{N}s"),
        (59.6, f"1{N}min"),
        (3599, f"1{N}h 0{N}min"),
        (9480, f"2{N}h 38{N}min"),
        (277_200, f"3{N}d 5{N}h"),
    ],
)
def test_spans_are_printed_in_two_units(seconds: float, text: str) -> None:
    assert figures.span(seconds) == text


def test_signed_numbers_have_a_real_minus_and_zero_has_no_sign() -> None:
    assert figures.fixed(-3.44, signed=True) == "−3.4"
    assert figures.fixed(0.4, signed=True) == "+0.4"
    assert figures.fixed(-0.04, signed=True) == "0.0"
    assert figures.fixed(-1234567.0, 0) == f"−1{T}234{T}567"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (17_000, f"1.7{N}×{N}10⁴"),
        (1.66e5, f"1.7{N}×{N}10⁵"),
        (999, f"1{T}000"),
        (420, "420"),
        (0.0004, f"4.0{N}×{N}10⁻⁴"),
    ],
)
def test_powers_of_ten(value: float, text: str) -> None:
    assert figures.power(value) == text


@pytest.mark.parametrize(
    ("fraction", "text"),
    [
        (0.64**4, f"17{N}%"),
        (1, f"100{N}%"),
        (0.64**10, f"1.2{N}%"),
        (0.64**6, f"6.9{N}%"),
        (0.0996, f"10{N}%"),
    ],
)
def test_percent(fraction: float, text: str) -> None:
    assert figures.percent(fraction) == text


def test_what_is_not_a_number_is_a_dash_without_a_unit() -> None:
    for value in (None, math.nan, math.inf):
        assert figures.with_unit(figures.number(value), "mGy") == "–"
        assert figures.percent(value) == "–"
        assert figures.power(value) == "–"


def test_durations() -> None:
    assert figures.duration(0.041) == f"41{N}ms"
    assert figures.duration(0.9999) == f"1.0{N}s"
    assert figures.duration(125.2) == f"2{N}min 5{N}s"


def test_window_values_are_not_grouped() -> None:
    assert figures.window(1500, -600) == f"W{N}1500  L{N}−600"
