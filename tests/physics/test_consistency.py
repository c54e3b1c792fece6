"""Data consistency of pictures whose misfit is known, in SD of the rays' noise."""

from __future__ import annotations

import pytest
import torch

from ldct_studio.core.dose import Apodization
from ldct_studio.core.errors import GeometryError
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics.attenuation import hu_to_mu, mu_to_hu
from ldct_studio.physics.consistency import consistency, low_pass, misfit, without_bias
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.noise import counted, normal_field
from ldct_studio.physics.noise_map import counted_variance, noise_map
from ldct_studio.physics.projector import project

SIZE, PIXEL, PHOTONS, ELECTRONIC = 128, 2.0, 2e4, 5.0
RAYS = ScanGeometry.covering(SIZE, PIXEL, 360)


def _grid() -> tuple[torch.Tensor, torch.Tensor]:
    place = (torch.arange(SIZE) - (SIZE - 1) / 2) * PIXEL
    y, x = torch.meshgrid(place, place, indexing="ij")
    return y, x


Y, X = _grid()
BODY = (X / 100) ** 2 + (Y / 80) ** 2 < 1
LESION = (X - 40) ** 2 + (Y + 20) ** 2 < 10**2
TRUTH = torch.where(BODY, 40.0, -1000.0) + 60.0 * LESION


@pytest.fixture(scope="module")
def rays() -> tuple[torch.Tensor, torch.Tensor]:
    """Return the true line integrals, and the SD in HU that their noise has behind the low pass."""
    p = project(hu_to_mu(TRUTH)[None], RAYS, PIXEL)
    variance = counted_variance(p, PHOTONS, ELECTRONIC)
    return p, noise_map(variance, RAYS, SIZE, PIXEL, low_pass(PIXEL))[0]


def scanned(p: torch.Tensor, seed: int, photons: float = PHOTONS) -> torch.Tensor:
    field = normal_field(seed, 0, RAYS)
    return counted(torch.exp(-p[0]), photons, ELECTRONIC, field)[None]


def judged(measured, picture, noise):
    return consistency(misfit(measured, picture[None], RAYS, PIXEL)[0], noise, BODY, PIXEL)


def test_noise_that_was_taken_away_and_nothing_else_has_chi_square_one(rays):
    p, noise = rays
    found = [judged(scanned(p, seed), TRUTH, noise) for seed in range(24)]
    chi = torch.tensor([one.chi_square for one in found])
    spread = found[0].spread
    assert float(chi.mean()) == pytest.approx(1, abs=3 * spread / 24**0.5 + 0.01)
    assert float(chi.std()) == pytest.approx(spread, rel=0.4)
    assert sum(one.far for one in found) / 24 == pytest.approx(0.0027, abs=0.0015)
    assert not any(one.exceeded for one in found)


def test_fbp_of_its_own_rays_asks_for_no_change(rays):
    p, noise = rays
    measured = scanned(p, 3)
    picture = mu_to_hu(fbp(measured, RAYS, SIZE, PIXEL, Apodization()))[0]
    assert judged(measured, picture, noise).chi_square < 0.01


def test_an_erased_lesion_lights_up_there_and_nowhere_else(rays):
    p, noise = rays
    measured = scanned(p, 5)
    found = judged(measured, torch.where(LESION, 40.0, TRUTH), noise)
    lit = found.deviation.abs() > 4
    assert found.exceeded
    assert float(found.deviation[LESION].mean()) > 4, "the rays have more than the picture"
    assert float((lit & LESION).sum() / lit.sum()) > 0.6
    near = (X - 40) ** 2 + (Y + 20) ** 2 < 18**2
    assert not bool((lit & ~near).any())


def test_blur_is_more_than_the_data_allow(rays):
    p, noise = rays
    blurred = torch.nn.functional.avg_pool2d(TRUTH[None], 9, 1, 4, count_include_pad=False)[0]
    assert judged(scanned(p, 7, PHOTONS), blurred, noise).exceeded


def test_the_bias_of_few_counts_is_no_misfit(rays):
    p, _ = rays
    photons = 600.0
    noise = noise_map(counted_variance(p, photons, ELECTRONIC), RAYS, SIZE, PIXEL, low_pass(PIXEL))[0]
    low = torch.full((1, 1, 1), photons)
    measured = [scanned(p, seed, photons) for seed in range(12)]
    raw = torch.stack([judged(one, TRUTH, noise).deviation for one in measured]).mean(0)[BODY]
    freed = [judged(without_bias(one, low, ELECTRONIC), TRUTH, noise).deviation for one in measured]
    clean = torch.stack(freed).mean(0)[BODY]
    assert float(raw.mean()) > 0.2
    assert abs(float(clean.mean())) < 0.35 * float(raw.mean())
    kept = without_bias(measured[0], low, ELECTRONIC, low)
    assert torch.equal(kept, measured[0]), "a scan's own bias belongs to its picture"


def test_refusals_say_why(rays):
    _, noise = rays
    with pytest.raises(GeometryError, match="only air"):
        consistency(noise, noise, BODY & False, PIXEL)
    with pytest.raises(GeometryError, match="no noise"):
        consistency(noise, torch.zeros_like(noise), BODY, PIXEL)
