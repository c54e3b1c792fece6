"""Mean and variance of the logarithm of few counts, where 1/λ no longer holds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

_Curve = npt.NDArray[np.float64]
_FIRST = (127 - 40) << 7
"""Leading bits (exponent and 7 of the fraction) of the float32 2⁻⁴⁰, where the tables begin."""
_CELLS = 47 << 7
"""Cells of a table: 128 for every factor of two of 1/λ, to 2⁷."""
_FEW = 20.0
"""Below this many expected counts Poisson probabilities are summed, above a skewed normal."""
_MANY = 5000.0
"""Above this many expected counts the second-order expansion is exact to 1e-4."""


@dataclass(frozen=True, eq=False)
class LogCounts:
    """Statistics of -ln max(Poisson(λ) + N(0, σe²), floor).

    ``attenuation`` (n,), rising, is its mean: what a measured line integral less ln n0 tells on average,
    bias included; ``variance`` (n,) is its variance. All float64.
    """

    expected: torch.Tensor
    """λ (n,), falling."""
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


def smoothed_exp(p: torch.Tensor) -> torch.Tensor:
    """Return e^p of measured line integrals (views, bins), their noise averaged over 3×3 rays before.

    The exponential makes a bias of noise, and how many photons a ray meets changes slowly.
    """
    return F.avg_pool2d(p[None], 3, 1, 1, count_include_pad=False)[0].exp_()


def missing_noise(
    exp_p: torch.Tensor, n0: float | torch.Tensor, electronic: float, fraction: float, field: torch.Tensor
) -> torch.Tensor:
    """Return the noise that rays (any shape) lack at a fraction of their dose, the logarithm's bias included.

    ``exp_p`` is that of ``smoothed_exp``, ``n0`` photons per ray at full dose, ``field`` that of
    ``normal_field``, whose first part is used; float32, the arguments of ``insertion_noise``. SD² =
    Var(rλ) - Var(λ), at least 0, and mean = bias(rλ) - bias(λ), both of the logarithm of floored counts:
    unlike the first-order law this holds down to no photons at all. Exactly 0 at fraction 1. λ is looked
    up by the leading bits of e^p/n0, to the nearest 0.4 %.
    """
    deviation, shift = (part.to(exp_p.device) for part in _missing(electronic, fraction))
    place = (exp_p / n0).view(torch.int32).bitwise_right_shift_(16).sub_(_FIRST).clamp_(0, _CELLS - 1)
    cell = place.long()
    return torch.take(deviation, cell).mul_(field[0]).add_(torch.take(shift, cell))


@lru_cache(maxsize=16)
def _missing(electronic: float, fraction: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Return SD and mean of what is missing, (n,) each, float32, by the leading bits of 1/λ."""
    log, variance, bias = _uniform(electronic)
    lower_variance, lower_bias = _moments_at(log - math.log(fraction), log_counts(electronic))
    return (
        torch.from_numpy(np.sqrt(np.maximum(lower_variance - variance, 0))).float(),
        torch.from_numpy(lower_bias - bias).float(),
    )


@lru_cache(maxsize=8)
def _uniform(electronic: float) -> tuple[_Curve, _Curve, _Curve]:
    """Return -ln λ, and variance and bias of the logarithm of the counts, by the leading bits of e^p/n0.

    The p of a measured picture holds the bias of its own scan; it is taken out.
    """
    counts = log_counts(electronic)
    bits = (torch.arange(_FIRST, _FIRST + _CELLS, dtype=torch.int32) << 16) + (1 << 15)
    measured = bits.view(torch.float32).double().log().numpy()
    known = -counts.expected.log().numpy()
    log = np.where(
        measured < counts.attenuation[0].item(),
        measured,
        np.interp(measured, counts.attenuation.numpy(), known),
    )
    return log, *_moments_at(log, counts)


def _moments_at(log: _Curve, counts: LogCounts) -> tuple[_Curve, _Curve]:
    """Return variance and bias of the logarithm of the counts at -ln λ."""
    known = -counts.expected.log().numpy()
    few = np.exp(np.interp(log, known, counts.variance.log().numpy()))
    expected = torch.from_numpy(np.exp(-log))
    many = expected.numpy() > _MANY
    bias = np.interp(log, known, (counts.attenuation + counts.expected.log()).numpy())
    return (
        np.where(many, _expansion(expected, counts.electronic).numpy(), few),
        np.where(many, ((1 + counts.electronic**2 / expected) / (2 * expected)).numpy(), bias),
    )


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
    return LogCounts(expected, mean, variance, electronic)


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
