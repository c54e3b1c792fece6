"""SIRT and OS-SART: the missing part of every ray, spread evenly along it, again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import torch

from ...core.cancel import interruptible
from .iteration import Iteration, OnIteration, unwatched
from .rays import Rays, begin


def sirt(
    sino: torch.Tensor,
    rays: Rays,
    iterations: int,
    *,
    start: torch.Tensor | None = None,
    relaxation: float = 1.0,
    on_iteration: OnIteration = unwatched,
) -> torch.Tensor:
    """Return attenuation (n, size, size) in 1/m after SIRT (Gilbert 1972): `os_sart` with one subset.

    x ← x + λ C Aᵀ R (p - A x), R and C being one over the sums of A's rows and columns.
    """
    return os_sart(sino, rays, iterations, 1, start=start, relaxation=relaxation, on_iteration=on_iteration)


def os_sart(
    sino: torch.Tensor,
    rays: Rays,
    iterations: int,
    subsets: int = 10,
    *,
    start: torch.Tensor | None = None,
    relaxation: float = 1.0,
    on_iteration: OnIteration = unwatched,
) -> torch.Tensor:
    """Return attenuation (n, size, size) in 1/m of line integrals (n, views, bins) after OS-SART.

    SART (Andersen and Kak 1984) over ordered subsets of views (Wang and Jiang 2004): one iteration visits
    every view once. Begins with ``start``, or with vacuum. The objective is ½ Σ R (p - A x)², R being one
    over the length of a ray in the picture in m, with the picture that the ray met: before its own
    subset's correction. Raises ``GeometryError`` for more subsets than views.
    """
    dealt = interruptible(order(subsets))
    parts = [_Part.of(rays.subset(first, subsets), sino[:, first::subsets]) for first in dealt]
    image = begin(sino, rays, start)
    for number in range(1, iterations + 1):
        objective = 0.0
        for part in interruptible(parts):
            missing = part.sino - part.rays.project(image)
            spread = missing * part.per_ray
            image = torch.addcmul(image, part.rays.backproject(spread), part.per_pixel, value=relaxation)
            objective += float((missing * spread).sum()) / 2
        on_iteration(Iteration(number, iterations, image, objective))
    return image


def order(subsets: int) -> list[int]:
    """Return the subsets in bit-reversed order: each far in angle from those before it."""
    bits = max(subsets - 1, 0).bit_length()
    reversed_ = (int(f"{number:0{bits}b}"[::-1], 2) if bits else 0 for number in range(1 << bits))
    return [number for number in reversed_ if number < subsets]


@dataclass(frozen=True, eq=False)
class _Part:
    """The rays of a subset, what they measured, and one over the sums of rows and columns of A."""

    rays: Rays
    sino: torch.Tensor
    per_ray: torch.Tensor
    per_pixel: torch.Tensor

    @classmethod
    def of(cls, rays: Rays, sino: torch.Tensor) -> Self:
        ones = sino.new_ones(1, rays.size, rays.size)
        length = rays.project(ones)
        # A ray that only grazes the picture says nothing of it, and one over its length would be huge.
        per_ray = torch.where(length > rays.pixel / 1000, 1 / length, 0.0)
        seen = rays.seen(sino.device)
        return cls(rays, sino, per_ray, torch.where(seen > 0, 1 / seen, 0.0))
