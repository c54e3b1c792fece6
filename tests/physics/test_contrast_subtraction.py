"""Subtraction images: one scale for both scans, the noise between them, and the enhancement in it."""

from __future__ import annotations

import math

import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ldct_studio.core.errors import GeometryError
from ldct_studio.physics.contrast.enhancement import OFFSET, SLOPE, enhancement, percent, weight
from ldct_studio.physics.contrast.subtraction import (
    half_normal_sigma,
    huber_sigma,
    local_statistics,
    pixel_noise,
    radiometric_scale,
    subtract,
    upper_quantile,
)

SHAPE = (48, 56, 52)
MM = (1.0, 1.0, 1.0)


def _tissue(generator: torch.Generator) -> torch.Tensor:
    """Return what a brain may look like: three tissues in soft blobs, in units of its upper quantile."""
    coarse = torch.randn(1, 1, 7, 8, 7, generator=generator)
    smooth = torch.nn.functional.interpolate(coarse, size=SHAPE, mode="trilinear")[0, 0]
    return 0.3 + 0.7 * torch.sigmoid(4 * smooth)


def _pair(gain: float, sigma: float, share: float = 0.1, seed: int = 0) -> tuple[torch.Tensor, ...]:
    """Return pre, post and mask: a share of the voxels enhances by 30 to 80 %."""
    generator = torch.Generator().manual_seed(seed)
    tissue = _tissue(generator)
    enhances = torch.rand(SHAPE, generator=generator) < share
    rise = torch.where(enhances, 0.3 + 0.5 * torch.rand(SHAPE, generator=generator), 0)
    noise = [sigma * torch.randn(SHAPE, generator=generator) for _ in range(2)]
    mask = torch.zeros(SHAPE, dtype=torch.bool)
    mask[4:-4, 4:-4, 4:-4] = True
    return tissue + noise[0], (tissue * (1 + rise) + noise[1]) / gain, mask


@pytest.mark.parametrize("gain", [0.5, 0.95, 1.0, 1.05, 3.0])
@pytest.mark.parametrize("seed", range(3))
def test_a_known_gain_is_recovered_within_a_fifth_of_a_percent(gain: float, seed: int) -> None:
    pre, post, mask = _pair(gain, sigma=0.0, seed=seed)
    assert radiometric_scale(pre[mask], post[mask]) == pytest.approx(gain, rel=0.002)


def test_noise_biases_the_gain_by_little() -> None:
    pre, post, mask = _pair(1.05, sigma=0.02)
    assert radiometric_scale(pre[mask], post[mask]) == pytest.approx(1.05, rel=0.02)


def test_a_quantile_needs_no_small_volume() -> None:
    values = torch.arange(1, 101).float()[torch.randperm(100)]
    assert [upper_quantile(values, share) for share in (0.0, 0.5, 0.95, 1.0)] == [1, 50, 95, 100]


def test_the_half_normal_estimate_is_blind_to_enhancement() -> None:
    generator = torch.Generator().manual_seed(3)
    noise = 0.03 * torch.randn(300_000, generator=generator)
    assert half_normal_sigma(noise) == pytest.approx(0.03, rel=0.01)
    noise[:30_000] += 0.5
    assert half_normal_sigma(noise) == pytest.approx(0.03, rel=0.01)
    assert half_normal_sigma(noise + 0.3 * 0.03) == pytest.approx(0.03 * 0.89, rel=0.02)
    assert half_normal_sigma(noise - 0.3 * 0.03) == pytest.approx(0.03 * 1.13, rel=0.02)
    assert half_normal_sigma(torch.ones(5)) == 0.0


def test_huber_sigma_is_the_sd_of_noise_and_hardly_minds_outliers() -> None:
    generator = torch.Generator().manual_seed(4)
    noise = 2 * torch.randn(300_000, generator=generator)
    assert huber_sigma(noise) == pytest.approx(2, rel=0.01)
    noise[:15_000] += 100
    assert huber_sigma(noise) < 2.3
    assert huber_sigma(torch.zeros(10)) == 0.0


