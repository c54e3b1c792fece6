from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.physics.noise_models import ZeroCounts, simulate

RAYS = (20, 100, 100)
COUNT = 200_000


def counts(model, expected, electronic, fraction, *, seed=0, **options):
    """Return drawn counts and photons per ray; M4 to M6 start from a noisy scan of ``expected`` counts."""
    generator = torch.Generator().manual_seed(seed)
    p = torch.zeros(RAYS, dtype=torch.float64)
    if model in ("M4", "M5", "M6", "M7"):
        p = simulate(p, expected, electronic, "M2", generator, zeros=ZeroCounts(floor=1e-9))
    drawn = simulate(p, expected, electronic, model, generator, fraction=fraction, **options)
    return expected * fraction * torch.exp(-drawn)


@pytest.mark.parametrize("model", ["M1", "M2", "M4", "M5"])
@pytest.mark.parametrize(("expected", "fraction"), [(200.0, 0.2), (1000.0, 0.5), (400.0, 0.8)])
def test_counts_of_a_lower_dose(model, expected, fraction):
    """Mean rλ and variance rλ + σe², electronic noise not falling with the dose."""
    electronic = 0.0 if model == "M1" else 3.0
    scores = []
    for seed in range(4):
        n = counts(model, expected, electronic, fraction, seed=seed, zeros=ZeroCounts(floor=1e-9))
        mean, variance = expected * fraction, expected * fraction + electronic**2
        if model == "M5":  # rounding whole counts of a noisy scan
            variance += fraction**2 / 12
        scores.append(float(n.mean() - mean) / math.sqrt(variance / COUNT))
        scores.append(float(n.var() - variance) / math.sqrt((2 * variance**2 + 1.5 * mean) / COUNT))
    assert max(map(abs, scores)) < 4


def test_thinned_counts_are_whole_and_poisson():
    n = counts("M5", 5.0, 0.0, 0.5, zeros=ZeroCounts(floor=1e-9))
    assert (n - n.round()).abs().max() < 1e-6
    empty = (n < 0.5).double().mean()
    assert float(empty) == pytest.approx(math.exp(-2.5), abs=4 * math.sqrt(0.082 / COUNT))


def test_resampled_counts_are_not_poisson():
    """λ = 5, r = 0.5: P(0) is exp(λ(e^{-r/(1-r)} - 1)) = 0.042, not 0.082."""
    n = counts("M4", 5.0, 0.0, 0.5, zeros=ZeroCounts(floor=1e-9))
    expected = math.exp(5 * (math.exp(-1) - 1))
    assert float((n < 0.25).double().mean()) == pytest.approx(expected, abs=0.002)


@pytest.mark.parametrize("gain", [1.063, 2.5])
@pytest.mark.parametrize(("expected", "fraction"), [(200.0, 0.2), (1000.0, 0.6)])
def test_resampled_energies(expected, fraction, gain):
    """A signal g·Poisson(λ/g) becomes one of mean rλ and variance g·rλ + σe²; of one scan g·r(1 - r)n."""
    generator = torch.Generator().manual_seed(6)
    photons = torch.poisson(torch.full(RAYS, expected / gain, dtype=torch.float64), generator)
    signal = gain * photons + 3 * torch.randn(RAYS, dtype=torch.float64, generator=generator)

    def lowered(n):
        options = {"fraction": fraction, "gain": gain, "zeros": ZeroCounts(floor=1e-9)}
        drawn = simulate(-torch.log(n / expected), expected, 3.0, "M7", generator, **options)
        return expected * fraction * torch.exp(-drawn)

    for n, variance in (
        (signal, gain * fraction * expected + 9),
        (
            torch.full_like(signal, expected),
            gain * fraction * (1 - fraction) * expected + 9 * (1 - fraction**2),
        ),
    ):
        found, mean = lowered(n), fraction * expected
        assert float(found.mean()) == pytest.approx(mean, abs=4 * math.sqrt(variance / COUNT))
        spread = math.sqrt((2 * variance**2 + 2 * gain**3 * mean) / COUNT)
        assert float(found.var()) == pytest.approx(variance, abs=4 * spread)


def test_energies_of_one_photon_each_are_counts():
    p = torch.rand(2, 30, 30, generator=torch.Generator().manual_seed(5))
    drawn = [
        simulate(p, 1e4, 5.0, model, torch.Generator().manual_seed(1), fraction=0.3, gain=1.0)
        for model in ("M4", "M7")
    ]
    assert torch.equal(*drawn)


