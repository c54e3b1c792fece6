"""HU and attenuation, in the LoDoPaB convention (Leuschner et al. 2021)."""

from __future__ import annotations

import torch

MU_WATER = 20.0
"""Attenuation of water in 1/m."""
MU_AIR = 0.02
"""Attenuation of air in 1/m."""
MU_MAX = 3071 * (MU_WATER - MU_AIR) / 1000 + MU_WATER
"""Attenuation at 3071 HU in 1/m: the number by which LoDoPaB divides its line integrals."""
HU_PER_MU = 1000 / (MU_WATER - MU_AIR)
"""HU per 1/m."""
AIR_HU = -MU_WATER * HU_PER_MU
"""HU of zero attenuation: -1001.001."""


PADDING_HU = -1990.0
"""Padding is -2000 HU and less; the noise of a starved scan reaches nearly as low in air."""


def hu_to_mu(hu: torch.Tensor) -> torch.Tensor:
    """Return attenuation in 1/m; padding becomes vacuum.

    What noise makes thinner than vacuum stays: it averages out along a ray, and clamped it would add up.
    """
    return torch.where(hu > PADDING_HU, (hu - AIR_HU) / HU_PER_MU, 0.0)


def mu_to_hu(mu: torch.Tensor) -> torch.Tensor:
    """Return HU of an attenuation in 1/m."""
    return mu * HU_PER_MU + AIR_HU


def value_of(mu: torch.Tensor, water: float | None) -> torch.Tensor:
    """Return values of an attenuation in 1/m: HU by that of ``water``, or 1/cm where that is None."""
    slope, zero = _scale(water)
    return mu * slope + zero


def from_hu(hu: torch.Tensor, water: float | None) -> torch.Tensor:
    """Return HU of the convention above as values of a scan that has its own water, or none."""
    return hu if water == MU_WATER else value_of((hu - AIR_HU) / HU_PER_MU, water)


def per_hu(water: float | None) -> float:
    """Return how much a value of such a scan changes by where one of the convention changes by 1 HU."""
    return _scale(water)[0] / HU_PER_MU


def _scale(water: float | None) -> tuple[float, float]:
    """Return the value per 1/m, and the value of vacuum."""
    if water is None:
        return 0.01, 0.0
    slope = 1000 / (water - MU_AIR)
    return slope, -water * slope
