"""Status: how a job is, from what it told last and whether its process is there; nothing of it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..core.errors import StudioError
from ..core.events import Done, Event, Failed, Progress, Stopped, Waiting
from .job import Job
from .launcher import launcher

State = Literal["waiting", "running", "cancelling", "stalled", "done", "cancelled", "failed", "crashed"]

SILENCE = 60.0
"""Seconds without news after which a job counts as stalled."""
_FRESH = 30.0
"""Seconds after a word within which a process that only starts, or is far away, counts as there."""

_UNKNOWN = "The cluster does not answer; look whether it is up, and whether its commands are here."


@dataclass(frozen=True)
class Status:
    """How a job is: a word, a sentence for people, and how many steps of the present stage are done."""

    state: State
    text: str
    progress: Progress | None = None

    @property
    def active(self) -> bool:
        """Whether a process works on it or is to."""
        return self.state in {"waiting", "running", "cancelling", "stalled"}


def status(job: Job) -> Status:
    """Return how a job is.

    Asks a cluster where the job waits or is silent, which may take seconds: the window does it in a thread.
    A job counts as active while its cluster does not answer. Raises ``PluginError`` where the job is damaged.
    """
    events = job.journal.recent()
    steps = [event for event in events if isinstance(event, Progress)]
    state, text = _state(job, events)
    return Status(state, text, steps[-1] if steps else None)


def _state(job: Job, events: tuple[Event, ...]) -> tuple[State, str]:
    match events[-1] if events else None:
        case None:
            return "crashed", "It was never started; resume it."
        case Done():
            return "done", "Finished."
        case Stopped(text=text):
            return "cancelled", text or "Stopped; it can be resumed."
        case Failed(error=error):
            return "failed", error
        case last:
            return _unfinished(job, last)


def _unfinished(job: Job, last: Event) -> tuple[State, str]:
    on, silence = job.spec().on, job.silence()
    waiting = isinstance(last, Waiting)
    spoken = silence < (_FRESH if waiting or on != "local" else 0)
    try:
        there = spoken or alive(job)
    except StudioError:
        return _present(job, waiting, silence)[0], _UNKNOWN
    if not there:
        return "crashed", "Its process ended without a last word; resume it from its last checkpoint."
    return _present(job, waiting, silence)


def _present(job: Job, waiting: bool, silence: float) -> tuple[State, str]:
    if job.cancel_file.exists():
        return "cancelling", "It is about to stop."
    if waiting:
        return "waiting", "It waits for its process to start."
    if silence > SILENCE:
        return "stalled", f"No news for {silence:.0f} s: a step takes long, or it hangs; cancel ends it."
    return "running", "Running."


def alive(job: Job) -> bool:
    """Say whether the worker of a job is there; ``StudioError`` where a cluster does not answer."""
    handle = job.handle()
    return handle is not None and launcher(job.spec().on).alive(job, handle)
