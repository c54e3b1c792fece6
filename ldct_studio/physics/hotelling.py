"""The channelized Hotelling observer: d' from pictures with and without a signal, and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch

from ..core.errors import GeometryError
from .detectability import frequencies

_FIRST, _GROWTH, _BAND = 0.015, 2.0, 2.0
"""Of sparse differences of Gaussians, the first in cycles per pixel (Abbey and Barrett 2001)."""
_SURE = 0.95


@dataclass(frozen=True)
class Detectability:
    """d' and its 95 % confidence interval."""

    value: float
    low: float
    high: float


def dog_channels(side: int, count: int = 5) -> torch.Tensor:
    """Return difference-of-Gaussians channels (count, s, s), centered, each of length 1, float64.

    C_j(ρ) = exp(-½(ρ/(Q·σ_j))²) - exp(-½(ρ/σ_j)²) with σ_j = 0.015·2^(j-1) cycles per pixel and Q = 2.
    """
    rho = frequencies(side, 1.0)
    channels = []
    for j in range(count):
        sigma = _FIRST * _GROWTH**j
        band = torch.exp(-0.5 * (rho / (_BAND * sigma)) ** 2) - torch.exp(-0.5 * (rho / sigma) ** 2)
        picture = torch.fft.fftshift(torch.fft.ifft2(band).real)
        channels.append(picture / picture.norm())
    return torch.stack(channels)


def outputs(patches: torch.Tensor, channels: torch.Tensor) -> torch.Tensor:
    """Return what channels (p, s, s) see in patches (n, s, s): (n, p), float64."""
    return patches.to(torch.float64).flatten(1) @ channels.flatten(1).T


def covariance(*groups: torch.Tensor) -> tuple[torch.Tensor, int]:
    """Return the covariance (p, p) pooled over groups (n, p), each around its own mean, and its degrees."""
    centered = torch.cat([group - group.mean(0) for group in groups])
    degrees = len(centered) - len(groups)
    return centered.T @ centered / degrees, degrees


def hotelling(
    difference: torch.Tensor, covariance: torch.Tensor, degrees: int, spread: float
) -> Detectability:
    """Return d' of a mean difference (p,) of channel outputs under a covariance (p, p).

    ``spread`` is by what the covariance of one picture is multiplied in that of ``difference``: 1/n + 1/m
    for means over n and m independent pictures. ``degrees`` are those of the covariance. The value is
    the root of the unbiased estimate of d'², 0 where that is negative. The interval is exact for Gaussian
    outputs: (ν-p+1)/(ν·p)·D²/spread follows F(p, ν-p+1) with the non-centrality d'²/spread (Wunderlich et
    al. 2015, equations for unknown means). Raises ``GeometryError`` where there are too few pictures.
    """
    p = len(difference)
    if degrees < p + 2:
        raise GeometryError(f"{p} channels need {p + 4} pictures at least, and more to be sure of d'.")
    distance = float(difference @ torch.linalg.solve(covariance, difference))
    unbiased = (degrees - p - 1) / degrees * distance - p * spread
    statistic = (degrees - p + 1) / (degrees * p) * distance / spread
    low, high = (
        math.sqrt(_non_centrality(statistic, p, degrees - p + 1, tail) * spread)
        for tail in ((1 + _SURE) / 2, (1 - _SURE) / 2)
    )
    return Detectability(math.sqrt(max(unbiased, 0.0)), low, high)


def _non_centrality(statistic: float, p: int, rest: int, tail: float) -> float:
    """Return the non-centrality under which F(p, rest) stays below a statistic with a probability."""
    from scipy.optimize import brentq
    from scipy.stats import ncf

    def above(value: float) -> float:
        return float(ncf.cdf(statistic, p, rest, value)) - tail

    if above(1e-9) <= 0:
        return 0.0
    end = max(4 * p * statistic, 10.0)
    while above(end) > 0:
        end *= 2
    return float(brentq(above, 1e-9, end))


def bootstrapped(
    measure: Callable[[torch.Tensor], float], pictures: int, turns: int, chance: torch.Generator
) -> tuple[float, float]:
    """Return the middle 95 % of what ``measure`` makes of as many pictures drawn with replacement."""
    values = torch.tensor(
        [measure(torch.randint(pictures, (pictures,), generator=chance)) for _ in range(turns)]
    )
    low, high = torch.quantile(values.to(torch.float64), torch.tensor([0.025, 0.975], dtype=torch.float64))
    return float(low), float(high)
