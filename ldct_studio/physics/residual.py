"""How much anatomy a method took away together with the noise: the structure leak of its residual."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from ..core.dose import Apodization
from ..core.errors import GeometryError
from .fbp import window

FINE, COARSE = 1.0, 4.0
"""SD in mm of the two Gaussians whose difference are details: edges, and things of some millimeters."""
FAINT, FULL = 5.0, 20.0
"""Details below so many HU are no structure; above so many they weigh no more, lest bone drown lesions."""
_SURE = 4.0
"""Structure stands out of the reference's own noise by this many of its SD."""
_FEWEST = 100
"""Pixels of structure, and of the body, that a score needs."""
_INSIDE = 0.9
_RINGS = 64


@dataclass(frozen=True, eq=False)
class Structure:
    """The details of a reference in HU, and the weights they are looked for with; (y, x), float64."""

    body: torch.Tensor
    pixel: float
    details: torch.Tensor
    weights: torch.Tensor
    own: float = 0.0
    """What the reference's own noise adds on average to Σ d·w of a residual that it is in, in HU²."""


@dataclass(frozen=True)
class Leak:
    """The share of the anatomy's details in a residual, and its SD where the residual is noise alone.

    ``own`` is the mean share of a residual that is noise alone and holds all noise of the reference itself.
    """

    share: float
    chance: float
    own: float = 0.0


def structure(reference: torch.Tensor, body: torch.Tensor, pixel_mm: float, noise: float = 0.0) -> Structure:
    """Return the structure of a picture (y, x) in HU within its body, boolean (y, x), but for the skin.

    The skin is where a tenth of the Gaussian of 4 mm lies outside the body: every filter mixes it with air.
    Details are the difference of Gaussians of 1 and 4 mm over the rest alone. Their weights are the details
    themselves, held at ±20 HU, and 0 where they are below 5 HU or four times ``noise``, the SD in HU that
    they have by noise (`detail_noise`). Raises ``GeometryError`` where body or structure have fewer than
    100 pixels.
    """
    radius = _radius(body.shape, pixel_mm)
    near = _filtered(body.to(torch.float64), _falloff(radius, COARSE))
    body = body & (near > _INSIDE)
    if int(body.sum()) < _FEWEST:
        raise GeometryError("There is only air in this slice, so there is no structure to look for.")
    details = _details(reference, body, pixel_mm)
    faintest = max(FAINT, _SURE * noise)
    clear = details.abs() > faintest
    if not _FEWEST <= int(clear.sum()) <= int(body.sum()) - _FEWEST:
        raise GeometryError("The reference has no structure in this slice that stands out of the rest.")
    weights = torch.where(clear, details, 0.0).clamp(-FULL, FULL)
    return Structure(body, pixel_mm, details, weights, _own(details[body].abs(), faintest, noise))


def leak(residual: torch.Tensor, of: Structure) -> Leak:
    """Return the structure leak of a residual (y, x) in HU: input minus output of a method.

    share = Σ r·w / Σ d·w over the body: r the details of the residual, d those of the reference, w their
    weights, all less their means. It is 0 where the residual is noise alone, 1 where the method took all
    details away, and negative where it made them stronger. Noise with the spectrum P that r has where
    there is no structure, averaged over rings, gives 0 with the SD √(Σ P·|ŵ|²) / Σ d·w. That holds for noise
    that the reference has not: its own noise is in w as well, and gives a method that takes it away the mean
    share ``own``. Raises ``GeometryError`` where nothing was changed.
    """
    inside = of.body.to(torch.float64)
    raw = _details(residual, of.body, of.pixel)
    r, d, w = (_centered(values, inside) for values in (raw, of.details, of.weights))
    whole = float((d * w).sum())
    if float(r.abs().max()) < 1e-3:
        raise GeometryError("The method changed nothing in the body, so there is no residual.")
    share = float((r * w).sum()) / whole
    bare = inside * (of.weights == 0)
    power = _ringed(torch.fft.fft2(r * bare).abs().square()) / float(bare.sum())
    spread = float((power * torch.fft.fft2(w).abs().square()).mean())
    return Leak(share, math.sqrt(spread) / whole, of.own / whole)


def detail_noise(noise: float, apodization: Apodization, pixel_mm: float) -> float:
    """Return the SD in HU of the details of a picture whose noise has the SD ``noise``, made by FBP.

    Noise of FBP has the spectrum f·window², up to Nyquist.
    """
    f = torch.linspace(0, 0.5 / pixel_mm, 1001, dtype=torch.float64)
    power = f * window(apodization, 2 * f * pixel_mm).square() * f
    band = _falloff(f, FINE) - _falloff(f, COARSE)
    return noise * math.sqrt(float((power * band.square()).sum() / power.sum()))


def _own(size: torch.Tensor, faintest: float, noise: float) -> float:
    """Return E Σ n·w for normal noise n of this SD in details of these sizes in HU, which w is a function of.

    By Stein's lemma it is noise² Σ dw/dd: 1 where a detail weighs what it is, and at the faintest ones the
    step of the weight times their number per HU.
    """
    if noise == 0:
        return 0.0
    sloped = float(((size > faintest) & (size < FULL)).sum())
    near = float(((size - faintest).abs() < noise / 2).sum()) / noise
    return noise**2 * (sloped + min(faintest, FULL) * near)


def _details(picture: torch.Tensor, body: torch.Tensor, pixel_mm: float) -> torch.Tensor:
    """Return the details; means are over the body alone, so that the air around it makes no edge."""
    inside = body.to(torch.float64)
    both = torch.stack([picture.to(torch.float64) * inside, inside])
    radius = _radius(picture.shape, pixel_mm)
    held = (_filtered(both, _falloff(radius, mm)) for mm in (FINE, COARSE))
    fine, coarse = (value / weight.clamp_min(1e-3) for value, weight in held)
    details: torch.Tensor = (fine - coarse) * inside
    return details


def _filtered(pictures: torch.Tensor, response: torch.Tensor) -> torch.Tensor:
    made: torch.Tensor = torch.fft.irfft2(torch.fft.rfft2(pictures) * response, s=pictures.shape[-2:])
    return made


def _radius(shape: tuple[int, ...], pixel_mm: float) -> torch.Tensor:
    """Return the frequency in 1/mm at every place of the half spectrum of a real picture."""
    y = torch.fft.fftfreq(shape[0], pixel_mm, dtype=torch.float64)
    x = torch.fft.rfftfreq(shape[1], pixel_mm, dtype=torch.float64)
    return torch.hypot(y[:, None], x[None, :])


def _falloff(frequency: torch.Tensor, sigma_mm: float) -> torch.Tensor:
    """Return the spectrum of a Gaussian of an SD in mm at frequencies in 1/mm."""
    return torch.exp(-2 * (math.pi * sigma_mm * frequency).square())


def _centered(values: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
    return (values - (values * inside).sum() / inside.sum()) * inside


def _ringed(power: torch.Tensor) -> torch.Tensor:
    """Return a spectrum (y, x), zero frequency first, with the mean of its ring at every place."""
    y, x = (torch.fft.fftfreq(n, dtype=torch.float64) for n in power.shape)
    ring = (torch.hypot(y[:, None], x[None, :]) * 2 * _RINGS).round().long().flatten()
    mean = torch.bincount(ring, power.flatten()) / torch.bincount(ring).clamp_min(1)
    return mean[ring].reshape(power.shape)
