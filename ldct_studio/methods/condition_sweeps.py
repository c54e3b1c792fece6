"""What a network makes of what it is told: its embedding, and what it predicts where it is told otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

import torch
from torch import nn

from ..core.errors import GeometryError, PluginError
from ..nets.conditional import ConditionalUNet
from ..nets.model import Card, TrainedFor
from ..physics.contrast.scans import Condition
from ..physics.contrast.signal import RELAXIVITY
from ..physics.itk import Told
from .enhancing import (
    MARGIN,
    ROUND,
    Spacing,
    condition_vector,
    noise_of,
    seen,
    stretched,
    tile_side,
    tiled,
)

Quantity = Literal["dose", "field", "r1", "noise"]
QUANTITIES: tuple[Quantity, ...] = ("dose", "field", "r1", "noise")
"""What a network is told, in the order of `condition_vector`: of the standard dose, T, L/(mmol·s), SD."""
DOSES = (0.05, 0.1, 0.15, 0.2, 0.33, 0.5)
_STEPS = 5
_SAME = 0.02
"""Values that differ by less than this part are stated once."""


@dataclass(frozen=True, eq=False)
class Embedding:
    """The first two principal components of a network's embedding over all that it may be told."""

    net: ConditionalUNet
    trained: TrainedFor
    conditions: tuple[Condition, ...]
    """All doses, fields, agents and noises together, the noise on the network's voxels."""
    points: torch.Tensor
    """(n, 2), one of each condition."""
    shares: tuple[float, float]
    """Of the variance."""
    follows: tuple[tuple[Quantity, float], ...]
    """What each component is most correlated with, and that correlation."""
    mean: torch.Tensor
    axes: torch.Tensor
    """(128, 2)."""

    works_at_mm: float

    def place(self, condition: Condition, spacing_mm: Spacing) -> tuple[float, float]:
        """Return where a condition lies whose σ is that of one scan on voxels of this size."""
        noise = noise_of(spacing_mm, self.works_at_mm)
        x, y = ((_embedded(self.net, [condition], noise) - self.mean) @ self.axes)[0].tolist()
        return x, y


@dataclass(frozen=True)
class Sweep:
    """The uptake (CE, a.u.) that a network predicts in a region as it is told others of one quantity."""

    quantity: Quantity
    true: float
    stated: tuple[float, ...]
    """Rising; the true value is one of them. Noise is that on the network's voxels."""
    values: tuple[float, ...]

    @property
    def truly(self) -> float:
        """CE as it is told the truth."""
        return self.values[self.stated.index(self.true)]


def embedding(net: nn.Module, card: Card) -> Embedding:
    """Return the principal components over all doses, fields, agents and noises of the training range.

    Agents that were not trained are among them. A component rises with what it follows. Raises
    ``PluginError`` for a network that is told nothing, or whose card does not say what it was trained for.
    """
    told, trained = _conditional(net, card)
    conditions = [
        Condition(*each)
        for each in product(
            doses(trained), trained.fields, RELAXIVITY, _between(*trained.sigma, 3, geometric=True)
        )
    ]
    embedded = _embedded(told, conditions)
    mean = embedded.mean(0)
    _, sizes, axes = torch.linalg.svd(embedded - mean, full_matrices=False)
    whole = float(sizes.square().sum())
    if not whole > 0:
        raise PluginError(f"The model {card.title} takes every statement for the same; choose another one.")
    axes = axes[:2].T
    numbers = torch.stack([condition_vector(one) for one in conditions]).double()
    follows = [_followed(points, numbers) for points in ((embedded - mean) @ axes).T]
    axes = axes * torch.tensor([1.0 if r >= 0 else -1.0 for _, r in follows], dtype=axes.dtype)
    first, second = (sizes[:2].square() / whole).tolist()
    return Embedding(
        told,
        trained,
        tuple(conditions),
        (embedded - mean) @ axes,
        (first, second),
        tuple((quantity, abs(r)) for quantity, r in follows),
        mean,
        axes,
        card.works_at_mm or 1.0,
    )


def find_sweeps(
    net: nn.Module,
    card: Card,
    pre: torch.Tensor,
    low: torch.Tensor,
    brain: torch.Tensor,
    region: torch.Tensor,
    condition: Condition,
    spacing_mm: Spacing,
    told: Told = lambda done, total: None,
) -> tuple[Sweep, ...]:
    """Return the CE predicted in a region as the network is told others of one quantity at a time.

    ``pre``, ``low``, ``brain`` and ``region`` are (z, y, x), the last two bool, as for `predict`, whose mean
    over the region this is. Only what lies near the region goes through the network. Raises
    ``GeometryError`` where the region holds no brain, and ``PluginError`` like `embedding`.
    """
    network, trained = _conditional(net, card)
    inputs, shares, noise = _around(card, pre, low, brain, region, spacing_mm)
    device = next(network.parameters()).device
    inputs, shares, known = inputs.to(device), shares.to(device), condition_vector(condition, noise)

    def uptake(numbers: torch.Tensor) -> float:
        with torch.no_grad():
            side = tile_side(card)
            made = tiled(network, inputs[None], numbers[None].to(device), side, lambda *_: None)
        return float((made[0, 0] * shares).sum())

    plans = {quantity: _stated(quantity, trained, _value(quantity, known)) for quantity in QUANTITIES}
    total, done = 1 + sum(len(values) - 1 for values in plans.values()), 1
    told(0, total)
    truly = uptake(known)
    found = []
    for place, (quantity, values) in enumerate(plans.items()):
        true, made = _value(quantity, known), []
        for value in values:
            numbers = known.clone()
            numbers[place] = _number(quantity, value)
            made.append(truly if value == true else uptake(numbers))
            done += value != true
            told(done, total)
        found.append(Sweep(quantity, true, values, tuple(made)))
    return tuple(found)


