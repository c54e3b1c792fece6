"""What is read at a place: contrast kept, transfer, noise, and how well the disc is seen."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from ..core.errors import GeometryError
from ..physics.detectability import disc_spectrum, frequencies, two_afc
from ..physics.hotelling import Detectability
from ..physics.transfer import Transfer
from .ensemble import Ensemble
from .observer import Seen, detectability, seen
from .site import Site
from .task import Task

_NEAR = 4.0
"""Least radius in pixels of the circle in which the noise is read."""
_KEPT = 0.1
"""Share of a disc that has to be left for a transfer function to be read from it."""
_ROUGH = 0.1
"""Largest standard error of a transfer function at the frequency that is read from it."""


@dataclass(frozen=True)
class Estimate:
    """A number and its 95 % confidence interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Reading:
    """What one lane does at a place.

    ``kept`` is a share: Σ w·Δ / (C·Σ w²), with the mean difference Δ of pictures with and without the disc,
    the share w of each pixel that the disc covers, and its contrast C; a picture without blur keeps 1.
    ``noise`` in HU is the SD over all noise of the dose, root mean square over the pixels within the disc's
    radius, four pixels at least. ``transfer`` is read from the disc, ``frequency50`` is its f50 in 1/mm, or
    the sentence why there is none. ``seen`` is what d' was found from.
    """

    task: Task
    site: Site
    kept: Estimate
    noise: float
    transfer: Transfer
    frequency50: float | str
    detectability: Detectability
    seen: Seen

    @property
    def right(self) -> float:
        """The share of right answers in a choice between two pictures, one with the disc: Φ(d'/√2)."""
        return two_afc(self.detectability.value)


def read(task: Task, site: Site, ensemble: Ensemble) -> Reading:
    """Return what an ensemble says; raise ``GeometryError`` with the reason where it says nothing."""
    differences = (ensemble.present - ensemble.absent).to(torch.float64)
    view = seen(ensemble)
    transfer, errors = _transfer(task, site, differences)
    return Reading(
        task,
        site,
        _kept(differences, site.cover, task.contrast),
        _noise(ensemble, task.diameter / 2 / site.pixel),
        transfer,
        _frequency50(transfer, errors),
        detectability(view),
        view,
    )


def _kept(differences: torch.Tensor, cover: torch.Tensor, contrast: float) -> Estimate:
    from scipy.stats import t

    shares = (differences * cover).sum((1, 2)) / (contrast * float(cover.square().sum()))
    mean = float(shares.mean())
    half = float(t.ppf(0.975, len(shares) - 1)) * float(shares.std()) / math.sqrt(len(shares))
    return Estimate(mean, mean - half, mean + half)


def _noise(ensemble: Ensemble, radius: float) -> float:
    side = ensemble.absent.shape[-1]
    place = torch.arange(side) - side // 2
    near = torch.hypot(place[:, None].float(), place[None, :].float()) <= max(radius, _NEAR)
    variance = ensemble.absent.to(torch.float64).var(0)[near].mean()
    return math.sqrt(float(variance) * ensemble.whole)


def _transfer(task: Task, site: Site, differences: torch.Tensor) -> tuple[Transfer, torch.Tensor]:
    """Return the transfer function of the disc, and its standard error at each frequency.

    In rings of one step of frequency the spectrum of Δ is fitted by that of the true disc times one number:
    Σ S·Δ̂ / Σ S². Unlike the slope of an edge this holds for discs of a few pixels. Rings where the disc has
    next to no power, near the zeros of its spectrum, are left out.
    """
    side, pixel = differences.shape[-1], site.pixel
    true = disc_spectrum(side, pixel, task.diameter, task.contrast)
    rho = frequencies(side, pixel)
    ring = (rho * side * pixel).round().long().flatten()
    inside = ring <= side // 2
    count = torch.bincount(ring[inside]).to(torch.float64)
    power = torch.bincount(ring[inside], true.square().flatten()[inside])
    fitted = torch.stack([_ringed(one, true, ring, inside) for one in differences]) * pixel**2 / power
    frequency = torch.bincount(ring[inside], rho.flatten()[inside]) / count
    held = power / count > 0.1 * _envelope(frequency, task) * float(true[0, 0]) ** 2
    middle = float(fitted[:, 0].mean())
    if abs(middle) < _KEPT:
        raise GeometryError("The method keeps next to nothing of the disc, so there is nothing to measure.")
    errors = fitted.std(0)[held] / math.sqrt(len(fitted)) / abs(middle)
    return Transfer(frequency[held], fitted.mean(0)[held] / middle, task.contrast), errors


def _ringed(
    difference: torch.Tensor, true: torch.Tensor, ring: torch.Tensor, inside: torch.Tensor
) -> torch.Tensor:
    """Return the sum over each ring of a difference's spectrum times that of the disc."""
    spectrum: torch.Tensor = torch.fft.fft2(torch.fft.ifftshift(difference)).real
    return torch.bincount(ring[inside], (spectrum * true).flatten()[inside])


def _envelope(frequency: torch.Tensor, task: Task) -> torch.Tensor:
    """Return how high the power of a disc's spectrum rises between its zeros, 1 at 0: 8/(πx³), x = πfd."""
    phase = math.pi * frequency * task.diameter
    return (8 / (math.pi * phase.clamp_min(1e-9) ** 3)).clamp_max(1.0)


def _frequency50(transfer: Transfer, errors: torch.Tensor) -> float | str:
    found = transfer.falls_to(0.5)
    if found is None:
        return "The transfer function stays above one half up to the highest frequency of the pixels."
    place = int(torch.searchsorted(transfer.frequency, found).clamp_max(len(errors) - 1))
    if float(errors[: place + 1].max()) > _ROUGH:
        return "The transfer function is too rough to tell where it falls to one half; take more seeds."
    return found
