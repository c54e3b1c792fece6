"""A step of an optimizer down a loss, guarded against divergence, and the learning rate of a step."""

from __future__ import annotations

import math

import torch
from torch import nn

from ..core.errors import StudioError
from ..core.run import Run

CLIP = 1.0
"""The longest gradient, in the Euclidean norm over all weights; a longer one is made this long."""


def descend(
    run: Run, net: nn.Module, optimizer: torch.optim.Optimizer, loss: torch.Tensor, step: int
) -> float:
    """Take one step down a loss, a single number that was computed just before; return that number.

    ``net`` and ``optimizer`` are those of ``run.setup``, and ``step`` is the number that ``run.steps`` gave.
    The gradient is clipped to a length of 1. Raises ``StudioError`` where the loss or its gradient is no
    number any more; the weights are then as they were.
    """
    optimizer.zero_grad(set_to_none=True)
    run.backward(loss)
    norm = nn.utils.clip_grad_norm_(net.parameters(), CLIP)
    value, length = torch.stack((loss.detach(), norm)).tolist()
    if not math.isfinite(value + length):  # before the weights and the next checkpoint take it over
        raise StudioError(
            f"The training diverged at step {step + 1}; begin it again with a lower learning rate."
        )
    optimizer.step()
    return float(value)


def schedule(step: int, total: int, warm: int, lowest: float) -> float:
    """Return the learning rate of a step as a part of the highest, a function of the step alone.

    It rises in a straight line over the first ``warm`` steps, and falls along a cosine from 1 at the first
    step to ``lowest``, a part of 1, behind the last of ``total`` steps.
    """
    rising = min(1.0, (step + 1) / warm)
    return rising * (lowest + (1 - lowest) * (1 + math.cos(math.pi * step / total)) / 2)
