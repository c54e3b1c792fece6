"""Pairs to learn from: slices at full dose, and the same seen at a low one; made while training."""

from __future__ import annotations

import math

import torch
from torch.nn import functional

from ..core.dose import Apodization
from ..core.errors import GeometryError
from ..core.projections import ScanGeometry
from ..physics.attenuation import HU_PER_MU, hu_to_mu, mu_to_hu
from ..physics.fbp import fbp
from ..physics.noise import photon_noise
from ..physics.projector import project
from ..physics.rows import VIEWS

_HANN = Apodization("hann")
_FLOOR = 0.5
_ALL = 0.999
"""A fraction from which on nothing is missing that could be told from nothing."""


def low_dose(
    hu: torch.Tensor,
    pixel_mm: float,
    photons: torch.Tensor,
    chance: torch.Generator,
    *,
    electronic: float = 0.0,
    window: Apodization = _HANN,
    views: int = VIEWS,
    upsample: int = 1,
    floor: float = 0.5,
) -> torch.Tensor:
    """Return square slices (n, N, N) in HU as scans with so many ``photons`` per ray (n,) show them.

    Parallel rays, photon and electronic noise (M2 of the noise models), filtered back-projection with a
    window; slices go through together and share their tables. Where simulation and reconstruction share a
    grid, errors of discretization cancel (the inverse crime): the picture is better than a scanner's, while
    its noise is right. ``upsample`` projects through a picture that is so many times finer (bilinear), on
    the same detector, as LoDoPaB-CT does (Leuschner 2021). The noise is drawn where ``chance`` lives and
    depends on it alone. Raises ``GeometryError`` where the slices are not square.
    """
    p, geometry = _rays(hu, pixel_mm, views, upsample)
    counted = photon_noise(p, _per_ray(photons, p), electronic, _field(p, chance), floor)
    return mu_to_hu(fbp(counted, geometry, hu.shape[-1], pixel_mm, window))


def lowered(
    hu: torch.Tensor,
    pixel_mm: float,
    photons: torch.Tensor,
    fraction: torch.Tensor,
    chance: torch.Generator,
    *,
    scanned: bool,
    electronic: float = 0.0,
    window: Apodization = _HANN,
    views: int = VIEWS,
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the same scans at a ``fraction`` (n,) of their dose and at full dose, HU (n, N, N) each.

    The picture of low dose holds the noise of full dose and more of its own, as where a dose is lowered that
    was scanned once; so a network that learns the one from the other keeps the share of the noise that is
    that of full dose. ``photons`` (n,) are those of full dose. With ``scanned`` the slices are the pictures
    of full dose, with the noise that they have; else they are noise-free and are scanned first.

    A second scan with f/(1 - f) of the photons and (1 + f)/(1 - f) of the electronic variance, looking
    through the first one's line integrals, has the noise that is missing between full dose and f of it.
    """
    p, geometry = _rays(hu, pixel_mm, views)
    full = p if scanned else photon_noise(p, _per_ray(photons, p), electronic, _field(p, chance), _FLOOR)
    f = _per_ray(fraction.clamp(max=_ALL), p)
    field = _field(p, chance)
    field[1].mul_(electronic * ((1 + f) / (1 - f)).sqrt())
    low = photon_noise(full, _per_ray(photons, p) * f / (1 - f), 1.0, field, _FLOOR)

    def seen(rays: torch.Tensor) -> torch.Tensor:
        return fbp(rays, geometry, hu.shape[-1], pixel_mm, window)

    if scanned:
        return hu + HU_PER_MU * seen(low - full), hu
    return mu_to_hu(seen(low)), mu_to_hu(seen(full))


def _rays(
    hu: torch.Tensor, pixel_mm: float, views: int, upsample: int = 1
) -> tuple[torch.Tensor, ScanGeometry]:
    """Return the line integrals (n, views, bins) of square slices, and their geometry."""
    size = hu.shape[-1]
    if hu.shape[-2] != size:
        raise GeometryError("Slices to train on have to be square; crop them or pad them with air.")
    geometry = ScanGeometry.covering(size, pixel_mm, views)
    fine = hu
    if upsample > 1:
        fine = functional.interpolate(
            hu[:, None], scale_factor=upsample, mode="bilinear", align_corners=False
        )[:, 0]
    return project(hu_to_mu(fine), geometry, pixel_mm / upsample), geometry


def _field(p: torch.Tensor, chance: torch.Generator) -> torch.Tensor:
    return torch.randn((2, *p.shape), generator=chance, device=chance.device).to(p.device)


def _per_ray(values: torch.Tensor, p: torch.Tensor) -> torch.Tensor:
    return values.to(p.device, torch.float32).view(-1, 1, 1)


def draw_photons(low: float, high: float, count: int, chance: torch.Generator) -> torch.Tensor:
    """Return numbers of photons (count,), log-uniform: every dose step of the slider is as likely."""
    share = torch.rand(count, generator=chance, device=chance.device)
    return torch.exp(math.log(low) + share * math.log(high / low))
