"""Block matching: for patches on a coarse grid, the patches around that look most alike."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from ...core.cancel import interruptible

STEP = 4
"""Pixels from one reference patch to the next."""
_TILE = 5
"""References of a tile along each axis; a tile shares its candidates, so that distances are one product."""
SIDE = STEP * _TILE
"""Pixels from one tile to the next: positions of patches are a multiple of it along each axis."""
REACH = 6
"""How far in pixels the candidates reach beyond the tile on every side."""
FARTHEST = SIDE + 2 * REACH - 1
"""Largest distance in pixels, along each axis, of two patches of a group."""


@dataclass(frozen=True, eq=False)
class _Band:
    """Positions in one row of tiles: references (tile, 25) and candidates (tile, n)."""

    references: torch.Tensor
    candidates: torch.Tensor
    own: torch.Tensor
    """Where each reference stands among the candidates of its tile, (tile, 25)."""


def match(features: torch.Tensor, count: int) -> torch.Tensor:
    """Return the positions of groups of similar patches, (groups, count), int64.

    ``features`` (rows, columns, n) describes the patch at each position, both axes multiples of ``SIDE``;
    patches are compared by the squared distance of their features. A group begins with its reference, the
    others follow from the most to the least similar; a position is row · columns + column.
    """
    rows, columns, n = features.shape
    flat = features.reshape(-1, n)
    groups = []
    for top in interruptible(range(0, rows, SIDE)):
        band = _band(top, rows, columns, features.device)
        candidates, references = flat[band.candidates], flat[band.references]
        middle = references.mean(1, keepdim=True)  # of squares of ±1000 HU, little would be left in float32
        candidates -= middle
        squared = candidates.square().sum(2)[:, None]  # less |reference|², which changes no order
        distance = torch.baddbmm(squared, references - middle, candidates.transpose(1, 2), alpha=-2)
        distance.scatter_(2, band.own[..., None], -math.inf)
        nearest = distance.topk(count, 2, largest=False).indices
        among = band.candidates[:, None].expand(-1, _TILE**2, -1)
        groups.append(torch.gather(among, 2, nearest).reshape(-1, count))
    return torch.cat(groups)


def _band(top: int, rows: int, columns: int, device: torch.device) -> _Band:
    def reach(starts: torch.Tensor, length: int) -> tuple[torch.Tensor, torch.Tensor]:
        size = min(SIDE + 2 * REACH, length)
        first = (starts - REACH).clamp(0, length - size)
        return first, torch.arange(size, device=device)

    y0, down = reach(torch.tensor([top], device=device), rows)
    left = torch.arange(0, columns, SIDE, device=device)
    x0, across = reach(left, columns)
    inner = torch.arange(0, SIDE, STEP, device=device)
    y, x = top + inner, left[:, None] + inner
    references = (y[:, None] * columns + x[:, None]).flatten(1)
    candidates = ((y0 + down)[:, None] * columns + (x0[:, None] + across)[:, None]).flatten(1)
    own = ((y - y0)[:, None] * len(across) + (x - x0[:, None])[:, None]).flatten(1)
    return _Band(references, candidates, own)
