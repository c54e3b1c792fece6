"""The set of networks that the evaluation compares: told how a scan was made, and told nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import torch

from ldct_studio.api import (
    Config,
    Effort,
    Field,
    PartOfRun,
    Recipe,
    Run,
    load_model,
    read_finished,
    write_text,
)

from .recipes import Enhancing, Training

CARD = "card.json"
CONDITIONAL, UNCONDITIONAL = "conditional", "unconditional"
"""Both are trained on the same heads, for as many steps."""
PRESETS: dict[str, Mapping[str, float | str]] = {
    "small": {},
    "paper": {
        "voxel_mm": 0.5,
        "width": 32,
        "attention": True,
        "patch": 96,
        "border": 8,
        "batch": 20,
        "steps": 400_000,
        "rate": 1e-4,
        "heads": 40,
        "scans": 1,
        "target": "scan",
        "scaled": False,
        "emphasis": 1.0,
        "last": 0.0,
    },
}
"""Small: the defaults of a network, whose input is scaled by the dose, as thousands of steps are too few to
learn dividing by it. Paper: voxels, network, patches and steps of Pinetz et al. (2024). Heads are synthetic
in both."""


class Everything(Recipe, name="gadolinium.all", title="Low-gadolinium set"):
    """Train the network that is told how a scan was made, and the one that is told nothing."""

    class Config(Config):
        """How large and how long."""

        preset: Literal["small", "paper"] = Field(
            "small",
            title="Preset",
            description="Small: voxels of 2.5 mm, a quarter of the width. Paper: 0.5 mm, as published.",
        )
        steps: int | None = Field(
            None,
            ge=1,
            le=10_000_000,
            title="Steps",
            description="Of each network, without its last round; empty for those of the preset.",
        )

    config: Config

    def train(self, run: Run) -> None:
        """Train one network after the other, each into a folder of its own below ``models``."""
        models, results = run.folder / "models", {}
        for name, recipe in self.networks().items():
            folder = models / name
            folder.mkdir(parents=True, exist_ok=True)
            part = PartOfRun(run, folder)
            if (folder / "model" / "model.json").is_file():
                for one in recipe.config.rounds:
                    part.pass_over(one.steps, {})
            else:
                recipe.train(part)
            card = load_model(folder / "model")[1]
            results[name] = Result(command=card.command, steps=card.steps, figures=card.figures)
        card = SetCard(preset=self.config.preset, networks=results)
        run.once(lambda: write_text(models / CARD, card.model_dump_json(indent=1) + "\n"))
        run.message(f"The set is finished: {len(results)} networks.")

    def networks(self) -> dict[str, Enhancing]:
        """Return the recipes by the names of their networks."""
        settings: dict[str, float | str] = {**PRESETS[self.config.preset]}
        if self.config.steps:
            settings["steps"] = self.config.steps
        return {
            name: Enhancing(Training.model_validate({**settings, "conditional": name == CONDITIONAL}))
            for name in (CONDITIONAL, UNCONDITIONAL)
        }

    def effort(self, device: torch.device) -> Effort:
        """Estimate the work: that of one network, twice."""
        one = self.networks()[CONDITIONAL].effort(device)
        return Effort(steps=2 * one.steps, memory=one.memory, seconds=2 * one.seconds)


class Result(Config):
    """How a network was made, and what it became."""

    command: str
    steps: int
    figures: dict[str, float]


class SetCard(Config):
    """What a set is; written when it is finished."""

    version: Literal[1] = 1
    preset: str
    networks: dict[str, Result]


def read_set(models: Path) -> SetCard:
    """Return the card of a finished set, or raise ``PluginError`` with what to do."""
    return read_finished(
        models / CARD,
        SetCard,
        missing=f"There is no finished set in {models}; run ldct-studio train gadolinium:all, or resume it.",
        damaged=f"The card of the set in {models} is damaged; train it again.",
    )
