"""Pairs to learn from: slices at full dose, and the same seen at a low one; made while training."""

from __future__ import annotations

import math

import torch
from torch.nn import functional

from ..core.dose import Apodization
from ..core.errors import GeometryError
from ..core.projections import ScanGeometry
from ..physics.attenuation import hu_to_mu, mu_to_hu
from ..physics.fbp import fbp
from ..physics.noise import photon_noise
from ..physics.projector import project
from ..physics.rows import VIEWS

_HANN = Apodization("hann")


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
    count, size = len(hu), hu.shape[-1]
    if hu.shape[-2] != size:
        raise GeometryError("Slices to train on have to be square; crop them or pad them with air.")
    geometry = ScanGeometry.covering(size, pixel_mm, views)
    fine = hu
    if upsample > 1:
        fine = functional.interpolate(
            hu[:, None], scale_factor=upsample, mode="bilinear", align_corners=False
        )[:, 0]
    p = project(hu_to_mu(fine), geometry, pixel_mm / upsample)
    shape = (2, count, geometry.views, geometry.bins)
    field = torch.randn(shape, generator=chance, device=chance.device).to(hu.device)
    counts = photons.to(hu.device, torch.float32).view(-1, 1, 1)
    return mu_to_hu(fbp(photon_noise(p, counts, electronic, field, floor), geometry, size, pixel_mm, window))


def draw_photons(low: float, high: float, count: int, chance: torch.Generator) -> torch.Tensor:
    """Return numbers of photons (count,), log-uniform: every dose step of the slider is as likely."""
    share = torch.rand(count, generator=chance, device=chance.device)
    return torch.exp(math.log(low) + share * math.log(high / low))
