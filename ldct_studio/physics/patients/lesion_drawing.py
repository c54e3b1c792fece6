"""Lesions in a slice."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from .values import VALUE, Lesion, Tissue


def draw_lesions(
    hu: torch.Tensor, organs: torch.Tensor, place: torch.Tensor, lesions: Sequence[Lesion], tissue: Tissue
) -> torch.Tensor:
    """Draw lesions into ``hu`` (y, x) in place; return the share of each pixel that is lesion, 0 to 1.

    ``place`` (3, y, x) says where the pixels lie in the anatomy at rest; lesions keep to their organ.
    """
    seen = torch.zeros_like(hu)
    low, high = (float(end) for end in torch.aminmax(place[2]))
    for lesion in lesions:
        reach = 1.4 * max(lesion.radii) + lesion.edge
        if low - reach < lesion.center[2] < high + reach:
            _draw(hu, seen, organs, place, lesion, tissue, reach)
    return seen


def _draw(
    hu: torch.Tensor,
    seen: torch.Tensor,
    organs: torch.Tensor,
    place: torch.Tensor,
    lesion: Lesion,
    tissue: Tissue,
    reach: float,
) -> None:
    close = ((place[0] - lesion.center[0]).abs() < reach) & ((place[1] - lesion.center[1]).abs() < reach)
    pixels = (close & (organs == VALUE[lesion.organ])).flatten().nonzero()[:, 0]
    distance = _distance(lesion, place.flatten(1)[:, pixels])
    cover = (0.5 - distance / lesion.edge).clamp_(0, 1)
    deep = (-2.2 * distance / min(lesion.radii) - 0.5).clamp_(0, 1)
    ink = tissue.organs[VALUE[lesion.organ]] + torch.lerp(
        torch.tensor(lesion.contrast), torch.tensor(lesion.core), deep
    )
    before, marked = hu.view(-1)[pixels], seen.view(-1)[pixels]
    hu.view(-1)[pixels] = torch.lerp(before, ink, cover)
    seen.view(-1)[pixels] = torch.maximum(marked, cover)


def _distance(lesion: Lesion, place: torch.Tensor) -> torch.Tensor:
    """Return the approximate distance of places (3, n) to the surface in mm, negative inside."""
    x, y, z = ((p - c) / r for p, c, r in zip(place, lesion.center, lesion.radii, strict=True))
    turn = torch.atan2(y, x)
    lobes = torch.ones_like(x)
    for k, (height, phase) in enumerate(lesion.lobes, 2):
        lobes += height * torch.sin(k * turn + phase)
    distance: torch.Tensor = ((x * x + y * y + z * z).sqrt_() - lobes) * min(lesion.radii)
    return distance
