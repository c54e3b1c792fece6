"""Scans of a synthetic head: before contrast, at a low dose and at the standard dose."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ...core.errors import GeometryError
from .brains import Brain
from .signal import Agent, Sequence, gradient_echo, relaxivity, rician
from .subtraction import upper_quantile
from .tissues import TISSUES

_GAIN, _SHIFT_MM = 0.05, 0.5


@dataclass(frozen=True)
class Condition:
    """How a low-dose scan was made, as the network is told it."""

    fraction: float
    """Of the standard dose of 0.1 mmol/kg."""
    field: float = 3.0
    """In T."""
    agent: Agent = "gadobutrol"
    sigma: float = 0.02
    """SD of the noise of one scan over the 95 % quantile of the pre-contrast scan."""


@dataclass(frozen=True, eq=False)
class Scans:
    """Three scans (z, y, x) of one head, and what is true of it."""

    pre: torch.Tensor
    low: torch.Tensor
    standard: torch.Tensor
    truth: torch.Tensor
    """standard - pre without noise, shift and gain, in units of the pre-contrast 95 % quantile."""
    brain: Brain
    condition: Condition
    before: torch.Tensor
    """The pre-contrast scan without noise."""


def image(brain: Brain, fraction: float, condition: Condition, sequence: Sequence) -> torch.Tensor:
    """Return what a head shows at a fraction of the standard dose, (z, y, x), without noise.

    Each tissue shines by its share of the voxel; raises ``GeometryError`` at a field without a T1.
    """
    r1 = relaxivity(condition.agent, condition.field)
    whole = torch.zeros_like(brain.shares[0])
    for number, tissue in enumerate(TISSUES):
        if condition.field not in tissue.t1_ms:
            raise GeometryError(f"T1 of tissue at {condition.field:g} T is not known; choose 1.5 or 3 T.")
        t1 = torch.full_like(whole, tissue.t1_ms[condition.field])
        rate = r1 * fraction * brain.uptake[number]
        whole += brain.shares[number] * tissue.m0 * gradient_echo(t1, rate, sequence)
    return whole


def scan(brain: Brain, condition: Condition, seed: int, sequence: Sequence | None = None) -> Scans:
    """Return the three scans of a head: Rician noise of their own, ±5 % gain, up to 0.5 mm of motion.

    The pre-contrast scan keeps its place and gain; all have the unit of its noise-free 95 % quantile in
    the brain, as the coil sees it, which is the unit of a subtraction.
    """
    sequence = sequence or Sequence()
    chance = torch.Generator().manual_seed(seed)
    before, low, standard = (image(brain, part, condition, sequence) for part in (0, condition.fraction, 1))
    shading = 1 + 0.1 * _slow(before.shape, chance)
    unit = upper_quantile((before * shading)[brain.mask], 0.95)
    before, low, standard = (clean / unit * shading for clean in (before, low, standard))
    pre = rician(before, condition.sigma, chance)
    after = []
    for clean in (low, standard):
        moved = _moved(clean, brain.voxel_mm, chance) * (1 + _GAIN * _signed(chance))
        after.append(rician(moved, condition.sigma, chance))
    return Scans(pre, after[0], after[1], standard - before, brain, condition, before)


def _moved(clean: torch.Tensor, voxel_mm: float, chance: torch.Generator) -> torch.Tensor:
    """Return a volume shifted by at most half a mm in a random direction."""
    way = torch.randn(3, generator=chance)
    way *= _SHIFT_MM * float(torch.rand((), generator=chance)) / float(way.norm()) / voxel_mm
    sizes = torch.tensor([max(size - 1, 1) for size in clean.shape])
    matrix = torch.cat((torch.eye(3), (2 * way / sizes).flip(0)[:, None]), 1)[None]
    places = F.affine_grid(matrix, [1, 1, *clean.shape], align_corners=True)
    moved = F.grid_sample(clean[None, None], places, padding_mode="border", align_corners=True)
    return moved[0, 0]


def _slow(shape: torch.Size, chance: torch.Generator) -> torch.Tensor:
    """Return a slowly varying field between about -1 and 1: the sensitivity of the coil."""
    coarse = torch.randn(1, 1, 3, 3, 3, generator=chance) / math.sqrt(2)
    return F.interpolate(coarse, size=tuple(shape), mode="trilinear", align_corners=True)[0, 0].clamp(-1, 1)


def _signed(chance: torch.Generator) -> float:
    return 2 * float(torch.rand((), generator=chance)) - 1
