"""Unpaired slices as a training step sees them: turned, mirrored and shifted by chance."""

from __future__ import annotations

import torch

from .losses import LOW, scaled
from .mvct import moved
from .scans import Unpaired

_TURNED = 0.5
"""How many are turned, as turning smooths the noise; all are shifted by whole pixels, half are mirrored."""


def draw_batch(
    pool: Unpaired,
    count: int,
    turn: float,
    shift_px: int,
    chance: torch.Generator,
    device: torch.device,
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return MVCT and planning CT of unlike places, (n, 1, N, N) in [-1, 1], on a device."""
    parts = []
    for stack in (pool.mv, pool.kv):
        chosen = stack[torch.randint(len(stack), (count,), generator=chance)]
        rows = [_changed(row, turn, shift_px, chance) for row in chosen]
        parts.append(scaled(torch.stack(rows))[:, None].to(device))
    return parts[0], parts[1]


def _changed(row: torch.Tensor, turn: float, shift_px: int, chance: torch.Generator) -> torch.Tensor:
    mirrored, turned, share = torch.rand(3, generator=chance).tolist()
    if mirrored < 0.5:
        row = row.flip(-1)
    if turned < _TURNED and turn > 0:
        row = moved(row[None], (0.0, 0.0), (2 * share - 1) * turn, LOW)[0]
    if shift_px > 0:
        y, x = torch.randint(-shift_px, shift_px + 1, (2,), generator=chance).tolist()
        row = _shifted(row, y, x)
    return row


def _shifted(row: torch.Tensor, y: int, x: int) -> torch.Tensor:
    """Return a slice (y, x) shifted by whole pixels, air coming in."""
    made, (rows, columns) = torch.full_like(row, LOW), row.shape
    to = slice(max(y, 0), rows + min(y, 0)), slice(max(x, 0), columns + min(x, 0))
    of = slice(max(-y, 0), rows + min(-y, 0)), slice(max(-x, 0), columns + min(-x, 0))
    made[to] = row[of]
    return made
