"""Reconstruction by iteration; these run in the lane worker process."""

from __future__ import annotations

from abc import abstractmethod
from typing import Literal

import torch
from pydantic import Field

from ..core.case import Case
from ..core.config import Config as BaseConfig
from ..core.dose import Apodization, Scan
from ..core.grid import Grid
from ..core.growth import grown
from ..core.projections import Projections
from ..core.volume import Volume
from ..physics.attenuation import HU_PER_MU, MU_WATER, value_of
from ..physics.beams import fbp, limited
from ..physics.iterative.cgls import cgls
from ..physics.iterative.iteration import Iteration, OnIteration
from ..physics.iterative.penalty import Penalty
from ..physics.iterative.pwls import pwls
from ..physics.iterative.rays import Rays
from ..physics.iterative.sart import os_sart
from ..physics.iterative.weights import statistical_weights
from ..physics.rows import pixel_of, size_of, unsquare
from ..plugin import Reconstructor
from .simulators import photons_of

_HANN = Apodization("hann")
_LIMITED = 12
"""Iterations of CGLS that a limited angle begins with."""


class Iterative(Reconstructor):
    """A reconstructor whose picture grows, an iteration after the other."""

    def reconstruct(self, projections: Projections, grid: Grid) -> Volume:
        """Return the rows in HU; where no dose is told, rays are trusted as at 10⁵ photons each."""
        scan = Scan()
        photons = projections.data.new_tensor(scan.photons)
        return self._reconstruct(projections, grid, photons, scan.electronic, MU_WATER)

    def apply(self, case: Case) -> Case:
        """Reconstruct what a scanner would have measured at the dose of the case."""
        photons, electronic = photons_of(case) * case.dose.fraction, case.dose.electronic
        rays, grid = case.measured, case.reference.grid
        image = self._reconstruct(rays, grid, photons, electronic, rays.water)
        return case.with_image(case.reference.made(image.data), self.step)

    @abstractmethod
    def iterate(
        self,
        projections: Projections,
        rays: Rays,
        photons: torch.Tensor,
        electronic: float,
        on_iteration: OnIteration,
    ) -> torch.Tensor:
        """Return attenuation (n, size, size) in 1/m.

        ``photons`` are n0 per ray at the dose, like the sinograms or broadcast to them; ``electronic`` is the
        SD of electronic noise in photons.
        """

    def _reconstruct(
        self,
        projections: Projections,
        grid: Grid,
        photons: torch.Tensor,
        electronic: float,
        water: float | None,
    ) -> Volume:
        def picture(mu: torch.Tensor) -> torch.Tensor:
            return value_of(unsquare(mu, grid), water).contiguous()

        def tell(iteration: Iteration) -> None:
            grown(Volume(picture(iteration.image), grid), iteration.number, iteration.total)

        rays = Rays(projections.geometry, size_of(grid), pixel_of(grid))
        return Volume(picture(self.iterate(projections, rays, photons, electronic, tell)), grid)


class _Started(BaseConfig):
    """Where the iterations begin."""

    start: Literal["vacuum", "fbp"] = Field(
        "vacuum",
        title="Start",
        description="From vacuum few iterations are smooth; from FBP (Hann) they refine it, noise included.",
        json_schema_extra={"names": {"fbp": "FBP"}},
    )

    def first(self, sino: torch.Tensor, rays: Rays) -> torch.Tensor | None:
        """Return the picture to begin with, None for vacuum."""
        return _first(sino, rays) if self.start == "fbp" else None


