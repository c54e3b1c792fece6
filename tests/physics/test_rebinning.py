from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.projections import FanGeometry
from ldct_studio.physics.gridding.cache import Place
from ldct_studio.physics.interpolation import matrix, multiplied, taps
from ldct_studio.physics.merging import merging, parker
from ldct_studio.physics.rebinning import to_fan, to_parallel

TURN = 2 * math.pi
PLACE = Place(torch.device("cpu"), torch.float64)


def test_taps_are_exact_at_samples_and_close_between():
    position = torch.tensor([5.0, 9.999999999, 7.3, 8.5], dtype=torch.float64)
    sample, weight = taps(position)
    assert torch.allclose(weight.sum(1), torch.ones(4, dtype=torch.float64))
    for frequency, tolerance in ((0.02, 2e-3), (0.1, 7e-3), (0.2, 7e-3), (0.3, 7e-3)):
        found = (weight * torch.cos(TURN * frequency * sample.double())).sum(1)
        assert torch.allclose(found, torch.cos(TURN * frequency * position), atol=tolerance)
        assert found[0] == pytest.approx(math.cos(TURN * frequency * 5), abs=1e-12)


def test_matrix_and_transpose_against_a_dense_one():
    generator = torch.Generator().manual_seed(0)
    target, source = (torch.randint(0, n, (12, 3), generator=generator) for n in (7, 9))
    weight = torch.rand(12, 3, generator=generator, dtype=torch.float64)
    dense = torch.zeros(7, 9, dtype=torch.float64).index_put((target, source), weight, accumulate=True)
    table = matrix(target, source, weight, (7, 9), PLACE)
    there, back = torch.rand(2, 9, 4, generator=generator, dtype=torch.float64)
    assert torch.allclose(multiplied(table, there), dense @ there)
    assert torch.allclose(multiplied(table, back[:7], transposed=True), dense.T @ back[:7])


@pytest.mark.parametrize("direction", [1, -1])
@pytest.mark.parametrize("arc", [math.pi + 0.81, 4.5, 6.0])
def test_weights_of_a_ray_and_its_opposite(arc, direction):
    """On a scan fine enough that the opposite ray of every ray is measured nearly where the ray is."""
    fan = FanGeometry(2000, 81, 0.01, 500.0, arc=direction * arc)
    weight, gamma = parker(fan), direction * fan.fan_angles()
    beta = (torch.arange(2000, dtype=torch.float64)[:, None] + 0.5) * (arc / 2000)
    opposite = (beta + math.pi + 2 * gamma) / (arc / 2000) - 0.5
    measured = (opposite > 0) & (opposite < 1999)
    other = weight.flip(1).gather(0, opposite.round().long().clamp(0, 1999))
    outer = (gamma.abs() > 0.38).expand_as(measured)  # Parker's weights jump at the ends of the shortest fan
    assert (weight + other)[measured & ~outer].sub(1).abs().max() < 0.03
    alone = (beta > 2 * ((arc - math.pi) / 2 - gamma)) & (beta < math.pi - 2 * gamma)
    assert torch.all(weight[alone] == 1)
    assert weight.min() >= 0
    assert weight.max() <= 1


@pytest.mark.parametrize(
    "fan",
    [
        FanGeometry(720, 120, 0.008, 500.0),
        FanGeometry(721, 121, 4.0, 500.0, "flat", start=0.7),
        FanGeometry(720, 120, 0.008, 500.0, offset=0.25),
        FanGeometry(720, 120, 0.008, 500.0, arc=-TURN, offset=1.1),
        FanGeometry(500, 120, 0.008, 500.0, arc=TURN * 500 / 720, start=2.0),
        FanGeometry(500, 120, 4.0, 500.0, "flat", arc=-4.4),
    ],
    ids=["arc", "flat, odd", "quarter", "clockwise", "short", "short, uneven"],
)
def test_smooth_rays_arrive_where_they_belong(fan):
    """A function of the line (t, s) with f(t + π, -s) = f(t, s), sampled along both kinds of rays."""
    rebinning = merging(fan)
    found = to_parallel(_function(*fan.rays())[None], rebinning)[0]
    error = (found - _function(*rebinning.parallel.rays())).abs()
    assert error.max() < 2e-3


def _function(angle: torch.Tensor, s: torch.Tensor) -> torch.Tensor:
    distance = s - 80 * torch.cos(angle - 0.5)
    return torch.exp(-(distance**2) / (2 * 25.0**2)) * (1 + 0.3 * torch.cos(2 * angle))


@pytest.mark.parametrize("arc", [TURN, -TURN, 5.0])
def test_fan_and_back_are_transposes(arc):
    fan = FanGeometry(50, 24, 0.03, 500.0, arc=arc, offset=0.25)
    rebinning, generator = merging(fan), torch.Generator().manual_seed(1)
    ours = torch.rand(2, 50, 24, generator=generator, dtype=torch.float64)
    parallel = rebinning.parallel
    theirs = torch.rand(2, parallel.views, parallel.bins, generator=generator, dtype=torch.float64)
    left, right = (to_parallel(ours, rebinning) * theirs).sum(), (ours * to_fan(theirs, rebinning)).sum()
    assert abs(left / right - 1) < 1e-13
