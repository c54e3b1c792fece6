"""How well a known signal is told from noise of a known spectrum: observers without an ensemble.

Spectra are (s, s), zero frequency first, as ``quality.noise_power`` returns them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from ..core.errors import GeometryError

_RISE, _PEAK = 1.3, 4.0
"""Of the eye: E(ρ) = ρ^1.3·exp(-c·ρ²), highest at 4 cycles per degree (Burgess 1994; AAPM TG-233)."""


@dataclass(frozen=True)
class Disc:
    """The task of an observer: is there a disc of so many mm and HU, at a place that is known?"""

    diameter_mm: float = 5.0
    contrast: float = 15.0

    def __post_init__(self) -> None:
        if not (self.diameter_mm > 0 and math.isfinite(self.diameter_mm) and math.isfinite(self.contrast)):
            raise GeometryError("A disc needs a diameter above 0 mm and a finite contrast.")

    @property
    def text(self) -> str:
        """The task in words, such as disc 5 mm, 15 HU."""
        return f"disc {self.diameter_mm:g} mm, {self.contrast:g} HU"


def frequencies(side: int, pixel_mm: float) -> torch.Tensor:
    """Return the radial frequency in 1/mm at every place of a spectrum (s, s), float64."""
    axis = torch.fft.fftfreq(side, pixel_mm, dtype=torch.float64)
    return torch.hypot(axis[:, None], axis[None, :])


def disc_spectrum(side: int, pixel_mm: float, diameter_mm: float, contrast: float) -> torch.Tensor:
    """Return the spectrum (s, s) in HU·mm² of a disc of so many mm and HU: C·π·r²·2·J₁(2πfr)/(2πfr)."""
    radius = diameter_mm / 2
    phase = 2 * math.pi * radius * frequencies(side, pixel_mm)
    jinc = torch.where(phase > 0, 2 * torch.special.bessel_j1(phase) / phase.clamp_min(1e-30), 1.0)
    return contrast * math.pi * radius**2 * jinc


def signal_spectrum(signal: torch.Tensor, pixel_mm: float) -> torch.Tensor:
    """Return the absolute spectrum (s, s) in HU·mm² of a signal (s, s) in HU."""
    transform: torch.Tensor = torch.fft.fft2(signal.to(torch.float64))
    return transform.abs() * pixel_mm**2


def npw(signal: torch.Tensor, power: torch.Tensor, pixel_mm: float) -> float:
    """Return d' of the non-prewhitening matched filter (AAPM TG-233).

    d'² = (Σ S² du²)² / Σ S² N du², with the spectrum S of the signal in HU·mm² (with what the picture keeps
    of it) and the noise power N in HU²·mm², both (s, s). Raises ``GeometryError`` where there is no noise.
    """
    return _matched(signal.square(), torch.ones_like(signal), power, pixel_mm)


def npwe(
    signal: torch.Tensor,
    power: torch.Tensor,
    pixel_mm: float,
    distance_mm: float = 500.0,
    zoom: float = 1.0,
) -> float:
    """Return d' of the non-prewhitening observer with an eye, without noise of its own.

    d'² = (Σ S² E² du²)² / Σ S² E⁴ N du²; ``distance_mm`` is that of the eye to the screen, ``zoom`` how many
    mm of the screen show a mm of the patient. Raises ``GeometryError`` where there is no noise.
    """
    per_degree = frequencies(signal.shape[0], pixel_mm) / zoom * distance_mm * math.pi / 180
    falling = _RISE / (2 * _PEAK**2)
    eye = per_degree**_RISE * torch.exp(-falling * per_degree.square())
    return _matched(signal.square(), eye, power, pixel_mm)


def two_afc(detectability: float) -> float:
    """Return the share of right answers between two pictures, one with the signal: Φ(d'/√2)."""
    return 0.5 * (1 + math.erf(detectability / 2))


def separation(present: torch.Tensor, absent: torch.Tensor) -> float:
    """Return d' of an observer's answers to pictures with a signal (n,) and without it (m,).

    d' = (mean of the answers with - mean of those without)/σ, σ of the answers without, that are more.
    Raises ``GeometryError`` where all answers are the same.
    """
    spread = float(absent.std())
    if not spread > 0:
        raise GeometryError("Without noise every signal is seen: there is no d'.")
    return float(present.mean() - absent.mean()) / spread


def _matched(energy: torch.Tensor, eye: torch.Tensor, power: torch.Tensor, pixel_mm: float) -> float:
    area = (1 / (energy.shape[0] * pixel_mm)) ** 2
    seen = float((energy * eye**2).sum()) * area
    noise = float((energy * eye**4 * power.to(energy)).sum()) * area
    if noise <= 0:
        raise GeometryError("Without noise every signal is seen: there is no d'.")
    return seen / math.sqrt(noise)
