"""How a training is told: its group, look, name and line in the list; what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ..core.recent import when
from ..jobs.status import State
from . import figures
from .language import tr
from .train_news import JobView
from .train_settings import PLACES

Deed = Literal["compare-training", "resume-training", "cancel-training", "delete-training"]

GROUPS = (tr("Now"), tr("Waiting"), tr("Finished"))


@dataclass(frozen=True)
class Look:
    """The word, icon and color of a state; no icon: the turning arc."""

    word: str
    icon: str
    color: str


LOOKS: dict[State, Look] = {
    "waiting": Look(tr("Waiting"), "clock", "text_2"),
    "running": Look(tr("Running"), "", "text"),
    "cancelling": Look(tr("Cancelling…"), "square", "text_2"),
    "stalled": Look(tr("No news"), "warning", "warn"),
    "done": Look(tr("Done"), "check", "ok"),
    "cancelled": Look(tr("Cancelled"), "square", "text_2"),
    "failed": Look(tr("Failed"), "x-circle", "bad"),
    "crashed": Look(tr("Crashed"), "x-circle", "bad"),
}


def group(view: JobView) -> str:
    """Return the group of the list that a job stands in."""
    if not view.status.active:
        return tr("Finished")
    return tr("Waiting") if view.status.state == "waiting" else tr("Now")


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
            return _joined(steps(view) or tr("Starting"), left(view), place(view))
        case "waiting":
            return _joined(tr("Waiting"), place(view))
        case "cancelling":
            return LOOKS["cancelling"].word
        case "stalled":
            silence = now.timestamp() - view.told
            return _joined(tr("No news for {0}").format(figures.span(silence)), place(view))
        case "done":
            return _joined(tr("Done {0}").format(ended(view, now)), tr("model ready") if view.model else "")
        case "cancelled":
            at = (
                ""
                if view.status.progress is None
                else tr(" at step {0}").format(_count(view.status.progress.step))
            )
            return _joined(tr("Cancelled{0}").format(at), ended(view, now))
        case _:
            return tr(view.status.text)


def head_line(view: JobView, now: datetime) -> str:
    """Return the line under the title of the job on show."""
    worked = tr("worked {0}").format(figures.span(view.worked)) if view.worked else ""
    if view.status.state != "running":
        return _joined(line(view, now), "" if view.status.active else worked)
    speed = tr("{0} steps/s").format(figures.number(view.rate, 2)) if view.rate else ""
    return _joined(steps(view) or tr("Starting"), worked, left(view), speed)


def steps(view: JobView) -> str:
    """Return how many steps of the present stage are done, '' where none was told."""
    progress = view.status.progress
    if progress is None:
        return ""
    stage = tr(" of stage {0}").format(progress.stage) if progress.stage > 1 else ""
    return tr("Step {0} of {1}{2}").format(_count(progress.step), _count(progress.total), stage)


def left(view: JobView) -> str:
    """Return how long the present stage takes yet, '' where nobody knows; of one alone that is all."""
    progress = view.status.progress
    if view.left is None or progress is None:
        return ""
    span = figures.span(view.left)
    return (tr("{0} left in this stage") if progress.stage > 1 else tr("{0} left")).format(span)


def place(view: JobView) -> str:
    """Return where a job runs, in words."""
    return "" if view.spec is None else PLACES[view.spec.on]


def ended(view: JobView, now: datetime) -> str:
    """Return when a job told its last word: an hour, a day, a date."""
    return _moment(view.told, now)


def checkpoints(view: JobView, now: datetime) -> tuple[str, ...]:
    """Return a line for the newest checkpoint of each stage: its step, its size, and when it was written."""
    several = len(view.saved) > 1
    return tuple(
        _joined(
            tr("Stage {0}, step {1}").format(one.stage, _count(one.step))
            if several
            else tr("Step {0}").format(_count(one.step)),
            f"{figures.fixed(one.size / 1e6, 1)} MB",
            _moment(one.time, now),
        )
        for one in view.saved
    )


def deeds(view: JobView) -> frozenset[Deed]:
    """Return what can be done with a job as it is."""
    able: set[Deed] = set()
    state = view.status.state
    if view.model in ("denoiser", "segmenter"):  # an enhancer has no lane of CT to stand in
        able.add("compare-training")
    if view.status.active and state != "cancelling":
        able.add("cancel-training")
    if not view.status.active:
        able.add("delete-training")
    if state in ("cancelled", "failed", "crashed") and view.spec is not None:
        able.add("resume-training")
    return frozenset(able)


def _moment(seconds: float, now: datetime) -> str:
    return tr(when(datetime.fromtimestamp(seconds).isoformat(timespec="seconds"), now))


def _count(number: int) -> str:
    return figures.fixed(number, 0)


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)
