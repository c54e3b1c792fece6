"""A lesion in every case, for qualities that ask whether it is still seen."""

from __future__ import annotations

import torch
from torch.nn import functional

RADIUS, CONTRAST, RING = 12.0, 40.0, 2.0
"""Radius of the disc in mm, its HU above what is around it, and how many radii its surroundings reach."""
_TISSUE = (-150.0, 250.0)
"""HU of where it may lie."""
_SEED = 70_000


def insert(hu: torch.Tensor, first: int, pixel_mm: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Return slices (n, N, N) with a disc of 40 HU each, and where it is (n, N, N).

    It lies in soft tissue by lot, by the number of the case alone; ``first`` is that of the first slice.
    Where there is no room, as in a slim chest, it lies in the middle of the picture.
    """
    places = [_place(one, first + i, pixel_mm) for i, one in enumerate(hu)]
    discs = torch.stack([_disc(hu.shape[-1], place, RADIUS / pixel_mm) for place in places])
    return hu + CONTRAST * discs, discs


def _place(hu: torch.Tensor, number: int, pixel_mm: float) -> tuple[int, int]:
    tissue = ((hu > _TISSUE[0]) & (hu < _TISSUE[1])).float()
    half = int(RADIUS * RING / pixel_mm) + 1
    share = functional.avg_pool2d(tissue[None, None], 2 * half + 1, 1, half)[0, 0]
    room = (share > 0.95).nonzero()
    if not len(room):
        return hu.shape[0] // 2, hu.shape[1] // 2
    chosen = torch.randint(len(room), (), generator=torch.Generator().manual_seed(_SEED + number))
    y, x = room[int(chosen)].tolist()
    return y, x


def _disc(size: int, place: tuple[int, int], radius: float) -> torch.Tensor:
    axis = torch.arange(size)
    return (axis[:, None] - place[0]) ** 2 + (axis - place[1]) ** 2 <= radius**2


def ring(discs: torch.Tensor, pixel_mm: float) -> torch.Tensor:
    """Return the surroundings (n, N, N) of discs, a pixel off their edge."""

    def grown(pixels: int) -> torch.Tensor:
        return functional.max_pool2d(discs[:, None].float(), 2 * pixels + 1, 1, pixels)[:, 0] > 0

    return grown(max(2, round(RADIUS * (RING - 1) / pixel_mm))) & ~grown(1)
