"""Which window a scan was reconstructed with, and how strong its noise is, from the color of its noise."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import get_args

import torch

from ..core.dose import Apodization, WindowName
from .attenuation import HU_PER_MU
from .fbp import window
from .matching_tissue import HIGH_PASS_MM, Patches

LOWEST = 0.12
"""Below this frequency in 1/mm anatomy hides the noise."""
_FLOOR = 0.02
"""Share of the peak below which a spectrum counts little: aliasing, rounding and interpolation fill it,
and it holds next to none of the variance."""
_TEXTURE = 3.0
"""Anatomy seen through the kernel has about the power f⁻³·W(f)²."""
_SHARES = (0.0, *(10 ** (step / 8 - 3) for step in range(30)))
"""Power of anatomy over that of noise that is tried."""
_COST = 0.01
"""Misfit that one share of anatomy costs, lest it make up for a wrong window."""
_CUTOFFS = (*(step / 50 for step in range(12, 51)), *(1 + step / 20 for step in range(1, 21)))
"""Of Nyquist of the picture, whose pixels may be larger than what the kernel resolves."""
_BOOSTS = (0.5, 1.0, 2.0, 4.0, 8.0)
_CLOSE, _LIKELY = 0.003, 16.0
"""Windows are possible whose misfit is this close to the best, and further apart where samples are few:
patches overlap by half and half of a spectrum repeats the other, so one sample in eight is new, and a
log-likelihood that is 2 lower is no surprise."""
_COMMON = ("hann", "ram-lak")
"""Windows that are taken before others where both are possible."""
_WORTH = 0.005
"""A boost must explain the spectrum better by this much per sample to be believed."""
_BLUNT = 0.15
"""Share of the peak below which rings count little for the level."""
_OVERLAP = 2 * (35 / 18) ** 2
"""Samples of a Hann-weighted spectrum in two dimensions for each one that is new."""


@dataclass(frozen=True, eq=False)
class Spectra:
    """Power (m, rings) of Hann-weighted patches by ring of frequency, in HU² per sample."""

    power: torch.Tensor
    samples: torch.Tensor
    """Samples in each ring (rings,)."""
    side: int
    pixel: float
    views: torch.Tensor
    """Variance of the views over their mean (views,), half a turn from the x axis on: noise is directed."""

    @property
    def frequency(self) -> torch.Tensor:
        """Frequency of the rings in 1/mm."""
        return torch.arange(len(self.samples), dtype=torch.float64) / (self.side * self.pixel)

    @property
    def noisy(self) -> torch.Tensor:
        """Which rings speak of noise: from ``LOWEST`` and beyond what leaks in from the middle."""
        return self.frequency >= max(LOWEST, 1.5 / (self.side * self.pixel))

    @property
    def anatomy(self) -> torch.Tensor:
        """Power (m,) far enough below the rings that speak of noise to say nothing about them."""
        first = int(self.noisy.nonzero()[0])
        return (self.power * self.samples)[:, : max(1, first - 2)].sum(1)

    def at(self, which: torch.Tensor) -> Spectra:
        """Return those of some of the patches."""
        return replace(self, power=self.power[which])

    def leveled(self, variance: torch.Tensor) -> Spectra:
        """Return the spectra over the variance (m, views) of the rays that made each patch.

        Patches twice as strong as most then hold anatomy and are left out.
        """
        power = self.power / variance.mean(1, keepdim=True)
        whole = (power * self.samples)[:, self.noisy].sum(1)
        views = (variance / variance.mean(1, keepdim=True)).mean(0)
        return replace(self, power=power[whole <= 2 * whole.median()], views=views)

    def expected(self, density: torch.Tensor) -> torch.Tensor:
        """Return the power (c, rings) of noise with a spectrum (c, 2s, 2s) under the patches' weight.

        Weighting convolves a spectrum with the weight's own: a product with the weight's correlation.
        """
        seen = torch.fft.fft2(torch.fft.ifft2(density) * _weight_correlation(self.side)).real
        return _by_ring(seen[:, ::2, ::2], self.side)

    def models(
        self, candidates: list[Apodization], high_pass_mm: float = HIGH_PASS_MM
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the power (c, rings) of high-passed noise of variance 1 HU² in all, and of anatomy."""
        axis = torch.fft.fftfreq(2 * self.side, self.pixel, dtype=torch.float64)
        radii, place = torch.unique(torch.hypot(axis[:, None], axis[None, :]), return_inverse=True)
        shape = torch.stack([window(a, radii * 2 * self.pixel).square() for a in candidates])
        whole = torch.tensor([_moment(a, self.pixel) for a in candidates], dtype=torch.float64)
        noise = (
            radii
            * shape
            * _passed(radii, high_pass_mm).square()
            / (2 * math.pi * self.pixel**2 * whole[:, None])
        )
        anatomy = (radii + 0.02) ** -_TEXTURE * shape * _passed(radii, high_pass_mm).square()
        return self.expected(noise[:, place] * self._directed()), self.expected(anatomy[:, place])

    def _directed(self) -> torch.Tensor:
        """Return the power (2s, 2s) of noise over its mean in every direction: a view fills one line."""
        axis = torch.fft.fftfreq(2 * self.side, dtype=torch.float64)
        place = (torch.atan2(-axis[:, None], axis[None, :]) / math.pi) % 1 * len(self.views)
        left = place.floor().long() % len(self.views)
        share = place - place.floor()
        return torch.lerp(self.views[left], self.views[(left + 1) % len(self.views)], share)


