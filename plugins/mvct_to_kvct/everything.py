"""The set that the evaluation compares: training sizes, seeds, plain and proposed, and each loss left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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

from .recipes import CycleGan, Training

CARD = "card.json"
PLAIN, PROPOSED = "plain", "proposed"
WITHOUT = {f"no {name}": name for name in ("perceptual", "autoencoder", "air")}
"""The proposed model with one loss left out, by its name."""
_LOSSES = tuple(WITHOUT.values())


@dataclass(frozen=True)
class Preset:
    """A size of the study."""

    sizes: tuple[int, ...]
    """Slices of either kind that are learned from."""
    ablated: int
    """The one at which each loss is left out."""
    settings: Mapping[str, float]
    """Of every recipe, where they are not its defaults."""


PRESETS = {
    "small": Preset((16, 48, 300), 48, {"rate": 1e-3, "judge_rate": 5e-4, "falling": 0.1}),
    "paper": Preset(
        (16, 48, 128, 300, 700, 1500, 2745),
        128,
        {
            "size": 256,
            "width": 32,
            "encoder_blocks": 5,
            "decoder_blocks": 4,
            "judge_width": 64,
            "judge_levels": 3,
            "shifted": 20,
            "views": 500,
            "steps": 137_250,
        },
    ),
}
"""Small: five times the rates, as its networks are narrow and its steps few; they fall at the very end alone,
so that the last quarter shows whether training has come to rest.
Paper: the published numbers of slices, the networks of the authors' code, 50 epochs of 2745 slices."""


class Everything(Recipe, name="mvct_to_kvct.all", title="MVCT to kVCT set"):
    """Train plain and structure-preserving CycleGAN on several sizes of data, and without each loss."""

    class Config(Config):
        """How large and how long."""

        preset: Literal["small", "paper"] = Field(
            "small",
            title="Preset",
            description="Small: 64², 16 to 300 slices. Paper: 256², full width, 16 to 2745 slices.",
        )
        seeds: int = Field(3, ge=1, le=20, title="Seeds")
        steps: int | None = Field(
            None,
            ge=1,
            le=10_000_000,
            title="Steps",
            description="Of each network; empty for those of the preset.",
        )
        data: Path = Field(
            Path(),
            title="Scans",
            description="A folder with folders mvct and planning, a file or folder per patient in either; "
            "without mvct it is simulated. Empty for synthetic heads and necks.",
        )
        vgg: Path = Field(
            Path(),
            title="Weights of VGG16",
            description="A file of torchvision's weights for the perceptual loss; empty for a fixed bank of "
            "filters, which is not VGG.",
        )

    config: Config

    def train(self, run: Run) -> None:
        """Train one model after the other, each into a folder of its own below ``models``."""
        models, results = run.folder / "models", {}
        for network in self.networks():
            for seed in range(self.config.seeds):
                folder = models / f"seed-{seed}" / network.name
                results[f"seed-{seed}/{network.name}"] = network.trained(run, folder, run.seed + seed)
        first = self.networks()[0].recipe.config
        card = SetCard(
            preset=self.config.preset,
            sizes=PRESETS[self.config.preset].sizes,
            ablated=PRESETS[self.config.preset].ablated,
            seeds=self.config.seeds,
            steps=first.steps,
            perceived=first.perceived,
            networks=results,
        )
        run.once(lambda: write_text(models / CARD, card.model_dump_json(indent=1) + "\n"))
        run.message(f"The set is finished: {len(results)} networks.")

    def networks(self) -> tuple[Network, ...]:
        """Return the networks of a seed, small training sets first."""
        preset = PRESETS[self.config.preset]
        found = [(kind, size) for size in preset.sizes for kind in (PLAIN, PROPOSED)]
        found += [(kind, preset.ablated) for kind in WITHOUT]
        return tuple(Network(kind, size, self._recipe(kind, size)) for kind, size in found)

    def _recipe(self, kind: str, size: int) -> CycleGan:
        left_out = _LOSSES if kind == PLAIN else tuple(filter(None, [WITHOUT.get(kind)]))
        settings = {
            **PRESETS[self.config.preset].settings,
            **dict.fromkeys(left_out, 0.0),
            "slices": size,
            "data": self.config.data,
            "vgg": self.config.vgg,
        }
        if self.config.steps:
            settings["steps"] = self.config.steps
        return CycleGan(Training.model_validate(settings))

    def effort(self, device: torch.device) -> Effort:
        """Estimate the work from that of one network of each kind."""
        parts = [network.recipe.effort(device) for network in self.networks()]
        return Effort(
            steps=self.config.seeds * sum(part.steps for part in parts),
            memory=max(part.memory for part in parts),
            seconds=self.config.seeds * sum(part.seconds for part in parts),
        )


class Result(Config):
    """How a network was made, and what it became."""

    command: str
    figures: dict[str, float]


class SetCard(Config):
    """What a set is; written when it is finished."""

    version: Literal[1] = 1
    preset: str
    sizes: tuple[int, ...]
    ablated: int
    seeds: int
    steps: int
    """Of every network."""
    perceived: str
    """What the perceptual loss compares by."""
    networks: dict[str, Result]
    """By seed and name, as their folders are called."""


@dataclass(frozen=True)
class Network:
    """One network of a seed."""

    kind: str
    size: int
    recipe: CycleGan

    @property
    def name(self) -> str:
        """What its folder is called."""
        return name_of(self.kind, self.size)

    def trained(self, run: Run, folder: Path, seed: int) -> Result:
        """Train into a folder; pass over what is finished."""
        folder.mkdir(parents=True, exist_ok=True)
        part = PartOfRun(run, folder, f"{folder.parent.name}/{folder.name}", seed)
        torch.manual_seed(part.generator(0, "weights").initial_seed())
        if (folder / "model" / "model.json").is_file():
            part.pass_over(self.recipe.config.steps, {})
        else:
            self.recipe.train(part)
        card = load_model(folder / "model")[1]
        return Result(command=card.command, figures=card.figures)


def name_of(kind: str, size: int) -> str:
    """Return what the folder of a network is called."""
    return f"{kind.replace(' ', '-')}-{size}"


def all_of(card: SetCard) -> Iterator[tuple[int, str, int]]:
    """Yield seed, kind and training size of every network of a set."""
    for seed in range(card.seeds):
        for size in card.sizes:
            yield from ((seed, kind, size) for kind in (PLAIN, PROPOSED))
        yield from ((seed, kind, card.ablated) for kind in WITHOUT)


def read_set(models: Path) -> SetCard:
    """Return the card of a finished set, or raise ``PluginError`` with what to do."""
    return read_finished(
        models / CARD,
        SetCard,
        missing=f"There is no finished set in {models}; run ldct-studio train mvct_to_kvct:all, or "
        "resume it.",
        damaged=f"The card of the set in {models} is damaged; train it again.",
    )
