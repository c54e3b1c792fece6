"""From places in a patient to places in the anatomy at rest."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from .atlas import GAP, RAYS, Atlas
from .values import Shape

SKIN, RING = 2.5, 5.0
"""Thickness of the skin, and of the fat under it that is stretched to make a patient fat, in mm at rest."""
_COARSE = 33
"""Nodes per side at which the displacement is computed."""


def at_rest(
    shape: Shape, atlas: Atlas, z: float, y: torch.Tensor, x: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return where pixels (mm) lie in the anatomy, x, y, z as (3, y, x), and which are added fat, (y, x).

    Draws what the atlas lacks. Added fat is 1 in the middle of what was put under the skin, 0 elsewhere.
    """
    nodes = [torch.linspace(float(axis[0]), float(axis[-1]), _COARSE) for axis in (y, x)]
    place = _straight(shape, z, *nodes)
    moved = place.clone()
    for wave in shape.waves:
        angle = sum(k * p for k, p in zip(wave.wave, place, strict=True)) + wave.phase
        moved += torch.tensor(wave.push)[:, None, None] * torch.sin(angle)
    fine = F.interpolate((moved - place)[None], (len(y), len(x)), mode="bicubic", align_corners=True)[0]
    fine += _straight(shape, z, y, x)
    atlas.need(float(fine[2].min()), float(fine[2].max()))
    return _without_fat(fine, shape, atlas)


def _straight(shape: Shape, z: float, y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """Undo shift, turn and scale."""
    turn = math.radians(shape.angle)
    dx, dy = x[None] - shape.shift[0], y[:, None] - shape.shift[1]
    right = (dx * math.cos(turn) + dy * math.sin(turn)) / (shape.size * math.sqrt(shape.aspect))
    down = (dy * math.cos(turn) - dx * math.sin(turn)) / (shape.size / math.sqrt(shape.aspect))
    return torch.stack((right, down, torch.full_like(right, z / shape.size)))


def _without_fat(place: torch.Tensor, shape: Shape, atlas: Atlas) -> tuple[torch.Tensor, torch.Tensor]:
    """Move places toward the middle by the fat that was put under the skin: more in front than behind."""
    x, y, z = place
    row = int(((z[len(y) // 2, len(x) // 2] - atlas.low) / GAP).round().clamp(0, len(atlas.radius) - 1))
    far = torch.hypot(x, y).clamp_min_(1)
    turn = (torch.atan2(y, x) / (2 * math.pi) + 0.5) * RAYS
    low = turn.floor()
    known = torch.cat((atlas.radius[row], atlas.radius[row, :2]))
    index = low.long().clamp_(0, RAYS)
    skin = torch.lerp(known[index], known[index + 1], turn - low)
    more = shape.fat / shape.size * (0.6 - 0.4 * y / far)
    inner = skin - SKIN - RING
    moved = (far - inner) * (more / (RING + more))
    moved = torch.minimum(torch.maximum(moved, more.clamp_max(0)), more.clamp_min(0))
    moved = torch.where(far > inner, moved, 0.0)
    share = moved / more.clamp_min(1e-3)
    padding = (torch.minimum(share, 1 - share) * (more / 2).clamp_min(0)).clamp_(0, 1)
    return torch.stack((x - x / far * moved, y - y / far * moved, z)), padding
