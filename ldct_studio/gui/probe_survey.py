"""Physics at a place, pane by pane: what is asked, what was found, and how it is written down."""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from ..core.errors import Cancelled, StudioError
from ..core.grid import Point
from ..core.lane import Lane, Request
from ..core.progress import Progress
from ..core.step import Step
from ..probe.equivalent import Course, EquivalentDose
from ..probe.measure import course, equivalent, measure
from ..probe.reading import Reading
from ..probe.task import Task
from . import figures
from .hover import Hover
from .pane_numbers import LETTERS
from .scene import Scene

log = logging.getLogger(__name__)
T = TypeVar("T")
_FINE = 1000
"""Steps of the progress bar for every pane, and for FBP."""


@dataclass(frozen=True, eq=False)
class Result:
    """One pane: what was read there, and which dose of FBP it is worth; sentences where there is none."""

    letter: str
    lane: Lane
    reading: Reading | str
    worth: EquivalentDose | str = ""


@dataclass(frozen=True, eq=False)
class Survey:
    """What was found so far, of which task, with which dose, seed and volume."""

    request: Request
    task: Task
    lanes: Mapping[str, Lane]
    """What is measured, by the letters of the panes."""
    results: tuple[Result, ...] = ()

    def answers(self, scene: Scene) -> bool:
        """Whether it is of the place, the dose, the seed and the panes that a scene shows now."""
        now, then = scene.request, self.request
        if now is None or place_of(scene) != self.task.place:
            return False
        same = (now.source, now.dose, now.seed) == (then.source, then.dose, then.seed)
        return same and panes_of(scene) == self.lanes

    @property
    def where(self) -> str:
        """What the numbers belong to, in one line."""
        row, dose = row_of(self.request, self.place), figures.percent(self.request.dose.fraction)
        return (
            f"{figures_of(self.task)} at {place_text(self.place)}, slice {row + 1}, {dose} dose, "
            f"seed {self.request.seed}, which stands for {self.task.seeds} seeds."
        )

    @property
    def place(self) -> Point:
        """Where the disc lies: the center of the pixel nearest to the place that was asked for."""
        read = (one.reading for one in self.results if isinstance(one.reading, Reading))
        return next((reading.site.place for reading in read), self.task.place)


@dataclass(frozen=True)
class Found(Progress):
    """How far it is, and what is there already."""

    survey: Survey | None = None


def place_of(scene: Scene) -> Point | None:
    """Return the crosshair, or the middle of the selected region; None where there is neither."""
    if scene.crosshair is not None:
        return scene.crosshair
    return None if scene.roi is None else scene.rois[scene.roi].center


def panes_of(scene: Scene) -> dict[str, Lane]:
    """Return the lanes on show by the letters of their panes, wherever those are cut."""
    panes = ((i, pane.lane) for i, pane in scene.pictures)
    return {LETTERS[i]: Lane(lane.title, lane.steps, lane.minus) for i, lane in panes}


def place_text(place: Point) -> str:
    """Print a place as the status bar does: L 32.1  P 8.0  S −412.0 mm."""
    return Hover(place, (0, 0, 0), None, None, "", None).place


def row_of(request: Request, place: Point) -> int:
    """Return the axial slice that a place lies in."""
    return round(request.source.grid.index(place)[0])


def figures_of(task: Task) -> str:
    """Name the disc of a task: 5 mm, 15 HU disc."""
    contrast = f"{task.contrast:g}".replace("-", figures.MINUS)
    return f"{figures.with_unit(f'{task.diameter:g}', 'mm')}, {figures.with_unit(contrast, 'HU')} disc"


