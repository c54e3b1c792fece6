"""The recipes: the segmenter, the reconstruction (base and task-adaptive), and both trained jointly."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import torch
from torch import nn
from torch.nn import functional

from ldct_studio.api import (
    Architecture,
    Card,
    Field,
    LogitsHead,
    PluginError,
    Recipe,
    RedCnnBody,
    ResidualHead,
    Run,
    SigmoidHead,
    UNetBody,
    logits_at,
    network,
    save_model,
)

from .augmenting import augmented, labeled_sd
from .cards import Teachers, denoiser_card, segmenter_card
from .examples import CLASSES, LESION, Batch, Examples, Pool, classes_of, draw_batch
from .fitting import PSNR, fit
from .losses import PictureLoss, dice_loss, frozen, relative_error, squared_error, task_loss
from .patients import averaged, held_batches, pools
from .scores import HIGH, LOW, dice_by_class, psnr

DIFFERENCE = 60
"""HU on either side of what is shown of a difference."""
ERRORS: dict[str, PictureLoss] = {"squared": squared_error, "relative": relative_error}
Judge = tuple[nn.Module, Card]
"""A trained segmenter and its card."""


class Training(Examples):
    """What all recipes share: the network and how long it learns."""

    width: int = Field(16, ge=2, le=64, title="Width", description="Channels of the first level.")
    depth: int = Field(4, ge=2, le=5, title="Depth", description="Levels below the first.")
    steps: int = Field(5000, ge=1, le=10_000_000, title="Steps")
    rate: float = Field(1e-3, gt=0, le=0.1, title="Learning rate")


class PictureTraining(Training):
    """Of networks that make pictures."""

    error: Literal["squared", "relative"] = Field(
        "squared",
        title="Error",
        description="Relative: over that of FBP, so that one network learns every dose alike.",
    )

    body: Literal["unet", "redcnn"] = Field(
        "unet", title="Network", json_schema_extra={"names": {"unet": "U-Net", "redcnn": "RED-CNN"}}
    )
    head: Literal["sigmoid", "residual"] = Field(
        "sigmoid",
        title="Head",
        description="Sigmoid: soft tissue alone, as published. Residual: FBP plus a correction, over all HU.",
    )


class Segmentation(Recipe, name="task_adaptive.segmenter", title="Segmentation U-Net"):
    """Train the segmenter at full dose: Dice loss over all classes (Sefercioglu 2025, eq. 4, 7, 8)."""

    class Config(Training):
        """How the segmenter learns."""

        noise: bool = Field(
            False, title="With noise", description="Learn from scanned pictures instead of the drawn ones."
        )
        augmentation: float = Field(
            0.0,
            ge=0,
            le=2,
            title="Noise augmentation",
            description="White noise is added to 15 % of the pictures, with an SD from 0 to this many SDs of "
            "the labeled voxels. nnU-Net has 0.1, which it calls a variance; the published study has 1.",
        )
        loss: Literal["dice", "dice-ce"] = Field(
            "dice",
            title="Loss",
            description="Dice as published, or with cross-entropy added, which finds rare classes sooner.",
        )

    config: Config

    def train(self, run: Run) -> None:
        """Train and keep the segmenter in ``model``."""
        config = self.config
        pool, held = pools(config, labeled=True)
        architecture, spread = _segmenter(config), labeled_sd(pool)

        def loss_of(net: nn.Module, step: int) -> torch.Tensor:
            batch = draw_batch(config, pool, run.generator(step, "batch"), run.device)
            seen = batch.low if config.noise else batch.full
            if config.augmentation:
                seen = augmented(seen, config.augmentation * spread, run.generator(step, "augmentation"))
            logits = net(seen)
            loss = dice_loss(logits, batch.labels)
            if config.loss == "dice-ce":
                loss = loss + functional.cross_entropy(logits, batch.labels)
            return loss

        def look(net: nn.Module, step: int) -> dict[str, float]:
            return averaged(
                dice_by_class(net(batch.low if config.noise else batch.full).argmax(1), batch.labels)
                for batch in held_batches(config, held, run)
            )

        net = architecture.build()
        figures = fit(run, net, config.steps, config.rate, loss_of, look)
        card = segmenter_card("Organs", architecture, self, config, run, figures, pool)
        run.once(lambda: save_model(run.folder / "model", net, card))


class Reconstruction(Recipe, name="task_adaptive.base", title="Reconstruction U-Net"):
    """Train a denoiser behind FBP: mean squared error, and with α the Dice loss of a frozen segmenter."""

    class Config(PictureTraining):
        """How the denoiser learns."""

        alpha: float = Field(
            0.0, ge=0, le=1, title="α", description="Weight of the task; 0 is the base network."
        )
        normalized: bool = Field(
            False, title="Loss-normalized α", description="Divide both losses by their own size first."
        )
        task: Literal["all", "liver"] = Field(
            "all", title="Task", description="Which Dice counts: of all classes, or of liver and lesions."
        )
        segmenter: str = Field(
            "",
            title="Segmenter",
            description="The frozen model whose Dice counts, where α is above 0.",
            json_schema_extra={"choices": "segmenter"},
        )
        start: str = Field(
            "",
            title="Start from",
            description="A trained model to go on from; empty begins afresh.",
            json_schema_extra={"choices": "denoiser"},
        )

    config: Config

    def train(self, run: Run) -> None:
        """Train and keep the denoiser in ``model``."""
        named = self.config.alpha > 0
        self.train_beside(run, network(self.config.segmenter, "segmenter") if named else None)

    def train_beside(self, run: Run, judge: Judge | None) -> None:
        """Train with a given segmenter, None where α is 0.

        Raises ``PluginError`` where its classes are not those of the anatomy.
        """
        config = self.config
        if judge is not None:
            _check_classes(judge[1], config.anatomy)
        pool, held = pools(config, labeled=judge is not None)
        architecture = _denoiser(config)
        net, teachers = architecture.build(), Teachers(judge=judge[1] if judge else None)
        if config.start:
            start, card = _start(config.start, architecture)
            net.load_state_dict(start.state_dict())
            teachers = replace(teachers, start=card)
        loss = self._loss(judge, run.device)

        def loss_of(net: nn.Module, step: int) -> torch.Tensor:
            batch = _learned(config, pool, run, step)
            return loss(net(batch.low), batch)

        def look(net: nn.Module, step: int) -> dict[str, float]:
            found: list[dict[str, float]] = []
            for batch in held_batches(config, held, run):
                made = net(batch.low)
                if not found:
                    _show(run, step, batch, made)
                found.append({"PSNR FBP (dB)": psnr(batch.low, batch.full), PSNR: psnr(made, batch.full)})
            return averaged(found)

        figures = fit(run, net, config.steps, config.rate, loss_of, look)
        title = "U-Net" if config.body == "unet" else "RED-CNN"
        if config.alpha > 0:
            title = f"Task-adaptive {title} (α = {config.alpha:g})"
        card = denoiser_card(title, architecture, self, config, run, figures, pool, teachers)
        run.once(lambda: save_model(run.folder / "model", net, card))

    def _loss(self, judge: Judge | None, device: torch.device) -> PictureLoss:
        config, error = self.config, ERRORS[self.config.error]
        if judge is None:
            return error
        net, card = frozen(judge[0].to(device)), judge[1]

        def logits(made: torch.Tensor) -> torch.Tensor:
            return logits_at(net, made, config.pixel_mm, card.works_at_mm)

        classes = (1, LESION) if config.task == "liver" else ()
        return task_loss(logits, config.alpha, config.normalized, error, classes)


class Joint(Recipe, name="task_adaptive.joint", title="Joint training"):
    """Train reconstruction and segmenter together: (1 − C)·MSE + C·Dice loss (Sefercioglu 2025, eq. 1, 2)."""

    class Config(PictureTraining):
        """How both learn."""

        share: float = Field(0.1, ge=0, le=1, title="C", description="Weight of the task.")

    config: Config

    def train(self, run: Run) -> None:
        """Train both, and keep the denoiser in ``model`` and its own segmenter in ``task``."""
        config = self.config
        pool, held = pools(config, labeled=True)
        parts = _denoiser(config), _segmenter(config)
        both = Pair(parts[0].build(), parts[1].build())

        def loss_of(net: nn.Module, step: int) -> torch.Tensor:
            batch = _learned(config, pool, run, step)
            made, logits = net(batch.low)
            error = ERRORS[config.error](made, batch)
            return (1 - config.share) * error + config.share * dice_loss(logits, batch.labels)

        def look(net: nn.Module, step: int) -> dict[str, float]:
            found: list[dict[str, float]] = []
            for batch in held_batches(config, held, run):
                made, logits = net(batch.low)
                if not found:
                    _show(run, step, batch, made)
                dice = dice_by_class(logits.argmax(1), batch.labels)
                found.append({PSNR: psnr(made, batch.full), **dice})
            return averaged(found)

        figures = fit(run, both, config.steps, config.rate, loss_of, look)
        title = f"Joint U-Net (C = {config.share:g})"
        card = denoiser_card(title, parts[0], self, config, run, figures, pool)
        task = segmenter_card(f"{title}, its segmenter", parts[1], self, config, run, figures, pool)
        run.once(lambda: save_model(run.folder / "model", both.reconstruct, card))
        run.once(lambda: save_model(run.folder / "task", both.segment, task))


class Pair(nn.Module):
    """A reconstruction, and the segmenter that sees its picture."""

    def __init__(self, reconstruct: nn.Module, segment: nn.Module) -> None:
        super().__init__()
        self.reconstruct, self.segment = reconstruct, segment

    def forward(self, low: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the picture in HU and the logits."""
        made = self.reconstruct(low)
        return made, self.segment(made)


