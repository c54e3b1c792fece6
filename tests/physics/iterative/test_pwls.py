from __future__ import annotations

from itertools import pairwise

import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.dose import Apodization
from ldct_studio.core.errors import Cancelled
from ldct_studio.physics.attenuation import HU_PER_MU
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.iterative.curvature import Curvature
from ldct_studio.physics.iterative.iteration import Iteration
from ldct_studio.physics.iterative.penalty import Penalty, slopes_of
from ldct_studio.physics.iterative.pwls import pwls
from ldct_studio.physics.iterative.weights import statistical_weights

from .conftest import ELECTRONIC, PHOTONS, Dense, Scan

TV = Penalty("tv", 0.6, 1 / HU_PER_MU)
HUBER = Penalty("huber", 0.6, 10 / HU_PER_MU)
BOTH = pytest.mark.parametrize("penalty", [TV, HUBER], ids=["tv", "huber"])


def _weights(scan: Scan) -> torch.Tensor:
    return statistical_weights(scan.sino, PHOTONS, ELECTRONIC)


def _fbp(scan: Scan) -> torch.Tensor:
    return fbp(scan.sino, scan.rays.geometry, 64, scan.rays.pixel, Apodization("hann"))


def _dense_weights() -> torch.Tensor:
    return 100 * torch.rand(1, 40, 31, generator=torch.Generator().manual_seed(9)) + 10


def test_a_tiny_penalty_leaves_weighted_least_squares(dense: Dense) -> None:
    weights = _dense_weights()
    root = weights.double().sqrt().flatten()
    exact = torch.linalg.lstsq(root[:, None] * dense.matrix, (root * dense.measured)[:, None]).solution
    tiny = Penalty("tv", 1e-5, 1.0)
    found = pwls(dense.sino, dense.rays, weights, tiny, 200, start=torch.full((1, 12, 12), 10.0))
    apart = dense.known(found, weights) - dense.known(exact, weights)
    assert float(apart.abs().max()) < 0.05
    equal = torch.linalg.lstsq(dense.matrix, dense.measured[:, None]).solution
    assert float((dense.known(equal, weights) - dense.known(exact, weights)).abs().max()) > 0.2


def test_a_wide_rounding_makes_it_quadratic(dense: Dense) -> None:
    weights, rounding = _dense_weights(), 1e3
    unit = Curvature.of(dense.rays, weights).unit
    points = torch.eye(144, dtype=torch.float64).view(-1, 12, 12)
    gradient = torch.cat([part.flatten(1).T for part in slopes_of(points)])
    beta = (200 * unit.double().flatten() / rounding).repeat(2)
    normal = dense.matrix.T * weights.double().flatten()
    system = normal @ dense.matrix + (gradient.T * beta) @ gradient
    exact = torch.linalg.solve(system, normal @ dense.measured)
    start = torch.zeros(1, 12, 12)
    found = pwls(dense.sino, dense.rays, weights, Penalty("huber", 200.0, rounding), 150, start=start)
    torch.testing.assert_close(found.double(), dense.picture(exact), rtol=0, atol=0.01)
    plain = torch.linalg.solve(normal @ dense.matrix, normal @ dense.measured)
    assert float((exact - plain).abs().max()) > 0.5


@BOTH
def test_the_objective_is_the_one_described_and_falls(scan: Scan, penalty: Penalty) -> None:
    weights, heard = _weights(scan), list[Iteration]()
    found = pwls(scan.sino, scan.rays, weights, penalty, 40, start=_fbp(scan), on_iteration=heard.append)
    assert [(i.number, i.total) for i in heard] == [(k, 40) for k in range(1, 41)]
    assert torch.equal(found, heard[-1].image)
    assert all(later.objective < earlier.objective for earlier, later in pairwise(heard))
    unit = Curvature.of(scan.rays, weights).unit
    for heard_of in (heard[0], heard[-1]):
        residual = scan.sino - scan.rays.project(heard_of.image)
        whole = (weights * residual**2).sum() / 2 + penalty.value(slopes_of(heard_of.image), unit).sum()
        assert heard_of.objective == pytest.approx(float(whole), rel=1e-4)


@BOTH
def test_the_end_is_a_minimum(scan: Scan, penalty: Penalty) -> None:
    weights = _weights(scan)
    unit = Curvature.of(scan.rays, weights).unit

    def slope(picture: torch.Tensor) -> float:
        point = picture.clone().requires_grad_()
        residual = scan.sino - scan.rays.project(point)
        whole = (weights * residual**2).sum() / 2 + penalty.value(slopes_of(point), unit).sum()
        (gradient,) = torch.autograd.grad(whole, point)
        return float((gradient / unit).norm())

    start = _fbp(scan)
    end = pwls(scan.sino, scan.rays, weights, penalty, 400, start=start)
    assert slope(end) < 0.02 * slope(start)
    again = pwls(scan.sino, scan.rays, weights, penalty, 5, start=end)
    assert float((again - end).abs().max()) * HU_PER_MU < 1
    elsewhere = pwls(scan.sino, scan.rays, weights, penalty, 400, start=torch.full_like(start, 15.0))
    assert float((elsewhere - end).square().mean().sqrt()) * HU_PER_MU < 1


def test_noise_falls_and_levels_stay(scan: Scan) -> None:
    strong = Penalty("tv", 2.0, 1 / HU_PER_MU)
    found = pwls(scan.sino, scan.rays, _weights(scan), strong, 30, start=_fbp(scan))
    water = (scan.truth == scan.truth[32, 32]).float()[None]
    inside = torch.nn.functional.avg_pool2d(water, 7, 1, 3)[0] > 0.999
    error, before = ((picture - scan.truth)[:, inside] * HU_PER_MU for picture in (found, _fbp(scan)))
    assert float(error.std()) < 0.4 * float(before.std())
    assert abs(float(error.mean())) < 3


def test_rows_of_a_stack_do_not_mix(scan: Scan) -> None:
    weights, start = _weights(scan), _fbp(scan)
    together = pwls(scan.sino, scan.rays, weights, TV, 12, start=start)
    alone = pwls(scan.sino[1:], scan.rays, weights[1:], TV, 12, start=start[1:])
    assert torch.equal(together[1:], alone)


def test_no_gain_ends_it(scan: Scan) -> None:
    heard: list[Iteration] = []
    flat = torch.zeros(2, 64, 64)
    found = pwls(
        torch.zeros_like(scan.sino),
        scan.rays,
        _weights(scan),
        TV,
        9,
        start=flat,
        on_iteration=heard.append,
    )
    assert torch.equal(found, flat)
    assert heard == []


def test_it_stops_when_told(scan: Scan) -> None:
    heard: list[Iteration] = []
    with stop_when(lambda: len(heard) == 2), pytest.raises(Cancelled):
        pwls(scan.sino, scan.rays, _weights(scan), TV, 50, start=_fbp(scan), on_iteration=heard.append)
    assert len(heard) == 2
