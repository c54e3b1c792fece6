"""Pictures that several rows are needed for: other planes, slabs, oblique cuts and the prior."""

from __future__ import annotations

from weakref import ref

import torch

from ..core.cancel import check
from ..core.errors import Cancelled, DeviceError, StudioError, UnappliedError
from ..core.growth import grown
from ..core.lane import Lane, Request
from ..core.memo import Memo
from ..core.plane import merged, neighbors, stack, stacked
from ..core.step import Step
from ..core.volume import Volume
from ..physics.reslicing import resliced
from ..plugin import find, make_lane_step, needs_all_rows, title
from .folding import all_rows, applied
from .running import rows_after


def prior_cut(request: Request, lane: Lane, memo: Memo) -> torch.Tensor:
    """Return the prior where the lane cuts the volume on show, interpolated; NaN where it ends."""
    prior, row = request.prior, request.row_of(lane)
    if prior is None:
        raise StudioError("No prior is open. Choose “Show as prior” in the data list.")
    cuts = lane.cuts(request.source.grid)
    near = neighbors(cuts, row, lane.slab)
    key = ("prior", ref(prior), cuts, row, lane.slab)  # what was closed is not kept for its pictures
    return memo.make(key, lambda: merged(resliced(prior, cuts, near), lane.slab))


def cut(request: Request, lane: Lane, steps: tuple[Step, ...], memo: Memo) -> torch.Tensor:
    """Return a cut through several rows: of a volume where one is there, else of rows made for it."""
    volume = applied(request, steps)
    if volume is None and any(needs_all_rows(step) for step in steps):
        volume = all_rows(request, steps, memo)
    if volume is not None:
        return through(volume, request, lane, memo)
    if lane.tilt is not None:
        raise UnappliedError("An oblique cut needs every slice. Apply the method to the volume first.")
    slow = next((step for step in steps if not find(step).live), None)
    if slow is not None:
        raise UnappliedError(
            f"{title(slow)} takes too long for every slice of this cut; apply it to the volume first."
        )
    row, cuts = request.row_of(lane), lane.cuts(request.source.grid)
    near = neighbors(cuts, row, lane.slab)
    key = ("cut", request.source, lane.plane, row, lane.slab, request.dose, request.seed, steps)
    return memo.make(key, lambda: _cut_made(request, lane, steps, near, memo, (*key, "begun")))


def through(volume: Volume, request: Request, lane: Lane, memo: Memo) -> torch.Tensor:
    """Return a volume on the grid of the loaded one where the lane cuts it, (down, right)."""
    cuts = lane.cuts(request.source.grid)
    near = neighbors(cuts, request.row_of(lane), lane.slab)
    if lane.tilt is not None:
        at = ("oblique", volume, cuts, request.row_of(lane), lane.slab)
        return memo.make(at, lambda: merged(resliced(volume, cuts, near), lane.slab))
    return merged(stack(volume.data, lane.plane, near), lane.slab).cpu()


def _cut_made(
    request: Request, lane: Lane, steps: tuple[Step, ...], near: slice, memo: Memo, key: tuple[object, ...]
) -> torch.Tensor:
    """Return a cut of rows that are made for it, one by one from the head down; it grows meanwhile.

    Where something newer waits, the memo keeps what there is, and the next call goes on with it.
    """
    if lane.plane == "axial":
        rows = [_one(request, row, steps) for row in range(near.start, near.stop)]
        return merged(torch.stack(rows), lane.slab)
    source, total = request.source, request.source.grid.shape[0]
    cuts = stacked(source.grid, lane.plane)
    blank = torch.full(cuts.shape[1:], float(source.data.min()))
    picture, done = memo.make(key, lambda: (blank, 0))
    try:
        while done < total:
            made = _one(request, total - 1 - done, steps)
            strip = made[near] if lane.plane == "coronal" else made[:, near]
            picture[done] = merged(strip, lane.slab, dim=int(lane.plane == "sagittal"))
            done += 1
            if lane.minus is None:
                grown(Volume(picture[None], cuts.rows(0, 1)), done, total)
    except Cancelled:
        memo.put(key, (picture, done))
        raise
    return picture


def _one(request: Request, row: int, steps: tuple[Step, ...]) -> torch.Tensor:
    """Return one row (y, x) after live steps, which nothing of is kept."""
    check()
    plugins = [make_lane_step(step) for step in steps]
    about = (request.source, (row,), request.dose, request.seed, plugins, request.partner)
    made = rows_after(*about, measured=request.measured)
    if made is None:
        raise DeviceError("The memory does not suffice for these steps. Close other programs.")
    return made[0]
