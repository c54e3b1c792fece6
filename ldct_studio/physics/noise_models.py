"""Seven models of a scan at lower dose, drawn anew at every call (for training and for checking).

M1 photons; M2 photons and electronic noise; M3 Gaussian after the logarithm, differentiable; M4 resampled
counts (Zabic et al. 2013); M5 thinned counts; M6 inserted Gaussian noise (Yu et al. 2012); M7 resampled
energies. M1 to M3 start from noise-free line integrals, M4 to M7 from a scan that has the noise of ``n0``
photons already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch

from ..core.errors import GeometryError
from .noise import insertion_noise

NoiseModel = Literal["M1", "M2", "M3", "M4", "M5", "M6", "M7"]
"""Names of the models."""

ENERGY_GAIN = 1.063
"""Variance over mean of an energy-integrating signal, ⟨E²⟩/⟨E⟩², behind 20 cm of water at 120 kVp."""

Policy = Literal["floor", "condition", "local-mean"]
"""What becomes of counts that have no logarithm."""

_REDRAWS = 100
_LEAST_VARIANCE, _MOST_PER_PHOTON = 1e-12, 10.0


@dataclass(frozen=True)
class ZeroCounts:
    """What becomes of counts of 0 and below.

    They are raised to ``floor`` photons, drawn again until positive, or replaced by the mean of their
    3 x 3 rays; ``floor`` is also what the last two fall back to.
    """

    policy: Policy = "floor"
    floor: float = 0.1


_FLOOR = ZeroCounts()


def simulate(
    p: torch.Tensor,
    n0: float | torch.Tensor,
    electronic: float,
    model: NoiseModel,
    generator: torch.Generator | None = None,
    *,
    fraction: float = 1.0,
    zeros: ZeroCounts = _FLOOR,
    c: float = -1.25,
    gain: float = ENERGY_GAIN,
) -> torch.Tensor:
    """Return line integrals (..., views, bins) at ``fraction`` of a scan with ``n0`` photons per ray.

    ``n0`` is a number or broadcasts to ``p``; ``electronic`` is the electronic noise in photons (SD).
    ``c`` is the second-order constant of M3: -1.25 as printed (Ma et al. 2012), 0 for first order, +1.5
    consistent.
    ``gain`` is variance over mean of the signal of M7, n' = g·M4(n/g), in units of its mean energy.
    M3 passes gradients to ``p`` and ``n0``. Raises ``GeometryError`` for a fraction outside (0, 1].
    """
    if not 0 < fraction <= 1:
        raise GeometryError(f"A dose is above 0 and at most 1 of the scan, not {fraction}.")
    photons = torch.as_tensor(n0, dtype=torch.float64, device=p.device)
    if model == "M3":
        return _post_log(p, photons * fraction, electronic, c, generator)
    if model == "M6":
        field = torch.randn(p.shape, generator=generator, device=p.device)[None]
        return p + insertion_noise(p.exp(), photons.float(), electronic, fraction, field)
    if model in ("M4", "M5", "M7") and fraction == 1:
        return p.clone()
    draw = _Draw(photons * torch.exp(-p.double()), electronic, model, fraction, gain, generator)
    counts = _positive(draw, zeros)
    return (torch.log(photons * fraction) - counts.log()).to(p.dtype)


@dataclass(frozen=True, eq=False)
class _Draw:
    """Counts that can be drawn again for some rays: expected (M1, M2), or measured at full dose."""

    counts: torch.Tensor
    electronic: float
    model: NoiseModel
    fraction: float
    gain: float
    generator: torch.Generator | None

    def __call__(self, counts: torch.Tensor) -> torch.Tensor:
        r, generator = self.fraction, self.generator
        match self.model:
            case "M1":
                return torch.poisson(r * counts, generator=generator)
            case "M2":
                photons, dark = torch.poisson(r * counts, generator=generator), 1.0
            case "M4" | "M7":
                unit = (1 - r) * (self.gain if self.model == "M7" else 1)
                photons = unit * torch.poisson(r / unit * counts.clamp_min(0), generator=generator)
                dark = (1 - r**2) ** 0.5
            case _:
                whole = counts.round().clamp_min(0)
                photons = torch.binomial(whole, torch.full_like(whole, r), generator=generator)
                dark = (1 - r**2) ** 0.5
        if not self.electronic:
            return photons
        noise = torch.randn(counts.shape, generator=generator, dtype=counts.dtype, device=counts.device)
        return photons + dark * self.electronic * noise


def _positive(draw: _Draw, zeros: ZeroCounts) -> torch.Tensor:
    counts = draw(draw.counts)
    if zeros.policy == "condition":
        for _ in range(_REDRAWS):
            empty = counts <= 0
            if not bool(empty.any()):
                break
            counts[empty] = draw(draw.counts[empty])
    elif zeros.policy == "local-mean":
        mean = torch.nn.functional.avg_pool2d(
            counts.clamp_min(0).reshape(-1, 1, *counts.shape[-2:]), 3, 1, 1, count_include_pad=False
        )
        counts = torch.where(counts > 0, counts, mean.view(counts.shape))
    return counts.clamp_min(zeros.floor)


def _post_log(
    p: torch.Tensor, n0: torch.Tensor, electronic: float, c: float, generator: torch.Generator | None
) -> torch.Tensor:
    noise = torch.randn(p.shape, generator=generator, device=p.device, dtype=torch.float64)
    return (p + post_log_sigma(p.double(), n0, electronic, c) * noise).to(p.dtype)


def post_log_sigma(p: torch.Tensor, n0: torch.Tensor, electronic: float, c: float = -1.25) -> torch.Tensor:
    """Return the SD of line integrals, σ² = (e^p/n0)(1 + (σe² + c) e^p/n0) (End2end-ALARA, eq. 4).

    Like ``p``; ``n0`` (photons per ray) broadcasts to it, and both pass gradients. e^p/n0 is kept at or below
    10, a tenth of a photon, where the law has long failed, and σ² at or above 1e-12: with σe² < 1.25 the
    printed constant makes it negative below one count.
    """
    per_photon = (torch.exp(p) / n0).clamp_max(_MOST_PER_PHOTON)
    return (per_photon * (1 + (electronic**2 + c) * per_photon)).clamp_min(_LEAST_VARIANCE).sqrt()
