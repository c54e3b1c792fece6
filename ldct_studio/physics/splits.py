"""Training pairs from one noisy scan: pictures of interleaved views, and photons dealt to two scans."""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch

from ..core.dose import Apodization
from ..core.errors import GeometryError
from ..core.projections import ScanGeometry
from .fbp import fbp

_RAM_LAK = Apodization()


@dataclass(frozen=True, eq=False)
class Share:
    """Line integrals (..., views, bins) of a part of a scan's photons; ``fraction`` is its dose."""

    data: torch.Tensor
    fraction: float


def view_subsets(
    sino: torch.Tensor, geometry: ScanGeometry, count: int = 4
) -> tuple[tuple[torch.Tensor, ScanGeometry], ...]:
    """Return ``count`` interleaved parts of line integrals (n, views, bins), each with its own rays.

    Part j holds the views j, j + count, ... and is a scan of the same arc. Their noise is independent.
    Raises ``GeometryError`` where the views cannot be dealt out evenly.
    """
    if count < 2 or geometry.views % count:
        raise GeometryError(
            f"{geometry.views} views cannot be split into {count} equal parts; choose a divisor above 1."
        )
    step = geometry.arc / geometry.views
    return tuple(
        (
            sino[:, first::count],
            replace(geometry, views=geometry.views // count, start=geometry.start + first * step),
        )
        for first in range(count)
    )


def split_pictures(
    sino: torch.Tensor,
    geometry: ScanGeometry,
    size: int,
    pixel_mm: float,
    apodization: Apodization = _RAM_LAK,
    count: int = 4,
) -> torch.Tensor:
    """Return the reconstructions in 1/m of the parts of `view_subsets`, (count, n, size, size).

    Their mean is the reconstruction of all views, as FBP is linear (Hendriksen, Pelt, Batenburg 2020).
    """
    parts = view_subsets(sino, geometry, count)
    return torch.stack([fbp(data, rays, size, pixel_mm, apodization) for data, rays in parts])


def noise2inverse_pairs(pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return inputs and targets like ``pictures`` (count, n, N, N), in the X:1 strategy.

    A target is one part, its input the mean of all others, so their noise is independent and a network that
    minimizes the squared distance cannot learn the noise (Hendriksen, Pelt, Batenburg 2020).
    """
    others = len(pictures) - 1
    if others < 1:
        raise GeometryError("A training pair needs at least two parts of a scan.")
    return (pictures.sum(0) - pictures) / others, pictures


def thinned_counts(
    counts: torch.Tensor, fraction: float, generator: torch.Generator | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Deal whole photons out to two scans: n' ~ Binomial(n, fraction) and n - n', like ``counts``.

    Of Poisson counts with mean λ they are exactly independent Poisson counts with means rλ and (1 - r)λ.
    Raises ``GeometryError`` for a fraction that leaves one of the two nothing.
    """
    if not 0 < fraction < 1:
        raise GeometryError(f"A share of the photons is above 0 and below 1, not {fraction}.")
    first = torch.binomial(counts, torch.full_like(counts, fraction), generator=generator)
    return first, counts - first


def thinning_pair(
    p: torch.Tensor,
    n0: float | torch.Tensor,
    fraction: float = 0.5,
    generator: torch.Generator | None = None,
    floor: float = 0.5,
) -> tuple[Share, Share]:
    """Return line integrals of two independent scans in one that was measured with ``n0`` photons per ray.

    ``p`` (..., views, bins) is turned back into counts, rounded to whole photons; counts are raised to
    ``floor`` before the logarithm. Electronic noise is no photons: a scan that has it gives pairs whose noise
    is correlated by r(1 - r)σe².
    """
    photons = torch.as_tensor(n0, dtype=torch.float64, device=p.device)
    counts = (photons * torch.exp(-p.double())).round()
    shares = zip(thinned_counts(counts, fraction, generator), (fraction, 1 - fraction), strict=True)
    first, second = (
        Share((torch.log(photons * part) - n.clamp_min(floor).log()).to(p.dtype), part) for n, part in shares
    )
    return first, second
