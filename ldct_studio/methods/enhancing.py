"""Enhancement predicted from a low dose of contrast agent, by a 3-D network that knows how it was scanned."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product

import torch
from torch import nn

from ..core.errors import GeometryError, PluginError
from ..nets.architecture import ConditionalBody
from ..nets.conditional import ConditionalUNet
from ..nets.model import Card
from ..physics.contrast.scans import Condition
from ..physics.contrast.signal import RELAXIVITY
from ..physics.contrast.subtraction import local_statistics
from ..physics.itk import Told

MODEL = "gadolinium"
"""The shipped model."""
Spacing = tuple[float, float, float]
"""Of voxels (z, y, x) in mm."""
Box = tuple[slice, slice, slice]
ROUND = 8
"""What the network halves to: sides of tiles are multiples, and so many voxels around the brain are seen."""
MARGIN = 16
"""Voxels that tiles overlap on every side: what lies farther changes nothing that can be seen."""
_TILE = 96
"""Side of a tile of a network of width 8, margins included: 0.4 GB; wider networks take smaller ones."""
_SAMPLES = 64
_NOISE_TOLERANCE = 1.25
_SPACING_TOLERANCE = 1.02


@dataclass(frozen=True, eq=False)
class Seen:
    """What a network is given of a pair, on its own voxels, and where in the pair that lies."""

    inputs: torch.Tensor
    """(3, z, y, x): subtraction, low dose, ten times the local SD of the subtraction."""
    brain: torch.Tensor
    """(z, y, x), bool."""
    box: Box
    """Of the pair's own grid."""
    noise: float
    """What noise that is white on the pair's grid is multiplied with."""


def predict(
    net: nn.Module,
    card: Card,
    pre: torch.Tensor,
    low: torch.Tensor,
    mask: torch.Tensor,
    condition: Condition,
    spacing_mm: Spacing,
    told: Told = lambda done, total: None,
) -> torch.Tensor:
    """Return the enhancement at the standard dose, ŷ ≥ 0, (z, y, x) like ``pre``, 0 outside of the brain.

    ``pre`` and ``low`` are registered, over the pre-contrast 95 % quantile, and ``low`` has the gain of
    ``pre`` (a ``Subtraction``'s); ``mask`` is the brain, bool. ``condition`` is what the network is told;
    its σ is that of one scan on this grid. The network works on voxels of its own, tile by tile, and looks
    before every block whether somebody still waits. Raises ``GeometryError`` where shapes differ or the
    brain is empty, ``PluginError`` for a model of another kind.
    """
    if not isinstance(net, ConditionalUNet) or card.works_at_mm is None:
        raise PluginError(f"The model {card.title} predicts no enhancement; choose another one.")
    pair = seen(pre, low, mask, spacing_mm, card.works_at_mm)
    numbers = None if net.embedding is None else condition_vector(condition, pair.noise)[None].to(pre.device)
    with torch.no_grad():
        made = tiled(net, pair.inputs[None], numbers, tile_side(card), told)[0, 0]
    sizes = [part.stop - part.start for part in pair.box]
    y = torch.zeros_like(pre)
    y[pair.box] = stretched(made, sizes).clamp(min=0)
    return torch.where(mask, y, 0)


def seen(
    pre: torch.Tensor, low: torch.Tensor, mask: torch.Tensor, spacing_mm: Spacing, works_at_mm: float
) -> Seen:
    """Return what a network that works at a voxel size is given of a pair in a brain; see `predict`."""
    if not pre.shape == low.shape == mask.shape:
        raise GeometryError("The two scans are on different grids; register one to the other first.")
    if not bool(mask.any()):
        raise GeometryError("The brain mask is empty; choose another mask.")
    box = _box(mask, [math.ceil(ROUND * works_at_mm / pitch) for pitch in spacing_mm])
    sizes = [
        max(ROUND, round((part.stop - part.start) * pitch / works_at_mm))
        for part, pitch in zip(box, spacing_mm, strict=True)
    ]
    before, after, brain = (stretched(part[box].to(pre.dtype), sizes) for part in (pre, low, mask))
    inside = brain > 0.5
    difference = after - before
    _, sd = local_statistics(difference, inside, (works_at_mm,) * 3)
    weights = [_weights(part.stop - part.start, size) for part, size in zip(box, sizes, strict=True)]
    noise = math.prod(_kept(part) for part in weights)
    return Seen(torch.stack((difference, after, 10 * sd)), inside, box, noise)


def condition_vector(condition: Condition, noise: float = 1.0) -> torch.Tensor:
    """Return what a network is told: dose fraction, (B - 2.25 T)/0.75, r1/10, 10·σ (Pinetz et al. 2024).

    ``noise`` is what σ became on the network's voxels. At a field where nobody measured r1, that at the next
    one is taken: it moves by a few percent per Tesla.
    """
    known = RELAXIVITY[condition.agent]
    r1 = known[min(known, key=lambda field: abs(field - condition.field))]
    return torch.tensor(
        [condition.fraction, (condition.field - 2.25) / 0.75, r1 / 10, 10 * condition.sigma * noise]
    )


