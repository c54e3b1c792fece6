"""Weighted sums over bags of entries, long bags in parts where one thread walks a bag."""

from __future__ import annotations

import torch
from torch.nn.functional import embedding_bag

from .cache import Tensors

LONGEST = {"cuda": 64}
"""Entries that one thread adds up at most, by kind of device: thousands meet in the cells around k = 0."""


def levels(counts: torch.Tensor, longest: int | None) -> Tensors:
    """Return where each bag starts for consecutive bags of ``counts`` (bags,), int32, level by level.

    Without ``longest`` there is one level. With it the first level has the parts of the bags, each the
    next ``longest`` entries; the second adds up the parts, in parts again where there are many of them.
    """
    starts = []
    while longest is not None and int(counts.max()) > longest:
        parts = (counts + longest - 1) // longest
        bag = torch.repeat_interleave(parts)
        part = torch.arange(len(bag)) - _first(parts)[bag]
        starts.append((_first(counts)[bag] + part * longest).to(torch.int32))
        counts = parts
    return *starts, _first(counts).to(torch.int32)


def sums(values: torch.Tensor, table: Tensors) -> torch.Tensor:
    """Return the sum of every bag, (bags, columns), of the rows of ``values`` (rows, columns).

    The table holds the row and the weight of every entry, and the levels of the bags. The order of the
    additions is fixed.
    """
    entries, weights, first, *above = table
    result = embedding_bag(entries, values, first, mode="sum", per_sample_weights=weights)
    for first in above:
        parts = torch.arange(len(result), dtype=torch.int32, device=result.device)
        result = embedding_bag(parts, result, first, mode="sum")
    return result


def _first(counts: torch.Tensor) -> torch.Tensor:
    return counts.cumsum(0) - counts
