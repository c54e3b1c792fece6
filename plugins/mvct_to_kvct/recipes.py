"""The recipe of one model: its settings and its card."""

from __future__ import annotations

import time
from pathlib import Path

import torch

from ldct_studio.api import Effort, Field, Recipe, Run, save_model

from .batches import draw_batch
from .cards import card_of_training
from .fitting import fit, losses
from .generators import Generators, Judges, Networks
from .losses import Losses
from .perception import NOT_VGG, VGG, features_of
from .scans import Scans, Unpaired, learned

_ADAM = 4
"""Copies of every weight: itself, its gradient and two moments."""


class Training(Scans, Losses, Networks):
    """How a model learns."""

    vgg: Path = Field(
        Path(),
        title="Weights of VGG16",
        description="A file of torchvision's weights for the perceptual loss; empty for a fixed bank of "
        "filters, which is not VGG.",
    )
    batch: int = Field(1, ge=1, le=64, title="Batch", description="As in the authors' code.")
    steps: int = Field(2000, ge=1, le=10_000_000, title="Steps")
    rate: float = Field(
        2e-4, gt=0, le=0.1, title="Learning rate", description="Of the generators; as in the authors' code."
    )
    judge_rate: float = Field(
        1e-4,
        gt=0,
        le=0.1,
        title="Learning rate of the discriminators",
        description="As in the authors' code.",
    )
    falling: float = Field(
        1.0,
        gt=0,
        le=1,
        title="Falling rate",
        description="The last part of the steps, over which the learning rates fall to 0; all of them in the "
        "authors' code.",
    )
    decay: float = Field(1e-7, ge=0, le=1, title="Weight decay", description="As in the authors' code.")
    turned: float = Field(
        20.0,
        ge=0,
        le=180,
        title="Turned by",
        description="At most, while learning; as in the authors' code.",
        json_schema_extra={"unit": "°"},
    )
    shifted: int = Field(
        5,
        ge=0,
        le=200,
        title="Shifted by",
        description="At most, while learning; 20 in the authors' code, for larger pictures.",
        json_schema_extra={"unit": "px"},
    )

    @property
    def perceived(self) -> str:
        """What the perceptual loss compares by."""
        return NOT_VGG if self.vgg == Path() else VGG

    @property
    def called(self) -> str:
        """What a model is called."""
        return "MVCT to kVCT, plain CycleGAN" if self.plain else "MVCT to kVCT"

    @property
    def limit(self) -> str:
        """What the user has to know of a model, or ''."""
        return "Trained on synthetic heads and necks." if self.data == Path() else ""

    @property
    def plain(self) -> bool:
        """Whether this is CycleGAN without the three losses of the publication."""
        return self.perceptual == self.autoencoder == self.air == 0


class CycleGan(Recipe, name="mvct_to_kvct.cyclegan", title="MVCT to kVCT"):
    """Learn from unpaired slices to make MVCT look like planning CT and keep its structure (Ozaki 2022)."""

    Config = Training
    config: Training

    def train(self, run: Run) -> None:
        """Train and keep G_MV→kV in ``model``."""
        config = self.config
        run.message(f"Reading {config.slices} slices of either kind.")
        pool, held = learned(config)
        generators = Generators(config, config)
        figures = fit(run, generators, config, pool, held)
        card = card_of_training(self, config, run, figures, pool)
        net = generators.translator(config)
        run.once(lambda: save_model(run.folder / "model", net, card))

    def effort(self, device: torch.device) -> Effort:
        """Estimate the work from a step on noise."""
        config = self.config
        pool = Unpaired(*(300 * torch.randn(2, config.size, config.size) for _ in range(2)))
        with device:
            generators, judges = Generators(config, config), Judges(config)
        features, seconds = features_of(config.vgg).to(device), 0.0
        for _ in range(2):
            begin = time.perf_counter()
            x, y = draw_batch(pool, config.batch, config.turned, config.shifted, torch.Generator(), device)
            made = generators(x, y)
            terms = losses(made, x, y, judges(made.kv, made.mv), config, features)
            torch.autograd.backward(torch.stack(list(terms.values())).sum())
            seconds = time.perf_counter() - begin
        weights = sum(w.numel() for net in (generators, judges) for w in net.parameters())
        pixels = config.batch * config.size**2
        return Effort(
            steps=config.steps,
            memory=4 * _ADAM * weights + 600 * pixels * config.width + 16 * config.slices * config.size**2,
            seconds=config.steps * 1.3 * seconds,
        )
