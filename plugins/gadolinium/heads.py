"""What is learned from: synthetic heads, scanned at a low and at the standard dose of an agent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import torch

from ldct_studio.api import (
    Brain,
    Condition,
    Config,
    Field,
    Scans,
    condition_vector,
    draw_brain,
    interruptible,
    local_statistics,
    radiometric_scale,
    relaxivity,
    scan_brain,
    seen,
    signal_weight,
    subtract,
)

from .losses import bright_map, weight_map

AGENTS = ("gadobutrol", "gadoterate")
"""That are learned from."""
HELD_OUT = "gadoteridol"
FIELDS = (1.5, 3.0)
USUAL, _USUAL = (0.1, 0.2, 0.33), 0.6
"""Doses that studies use, and how many of the scans have one of them."""
SIGMA = (0.005, 0.04)
FINE = 0.8
"""Of the network's voxels that every second head has."""
_EXTENT_MM = (160.0, 200.0, 160.0)
Target = Literal["truth", "scan"]
_NUMBERS = 1000
"""Seeds that the scans of a head have."""


class Heads(Config):
    """Which heads are scanned, and how."""

    heads: int = Field(240, ge=1, le=10_000, title="Heads", description="Synthetic ones.")
    scans: int = Field(
        1,
        ge=1,
        le=100,
        title="Scans of each",
        description="At random doses, fields, agents and noise.",
    )
    first: int = Field(0, ge=0, le=900_000, title="First head", description="Number of the first head.")
    voxel_mm: float = Field(
        2.5,
        ge=0.4,
        le=10,
        title="Voxel",
        description="Side of the network's voxels; every second head is scanned at 0.8 of it.",
        json_schema_extra={"unit": "mm"},
    )
    lowest: float = Field(0.05, gt=0, le=1, title="Lowest dose", description="Of the standard dose.")
    highest: float = Field(0.5, gt=0, le=1, title="Highest dose", description="Of the standard dose.")
    target: Target = Field(
        "truth",
        title="Target",
        description="The head's own enhancement, or what stands out of its standard-dose scan, as published.",
    )


@dataclass(frozen=True, eq=False)
class Example:
    """A scan on the network's voxels; half precision, as there are many."""

    inputs: torch.Tensor
    """(3, z, y, x)."""
    target: torch.Tensor
    """(z, y, x): the enhancement at the standard dose, or p·max(z̃, 0) of a scan at it."""
    weight: torch.Tensor
    """(z, y, x) of the loss."""
    bright: torch.Tensor
    """(z, y, x): where it truly enhances, lesions more; see `bright_map`."""
    brain: torch.Tensor
    """(z, y, x), bool."""
    lesions: torch.Tensor
    """Middles of the lesions in voxels, (n, 3)."""
    told: torch.Tensor
    """What the network is told, (4,)."""


def draw_head(number: int, voxel_mm: float) -> Brain:
    """Draw a head on voxels of this side."""
    z, y, x = (round(extent / voxel_mm) for extent in _EXTENT_MM)
    return draw_brain(number, (z, y, x), voxel_mm)


def draw_condition(config: Heads, chance: torch.Generator) -> Condition:
    """Draw a usual dose or any, noise evenly by its logarithm, a field and an agent."""
    usual, fraction, sigma, field, agent = torch.rand(5, generator=chance, dtype=torch.float64).tolist()
    within = [dose for dose in USUAL if config.lowest <= dose <= config.highest]
    if usual < _USUAL and within:
        dose = within[int(fraction * len(within))]
    else:
        dose = config.lowest + fraction * (config.highest - config.lowest)
    return Condition(
        dose,
        FIELDS[int(field * len(FIELDS))],
        AGENTS[int(agent * len(AGENTS))],
        SIGMA[0] * (SIGMA[1] / SIGMA[0]) ** sigma,
    )


