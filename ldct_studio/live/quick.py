"""Pictures at once where the exact one takes longer than a frame: sums of a few, kept per slice.

An exact picture is the normal one. Where it takes longer than ``SLOW`` (large matrices, slow machines) a
lane of inserted noise and a linear reconstruction shows the sum of kept pictures first, marked as a preview.
"""

from __future__ import annotations

from dataclasses import replace

import torch

from ..core.cancel import interruptible
from ..core.dose import DoseLevel
from ..core.lane import Frame, Lane, Request
from ..core.memo import Memo
from ..methods.simulators import Insert
from ..physics.preview import Preview
from ..pipeline import fold, shown
from ..plugin import LanePlugin, Reconstructor, make_lane_step, own_unit

SLOW = 0.03
"""Seconds of an exact picture from which it is worth to show a preview before it."""


class Quick:
    """Previews of lanes, from what the memo keeps."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo

    def frame(self, request: Request, lane: Lane) -> Frame | None:
        """Return a preview of a lane where it was prepared and its dose is known."""
        if not lane.is_axial:
            return None
        found = self._memo.get(_key(request, lane))
        if not isinstance(found, Preview) or not found.holds(request.dose.fraction):
            return None
        with torch.inference_mode():
            picture = found.picture(request.dose.fraction)
            if lane.minus is not None:
                picture = picture - request.source.data[request.row_of(lane)].to(picture.device)
            return shown(Frame(request, lane, None, state="preview"), picture)

    def prepare(self, request: Request, lane: Lane) -> None:
        """Make what previews of a lane are summed from; raise ``Cancelled`` where something newer waits."""
        parts = _parts(request, lane)
        if parts is None or self._memo.get(_key(request, lane)) is not None:
            return
        with torch.inference_mode():
            self._memo.put(_key(request, lane), self._preview(request, lane, *parts))

    def _preview(self, request: Request, lane: Lane, insert: Insert, linear: LanePlugin) -> Preview:
        full = replace(request, dose=DoseLevel(1.0, request.dose.scan))
        case = fold(full, request.row_of(lane), lane.steps, self._memo)

        nothing = case.reference.made(torch.zeros_like(case.image.data))

        def one(rays: torch.Tensor) -> torch.Tensor:
            noise = case.projections.made(rays[None])
            alone = replace(case, reference=nothing, image=nothing, noise=noise, memo=Memo(limit=0))
            return linear.apply(alone).image.data

        def reconstruct(rays: torch.Tensor) -> torch.Tensor:
            return torch.cat([one(part) for part in interruptible(rays)])

        return insert.preview(case, case.image.data[0], reconstruct)


def _parts(request: Request, lane: Lane) -> tuple[Insert, LanePlugin] | None:
    """Return the two steps of a lane that previews are made for, None for any other lane."""
    if (
        not lane.is_axial
        or len(lane.steps) != 2
        or lane.minus not in (None, ())
        or (lane.minus is not None and own_unit(lane.steps))
        or request.dose.scan.noise == 0
    ):
        return None
    first, second = (make_lane_step(step) for step in lane.steps)
    if isinstance(first, Insert) and isinstance(second, Reconstructor) and second.linear and second.live:
        return first, second
    return None


def _key(request: Request, lane: Lane) -> tuple[object, ...]:
    row = request.row_of(lane)
    return ("preview", request.source, row, request.dose.scan, request.seed, lane.steps)
