"""What a job has told, as the window shows it; a reader takes in what is new at each look."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ..core.errors import PluginError, StudioError
from ..core.events import Done, Event, Failed, Metric, Picture, Progress, Resumed, Saved, Started, Stopped
from ..jobs.job import Job, Spec
from ..jobs.log import log_tail
from ..jobs.status import Status, status
from ..nets.catalog import ModelKind
from ..nets.model import CARD, read_card
from ..plugin import find
from .language import tr
from .train_settings import own_settings

Values = npt.NDArray[np.float64]
Depth = Literal["tail", "whole"]

POINTS = 400
"""A curve is drawn with at most so many points."""
LOG_LINES = 200
_TAIL = 1 << 16
"""Bytes at the end of the events that a row of the list is made from."""
_LATELY = 60
"""How many events of progress the speed is taken from."""


@dataclass(frozen=True, eq=False)
class Series:
    """One number over the steps of a training; ``last`` is its newest value, as it was told."""

    name: str
    steps: Values
    values: Values
    last: float
    told: float = 0.0
    """When ``last`` was told, in seconds since 1970."""


@dataclass(frozen=True, eq=False)
class JobView:
    """A job at one moment.

    Pictures, log and time worked belong to the job on show, whose events were read from the beginning; the
    curves of others are those of the last minutes.
    """

    job: Job
    title: str
    status: Status
    spec: Spec | None = None
    """None where the folder is damaged."""
    settings: str = ""
    """Those that differ from the defaults, in words."""
    begun: float = 0.0
    """When its folder was made, in seconds since 1970."""
    series: tuple[Series, ...] = ()
    pictures: tuple[Picture, ...] = ()
    saved: tuple[Saved, ...] = ()
    """The newest checkpoint of each stage, the newest stage first."""
    log: str = ""
    rate: float = 0.0
    """Steps per second lately; 0 where nobody knows."""
    worked: float = 0.0
    """Seconds that its process ran, up to its last event."""
    told: float = 0.0
    """When it told anything last, in seconds since 1970."""
    model: ModelKind | None = None
    """What the job left behind."""

    @property
    def left(self) -> float | None:
        """The seconds until the present stage is done; None where nobody knows."""
        progress = self.status.progress
        if progress is None or self.rate <= 0 or self.status.state != "running":
            return None
        return (progress.total - progress.step) / self.rate

    @property
    def newest(self) -> Series | None:
        """The loss that was told last, or another number where there is none."""
        losses = [one for one in self.series if "loss" in one.name.lower()]
        return max(losses or self.series, key=lambda one: one.told, default=None)


class JobReader:
    """Reads one job again and again, each time only what is new."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._spec: Spec | None = None
        self._title = job.name
        self._settings = self._broken = ""
        self._begun = _made(job)
        self._view: JobView | None = None
        self._depth: Depth = "tail"
        self._offset = 0
        self._forget(max(0, self._size() - _TAIL))
        try:
            self._spec = job.spec()
            self._settings = own_settings(self._spec)
            self._title = tr(find(self._spec.step).title)
        except StudioError as error:
            self._broken = "" if self._spec else str(error)

    def look(self, depth: Depth) -> JobView:
        """Return the job as it is now, the very same view where nothing changed; raise ``OSError``."""
        if depth == "whole" and self._depth == "tail":
            self._depth, self._view = depth, None
            self._forget(0)
        old = self._view
        if old is not None and not old.status.active and self._size() == self._offset:
            return old  # whoever resumes it writes an event first
        news = self._job.journal.read(self._offset)
        self._offset = news.offset
        for event in news.events:
            self._take(event)
        now = Status("failed", self._broken) if self._broken else status(self._job)
        log = log_tail(self._job.log, LOG_LINES) if self._depth == "whole" else ""
        if old is None or news.events or (now, log) != (old.status, old.log):
            self._view = self._make(now, log)
        assert self._view is not None
        return self._view

    def _size(self) -> int:
        path = self._job.journal.path
        return path.stat().st_size if path.exists() else 0

    def _forget(self, offset: int) -> None:
        self._offset = offset
        self._tracks: dict[str, _Track] = {}
        self._pictures: dict[str, Picture] = {}
        self._saved: dict[int, Saved] = {}
        self._lately: deque[Progress] = deque(maxlen=_LATELY)
        self._began: float | None = None
        self._worked = self._told = 0.0

    def _take(self, event: Event) -> None:
        if isinstance(event, Started):
            self._stop_clock(self._told)
            self._began = event.time
        self._told = event.time
        match event:
            case Metric():
                for name, value in event.values.items():
                    self._tracks.setdefault(name, _Track()).add(event, value)
            case Progress():
                if self._lately and self._lately[-1].stage != event.stage:
                    self._lately.clear()
                self._lately.append(event)
            case Picture():
                self._pictures.pop(event.path, None)  # one that was drawn again comes last
                self._pictures[event.path] = event
            case Saved():
                self._saved[event.stage] = event
            case Started() | Resumed():
                self._lately.clear()
            case Done() | Stopped() | Failed():
                self._stop_clock(event.time)

    def _stop_clock(self, end: float) -> None:
        if self._began is not None:
            self._worked += max(0.0, end - self._began)
            self._began = None

    def _make(self, now: Status, log: str) -> JobView:
        running = 0.0 if self._began is None else max(0.0, self._told - self._began)
        return JobView(
            job=self._job,
            title=self._title,
            status=now,
            spec=self._spec,
            settings=self._settings,
            begun=self._begun,
            series=tuple(track.series(name) for name, track in self._tracks.items()),
            pictures=tuple(self._pictures.values()),
            saved=tuple(self._saved[stage] for stage in sorted(self._saved, reverse=True)),
            log=log,
            rate=_rate(self._lately),
            worked=self._worked + running,
            told=self._told,
            model=self._model() if now.state == "done" else None,
        )

    def _model(self) -> ModelKind | None:
        folder = self._job.folder / "model"
        try:
            return read_card(folder).kind if (folder / CARD).is_file() else None
        except PluginError:
            return None  # damaged, so there is nothing to compare


class _Track:
    """The points of one number. A step that is told again replaces all from there on: work was resumed."""

    def __init__(self) -> None:
        self._steps: list[int] = []
        self._values: list[float] = []
        self._last = float("nan")
        self._told = 0.0

    def add(self, event: Metric, value: float) -> None:
        while self._steps and self._steps[-1] >= event.step:
            self._steps.pop()
            self._values.pop()
        self._last, self._told = value, event.time
        if np.isfinite(value):
            self._steps.append(event.step)
            self._values.append(value)

    def series(self, name: str) -> Series:
        steps, values = np.array(self._steps, float), np.array(self._values, float)
        return Series(name, _averaged(steps), _averaged(values), self._last, self._told)


def _averaged(values: Values) -> Values:
    """Return at most ``POINTS`` means over neighbors."""
    if len(values) <= POINTS:
        return values
    edges = np.linspace(0, len(values), POINTS + 1).astype(int)
    means: Values = np.add.reduceat(values, edges[:-1]) / np.diff(edges)
    return means


def _made(job: Job) -> float:
    """Return when the folder of a job was made, 0 where it is being deleted."""
    try:
        return (job.folder / "job.json").stat().st_mtime
    except OSError:
        return 0.0


def _rate(lately: deque[Progress]) -> float:
    if len(lately) < 2:
        return 0.0
    seconds = lately[-1].time - lately[0].time
    return (lately[-1].step - lately[0].step) / seconds if seconds > 0 else 0.0
