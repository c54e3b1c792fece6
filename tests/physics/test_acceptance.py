"""The acceptance list of the physics, line by line; what another test covers is named here and not repeated.

1. HU, attenuation and LoDoPaB's unit: here.
2. Transposes: test_projector (backproject, gradients) and test_fbp (gradient). Mass of FBP: here.
3. Mean and variance of M1 and M2, variance of M3: test_noise_models. M3 against M2: here.
4. Mean and variance of M4 and M5: test_noise_models. Third cumulant, fixed scan, KS distance: here.
5. SD in reconstructions of M4 against direct scans: here; of Insert and Rescan: test_insertion.
6. SD over photons: here.
7. Floors and zero counts: test_noise (starved rays), test_noise_models (policies). No light: here.
8. Line integrals stored over the largest attenuation: here.
"""

from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.dose import Apodization
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import HU_PER_MU, MU_MAX, MU_WATER, hu_to_mu, mu_to_hu
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.noise_models import ZeroCounts, simulate

UNFLOORED = ZeroCounts(floor=1e-9)
SIZE, PIXEL = 128, 2.2
RAYS = ScanGeometry.covering(SIZE, PIXEL, views=180)
BODY = phantom.Ellipse(0, 0, 125, 97.5, MU_WATER)
LINES = phantom.line_integrals((BODY,), RAYS)
PLACES = ((0, 0), (60, 0), (-60, 0), (0, 50), (0, -50), (45, -40))
REGIONS = [phantom.picture((phantom.Ellipse(x, y, 20, 20, 1.0),), SIZE, PIXEL) > 0 for x, y in PLACES]


def test_1_units_round_trip():
    hu = torch.linspace(-1000, 3071, 5001, dtype=torch.float64)
    normalized = hu_to_mu(hu) / MU_MAX
    assert float((mu_to_hu(normalized * MU_MAX) - hu).abs().max()) < 1e-4
    single = hu_to_mu(hu.float()) / MU_MAX
    assert float((mu_to_hu(single * MU_MAX) - hu).abs().max()) < 1e-3  # a few float32 steps of 3071


def test_1_constants():
    assert pytest.approx(81.35858, abs=1e-9) == MU_MAX
    u = hu_to_mu(torch.tensor([0.0, -1000.0, 3071.0, 1.0], dtype=torch.float64)) / MU_MAX
    assert u.tolist()[:3] == pytest.approx([0.245825, 0.000246, 1.0], abs=5e-7)
    assert float(u[3] - u[0]) == pytest.approx(2.4558e-4, rel=1e-4)


@pytest.mark.parametrize("window", ["ram-lak", "hann"])
def test_2_mass_of_fbp(window):
    body = (phantom.Ellipse(10, -20, 60, 45, 20.0), phantom.Ellipse(25, 0, 12, 18, 15.0))
    rays = ScanGeometry.covering(256, 1.1, views=360)
    picture = fbp(phantom.line_integrals(body, rays)[None], rays, 256, 1.1, Apodization(window)).double()
    mass = sum(e.mu * math.pi * e.a * e.b for e in body)
    assert float(picture.sum()) * 1.1**2 == pytest.approx(mass, rel=1e-4)


@pytest.mark.parametrize(
    ("expected", "electronic", "printed", "first_order"),
    [
        (10, 0.0, -0.27, -0.17),
        (30, 0.0, -0.091, -0.052),
        (30, 5.0, -0.177, -0.158),
        (50, 10.0, -0.178, -0.171),
        (100, 5.0, -0.033, -0.024),
        (300, 3.0, -0.009, -0.005),
    ],
)
def test_3_variance_of_m3_over_that_of_counts(expected, electronic, printed, first_order):
    """Relative error of σ² with c = -1.25 and 0, counts floored at 1 (science, 10.1)."""
    for c, error in ((-1.25, printed), (0.0, first_order)):
        assert _m3_over_m2(expected, electronic, c) - 1 == pytest.approx(error, abs=0.008)


@pytest.mark.parametrize("expected", [30, 100, 300])
def test_3_second_order_is_consistent_without_electronic_noise(expected):
    """It is c = +1.5; with electronic noise the expansion has further terms of its order."""
    assert _m3_over_m2(expected, 0.0, 1.5) == pytest.approx(1, abs=0.008)


def _m3_over_m2(expected: float, electronic: float, c: float) -> float:
    generator = torch.Generator().manual_seed(1)
    p = torch.zeros(1, 1000, 1000, dtype=torch.float64)
    counted = simulate(p, expected, electronic, "M2", generator, zeros=ZeroCounts(floor=1.0))
    return float(simulate(p, expected, electronic, "M3", generator, c=c).var() / counted.var())


@pytest.mark.parametrize(("expected", "fraction"), [(5.0, 0.2), (5.0, 0.5), (50.0, 0.8)])
def test_4_third_cumulant_of_resampled_counts(expected, fraction):
    """1 + r(1 - r) times that of Poisson counts, which thinned ones have."""
    for model, factor in (("M4", 1 + fraction * (1 - fraction)), ("M5", 1.0)):
        n = _lowered(expected, fraction, model)
        third = float((n - n.mean()).pow(3).mean())
        sd = math.sqrt(fraction * expected)
        error = 5 * sd**3 * math.sqrt((15 + 40 / sd**2) / n.numel())
        assert third == pytest.approx(factor * fraction * expected, abs=error)


