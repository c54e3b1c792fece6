"""How good a picture is: noise power spectra.

Distances to a reference are in ``similarity``; the contrast-to-noise ratio stands beside the regions that
it is measured in (``core.roi``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch

from ..core.errors import GeometryError

Detrend = Literal["polynomial", "mean"]


@dataclass(frozen=True, eq=False)
class Spectrum:
    """Noise power in bands of radial frequency.

    ``frequency`` (bands,) in 1/mm is the mean frequency of the samples in a band, ``power`` (bands,)
    in HU²·mm² their mean, ``samples`` (bands,) how many there are in one patch.
    """

    frequency: torch.Tensor
    power: torch.Tensor
    samples: torch.Tensor

    @property
    def mean_frequency(self) -> float:
        """Mean frequency in 1/mm, weighted with the radial power (AAPM TG-233, f_av)."""
        total = float(self.power.sum())
        return float((self.frequency * self.power).sum()) / total if total > 0 else 0.0

    @property
    def peak_frequency(self) -> float:
        """Frequency in 1/mm of the peak: of the parabola through all bands above 70 % of the highest.

        The top of a spectrum is flat and its bands are noisy, so the highest band alone would jump.
        """
        top = int(self.power.argmax())
        high = (self.power >= 0.7 * self.power[top]).tolist()
        first, last = top, top
        while first > 0 and high[first - 1]:
            first -= 1
        while last + 1 < len(high) and high[last + 1]:
            last += 1
        part = slice(max(0, min(first, top - 1)), max(last, top + 1) + 1)
        return _vertex(self.frequency[part], self.power[part], float(self.frequency[top]))


def _vertex(x: torch.Tensor, y: torch.Tensor, otherwise: float) -> float:
    """Return where the least-squares parabola is highest within x, or ``otherwise`` where it has no top."""
    if len(x) < 3:
        return otherwise
    middle, scale = float(x.mean()), float(x[-1] - x[0])
    t = (x - middle) / scale
    _, slope, bend = (float(c) for c in torch.linalg.lstsq(torch.stack([t**0, t, t * t], 1), y).solution)
    if bend >= 0:
        return otherwise
    return min(max(middle - slope / (2 * bend) * scale, float(x[0])), float(x[-1]))


def detrended(patches: torch.Tensor, how: Detrend = "polynomial") -> torch.Tensor:
    """Return patches ``(n, s, s)`` less their mean or their own second-order polynomial, float64."""
    n, rows, columns = patches.shape
    flat = patches.to(torch.float64).reshape(n, -1)
    if how == "mean":
        return (flat - flat.mean(1, keepdim=True)).reshape(patches.shape)
    y = torch.linspace(-1, 1, rows, dtype=torch.float64, device=patches.device)[:, None].expand(rows, columns)
    x = torch.linspace(-1, 1, columns, dtype=torch.float64, device=patches.device).expand(rows, columns)
    terms = torch.stack([torch.ones_like(x), x, y, x * x, x * y, y * y]).reshape(6, -1)
    basis: torch.Tensor = torch.linalg.qr(terms.T).Q
    return (flat - flat @ basis @ basis.T).reshape(patches.shape)


def noise_power(patches: torch.Tensor, pixel_mm: float, detrend: Detrend = "polynomial") -> torch.Tensor:
    """Return the noise power spectrum ``(s, s)`` in HU²·mm², zero frequency first, of patches ``(n, s, s)``.

    NPS = Δx²/s² · mean |DFT(patch - trend)|² (ICRU 87; AAPM TG-233). Its sum times (1/(s·Δx))² is the
    mean variance of the detrended patches. Raises ``GeometryError`` for patches that are not square.
    """
    if patches.ndim != 3 or patches.shape[1] != patches.shape[2] or min(patches.shape) < 1:
        raise GeometryError(f"A noise power spectrum needs square patches, not {tuple(patches.shape)}.")
    transform: torch.Tensor = torch.fft.fft2(detrended(patches, detrend))
    return transform.abs().square().mean(0) * (pixel_mm / patches.shape[1]) ** 2


def variance_of(power: torch.Tensor, pixel_mm: float) -> float:
    """Return the integral of a noise power spectrum ``(s, s)``: a variance in HU²."""
    return float(power.sum()) / (power.shape[0] * pixel_mm) ** 2


def radial(power: torch.Tensor, pixel_mm: float, band: float = 0.05) -> Spectrum:
    """Average a spectrum ``(s, s)`` over rings ``band`` 1/mm wide, up to Nyquist, without zero frequency.

    Rings that hold no sample are left out.
    """
    axis = torch.fft.fftfreq(power.shape[0], pixel_mm, dtype=torch.float64, device=power.device)
    frequency = torch.hypot(axis[:, None], axis[None, :]).reshape(-1)
    chosen = (frequency > 0) & (frequency <= 0.5 / pixel_mm * (1 + 1e-9))
    frequency, values = frequency[chosen], power.to(torch.float64).reshape(-1)[chosen]
    ring = (frequency / band).long()
    samples = torch.bincount(ring)
    held = samples > 0
    count = samples[held].to(torch.float64)
    return Spectrum(
        torch.bincount(ring, frequency)[held] / count,
        torch.bincount(ring, values)[held] / count,
        samples[held],
    )
