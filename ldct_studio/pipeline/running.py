"""Whole volumes through the steps of a lane."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import groupby

import torch

from ..core.cancel import check
from ..core.case import Case
from ..core.contrast import Partner
from ..core.device import device, free_cache, on, ran_out
from ..core.dose import DoseLevel
from ..core.errors import DeviceError, GeometryError
from ..core.growth import watched_by
from ..core.memo import Memo
from ..core.projections import Projections
from ..core.step import Step
from ..core.volume import Volume
from ..plugin import LanePlugin, make_lane_step, own_unit
from .starting import start

Told = Callable[[int, int], None]
"""Hears how many of how many rows, or parts of a step that takes all rows, are done."""
log = logging.getLogger(__name__)


BATCH = 8
"""Rows per call when a whole volume is made: the projector is fastest with eight together."""


def run(
    volume: Volume,
    dose: DoseLevel,
    steps: tuple[Step, ...],
    seed: int = 7,
    on_progress: Told | None = None,
    on_trouble: Callable[[str], None] = lambda sentence: None,
    *,
    partner: Partner | None = None,
    measured: Projections | None = None,
    memo: Memo | None = None,
) -> Volume:
    """Return the whole volume after the steps; every step runs here, eight rows together where they may.

    ``partner`` is the scan before contrast where the volume is the one after it, ``measured`` what it was
    reconstructed from; ``memo`` keeps what a step that needs all rows has made for the next time.

    The result remembers its steps, the simulator with the dose, photons and seed it was given, and the unit
    that they made of the volume's.
    The same seed gives the same voxels as the window. Stops where ``stop_when`` says so.

    Where the memory does not suffice it goes on with fewer rows, then with the CPU, and ``on_trouble``
    hears a sentence each time; after the third time it raises ``DeviceError``. The voxels stay the same.
    """
    plugins = [make_lane_step(step) for step in steps]
    made = volume
    for needs_all, group in groupby(plugins, key=lambda plugin: plugin.whole):
        if needs_all:
            for plugin in group:
                with _told(on_progress):
                    about = (volume, made, dose, seed, plugin)
                    made = _at_once(*about, partner, measured, memo or Memo(limit=0))
        else:
            several = (volume, made, dose, seed, list(group))
            made = _by_rows(*several, partner, measured, on_progress, on_trouble)
        if not all(bool(torch.isfinite(row).all()) for row in made.data):  # a copy of a row at a time
            raise GeometryError("The steps made values that are not numbers. Change their settings.")
    own = own_unit(steps) or own_unit(volume.history) or volume.own_unit
    return replace(made, history=volume.history + _history(steps, dose, seed), own_unit=own)


def _told(on_progress: Told | None) -> AbstractContextManager[None]:
    """Let who is told of rows also hear how far a step is that takes all of them."""
    if on_progress is None:
        return nullcontext()
    return watched_by(lambda volume, done, total: on_progress(done, total))


def _at_once(
    volume: Volume,
    made: Volume,
    dose: DoseLevel,
    seed: int,
    plugin: LanePlugin,
    partner: Partner | None,
    measured: Projections | None,
    memo: Memo,
) -> Volume:
    """Return a volume after a step that needs all of its rows together."""
    rows = tuple(range(volume.grid.shape[0]))
    with torch.inference_mode():
        about = (volume, rows, dose, seed, Memo(limit=0), partner)
        case = start(*about, measured=measured, projected=False)
        case = replace(case, memo=memo)
        case = plugin.apply(_going_on(case, made))
        return replace(made, data=case.image.data.cpu(), history=case.image.history)


def _by_rows(
    volume: Volume,
    made: Volume,
    dose: DoseLevel,
    seed: int,
    plugins: Sequence[LanePlugin],
    partner: Partner | None,
    measured: Projections | None,
    on_progress: Told | None,
    on_trouble: Callable[[str], None],
) -> Volume:
    """Return a volume after steps that take rows, eight at a time and fewer where the memory is short."""
    result = torch.empty_like(volume.data)
    total = volume.grid.shape[0]
    (place, batch), *ladder = _ladder(device())
    first = 0
    while first < total:
        check()
        rows = tuple(range(first, min(first + batch, total)))
        with on(place):
            part = rows_after(volume, rows, dose, seed, plugins, partner, made, measured)
        if part is None:
            free_cache()
            if not ladder:
                raise DeviceError("The memory does not suffice for these steps. Close other programs.")
            before, (place, batch) = place, ladder.pop(0)
            _tell(before, place, batch, on_trouble)
            continue
        result[first : first + len(rows)] = part
        first += len(rows)
        if on_progress is not None:
            on_progress(first, total)
    steps = tuple(plugin.step for plugin in plugins)  # which later steps ask for
    return replace(made, data=result, history=made.history + steps)


def _going_on(case: Case, made: Volume) -> Case:
    """Return a case that goes on with what other steps made of its rows, and knows which they were."""
    image = made.data[case.rows[0] : case.rows[-1] + 1].to(case.image.data.device)
    return replace(case, image=replace(case.image, data=image, history=made.history))


def _ladder(place: torch.device) -> list[tuple[torch.device, int]]:
    """Return where to compute and with how many rows, at first and after each lack of memory."""
    last = (place, 1) if place.type == "cpu" else (torch.device("cpu"), BATCH)
    return [(place, BATCH), (place, BATCH // 2), (place, BATCH // 4), last]


def rows_after(
    volume: Volume,
    rows: tuple[int, ...],
    dose: DoseLevel,
    seed: int,
    plugins: Sequence[LanePlugin],
    partner: Partner | None = None,
    made: Volume | None = None,
    measured: Projections | None = None,
) -> torch.Tensor | None:
    """Return rows after the steps, (rows, y, x) on the CPU, or None where the memory did not suffice.

    They start from what other steps ``made`` of the volume where that is given.
    No error gets out of a lack of memory, because its traceback would hold what has to be freed.
    """
    try:
        with torch.inference_mode():
            case = start(volume, rows, dose, seed, Memo(limit=0), partner, measured=measured)
            if made is not None and made is not volume:
                case = _going_on(case, made)
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
