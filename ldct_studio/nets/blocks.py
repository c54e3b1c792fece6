"""What the networks share: pictures of any size, convolutions in pairs, and a place to stop."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import nn
from torch.nn import functional

from ..core.cancel import check


class DoubleConv(nn.Sequential):
    """Two 3×3 convolutions, padded, each with batch normalization where ``normalized``, and ReLU."""

    def __init__(self, inputs: int, outputs: int, normalized: bool = True) -> None:
        layers: list[nn.Module] = []
        for channels in (inputs, outputs):
            layers.append(nn.Conv2d(channels, outputs, 3, padding=1, bias=not normalized))
            if normalized:
                layers.append(nn.BatchNorm2d(outputs))
            layers.append(nn.ReLU(inplace=True))
        super().__init__(*layers)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return (n, outputs, y, x); stops where nobody waits any more."""
        check()
        for layer in self:
            x = layer(x)
        return x


def padded(x: torch.Tensor, multiple: int, run: Callable[[torch.Tensor], torch.Tensor]) -> torch.Tensor:
    """Run a network that wants sides of a multiple on pictures (n, c, y, x) of any size.

    The border is repeated outwards and cut off again.
    """
    rows, columns = x.shape[-2:]
    down, right = -rows % multiple, -columns % multiple
    if not (down or right):
        return run(x)
    return run(functional.pad(x, (0, right, 0, down), mode="replicate"))[..., :rows, :columns]