def surveyed(
    request: Request, lanes: Mapping[str, Lane], task: Task, tell: Callable[[Found], None]
) -> Survey:
    """Measure every lane in its order, then FBP at several doses; ``tell`` hears of each step.

    Raises ``Cancelled`` where nobody waits; what else fails becomes a sentence in its row.
    """
    survey = Survey(request, task, lanes)
    simulators = list(dict.fromkeys(filter(None, map(_simulator, lanes.values()))))
    total = _FINE * (len(lanes) + len(simulators))

    def teller(stage: int, text: str) -> Callable[[int, int], None]:
        return lambda done, of: tell(Found(_FINE * stage + _FINE * done // of, total, text, survey=survey))

    for stage, (letter, lane) in enumerate(lanes.items()):
        told = teller(stage, f"{letter} {lane.title}")
        told(0, 1)
        result = Result(letter, lane, _or_why(partial(measure, request, lane, task, told)))
        survey = replace(survey, results=(*survey.results, result))
    for stage, simulator in enumerate(simulators, len(lanes)):
        told = teller(stage, "FBP at other doses")
        told(0, 1)
        made = _or_why(partial(course, request, simulator, task, told))
        survey = replace(
            survey, results=tuple(_worth(request, one, simulator, made) for one in survey.results)
        )
    return survey


def _or_why(work: Callable[[], T]) -> T | str:
    try:
        return work()
    except Cancelled:
        raise
    except StudioError as error:
        return str(error)
    except Exception as error:  # a method may raise anything, and the other panes go on
        log.exception("physics at a place failed in one pane")
        return f"It failed ({type(error).__name__}). The log says more."


def _simulator(lane: Lane) -> Step | None:
    return next((step for step in reversed(lane.steps) if step.kind == "simulator"), None)


def _worth(request: Request, one: Result, simulator: Step, made: Course | str) -> Result:
    """Return the result with the dose of FBP it is worth, where its dose is lowered in this way."""
    if _simulator(one.lane) != simulator or isinstance(one.reading, str):
        return one
    if isinstance(made, str):
        return replace(one, worth=made)
    return replace(one, worth=_or_why(partial(equivalent, request, one.reading, made)))


def sentence_of(survey: Survey, one: Result) -> str:
    """Say which dose of FBP a pane is worth, or why that is not known, or why there are no numbers."""
    name = f"{one.letter} {one.lane.title}"
    if isinstance(one.reading, str):
        return f"{name}: {one.reading}"
    if isinstance(one.worth, str):
        return f"{name}: {one.worth}" if one.worth else ""
    dose, worth, low, high = (
        figures.percent(share)
        for share in (survey.request.dose.fraction, one.worth.value, one.worth.low, one.worth.high)
    )
    if one.worth.low == one.worth.high:
        return f"{name} at {dose} = FBP at {worth}, which makes the same pictures."
    interval = f"{low.removesuffix('%').strip()}–{high}"
    sure, disc = f"95{figures.NBSP}% CI {interval}", figures_of(survey.task)
    return f"{name} at {dose} = FBP at {worth} ({sure}) for a {disc}."


_HEAD = (
    "Pane", "Method", "Dose (%)", "Seed", "Seeds", "Slice", "x (mm)", "y (mm)", "z (mm)", "Diameter (mm)",
    "Contrast (HU)", "Contrast kept (%)", "CI low", "CI high", "TTF f50 (1/mm)", "Noise (HU)", "d'", "CI low",
    "CI high", "2AFC correct (%)", "FBP dose (%)", "CI low", "CI high", "Remark",
)  # fmt: skip


def survey_csv(survey: Survey) -> str:
    """Return the survey as CSV, a line for every pane, numbers as programs read them, positions in LPS mm."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEAD)
    for one in survey.results:
        writer.writerow([one.letter, one.lane.title, *_asked(survey), *_numbers(one)])
    return text.getvalue()


def _asked(survey: Survey) -> list[str]:
    request, task = survey.request, survey.task
    place = [f"{value:.2f}" for value in survey.place]
    row = row_of(request, survey.place) + 1
    head = [f"{100 * request.dose.fraction:.4g}", str(request.seed), str(task.seeds), str(row)]
    return [*head, *place, f"{task.diameter:g}", f"{task.contrast:g}"]


def _numbers(one: Result) -> list[str]:
    if isinstance(one.reading, str):
        return [""] * 12 + [one.reading]
    read, found, f50 = one.reading, one.reading.detectability, one.reading.frequency50
    values = [100 * share for share in (read.kept.value, read.kept.low, read.kept.high)]
    shown = [f"{value:.6g}" for value in values]
    shown.append("" if isinstance(f50, str) else f"{f50:.6g}")
    seen = (read.noise, found.value, found.low, found.high, 100 * read.right)
    shown += [f"{value:.6g}" for value in seen]
    if isinstance(one.worth, str):
        shown += ["", "", "", one.worth]
    else:
        shown += [f"{100 * dose:.6g}" for dose in (one.worth.value, one.worth.low, one.worth.high)] + [""]
    if isinstance(f50, str):
        shown[-1] = " ".join(filter(None, (shown[-1], f50)))
    return shown