class OsSart(Iterative, name="os-sart", title="OS-SART"):
    """SART over ordered subsets of views (Andersen and Kak 1984); with one subset it is SIRT."""

    class Config(_Started):
        """How often, and how many views at a time."""

        iterations: int = Field(10, ge=1, le=200, title="Iterations", description="Visits to every view.")
        subsets: int = Field(
            20, ge=1, le=50, title="Subsets", description="Corrections per visit to every view; 1 is SIRT."
        )
        relaxation: float = Field(
            1.0, ge=0.1, le=1.9, title="Relaxation", description="Share of a correction that is applied."
        )

    config: Config

    def iterate(
        self,
        projections: Projections,
        rays: Rays,
        photons: torch.Tensor,
        electronic: float,
        on_iteration: OnIteration,
    ) -> torch.Tensor:
        """Return attenuation (n, size, size) in 1/m."""
        return os_sart(
            projections.data,
            rays,
            self.config.iterations,
            self.config.subsets,
            start=self.config.first(projections.data, rays),
            relaxation=self.config.relaxation,
            on_iteration=on_iteration,
        )


class Cgls(Iterative, name="cgls", title="CGLS"):
    """Least squares by conjugate gradients: fast, and smooth as long as it is stopped early."""

    class Config(_Started):
        """When to stop."""

        iterations: int = Field(12, ge=1, le=200, title="Iterations", description="More sharpen, noise too.")

    config: Config

    def iterate(
        self,
        projections: Projections,
        rays: Rays,
        photons: torch.Tensor,
        electronic: float,
        on_iteration: OnIteration,
    ) -> torch.Tensor:
        """Return attenuation (n, size, size) in 1/m."""
        start = self.config.first(projections.data, rays)
        return cgls(projections.data, rays, self.config.iterations, start=start, on_iteration=on_iteration)


class _Penalized(BaseConfig):
    """How smooth, and how long."""

    strength: float = Field(
        0.6,
        ge=0.01,
        le=5,
        title="Strength",
        description="How much roughness costs, in units of the scan's own noise at each pixel.",
    )
    iterations: int = Field(
        30, ge=1, le=500, title="Iterations", description="Steps from the FBP towards the optimum."
    )


class Pwls(Iterative):
    """Penalized weighted least squares: rays count as their photons allow (Sauer and Bouman 1993)."""

    config: _Penalized

    @abstractmethod
    def penalty(self) -> Penalty:
        """Return what roughness costs."""

    def iterate(
        self,
        projections: Projections,
        rays: Rays,
        photons: torch.Tensor,
        electronic: float,
        on_iteration: OnIteration,
    ) -> torch.Tensor:
        """Return attenuation (n, size, size) in 1/m."""
        sino = projections.data
        return pwls(
            sino,
            rays,
            statistical_weights(sino, photons, electronic),
            self.penalty(),
            self.config.iterations,
            start=_first(sino, rays),
            on_iteration=on_iteration,
        )


class PwlsTv(Pwls, name="pwls-tv", title="PWLS-TV"):
    """Penalized weighted least squares with total variation: flat regions, sharp edges."""

    class Config(_Penalized):
        """How smooth, and how long."""

    config: Config

    def penalty(self) -> Penalty:
        """Return total variation, its corner rounded below 1 HU."""
        return Penalty("tv", self.config.strength, 1 / HU_PER_MU)


class PwlsHuber(Pwls, name="pwls-huber", title="PWLS-Huber"):
    """Penalized weighted least squares with Huber's function: softer than total variation."""

    class Config(_Penalized):
        """How smooth, and where edges begin."""

        edge: float = Field(
            10.0,
            ge=0.5,
            le=500,
            title="Edge",
            description="Differences of neighbors beyond this are taken for edges and cost less.",
            json_schema_extra={"unit": "HU"},
        )

    config: Config

    def penalty(self) -> Penalty:
        """Return Huber's function of the gradient."""
        return Penalty("huber", self.config.strength, self.config.edge / HU_PER_MU)


def _first(sino: torch.Tensor, rays: Rays) -> torch.Tensor:
    """Return the picture that iterations begin with: FBP, or some of CGLS where the rays of FBP are missing.

    From the FBP of a limited angle penalized iterations need hundreds of steps to what the rays say.
    """
    if limited(rays.geometry):
        return cgls(sino, rays, _LIMITED)
    return fbp(sino, rays.geometry, rays.size, rays.pixel, _HANN)
