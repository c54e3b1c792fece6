"""A stand-in for the hybrid iterative reconstruction of scanners: FBP with filters before and after."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import torch
from pydantic import Field

from ..core.cancel import interruptible
from ..core.case import Case
from ..core.config import Config as BaseConfig
from ..core.grid import Grid
from ..core.projections import Projections
from ..core.volume import Volume
from ..physics.counts_filter import filter_starved
from ..plugin import Reconstructor
from .denoisers import NonLocalMeans
from .known_noise import noise_of
from .reconstructors import Fbp
from .simulators import photons_of

_SHARES = {"mild": 0.3, "medium": 0.5, "strong": 0.7}
_SMOOTH = NonLocalMeans(NonLocalMeans.Config.model_validate({"strength": 1.0}))
"""What a part of the picture is replaced with."""


class Hybrid(Reconstructor, name="hybrid", title="Hybrid (iterative stand-in)"):
    """Smooths rays with few photons, reconstructs by FBP, and blends in the denoised picture.

    A stand-in for vendors' hybrid iterative reconstruction such as iDose⁴, whose workings are not public:
    noise falls in projections and in the picture, and the blend keeps the grain of FBP.
    """

    class Config(BaseConfig):
        """How much noise to take away."""

        level: Literal["mild", "medium", "strong"] = Field(
            "medium",
            title="Level",
            description="Share of the denoised picture in the result; the rest is FBP.",
            json_schema_extra={
                "names": {"mild": "Mild, 30 %", "medium": "Medium, 50 %", "strong": "Strong, 70 %"}
            },
        )
        threshold: float = Field(
            100.0,
            ge=1,
            le=10000,
            title="Starved below",
            description="Rays with fewer photons are averaged with their neighbors, against streaks.",
            json_schema_extra={"unit": "photons"},
        )

    config: Config

    def reconstruct(self, projections: Projections, grid: Grid) -> Volume:
        """Return the rows in HU, blended; rays stay as they are, their photons being unknown."""
        return self._blended(Fbp().reconstruct(projections, grid))

    def apply(self, case: Case) -> Case:
        """Filter the rays of the case, reconstruct them like FBP, and blend.

        The rays that the scan itself starved are filtered too, so 100 % is not the loaded picture.
        """
        rays = self._filtered(case)
        if case.noise is None:
            filtered = replace(case, lines=rays)
        else:
            filtered = replace(case, noise=rays.made(rays.data - case.projections.data))
        picture = Fbp().apply(filtered).image
        noise = noise_of(case, case.dose.scan.apodization)
        return case.with_image(self._blended(picture, noise), self.step)

    def _filtered(self, case: Case) -> Projections:
        measured, photons = case.measured, photons_of(case) * case.dose.fraction
        rows = [
            filter_starved(row, n0, case.dose.electronic, self.config.threshold)
            for row, n0 in interruptible(zip(measured.data, photons, strict=True))
        ]
        return measured.made(torch.stack(rows))

    def _blended(self, picture: Volume, noise: torch.Tensor | None = None) -> Volume:
        smooth = _SMOOTH.denoise(picture, noise).data
        return picture.made(torch.lerp(picture.data, smooth, _SHARES[self.config.level]))
