"""The recipe of one network: its settings, its loop, its card."""

from __future__ import annotations

import time
from collections.abc import Sequence

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
from .losses import enhancement_loss
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
    patch: int = Field(24, ge=8, le=192, title="Patch", description="Voxels on a side.")
    border: int = Field(2, ge=0, le=16, title="Border", description="Voxels of a patch that do not count.")
    batch: int = Field(3, ge=1, le=64, title="Batch")
    emphasis: float = Field(
        40.0,
        ge=1,
        le=100,
        title="Emphasis",
        description="How much more what truly enhances counts in the loss; 1 as published.",
    )
    steps: int = Field(6000, ge=1, le=10_000_000, title="Steps")
    rate: float = Field(1e-3, gt=0, le=0.1, title="Learning rate")


class Enhancing(Recipe, name="gadolinium.network", title="Contrast enhancement network"):
    """Learn the enhancement at the standard dose from scans at a low one (Pinetz et al. 2024)."""

    Config = Training
    config: Training

    def train(self, run: Run) -> None:
        """Train and keep the network in ``model``."""
        config = self.config
        if config.patch * config.voxel_mm > _SMALLEST_MM or 2 * config.border >= config.patch:
            raise StudioError("The patch is larger than a brain or nothing but border; choose another side.")
        run.message(f"Scanning {config.heads} synthetic heads {config.scans} times each.")
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
            steps=config.steps,
            memory=4 * _ADAM * weights + 400 * voxels * config.width + 12 * scanned,
            seconds=config.steps * seconds * voxels / side**3 + 5e-6 * scanned,
        )

    def _card(self, architecture: Architecture, run: Run, figures: dict[str, float]) -> Card:
        config = self.config
        _, name, settings = f"{self.step}:".split(":")[:3]
        agents = " and ".join(AGENTS)
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
                f"{config.heads} synthetic heads from number {config.first} on, each scanned {config.scans} "
                f"times at {config.lowest:.0%} to {config.highest:.0%} of the standard dose of {agents} at "
                f"1.5 and 3 T, spoiled gradient echo of 5 ms and 15°; {HELD_OUT} was held out of training"
            ),
            steps=config.steps,
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
    """Take the steps of Adam; return what is measured on heads held back then.

    Raises ``StudioError`` where the loss or its gradient is no number any more.
    """
    ready, (optimizer,) = run.setup(net, _adam(net, config.rate))
    for step in run.steps(config.steps, {"net": ready, "optimizer": optimizer}):
        for group in optimizer.param_groups:
            group["lr"] = config.rate * group["faster"] * schedule(step, config.steps, _WARM, _LOWEST)
        batch = draw_patches(pool, config.patch, config.batch, run.generator(step, "batch"), run.device)
        made = ready(batch.inputs, batch.told if config.conditional else None)
        weight = batch.weight * (1 + (config.emphasis - 1) * batch.bright)
        loss = enhancement_loss(made, batch.target, weight, config.border)
        run.metrics(step, {"loss": descend(run, ready, optimizer, loss, step)})
        if step % LOOK == LOOK - 1:
            run.metrics(step, _looked(ready, config, held, run, step))
    return _looked(ready, config, held, run, config.steps)


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
                for title, volume in (("Network", y), ("Standard dose", target)):
                    run.picture(step, title, volume[row], (0, 2))
    return {"error where it enhances": sum(errors) / len(errors), "share of the enhancement": made / wanted}


def _of_heads(config: Training) -> dict[str, object]:
    return {name: getattr(config, name) for name in Heads.model_fields}