@dataclass(frozen=True)
class Fit:
    """A window that explains spectra with a share of anatomy; ``misfit`` is minus the mean log-likelihood."""

    apodization: Apodization
    texture: float
    misfit: float


def spectra_of(patches: Patches) -> Spectra:
    """Return the power by ring of high-passed patches under a Hann weight."""
    side = patches.side
    power = torch.fft.fft2(patches.high.to(torch.float64) * _weight(side)).abs().square()
    samples = torch.bincount(_ring(side).reshape(-1))[: side // 2 + 1]
    return Spectra(_by_ring(power, side), samples, side, patches.pixel, torch.ones(1, dtype=torch.float64))


def fit_window(spectra: Spectra) -> tuple[Fit, ...]:
    """Return the best window of every family that the spectra leave possible, the likeliest first.

    The noise of filtered back-projection has the power f·W(f)² (Riederer, Pelc and Chesler 1978), anatomy
    adds to it at low frequencies; rings are compared by the Whittle likelihood up to Nyquist. A boosted Hann
    window stands for the edge-enhancing kernels of scanners where no plain window does.
    """
    plain = _fits(spectra, (Apodization(name, c) for name in get_args(WindowName) for c in _CUTOFFS))
    sharp = _fits(spectra, (Apodization("hann", c, b) for b in _BOOSTS for c in _CUTOFFS))
    families = [_best(f for f in plain if f.apodization.name == name) for name in get_args(WindowName)]
    best, boosted = _best(families), _best(sharp)
    if boosted.misfit < best.misfit - _WORTH:
        families.append(boosted)
    seen = len(spectra.power) * int(spectra.samples.sum())
    possible = _best(families).misfit + _CLOSE + _LIKELY / seen
    left = (f for f in families if f.misfit <= possible)
    return tuple(sorted(left, key=lambda f: (f.apodization.name not in _COMMON, f.misfit)))


def levels(spectra: Spectra, fit: Fit) -> tuple[torch.Tensor, float]:
    """Return the variance in HU² of the noise in each patch (m,), low frequencies included, and its shape.

    Rings count as they tell noise from anatomy: with N/(N + A + B)², N and A being the power of both and B
    keeping rings out that hold little power, as the window found is least sure there; what anatomy adds on
    average is taken off. Variances of pure noise follow a Gamma law of that shape.
    """
    used = spectra.noisy
    noise, anatomy = (part[0, used] for part in spectra.models([fit.apodization]))
    samples = spectra.samples[used]
    anatomy = anatomy * fit.texture * (noise * samples).sum() / (anatomy * samples).sum()
    weight = samples * noise / (noise + anatomy + _BLUNT * noise.max()).square()
    found = (spectra.power[:, used] * weight).sum(1) / ((noise + anatomy) * weight).sum()
    return found, independent(noise * weight / samples, samples)


def independent(noise: torch.Tensor, samples: torch.Tensor) -> float:
    """Return the shape of the Gamma law of a sum over rings with the mean powers ``noise`` (rings,)."""
    part = noise * samples
    return 1 / (_OVERLAP * float((part.square() / samples).sum() / part.sum().square()))


def gain(apodization: Apodization, pitch: float, views: int) -> float:
    """Return HU² of picture noise per unit of mean variance of the line integrals at a point.

    var = (2π²/views)·pitch·∫f²W(f)² df with ``pitch`` in mm.
    """
    return 2 * math.pi**2 / views * pitch * _moment(apodization, pitch) * (1000 * HU_PER_MU) ** 2


def _moment(apodization: Apodization, pitch: float) -> float:
    """Return ∫f²W(f)² df in 1/mm³."""
    frequency = (torch.arange(2000, dtype=torch.float64) + 0.5) / 2000 * 0.5 / pitch
    power = (frequency * window(apodization, frequency * 2 * pitch)).square()
    return float(power.mean()) * 0.5 / pitch


def _passed(frequency: torch.Tensor, high_pass_mm: float) -> torch.Tensor:
    return 1 - torch.exp(-2 * (math.pi * high_pass_mm * frequency) ** 2)


def _fits(spectra: Spectra, candidates: Iterable[Apodization]) -> list[Fit]:
    """Return how well each candidate, with the best share of anatomy, explains the mean spectrum."""
    tried = list(candidates)
    used, shares = spectra.noisy, torch.tensor(_SHARES, dtype=torch.float64)
    weight = spectra.samples[used] / spectra.samples[used].sum()
    noise, anatomy = (
        part[:, used] / (part[:, used] * weight).sum(1, keepdim=True) for part in spectra.models(tried)
    )
    model = noise[:, None] + shares[:, None] * anatomy[:, None]
    model = model / model.amax(2, keepdim=True) + _FLOOR
    mean = spectra.power[:, used].mean(0)
    power = mean / mean.max() + _FLOOR
    ratio = power / model
    scale = (ratio * weight).sum(2, keepdim=True)
    misfit = (((scale * model).log() + ratio / scale) * weight).sum(2)
    texture, cost = shares[misfit.argmin(1)], (misfit + _COST * shares).amin(1)
    return [Fit(a, t, c) for a, t, c in zip(tried, texture.tolist(), cost.tolist(), strict=True)]


def _best(fits: Iterable[Fit]) -> Fit:
    return min(fits, key=lambda fit: fit.misfit)


def _weight(side: int) -> torch.Tensor:
    """Return the Hann weight (s, s) of unit energy."""
    one = torch.sin(math.pi * (torch.arange(side, dtype=torch.float64) + 0.5) / side).square()
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
