"""What a network makes of what it is told: principal components of its embedding."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Protocol

import torch

from ldct_studio.api import Condition, condition_vector

from .heads import AGENTS, FIELDS, HELD_OUT, SIGMA

NAMES = ("dose", "field", "relaxivity", "noise")
_DOSES = (0.05, 0.1, 0.15, 0.2, 0.33, 0.5)
_COMPONENTS = 4


class Embeds(Protocol):
    """A network that has an embedding."""

    def embed(self, condition: torch.Tensor | None) -> torch.Tensor | None:
        """Return the embedding (n, 128) of conditions (n, 4)."""


@dataclass(frozen=True)
class Component:
    """A principal component: its share of the variance, and its correlation with each of ``NAMES``."""

    share: float
    correlations: tuple[float, ...]


def components(net: Embeds) -> tuple[Component, ...]:
    """Return the first principal components over all doses, fields, agents and noises."""
    conditions = torch.stack(
        [
            condition_vector(Condition(*each))
            for each in product(_DOSES, FIELDS, (*AGENTS, HELD_OUT), (SIGMA[0], sum(SIGMA) / 2, SIGMA[1]))
        ]
    )
    with torch.no_grad():
        embedded = net.embed(conditions)
    if embedded is None:
        return ()
    centered = (embedded - embedded.mean(0)).double()
    left, sizes, _ = torch.linalg.svd(centered, full_matrices=False)
    shares = sizes.square() / sizes.square().sum()
    return tuple(
        Component(
            float(shares[i]),
            tuple(_correlation(left[:, i], column) for column in conditions.double().T),
        )
        for i in range(_COMPONENTS)
    )


def _correlation(a: torch.Tensor, b: torch.Tensor) -> float:
    return float(torch.corrcoef(torch.stack((a, b)))[0, 1])
