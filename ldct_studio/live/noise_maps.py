"""The noise of a lane at every dose of the slider, computed while nothing else is wanted."""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch

from ..core.cancel import interruptible
from ..core.case import Case
from ..core.dose import DoseLevel
from ..core.lane import Lane, Request
from ..core.memo import Memo
from ..methods.known_noise import deviation, known
from ..methods.reconstructors import Fbp
from ..methods.simulators import Insert, Rescan
from ..pipeline import fold, start
from ..plugin import LanePlugin, make_lane_step

FRACTIONS = tuple(10 ** (n / 10 - 2) for n in range(21))
"""Doses of the maps, 1 to 100 %: between them log σ is linear in log dose to 1 % (2 % where starvation is
worst); with a third of them it would miss by up to 13 %, because starvation sets in suddenly."""
_ENDLESS = 1e12
"""Photons per ray that leave no noise."""


@dataclass(frozen=True, eq=False)
class NoiseMaps:
    """What a lane of lowered dose and FBP shows without the noise of the dose, and the SD of that noise.

    They hold for the volume, slice and scan of the ``request`` and the steps of the ``lane``, at any seed.
    """

    request: Request
    lane: Lane
    quiet: torch.Tensor
    """The picture without the noise of the dose, HU (y, x), CPU; inserted noise: that of full dose."""
    maps: torch.Tensor
    """SD in HU of the noise at each of ``FRACTIONS``, (doses, y, x), CPU."""
    inserted: bool
    """Whether ``quiet`` holds the noise of full dose, ``maps[-1]``, already."""


class NoiseMapper:
    """Noise maps of requests: of their first lane of FBP alone."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo

    def kept(self, request: Request) -> NoiseMaps | None:
        """Return what was made before."""
        lane = _lane(request)
        found = None if lane is None else self._memo.get(_key(request, lane))
        return found if isinstance(found, NoiseMaps) else None

    def make(self, request: Request) -> NoiseMaps | None:
        """Make and keep the maps of a request; raise ``Cancelled`` where something newer waits.

        None where the noise is not known: without such a lane, with photons that are a guess, and where
        `known_noise` says so.
        """
        lane = _lane(request)
        if lane is None or request.dose.scan.source == "default":
            return None
        simulator, fbp = (make_lane_step(step) for step in lane.steps)
        if not isinstance(fbp, Fbp):
            return None
        with torch.inference_mode():
            if not known(fold(request, request.row_of(lane), lane.steps[:1], self._memo)):
                return None
            made = self._made(replace(request, prior=None), lane, simulator, fbp)
        self._memo.put(_key(request, lane), made)
        return made

    def _made(self, request: Request, lane: Lane, simulator: LanePlugin, fbp: Fbp) -> NoiseMaps:
        scan, row = request.dose.scan, request.row_of(lane)

        def simulated(dose: DoseLevel) -> Case:
            about = (request.source, (row,), dose, request.seed, self._memo)
            return simulator.apply(start(*about, measured=request.measured))

        full = simulated(DoseLevel(1.0, replace(scan, photons=(_ENDLESS,), electronic=0.0)))
        window = fbp.config.apodization(scan.apodization)
        maps = [
            deviation(simulated(DoseLevel(fraction, scan)), window)[0].cpu()
            for fraction in interruptible(FRACTIONS)
        ]
        inserted = full.noise is not None and scan.noise != 0
        return NoiseMaps(request, lane, fbp.apply(full).image.data[0].cpu(), torch.stack(maps), inserted)


def _lane(request: Request) -> Lane | None:
    """Return the first lane of a simulator of ours and FBP, and no more."""
    names = {(Insert.name, Fbp.name), (Rescan.name, Fbp.name)}
    plain = (lane for lane in request.lanes if lane.is_axial and lane.minus is None)
    return next((lane for lane in plain if tuple(step.name for step in lane.steps) in names), None)


def _key(request: Request, lane: Lane) -> tuple[object, ...]:
    return ("noise maps", request.source, request.row_of(lane), request.dose.scan, lane.steps)
