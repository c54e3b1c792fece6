from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.physics.counting import log_counts


@pytest.mark.parametrize("electronic", [0.0, 5.0])
@pytest.mark.parametrize("expected", [0.5, 3.0, 15.0, 30.0, 200.0, 3000.0])
def test_table_against_drawn_counts(expected, electronic):
    generator = torch.Generator().manual_seed(5)
    draws = 400_000
    count = torch.poisson(torch.full((draws,), expected, dtype=torch.float64), generator)
    noise = electronic * torch.randn(draws, dtype=torch.float64, generator=generator)
    drawn = -(count + noise).clamp_min(0.5).log()
    table = log_counts(electronic)
    assert float(table.variance_at(drawn.mean()[None])) == pytest.approx(float(drawn.var()), rel=0.02)


def test_many_counts_follow_the_expansion():
    expected = torch.tensor([4e3, 6e3, 1e5, 1e7], dtype=torch.float64)
    found = log_counts(5.0).variance_at(-expected.log())
    assert found.numpy() == pytest.approx(((1 + 26.5 / expected) / expected).numpy(), rel=2e-3)


def test_mean_rises_and_covers_starvation():
    table = log_counts(5.0)
    assert bool((table.attenuation.diff() > 0).all())
    assert float(table.attenuation[-1]) < -math.log(0.5)
    assert bool(torch.isfinite(table.variance_at(torch.tensor([-30.0, 0.0, 5.0], dtype=torch.float64))).all())
