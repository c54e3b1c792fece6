"""Reconstruction methods that ship with the program."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from pydantic import Field

from ..core.case import Case
from ..core.config import Config as BaseConfig
from ..core.dose import Apodization
from ..core.grid import Grid
from ..core.projections import FanGeometry, Projections
from ..core.volume import Volume
from ..physics.attenuation import AIR_HU, from_hu, mu_to_hu, per_hu
from ..physics.beams import fbp
from ..physics.fan import in_rays
from ..physics.fbp import rewindowed
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
            json_schema_extra={"names": {"ram-lak": "Ram-Lak", "shepp-logan": "Shepp-Logan"}},
        )
        cutoff: float = Field(
            1.0,
            ge=0.1,
            le=1.0,
            title="Cut-off",
            description="Where the window ends, as a fraction of Nyquist, or of where a matched window ends.",
        )

        def apodization(self, matched: Apodization) -> Apodization:
            """Return the window, given that of the scan."""
            if self.window == "matched":
                return replace(matched, cutoff=matched.cutoff * self.cutoff)
            return Apodization(self.window, self.cutoff)

    config: Config

    def reconstruct(self, projections: Projections, grid: Grid) -> Volume:
        """Return the rows in HU; without a scan to match, matched means Hann."""
        return self._reconstruct(projections, grid, self.config.apodization(Apodization("hann")))

    def apply(self, case: Case) -> Case:
        """Add the reconstruction of inserted noise to the loaded rows, or reconstruct a rescan.

        With another window than the scan's, the loaded rows are given that window too: anatomy and noise
        pass the same filter. They cannot become sharper than the scan was.
        """
        scan = case.dose.scan.apodization
        window = self.config.apodization(scan)
        grid, water = case.reference.grid, case.projections.water
        if case.noise is None:
            hu = self._reconstruct(case.projections, grid, window).data
            return case.with_image(case.reference.made(from_hu(hu, water)), self.step)
        rows = case.reference.data
        if window != scan:
            key = ("windowed", case.projections, scan, window)
            rows = case.memo.make(key, lambda: rewindowed(case.reference.data, scan, window))
        noise = self._reconstruct(case.noise, grid, window).data.sub_(AIR_HU).mul_(per_hu(water))
        return case.with_image(case.reference.made(noise.add_(rows)), self.step)

    @staticmethod
    def _reconstruct(projections: Projections, grid: Grid, window: Apodization) -> Volume:
        rays, pixel = projections.geometry, pixel_of(grid)
        if isinstance(rays, FanGeometry):
            window = in_rays(window, rays, pixel)
        mu = fbp(projections.data, rays, size_of(grid), pixel, window)
        return Volume(mu_to_hu(unsquare(mu, grid)).contiguous(), grid)
