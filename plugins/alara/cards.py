"""The cards of what is trained."""

from __future__ import annotations

from typing import Literal

from ldct_studio.api import Architecture, Card, Recipe, Run

from .cases import Cases

TOLERANCE = 0.25
"""By what part pixels may be smaller or larger than those that a network learned from."""


def card_of(
    kind: Literal["denoiser", "dose"],
    title: str,
    network: Architecture,
    recipe: Recipe,
    config: Cases,
    steps: int,
    run: Run,
) -> Card:
    """Return the card of a reconstruction or a dose module."""
    _, name, settings = f"{recipe.step}:".split(":")[:3]
    return Card(
        title=title,
        kind=kind,
        architecture=network,
        spacing_mm=(config.pixel_mm * (1 - TOLERANCE), config.pixel_mm * (1 + TOLERANCE)),
        works_at_mm=config.pixel_mm if kind == "dose" else None,
        recipe=name,
        settings=recipe.step.settings,
        command=f"ldct-studio train {':'.join(filter(None, (name, settings)))} --seed {run.seed}",
        data=f"{config.patients} synthetic patients, {config.size}² pixels of {config.pixel_mm:g} mm.",
        steps=steps,
        seed=run.seed,
        note="trained on phantoms",
    )
