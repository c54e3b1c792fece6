"""ResNet-18 of any width (He et al. 2016), for numbers that are read off a picture."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..core.cancel import check

_BLOCKS = 2
"""Of every level: 18 layers in all."""


class ResNet18(nn.Module):
    """A picture to numbers: 7×7 and pooling, four levels of two blocks each, their mean, one linear layer.

    ``width`` is the number of channels of the first level, 64 as published; every level has twice those of
    the one before. The last layer begins with weights of 0, so that fresh networks answer alike to all
    pictures.
    """

    def __init__(self, inputs: int = 1, outputs: int = 1, width: int = 64) -> None:
        super().__init__()
        self.first = nn.Conv2d(inputs, width, 7, stride=2, padding=3, bias=False)
        self.norm = nn.BatchNorm2d(width)
        levels, channels = [], width
        for level in range(4):
            wider = width * 2**level
            for block in range(_BLOCKS):
                levels.append(_Block(channels, wider, stride=2 if level and not block else 1))
                channels = wider
        self.levels = nn.Sequential(*levels)
        self.last = nn.Linear(channels, outputs)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return (n, outputs) of pictures (n, inputs, y, x); stops where nobody waits any more."""
        check()
        x = functional.relu(self.norm(self.first(x)))
        x = self.levels(functional.max_pool2d(x, 3, stride=2, padding=1))
        y: torch.Tensor = self.last(x.mean((2, 3)))
        return y


class _Block(nn.Module):
    """Two 3×3 convolutions beside a short cut."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.one = nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False)
        self.two = nn.Conv2d(outputs, outputs, 3, padding=1, bias=False)
        self.norms = nn.ModuleList((nn.BatchNorm2d(outputs), nn.BatchNorm2d(outputs)))
        self.short: nn.Module = nn.Identity()
        if stride != 1 or inputs != outputs:
            passing = nn.Conv2d(inputs, outputs, 1, stride=stride, bias=False)
            self.short = nn.Sequential(passing, nn.BatchNorm2d(outputs))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        check()
        y = functional.relu(self.norms[0](self.one(x)))
        z: torch.Tensor = functional.relu(self.norms[1](self.two(y)) + self.short(x))
        return z
