"""How a study of many cells is told: its line in the list, its head, its facts, what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from statistics import fmean
from typing import Literal

from ..core.device import cores
from ..core.events import Progress
from ..core.recent import when
from ..studies.cells import Result
from . import figures
from .cells_news import StudyView
from .language import tr
from .train_list import Row
from .train_news import JobView
from .train_settings import PLACES
from .train_words import GROUPS, LOOKS, group

Deed = Literal["run-study", "stop-study", "again-study", "report-study"]


class StudyRow(Row):
    """A row of the list; studies of the same name are told apart by their folders."""

    @property
    def key(self) -> str:
        """The folder, or the heading."""
        return self.heading or (str(self.view.job.folder) if self.view else "")


def rows(views: Sequence[StudyView], now: datetime) -> list[Row]:
    """Return the rows of the list: groups that hold any study, each under its heading."""
    made: list[Row] = []
    jobs = [(view, as_job(view)) for view in views]
    for heading in GROUPS:
        members = [(view, job) for view, job in jobs if group(job) == heading]
        if members:
            made.append(StudyRow(heading))
            made += [StudyRow("", job, apart(view, now), line(view)) for view, job in members]
    return made


def as_job(view: StudyView) -> JobView:
    """Return a study as the list of jobs shows it: its progress is that of all cells."""
    progress = Progress(step=view.finished, total=max(len(view.cells), 1), stage=1, time=0.0)
    state = (
        view.status if not view.cells else type(view.status)(view.status.state, view.status.text, progress)
    )
    return JobView(view.job, view.title, state)


def apart(view: StudyView, now: datetime) -> str:
    """Return when a study told anything last."""
    return tr(when(datetime.fromtimestamp(view.told).isoformat(timespec="seconds"), now)) if view.told else ""


def line(view: StudyView) -> str:
    """Return the one line under the name of a study."""
    if view.problem:
        return tr(view.problem)
    if view.status.state in ("failed", "crashed"):
        return tr(view.status.text)
    word = LOOKS[view.status.state].word
    left = len(view.cells) - view.finished
    time = span_left(view, left) if view.status.state == "running" and left else ""
    return _joined(word, counted(view), time)


def counted(view: StudyView) -> str:
    """Return how many cells are finished."""
    return tr("{0} of {1} cells").format(figures.fixed(view.finished, 0), figures.fixed(len(view.cells), 0))


def span_left(view: StudyView, left: int) -> str:
    """Return how long the cells that are left take at the speed of late; '' where nobody knows."""
    return tr("{0} left").format(figures.span(left / view.rate)) if view.rate else ""


def facts(view: StudyView) -> tuple[tuple[str, str], ...]:
    """Return what the study is and costs, as (title, value with unit)."""
    done = [one for one in view.results.values() if one.state == "done"]
    rows_ = [
        (tr("Recipe"), view.cells[0].plan.recipe if view.cells else figures.UNKNOWN),
        (tr("Seed"), str(view.cells[0].plan.seed) if view.cells else figures.UNKNOWN),
        (tr("Runs on"), PLACES[view.on]),
        (tr("Processes"), figures.fixed(view.workers or cores(), 0)),
        (tr("Done"), figures.fixed(len(done), 0)),
        (tr("Failed"), figures.fixed(len(view.failed), 0)),
        (tr("Still to do"), figures.fixed(len(view.cells) - view.finished, 0)),
    ]
    return (*rows_, *_costs(view, done))


def _costs(view: StudyView, done: Sequence[Result]) -> tuple[tuple[str, str], ...]:
    """Return how long cells take, and how fast they come; what it cost beside them is said at the end."""
    if not done:
        return ()
    each = fmean(one.seconds for one in done)
    costs = [(tr("Time of a cell"), figures.duration(each))]
    if view.rate and view.status.state == "running":
        costs.append((tr("Speed"), tr("{0} cells/min").format(figures.number(60 * view.rate))))
    return tuple(costs)


def deeds(view: StudyView) -> frozenset[Deed]:
    """Return what can be done with a study as it is."""
    able: set[Deed] = set()
    if view.status.active:
        if view.status.state != "cancelling":
            able.add("stop-study")
    elif view.cells:
        able |= {"run-study"} if view.finished < len(view.cells) else set()
        able |= {"again-study"} if view.failed else set()
    if view.finished and view.cells and not view.reporting:
        able.add("report-study")
    return frozenset(able)


def run_word(view: StudyView) -> str:
    """Return what the button says that computes what is left."""
    return tr("Resume") if view.finished or view.status.state == "cancelled" else tr("Run study")


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)
