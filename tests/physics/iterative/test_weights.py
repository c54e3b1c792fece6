from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.physics.counting import log_counts
from ldct_studio.physics.iterative.weights import statistical_weights
from ldct_studio.physics.noise import photon_noise


def test_weights_are_one_over_the_variance_of_many_counts() -> None:
    p, photons, electronic = 2.0, 2e4, 20.0
    weights = statistical_weights(torch.full((1, 8, 9), p), photons, electronic)
    known = log_counts(electronic)
    variance = known.variance_at(torch.tensor([p - math.log(photons)], dtype=torch.float64))
    assert float(weights.max() - weights.min()) < 1e-3 * float(weights.max())
    assert float(weights[0, 0, 0] * variance) == pytest.approx(1, abs=0.01)


def test_every_row_has_its_own_photons() -> None:
    sino = torch.full((2, 4, 5), 1.0)
    weights = statistical_weights(sino, torch.tensor([1e4, 3e4])[:, None, None], 0.0)
    torch.testing.assert_close(weights[1], 3 * weights[0])
    torch.testing.assert_close(weights[0], torch.full((4, 5), 1e4 * math.exp(-1)))


def test_weights_hardly_follow_the_noise_of_their_own_ray() -> None:
    generator = torch.Generator().manual_seed(8)
    field = torch.randn(2, 1, 200, 200, generator=generator)
    truth = torch.full((1, 200, 200), 5.0)
    noisy = photon_noise(truth, 5e3, 0.0, field)
    noise = noisy - noisy.mean()

    def pull(weights: torch.Tensor) -> float:
        """Return how far weighting moves the mean."""
        return abs(float((weights * noise).sum() / weights.sum()))

    assert pull(statistical_weights(noisy, 5e3, 0.0)) < 0.2 * pull(5e3 * torch.exp(-noisy))
