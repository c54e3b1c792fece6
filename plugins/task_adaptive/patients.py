"""Whom the recipes learn from, and whom their progress is measured on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal

import torch

from ldct_studio.api import PluginError, Run

from .examples import HELD_BACK, Batch, Examples, Pool, draw_pool, scan
from .scans import read_scans, some


def pools(config: Examples, labeled: bool) -> tuple[list[Pool], list[Pool]]:
    """Return what is learned from, and what progress is measured on.

    Phantoms come first, those held back are the next ones; where scans are learned from alone, there are no
    phantoms, and some of the scanned patients are held back. ``labeled`` says whether labels are needed.
    Raises ``PluginError`` where there is nothing to learn from.
    """
    scans, held = read_scans(config, labeled)
    if scans and config.share == 1:
        return scans, held
    end = config.first + config.patients
    phantoms = _drawn(config.anatomy, config.size, range(config.first, end))
    if config.lesions and not phantoms.shows_lesions:
        raise PluginError(f"None of the {config.patients} synthetic patients has a lesion; draw more.")
    return [phantoms, *scans], [_drawn(config.anatomy, config.size, range(end, end + HELD_BACK))]


@lru_cache(maxsize=2)
def _drawn(anatomy: Literal["reproduction", "organs"], size: int, numbers: range) -> Pool:
    """Draw patients, those to learn from and those held back once for all networks of a set."""
    return draw_pool(Examples(anatomy=anatomy, size=size), numbers)


def averaged(figures: Iterable[dict[str, float]]) -> dict[str, float]:
    """Return the mean of each figure over the pools that have it."""
    by_name: dict[str, list[float]] = {}
    for pool in figures:
        for name, value in pool.items():
            by_name.setdefault(name, []).append(value)
    return {name: sum(values) / len(values) for name, values in by_name.items()}


def held_batches(config: Examples, held: Sequence[Pool], run: Run) -> Iterator[Batch]:
    """Yield the slices that progress is measured on, evenly spaced over all pools held back."""
    places = [(pool, row) for pool in range(len(held)) for row in range(len(held[pool]))]
    chosen = some(torch.tensor(places), 8 if config.size > 128 else HELD_BACK)
    chance = run.generator(0, "held back")
    for number, pool in enumerate(held):
        rows = chosen[chosen[:, 0] == number, 1]
        if len(rows):
            yield scan(config, pool, rows, chance, run.device)
