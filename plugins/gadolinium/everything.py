"""The set of networks that the evaluation compares: told how a scan was made, and told nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import torch
from torch import nn

from ldct_studio.api import Config, Effort, Field, Kept, PluginError, Recipe, Run, load_model, write_text

from .recipes import Enhancing, Training

CARD = "card.json"
CONDITIONAL, UNCONDITIONAL = "conditional", "unconditional"
"""Both are trained on the same heads, for as many steps."""
PRESETS: dict[str, Mapping[str, float]] = {
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
        "emphasis": 1.0,
    },
}
"""Paper: voxels, network, patches and steps of Pinetz et al. (2024); heads are synthetic in both."""


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
            description="Of each network; empty for those of the preset.",
        )

    config: Config

    def train(self, run: Run) -> None:
        """Train one network after the other, each into a folder of its own below ``models``."""
        models, results = run.folder / "models", {}
        for name, recipe in self.networks().items():
            folder = models / name
            folder.mkdir(parents=True, exist_ok=True)
            part = _Part(run, folder)
            if (folder / "model" / "model.json").is_file():
                for _ in part.steps(recipe.config.steps, {}):
                    pass
            else:
                recipe.train(part)
            card = load_model(folder / "model")[1]
            results[name] = Result(command=card.command, steps=card.steps, figures=card.figures)
        card = SetCard(preset=self.config.preset, networks=results)
        run.once(lambda: write_text(models / CARD, card.model_dump_json(indent=1) + "\n"))
        run.message(f"The set is finished: {len(results)} networks.")

    def networks(self) -> dict[str, Enhancing]:
        """Return the recipes by the names of their networks."""
        settings = {**PRESETS[self.config.preset]}
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
    try:
        return SetCard.model_validate_json((models / CARD).read_bytes())
    except FileNotFoundError:
        raise PluginError(
            f"There is no finished set in {models}; run ldct-studio train gadolinium:all, or resume it."
        ) from None
    except ValueError:
        raise PluginError(f"The card of the set in {models} is damaged; train it again.") from None


@dataclass(frozen=True)
class _Part:
    """A part of a run: one network, with a folder and names of its own."""

    run: Run
    folder: Path

    @property
    def seed(self) -> int:
        return self.run.seed

    @property
    def device(self) -> torch.device:
        return self.run.device

    def steps(self, total: int, kept: Mapping[str, Kept]) -> Iterator[int]:
        return self.run.steps(total, kept)

    def generator(self, step: int, purpose: str = "") -> torch.Generator:
        return self.run.generator(step, purpose)

    def setup(
        self, net: nn.Module, *optimizers: torch.optim.Optimizer
    ) -> tuple[nn.Module, tuple[torch.optim.Optimizer, ...]]:
        return self.run.setup(net, *optimizers)

    def backward(self, loss: torch.Tensor) -> None:
        self.run.backward(loss)

    def once(self, work: Callable[[], object]) -> None:
        self.run.once(work)

    def metrics(self, step: int, values: Mapping[str, float]) -> None:
        self.run.metrics(step, {f"{self.folder.name}: {name}": value for name, value in values.items()})

    def picture(
        self, step: int, title: str, hu: torch.Tensor, window: tuple[float, float] = (-160, 240)
    ) -> None:
        self.run.picture(step, f"{self.folder.name}: {title}", hu, window)

    def message(self, text: str) -> None:
        self.run.message(f"{self.folder.name}: {text}")
