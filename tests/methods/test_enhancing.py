"""Predicting enhancement: what the network is told, tiles, voxels of its own, and its limits."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled, GeometryError, PluginError
from ldct_studio.methods import enhancing
from ldct_studio.methods.enhancing import condition_vector, outside_range, predict, seen
from ldct_studio.nets.architecture import Architecture, ConditionalBody, SubtractionHead
from ldct_studio.nets.model import Card, TrainedFor
from ldct_studio.physics.contrast.scans import Condition

TOLD = Condition(0.2, 3.0, "gadobutrol", 0.02)
OWN = (2.5, 2.5, 2.5)


def card(conditions: int = 4) -> Card:
    body = ConditionalBody(width=4, conditions=conditions, attention=False)
    return Card(
        title="Small",
        kind="enhancer",
        architecture=Architecture(body=body, head=SubtractionHead()),
        spacing_mm=(2.0, 2.5),
        works_at_mm=2.5,
        trained_for=TrainedFor(
            fractions=(0.05, 0.5),
            fields=(1.5, 3.0),
            agents=("gadobutrol", "gadoterate"),
            relaxivity=(3.4, 4.6),
            sigma=(0.005, 0.04),
        ),
    )


def fresh(conditions: int = 4) -> nn.Module:
    """Return a network that returns the subtraction: nothing was learned."""
    return card(conditions).architecture.build().eval()


def learned() -> nn.Module:
    torch.manual_seed(0)
    net = fresh()
    nn.init.normal_(net.last.weight, std=0.1)  # type: ignore[union-attr, arg-type]
    return net


def ball(shape: tuple[int, int, int], share: float = 0.4) -> torch.Tensor:
    axes = torch.meshgrid(*(torch.linspace(-1, 1, n) for n in shape), indexing="ij")
    return torch.stack(axes).norm(dim=0) < 2 * share


def head(shape: tuple[int, int, int] = (20, 24, 22)) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return a noisy pair with a bright block, and its brain."""
    chance = torch.Generator().manual_seed(3)
    pre = 0.8 + 0.02 * torch.randn(shape, generator=chance)
    low = 0.8 + 0.02 * torch.randn(shape, generator=chance)
    low[8:12, 8:12, 8:12] += 0.3
    return pre, low, ball(shape)


def test_what_the_network_is_told_is_the_published_vector() -> None:
    """Dose fraction, (B - 2.25)/0.75, r1/10, 10·σ, the noise on its own voxels."""
    told = condition_vector(Condition(0.33, 1.5, "gadoterate", 0.03), noise=0.5)
    torch.testing.assert_close(told, torch.tensor([0.33, -1.0, 0.39, 0.15]))
    told = condition_vector(Condition(0.1, 7.0, "gadoteridol", 0.02))
    torch.testing.assert_close(told, torch.tensor([0.1, 4.75 / 0.75, 0.35, 0.2]))


def test_a_constant_difference_comes_back_and_nothing_outside_of_the_brain() -> None:
    """An untrained network returns the subtraction; on voxels of any size a constant stays one."""
    for spacing in (OWN, (1.0, 2.0, 3.1), (5.0, 2.5, 2.5)):
        mask = ball((20, 24, 22))
        pre = torch.full(mask.shape, 0.7)
        y = predict(fresh(), card(), pre, pre + 0.25, mask, TOLD, spacing)
        torch.testing.assert_close(y, torch.where(mask, 0.25, 0.0))
        assert not predict(fresh(), card(), pre, pre - 0.25, mask, TOLD, spacing).any(), "never below 0"


def test_the_network_sees_difference_low_dose_and_ten_local_sds() -> None:
    pre, low, mask = head()
    pair = seen(pre, low, mask, OWN, 2.5)
    assert pair.noise == 1.0
    torch.testing.assert_close(pair.inputs[0], (low - pre)[pair.box])
    torch.testing.assert_close(pair.inputs[1], low[pair.box])
    inside = pair.inputs[2][pair.brain]
    assert float(inside.mean()) == pytest.approx(10 * 0.88 * 2**0.5 * 0.02, rel=0.1)


