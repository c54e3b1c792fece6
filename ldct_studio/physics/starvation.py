"""Where rays that few photons survive lie in a picture."""

from __future__ import annotations

from functools import lru_cache

import torch

from ..core.projections import ScanGeometry
from .projector import backproject

LEAST = 0.01
"""Smaller shares are the ripple of the band limit and count as none."""


def starved_share(
    counts: torch.Tensor, below: float, geometry: ScanGeometry, size: int, pixel_mm: float
) -> torch.Tensor:
    """Return the share, 0 to 1, of the rays through every pixel that expect fewer photons than ``below``.

    ``counts`` are the expected photons of rays (n, views, bins); the answer is (n, size, size): the starved
    rays back-projected, over all rays back-projected. It is 0 everywhere where no ray is starved.
    """
    starved = (counts < below).float()
    if not bool(starved.any()):
        return torch.zeros(len(counts), size, size, device=counts.device)
    # Edges half a bin soft, so that the projector's band limit does not ring.
    soft = torch.nn.functional.pad(starved, (1, 1), mode="replicate")
    soft = (soft[..., :-2] + 2 * soft[..., 1:-1] + soft[..., 2:]) / 4
    share = backproject(soft, geometry, size, pixel_mm) / _seen(geometry, size, pixel_mm, counts.device)
    return torch.where(share < LEAST, 0.0, share.clamp(0, 1))


@lru_cache(maxsize=2)
def _seen(geometry: ScanGeometry, size: int, pixel_mm: float, device: torch.device) -> torch.Tensor:
    """Return all rays back-projected, (1, size, size), nowhere 0."""
    rays = torch.ones(1, geometry.views, geometry.bins, device=device)
    seen = backproject(rays, geometry, size, pixel_mm)
    return seen.clamp_min(1e-6 * float(seen.amax()))
