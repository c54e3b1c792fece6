"""The observer on pairs: its interval holds the truth as often as it says, exact difference or not."""

from __future__ import annotations

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.probe.observer import Seen, detectability, distances

TURNS, SEEDS, P = 150, 24, 5


def pairs(chance: torch.Generator, rough: float, truth: float, seeds: int = SEEDS) -> Seen:
    """Return channel outputs whose difference is one of length ``truth`` and some noise of its own."""
    noise, own = torch.randn(2, seeds, P, generator=chance, dtype=torch.float64)
    step = torch.zeros(P, dtype=torch.float64)
    step[1] = truth
    return Seen(noise, noise + step + rough * own)


@pytest.mark.parametrize("truth", [0.3, 2.0])
@pytest.mark.parametrize("rough", [0.0, 0.3])
def test_the_interval_holds_the_truth_as_often_as_it_says(rough: float, truth: float) -> None:
    chance = torch.Generator().manual_seed(5)
    expected = truth / (1 + rough**2 / 2) ** 0.5  # the mean covariance of both classes
    inside, squares = 0, []
    for _ in range(TURNS):
        found = detectability(pairs(chance, rough, truth))
        inside += found.low <= expected <= found.high
        squares.append(found.value**2)
    assert inside >= 0.9 * TURNS
    if truth > 1:  # below, values are cut off at 0
        mean = sum(squares) / TURNS
        error = float(torch.tensor(squares).std()) / TURNS**0.5
        assert abs(mean - expected**2) < 3 * error + 0.01 * expected**2


def test_pairs_are_worth_far_more_than_twice_as_many_pictures() -> None:
    found = detectability(pairs(torch.Generator().manual_seed(1), 0.0, 0.5, seeds=50))
    assert found.high - found.low < 0.35  # means of 50 pictures each leave ±0.4 alone


def test_noise_that_seeds_do_not_change_is_counted() -> None:
    view = pairs(torch.Generator().manual_seed(2), 0.0, 2.0)
    alone, whole = detectability(view), detectability(Seen(view.absent, view.present, 4.0))
    for end in ("value", "low", "high"):
        assert getattr(whole, end) == pytest.approx(getattr(alone, end) / 2, rel=2e-3)


def test_draws_give_what_the_pictures_drawn_would_give() -> None:
    view = pairs(torch.Generator().manual_seed(3), 0.2, 1.5)
    draw = torch.randint(SEEDS, (SEEDS,), generator=torch.Generator().manual_seed(4))
    once = torch.ones(SEEDS, dtype=torch.float64)
    first, second = distances(
        view, torch.stack([once, torch.bincount(draw, minlength=SEEDS).double()])
    ).tolist()
    again = Seen(view.absent[draw], view.present[draw])
    assert second == pytest.approx(distances(again, once[None]).item())
    degrees = SEEDS - 1
    assert first**2 * (degrees - P - 1) / degrees == pytest.approx(
        detectability(view).value ** 2, abs=0.1 * first**2
    )


def test_without_noise_it_says_so() -> None:
    same = torch.ones(SEEDS, P, dtype=torch.float64)
    with pytest.raises(GeometryError, match="Every seed gave the same picture"):
        detectability(Seen(same, same + 1))


def test_channels_that_say_the_same_are_told() -> None:
    view = pairs(torch.Generator().manual_seed(3), 0.3, 1.0)
    for group in (view.absent, view.present):
        group[:, 1] = group[:, 0]
    counts = torch.ones(2, SEEDS, dtype=torch.float64)
    for compute in (lambda: detectability(view), lambda: distances(view, counts)):
        with pytest.raises(GeometryError, match="take more seeds"):
            compute()
