"""Which window a scan was reconstructed with, from the color of its noise."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

import torch

from ..core.dose import Apodization, WindowName
from .attenuation import HU_PER_MU
from .fbp import window
from .matching_tissue import HIGH_PASS_MM

LOWEST = 0.15
"""Below this frequency in 1/mm anatomy hides the noise."""
_FLOOR = 0.1
"""Share of the peak below which a spectrum counts little: aliasing, rounding and interpolation fill it,
and it holds next to none of the variance."""
_BOOSTS = (0.5, 1.0, 2.0, 4.0, 8.0)
_CLOSE, _LIKELY = 0.003, 16.0
"""Windows are possible whose misfit is this close to the best, and further apart where samples are few:
patches overlap by half and half of a spectrum repeats the other, so one sample in eight is new, and a
log-likelihood that is 2 lower is no surprise."""
_COMMON = ("hann", "ram-lak")
"""Windows that are taken before others where both are possible."""
_WORTH = 0.005
"""A boost must explain the spectrum better by this much per sample to be believed."""


@dataclass(frozen=True, eq=False)
class Rings:
    """Power of high-passed patches by ring of frequency, and what a ring sees of a spectrum."""

    power: torch.Tensor
    """Measured power (rings,), any unit."""
    samples: torch.Tensor
    """Samples in each ring (rings,)."""
    patches: int
    side: int
    pixel: float

    def expected(self, spectra: torch.Tensor) -> torch.Tensor:
        """Return the power by ring (c, rings) of spectra (c, 2s, 2s) under the patches' Hann weight.

        Weighting convolves a spectrum with the weight's own: a product with the weight's correlation.
        """
        seen = torch.fft.fft2(torch.fft.ifft2(spectra) * _weight_correlation(self.side)).real
        return _by_ring(seen[:, ::2, ::2], self.side)


@dataclass(frozen=True)
class Fit:
    """A window that explains a spectrum; ``misfit`` is minus the mean log-likelihood per sample."""

    apodization: Apodization
    misfit: float


def rings_of(patches: torch.Tensor, pixel: float) -> Rings:
    """Return the power by ring of high-passed patches (m, s, s), Hann-weighted and pooled."""
    side = patches.shape[-1]
    weighted = patches.to(torch.float64) * _weight(side)
    power = torch.fft.fft2(weighted).abs().square().mean(0)
    samples = torch.bincount(_ring(side).reshape(-1))[: side // 2 + 1]
    return Rings(_by_ring(power[None], side)[0], samples, len(patches), side, pixel)


def fit_window(rings: Rings) -> tuple[Fit, ...]:
    """Return the best window of every family that the spectrum leaves possible, the likeliest first.

    The noise of filtered back-projection has the power f·W(f)² (Riederer, Pelc and Chesler 1978); rings are
    compared by the Whittle likelihood from 0.15 1/mm to Nyquist. A boosted Hann window stands for the
    edge-enhancing kernels of scanners where no plain window does.
    """
    cutoffs = [step / 50 for step in range(12, 51)]
    plain = _fits(rings, (Apodization(name, c) for name in get_args(WindowName) for c in cutoffs))
    sharp = _fits(rings, (Apodization("hann", c, b) for b in _BOOSTS for c in cutoffs))
    families = [_best(f for f in plain if f.apodization.name == name) for name in get_args(WindowName)]
    best, boosted = _best(families), _best(sharp)
    if boosted.misfit < best.misfit - _WORTH:
        families.append(boosted)
    possible = _best(families).misfit + _CLOSE + _LIKELY / (rings.patches * int(rings.samples.sum()))
    left = (f for f in families if f.misfit <= possible)
    return tuple(sorted(left, key=lambda f: (f.apodization.name not in _COMMON, f.misfit)))


def gain(apodization: Apodization, pitch: float, views: int, *, high_pass: bool) -> float:
    """Return HU² of picture noise per unit of mean variance of the line integrals at a point.

    var = (2π²/views)·pitch·∫f²W(f)² df with ``pitch`` in mm, of the high-passed picture or of the whole one.
    """
    frequency = _midpoints(2000) * 0.5 / pitch
    power = (frequency * window(apodization, frequency * 2 * pitch)).square()
    if high_pass:
        power = power * _passed(frequency).square()
    integral = float(power.mean()) * 0.5 / pitch
    return 2 * math.pi**2 / views * pitch * integral * (1000 * HU_PER_MU) ** 2


@lru_cache(maxsize=64)
def window_shape(apodization: Apodization, pitch: float, side: int) -> float:
    """Return the shape of the Gamma law of the mean square of high-passed noise over ``side``² pixels.

    mean²/variance = side⁴/(2·ΣΣρ²) over all pairs of pixels, ρ being the noise's autocorrelation.
    """
    axis = torch.fft.fftfreq(8 * side, pitch, dtype=torch.float64)
    frequency = torch.hypot(axis[:, None], axis[None, :])
    power = frequency * (window(apodization, frequency * 2 * pitch) * _passed(frequency)).square()
    correlation: torch.Tensor = torch.fft.ifft2(power).real
    shift = torch.fft.fftfreq(8 * side, 1 / (8 * side), dtype=torch.float64).abs()
    pairs = (side - shift).clamp_min(0)
    squared = (correlation / correlation[0, 0]).square() * pairs[:, None] * pairs[None, :]
    return side**4 / (2 * float(squared.sum()))


def _midpoints(count: int) -> torch.Tensor:
    return (torch.arange(count, dtype=torch.float64) + 0.5) / count


def _passed(frequency: torch.Tensor) -> torch.Tensor:
    return 1 - torch.exp(-2 * (math.pi * HIGH_PASS_MM * frequency) ** 2)


def _fits(rings: Rings, candidates: Iterable[Apodization]) -> list[Fit]:
    return [fit for some in _chunks(list(candidates)) for fit in _compare(rings, some)]


def _chunks(items: list[Apodization], size: int = 64) -> Iterator[list[Apodization]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _compare(rings: Rings, candidates: list[Apodization]) -> list[Fit]:
    axis = torch.fft.fftfreq(2 * rings.side, rings.pixel, dtype=torch.float64)
    frequency = torch.hypot(axis[:, None], axis[None, :])
    ramp = frequency * _passed(frequency).square()
    radii, place = torch.unique(frequency, return_inverse=True)
    shapes = torch.stack([window(a, radii * 2 * rings.pixel).square() for a in candidates])
    expected = rings.expected(ramp * shapes[:, place])
    ring = torch.arange(expected.shape[1]) / (rings.side * rings.pixel)
    used = ring >= max(LOWEST, 1.5 / (rings.side * rings.pixel))
    weight = rings.samples[used] / rings.samples[used].sum()
    model = expected[:, used]
    model = model / model.amax(1, keepdim=True) + _FLOOR
    power = rings.power[used] / rings.power[used].max() + _FLOOR
    ratio = power / model
    scale = (ratio * weight).sum(1, keepdim=True)
    misfit = (((scale * model).log() + ratio / scale) * weight).sum(1)
    return [Fit(a, m) for a, m in zip(candidates, misfit.tolist(), strict=True)]


def _best(fits: Iterable[Fit]) -> Fit:
    return min(fits, key=lambda fit: fit.misfit)


def _weight(side: int) -> torch.Tensor:
    """Return the Hann weight (s, s) of unit energy."""
    one = torch.sin(math.pi * _midpoints(side)).square()
    both = one[:, None] * one[None, :]
    return both / both.square().sum().sqrt()


def _weight_correlation(side: int) -> torch.Tensor:
    """Return the autocorrelation (2s, 2s) of the weight, shift 0 first."""
    spectrum = torch.fft.fft2(_weight(side), s=(2 * side, 2 * side))
    correlation: torch.Tensor = torch.fft.ifft2(spectrum.abs().square()).real
    return correlation


def _ring(side: int) -> torch.Tensor:
    axis = torch.fft.fftfreq(side, 1 / side, dtype=torch.float64)
    return torch.hypot(axis[:, None], axis[None, :]).round().long()


def _by_ring(power: torch.Tensor, side: int) -> torch.Tensor:
    """Return the mean of spectra (c, s, s) over rings of whole frequencies up to Nyquist."""
    ring = _ring(side).reshape(-1)
    count = torch.bincount(ring)
    summed = torch.zeros(len(power), len(count), dtype=power.dtype)
    summed.index_add_(1, ring, power.reshape(len(power), -1))
    return torch.div(summed, count)[:, : side // 2 + 1]
