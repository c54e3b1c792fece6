"""Patches of scans, as a training step sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from .heads import Example

_ON_LESION = 0.7
"""Of all patches, with a lesion of any size somewhere in their middle half."""
_JITTERED, _JITTER = 0.5, 0.05
"""How many have another unit, and its SD: the quantile that all is divided by is not sure."""


@dataclass(frozen=True)
class Batch:
    """Patches (n, channels, z, y, x), and what the network is told of each, (n, 4)."""

    inputs: torch.Tensor
    target: torch.Tensor
    weight: torch.Tensor
    bright: torch.Tensor
    told: torch.Tensor


def draw_patches(
    pool: Sequence[Example], side: int, count: int, chance: torch.Generator, device: torch.device
) -> Batch:
    """Draw patches of this side, each turned, mirrored and scaled by chance."""
    parts = [_patch(pool[int(i)], side, chance) for i in torch.randint(len(pool), (count,), generator=chance)]
    return Batch(*(torch.stack(part).to(device) for part in zip(*parts, strict=True)))


def _patch(one: Example, side: int, chance: torch.Generator) -> tuple[torch.Tensor, ...]:
    corner = _corner(one, side, chance)
    window = (slice(None), *(slice(at, at + side) for at in corner))
    channels = torch.cat((one.inputs, torch.stack((one.target, one.weight, one.bright))))[window].float()
    axes = (torch.randperm(3, generator=chance) + 1).tolist()
    turned = channels.permute(0, *axes)
    mirrored = [axis for axis in (1, 2, 3) if float(torch.rand((), generator=chance)) < 0.5]
    patch = turned.flip(mirrored) if mirrored else turned
    jittered, size = float(torch.rand((), generator=chance)), float(torch.randn((), generator=chance))
    scale = 1 + _JITTER * size if jittered < _JITTERED else 1.0
    told = one.told * torch.tensor([1.0, 1.0, 1.0, scale])
    return patch[:3] * scale, patch[3:4] * scale, patch[4:5], patch[5:], told


def _corner(one: Example, side: int, chance: torch.Generator) -> list[int]:
    """Return where a patch begins: around a lesion, or around any place of the brain."""
    if len(one.lesions) and float(torch.rand((), generator=chance)) < _ON_LESION:
        middle = one.lesions[int(torch.randint(len(one.lesions), (), generator=chance))]
    else:
        places = torch.nonzero(one.brain)
        middle = places[int(torch.randint(len(places), (), generator=chance))].float()
    moved = middle + (torch.rand(3, generator=chance) - 0.5) * side / 2
    starts = zip(moved.tolist(), one.brain.shape, strict=True)
    return [max(0, min(round(at - side / 2), size - side)) for at, size in starts]
