"""Pictures brought to the pixel size that a network was trained at, and its answer back."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

_SMALLEST = 16
"""Pixels below which no side of a picture is brought."""


def logits_at(net: nn.Module, hu: torch.Tensor, pixel_mm: float, works_at_mm: float | None) -> torch.Tensor:
    """Return the logits (n, classes, y, x) of pictures (n, 1, y, x) in HU; differentiable."""
    shape = hu.shape[-2:]
    if works_at_mm is not None:
        size = [max(_SMALLEST, round(n * pixel_mm / works_at_mm)) for n in shape]
        if size != list(shape):
            hu = functional.interpolate(hu, size, mode="bilinear", antialias=True, align_corners=False)
    logits: torch.Tensor = net(hu)
    if logits.shape[-2:] == shape:
        return logits
    return functional.interpolate(logits, shape, mode="bilinear", align_corners=False)
