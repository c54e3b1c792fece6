"""The noise of filtered back-projection at every pixel, from the variances of the rays, without a draw."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

import numpy as np
import torch

from ..core.cancel import check
from ..core.dose import Apodization
from ..core.projections import ScanGeometry
from .attenuation import HU_PER_MU
from .counting import log_counts
from .fbp import WIDTH, ramp, window
from .gridding.sampling import sampling
from .projector import backproject

_FIRST, _PER_E, _CELLS = -28, 256, 40 * 256
"""Tables over -ln λ begin here, with so many cells for every factor of e: λ from 1e12 down to 6e-6."""


def counted_variance(
    p: torch.Tensor, n0: float | torch.Tensor, electronic: float, floor: float = 0.5
) -> torch.Tensor:
    """Return the variance of line integrals measured with ``n0`` photons per ray; like the true ``p``.

    That of the logarithm of Poisson(n0·e^-p) + N(0, σe²), counts raised to ``floor``, down to no photons at
    all. λ is looked up to the nearest 0.4 %.
    """
    return _looked_up(_variances(electronic, floor), p, n0)


def unbiased(p: torch.Tensor, n0: float | torch.Tensor, electronic: float) -> torch.Tensor:
    """Return line integrals without the bias of the logarithm of few counts; like ``p``.

    ``p`` are means of what was measured with ``n0`` photons per ray and a floor of half a count.
    """
    return p - _looked_up(_biases(electronic), p, n0)


def noise_map(
    variance: torch.Tensor,
    geometry: ScanGeometry,
    size: int,
    pixel_mm: float,
    apodization: Apodization,
    before: Apodization | None = None,
) -> torch.Tensor:
    """Return the SD in HU, (n, size, size), that `fbp` makes of independent rays' variances (n, views, bins).

    Var(x) = (π/views)² Σ_θ Σ_s h²(s(x, θ) - s) σ²(θ, s), h being the filter with its window (Wunderlich and
    Noo 2008, without covariances of rays). ``before`` is another window that the noise went through: of the
    two, every frequency passes the lesser. The mean over a few pixels is meant: what h² does between two
    bins is left out. Raises ``GeometryError`` where the cut-off of a window is not positive.
    """
    length = sampling(geometry, size, pixel_mm, WIDTH, decimated=True).length
    windows = (apodization,) if before is None else (apodization, before)
    spectrum = _squared_kernel(length, geometry.pitch / pixel_mm, windows).float().to(variance.device)
    spectra = torch.fft.rfft(variance, n=length).mul_(spectrum)
    check()
    rows = torch.fft.irfft(spectra, n=length)
    check()
    summed = backproject(rows[..., : geometry.bins], geometry, size, pixel_mm)
    # The transpose of the projector weighs a bin with pixel²/pitch, in m.
    weight = (math.pi / geometry.views) ** 2 / geometry.pitch / pixel_mm**2 * 1e9
    return summed.mul_(weight).clamp_(min=0).sqrt_().mul_(HU_PER_MU)


def _squared_kernel(length: int, pitch: float, windows: tuple[Apodization, ...]) -> torch.Tensor:
    """Return the spectrum of h² up to Nyquist, one bin being the unit, (length//2 + 1,), float64.

    h² has twice the band of h, so it is taken at half bins: at whole ones its upper half would fold back.
    ``pitch`` is that of the bins in pixels; finer ones keep what the picture's Nyquist frequency lets pass.
    """
    frequency = torch.arange(length // 2 + 1, dtype=torch.float64) / length
    response = ramp(length) * torch.stack([window(w, 2 * frequency) for w in windows]).amin(0)
    response[frequency > pitch / 2 + 1e-9] = 0
    response[-1] /= 2  # a real row holds Nyquist once
    kernel = 2 * torch.fft.irfft(response, n=2 * length)
    spectrum: torch.Tensor = torch.fft.rfft(kernel.square()).real[: length // 2 + 1] / 2
    return spectrum


def _looked_up(table: torch.Tensor, p: torch.Tensor, n0: float | torch.Tensor) -> torch.Tensor:
    """Return the values of a table over -ln λ at λ = n0·e^-p, like ``p``."""
    photons = torch.as_tensor(n0, dtype=torch.float32, device=p.device)
    cell = (p - photons.log()).sub_(_FIRST).mul_(_PER_E).long().clamp_(0, _CELLS - 1)
    return torch.take(table.to(p.device), cell)


def _centers() -> torch.Tensor:
    return (torch.arange(_CELLS, dtype=torch.float64) + 0.5) / _PER_E + _FIRST


@lru_cache(maxsize=8)
def _variances(electronic: float, floor: float) -> torch.Tensor:
    """Return the variance of the logarithm of counts over -ln λ, (cells,), float32."""
    counts = log_counts(electronic, floor)
    known = replace(counts, attenuation=-counts.expected.log())  # λ is known here, not measured
    return known.variance_at(_centers()).float()


@lru_cache(maxsize=8)
def _biases(electronic: float) -> torch.Tensor:
    """Return the mean of measured less true line integrals over the measured -ln λ, (cells,), float32."""
    counts = log_counts(electronic)
    measured = _centers().numpy()
    bias = (counts.attenuation + counts.expected.log()).numpy()
    shift = np.interp(measured, counts.attenuation.numpy(), bias, left=0)
    return torch.from_numpy(shift).float()
