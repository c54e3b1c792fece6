from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics.counting import log_counts, missing_noise
from ldct_studio.physics.noise import insertion_noise, normal_field, photon_noise


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


def test_missing_noise_is_nothing_at_full_dose():
    exp_p = torch.logspace(0, 8, 50)
    assert not bool(missing_noise(exp_p, 1e5, 5.0, 1.0, torch.randn(2, 50)).any())


def test_missing_noise_follows_the_first_order_law_where_photons_abound():
    exp_p = torch.logspace(0, 2, 50)
    found = missing_noise(exp_p, 1e7, 5.0, 0.25, torch.ones(2, 50))
    first_order = insertion_noise(exp_p, 1e7, 5.0, 0.25, torch.ones(2, 50))
    assert found.numpy() == pytest.approx(first_order.numpy(), rel=5e-3)


@pytest.mark.parametrize(("n0", "p"), [(1e5, 4.0), (1e5, 6.0), (1e4, 5.5), (1e4, 7.0)])
def test_missing_noise_makes_a_starved_scan_of_a_full_one(n0, p):
    geometry = ScanGeometry(200, 500, 1.0)
    truth = torch.full((200, 500), p)
    full = photon_noise(truth, n0, 5.0, normal_field(1, 0, geometry))
    direct = photon_noise(truth, n0 / 4, 5.0, normal_field(1, 1, geometry))
    measured = torch.full_like(full, float(full.mean()))
    lowered = full + missing_noise(measured.exp(), n0, 5.0, 0.25, normal_field(1, 2, geometry))
    assert float(lowered.std()) == pytest.approx(float(direct.std()), rel=0.015)
    assert float(lowered.mean()) == pytest.approx(float(direct.mean()), abs=0.02)
