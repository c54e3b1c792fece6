from __future__ import annotations

import math

import numpy as np
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


def test_distances_against_numpy_and_skimage():
    from skimage.metrics import peak_signal_noise_ratio, structural_similarity

    rng = np.random.default_rng(1)
    reference = rng.normal(40, 30, (40, 50)).astype(np.float32)
    image = reference + rng.normal(0, 10, reference.shape).astype(np.float32)
    a, b = torch.from_numpy(image), torch.from_numpy(reference)
    assert quality.rmse(a, b) == pytest.approx(np.sqrt(np.mean((image - reference) ** 2)))
    assert quality.psnr(a, b, 400) == pytest.approx(
        peak_signal_noise_ratio(reference, image, data_range=400), rel=1e-5
    )
    assert quality.ssim(a, b, 400) == pytest.approx(
        structural_similarity(image, reference, data_range=400), rel=1e-6
    )


def test_distances_in_a_mask_see_only_the_mask():
    reference = torch.zeros(20, 20)
    image = reference.clone()
    image[:, 15:] = 100
    mask = torch.zeros(20, 20, dtype=torch.bool)
    mask[:, :8] = True
    assert quality.rmse(image, reference, mask) == 0
    assert quality.psnr(image, reference, 400, mask) == math.inf
    assert quality.ssim(image, reference, 400.0, mask) == pytest.approx(1)
    with pytest.raises(GeometryError, match="no pixel"):
        quality.rmse(image, reference, torch.zeros(20, 20, dtype=torch.bool))


def test_psnr_of_known_error():
    """Science page: PSNR 38.57 dB at range 1 is an RMSE of 0.01179."""
    reference = torch.zeros(10, 10)
    assert quality.psnr(reference + 0.01179, reference, 1.0) == pytest.approx(38.57, abs=0.01)


def test_ssim_of_a_volume_is_the_mean_of_its_rows():
    generator = torch.Generator().manual_seed(2)
    reference = 30 * torch.randn(3, 20, 24, generator=generator)
    image = reference + torch.arange(3.0)[:, None, None] * torch.randn(3, 20, 24, generator=generator)
    rows = [quality.ssim(image[i], reference[i], 400) for i in range(3)]
    assert quality.ssim(image, reference, 400) == pytest.approx(sum(rows) / 3)
    with pytest.raises(GeometryError, match="7×7"):
        quality.ssim(image[:, :5], reference[:, :5], 400)