@pytest.mark.parametrize("model", ["M4", "M5"])
@pytest.mark.parametrize("fraction", [0.2, 0.8])
def test_4_noise_added_to_one_scan(model, fraction):
    """Variance r(1 - r)n around rn: by 1 - r less than over scans."""
    p = torch.full((1, 1000, 500), -math.log(300 / 1e3), dtype=torch.float64)
    n = (
        1e3
        * fraction
        * torch.exp(-simulate(p, 1e3, 0.0, model, torch.Generator().manual_seed(2), fraction=fraction))
    )
    assert float(n.mean()) == pytest.approx(300 * fraction, rel=1e-3)
    assert float(n.var()) == pytest.approx(300 * fraction * (1 - fraction), rel=0.01)


@pytest.mark.parametrize(("expected", "fraction"), [(5.0, 0.5), (50.0, 0.2), (1000.0, 0.5)])
def test_4_thinned_counts_have_the_poisson_distribution(expected, fraction):
    """Kolmogorov-Smirnov distance below 0.002 over two million counts; resampled ones are further."""
    distances = []
    for model in ("M5", "M4"):
        n = _lowered(expected, fraction, model)
        whole = torch.arange(int(n.max()) + 2, dtype=torch.float64)
        found = torch.searchsorted(n.sort().values, whole + 1e-6, right=True) / n.numel()
        exact = torch.special.gammaincc(whole + 1, torch.full_like(whole, expected * fraction))
        distances.append(float((found - exact).abs().max()))
    assert distances[0] < 0.002 < distances[1]


def _lowered(expected: float, fraction: float, model: str) -> torch.Tensor:
    """Return two million counts at a fraction of scans with ``expected`` counts; (n,), float64."""
    generator = torch.Generator().manual_seed(3)
    p = torch.zeros(1, 2000, 1000, dtype=torch.float64)
    scan = simulate(p, expected, 0.0, "M1", generator, zeros=UNFLOORED)
    low = simulate(scan, expected, 0.0, model, generator, fraction=fraction, zeros=UNFLOORED)
    return (expected * fraction * torch.exp(-low)).flatten()


def region_sd(scans: torch.Tensor) -> torch.Tensor:
    """Return the SD in HU within each region, the variances averaged over scans (n, views, bins); (6,)."""
    pictures = fbp(scans.float(), RAYS, SIZE, PIXEL, Apodization("hann")).double() * HU_PER_MU
    return torch.stack([pictures[:, region].var(1).mean().sqrt() for region in REGIONS])


@pytest.mark.parametrize(
    ("n0", "electronic", "fraction", "least", "allowed"),
    [(2e4, 0.0, 0.2, 20, 0.01), (1e5, 5.0, 0.4, 20, 0.01), (4e3, 0.0, 0.2, 4, 0.03)],
)
def test_5_reconstructions_of_resampled_scans(n0, electronic, fraction, least, allowed):
    """Mean over six regions of |SD / SD of direct scans - 1|, 240 realizations each."""
    assert n0 * fraction * math.exp(-float(LINES.max())) >= least
    generator = torch.Generator().manual_seed(4)
    truth = LINES.expand(240, -1, -1)
    direct = region_sd(simulate(truth, n0 * fraction, electronic, "M2", generator))
    full = simulate(truth, n0, electronic, "M2", generator)
    lowered = region_sd(simulate(full, n0, electronic, "M4", generator, fraction=fraction))
    assert float((lowered / direct - 1).abs().mean()) <= allowed


def test_6_noise_falls_with_the_root_of_the_photons():
    photons = torch.tensor([1.5e4, 5e4, 2e5, 1e6], dtype=torch.float64)
    assert float(photons[0]) * math.exp(-float(LINES.max())) >= 50
    generator = torch.Generator().manual_seed(5)
    truth = LINES.expand(24, -1, -1)
    sd = [float(region_sd(simulate(truth, float(n0), 0.0, "M1", generator)).mean()) for n0 in photons]
    x, y = photons.log(), torch.tensor(sd, dtype=torch.float64).log()
    slope = float(((x - x.mean()) * y).sum() / (x - x.mean()).square().sum())
    assert slope == pytest.approx(-0.5, abs=0.02)


@pytest.mark.parametrize("model", ["M1", "M2", "M3", "M4", "M5", "M6", "M7"])
@pytest.mark.parametrize("policy", ["floor", "condition", "local-mean"])
def test_7_no_light_leaves_numbers(model, policy):
    p = torch.linspace(0, 30, 64).expand(1, 64, 64)
    for electronic in (0.0, 5.0):
        low = simulate(
            p,
            100.0,
            electronic,
            model,
            torch.Generator().manual_seed(6),
            fraction=0.1,
            zeros=ZeroCounts(policy),
        )
        assert torch.isfinite(low).all()


def test_8_stored_line_integrals_are_those_measured():
    """LoDoPaB: no count in 4096 photons, raised to 0.1, is stored as 0.130538 and was 10.62."""
    dark = simulate(torch.full((1, 3, 3), 40.0), 4096.0, 0.0, "M1", torch.Generator().manual_seed(7))
    stored = dark / MU_MAX
    assert stored.flatten().tolist() == pytest.approx([0.130538] * 9, abs=1e-6)
    assert (stored * MU_MAX).flatten().tolist() == pytest.approx([10.62] * 9, abs=0.005)
    p = torch.linspace(0, 10, 1000)
    torch.testing.assert_close((p / MU_MAX) * MU_MAX, p, rtol=1e-6, atol=0)
