from __future__ import annotations

from itertools import pairwise

import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled
from ldct_studio.physics.iterative.cgls import cgls
from ldct_studio.physics.iterative.iteration import Iteration

from .conftest import Dense, Scan


def test_it_is_the_least_squares_solution(dense: Dense) -> None:
    exact = torch.linalg.lstsq(dense.matrix, dense.measured[:, None]).solution[:, 0]
    heard: list[Iteration] = []
    found = cgls(dense.sino, dense.rays, 60, on_iteration=heard.append)
    equal = torch.ones_like(dense.sino)
    coordinates = dense.known(found, equal)
    assert len(coordinates) > 100
    torch.testing.assert_close(coordinates, dense.known(exact, equal), rtol=0, atol=0.2)
    least = float((dense.measured - dense.matrix @ exact).square().sum()) / 2
    assert least <= heard[-1].objective == pytest.approx(least, rel=2e-2)


def test_the_residual_never_rises(scan: Scan) -> None:
    heard: list[Iteration] = []
    found = cgls(scan.sino, scan.rays, 40, on_iteration=heard.append)
    assert [(i.number, i.total) for i in heard] == [(k, 40) for k in range(1, 41)]
    assert all(later.objective <= earlier.objective for earlier, later in pairwise(heard))
    assert torch.equal(found, heard[-1].image)
    true = float((scan.sino - scan.rays.project(found)).square().sum()) / 2
    assert heard[-1].objective == pytest.approx(true, rel=1e-3)


def test_stopping_early_smooths(scan: Scan) -> None:
    inside = scan.truth > 10

    def error(iterations: int) -> float:
        return float((cgls(scan.sino, scan.rays, iterations)[0] - scan.truth)[inside].norm())

    assert error(8) < min(error(2), error(40))


def test_nothing_left_to_do_is_no_trouble(scan: Scan) -> None:
    empty = torch.zeros_like(scan.sino)
    assert torch.equal(cgls(empty, scan.rays, 3), torch.zeros(2, 64, 64))


def test_rows_of_a_stack_do_not_mix(scan: Scan) -> None:
    together = cgls(scan.sino, scan.rays, 10)
    assert torch.equal(together[1:], cgls(scan.sino[1:], scan.rays, 10))


def test_it_stops_when_told(scan: Scan) -> None:
    heard: list[Iteration] = []
    with stop_when(lambda: len(heard) == 2), pytest.raises(Cancelled):
        cgls(scan.sino, scan.rays, 50, on_iteration=heard.append)
    assert len(heard) == 2
