"""Reconstruction methods that ship with the program."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..core.case import Case
from ..core.config import Config as BaseConfig
from ..core.dose import Apodization
from ..core.grid import Grid
from ..core.projections import Projections
from ..core.volume import Volume
from ..physics.attenuation import AIR_HU, mu_to_hu
from ..physics.fbp import fbp
from ..physics.rows import pixel_of, size_of, unsquare
from ..plugin import Reconstructor

WindowChoice = Literal["matched", "ram-lak", "shepp-logan", "cosine", "hamming", "hann"]


class Fbp(Reconstructor, name="fbp", title="FBP", live=True):
    """Filtered back-projection."""

    linear = True

    class Config(BaseConfig):
        """The window on the ramp filter."""

        window: WindowChoice = Field(
            "matched",
            title="Window",
            description="Matched takes the apodization estimated from the loaded scan.",
        )
        cutoff: float = Field(
            1.0,
            ge=0.1,
            le=1.0,
            title="Cut-off",
            description="Where the window ends, as a fraction of the detector's Nyquist frequency.",
        )

    config: Config

    def reconstruct(self, projections: Projections, grid: Grid) -> Volume:
        """Return the rows in HU; without a scan to match, matched means Hann."""
        return self._reconstruct(projections, grid, self._window(Apodization("hann")))

    def apply(self, case: Case) -> Case:
        """Add the reconstruction of inserted noise to the loaded rows, or reconstruct a rescan."""
        window = self._window(case.dose.scan.apodization)
        grid = case.reference.grid
        if case.noise is None:
            return case.with_image(self._reconstruct(case.projections, grid, window), self.step)
        noise = self._reconstruct(case.noise, grid, window).data.sub_(AIR_HU)
        return case.with_image(case.reference.made(noise.add_(case.reference.data)), self.step)

    def _window(self, matched: Apodization) -> Apodization:
        if self.config.window == "matched":
            return matched
        return Apodization(self.config.window, self.config.cutoff)

    @staticmethod
    def _reconstruct(projections: Projections, grid: Grid, window: Apodization) -> Volume:
        mu = fbp(projections.data, projections.geometry, size_of(grid), pixel_of(grid), window)
        return Volume(mu_to_hu(unsquare(mu, grid)).contiguous(), grid)