def test_noise_on_the_network_s_voxels_is_what_white_noise_becomes() -> None:
    mask = torch.ones(60, 62, 64, dtype=torch.bool)
    noise = 0.1 * torch.randn(mask.shape, generator=torch.Generator().manual_seed(1))
    for spacing in ((1.0, 1.0, 1.0), (2.0, 1.0, 2.5)):
        pair = seen(torch.zeros(mask.shape), noise, mask, spacing, 2.5)
        assert float(pair.inputs[0].std()) == pytest.approx(0.1 * pair.noise, rel=0.03)


def test_tiles_make_what_the_whole_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    pre, low, mask = head((80, 40, 32))
    told = list[tuple[int, int]]()
    whole = predict(learned(), card(), pre, low, mask, TOLD, OWN)
    monkeypatch.setattr(enhancing, "tile_side", lambda card: 32)
    tiled = predict(
        learned(), card(), pre, low, mask, TOLD, OWN, lambda done, total: told.append((done, total))
    )
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)
    assert float((tiled - whole).abs().max()) < 1e-4


def test_a_tile_of_a_wider_network_is_smaller() -> None:
    wide = card().model_copy(update={"architecture": Architecture(body=ConditionalBody(width=32))})
    assert enhancing.tile_side(wide) < enhancing.tile_side(card())
    assert (enhancing.tile_side(wide) + 2 * enhancing.MARGIN) ** 3 * 32 <= 96**3 * 8


def test_the_same_scan_gives_the_same_bits_and_what_is_told_counts() -> None:
    pre, low, mask = head()
    first = predict(learned(), card(), pre, low, mask, TOLD, OWN)
    assert torch.equal(first, predict(learned(), card(), pre, low, mask, TOLD, OWN))
    other = predict(learned(), card(), pre, low, mask, Condition(0.1), OWN)
    assert float((first - other).abs().max()) > 1e-6
    deaf = fresh(conditions=0)
    made = [predict(deaf, card(0), pre, low, mask, told, OWN) for told in (TOLD, Condition(0.1))]
    assert torch.equal(*made)


def test_what_nobody_waits_for_stops_within_the_network() -> None:
    pre, low, mask = head()
    asked = list[int]()
    with stop_when(lambda: len(asked) > 5 or bool(asked.append(1))), pytest.raises(Cancelled):
        predict(learned(), card(), pre, low, mask, TOLD, OWN)


def test_what_cannot_be_predicted_is_one_sentence() -> None:
    pre, low, mask = head()
    with pytest.raises(GeometryError, match=r"brain mask is empty; .*\.$"):
        predict(fresh(), card(), pre, low, mask & False, TOLD, OWN)
    with pytest.raises(GeometryError, match=r"different grids; .*\.$"):
        predict(fresh(), card(), pre[1:], low, mask, TOLD, OWN)
    with pytest.raises(PluginError, match=r"predicts no enhancement; .*\.$"):
        predict(nn.Identity(), card(), pre, low, mask, TOLD, OWN)


@pytest.mark.parametrize(
    ("condition", "spacing", "said"),
    [
        (TOLD, OWN, ""),
        (TOLD, (0.5, 0.5, 0.5), ""),
        (Condition(0.1, 1.5, "gadoteridol", 0.02), OWN, ""),
        (Condition(0.02), OWN, "2% of the standard dose (trained with 5% to 50%)"),
        (Condition(0.2, 7.0), OWN, "7 T (trained at 1.5 and 3 T)"),
        (TOLD, (3.0, 1.0, 1.0), "voxels of 3 mm (trained with up to 2.5 mm)"),
        (Condition(0.2, sigma=0.1), OWN, "noise of 10.0% of the signal (trained with up to 4.0%)"),
        (Condition(0.2, sigma=0.1), (1.0, 1.0, 1.0), ""),
    ],
)
def test_what_lies_outside_of_the_training_range_is_said(
    condition: Condition, spacing: tuple[float, float, float], said: str
) -> None:
    told = outside_range(card(), condition, spacing)
    assert told == (f"Outside the training range: {said}." if said else "")


def test_an_unknown_agent_strength_is_said() -> None:
    strong = card().model_copy(
        update={"trained_for": card().trained_for.model_copy(update={"relaxivity": (3.4, 4.0)})}  # type: ignore[union-attr]
    )
    assert "r1 of 4.5 L/(mmol·s) (trained with 3.4 to 4)" in outside_range(strong, TOLD, OWN)
