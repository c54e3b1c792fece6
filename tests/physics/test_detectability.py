"""Observers of known signals in noise of known spectra, against closed forms."""

from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.physics.detectability import (
    Disc,
    disc_spectrum,
    frequencies,
    npw,
    npwe,
    separation,
    signal_spectrum,
    two_afc,
)

SIDE, PIXEL = 128, 0.7


def gaussian(width: float, contrast: float) -> torch.Tensor:
    """Return the spectrum of a Gaussian signal."""
    f = frequencies(SIDE, PIXEL)
    return contrast * 2 * math.pi * width**2 * torch.exp(-2 * (math.pi * width * f) ** 2)


def test_in_white_noise_the_filter_sees_the_energy_of_the_signal() -> None:
    signal = torch.zeros(SIDE, SIDE)
    signal[50:60, 40:44] = 12
    white = torch.full((SIDE, SIDE), 30.0**2 * PIXEL**2)
    found = npw(signal_spectrum(signal, PIXEL), white, PIXEL)
    assert found == pytest.approx(float(signal.norm()) / 30, rel=1e-6)


def test_in_colored_noise_it_is_the_closed_form() -> None:
    width, correlated, contrast, density = 2.0, 1.0, 15.0, 400.0
    f = frequencies(SIDE, PIXEL)
    power = density * torch.exp(-4 * (math.pi * correlated * f) ** 2)
    # Two integrals of Gaussians over the plane.
    energy = contrast**2 * math.pi * width**2
    noise = contrast**2 * density * math.pi * width**4 / (width**2 + correlated**2)
    assert npw(gaussian(width, contrast), power, PIXEL) == pytest.approx(energy / math.sqrt(noise), rel=1e-4)


def test_the_spectrum_of_a_disc_is_that_of_its_picture() -> None:
    fine = 0.1
    y = (torch.arange(512, dtype=torch.float64) - 255.5) * fine
    picture = 5.0 * (torch.hypot(y[:, None], y[None, :]) <= 4.0)
    drawn, known = signal_spectrum(picture, fine), disc_spectrum(512, fine, 8.0, 5.0).abs()
    low = frequencies(512, fine) < 0.3
    assert float((drawn - known)[low].abs().max()) < 0.01 * float(known[0, 0])
    assert float(known[0, 0]) == pytest.approx(5 * math.pi * 16)


def test_the_eye_changes_d_prime_only_by_its_weights() -> None:
    signal, white = gaussian(2.0, 10.0), torch.full((SIDE, SIDE), 100.0)
    per_degree = frequencies(SIDE, PIXEL) * 500 * math.pi / 180
    eye = per_degree**1.3 * torch.exp(-1.3 / 32 * per_degree**2)
    assert float(per_degree.flatten()[eye.argmax()]) == pytest.approx(4, abs=0.3)
    area = 1 / (SIDE * PIXEL) ** 2
    seen, noise = (signal * eye).square().sum() * area, 100 * (signal * eye**2).square().sum() * area
    assert npwe(signal, white, PIXEL) == pytest.approx(float(seen / noise.sqrt()), rel=1e-6)
    assert npwe(2 * signal, white, PIXEL) == pytest.approx(2 * npwe(signal, white, PIXEL))


def test_the_share_of_right_answers() -> None:
    assert two_afc(0) == 0.5
    assert two_afc(math.sqrt(2)) == pytest.approx(0.841345, abs=1e-6)


def test_without_noise_there_is_no_d_prime() -> None:
    with pytest.raises(GeometryError, match="Without noise"):
        npw(gaussian(2.0, 1.0), torch.zeros(SIDE, SIDE), PIXEL)


def test_answers_are_apart_by_the_shift_over_their_spread() -> None:
    chance = torch.Generator().manual_seed(1)
    absent = 3 * torch.randn(20_000, generator=chance)
    assert separation(absent + 6, absent) == pytest.approx(2, rel=0.02)
    with pytest.raises(GeometryError, match="Without noise"):
        separation(torch.ones(3), torch.zeros(3))


def test_a_task_is_said_in_words_and_must_be_a_disc() -> None:
    assert Disc().text == "disc 5 mm, 15 HU"
    assert Disc(2.5, -30).text == "disc 2.5 mm, -30 HU"
    for diameter, contrast in ((0.0, 15.0), (math.inf, 15.0), (5.0, math.nan)):
        with pytest.raises(GeometryError, match="disc needs"):
            Disc(diameter, contrast)
