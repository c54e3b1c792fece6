from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.physics import quality


@pytest.fixture
def white() -> torch.Tensor:
    return 12.0 * torch.randn(400, 32, 32, generator=torch.Generator().manual_seed(3))


@pytest.mark.parametrize("detrend", ["mean", "polynomial"])
def test_integral_is_the_variance_of_the_detrended_patches(white, detrend):
    power = quality.noise_power(white, 0.7, detrend)
    assert quality.variance_of(power, 0.7) == pytest.approx(
        float(quality.detrended(white, detrend).square().mean()), rel=1e-12
    )


def test_white_noise_is_flat_at_variance_times_pixel_area(white):
    spectrum = quality.radial(quality.noise_power(white, 0.7), 0.7)
    expected = 144 * 0.49
    assert spectrum.power[2:].numpy() == pytest.approx(expected, rel=0.04)
    assert quality.variance_of(quality.noise_power(white, 0.7, "mean"), 0.7) == pytest.approx(144, rel=0.01)


def test_detrending_removes_a_second_order_trend_and_leaves_little_else(white):
    y, x = torch.meshgrid(torch.arange(32.0), torch.arange(32.0), indexing="ij")
    trend = 3 * x - 2 * y + 0.2 * x * x - 0.1 * x * y + 40
    assert torch.allclose(
        quality.noise_power(white + trend, 0.7), quality.noise_power(white, 0.7), rtol=1e-3, atol=1e-3
    )
    kept = quality.detrended(white).square().mean() / white.double().square().mean()
    assert float(kept) == pytest.approx(1 - 6 / 32**2, rel=0.003)


def test_a_wave_stands_at_its_frequency():
    x = torch.arange(64.0)
    wave = torch.sin(2 * math.pi * x * 8 / 64).expand(1, 64, 64)
    spectrum = quality.radial(quality.noise_power(wave, 0.5, "mean"), 0.5, band=1 / 32)
    assert spectrum.peak_frequency == pytest.approx(8 / 32, abs=0.5 / 32)
    assert spectrum.mean_frequency == pytest.approx(8 / 32, abs=0.5 / 32)


def test_bands_end_at_nyquist_and_skip_zero(white):
    spectrum = quality.radial(quality.noise_power(white, 0.7), 0.7, band=0.01)
    assert float(spectrum.frequency.min()) == pytest.approx(1 / (32 * 0.7))
    assert float(spectrum.frequency.max()) <= 0.5 / 0.7 + 1e-9
    assert int(spectrum.samples.min()) > 0


def test_peak_is_refined_between_bands():
    frequency = torch.arange(1, 11, dtype=torch.float64) / 10
    power = 5 - (frequency - 0.43) ** 2
    assert quality.Spectrum(frequency, power, torch.ones(10)).peak_frequency == pytest.approx(0.43)


def test_peak_and_mean_of_a_silent_spectrum_are_finite():
    silent = quality.radial(quality.noise_power(torch.zeros(2, 8, 8), 1.0), 1.0)
    assert silent.mean_frequency == 0
    assert math.isfinite(silent.peak_frequency)


def test_patches_must_be_square():
    with pytest.raises(GeometryError, match="square"):
        quality.noise_power(torch.zeros(2, 8, 9), 1.0)