def examples(config: Heads) -> Iterator[Example]:
    """Yield the scans of all heads."""
    for number in interruptible(range(config.first, config.first + config.heads)):
        brain = draw_head(number, config.voxel_mm * (FINE if number % 2 else 1))
        for scan in range(config.scans):
            seed = number * _NUMBERS + scan
            condition = draw_condition(config, torch.Generator().manual_seed(seed))
            yield example(scan_brain(brain, condition, seed), config.voxel_mm, config.target)


def example(scans: Scans, works_at_mm: float, learned: Target) -> Example:
    """Return what a network that works at a voxel size learns from the scans of a head.

    The standard-dose scan has noise of its own, from which ``target_of`` tells little of what enhances
    weakly; a synthetic head knows better, in the unit of the pair that the network sees, with the gain that
    a subtraction at the standard dose has.
    """
    brain, spacing = scans.brain, (scans.brain.voxel_mm,) * 3
    low, standard = (subtract(scans.pre, post, brain.mask, spacing) for post in (scans.low, scans.standard))
    pair = seen(low.pre, low.post, brain.mask, spacing, works_at_mm)
    difference = seen(standard.pre, standard.post, brain.mask, spacing, works_at_mm).inputs[0]
    truth, lesions = (
        seen(scans.before, scans.before + volume, brain.mask, spacing, works_at_mm).inputs[0] * pair.brain
        for volume in (enhancement(scans) / low.quantile, (brain.lesions > 0).float())
    )
    sure, shown = target_of(difference, pair.brain, works_at_mm)
    target = truth.clamp(min=0) if learned == "truth" else shown
    sigma = standard.sigma * pair.noise
    return Example(
        pair.inputs.half(),
        target.half(),
        weight_map(difference, sure, pair.brain, sigma).half(),
        bright_map(truth, lesions).half(),
        pair.brain,
        _middles(brain, pair.box, pair.brain.shape),
        condition_vector(measured(scans.condition, low.noise), pair.noise),
    )


def target_of(
    difference: torch.Tensor, brain: torch.Tensor, voxel_mm: float
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return p and y = p·max(z̃, 0) of a subtraction at the standard dose, (z, y, x) each, 0 outside.

    p tells enhancement from noise by the SD around it, so that the target has next to no noise, and what
    enhances weakly is lost (Pinetz et al. 2024).
    """
    mean, sd = local_statistics(difference, brain, (voxel_mm,) * 3)
    sure = torch.where(brain, signal_weight((difference - mean) / sd.clamp(min=1e-6)), 0)
    return sure, sure * difference.clamp(min=0)


def enhancement(scans: Scans) -> torch.Tensor:
    """Return the CE (z, y, x) at the standard dose without noise, in the unit of the scans.

    With the gain that a subtraction gives it, which takes what the whole brain takes up.
    """
    return matched(scans.before, scans.before + scans.truth, scans.brain.mask) - scans.before


def matched(before: torch.Tensor, after: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Return a clean scan with the gain that a subtraction gives it, which takes what the brain takes up."""
    return after * radiometric_scale(before[mask], after[mask])


def measured(condition: Condition, noise: float) -> Condition:
    """Return a condition with the noise that was found in the scans, as nobody knows the true one."""
    return replace(condition, sigma=noise)


def relaxivities() -> tuple[float, float]:
    """Return the smallest and the largest r1 that is learned from, in L/(mmol·s)."""
    known = [relaxivity(agent, field) for agent in AGENTS for field in FIELDS]
    return min(known), max(known)


def _middles(brain: Brain, box: tuple[slice, slice, slice], sizes: torch.Size) -> torch.Tensor:
    """Return the middles of the lesions in the network's voxels, (n, 3)."""
    places = torch.tensor([spot.middle for spot in brain.spots]) / brain.voxel_mm
    own = places + (torch.tensor(brain.lesions.shape) - 1) / 2 - torch.tensor([part.start for part in box])
    scale = torch.tensor(sizes) / torch.tensor([part.stop - part.start for part in box])
    return (own + 0.5) * scale - 0.5
