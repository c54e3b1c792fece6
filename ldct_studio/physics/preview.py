"""Preview: the pictures of all doses as sums of a few, for noise that is inserted along a Gaussian law."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import torch

from ..core.errors import GeometryError

KNOTS = 4
"""Pictures that are kept; with four no ray's SD is off by 0.1 % from 1e4 photons on."""
LEAST = 0.01
"""The lowest dose that a preview knows, as a fraction."""
FEW = 40.0
"""Expected counts on the darkest ray below which the Gaussian law is no longer that of counted photons."""
_SAMPLES = 200


@dataclass(frozen=True, eq=False)
class Preview:
    """Loaded rows and pictures of noise that add up to what `insertion_noise` inserts at any dose.

    With g = e^p/n0 the SD of a ray is √((1 - a)/a)·√g·√(1 + τ(a)·g), τ(a) = σe²·(1 + a)/a: only the last
    factor does not separate into dose and ray. It is a sum over ``taus``; ``noise`` (k, N, N) in HU are the
    pictures of √(g·(1 + τ_k·g))·ε, ``base`` (N, N) is the loaded row, ``rays`` (s,) are values of g.
    """

    base: torch.Tensor
    noise: torch.Tensor
    taus: torch.Tensor
    rays: torch.Tensor
    electronic: float

    @classmethod
    def of(
        cls,
        base: torch.Tensor,
        exp_p: torch.Tensor,
        n0: float | torch.Tensor,
        electronic: float,
        field: torch.Tensor,
        reconstruct: Callable[[torch.Tensor], torch.Tensor],
        knots: int = KNOTS,
    ) -> Self:
        """Reconstruct the pictures of noise of one row, all ``knots`` together.

        ``exp_p`` (views, bins), ``n0`` and ``field`` are those of `insertion_noise`; ``reconstruct`` makes
        pictures (k, N, N) in HU, 0 for nothing, of line integrals (k, views, bins) and must be linear.
        """
        per_photon = exp_p / n0
        taus = _knots(electronic, knots)
        factors = taus.to(per_photon)[:, None, None]
        rays = (factors * per_photon).add_(1).mul_(per_photon).sqrt_().mul_(field[0])
        lowest, highest = (math.log10(float(g)) for g in torch.aminmax(per_photon))
        samples = torch.logspace(lowest, highest, _SAMPLES, dtype=torch.float64)
        return cls(base, reconstruct(rays), taus, samples, electronic)

    def holds(self, fraction: float) -> bool:
        """Say whether no ray is starved at a fraction of the dose.

        From 40 counts on, `missing_noise` makes a picture that differs by at most 4 % of its noise.
        """
        return fraction >= max(LEAST, FEW * float(self.rays[-1]))

    def coefficients(self, fraction: float) -> torch.Tensor:
        """Return the weights of the pictures of noise at a fraction of the dose, (k,), float64.

        Least squares of the relative error of the SD over all rays. Raises ``GeometryError`` outside 0.01…1.
        """
        if not LEAST <= fraction <= 1:
            raise GeometryError(f"A preview knows doses from 1 % to 100 % of the scan, not {fraction:.2%}.")
        wanted = (1 + _tau(self.electronic, fraction) * self.rays).sqrt()
        known = (1 + self.taus * self.rays[:, None]).sqrt() / wanted[:, None]
        shares: torch.Tensor = torch.linalg.lstsq(known, torch.ones_like(wanted)[:, None]).solution[:, 0]
        return shares * math.sqrt((1 - fraction) / fraction)

    def picture(self, fraction: float) -> torch.Tensor:
        """Return the row (N, N) in HU at a fraction of its dose; at 1 the loaded one, pixel for pixel."""
        weights = self.coefficients(fraction).to(self.noise)
        grain: torch.Tensor = torch.tensordot(weights, self.noise, 1)
        return self.base + grain


def _tau(electronic: float, fraction: float) -> float:
    return electronic**2 * (1 + fraction) / fraction


def _knots(electronic: float, count: int) -> torch.Tensor:
    """Return τ (k,), float64, whose roots are Chebyshev nodes; one is exact without electronic noise."""
    if electronic == 0:
        return torch.zeros(1, dtype=torch.float64)
    low, high = math.sqrt(_tau(electronic, 1)), math.sqrt(_tau(electronic, LEAST))
    angle = math.pi * (torch.arange(count, dtype=torch.float64) + 0.5) / count
    return ((low + high) / 2 - (high - low) / 2 * angle.cos()).square()
