"""Lowered doses against directly simulated ones: SD, spectrum and the variance of other seeds."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest
import torch
import torch.nn.functional as F  # noqa: N812

from ldct_studio.core.dose import Apodization
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics import phantom, quality
from ldct_studio.physics.attenuation import AIR_HU, HU_PER_MU, mu_to_hu
from ldct_studio.physics.counting import missing_noise, smoothed_exp
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.noise import normal_field, photon_noise
from ldct_studio.physics.projector import project

ELECTRONIC = 5.0
HANN = Apodization("hann")


@dataclass(frozen=True)
class Bench:
    """A detector and a grid on which scans are simulated."""

    size: int
    pixel: float
    window: Apodization = HANN

    @property
    def geometry(self) -> ScanGeometry:
        """The standard rays."""
        return ScanGeometry.covering(self.size, self.pixel)

    def picture(self, p: torch.Tensor) -> torch.Tensor:
        """Reconstruct line integrals (n, views, bins) to HU."""
        return mu_to_hu(fbp(p, self.geometry, self.size, self.pixel, self.window))

    def direct(self, p: torch.Tensor, n0: float, seeds: range) -> torch.Tensor:
        """Simulate scans of true line integrals (views, bins), one per seed, in HU."""
        fields = (normal_field(seed, 0, self.geometry) for seed in seeds)
        return torch.cat([self.picture(photon_noise(p, n0, ELECTRONIC, f)[None]) for f in fields])

    def inserted(self, full: torch.Tensor, n0: float, fraction: float, seeds: range) -> torch.Tensor:
        """Lower the dose of pictures (n, N, N) by inserting the missing noise, one seed each."""
        p = project((full - AIR_HU) / HU_PER_MU, self.geometry, self.pixel)
        rows = []
        for own, seed in zip(p, seeds, strict=True):
            field = normal_field(seed, 0, self.geometry)
            noise = missing_noise(smoothed_exp(own), n0, ELECTRONIC, fraction, field)
            rows.append(fbp(noise[None], self.geometry, self.size, self.pixel, self.window)[0] * HU_PER_MU)
        return full + torch.stack(rows)

    def rescanned(self, mu: torch.Tensor, n0: float, seeds: range) -> torch.Tensor:
        """Scan a noise-free picture (N, N) in 1/m again on a grid twice as fine, one seed each."""
        fine = F.interpolate(mu[None, None], scale_factor=2, mode="bilinear", align_corners=False)[0]
        return self.direct(project(fine, self.geometry, self.pixel / 2)[0], n0, seeds)


@dataclass(frozen=True)
class Grain:
    """The noise of an ensemble: SD over seeds in the middle, bands of its spectrum, their integral."""

    sd: float
    bands: torch.Tensor
    integral: float


def grain(pictures: torch.Tensor, pixel: float, radius: float, side: int = 32) -> Grain:
    """Measure pictures (seeds, N, N) of one object within a radius in mm: deviations from their mean."""
    seeds, size, _ = pictures.shape
    noise = (pictures - pictures.mean(0)).double() * math.sqrt(seeds / (seeds - 1))
    count = int(radius * math.sqrt(2) / pixel) // side
    first = (size - count * side) // 2
    middle = noise[:, first : first + count * side, first : first + count * side]
    patches = middle.unfold(1, side, side).unfold(2, side, side).reshape(-1, side, side)
    power = quality.noise_power(patches, pixel, "mean")
    spectrum = quality.radial(power, pixel, 0.1)
    return Grain(float(middle.square().mean().sqrt()), spectrum.power, quality.variance_of(power, pixel))


def compare(found: Grain, direct: Grain) -> tuple[float, float]:
    """Return the ratio of SDs and the worst deviation of a band that holds 2 % of the peak or more."""
    told = direct.bands > 0.02 * direct.bands.max()
    return found.sd / direct.sd, float((found.bands / direct.bands - 1)[told].abs().max())


BENCH = Bench(256, 1.4)
SEEDS = 24


@pytest.fixture(scope="module", params=[200.0, 320.0], ids=["20 cm", "32 cm"])
def water(request):
    cylinder = phantom.water_cylinder(request.param)
    p = phantom.line_integrals(cylinder, BENCH.geometry)
    return request.param, p, phantom.picture(cylinder, BENCH.size, BENCH.pixel, 4)


@pytest.mark.parametrize("fraction", [0.5, 0.25, 0.1])
def test_lowered_water_is_like_a_direct_scan(water, fraction):
    diameter, p, mu = water
    radius = 0.42 * diameter

    def measured(pictures: torch.Tensor) -> Grain:
        return grain(pictures, BENCH.pixel, radius, side=16)

    direct = measured(BENCH.direct(p, fraction * 1e6, range(100, 100 + 2 * SEEDS)))
    others = measured(BENCH.direct(p, fraction * 1e6, range(200, 200 + SEEDS)))
    full = BENCH.direct(p, 1e6, range(300, 300 + SEEDS))
    for found in (
        measured(BENCH.inserted(full, 1e6, fraction, range(400, 400 + SEEDS))),
        measured(BENCH.rescanned(mu, fraction * 1e6, range(500, 500 + SEEDS))),
    ):
        sd, band = compare(found, direct)
        assert sd == pytest.approx(1, abs=0.02)
        assert band < 0.05
        assert found.integral == pytest.approx(others.sd**2, rel=0.03)


def test_full_dose_inserts_nothing():
    p = phantom.line_integrals(phantom.water_cylinder(200), BENCH.geometry)
    full = BENCH.direct(p, 1e5, range(2))
    assert torch.equal(BENCH.inserted(full, 1e5, 1.0, range(2)), full)


def test_starved_rays_keep_their_variance_and_bias():
    """Fewer than 80 counts on the darkest ray: the first-order law is wrong here, the counts are not."""
    p = phantom.line_integrals(phantom.water_cylinder(320), BENCH.geometry)
    assert 1e4 * math.exp(-float(p.max())) < 80
    direct = BENCH.direct(p, 1e4, range(SEEDS))
    full = BENCH.direct(p, 1e5, range(100, 100 + SEEDS))
    low = BENCH.inserted(full, 1e5, 0.1, range(200, 200 + SEEDS))
    sd, _ = compare(grain(low, BENCH.pixel, 134.0, 16), grain(direct, BENCH.pixel, 134.0, 16))
    assert sd == pytest.approx(1, abs=0.02)
    middle = slice(88, 168)
    bias = direct[:, middle, middle].mean() - low[:, middle, middle].mean()
    assert abs(float(bias)) < 3
