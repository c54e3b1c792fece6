"""From HU into a network and back: what the ends of a network mean."""

from __future__ import annotations

import math

import torch
from torch import nn


class Residual(nn.Module):
    """A denoiser over all HU: out = x + scale · f(x / scale)."""

    def __init__(self, net: nn.Module, scale: float) -> None:
        super().__init__()
        self.net, self.scale = net, scale

    def forward(self, hu: torch.Tensor) -> torch.Tensor:
        """Return HU, like ``hu`` (n, 1, y, x)."""
        y: torch.Tensor = hu + self.scale * self.net(hu / self.scale)
        return y


class Sigmoid(nn.Module):
    """A network whose picture lies in a window: HU → [0, 1], clipped → f → sigmoid → HU.

    The form of Sefercioglu 2025. What lies outside the window is lost.
    """

    def __init__(self, net: nn.Module, low: float, high: float) -> None:
        super().__init__()
        self.net, self.low, self.high = net, low, high

    def forward(self, hu: torch.Tensor) -> torch.Tensor:
        """Return HU within the window, like ``hu`` (n, 1, y, x)."""
        y: torch.Tensor = self.net(to_unit(hu, self.low, self.high)).sigmoid()
        return self.low + (self.high - self.low) * y


class Logits(nn.Module):
    """A segmenter: HU → [0, 1] in a window, clipped → logits."""

    def __init__(self, net: nn.Module, low: float, high: float) -> None:
        super().__init__()
        self.net, self.low, self.high = net, low, high

    def forward(self, hu: torch.Tensor) -> torch.Tensor:
        """Return logits (n, classes, y, x), class 0 being the background."""
        y: torch.Tensor = self.net(to_unit(hu, self.low, self.high))
        return y


class LogPhotons(nn.Module):
    """A dose module: a prior picture in [0, 1] → ln of the photons per ray, between a lowest and a highest.

    Fresh, it answers ``start`` to every picture (End2end-ALARA, eq. 1 and 2: n0 = e^d).
    """

    def __init__(self, net: nn.Module, low: float, high: float, start: float) -> None:
        super().__init__()
        self.net, self.start = net, math.log(start)
        self.limits = (math.log(low), math.log(high))

    def forward(self, prior: torch.Tensor) -> torch.Tensor:
        """Return d = ln n0 (n,) of priors (n, c, y, x)."""
        d: torch.Tensor = self.start + self.net(prior)[:, 0]
        return d.clamp(*self.limits)


class Clip(nn.Module):
    """A network from [-1, 1] to [-1, 1] in a window of HU: clipped → f → HU within the window."""

    def __init__(self, net: nn.Module, low: float, high: float) -> None:
        super().__init__()
        self.net, self.low, self.high = net, low, high

    def forward(self, hu: torch.Tensor) -> torch.Tensor:
        """Return HU within the window, like ``hu`` (n, 1, y, x)."""
        y: torch.Tensor = self.net(2 * to_unit(hu, self.low, self.high) - 1)
        return self.low + (self.high - self.low) / 2 * (y + 1)


def to_unit(hu: torch.Tensor, low: float, high: float) -> torch.Tensor:
    """Return [0, 1] over a window of HU, clipped."""
    return ((hu - low) / (high - low)).clamp(0, 1)
