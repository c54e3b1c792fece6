"""How good a picture is: noise power spectra and distances to a reference.

The contrast-to-noise ratio stands beside the regions that it is measured in (``core.roi``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
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


def rmse(image: torch.Tensor, reference: torch.Tensor, mask: torch.Tensor | None = None) -> float:
    """Return the RMSE in the pictures' unit, over a boolean mask where one is given."""
    squared = (image.to(torch.float64) - reference.to(torch.float64)).square()
    return math.sqrt(float((squared if mask is None else squared[_filled(mask)]).mean()))


def psnr(
    image: torch.Tensor, reference: torch.Tensor, data_range: float, mask: torch.Tensor | None = None
) -> float:
    """Return the PSNR in dB for an explicit data range; infinite for equal pictures.

    PSNR = 20 log10(range) - 10 log10(MSE). Never compare values of different ranges or anatomy.
    """
    error = rmse(image, reference, mask)
    return math.inf if error == 0 else 20 * math.log10(data_range / error)


def ssim(
    image: torch.Tensor, reference: torch.Tensor, data_range: float, mask: torch.Tensor | None = None
) -> float:
    """Return the mean SSIM of pictures (y, x) or, row by row, of volumes (z, y, x).

    7×7 uniform window, K1 0.01, K2 0.03 (scikit-image's defaults; Wang et al. 2004). The full map is
    averaged over the mask where one is given. Raises ``GeometryError`` below 7 pixels.
    """
    from skimage.metrics import structural_similarity

    if min(image.shape[-2:]) < 7:
        raise GeometryError("SSIM needs a picture of at least 7×7 pixels.")
    pairs = zip(_pictures(image), _pictures(reference), strict=True)
    found = [structural_similarity(a, b, data_range=data_range, full=True) for a, b in pairs]
    if mask is None:
        return float(np.mean([mean for mean, _ in found]))
    similar = np.stack([full for _, full in found]).reshape(image.shape)
    return float(similar[_filled(mask).cpu().numpy()].mean())


def _pictures(volume: torch.Tensor) -> npt.NDArray[np.float32]:
    return np.asarray(volume.reshape(-1, *volume.shape[-2:]).cpu().numpy(), dtype=np.float32)


def _filled(mask: torch.Tensor) -> torch.Tensor:
    if not bool(mask.any()):
        raise GeometryError("The region holds no pixel; draw it larger.")
    return mask