def _show(run: Run, step: int, batch: Batch, made: torch.Tensor) -> None:
    """Report the first slice of a batch: what went in, what came out, what is wanted, and what is missing."""
    low, net, full = (pictures[0, 0].cpu() for pictures in (batch.low, made, batch.full))
    for title, picture in (("FBP", low), ("Network", net), ("Full dose", full)):
        run.picture(step, title, picture)
    run.picture(step, f"Network − full dose, ±{DIFFERENCE} HU", net - full, (-DIFFERENCE, DIFFERENCE))


def _learned(config: PictureTraining, pool: list[Pool], run: Run, step: int) -> Batch:
    """Draw the batch of a step; a sigmoid's pictures are compared within its window, as published."""
    batch = draw_batch(config, pool, run.generator(step, "batch"), run.device)
    if config.head == "residual":
        return batch
    return replace(batch, low=batch.low.clamp(LOW, HIGH), full=batch.full.clamp(LOW, HIGH))


def _check_classes(judge: Card, anatomy: str) -> None:
    """Raise ``PluginError`` where a segmenter finds other classes than the labels of an anatomy have."""
    found, wanted = [item.name for item in judge.classes], [name for name, _ in CLASSES[anatomy]]
    if found != wanted:
        raise PluginError(
            f"The segmenter finds {', '.join(found)}, and the anatomy “{anatomy}” has {', '.join(wanted)}; "
            "choose another segmenter or another anatomy."
        )


def _start(name: str, wanted: Architecture) -> tuple[nn.Module, Card]:
    """Return a model to go on from; raise ``PluginError`` where it is another network."""
    net, card = network(name, "denoiser")
    if card.architecture != wanted:
        raise PluginError(
            f"The model “{name}” is another network than these settings make; choose another one to start "
            "from, or its width, depth, network and head."
        )
    return net, card


def _segmenter(config: Training) -> Architecture:
    head = LogitsHead(classes=classes_of(config.anatomy))
    return Architecture(body=UNetBody(width=config.width, depth=config.depth), head=head)


def _denoiser(config: PictureTraining) -> Architecture:
    """Return the network; batch normalization belongs to the published form alone, as it moves HU."""
    published = config.head == "sigmoid"
    head = SigmoidHead() if published else ResidualHead()
    if config.body == "redcnn":
        return Architecture(body=RedCnnBody(width=config.width), head=head)
    return Architecture(
        body=UNetBody(width=config.width, depth=config.depth, normalized=published), head=head
    )
