"""From loaded rows through the steps of a lane, sharing what lanes have in common."""

from __future__ import annotations

import time
from dataclasses import replace

import torch

from ..core.case import Case
from ..core.errors import GeometryError
from ..core.lane import Request
from ..core.memo import Memo
from ..core.step import Step
from ..core.volume import Volume
from ..plugin import find, make_lane_step, needs_all_rows
from .running import run
from .starting import start


class Elsewhere(Exception):  # noqa: N818  (not an error: the rest of the lane runs in the worker)
    """The next steps belong to the lane worker process; ``case`` is where they start.

    ``key`` is where the memo expects the result.
    """

    def __init__(self, key: tuple[object, ...], case: Case, steps: tuple[Step, ...]) -> None:
        super().__init__(key)
        self.key, self.case, self.steps = key, case, steps


def fold(request: Request, row: int, steps: tuple[Step, ...], memo: Memo, *, local: bool = False) -> Case:
    """Return the case after the steps; raise ``Elsewhere`` at the first that is not live.

    With ``local`` every step runs here.
    """
    key = ("case", request.source, row, request.dose, request.seed, steps)
    found = memo.get(key)
    if isinstance(found, Case):
        return found
    if not steps:
        return _started(request, row, memo)
    if needs_all_rows(steps[-1]):
        return _row_of_all(request, row, steps, memo)
    first_foreign = next((i for i, step in enumerate(steps) if not find(step).live), len(steps))
    if local or first_foreign >= len(steps):
        before = fold(request, row, steps[:-1], memo, local=local)
        begin = time.perf_counter()
        case = make_lane_step(steps[-1]).apply(before)
        case = replace(case, seconds=before.seconds + time.perf_counter() - begin)
        memo.put(key, case)
        return case
    before = fold(request, row, steps[:first_foreign], memo)
    raise Elsewhere(key, before, steps[first_foreign:])


def _started(request: Request, row: int, memo: Memo) -> Case:
    """Return the case of a row that lanes start from."""
    pair = request.study.partner.pair if request.study.partner else None
    if pair is not None and request.partner is None:
        raise GeometryError(
            f"These methods start from the scan after contrast; choose “{pair.after}” in the data list."
        )
    about = (request.source, (row,), request.dose, request.seed, memo)
    return start(*about, request.partner, measured=request.measured)


def applied(request: Request, steps: tuple[Step, ...]) -> Volume | None:
    """Return the loaded volume, or what the steps made of it at this dose and seed ("Apply to volume")."""
    study = request.study
    if not steps:
        return request.source
    wanted = (request.volume, steps, request.dose, request.seed, 1)
    for made in study.origin.made if study.origin else ():
        if (made.volume, made.steps, made.dose, made.seed, made.slices) == wanted:
            return study.volumes.get(made.name)
    return None


def all_rows(request: Request, steps: tuple[Step, ...], memo: Memo) -> Volume:
    """Return the whole volume after steps that run here; it is kept, as every row of the lane is of it."""
    there = applied(request, steps)
    if there is not None:
        return there
    key = ("whole", request.source, request.dose, request.seed, steps)
    about = (request.source, request.dose, steps, request.seed)
    beside, measured = request.partner, request.measured
    return memo.make(key, lambda: run(*about, partner=beside, measured=measured, memo=memo))


def _row_of_all(request: Request, row: int, steps: tuple[Step, ...], memo: Memo) -> Case:
    """Return the case after steps of which the last needs all rows together."""
    begin = time.perf_counter()
    volume = all_rows(request, steps, memo)
    seconds = time.perf_counter() - begin
    first = _started(request, row, memo)
    made = volume.rows(row)
    image = first.image.made(made.data.to(first.image.data.device))
    return replace(first, image=replace(image, history=made.history), seconds=seconds)


def darkest(request: Request, row: int, memo: Memo) -> float:
    """Return the expected number of photons on the darkest ray of a slice."""
    key = ("darkest", request.source, row)
    about = (request.source, (row,), request.dose, request.seed, memo)
    case = start(*about, measured=request.measured)
    transmission = memo.make(key, lambda: float(torch.exp(-case.projections.data.max())))
    return request.dose.photons_at(row) * transmission
