"""What a megavoltage beam shows of a patient: HU by electron density, blur and noise."""

from __future__ import annotations

import math

import torch
from torch.nn import functional

from ldct_studio.api import Apodization, Config, Field, body, low_dose

from .losses import blurred

CLEAN = 1e12
"""Photons per ray with which no noise is left."""
_TRIED = 1e6
_DENSER = 0.52
"""Electron density per HU above water, in thousandths: bone is less bright at megavoltage."""
_WINDOW = Apodization("hann")


class Beams(Config):
    """How both scans of a patient are made from what is drawn."""

    noise_low: float = Field(
        30.0, ge=0, le=500, title="Noise of MVCT, from", json_schema_extra={"unit": "HU"}
    )
    noise_high: float = Field(60.0, ge=0, le=500, title="Noise of MVCT, to", json_schema_extra={"unit": "HU"})
    planning_noise: float = Field(
        8.0, ge=0, le=500, title="Noise of the planning CT", json_schema_extra={"unit": "HU"}
    )
    blur_low: float = Field(
        1.0,
        ge=0,
        le=10,
        title="Blur of MVCT, from",
        description="SD of a Gaussian.",
        json_schema_extra={"unit": "mm"},
    )
    blur_high: float = Field(1.5, ge=0, le=10, title="Blur of MVCT, to", json_schema_extra={"unit": "mm"})
    shift: float = Field(
        10.0,
        ge=0,
        le=100,
        title="Shift",
        description="At most, of the MVCT against the planning CT, along each axis.",
        json_schema_extra={"unit": "mm"},
    )
    turn: float = Field(
        5.0,
        ge=0,
        le=45,
        title="Turn",
        description="At most, of the MVCT against the planning CT.",
        json_schema_extra={"unit": "°"},
    )
    views: int = Field(180, ge=32, le=2000, title="Views")


def electron_density(hu: torch.Tensor) -> torch.Tensor:
    """Return the electron density over that of water: 1 + HU/1000 up to water, 1 + 0.52·HU/1000 above."""
    return 1 + torch.where(hu > 0, _DENSER * hu, hu) / 1000


def mv_of_kv(hu: torch.Tensor) -> torch.Tensor:
    """Return HU at megavoltage, which follow electron density, of HU at kilovoltage."""
    return 1000 * (electron_density(hu) - 1)


def kv_of_mv(hu: torch.Tensor) -> torch.Tensor:
    """Return HU at kilovoltage of HU at megavoltage: the inverse of ``mv_of_kv``."""
    return torch.where(hu > 0, hu / _DENSER, hu)


def planning_ct(
    hu: torch.Tensor, pixel_mm: float, beams: Beams, chance: torch.Generator, noise: float | None = None
) -> torch.Tensor:
    """Return square slices (n, N, N) in HU as a planning CT shows them; ``noise`` is its SD in HU."""
    sd = beams.planning_noise if noise is None else noise
    return _scanned(hu, pixel_mm, beams, sd, chance)


def mvct(hu: torch.Tensor, pixel_mm: float, beams: Beams, chance: torch.Generator) -> torch.Tensor:
    """Return square slices (n, N, N) of one patient in HU as MVCT shows them.

    HU of the electron density, one Gaussian blur, and FBP of as many photons as make one noise of the
    patient's middle slice; both are drawn evenly between their limits.
    """
    shares = torch.rand(2, generator=chance)
    noise, blur = (
        low + float(share) * (high - low)
        for share, low, high in zip(
            shares, (beams.noise_low, beams.blur_low), (beams.noise_high, beams.blur_high), strict=True
        )
    )
    seen = blurred(mv_of_kv(hu)[:, None], blur / pixel_mm)[:, 0]
    return _scanned(seen, pixel_mm, beams, noise, chance)


def moved(hu: torch.Tensor, shift_px: tuple[float, float], turn: float, air: float) -> torch.Tensor:
    """Return slices (n, y, x) shifted by (x, y) pixels and turned by degrees about their middle, bilinear."""
    angle, (rows, columns) = math.radians(turn), hu.shape[-2:]
    cos, sin = math.cos(angle), math.sin(angle)
    matrix = torch.tensor(
        [
            [cos, sin * rows / columns, -2 * shift_px[0] / columns],
            [-sin * columns / rows, cos, -2 * shift_px[1] / rows],
        ]
    )
    shape = [len(hu), 1, rows, columns]
    grid = functional.affine_grid(matrix[None].expand(len(hu), -1, -1), shape, align_corners=False)
    made = functional.grid_sample(hu[:, None] - air, grid, "bilinear", "zeros", False)
    return made[:, 0] + air


def displaced(hu: torch.Tensor, pixel_mm: float, beams: Beams, chance: torch.Generator) -> torch.Tensor:
    """Return slices (n, y, x) as the patient lies another day: shifted and turned by chance, air around."""
    x, y, turn = (2 * torch.rand(3, generator=chance) - 1).tolist()
    reach = beams.shift / pixel_mm
    return moved(hu, (x * reach, y * reach), turn * beams.turn, -1000.0)


def _scanned(
    hu: torch.Tensor, pixel_mm: float, beams: Beams, noise: float, chance: torch.Generator
) -> torch.Tensor:
    photons = CLEAN if noise <= 0 else _photons_for(hu, pixel_mm, beams, noise, chance)
    return _seen(hu, pixel_mm, beams, photons, chance)


def _photons_for(
    hu: torch.Tensor, pixel_mm: float, beams: Beams, noise: float, chance: torch.Generator
) -> float:
    """Return the photons per ray with which the noise in the body of the middle slice has an SD in HU."""
    middle = hu[len(hu) // 2][None]
    clean, noisy = (_seen(middle, pixel_mm, beams, photons, chance) for photons in (CLEAN, _TRIED))
    inside = body(middle[0])
    if not bool(inside.any()):
        return CLEAN
    return float(_TRIED * ((noisy - clean)[0][inside].std() / noise).square())


def _seen(
    hu: torch.Tensor, pixel_mm: float, beams: Beams, photons: float, chance: torch.Generator
) -> torch.Tensor:
    counts = torch.full((len(hu),), photons)
    return low_dose(hu, pixel_mm, counts, chance, window=_WINDOW, views=beams.views)
