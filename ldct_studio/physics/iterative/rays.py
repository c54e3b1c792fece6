"""The rays of a scan through a picture: line integrals and their transpose, whole or by subsets of views."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import torch

from ...core.errors import GeometryError
from ...core.projections import Geometry
from ..beams import backproject, project

_GLANCE = 1e-2
"""A pixel seen less than this share of the best-seen one is beyond the rays: that is the grid's ripple."""


@dataclass(frozen=True)
class Rays:
    """Which rays meet a picture of ``size``² pixels of ``pixel`` mm: the matrix A of every method here."""

    geometry: Geometry
    size: int
    pixel: float

    def project(self, image: torch.Tensor) -> torch.Tensor:
        """Return A x: line integrals (n, views, bins) of attenuation (n, size, size) in 1/m."""
        return project(image, self.geometry, self.pixel)

    def backproject(self, sino: torch.Tensor) -> torch.Tensor:
        """Return Aᵀ p: pictures (n, size, size) in m of rays (n, views, bins)."""
        return backproject(sino, self.geometry, self.size, self.pixel)

    def seen(self, device: torch.device) -> torch.Tensor:
        """Return Aᵀ 1, how much all rays see of a pixel in m, (1, size, size); 0 beyond their reach."""
        geometry = self.geometry
        total = self.backproject(torch.ones(1, geometry.views, geometry.bins, device=device))
        return torch.where(total > _GLANCE * total.max(), total, 0.0)

    def subset(self, first: int, step: int) -> Self:
        """Return the rays of the views ``first``, ``first + step``, …: ``sino[:, first::step]``.

        Raises ``GeometryError`` where there is no such view.
        """
        scan = self.geometry
        views = len(range(first, scan.views, step))
        if views == 0:
            raise GeometryError(f"{scan.views} views cannot be dealt out to {step} subsets; take fewer.")
        turn = scan.arc / scan.views
        part = replace(scan, views=views, start=scan.start + first * turn, arc=views * step * turn)
        return replace(self, geometry=part)


def begin(sino: torch.Tensor, rays: Rays, start: torch.Tensor | None) -> torch.Tensor:
    """Return the first picture of an iteration: ``start``, or vacuum; (n, size, size)."""
    return sino.new_zeros(len(sino), rays.size, rays.size) if start is None else start
