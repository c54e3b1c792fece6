"""The noise of a dose as a picture of its own: SD in HU at every pixel, computed and not drawn."""

from __future__ import annotations

import torch

from ..core.case import Case
from ..core.dose import Apodization
from ..core.errors import GeometryError
from ..core.projections import FanGeometry
from ..physics.counting import smoothed_exp
from ..physics.noise_map import counted_variance, noise_map, unbiased
from ..physics.rows import pixel_of, size_of, unsquare
from ..plugin import LanePlugin
from .reconstructors import Fbp
from .simulators import photons_of


class NoiseMap(LanePlugin, name="noise-map", title="Noise map", live=True):
    """The SD in HU that FBP has at this dose.

    After Insert it is the noise of the loaded scan and what was inserted, together that of the dose. After
    Rescan it is the noise of the new scan alone: the grain of the loaded rows counts as anatomy there.
    """

    kind = "reconstructor"
    maps = True

    class Config(Fbp.Config):
        """The window of the lane whose noise is meant."""

    config: Config

    def apply(self, case: Case) -> Case:
        """Replace the picture by the SD of its noise."""
        scan = case.dose.scan
        window = self.config.apodization(scan.apodization)
        own, added = self._variances(case)
        if own is None:
            sd = _map(case, added, window)
        elif window == scan.apodization:
            sd = _map(case, own + added, window)
        else:
            key = ("own noise", case.projections, scan, case.bowtie, window)
            passed = case.memo.make(key, lambda: _map(case, own, window, scan.apodization))
            sd = torch.hypot(passed, _map(case, added, window))
        picture = unsquare(sd, case.reference.grid).contiguous()
        return case.with_image(case.reference.made(picture), self.step)

    def _variances(self, case: Case) -> tuple[torch.Tensor | None, torch.Tensor]:
        """Return the variances of the rays of the loaded scan, None without noise, and of what was added."""
        p, electronic, full = case.projections.data, case.dose.electronic, photons_of(case)
        low = full * case.dose.fraction
        if case.noise is not None and case.dose.scan.noise == 0:
            return None, counted_variance(p, low, electronic)
        if case.noise is None:
            return None, counted_variance(_true(p, low, electronic), low, electronic)
        key = (case.projections, case.dose.scan, case.bowtie)
        true = case.memo.make(("true", *key), lambda: _true(p, full, electronic))
        own = case.memo.make(("own variance", *key), lambda: counted_variance(true, full, electronic))
        return own, counted_variance(true, low, electronic).sub_(own).clamp_(min=0)


def _true(measured: torch.Tensor, n0: torch.Tensor, electronic: float) -> torch.Tensor:
    """Return measured line integrals without most of their noise, and without the bias of few counts."""
    return unbiased(smoothed_exp(measured).log_(), n0, electronic)


def _map(
    case: Case, variance: torch.Tensor, window: Apodization, before: Apodization | None = None
) -> torch.Tensor:
    grid, rays = case.reference.grid, case.projections.geometry
    if isinstance(rays, FanGeometry):
        raise GeometryError("The noise map knows parallel rays only; rescan with parallel rays.")
    return noise_map(variance, rays, size_of(grid), pixel_of(grid), window, before)
