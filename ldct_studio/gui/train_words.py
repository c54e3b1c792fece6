"""How a training is told: its group, look, name and line in the list; what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ..core.recent import when
from ..jobs.status import State
from . import figures
from .train_news import JobView
from .train_settings import PLACES

Deed = Literal["compare-training", "resume-training", "cancel-training", "delete-training"]

GROUPS = ("Now", "Waiting", "Finished")


@dataclass(frozen=True)
class Look:
    """The word, icon and color of a state; no icon: the turning arc."""

    word: str
    icon: str
    color: str


LOOKS: dict[State, Look] = {
    "waiting": Look("Waiting", "clock", "text_2"),
    "running": Look("Running", "", "text"),
    "cancelling": Look("Cancelling…", "square", "text_2"),
    "stalled": Look("No news", "warning", "warn"),
    "done": Look("Done", "check", "ok"),
    "cancelled": Look("Cancelled", "square", "text_2"),
    "failed": Look("Failed", "x-circle", "bad"),
    "crashed": Look("Crashed", "x-circle", "bad"),
}


def group(view: JobView) -> str:
    """Return the group of the list that a job stands in."""
    if not view.status.active:
        return "Finished"
    return "Waiting" if view.status.state == "waiting" else "Now"


def name(view: JobView, now: datetime) -> str:
    """Return the title of a job with what tells it apart from others of the same recipe."""
    return _joined(view.title, apart(view, now))


def apart(view: JobView, now: datetime) -> str:
    """Return what tells a job apart: when it was begun, and the settings that differ from the defaults."""
    return _joined(_moment(view.begun, now) if view.begun else "", view.settings)


def line(view: JobView, now: datetime) -> str:
    """Return the one line under the name of a job."""
    match view.status.state:
        case "running":
            return _joined(steps(view) or "Starting", left(view), place(view))
        case "waiting":
            return _joined("Waiting", place(view))
        case "cancelling":
            return LOOKS["cancelling"].word
        case "stalled":
            silence = now.timestamp() - view.told
            return _joined(f"No news for {figures.span(silence)}", place(view))
        case "done":
            return _joined(f"Done {ended(view, now)}", "model ready" if view.model else "")
        case "cancelled":
            at = "" if view.status.progress is None else f" at step {_count(view.status.progress.step)}"
            return _joined(f"Cancelled{at}", ended(view, now))
        case _:
            return view.status.text


def head_line(view: JobView, now: datetime) -> str:
    """Return the line under the title of the job on show."""
    worked = f"worked {figures.span(view.worked)}" if view.worked else ""
    if view.status.state != "running":
        return _joined(line(view, now), "" if view.status.active else worked)
    speed = f"{figures.number(view.rate, 2)} steps/s" if view.rate else ""
    return _joined(steps(view) or "Starting", worked, left(view), speed)


def steps(view: JobView) -> str:
    """Return how many steps of the present stage are done, '' where none was told."""
    progress = view.status.progress
    if progress is None:
        return ""
    stage = f" of stage {progress.stage}" if progress.stage > 1 else ""
    return f"Step {_count(progress.step)} of {_count(progress.total)}{stage}"


def left(view: JobView) -> str:
    """Return how long the present stage takes yet, '' where nobody knows; of one alone that is all."""
    progress = view.status.progress
    if view.left is None or progress is None:
        return ""
    return f"{figures.span(view.left)} left{' in this stage' if progress.stage > 1 else ''}"


def place(view: JobView) -> str:
    """Return where a job runs, in words."""
    return "" if view.spec is None else PLACES[view.spec.on]


def ended(view: JobView, now: datetime) -> str:
    """Return when a job told its last word: an hour, a day, a date."""
    return _moment(view.told, now)


def deeds(view: JobView) -> frozenset[Deed]:
    """Return what can be done with a job as it is."""
    able: set[Deed] = set()
    state = view.status.state
    if view.model is not None:
        able.add("compare-training")
    if view.status.active and state != "cancelling":
        able.add("cancel-training")
    if not view.status.active:
        able.add("delete-training")
    if state in ("cancelled", "failed", "crashed") and view.spec is not None:
        able.add("resume-training")
    return frozenset(able)


def _moment(seconds: float, now: datetime) -> str:
    return when(datetime.fromtimestamp(seconds).isoformat(timespec="seconds"), now)


def _count(number: int) -> str:
    return figures.fixed(number, 0)


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)
