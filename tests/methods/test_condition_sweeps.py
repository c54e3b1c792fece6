"""What a network makes of what it is told: where conditions lie, and what it predicts told otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import nn

from ldct_studio.core.contrast import Partner
from ldct_studio.core.errors import GeometryError, PluginError
from ldct_studio.core.study import Study
from ldct_studio.methods.condition_sweeps import (
    DOSES,
    QUANTITIES,
    embedding,
    find_sweeps,
)
from ldct_studio.methods.contrast_demo import small_brain
from ldct_studio.methods.contrast_study import AFTER
from ldct_studio.methods.enhancing import condition_vector, predict, seen
from ldct_studio.nets.architecture import Architecture, ConditionalBody, SubtractionHead
from ldct_studio.nets.conditional import ConditionalUNet
from ldct_studio.nets.model import Card, TrainedFor
from ldct_studio.physics.contrast.scans import Condition
from ldct_studio.physics.contrast.signal import RELAXIVITY

TRUE = Condition(0.2, 3.0, "gadobutrol", 0.02)
SPACING = (4.0, 4.0, 4.0)
Pair = tuple[Partner, torch.Tensor, torch.Tensor]


def card(works_at_mm: float = 4.0, conditions: int = 4) -> Card:
    trained = TrainedFor(
        fractions=(0.05, 0.5),
        fields=(1.5, 3.0),
        agents=("gadobutrol", "gadoterate"),
        relaxivity=(3.4, 4.6),
        sigma=(0.005, 0.04),
    )
    body = ConditionalBody(width=4, attention=False, conditions=conditions)
    architecture = Architecture(body=body, head=SubtractionHead())
    about = {"title": "Toy", "kind": "enhancer", "architecture": architecture, "spacing_mm": (1.0, 4.0)}
    return Card.model_validate(about | {"works_at_mm": works_at_mm, "trained_for": trained})


class Scales(nn.Module):
    """An embedding that is what it is told, 128 numbers."""

    def forward(self, told: torch.Tensor) -> torch.Tensor:
        return nn.functional.pad(told, (0, 124))


def net(seed: int = 1) -> ConditionalUNet:
    """Return a network that has learned something by chance: what it predicts hangs on what it is told."""
    torch.manual_seed(seed)
    made = card().architecture.build()
    assert isinstance(made, ConditionalUNet)
    nn.init.normal_(made.last.weight, std=0.03)
    return made.eval()


@pytest.fixture(scope="module")
def study() -> Study:
    return small_brain()


@pytest.fixture(scope="module")
def scans(study: Study) -> Pair:
    """Return the pair, a scan at a low dose, and a region in one slice of a lesion."""
    partner, after = study.partner, study.volumes[AFTER].data
    assert partner is not None
    low = partner.pre.data + 0.2 * (after - partner.pre.data)
    lesions = study.labels["Lesions"].data > 0
    row = int(lesions.flatten(1).sum(1).argmax())
    region = torch.zeros_like(lesions)
    region[row] = lesions[row]
    return partner, low, region


@pytest.mark.slow
def test_told_truly_it_is_the_mean_of_the_prediction(scans: Pair) -> None:
    partner, low, region = scans
    data = partner.pre.data, low, partner.brain
    for works_at_mm in (3.0, 5.0):
        model = card(works_at_mm)
        told: list[tuple[int, int]] = []
        keep = told.append
        found = find_sweeps(
            net(), model, *data, region, TRUE, SPACING, lambda n, of, keep=keep: keep((n, of))
        )
        whole = predict(net(), model, *data, TRUE, SPACING)
        for sweep in found:
            assert sweep.truly == pytest.approx(float(whole[region].mean()), rel=0.02)
            assert len(set(sweep.values)) == len(sweep.values), "what it is told changes nothing"
            assert sweep.stated == tuple(sorted(sweep.stated))
        assert told[0] == (0, told[-1][1])
        assert told[-1][0] == told[-1][1] == 1 + sum(len(sweep.stated) - 1 for sweep in found)


def test_a_statement_is_the_one_that_the_network_is_told(scans: Pair) -> None:
    partner, low, region = scans
    data = partner.pre.data, low, partner.brain
    by_name = dict(zip(QUANTITIES, find_sweeps(net(), card(), *data, region, TRUE, SPACING), strict=True))
    noise = seen(*data, SPACING, 4.0).noise
    others = {"dose": replace(TRUE, fraction=0.33), "field": replace(TRUE, field=1.5)}
    others["noise"] = replace(TRUE, sigma=0.04 / noise)
    for name, at in (("dose", 0.33), ("noise", 0.04), ("field", 1.5)):
        sweep = by_name[name]
        whole = predict(net(), card(), *data, others[name], SPACING)
        place = min(range(len(sweep.stated)), key=lambda i: abs(sweep.stated[i] - at))
        assert sweep.values[place] == pytest.approx(float(whole[region].mean()), rel=0.02)
    assert by_name["dose"].stated == DOSES
    assert by_name["field"].stated == (1.5, 1.875, 2.25, 2.625, 3.0)
    assert by_name["r1"].true == RELAXIVITY["gadobutrol"][3.0]
    assert by_name["r1"].stated[0] == pytest.approx(3.4)


def test_components_follow_what_they_are_told_of() -> None:
    model = net()
    model.embedding = Scales()  # type: ignore[assignment]
    found = embedding(model, card())
    assert len(found.conditions) == len(DOSES) * 2 * len(RELAXIVITY) * 3 == len(found.points)
    assert {quantity for quantity, _ in found.follows} == {"field", "dose"}, "those of the largest spread"
    assert found.follows[0] == ("field", pytest.approx(1.0, abs=0.01))
    assert 0.9 < sum(found.shares) < 1
    for number in (0, 77):
        there = found.points[number].tolist()
        assert found.place(found.conditions[number], SPACING) == pytest.approx(there, abs=1e-6)
    high = found.place(replace(TRUE, field=3.0), SPACING)[0]
    assert high > found.place(replace(TRUE, field=1.5), SPACING)[0], "a component rises with what it follows"
    vectors = torch.stack([condition_vector(one) for one in found.conditions]).double()
    spread = (found.points.var(0) / vectors.var(0).sum()).tolist()
    assert spread == pytest.approx(found.shares, rel=1e-4)


def test_what_cannot_be_is_a_sentence(scans: Pair) -> None:
    partner, low, region = scans
    untold = card(conditions=0)
    with pytest.raises(PluginError, match="not told"):
        embedding(untold.architecture.build(), untold)
    with pytest.raises(PluginError, match="trained for"):
        embedding(net(), card().model_copy(update={"trained_for": None}))
    outside = torch.zeros_like(region)
    outside[20, :2, :2] = True
    with pytest.raises(GeometryError, match="no brain"):
        find_sweeps(net(), card(), partner.pre.data, low, partner.brain, outside, TRUE, SPACING)
