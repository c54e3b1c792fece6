"""Pictures brought to the pixel size that a network was trained at, and its answer back."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch.nn import functional

_SMALLEST = 16
"""Pixels below which no side of a picture is brought."""


def logits_at(
    net: Callable[[torch.Tensor], torch.Tensor], hu: torch.Tensor, pixel_mm: float, works_at_mm: float | None
) -> torch.Tensor:
    """Return the logits (n, classes, y, x) of pictures (n, 1, y, x) in HU; differentiable.

    A denoiser's HU (n, 1, y, x) take the same way.
    """
    shape = hu.shape[-2:]
    if works_at_mm is not None:
        size = [max(_SMALLEST, round(n * pixel_mm / works_at_mm)) for n in shape]
        if size != list(shape):
            hu = functional.interpolate(hu, size, mode="bilinear", antialias=True, align_corners=False)
    logits = net(hu)
    if logits.shape[-2:] == shape:
        return logits
    return functional.interpolate(logits, shape, mode="bilinear", align_corners=False)
