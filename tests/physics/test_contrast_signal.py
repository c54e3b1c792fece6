"""Gadolinium in a spoiled gradient echo: the equation, its inverse, and what a lower dose shows."""

from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.physics.contrast.signal import (
    Sequence,
    added_rate,
    at_dose,
    gradient_echo,
    missing_noise,
    relaxivity,
    rician,
)

SEQUENCE = Sequence(tr_ms=5.0, flip_deg=15.0)
T1 = torch.tensor([300.0, 850.0, 1300.0, 4000.0], dtype=torch.float64)


def test_the_signal_is_largest_at_the_ernst_angle_and_saturates_at_sin_alpha() -> None:
    t1 = torch.tensor(850.0, dtype=torch.float64)
    ernst = math.degrees(math.acos(math.exp(-5.0 / 850.0)))
    best = gradient_echo(t1, 0.0, Sequence(5.0, ernst))
    assert all(gradient_echo(t1, 0.0, Sequence(5.0, ernst + off)) < best for off in (-1.0, 1.0))
    assert float(gradient_echo(t1, 1e7, SEQUENCE)) == pytest.approx(math.sin(math.radians(15)))


def test_the_rate_behind_a_signal_is_found_again() -> None:
    for rate in (0.0, 0.5, 4.5, 40.0):
        signal = gradient_echo(T1, rate, SEQUENCE)
        torch.testing.assert_close(
            added_rate(signal, T1, SEQUENCE), torch.full_like(T1, rate), atol=1e-7, rtol=0
        )
    over = torch.full_like(T1, math.sin(math.radians(15)) * 1.01)
    assert bool(torch.isinf(added_rate(over, T1, SEQUENCE)).all()), "no concentration shines so bright"


@pytest.mark.parametrize("fraction", [0.0, 0.1, 0.33, 1.0, 2.0])
def test_a_fraction_of_the_dose_is_a_fraction_of_the_concentration(fraction: float) -> None:
    m0 = torch.tensor([0.7, 1.0, 2.0, 5.0], dtype=torch.float64)
    rate = relaxivity("gadobutrol", 3.0) * 0.4
    pre = m0 * gradient_echo(T1, 0.0, SEQUENCE)
    standard = m0 * gradient_echo(T1, rate, SEQUENCE)
    expected = m0 * gradient_echo(T1, rate * fraction, SEQUENCE)
    torch.testing.assert_close(at_dose(pre, standard, fraction, T1, SEQUENCE), expected)


def test_scaled_subtraction_overestimates_because_the_signal_saturates() -> None:
    """(S_d - S_0)/d over S_1 - S_0 is 1.03–1.06 at 0.1 mM, 1.12–1.22 at 0.4 and 1.22–1.42 at 0.8 mM."""
    t1 = torch.tensor(850.0, dtype=torch.float64)
    for concentration, low, high in ((0.1, 1.03, 1.06), (0.4, 1.12, 1.22), (0.8, 1.22, 1.42)):
        rate = relaxivity("gadobutrol", 3.0) * concentration
        none, whole = (gradient_echo(t1, part * rate, SEQUENCE) for part in (0.0, 1.0))
        ratios = [
            float((gradient_echo(t1, part * rate, SEQUENCE) - none) / part / (whole - none))
            for part in (0.33, 0.2, 0.1)
        ]
        assert ratios == sorted(ratios), "the lower the dose, the less of it is lost to saturation"
        assert all(low < ratio < high for ratio in ratios), ratios


def test_the_noise_of_a_made_subtraction_is_that_of_the_real_one() -> None:
    generator = torch.Generator().manual_seed(1)
    shape, sigma = (64, 64, 64), 0.004
    t1 = torch.full(shape, 850.0)
    signal = gradient_echo(t1, 0.0, SEQUENCE)
    pre, standard = (rician(signal, sigma, generator) for _ in range(2))
    real = float((standard - pre).std())
    for fraction in (0.1, 0.33, 0.7):
        clean = at_dose(pre, standard, fraction, t1, SEQUENCE)
        made = rician(clean, missing_noise(sigma, fraction), generator)
        assert float((made - pre).std()) == pytest.approx(real, rel=0.03)
    assert missing_noise(sigma, 1.0) == 0


def test_rician_noise_has_the_known_moments() -> None:
    """E[m²] = s² + 2 σ², and over nothing the mean is σ √(π/2)."""
    generator = torch.Generator().manual_seed(2)
    for signal in (0.0, 1.0, 5.0):
        drawn = rician(torch.full((400_000,), signal, dtype=torch.float64), 1.0, generator)
        assert float(drawn.square().mean()) == pytest.approx(signal**2 + 2, rel=0.01)
    dark = rician(torch.zeros(400_000), 2.0, generator)
    assert float(dark.mean()) == pytest.approx(2 * math.sqrt(math.pi / 2), rel=0.01)


def test_impossible_values_are_refused() -> None:
    ones = torch.ones(2)
    with pytest.raises(GeometryError, match="negative"):
        at_dose(ones, ones, -0.1, 800 * ones, SEQUENCE)
    with pytest.raises(GeometryError, match="flip angle"):
        Sequence(8.0, 90.0)
    dark = at_dose(torch.zeros(2), ones, 0.1, 800 * ones, SEQUENCE)
    assert bool(torch.isfinite(dark).all()), "air is no reason for a NaN"


def test_an_agent_at_a_field_nobody_measured_is_refused() -> None:
    assert relaxivity("gadoterate", 1.5) == 3.9
    with pytest.raises(GeometryError, match=r"at 7 T is not known; choose 1.5 or 3 T"):
        relaxivity("gadobutrol", 7.0)