@pytest.mark.parametrize(("c", "excess"), [(-1.25, 24.0 - 0.25), (0.0, 25.0), (1.5, 26.5)])
def test_post_log_variance(c, excess):
    p = torch.full(RAYS, 2.0, dtype=torch.float64)
    noise = simulate(p, 2000, 5.0, "M3", torch.Generator().manual_seed(3), c=c) - p
    expected = 2000 * math.exp(-2)
    variance = (1 + excess / expected) / expected
    assert float(noise.mean()) == pytest.approx(0, abs=4 * math.sqrt(variance / COUNT))
    assert float(noise.var()) == pytest.approx(variance, rel=4 * math.sqrt(2 / COUNT))


def test_post_log_noise_passes_gradients():
    p = torch.full((1, 4, 4), 2.0, dtype=torch.float64)
    log_photons = torch.tensor(7.0, dtype=torch.float64, requires_grad=True)

    def noisy(d):
        return simulate(p, d.exp(), 5.0, "M3", torch.Generator().manual_seed(1)).square().sum()

    assert torch.autograd.gradcheck(noisy, log_photons)


def test_post_log_variance_stays_positive():
    p = torch.full((1, 4, 4), 12.0)
    assert torch.isfinite(simulate(p, 10.0, 0.0, "M3", torch.Generator().manual_seed(1))).all()


@pytest.mark.parametrize("fraction", [0.1, 0.5])
def test_insertion_reaches_the_low_dose(fraction):
    generator = torch.Generator().manual_seed(4)
    p = torch.full(RAYS, 3.0)
    scan = simulate(p, 1e6, 5.0, "M2", generator)
    low = simulate(scan, 1e6, 5.0, "M6", generator, fraction=fraction)
    expected = 1e6 * fraction * math.exp(-3)
    variance = (1 + 26.5 / expected) / expected
    assert float((low - p).double().var()) == pytest.approx(variance, rel=4 * math.sqrt(2 / COUNT))


@pytest.mark.parametrize("model", ["M4", "M5", "M6", "M7"])
def test_full_dose_is_the_scan_itself(model):
    p = torch.rand(2, 30, 30, generator=torch.Generator().manual_seed(5))
    assert torch.equal(simulate(p, 1e4, 5.0, model, fraction=1.0), p)


@pytest.mark.parametrize("floor", [0.1, 0.5, 1.0])
def test_floor(floor):
    assert float(counts("M1", 0.5, 0.0, 1.0, zeros=ZeroCounts(floor=floor)).min()) == pytest.approx(floor)


def test_floor_sets_the_variance_of_few_counts():
    """λ = 5: 0.351 with a floor of 0.1 and 0.270 with 1, exactly summed elsewhere."""
    for floor, variance in ((0.1, 0.351), (1.0, 0.270)):
        p = -torch.log(counts("M1", 5.0, 0.0, 1.0, zeros=ZeroCounts(floor=floor)) / 5)
        assert float(p.var()) == pytest.approx(variance, abs=0.006)


def test_drawn_again_until_positive():
    n = counts("M1", 0.7, 0.0, 1.0, zeros=ZeroCounts("condition"))
    mean = 0.7 / (1 - math.exp(-0.7))
    assert float(n.min()) == pytest.approx(1)
    assert float(n.mean()) == pytest.approx(mean, abs=0.01)
    m2 = counts("M2", 5.0, 3.0, 1.0, zeros=ZeroCounts("condition", floor=1e-9))
    assert 0 < float(m2.min()) < 0.05


def test_local_mean_of_the_neighbors():
    n = counts("M1", 0.5, 0.0, 1.0, seed=1)
    mean = counts("M1", 0.5, 0.0, 1.0, seed=1, zeros=ZeroCounts("local-mean"))
    kept = n > 0.5
    assert torch.equal(mean[kept], n[kept])
    assert float(mean[~kept].mean()) == pytest.approx(0.5, abs=0.08)
    assert float(mean.min()) == pytest.approx(0.1)


def test_same_generator_same_noise():
    p = torch.ones(1, 20, 20)
    for model in ("M1", "M2", "M3", "M4", "M5", "M6", "M7"):
        a, b = (
            simulate(p, 1e3, 2.0, model, torch.Generator().manual_seed(9), fraction=0.5) for _ in range(2)
        )
        assert torch.equal(a, b)
        assert a.dtype == torch.float32


def test_doses_that_do_not_exist():
    with pytest.raises(GeometryError, match="at most 1"):
        simulate(torch.ones(1, 4, 4), 1e3, 2.0, "M2", fraction=0.0)
