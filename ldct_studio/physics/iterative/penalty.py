"""What rough pictures cost: total variation, or Huber's function of the gradient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
from torch.nn.functional import pad

from .stacks import inner

Potential = Literal["tv", "huber"]
Slopes = tuple[torch.Tensor, torch.Tensor]


@dataclass(frozen=True)
class Penalty:
    """The penalty Σ β_j ψ(|∇x|_j) with β = ``strength`` times a unit (n, y, x) in m.

    tv: ψ(t) = √(t² + δ²) - δ, total variation with its corner rounded (Vogel and Oman 1996); huber:
    ψ(t) = t²/2δ up to δ and t - δ/2 beyond (Huber 1964). Both rise with slope 1 at last, so a strength
    means the same for both. δ is ``rounding``, like x in 1/m.
    """

    potential: Potential
    strength: float
    rounding: float

    def value(self, slopes: Slopes, unit: torch.Tensor) -> torch.Tensor:
        """Return the penalty of each picture, (n, 1, 1), from its `slopes_of`."""
        steepness = torch.hypot(*slopes)
        if self.potential == "tv":
            cost = self._rounded(steepness) - self.rounding
        else:
            near = steepness.clamp(max=self.rounding)
            cost = near * near / (2 * self.rounding) + (steepness - near)
        return self.strength * inner(unit, cost)

    def majorizer(self, slopes: Slopes, unit: torch.Tensor) -> torch.Tensor:
        """Return ω = β ψ'(t)/t, (n, y, x).

        ½ Σ ω |∇x|² plus a constant touches the penalty at the picture of these slopes and is above it
        everywhere else, because ψ(√·) is concave (Geman and Reynolds 1992).
        """
        steepness = torch.hypot(*slopes)
        round_ = self._rounded(steepness) if self.potential == "tv" else steepness.clamp(min=self.rounding)
        return self.strength * unit / round_

    def _rounded(self, steepness: torch.Tensor) -> torch.Tensor:
        return torch.hypot(steepness, torch.full_like(steepness, self.rounding))


def slopes_of(image: torch.Tensor) -> Slopes:
    """Return ∇x: differences to the next row and the next column, each (n, y, x), 0 at the border."""
    return pad(image.diff(dim=1), (0, 0, 0, 1)), pad(image.diff(dim=2), (0, 1))


def image_of(slopes: Slopes) -> torch.Tensor:
    """Return the transpose of `slopes_of`, (n, y, x)."""
    down, right = slopes
    image = torch.zeros_like(down)
    image[:, 1:] += down[:, :-1]
    image[:, :-1] -= down[:, :-1]
    image[:, :, 1:] += right[:, :, :-1]
    image[:, :, :-1] -= right[:, :, :-1]
    return image
