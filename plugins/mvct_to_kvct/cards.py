"""The card of a trained model: what it is, and all that it learned from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ldct_studio.api import Card, Recipe, Run

from .familiarity import familiar
from .scans import Unpaired, files_of

if TYPE_CHECKING:
    from .recipes import Training

_COARSER, _FINER = 1.25, 0.3
"""Pixels of more than so many times the network's, or of less than so many mm, are refused."""


def card_of_training(
    recipe: Recipe, config: Training, run: Run, figures: dict[str, float], pool: Unpaired
) -> Card:
    """Return the card of G_MV→kV."""
    _, name, settings = f"{recipe.step}:".split(":")[:3]
    by = "" if config.perceptual == 0 else f"; perceptual loss {config.perceived}"
    return Card(
        title=config.called,
        kind="translator",
        architecture=config.architecture,
        spacing_mm=(min(_FINER, config.pixel_mm), _COARSER * config.pixel_mm),
        works_at_mm=config.pixel_mm,
        familiar=familiar(pool.mv, config.pixel_mm, config.size),
        recipe=name,
        settings=recipe.step.settings,
        command=f"ldct-studio train {':'.join(filter(None, (name, settings)))} --seed {run.seed}",
        data=f"{_learned(config)}{by}",
        files=files_of(config),
        steps=config.steps,
        seed=run.seed,
        figures={name: round(value, 4) for name, value in figures.items()},
        note=config.limit,
    )


def _learned(config: Training) -> str:
    whom = "scans in the files below"
    if config.data == Path():
        whom = f"synthetic heads and necks from number {config.first} on"
    simulated = f", MVCT simulated with noise of {config.noise_low:g} to {config.noise_high:g} HU"
    return f"{config.slices} unpaired slices of either kind of {whom}{simulated if config.synthetic else ''}"