def test_local_statistics_follow_mean_and_sd_but_not_what_enhances() -> None:
    generator = torch.Generator().manual_seed(5)
    mask = torch.ones(SHAPE, dtype=torch.bool)
    noise = torch.randn(SHAPE, generator=generator)
    mean, sd = local_statistics(noise, mask, MM, window_mm=6.0)
    assert float(sd.mean()) == pytest.approx(0.88, abs=0.02), "cut at two sigmas"
    assert float(mean.abs().max()) < 0.2
    noise[20:24, 20:24, 20:24] += 50
    _, again = local_statistics(noise, mask, MM, window_mm=6.0)
    torch.testing.assert_close(again, sd, atol=0.02, rtol=0)
    half = mask.clone()
    half[:, :, 40:] = False
    outside = local_statistics(noise, half, MM, window_mm=1.5)[1][:, :, -4:]
    assert float(outside.abs().max()) == 0, "nothing is known so far from the brain"


def test_the_weight_of_signal_is_the_published_one() -> None:
    assert pytest.approx(3.06341, abs=1e-5) == SLOPE
    assert pytest.approx(-7.65853, abs=1e-5) == OFFSET
    at = weight(torch.tensor([1.0, 2.5, 4.0], dtype=torch.float64))
    torch.testing.assert_close(at, torch.tensor([0.01, 0.5, 0.99], dtype=torch.float64))


def test_true_enhancement_keeps_the_published_share_of_its_signal() -> None:
    """2 σ keep 49 %, 3 σ 77 %, 4 σ 94 %, 5 σ and more 99 %; pure noise weighs 1.6 % in the mean."""
    z = torch.randn(400_000, dtype=torch.float64, generator=torch.Generator().manual_seed(6))
    assert float(weight(z).mean()) == pytest.approx(0.016, abs=0.002)
    for sigmas, share in ((2, 0.49), (3, 0.77), (4, 0.94), (5, 0.99)):
        kept = float((weight(z + sigmas) * (z + sigmas).clamp(min=0)).mean()) / sigmas
        assert kept == pytest.approx(share, abs=0.02)


def test_a_lesion_stands_out_of_the_map_and_the_rest_is_dark() -> None:
    pre, post, mask = _pair(1.04, sigma=0.02, share=0.0)
    post[20:26, 20:26, 20:26] += 0.4
    pair = subtract(pre * 700, post * 700, mask, MM)
    assert pair.gain == pytest.approx(1.04, rel=0.02)
    assert pair.quantile == pytest.approx(700 * upper_quantile(pre[mask], 0.95), rel=1e-6)
    assert pair.sigma == pytest.approx(0.02 * math.sqrt(2) / (pair.quantile / 700), rel=0.15)
    found = enhancement(pair)
    assert float(found.min()) >= 0
    assert float(found[~mask].abs().max()) == 0
    inside = torch.zeros(SHAPE, dtype=torch.bool)
    inside[20:26, 20:26, 20:26] = True
    assert float(found[inside].mean()) == pytest.approx(float(pair.difference[inside].mean()), rel=0.02)
    assert float(found[mask & ~inside].mean()) < 0.02 * float(found[inside].mean())
    assert bool(percent(pair)[~mask].isnan().all())


def test_what_cannot_be_subtracted_is_refused_in_a_sentence() -> None:
    pre, post, mask = _pair(1.0, sigma=0.02)
    with pytest.raises(GeometryError, match="different grids"):
        subtract(pre, post[1:], mask)
    with pytest.raises(GeometryError, match="0 voxels, too few"):
        subtract(pre, post, torch.zeros_like(mask))
    with pytest.raises(GeometryError, match="dark all over"):
        subtract(torch.zeros_like(pre), post, mask)
    with pytest.raises(GeometryError, match="empty within the brain"):
        subtract(pre, torch.zeros_like(post), mask)


def test_noise_of_pixels_is_that_of_white_noise_and_of_interpolated_pixels() -> None:
    chance = torch.Generator().manual_seed(3)
    mask = torch.ones(6, 160, 160, dtype=torch.bool)
    white = 0.03 * torch.randn(6, 160, 160, generator=chance)
    assert pixel_noise(white, mask) == pytest.approx(0.03, rel=0.02)
    edged = white + (torch.arange(160) > 80).float()  # an edge is not noise
    assert pixel_noise(edged, mask) == pytest.approx(0.03, rel=0.05)
    coarse = torch.randn(6, 1, 40, 40, generator=chance)
    smooth = F.interpolate(coarse, scale_factor=4, mode="bicubic")[:, 0]
    smooth *= 0.03 / float(smooth.std())
    assert pixel_noise(smooth, mask) == pytest.approx(0.03, rel=0.4)
    assert pixel_noise(white, torch.zeros_like(mask)) == 0