def outside_range(card: Card, condition: Condition, spacing_mm: Spacing) -> str:
    """Return a sentence on what of a scan the network was not trained for, or ''."""
    trained = card.trained_for
    if trained is None:
        return ""
    numbers, said = condition_vector(condition), []
    (low, high), r1 = trained.fractions, 10 * float(numbers[2])
    if not low - 1e-6 <= condition.fraction <= high + 1e-6:
        said.append(f"{condition.fraction:.0%} of the standard dose (trained with {low:.0%} to {high:.0%})")
    if condition.field not in trained.fields:
        fields = " and ".join(f"{field:g}" for field in trained.fields)
        said.append(f"{condition.field:g} T (trained at {fields} T)")
    low, high = trained.relaxivity
    if not low - 1e-3 <= r1 <= high + 1e-3:
        said.append(f"r1 of {r1:.2g} L/(mmol·s) (trained with {low:.2g} to {high:.2g})")
    low, high = card.spacing_mm
    if max(spacing_mm) > high * _SPACING_TOLERANCE:
        said.append(f"voxels of {max(spacing_mm):.3g} mm (trained with up to {high:.3g} mm)")
    sigma = condition.sigma * noise_of(spacing_mm, card.works_at_mm or 1.0)
    if sigma > trained.sigma[1] * _NOISE_TOLERANCE:
        said.append(f"noise of {sigma:.1%} of the signal (trained with up to {trained.sigma[1]:.1%})")
    return f"Outside the training range: {'; '.join(said)}." if said else ""


def noise_of(spacing_mm: Spacing, works_at_mm: float) -> float:
    """Return about what white noise is multiplied with on the way to the network's voxels."""
    sizes = [max(1, round(_SAMPLES * pitch / works_at_mm)) for pitch in spacing_mm]
    return math.prod(_kept(_weights(_SAMPLES, size)) for size in sizes)


def _kept(weights: torch.Tensor) -> float:
    """Return what weights (size, count) leave of the SD of white noise."""
    return math.sqrt(float(weights.square().sum(1).mean()))


def _box(mask: torch.Tensor, around: list[int]) -> Box:
    """Return the box around a mask with so many more voxels on either side, where there are so many."""
    parts = []
    for axis, more in enumerate(around):
        filled = torch.nonzero(mask.movedim(axis, 0).flatten(1).any(1))
        parts.append(slice(max(0, int(filled[0]) - more), min(mask.shape[axis], int(filled[-1]) + 1 + more)))
    z, y, x = parts
    return z, y, x


def stretched(volume: torch.Tensor, sizes: list[int]) -> torch.Tensor:
    """Return a volume (z, y, x) on another number of voxels over the same extent, anti-aliased, linear."""
    for axis, size in enumerate(sizes):
        if volume.shape[axis] != size:
            weights = _weights(volume.shape[axis], size).to(volume)
            volume = torch.tensordot(weights, volume, dims=([1], [axis])).movedim(0, axis)
    return volume.contiguous()


def _weights(count: int, size: int) -> torch.Tensor:
    """Return what of ``count`` samples makes each of ``size``, (size, count): a triangle of sum 1."""
    step = count / size
    middles = (torch.arange(size, dtype=torch.float64) + 0.5) * step - 0.5
    far = (torch.arange(count, dtype=torch.float64)[None] - middles.clamp(0, count - 1)[:, None]).abs()
    weights = (1 - far / max(step, 1.0)).clamp(min=0)
    return (weights / weights.sum(1, keepdim=True)).float()


def tile_side(card: Card) -> int:
    """Return the side of a tile without its margins, so that wide networks need no more memory."""
    body = card.architecture.body
    width = body.width if isinstance(body, ConditionalBody) else 8
    whole = _TILE * (8 / width) ** (1 / 3)
    return max(ROUND, int(whole - 2 * MARGIN) // ROUND * ROUND)


def tiled(
    net: ConditionalUNet, inputs: torch.Tensor, numbers: torch.Tensor | None, side: int, told: Told
) -> torch.Tensor:
    """Return what a network makes of volumes (1, 3, z, y, x), tile by tile, at least 0.

    Tiles begin at multiples of what the network halves, so that it sees the same voxels together in each.
    A volume that fits into one tile with its margins is one tile.
    """
    sides = inputs.shape[2:]
    starts = [[0] if n <= side + 2 * MARGIN else list(range(0, n, side)) for n in sides]
    ends = [[*part[1:], n] for part, n in zip(starts, sides, strict=True)]
    spans = [list(zip(a, b, strict=True)) for a, b in zip(starts, ends, strict=True)]
    made = torch.zeros_like(inputs[:, :1])
    total = math.prod(len(part) for part in spans)
    told(0, total)
    for done, tile in enumerate(product(*spans), 1):
        wide = tuple(
            slice(max(0, a - MARGIN), min(n, b + MARGIN)) for (a, b), n in zip(tile, sides, strict=True)
        )
        y = net(inputs[(slice(None), slice(None), *wide)], numbers)
        inner = tuple(slice(a - w.start, b - w.start) for (a, b), w in zip(tile, wide, strict=True))
        whole = tuple(slice(a, b) for a, b in tile)
        made[(slice(None), slice(None), *whole)] = y[(slice(None), slice(None), *inner)]
        told(done, total)
    return made.clamp(min=0)
