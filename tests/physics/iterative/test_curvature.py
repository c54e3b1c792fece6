from __future__ import annotations

import pytest
import torch

from ldct_studio.physics.iterative.curvature import Curvature
from ldct_studio.physics.iterative.penalty import image_of, slopes_of

from .conftest import Dense, Scan


def _weights(scan: Scan) -> torch.Tensor:
    return 1e4 * torch.exp(-scan.sino)


def test_equal_weights_have_their_root(scan: Scan) -> None:
    curvature = Curvature.of(scan.rays, torch.full_like(scan.sino, 9.0))
    torch.testing.assert_close(curvature.root, torch.full((2, 64, 64), 3.0), rtol=1e-4, atol=0)


def test_the_unit_is_the_root_of_the_diagonal(dense: Dense) -> None:
    weights = torch.linspace(1, 9, 31).expand(1, 40, 31).contiguous()
    exact = dense.picture((weights.double().flatten()[:, None] * dense.matrix**2).sum(0).sqrt())
    unit = Curvature.of(dense.rays, weights).unit.double()
    inner = (slice(None), slice(2, -2), slice(2, -2))
    torch.testing.assert_close(unit[inner], exact[inner], rtol=0.1, atol=0)


def test_the_inverse_is_symmetric_and_positive(scan: Scan) -> None:
    curvature = Curvature.of(scan.rays, _weights(scan))
    generator = torch.Generator().manual_seed(7)
    one, other = (torch.randn(2, 64, 64, generator=generator) for _ in range(2))
    majorizer = torch.rand(2, 64, 64, generator=generator) + 0.1
    there = float((other * curvature.inverse(one, majorizer)).sum())
    back = float((one * curvature.inverse(other, majorizer)).sum())
    assert there == pytest.approx(back, rel=1e-3)
    assert float((one * curvature.inverse(one, majorizer)).sum()) > 0


def test_the_inverse_makes_the_problem_round(dense: Dense) -> None:
    weights = torch.linspace(1, 9, 31).expand(1, 40, 31).contiguous()
    curvature = Curvature.of(dense.rays, weights)
    majorizer = 0.02 * curvature.unit.square()
    points = torch.eye(144).view(-1, 12, 12)
    down, right = slopes_of(points)
    smoothing = image_of((majorizer * down, majorizer * right)).flatten(1).double()
    hessian = dense.matrix.T @ (weights.double().flatten()[:, None] * dense.matrix) + smoothing
    rounded = curvature.inverse(hessian.float().view(-1, 12, 12), majorizer).flatten(1).double()
    before, after = (torch.linalg.eigvals(h).real for h in (hessian, rounded))
    assert float(after.max() / after.min()) < 0.2 * float(before.max() / before.min())
    assert 0.3 < float(after.median()) < 3


def test_pixels_that_no_ray_counts_for_get_a_floor(scan: Scan) -> None:
    weights = torch.zeros_like(scan.sino)
    weights[:, :, 46] = 1.0
    assert float(Curvature.of(scan.rays, weights).root.min()) > 0
