from __future__ import annotations

import pytest
import torch

from ldct_studio.physics.iterative.penalty import Penalty, Potential, image_of, slopes_of

GENERATOR = torch.Generator().manual_seed(6)
PICTURE = torch.randn(2, 9, 11, dtype=torch.float64, generator=GENERATOR)
OTHER = torch.randn(2, 9, 11, dtype=torch.float64, generator=GENERATOR)
UNIT = torch.rand(2, 9, 11, dtype=torch.float64, generator=GENERATOR) + 0.5
BOTH = pytest.mark.parametrize("potential", ["tv", "huber"])


def _value(penalty: Penalty, picture: torch.Tensor) -> torch.Tensor:
    return penalty.value(slopes_of(picture), UNIT).flatten()


def test_the_transpose_of_the_slopes() -> None:
    down, right = slopes_of(PICTURE)
    assert torch.equal(down[:, :-1], PICTURE[:, 1:] - PICTURE[:, :-1])
    assert torch.equal(right[:, :, :-1], PICTURE[:, :, 1:] - PICTURE[:, :, :-1])
    there = (down * OTHER + right * OTHER.flip(1)).sum()
    assert float((PICTURE * image_of((OTHER, OTHER.flip(1)))).sum()) == pytest.approx(float(there), rel=1e-12)


@BOTH
@pytest.mark.parametrize("rounding", [0.1, 1.0])
def test_the_majorizer_touches_and_lies_above(potential: Potential, rounding: float) -> None:
    penalty = Penalty(potential, 0.7, rounding)
    majorizer = penalty.majorizer(slopes_of(PICTURE), UNIT)

    def bowl(picture: torch.Tensor) -> torch.Tensor:
        down, right = slopes_of(picture)
        return (majorizer * (down**2 + right**2)).sum((1, 2)) / 2

    for shift in (1e-3, 0.1, 1.0, -1.0, 10.0):
        moved = PICTURE + shift * OTHER
        above = bowl(moved) - bowl(PICTURE) + _value(penalty, PICTURE) - _value(penalty, moved)
        assert bool((above >= 0).all())
    picture = PICTURE.clone().requires_grad_()
    (slope,) = torch.autograd.grad(_value(penalty, picture).sum(), picture)
    down, right = slopes_of(PICTURE)
    torch.testing.assert_close(image_of((majorizer * down, majorizer * right)), slope)


def test_huber_is_quadratic_for_a_wide_rounding_and_total_variation_for_a_narrow_one() -> None:
    down, right = slopes_of(PICTURE)
    squares = (UNIT * (down**2 + right**2)).sum((1, 2))
    torch.testing.assert_close(_value(Penalty("huber", 3.0, 1e3), PICTURE), 3 * squares / 2e3)
    variation = (UNIT * torch.hypot(down, right)).sum((1, 2))
    for potential in ("tv", "huber"):
        torch.testing.assert_close(_value(Penalty(potential, 3.0, 1e-9), PICTURE), 3 * variation)


@BOTH
def test_a_flat_picture_costs_nothing(potential: Potential) -> None:
    assert float(_value(Penalty(potential, 1.0, 0.01), torch.full_like(PICTURE, 20.0)).abs().max()) == 0


def test_a_square_costs_its_outline() -> None:
    picture = torch.zeros(1, 20, 20)
    picture[0, 5:15, 5:15] = 7.0
    cost = float(Penalty("tv", 1.0, 1e-6).value(slopes_of(picture), torch.ones(1, 20, 20)))
    assert cost == pytest.approx(7 * (4 * 10 - 2 + 2**0.5), rel=1e-4)  # one corner pixel steps both ways
