"""The picture of a lane, or the sentence why there is none."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import torch

from ..core.case import Case
from ..core.errors import Cancelled, DeviceError, GeometryError, StudioError, UnappliedError
from ..core.lane import Frame, Lane, Request
from ..core.memo import Memo
from ..core.step import Step
from ..plugin import drawn_over, unit_after
from .cuts import cut, prior_cut, through
from .folding import darkest, fold


def frame(request: Request, lane: Lane, memo: Memo) -> Frame:
    """Return the picture of one lane, or the sentence why there is none.

    Raises ``Elsewhere`` where the lane worker has to go on, ``Cancelled`` where nobody waits.
    """
    try:
        with torch.inference_mode():
            picture, seconds = _picture(request, lane, memo)
            counted = lane.is_axial and not lane.is_reference and request.partner is None
            counts = darkest(request, request.row_of(lane), memo) if counted else None
            under = _under(request, lane, memo)
    except torch.OutOfMemoryError as error:
        raise DeviceError("The GPU ran out of memory. Close other programs that use it.") from error
    except (Cancelled, DeviceError):
        raise
    except StudioError as error:
        return Frame(request, lane, None, str(error), unapplied=isinstance(error, UnappliedError))
    return shown(Frame(request, lane, None, seconds=seconds, counts=counts, under=under), picture)


def _under(request: Request, lane: Lane, memo: Memo) -> npt.NDArray[np.float32] | None:
    """Return the scan before contrast where a map is drawn over it."""
    if request.partner is None or lane.minus is not None or not lane.steps or not drawn_over(lane.steps[-1]):
        return None
    picture = through(request.partner.pre, request, lane, memo)
    return torch.nan_to_num(picture.to("cpu", torch.float32)).contiguous().numpy()


def preview(request: Request, lane: Lane, case: Case, rounds: tuple[int, int], memo: Memo) -> Frame:
    """Return what a method that iterates has after so many of so many rounds, as a preview."""
    counts = darkest(request, request.row_of(lane), memo)
    bare = Frame(request, lane, None, seconds=case.seconds, state="preview", counts=counts, rounds=rounds)
    return shown(bare, case.image.data[0])


def part(request: Request, lane: Lane, picture: torch.Tensor, rounds: tuple[int, int]) -> Frame:
    """Return a cut (down, right) through rows of which so many of so many are made, as a preview."""
    return shown(Frame(request, lane, None, state="preview", rounds=rounds), picture)


def shown(bare: Frame, picture: torch.Tensor) -> Frame:
    """Return the frame with its picture, or with a sentence where that holds what is no number."""
    if bare.lane.resliced:
        return _ending(bare, picture)
    if not bool(torch.isfinite(picture).all()):
        return replace(
            bare, error=f"{bare.lane.title} made values that are not numbers. Change its settings."
        )
    return replace(bare, image=picture.to("cpu", torch.float32).contiguous().numpy())


def _ending(bare: Frame, picture: torch.Tensor) -> Frame:
    """Return the frame with an interpolated picture, NaN where its volume ends, which is shown as nothing."""
    values = picture.to("cpu", torch.float32).contiguous().numpy()
    outside = ~np.isfinite(values)
    if outside.all():
        what = "The prior does not reach" if bare.lane.prior else "The volume does not reach"
        return replace(bare, error=f"{what} this place. Scroll back, or move it there.", outside=outside)
    lowest = values.min(where=~outside, initial=np.inf)
    return replace(bare, image=np.where(outside, lowest, values), outside=outside if outside.any() else None)


def refuse_unlike(request: Request, lane: Lane) -> None:
    """Raise ``GeometryError`` where a lane is the difference of values in unlike units."""
    units = [unit_after(steps, request.source) for steps in (lane.steps, lane.minus or ())]
    if lane.minus is not None and units[0] != units[1]:
        raise GeometryError(
            f"Values in {units[0]} and in {units[1]} have no difference; show the picture of one of them."
        )


def _picture(request: Request, lane: Lane, memo: Memo) -> tuple[torch.Tensor, float]:
    """Return the picture of a lane (y, x) and the seconds it took to make."""
    refuse_unlike(request, lane)
    picture, seconds = _image(request, lane, lane.steps, memo)
    if lane.minus is None:
        return picture, seconds
    other, more = _image(request, lane, lane.minus, memo)
    return picture - other.to(picture.device), max(seconds, more)


def _image(request: Request, lane: Lane, steps: tuple[Step, ...], memo: Memo) -> tuple[torch.Tensor, float]:
    row = request.row_of(lane)
    if lane.prior:
        return prior_cut(request, lane, memo), 0.0
    if not lane.is_axial:
        begin = time.perf_counter()
        picture = cut(request, lane, steps, memo)
        return picture, (time.perf_counter() - begin) * bool(steps)
    if not steps:
        return request.source.data[row], 0.0
    case = fold(request, row, steps, memo)
    return case.image.data[0], case.seconds
