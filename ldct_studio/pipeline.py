"""From values to pictures: fold the steps of a lane, sharing what lanes have in common."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from weakref import ref

import numpy as np
import torch

from .core.cancel import check
from .core.case import Case
from .core.device import device, free_cache, on, ran_out
from .core.dose import DoseLevel
from .core.errors import (
    Cancelled,
    DeviceError,
    GeometryError,
    PluginError,
    StudioError,
    UnappliedError,
)
from .core.growth import grown
from .core.lane import Frame, Lane, Request
from .core.memo import Memo
from .core.plane import merged, neighbors, stack, stacked
from .core.projections import Projections
from .core.step import Step
from .core.volume import LabelMap, Volume
from .physics.attenuation import hu_to_mu
from .physics.projector import project
from .physics.reslicing import resliced
from .physics.rows import geometry_of, pixel_of, square
from .plugin import LanePlugin, Segmenter, find, make, make_lane_step, title

log = logging.getLogger(__name__)

BATCH = 8
"""Rows per call when a whole volume is made: the projector is fastest with eight together."""


class Elsewhere(Exception):  # noqa: N818  (not an error: the rest of the lane runs in the worker)
    """The next steps belong to the lane worker process; ``case`` is where they start.

    ``key`` is where the memo expects the result.
    """

    def __init__(self, key: tuple[object, ...], case: Case, steps: tuple[Step, ...]) -> None:
        super().__init__(key)
        self.key, self.case, self.steps = key, case, steps


def start(volume: Volume, rows: tuple[int, ...], dose: DoseLevel, seed: int, memo: Memo) -> Case:
    """Return the case that lanes of these rows start from; their projections are kept."""
    if volume.modality not in ("CT", "MVCT"):
        raise GeometryError("The dose can be lowered on CT volumes in HU only, and this one is not CT.")
    part = volume.rows(rows[0], len(rows))
    part = part.made(part.data.to(device()))
    key = ("projections", volume, rows)
    projections = memo.make(key, lambda: _project(part, rows))
    return Case(part, part, projections, rows, dose, _unused(seed, volume), memo=memo)


def _unused(seed: int, volume: Volume) -> int:
    """Return the seed of noise that a volume does not hold yet.

    A volume that was simulated already holds the fields of its seeds; the same fields again would add up
    instead of adding in squares. Generators take 64 bits, of which a user's seed fills the lower 32.
    """
    generation = sum(step.kind == "simulator" for step in volume.history)
    return seed + (generation << 32)


def _project(part: Volume, rows: tuple[int, ...]) -> Projections:
    geometry = geometry_of(part.grid)
    return Projections(project(square(hu_to_mu(part.data)), geometry, pixel_of(part.grid)), geometry, rows)


def fold(request: Request, row: int, steps: tuple[Step, ...], memo: Memo, *, local: bool = False) -> Case:
    """Return the case after the steps; raise ``Elsewhere`` at the first that is not live.

    With ``local`` every step runs here.
    """
    key = ("case", request.source, row, request.dose, request.seed, steps)
    found = memo.get(key)
    if isinstance(found, Case):
        return found
    if not steps:
        return start(request.source, (row,), request.dose, request.seed, memo)
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


def frame(request: Request, lane: Lane, memo: Memo) -> Frame:
    """Return the picture of one lane, or the sentence why there is none.

    Raises ``Elsewhere`` where the lane worker has to go on, ``Cancelled`` where nobody waits.
    """
    try:
        with torch.inference_mode():
            picture, seconds = _picture(request, lane, memo)
            simulated = lane.is_axial and not lane.is_reference
            counts = _darkest(request, request.row_of(lane), memo) if simulated else None
    except torch.OutOfMemoryError as error:
        raise DeviceError("The GPU ran out of memory. Close other programs that use it.") from error
    except (Cancelled, DeviceError):
        raise
    except StudioError as error:
        return Frame(request, lane, None, str(error), unapplied=isinstance(error, UnappliedError))
    return shown(Frame(request, lane, None, seconds=seconds, counts=counts), picture)


def preview(request: Request, lane: Lane, case: Case, rounds: tuple[int, int], memo: Memo) -> Frame:
    """Return what a method that iterates has after so many of so many rounds, as a preview."""
    counts = _darkest(request, request.row_of(lane), memo)
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


def segmented(frame: Frame, memo: Memo, *, local: bool = False) -> Frame:
    """Return a finished frame with what the request's segmenter finds in its picture, kept in the memo.

    Differences, maps and pictures that grow have no labels. Raises ``Elsewhere`` where the segmenter is not
    live, unless ``local``; ``PluginError`` with a sentence; ``Cancelled`` where nobody waits.
    """
    request, step = frame.request, frame.request.segmenter
    if step is None or not _shows_patient(frame):
        return frame
    image = frame.image

    def found() -> LabelMap:
        plugin = make(step)
        if not isinstance(plugin, Segmenter):
            raise PluginError(f"{find(step).title} cannot draw on every picture; choose another segmenter.")
        grid = request.source.grid.rows(frame.row, 1)
        volume = Volume(torch.from_numpy(image)[None].to(device()), grid)
        with torch.inference_mode():
            if not (plugin.live or local):
                case = start(request.source, (frame.row,), request.dose, request.seed, memo)
                raise Elsewhere(_labels_key(frame), replace(case, image=volume), (step,))
            labels = plugin.segment(volume)
        return replace(labels, data=labels.data.cpu())

    return replace(frame, labels=memo.make(_labels_key(frame), found))


def known_labels(frame: Frame, memo: Memo) -> Frame:
    """Return the frame with its labels where they were found before."""
    labels = memo.get(_labels_key(frame)) if _shows_patient(frame) else None
    return replace(frame, labels=labels) if isinstance(labels, LabelMap) else frame


def _shows_patient(frame: Frame) -> bool:
    """Say whether a frame is what segmenters know: a finished axial picture of the patient."""
    if (
        frame.image is None
        or frame.state != "full"
        or frame.lane.minus is not None
        or not frame.lane.is_axial
    ):
        return False
    return not any(getattr(find(step), "maps", False) for step in frame.lane.steps)


def _labels_key(frame: Frame) -> tuple[object, ...]:
    request, lane = frame.request, frame.lane
    made_at = () if lane.is_reference else (request.dose, request.seed, lane.steps)
    return ("labels", request.source, frame.row, request.segmenter, made_at)


def _picture(request: Request, lane: Lane, memo: Memo) -> tuple[torch.Tensor, float]:
    """Return the picture of a lane (y, x) and the seconds it took to make."""
    picture, seconds = _image(request, lane, lane.steps, memo)
    if lane.minus is None:
        return picture, seconds
    other, more = _image(request, lane, lane.minus, memo)
    return picture - other.to(picture.device), max(seconds, more)


def _image(request: Request, lane: Lane, steps: tuple[Step, ...], memo: Memo) -> tuple[torch.Tensor, float]:
    row = request.row_of(lane)
    if lane.prior:
        return _prior(request, lane, memo), 0.0
    if not lane.is_axial:
        begin = time.perf_counter()
        picture = _cut(request, lane, steps, memo)
        return picture, (time.perf_counter() - begin) * bool(steps)
    if not steps:
        return request.source.data[row], 0.0
    case = fold(request, row, steps, memo)
    return case.image.data[0], case.seconds


def _prior(request: Request, lane: Lane, memo: Memo) -> torch.Tensor:
    """Return the prior where the lane cuts the volume on show, interpolated; NaN where it ends."""
    prior, row = request.prior, request.row_of(lane)
    if prior is None:
        raise StudioError("No prior is open. Choose “Show as prior” in the data list.")
    cuts = lane.cuts(request.source.grid)
    near = neighbors(cuts, row, lane.slab)
    key = ("prior", ref(prior), cuts, row, lane.slab)  # what was closed is not kept for its pictures
    return memo.make(key, lambda: merged(resliced(prior, cuts, near), lane.slab))


def _cut(request: Request, lane: Lane, steps: tuple[Step, ...], memo: Memo) -> torch.Tensor:
    """Return a cut through several rows: of a volume where one is there, else of rows made for it."""
    cuts = lane.cuts(request.source.grid)
    near = neighbors(cuts, request.row_of(lane), lane.slab)
    volume = _volume(request, steps)
    if lane.tilt is not None:
        if volume is None:
            raise UnappliedError("An oblique cut needs every slice. Apply the method to the volume first.")
        at = ("oblique", volume, cuts, request.row_of(lane), lane.slab)
        return memo.make(at, lambda: merged(resliced(volume, cuts, near), lane.slab))
    if volume is not None:
        return merged(stack(volume.data, lane.plane, near), lane.slab).cpu()
    slow = next((step for step in steps if not find(step).live), None)
    if slow is not None:
        raise UnappliedError(
            f"{title(slow)} takes too long for every slice of this cut; apply it to the volume first."
        )
    row = request.row_of(lane)
    key = ("cut", request.source, lane.plane, row, lane.slab, request.dose, request.seed, steps)
    return memo.make(key, lambda: _cut_made(request, lane, steps, near, memo, (*key, "begun")))


def _volume(request: Request, steps: tuple[Step, ...]) -> Volume | None:
    """Return the loaded volume, or what the steps made of it at this dose and seed ("Apply to volume")."""
    study = request.study
    if not steps:
        return request.source
    wanted = (request.volume, steps, request.dose, request.seed, 1)
    for made in study.origin.made if study.origin else ():
        if (made.volume, made.steps, made.dose, made.seed, made.slices) == wanted:
            return study.volumes.get(made.name)
    return None


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
    made = _rows(request.source, (row,), request.dose, request.seed, plugins)
    if made is None:
        raise DeviceError("The memory does not suffice for these steps. Close other programs.")
    return made[0]


def _darkest(request: Request, row: int, memo: Memo) -> float:
    """Return the expected number of photons on the darkest ray of a slice."""
    key = ("darkest", request.source, row)
    case = start(request.source, (row,), request.dose, request.seed, memo)
    transmission = memo.make(key, lambda: float(torch.exp(-case.projections.data.max())))
    return request.dose.photons_at(row) * transmission


def run(
    volume: Volume,
    dose: DoseLevel,
    steps: tuple[Step, ...],
    seed: int = 7,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    on_trouble: Callable[[str], None] = lambda sentence: None,
) -> Volume:
    """Return the whole volume after the steps; every step runs here, eight rows together.

    The result remembers its steps, the simulator with the dose, photons and seed it was given.
    The same seed gives the same voxels as the window. Stops where ``stop_when`` says so.

    Where the memory does not suffice it goes on with fewer rows, then with the CPU, and ``on_trouble``
    hears a sentence each time; after the third time it raises ``DeviceError``. The voxels stay the same.
    """
    plugins = [make_lane_step(step) for step in steps]
    result = torch.empty_like(volume.data)
    total = volume.grid.shape[0]
    (place, batch), *ladder = _ladder(device())
    first = 0
    while first < total:
        check()
        rows = tuple(range(first, min(first + batch, total)))
        with on(place):
            made = _rows(volume, rows, dose, seed, plugins)
        if made is None:
            free_cache()
            if not ladder:
                raise DeviceError("The memory does not suffice for these steps. Close other programs.")
            before, (place, batch) = place, ladder.pop(0)
            _tell(before, place, batch, on_trouble)
            continue
        if not bool(torch.isfinite(made).all()):
            raise GeometryError("The steps made values that are not numbers. Change their settings.")
        result[first : first + len(rows)] = made
        first += len(rows)
        on_progress(first, total)
    return Volume(result, volume.grid, volume.modality, volume.history + _history(steps, dose, seed))


def _ladder(place: torch.device) -> list[tuple[torch.device, int]]:
    """Return where to compute and with how many rows, at first and after each lack of memory."""
    last = (place, 1) if place.type == "cpu" else (torch.device("cpu"), BATCH)
    return [(place, BATCH), (place, BATCH // 2), (place, BATCH // 4), last]


def _rows(
    volume: Volume, rows: tuple[int, ...], dose: DoseLevel, seed: int, plugins: Sequence[LanePlugin]
) -> torch.Tensor | None:
    """Return rows after the steps, (rows, y, x) on the CPU, or None where the memory did not suffice.

    No error gets out of a lack of memory, because its traceback would hold what has to be freed.
    """
    try:
        with torch.inference_mode():
            case = start(volume, rows, dose, seed, Memo(limit=0))
            for plugin in plugins:
                case = plugin.apply(case)
            return case.image.data.cpu()
    except Exception as error:
        if ran_out(error):
            return None
        raise


def _tell(before: torch.device, place: torch.device, batch: int, on_trouble: Callable[[str], None]) -> None:
    who = "computer" if before.type == "cpu" else "GPU"
    slices = "one slice" if batch == 1 else f"{batch} slices"
    rest = f"{slices} at a time" if place == before else "the CPU, which takes longer"
    sentence = f"The {who} ran out of memory. Going on with {rest}."
    log.warning("%s", sentence)
    on_trouble(sentence)


def _history(steps: tuple[Step, ...], dose: DoseLevel, seed: int) -> tuple[Step, ...]:
    told = {"dose": dose.fraction, "photons": dose.photons_at(0), "electronic": dose.electronic, "seed": seed}
    return tuple(step.replace(**told) if step.kind == "simulator" else step for step in steps)
