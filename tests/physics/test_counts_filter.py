from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled, GeometryError
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.counts_filter import filter_starved
from ldct_studio.physics.noise import normal_field, photon_noise

GEOMETRY = ScanGeometry.covering(96, 4.0, 120)
ELECTRONIC = 5.0


def _lines() -> torch.Tensor:
    return phantom.line_integrals(phantom.water_cylinder(330), GEOMETRY)


def _measured(lines: torch.Tensor, photons: float, seed: int = 1) -> torch.Tensor:
    return photon_noise(lines, photons, ELECTRONIC, normal_field(seed, 0, GEOMETRY))


def test_rays_with_photons_in_plenty_stay_bit_for_bit():
    measured = _measured(_lines(), 1e6)
    assert torch.equal(filter_starved(measured, 1e6, ELECTRONIC, 100), measured)


def test_only_starved_rays_change_and_nothing_in_place():
    lines = _lines()
    measured = _measured(lines, 2e4)
    copy = measured.clone()
    filtered = filter_starved(measured, 2e4, ELECTRONIC, 100)
    assert torch.equal(measured, copy)
    expected = 2e4 * torch.exp(-lines)
    assert torch.equal(filtered[expected > 200], measured[expected > 200])
    starved = expected < 50
    assert int(starved.sum()) > 500
    assert (filtered != measured)[starved].float().mean() > 0.99


def test_noise_falls_towards_that_of_the_threshold_without_bias():
    """Counts of 30 expected photons, 100 wanted: noise of about 3 rays together; ln's bias goes as well."""
    lines = torch.full((GEOMETRY.views, GEOMETRY.bins), math.log(1e4 / 30))
    draws = torch.stack([_measured(lines, 1e4, seed) for seed in range(6)])
    filtered = torch.stack([filter_starved(draw, 1e4, ELECTRONIC, 100) for draw in draws])
    inner = (slice(None), slice(4, -4), slice(4, -4))
    fall = float(filtered[inner].std() / draws[inner].std())
    assert math.sqrt(30 / 100) * 0.8 < fall < math.sqrt(30 / 100) * 1.35
    before, after = (float((values[inner] - lines[0, 0]).mean()) for values in (draws, filtered))
    assert abs(after) < 0.015 < abs(before)


def test_more_is_averaged_the_fewer_photons_there_are():
    def fall(photons: float) -> float:
        lines = torch.full((GEOMETRY.views, GEOMETRY.bins), math.log(1e4 / photons))
        measured = _measured(lines, 1e4)
        return float(filter_starved(measured, 1e4, ELECTRONIC, 100).std() / measured.std())

    assert fall(20) < fall(40) < fall(70) < 1


def test_an_edge_stays():
    """Ten times as many photons beside: the starved side does not brighten."""
    lines = torch.full((GEOMETRY.views, GEOMETRY.bins), math.log(1e4 / 40))
    lines[:, GEOMETRY.bins // 2 :] = math.log(1e4 / 1500)
    filtered = filter_starved(_measured(lines, 1e4), 1e4, ELECTRONIC, 100)
    beside = (filtered - lines)[:, GEOMETRY.bins // 2 - 3 : GEOMETRY.bins // 2 - 1]
    assert abs(float(beside.mean())) < 0.08


def test_photons_may_differ_from_bin_to_bin():
    lines = _lines()
    photons = torch.linspace(1e4, 2e4, GEOMETRY.bins)
    measured = photon_noise(lines, photons, ELECTRONIC, normal_field(1, 0, GEOMETRY))
    filtered = filter_starved(measured, photons, ELECTRONIC, 100)
    starved = photons * torch.exp(-lines) < 50
    error = (filtered - lines)[starved].square().mean() / (measured - lines)[starved].square().mean()
    assert float(error) < 0.5


def test_it_stops_when_told():
    with stop_when(lambda: True), pytest.raises(Cancelled):
        filter_starved(_measured(_lines(), 1e4), 1e4, ELECTRONIC, 100)


@pytest.mark.parametrize(("photons", "threshold"), [(0.0, 100.0), (1e4, 0.0), (-1.0, 10.0)])
def test_numbers_that_are_not_positive_are_refused(photons, threshold):
    with pytest.raises(GeometryError, match="positive"):
        filter_starved(_lines(), photons, ELECTRONIC, threshold)
