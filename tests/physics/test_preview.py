"""Sums of a few pictures against the exact insertion at every dose."""

from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.dose import Apodization
from ldct_studio.core.errors import GeometryError
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import HU_PER_MU
from ldct_studio.physics.counting import missing_noise
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.noise import bowtie_profile, insertion_noise, normal_field
from ldct_studio.physics.preview import FEW, LEAST, Preview

SIZE, PIXEL = 96, 3.7
RAYS = ScanGeometry.covering(SIZE, PIXEL, views=120)
SCALED = phantom.line_integrals((phantom.Ellipse(0, 0, 150, 110, 1.0),), RAYS)
EXP_P = torch.exp(5.5 / SCALED.max() * SCALED)
"""Line integrals up to 5.5."""
FIELD = normal_field(7, 0, RAYS)
ELECTRONIC = math.sqrt(10)
BASE = torch.linspace(-1000, 1000, SIZE * SIZE).view(SIZE, SIZE)
DOSES = [LEAST, *torch.logspace(-2, math.log10(0.99), 41).tolist()[1:]]


def reconstruct(sino: torch.Tensor) -> torch.Tensor:
    return fbp(sino, RAYS, SIZE, PIXEL, Apodization("shepp-logan")) * HU_PER_MU


def preview(n0: float | torch.Tensor, electronic: float = ELECTRONIC, knots: int = 4) -> Preview:
    return Preview.of(BASE, EXP_P, n0, electronic, FIELD, reconstruct, knots)


@pytest.mark.parametrize(("n0", "worst"), [(1e4, 1e-3), (1e5, 4e-5), (1e6, 1e-6)])
def test_deviation_of_every_ray_at_41_doses(n0, worst):
    """Performance page: 0.07 % at 1e4 photons, 0.002 % at 1e5."""
    told = preview(n0)
    g = torch.logspace(-math.log10(n0), math.log10(math.exp(5.5) / n0), 1500, dtype=torch.float64)
    basis = (g[:, None] * (1 + told.taus * g[:, None])).sqrt()
    for a in DOSES:
        exact = ((1 / a - 1) * g + (1 / a**2 - 1) * ELECTRONIC**2 * g * g).sqrt()
        assert float((basis @ told.coefficients(a) / exact - 1).abs().max()) < worst


@pytest.mark.parametrize(("n0", "worst"), [(1e4, 0.9), (1e5, 0.03), (1e6, 0.003)])
def test_pictures_against_exact_insertion(n0, worst):
    """HU of single pixels; at 1e6 photons the table's three knots."""
    told = preview(n0)
    for a in DOSES[::4]:
        noise = reconstruct(insertion_noise(EXP_P, n0, ELECTRONIC, a, FIELD)[None])[0]
        assert float((told.picture(a) - BASE - noise).abs().max()) < worst


@pytest.mark.parametrize(("n0", "fraction"), [(1e5, 0.1), (1e6, 0.01), (1e6, 0.1)])
def test_from_40_counts_on_it_is_like_counted_photons(n0, fraction):
    """P up to 5.5: 41 counts and more on the darkest ray."""
    told = preview(n0)
    assert told.holds(fraction)
    assert not told.holds(0.9 * FEW * math.exp(5.5) / n0)
    counted = reconstruct(missing_noise(EXP_P, n0, ELECTRONIC, fraction, FIELD)[None])[0]
    inside = phantom.picture((phantom.Ellipse(0, 0, 140, 100, 1.0),), SIZE, PIXEL) > 0
    error = (told.picture(fraction) - BASE - counted)[inside].square().mean().sqrt()
    assert float(error) < 0.04 * float(counted[inside].std())


def test_fewer_knots_are_worse():
    exact = BASE + reconstruct(insertion_noise(EXP_P, 1e4, ELECTRONIC, LEAST, FIELD)[None])[0]
    errors = [float((preview(1e4, knots=k).picture(LEAST) - exact).abs().max()) for k in (2, 3, 4)]
    assert errors[0] > 5 * errors[1] > 25 * errors[2]


def test_one_picture_is_exact_without_electronic_noise():
    told = preview(1e4, 0.0)
    assert len(told.noise) == 1
    exact = reconstruct(insertion_noise(EXP_P, 1e4, 0.0, 0.03, FIELD)[None])[0]
    torch.testing.assert_close(told.picture(0.03), BASE + exact, rtol=1e-5, atol=0.01)


def test_bowtie():
    n0 = 1e5 * bowtie_profile(RAYS)
    exact = reconstruct(insertion_noise(EXP_P, n0, ELECTRONIC, 0.05, FIELD)[None])[0]
    assert float((preview(n0).picture(0.05) - BASE - exact).abs().max()) < 0.3


def test_full_dose_is_the_loaded_row():
    assert torch.equal(preview(1e4).picture(1.0), BASE)


@pytest.mark.parametrize("fraction", [0.0, 0.009, 1.01])
def test_doses_it_does_not_know(fraction):
    with pytest.raises(GeometryError, match="from 1 %"):
        preview(1e5).picture(fraction)
