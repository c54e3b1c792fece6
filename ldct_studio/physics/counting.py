"""Mean and variance of the logarithm of few counts, where 1/λ no longer holds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import torch

_FEW = 20.0
"""Below this many expected counts Poisson probabilities are summed, above a skewed normal."""
_MANY = 5000.0
"""Above this many expected counts the second-order expansion is exact to 1e-4."""


@dataclass(frozen=True, eq=False)
class LogCounts:
    """Statistics of -ln max(Poisson(λ) + N(0, σe²), floor).

    ``attenuation`` (n,), rising, is its mean: what a measured line integral less ln n0 tells on average,
    bias included; ``variance`` (n,) is its variance. Both float64.
    """

    attenuation: torch.Tensor
    variance: torch.Tensor
    electronic: float

    def variance_at(self, attenuation: torch.Tensor) -> torch.Tensor:
        """Return the variance of line integrals p measured with n0 photons, from ``p - ln n0``.

        Going through the biased mean undoes the bias of starved rays (science: E[p̂] - p > 0).
        """
        where = torch.searchsorted(self.attenuation, attenuation.contiguous())
        right = where.clamp(1, len(self.attenuation) - 1)
        a, b = self.attenuation[right - 1], self.attenuation[right]
        share = ((attenuation - a) / (b - a)).clamp(0, 1)
        tabled = torch.lerp(self.variance[right - 1].log(), self.variance[right].log(), share).exp()
        return torch.where(where == 0, _expansion(torch.exp(-attenuation), self.electronic), tabled)


def _expansion(expected: torch.Tensor, electronic: float) -> torch.Tensor:
    """Return the variance to second order: 1/λ·(1 + (σe² + 1.5)/λ) (science, finding 1)."""
    return (1 + (electronic**2 + 1.5) / expected) / expected


@lru_cache(maxsize=8)
def log_counts(electronic: float, floor: float = 0.5) -> LogCounts:
    """Return the statistics for an electronic noise in photons and a floor of the counts."""
    expected = torch.logspace(math.log10(_MANY), -2, 320, dtype=torch.float64)
    few = expected < _FEW
    many = _moments(*_skewed_normal(expected[~few]), electronic, floor)
    rare = _moments(*_poisson(expected[few]), electronic, floor)
    mean, variance = (torch.cat(pair) for pair in zip(many, rare, strict=True))
    return LogCounts(mean, variance, electronic)


def _poisson(expected: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    count = torch.arange(64, dtype=torch.float64).expand(len(expected), 64)
    rate = expected[:, None]
    return count, torch.exp(count * rate.log() - rate - torch.lgamma(count + 1))


def _skewed_normal(expected: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    z, weight = _normal()
    rate = expected[:, None]
    return rate + rate.sqrt() * z + (z * z - 1) / 6, weight.expand(len(expected), len(z))


def _normal() -> tuple[torch.Tensor, torch.Tensor]:
    z = torch.linspace(-6, 6, 97, dtype=torch.float64)
    weight = torch.exp(-z * z / 2)
    return z, weight / weight.sum()


def _moments(
    count: torch.Tensor, weight: torch.Tensor, electronic: float, floor: float
) -> tuple[torch.Tensor, torch.Tensor]:
    z, share = _normal()
    value = -(count[:, :, None] + electronic * z).clamp_min(floor).log()
    joint = weight[:, :, None] * share
    mean = (value * joint).sum((1, 2))
    return mean, ((value - mean[:, None, None]).square() * joint).sum((1, 2))
