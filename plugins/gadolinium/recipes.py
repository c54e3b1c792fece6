"""The recipe of one network: its settings, its loop, its card."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import nn

from ldct_studio.api import (
    Architecture,
    Card,
    ConditionalBody,
    Effort,
    Field,
    Recipe,
    Run,
    StudioError,
    SubtractionHead,
    TrainedFor,
    descend,
    save_model,
    schedule,
)

from .heads import AGENTS, FIELDS, FINE, HELD_OUT, SIGMA, Example, Heads, examples, relaxivities
from .losses import enhancement_loss, missing_weight
from .patches import draw_patches

CONDITIONS = 4
INPUTS = 3
HELD_BACK = 4
"""Heads that progress is measured on, the next ones."""
LOOK = 500
_SMALLEST_MM = 120.0
"""Side of the smallest box around a brain."""
_WARM, _LOWEST = 100, 0.01
"""Steps over which the learning rate rises at first, and what part of it is left at the end."""
_TOLD_FASTER = 5.0
"""Of the learning rate, that of what is told: its numbers are small, and so are its gradients."""
_BETAS = (0.9, 0.99)
"""Of Adam; gradients are large where a patch holds a vessel, which has to be forgotten soon."""
_ADAM = 4
"""Copies of every weight: itself, its gradient and two moments."""


@dataclass(frozen=True)
class Round:
    """Steps of one training, with an optimizer of their own."""

    steps: int
    rate: float
    missing: float
    """How much more too little of what enhances counts than too much."""
    batches: str
    """What chance draws its patches by."""


class Training(Heads):
    """How a network learns."""

    conditional: bool = Field(
        True, title="Conditional", description="Told dose, field, relaxivity and noise; else it has to guess."
    )
    scaled: bool = Field(
        True,
        title="Scaled input",
        description="Begin with scaled subtraction, where the dose is told; off as published.",
    )
    width: int = Field(
        8, ge=4, le=64, multiple_of=4, title="Width", description="Channels of the first level."
    )
    attention: bool = Field(
        False, title="Attention", description="To neighboring voxels at the lower levels, as published."
    )
    patch: int = Field(32, ge=8, le=192, title="Patch", description="Voxels on a side.")
    border: int = Field(2, ge=0, le=16, title="Border", description="Voxels of a patch that do not count.")
    batch: int = Field(2, ge=1, le=64, title="Batch")
    emphasis: float = Field(
        40.0,
        ge=1,
        le=100,
        title="Emphasis",
        description="How much more what enhances counts in the loss, lesions five times it; 1 as published.",
    )
    steps: int = Field(8000, ge=1, le=10_000_000, title="Steps")
    rate: float = Field(1e-3, gt=0, le=0.1, title="Learning rate")
    last: float = Field(
        0.15,
        ge=0,
        le=1,
        title="Last round",
        description="Further steps at half the rate, as a share of the steps; 0 as published.",
    )
    missing: float = Field(
        2.0,
        ge=1,
        le=10,
        title="Weight of what is missing",
        description="Of too little enhancement over too much, in the last round, where the dose is told.",
    )

    @property
    def rounds(self) -> tuple[Round, ...]:
        """The steps, and those of the last round where there are any.

        Huber's loss is next to the absolute error, whose best answer is the median: where noise leaves open
        how much a lesion takes up, less than its mean. The last round asks for a higher quantile there. Not
        of a network that is told nothing: what is open to it is the dose, and it would take each for a low
        one.
        """
        missing = self.missing if self.conditional else 1.0
        first = Round(self.steps, self.rate, 1.0, "batch")
        last = Round(round(self.last * self.steps), self.rate / 2, missing, "last batch")
        return (first, last) if last.steps else (first,)

    @property
    def total(self) -> int:
        """Steps of all rounds."""
        return sum(one.steps for one in self.rounds)


class Enhancing(Recipe, name="gadolinium.network", title="Contrast enhancement network"):
    """Learn the enhancement at the standard dose from scans at a low one (Pinetz et al. 2024)."""

    Config = Training
    config: Training

    def train(self, run: Run) -> None:
        """Train and keep the network in ``model``."""
        config = self.config
        if config.patch * config.voxel_mm > _SMALLEST_MM or 2 * config.border >= config.patch:
            raise StudioError("The patch is larger than a brain or nothing but border; choose another side.")
        run.message(f"Making {config.heads * config.scans} scans of {config.heads} synthetic heads.")
        pool = list(examples(config))
        after = {"first": config.first + config.heads, "heads": HELD_BACK, "scans": 2}
        held = list(examples(Heads.model_validate({**_of_heads(config), **after})))
        architecture = architecture_of(config)
        net = architecture.build()
        figures = _fit(run, net, config, pool, held)
        card = self._card(architecture, run, figures)
        run.once(lambda: save_model(run.folder / "model", net, card))

    def effort(self, device: torch.device) -> Effort:
        """Estimate the work from a step on the smallest patches."""
        config, side = self.config, 16
        with device:
            net = architecture_of(config).build()
            inputs, told = torch.rand(1, INPUTS, side, side, side), torch.zeros(1, CONDITIONS)
        for _ in range(2):
            begin = time.perf_counter()
            net(inputs, told if config.conditional else None).square().mean().backward()
            seconds = time.perf_counter() - begin
        voxels = config.batch * config.patch**3
        weights = sum(weight.numel() for weight in net.parameters())
        scanned = 4.5e6 / config.voxel_mm**3 * config.heads * config.scans
        return Effort(
            steps=config.total,
            memory=4 * _ADAM * weights + 400 * voxels * config.width + 12 * scanned,
            seconds=config.total * seconds * voxels / side**3 + 5e-6 * scanned,
        )

    def _card(self, architecture: Architecture, run: Run, figures: dict[str, float]) -> Card:
        config = self.config
        _, name, settings = f"{self.step}:".split(":")[:3]
        agents, scans = " and ".join(AGENTS), config.heads * config.scans
        return Card(
            title="Contrast enhancement" if config.conditional else "Contrast enhancement, told nothing",
            kind="enhancer",
            architecture=architecture,
            spacing_mm=(FINE * config.voxel_mm, config.voxel_mm),
            works_at_mm=config.voxel_mm,
            trained_for=TrainedFor(
                fractions=(config.lowest, config.highest),
                fields=FIELDS,
                agents=AGENTS,
                relaxivity=relaxivities(),
                sigma=SIGMA,
            ),
            recipe=name,
            settings=self.step.settings,
            command=f"ldct-studio train {':'.join(filter(None, (name, settings)))} --seed {run.seed}",
            data=(
                f"{config.heads} synthetic heads from number {config.first} on, {scans} scans "
                f"at {config.lowest:.0%} to {config.highest:.0%} of the standard dose of {agents} at "
                f"1.5 and 3 T, spoiled gradient echo of 5 ms and 15°; {HELD_OUT} was held out of training"
            ),
            steps=config.total,
            seed=run.seed,
            figures={name: round(value, 4) for name, value in figures.items()},
            note="Trained on synthetic heads.",
        )


def architecture_of(config: Training) -> Architecture:
    """Return the network of some settings."""
    body = ConditionalBody(
        inputs=INPUTS,
        conditions=CONDITIONS if config.conditional else 0,
        width=config.width,
        attention=config.attention,
        scaled=config.scaled and config.conditional,
    )
    return Architecture(body=body, head=SubtractionHead())


def _fit(
    run: Run, net: nn.Module, config: Training, pool: Sequence[Example], held: Sequence[Example]
) -> dict[str, float]:
    """Take the steps of all rounds; return what is measured on heads held back then.

    Raises ``StudioError`` where the loss or its gradient is no number any more.
    """
    ready, before = net, 0
    for one in config.rounds:
        ready, (optimizer,) = run.setup(net, _adam(net, one.rate))
        for step in run.steps(one.steps, {"net": ready, "optimizer": optimizer}):
            for group in optimizer.param_groups:
                group["lr"] = one.rate * group["faster"] * schedule(step, one.steps, _WARM, _LOWEST)
            loss = _loss(ready, config, pool, run, step, one)
            run.metrics(before + step, {"loss": descend(run, ready, optimizer, loss, step)})
            if step % LOOK == LOOK - 1:
                run.metrics(before + step, _looked(ready, config, held, run, before + step))
        before += one.steps
    return _looked(ready, config, held, run, before)


def _loss(
    net: nn.Module, config: Training, pool: Sequence[Example], run: Run, step: int, one: Round
) -> torch.Tensor:
    """Return the loss on the patches of a step."""
    batch = draw_patches(pool, config.patch, config.batch, run.generator(step, one.batches), run.device)
    made = net(batch.inputs, batch.told if config.conditional else None)
    weight = batch.weight * (1 + (config.emphasis - 1) * batch.bright)
    weight *= missing_weight(made.detach(), batch.target, batch.bright, one.missing)
    return enhancement_loss(made, batch.target, weight, config.border)


def _adam(net: nn.Module, rate: float) -> torch.optim.Adam:
    told = [weight for name, weight in net.named_parameters() if ".told." in name or "embedding" in name]
    known = {id(weight) for weight in told}
    others = [weight for weight in net.parameters() if id(weight) not in known]
    groups = [{"params": others, "faster": 1.0}, {"params": told, "faster": _TOLD_FASTER}]
    return torch.optim.Adam(groups, lr=rate, betas=_BETAS, fused=True)


def _looked(
    net: nn.Module, config: Training, held: Sequence[Example], run: Run, step: int
) -> dict[str, float]:
    """Return how far a network is from the targets of heads held back, and show the middle of the first."""
    errors, made, wanted = [], 0.0, 0.0
    with torch.no_grad():
        for number, one in enumerate(held):
            inputs, told = one.inputs[None].float().to(run.device), one.told[None].to(run.device)
            y = net(inputs, told if config.conditional else None)[0, 0].clamp(min=0).cpu() * one.brain
            target = one.target.float()
            bright = (target > 0.3) & one.brain
            errors.append(float((y - target)[bright].abs().mean()))
            made, wanted = made + float(y[bright].sum()), wanted + float(target[bright].sum())
            if number == 0:
                row = len(y) // 2
                for title, volume in (("Network", y), ("Wanted", target)):
                    run.picture(step, title, volume[row], (0, 2))
    return {"error where it enhances": sum(errors) / len(errors), "share of the enhancement": made / wanted}


def _of_heads(config: Training) -> dict[str, object]:
    return {name: getattr(config, name) for name in Heads.model_fields}