def doses(trained: TrainedFor) -> tuple[float, ...]:
    """Return the usual low doses that a network was trained for."""
    low, high = trained.fractions
    return tuple(dose for dose in DOSES if low - 1e-6 <= dose <= high + 1e-6) or trained.fractions


def _conditional(net: nn.Module, card: Card) -> tuple[ConditionalUNet, TrainedFor]:
    if not isinstance(net, ConditionalUNet) or net.embedding is None:
        raise PluginError(f"The model {card.title} is not told how a scan was made; choose another one.")
    if card.trained_for is None:
        raise PluginError(f"The model {card.title} does not say what it was trained for; choose another one.")
    return net, card.trained_for


def _embedded(net: ConditionalUNet, conditions: list[Condition], noise: float = 1.0) -> torch.Tensor:
    """Return the embeddings (n, 128) of conditions in double precision, on the CPU."""
    numbers = torch.stack([condition_vector(one, noise) for one in conditions])
    with torch.no_grad():
        made = net.embed(numbers.to(next(net.parameters()).device))
    assert made is not None
    return made.double().cpu()


def _followed(points: torch.Tensor, numbers: torch.Tensor) -> tuple[Quantity, float]:
    """Return which column of numbers (n, 4) points (n,) are most correlated with, and how much."""
    table = torch.corrcoef(torch.cat((points[None], numbers.T)))[0, 1:].nan_to_num(0.0)
    place = int(table.abs().argmax())
    return QUANTITIES[place], float(table[place])


def _around(
    card: Card,
    pre: torch.Tensor,
    low: torch.Tensor,
    brain: torch.Tensor,
    region: torch.Tensor,
    spacing_mm: Spacing,
) -> tuple[torch.Tensor, torch.Tensor, float]:
    """Return a pair's inputs (3, z, y, x) near a region, and each voxel's share in the mean over it.

    What white noise is multiplied with comes third. A prediction is 0 outside of the brain, and stretching
    it is linear: the shares (z, y, x) are its transpose.
    """
    if card.works_at_mm is None:
        raise PluginError(f"The model {card.title} predicts no enhancement; choose another one.")
    pair = seen(pre, low, brain, spacing_mm, card.works_at_mm)
    part = (region & brain)[pair.box].float() / region.sum()
    if not bool(part.any()):
        raise GeometryError("The region holds no brain; move it into the brain.")
    with torch.enable_grad():
        made = torch.zeros(pair.brain.shape, requires_grad=True)
        (shares,) = torch.autograd.grad((stretched(made, list(part.shape)) * part).sum(), made)
    near = tuple(_wide(shares, axis) for axis in range(3))
    return pair.inputs[(slice(None), *near)], shares[near], pair.noise


def _wide(shares: torch.Tensor, axis: int) -> slice:
    """Return the stretch of an axis that decides the voxels with a share; it begins where tiles do."""
    filled = torch.nonzero(shares.movedim(axis, 0).flatten(1).any(1))
    first = max(0, int(filled[0]) - MARGIN) // ROUND * ROUND
    return slice(first, min(shares.shape[axis], int(filled[-1]) + 1 + MARGIN))


def _value(quantity: Quantity, numbers: torch.Tensor) -> float:
    """Return a quantity in its own unit from what the network is told; the inverse of `_number`."""
    number = float(numbers[QUANTITIES.index(quantity)])
    scale: dict[Quantity, Callable[[float], float]] = {
        "dose": lambda n: n,
        "field": lambda n: 0.75 * n + 2.25,
        "r1": lambda n: 10 * n,
        "noise": lambda n: n / 10,
    }
    return float(f"{scale[quantity](number):.6g}")


def _number(quantity: Quantity, value: float) -> float:
    """Return what the network is told of a value, as `condition_vector` does."""
    if quantity == "r1":
        return value / 10
    name = {"dose": "fraction", "field": "field", "noise": "sigma"}[quantity]
    changed = replace(Condition(1.0), **{name: value})  # type: ignore[arg-type]
    return float(condition_vector(changed)[QUANTITIES.index(quantity)])


def _stated(quantity: Quantity, trained: TrainedFor, true: float) -> tuple[float, ...]:
    """Return what is stated of a quantity, over the training range, and the true value among it."""
    values: dict[Quantity, Iterable[float]] = {
        "dose": doses(trained),
        "field": _between(min(trained.fields), max(trained.fields), _STEPS),
        "r1": _between(*trained.relaxivity, _STEPS),
        "noise": _between(*trained.sigma, _STEPS, geometric=True),
    }
    return tuple(sorted({true, *(one for one in values[quantity] if abs(one - true) > _SAME * true)}))


def _between(low: float, high: float, count: int, *, geometric: bool = False) -> tuple[float, ...]:
    """Return so many values from low to high, at even distances or ratios."""
    parts = [place / (count - 1) for place in range(count)]
    if geometric:
        return tuple(low * (high / low) ** part for part in parts)
    return tuple(low + (high - low) * part for part in parts)
