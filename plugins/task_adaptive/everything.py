"""The evaluation set: every model of the study's table, for several seeds, in one resumable job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import torch

from ldct_studio.api import Card, Config, Effort, Field, Recipe, Run, load_model, read_finished, write_text

from .effort import Load, effort
from .parts import Part
from .recipes import Joint, Reconstruction, Segmentation

CARD = "card.json"


@dataclass(frozen=True)
class Preset:
    """A size of the study."""

    alphas: tuple[float, ...]
    shares: tuple[float, ...]
    loss: Literal["dice", "dice-ce"]
    """Of the segmenter."""
    steps: int
    photons: float
    settings: Mapping[str, float]
    """Of every recipe, where they are not its defaults."""


PRESETS = {
    "small": Preset(
        alphas=(0.01, 0.1),
        shares=(0.1, 0.9),
        loss="dice-ce",
        steps=5000,
        photons=1e4,
        settings={"size": 64, "width": 16, "depth": 3, "batch": 4},
    ),
    "paper": Preset(
        alphas=(0.1, 0.5, 0.9),
        shares=(0.1, 0.5, 0.9),
        loss="dice",
        steps=95_800,
        photons=4096,
        settings={
            "size": 512,
            "width": 64,
            "batch": 16,
            "rate": 1e-4,
            "patients": 15_330,
            "views": 1000,
            "floor": 0.1,
            "upsample": 2,
        },
    ),
}
"""Paper: four fifths of 19,163 slices, 100 epochs (Sefercioglu 2025), and scans as in LoDoPaB-CT
(Leuschner 2021)."""


class Everything(Recipe, name="task_adaptive.all", title="Evaluation set"):
    """Train segmenter, base, task-adaptive and joint networks for every seed, as the table needs them."""

    class Config(Config):
        """How large and how long."""

        preset: Literal["small", "paper"] = Field(
            "small",
            title="Preset",
            description="Small: 64², a quarter of the width. Paper: 512², full width, as published.",
        )
        seeds: int = Field(3, ge=1, le=20, title="Seeds")
        steps: int | None = Field(
            None,
            ge=1,
            le=10_000_000,
            title="Steps",
            description="Of each network; empty for those of the preset.",
        )
        photons: float | None = Field(
            None, ge=100, le=1e9, title="Photons per ray", description="Empty for those of the preset."
        )

    config: Config

    def train(self, run: Run) -> None:
        """Train one network after the other, each into a folder of its own below ``models``."""
        models, results = run.folder / "models", {}
        for seed in range(self.config.seeds):
            for network in self.networks():
                part = _part(run, models / f"seed-{seed}" / network.name, seed)
                network.train(part)
                results[part.name] = network.result(part)
        card = SetCard(
            command=f"ldct-studio train {str(self.step).removeprefix('recipe:')} --seed {run.seed}",
            preset=self.config.preset,
            steps=self.config.steps or PRESETS[self.config.preset].steps,
            seeds=tuple(run.seed + seed for seed in range(self.config.seeds)),
            hours=round(sum(result.hours for result in results.values()), 4),
            networks=results,
        )
        run.once(lambda: write_text(models / CARD, card.model_dump_json(indent=1) + "\n"))
        run.message(f"The set is finished: {len(results)} networks in {card.hours:.1f} hours.")

    def networks(self) -> tuple[Network, ...]:
        """Return the networks of one seed, the segmenter first."""
        preset, config = PRESETS[self.config.preset], self.config
        photons = config.photons or preset.photons
        settings = {
            **preset.settings,
            "window": "ram-lak",
            "steps": config.steps or preset.steps,
            "photons_low": photons,
            "photons_high": photons,
        }
        judge = Segmentation.Config.model_validate({**settings, "loss": preset.loss})
        found = [Network("segmenter", Segmentation(judge))]
        for alpha in (0.0, *preset.alphas):
            chosen = Reconstruction.Config.model_validate({**settings, "alpha": alpha})
            found.append(Network(f"task-{alpha:g}" if alpha else "base", Reconstruction(chosen)))
        for share in preset.shares:
            both = Joint.Config.model_validate({**settings, "share": share})
            found.append(Network(f"joint-{share:g}", Joint(both)))
        return tuple(found)

    def effort(self, device: torch.device) -> Effort:
        """Estimate the work from one step of small size."""
        return effort([network.load for network in self.networks()] * self.config.seeds, device)


class Result(Config):
    """How good a network became, and how long it took."""

    hours: float
    """Of wall time; that of the first network has drawing the patients of all."""
    figures: dict[str, float]


class SetCard(Config):
    """What an evaluation set is and how it was made; written when it is finished."""

    version: Literal[1] = 1
    command: str
    preset: str
    steps: int
    """Of each network."""
    seeds: tuple[int, ...]
    hours: float
    networks: dict[str, Result]
    """By seed and name, as their folders are called."""


def read_set(models: Path) -> SetCard:
    """Return the card of a finished set, or raise ``PluginError`` with what to do."""
    return read_finished(
        models / CARD,
        SetCard,
        missing=f"There is no finished evaluation set in {models}; run ldct-studio train task_adaptive:all, "
        "or resume it.",
        damaged=f"The card of the evaluation set in {models} is damaged; train it again.",
    )


@dataclass(frozen=True)
class Network:
    """One network of a seed: the name of its folder, and the recipe that trains it."""

    name: str
    recipe: Segmentation | Reconstruction | Joint

    def train(self, part: Part) -> None:
        """Train into the folder of the part, beside the segmenter's; pass over what is finished."""
        if all((part.folder / left / "model.json").is_file() for left in self._leaves):
            part.pass_over(self.recipe.config.steps, {"clock": part.clock})
        elif isinstance(self.recipe, Reconstruction):
            judged = self.recipe.config.alpha > 0
            judge = load_model(part.folder.parent / "segmenter" / "model") if judged else None
            self.recipe.train_beside(part, judge)
        else:
            self.recipe.train(part)

    def result(self, part: Part) -> Result:
        """Return what the part became, from its card and its clock."""
        card: Card = load_model(part.folder / "model")[1]
        return Result(hours=round(part.clock.seconds / 3600, 4), figures=card.figures)

    @property
    def load(self) -> Load:
        """What a step of it goes through."""
        alone = isinstance(self.recipe, Segmentation)
        judged = isinstance(self.recipe, Reconstruction) and self.recipe.config.alpha > 0
        both = judged or isinstance(self.recipe, Joint)
        return Load(self.recipe.config, networks=2 if both else 1, scans=not alone)

    @property
    def _leaves(self) -> tuple[str, ...]:
        return ("model", "task") if isinstance(self.recipe, Joint) else ("model",)


def _part(run: Run, folder: Path, seed: int) -> Part:
    folder.mkdir(parents=True, exist_ok=True)
    part = Part(run, folder, run.seed + seed)
    torch.manual_seed(part.generator(0, f"weights of {folder.name}").initial_seed())
    return part
