"""Equivalent dose: FBP is worth itself, a better method more, and what is unsure is refused."""

from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.probe.equivalent import Course, doses_about, equivalent_dose
from ldct_studio.probe.observer import Seen

DOSE = 0.16
DOSES = doses_about(DOSE, inserted=True)


def view(noise: torch.Tensor, gain: float) -> Seen:
    """Return what is seen where the noise is divided by ``gain``: a step of 2 with a d' of 2·gain."""
    step = torch.zeros(5, dtype=torch.float64)
    step[2] = 2
    return Seen(noise / gain, noise / gain + step)


def course(noise: torch.Tensor) -> Course:
    return Course(DOSES, tuple(view(noise, (dose / DOSE) ** 0.5) for dose in DOSES))


def normals(seeds: int, seed: int = 1) -> torch.Tensor:
    return torch.randn(seeds, 5, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def test_doses_rise_around_the_one_in_question_and_end_where_noise_is_inserted() -> None:
    assert tuple(sorted(DOSES)) == DOSES
    assert DOSE in DOSES
    assert DOSES[-1] == 0.9
    assert doses_about(1.0, inserted=False)[-1] == 1.0
    assert doses_about(0.01, inserted=True)[0] == 0.005
    assert doses_about(0.95, inserted=True)[-1] == 0.95


def test_fbp_is_worth_its_own_dose() -> None:
    noise = normals(40)
    found = equivalent_dose(view(noise, 1), course(noise), 7)
    assert found.value == pytest.approx(DOSE, rel=1e-9)
    assert found.low == found.high == found.value


def test_less_noise_is_worth_more_dose_between_the_measured_ones() -> None:
    noise = normals(40)
    found = equivalent_dose(view(noise, 1.7**0.5), course(noise), 7)
    assert found.value == pytest.approx(1.7 * DOSE, rel=1e-3)
    again = equivalent_dose(view(noise, 1.7**0.5), course(noise), 7)
    assert found == again


def test_the_interval_holds_the_truth_of_noise_that_is_alike_but_not_the_same() -> None:
    inside, turns, mixed = 0, 20, math.sqrt(1 - 0.8**2)
    for turn in range(turns):
        noise, other = normals(100, turn), normals(100, 1000 + turn)
        found = equivalent_dose(view(0.8 * noise + mixed * other, 1.5**0.5), course(noise), turn)
        inside += found.low <= 1.5 * DOSE <= found.high
    assert inside >= 17


def test_what_lies_outside_of_the_measured_doses_is_refused() -> None:
    noise = normals(40)
    with pytest.raises(GeometryError, match="seen better than by FBP at 90"):
        equivalent_dose(view(noise, 3), course(noise), 7)
    with pytest.raises(GeometryError, match="seen worse than by FBP at 4"):
        equivalent_dose(view(noise, 0.3), course(noise), 7)
    with pytest.raises(GeometryError, match="may lie outside"):
        equivalent_dose(view(normals(40, 2), 0.55), course(noise), 7)


def test_an_interval_too_wide_to_name_a_dose_is_refused() -> None:
    with pytest.raises(GeometryError, match="too wide"):
        equivalent_dose(view(normals(20, 3), 1), course(normals(20)), 7)
