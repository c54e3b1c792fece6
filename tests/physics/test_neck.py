"""Synthetic heads and necks: the same for the same seed, plausible, and labeled truly."""

from __future__ import annotations

import math
from functools import cache

import pytest
import torch

from ldct_studio.physics.neck import LABELS, draw, neck
from ldct_studio.physics.patients import Drawn

VALUE = {label.name: label.value for label in LABELS}


@cache
def drawn(seed: int) -> Drawn:
    return draw(neck(seed), 128, 8)


def eroded(mask: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.max_pool2d(1 - mask[:, None].float(), 3, 1, 1)[:, 0] == 0


def test_the_same_seed_gives_the_same_slices_in_any_order() -> None:
    first, all_of_it = neck(3), drawn(3)
    again = draw(neck(3), 128, [all_of_it.z[5], all_of_it.z[2]])
    assert neck(3) == first
    assert torch.equal(again.hu, all_of_it.hu[[5, 2]])
    assert torch.equal(again.organs, all_of_it.organs[[5, 2]])
    assert float((draw(neck(4), 128, [all_of_it.z[5]]).hu - again.hu[0]).abs().mean()) > 20


def test_structures_have_their_hu() -> None:
    made, tissue = drawn(1), neck(1).tissues
    for name, hu in {
        "Fat": tissue.fat,
        "Muscle": tissue.muscle,
        "Brain": tissue.brain,
        "Airway": -1000,
    }.items():
        inside = eroded(made.organs == VALUE[name])
        assert int(inside.sum()) > 20, f"no {name}"
        assert float(made.hu[inside].median()) == pytest.approx(hu, abs=15), name
    for name, least in {"Skull": 500, "Mandible": 250, "Teeth": 1000, "Vertebrae": 150}.items():
        there = made.organs == VALUE[name]
        assert int(there.sum()) > 20, f"no {name}"
        assert float(made.hu[there].median()) > least, name


def test_anatomy_lies_where_it_does_in_patients() -> None:
    made = drawn(1)
    rows = {
        name: (made.organs == value).flatten(1).any(1).nonzero()[:, 0].tolist()
        for name, value in VALUE.items()
    }
    assert max(rows["Mandible"]) < max(rows["Skull"]), "the jaw is below the skull"
    assert min(rows["Brain"]) > min(rows["Vertebrae"]), "the brain is above the neck"
    depth = {
        name: float((made.organs == VALUE[name]).nonzero()[:, 1].float().mean())
        for name in ("Teeth", "Airway", "Vertebrae")
    }
    assert depth["Teeth"] < depth["Airway"] < depth["Vertebrae"]
    assert min(rows["Airway"]) == 0, "the windpipe reaches the lowest slice"
    assert bool((made.hu[:, :4] == -1000).all()), "air around"


def test_patients_differ_and_most_have_a_mass() -> None:
    many = [neck(seed) for seed in range(60)]
    assert 30 < sum(one.mass is not None for one in many) < 55
    assert max(one.fat for one in many) > 3 * min(one.fat for one in many)
    assert len({one.tissues.blood > 100 for one in many}) == 2
    masses = [seed for seed in range(12) if neck(seed).mass is not None]
    assert all(bool(drawn(seed).lesions.any()) for seed in masses[:3])


def test_nothing_is_folded() -> None:
    """The slopes of the waves add up to less than 1."""
    for seed in range(20):
        steep = sum(math.hypot(*wave.wave) * math.hypot(*wave.push) for wave in neck(seed).waves)
        assert steep < 0.5
