"""Following a job: what it tells, line by line, until it ends."""

from __future__ import annotations

import threading
import time

import typer

from ..core.errors import StudioError
from ..core.events import Event, Message, Metric, Progress, Resumed
from ..jobs import store
from ..jobs.job import Job
from ..jobs.status import Status, status

LINE_SECONDS = 5.0
"""Between two lines about the same numbers."""
_PATIENCE = 30.0
"""Seconds that a job may take to stop before it is ended."""


def follow(job: Job) -> None:
    """Print what a job tells until it ends; Ctrl+C cancels it."""
    resume = f"ldct-studio jobs resume {job.name if job.folder.parent == store.folder() else job.folder}"
    print(f"The job lives in {job.folder}", flush=True)
    try:
        end = await_end(job, float("inf"))
    except KeyboardInterrupt:
        print("Stopping; the state is saved …", flush=True)
        store.cancel(job)
        end = await_end(job)
    if end.state == "done":
        print("Done")
        return
    if end.state == "cancelled":
        print(f"{end.text}\nResume: {resume}")
        raise typer.Exit(130)
    raise StudioError(f"{end.text.rstrip('.')} (log: {job.log}, resume: {resume})")


def await_end(job: Job, patience: float = _PATIENCE) -> Status:
    """Print what a job tells until it ends; end it after so many seconds."""
    deadline = time.monotonic() + patience
    printer, pause = _Printer(), threading.Event()
    offset = job.journal.path.stat().st_size
    while (now := status(job)).active or store.revived(job):
        news = job.journal.read(offset)
        offset = news.offset
        printer.tell(news.events)
        if time.monotonic() > deadline:
            store.end(job)
        pause.wait(0.2)
    printer.tell(job.journal.read(offset).events)
    return now


class _Printer:
    """Prints events as lines, not too many."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._progress = ""
        self._said = time.monotonic()

    def tell(self, events: tuple[Event, ...]) -> None:
        for event in events:
            if isinstance(event, Progress):
                self._progress = f"{event.step} of {event.total}"
                if time.monotonic() - self._said > 2 * LINE_SECONDS:  # nothing else is told
                    self._say(self._progress)
            elif isinstance(event, Metric):
                self._numbers(event)
            elif isinstance(event, Resumed):
                self._say(f"Resumed at step {event.step}")
            elif isinstance(event, Message):
                self._say(event.text)

    def _numbers(self, event: Metric) -> None:
        names, now = " ".join(event.values), time.monotonic()
        if now < self._next.get(names, 0.0):
            return
        self._next[names] = now + LINE_SECONDS
        numbers = "  ".join(f"{name} {value:.4g}" for name, value in event.values.items())
        self._say(f"step {self._progress or event.step}  {numbers}")

    def _say(self, line: str) -> None:
        self._said = time.monotonic()
        print(line, flush=True)
