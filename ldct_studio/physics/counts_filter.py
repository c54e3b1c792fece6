"""Filter of line integrals where few photons came through: against streaks, and nowhere else."""

from __future__ import annotations

import torch

from ..core.cancel import interruptible
from ..core.errors import GeometryError
from .counting import smoothed_exp

WIDEST = 1.5
"""Largest SD of the smoothing in rays: 28 of them together."""
_REACH = 3
"""Rays to either side that are averaged."""
_SIMILAR = 3.0
"""Counts further apart than so many of their noise SDs are not averaged: edges of bones and metal stay."""
_FLOOR = 0.5
"""Least count that has a logarithm."""


def filter_starved(
    sino: torch.Tensor, n0: float | torch.Tensor, electronic: float, threshold: float
) -> torch.Tensor:
    """Return line integrals ``(views, bins)`` with rays averaged where fewer photons than ``threshold`` came.

    ``n0`` is the photons per ray without the patient, one number or one per bin, and ``electronic`` the SD of
    electronic noise in photons. As many neighbors are averaged as bring the photons of a ray up to
    ``threshold`` (adaptive as in Hsieh 1998): with λ expected photons a Gaussian that leaves λ/threshold of
    the noise variance, up to an SD of 1.5 rays. Averaged are counts after the generalized Anscombe transform
    2√(n + 3/8 + σe²) (Murtagh et al. 1995), where noise has SD 1 and edges can be told from it (bilateral),
    and the transform is undone without bias. Rays with ``threshold`` photons and more are returned bit for
    bit. Raises ``GeometryError`` for a threshold or photons that are not positive.
    """
    photons = torch.as_tensor(n0, dtype=sino.dtype, device=sino.device)
    if not threshold > 0 or not bool((photons > 0).all()):
        raise GeometryError("The number of photons and the threshold of the filter must be positive.")
    expected = (photons / smoothed_exp(sino)).flatten()
    starved = (expected < threshold).nonzero()[:, 0]
    result = sino.clone()
    if not len(starved):
        return result
    width = _width(threshold / expected[starved])
    flat = 3 / 8 + electronic**2
    counts = photons * torch.exp(-sino)
    mean, kept = _averaged(2 * (counts + flat).sqrt(), starved, width)
    # E[mean²] = (2√(λ + flat))² - 1 + variance of the mean, and that is 1 before and `kept` after averaging
    filtered = (mean.square() / 4 + (1 - kept) / 4 - flat).clamp_min(_FLOOR)
    origin = photons.log().expand(sino.shape).flatten()[starved]
    result.view(-1)[starved] = origin - filtered.log()
    return result


def _width(rays: torch.Tensor) -> torch.Tensor:
    """Return the SD of the Gaussian that averages as well as so many rays (n,), in rays."""
    width = torch.linspace(0.2, WIDEST, 66, dtype=rays.dtype, device=rays.device)
    step = torch.arange(-_REACH, _REACH + 1, device=rays.device)
    weight = torch.exp(-0.5 * (step / width[:, None]).square())
    reached = (weight.sum(1).square() / weight.square().sum(1)).square()  # along views and bins
    place = torch.searchsorted(reached, rays).clamp(1, len(width) - 1)
    low, high = reached[place - 1], reached[place]
    return torch.lerp(width[place - 1], width[place], ((rays - low) / (high - low)).clamp(0, 1))


def _averaged(
    stable: torch.Tensor, starved: torch.Tensor, width: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return bilateral means (n,) of values (views, bins) with noise of SD 1, and the noise variance left."""
    views, bins = stable.shape
    view, column = starved // bins, starved % bins
    middle = stable.flatten()[starved]
    total, weight, squared = torch.zeros_like(width), torch.zeros_like(width), torch.zeros_like(width)
    sharpness = 1 / (2 * width.square()).clamp_min(1e-6)
    window = range(-_REACH, _REACH + 1)
    for dv, db in interruptible((dv, db) for dv in window for db in window):
        near = (view + dv).clamp(0, views - 1) * bins + (column + db).clamp(0, bins - 1)
        value = stable.flatten()[near]
        apart = (value - middle).square() / (4 * _SIMILAR**2)
        share = torch.exp(-(dv * dv + db * db) * sharpness - apart)
        total += share * value
        weight += share
        squared += share.square()
    return total / weight, squared / weight.square()
