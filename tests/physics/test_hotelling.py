"""The channelized Hotelling observer against what is known of Gaussian pictures."""

from __future__ import annotations

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.physics.hotelling import bootstrapped, covariance, dog_channels, hotelling, outputs

SIDE = 33


def signal() -> torch.Tensor:
    y = torch.arange(SIDE, dtype=torch.float64) - SIDE // 2
    return 6.0 * torch.exp(-(y[:, None] ** 2 + y[None, :] ** 2) / 18)


def test_channels_are_centered_bands_of_length_one_without_a_mean() -> None:
    channels = dog_channels(64, 5)
    assert channels.shape == (5, 64, 64)
    assert torch.allclose(channels.flatten(1).norm(dim=1), torch.ones(5, dtype=torch.float64))
    assert float(channels.sum((1, 2)).abs().max()) < 1e-9
    middle = channels[:, 32, 32]
    assert torch.equal(middle, channels.flatten(1).amax(1))
    peaks = torch.fft.fft2(channels).abs()[:, 0, :33].argmax(1)
    assert torch.equal(peaks, peaks.sort().values)


def test_with_the_signal_as_channel_it_is_the_matched_filter() -> None:
    chance = torch.Generator().manual_seed(1)
    noise = 10 * torch.randn(2, 4000, SIDE, SIDE, generator=chance, dtype=torch.float64)
    channel = (signal() / signal().norm())[None]
    present, absent = outputs(noise[0] + signal(), channel), outputs(noise[1], channel)
    found = hotelling(
        present.mean(0) - absent.mean(0), *covariance(present, absent), spread=1 / 4000 + 1 / 4000
    )
    assert found.low < float(signal().norm()) / 10 < found.high
    assert found.value == pytest.approx(float(signal().norm()) / 10, rel=0.05)


def test_the_interval_holds_the_truth_as_often_as_it_says_and_the_estimate_is_not_biased() -> None:
    chance = torch.Generator().manual_seed(2)
    p, n, turns, truth = 5, 12, 400, 1.5
    step = torch.zeros(p, dtype=torch.float64)
    step[0] = truth
    inside, squares = 0, []
    for _ in range(turns):
        present = step + torch.randn(n, p, generator=chance, dtype=torch.float64)
        absent = torch.randn(n, p, generator=chance, dtype=torch.float64)
        difference = present.mean(0) - absent.mean(0)
        pooled, degrees = covariance(present, absent)
        found = hotelling(difference, pooled, degrees, 2 / n)
        inside += found.low <= truth <= found.high
        distance = float(difference @ torch.linalg.solve(pooled, difference))
        squares.append((degrees - p - 1) / degrees * distance - p * 2 / n)
    assert 0.92 <= inside / turns <= 0.98
    mean, error = torch.tensor(squares).mean(), torch.tensor(squares).std() / turns**0.5
    assert abs(float(mean) - truth**2) < 3 * float(error)


def test_no_signal_has_an_interval_from_zero_on() -> None:
    chance = torch.Generator().manual_seed(3)
    present, absent = torch.randn(2, 200, 5, generator=chance, dtype=torch.float64)
    found = hotelling(present.mean(0) - absent.mean(0), *covariance(present, absent), spread=2 / 200)
    assert found.low == 0
    assert found.value <= found.high < 0.5


def test_too_few_pictures_are_refused() -> None:
    with pytest.raises(GeometryError, match="5 channels need 9 pictures"):
        hotelling(torch.ones(5), torch.eye(5), 6, 1.0)


def test_a_bootstrap_gives_the_error_of_a_mean() -> None:
    chance = torch.Generator().manual_seed(4)
    values = torch.randn(400, generator=chance)
    low, high = bootstrapped(lambda chosen: float(values[chosen].mean()), 400, 1000, chance)
    assert (high - low) / 2 == pytest.approx(1.96 / 20, rel=0.15)
