"""What is known of a study of many cells; a reader takes in what is new at each look."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..core.errors import PluginError, StudioError
from ..core.events import Message, Progress
from ..jobs.job import Job, Place
from ..jobs.status import Status, status
from ..jobs.studying import REPORT
from ..plugin import Recipe, find
from ..studies.cells import RESULT, Cells, Result
from ..studies.plan import Cell, read_plan
from ..studies.running import CELLS

AT_ONCE = 400
"""Results that one look reads, so that a large study appears bit by bit."""


@dataclass(frozen=True, eq=False)
class StudyView:
    """A study at one moment; the results are those of the study on show, others are counted only."""

    job: Job
    path: Path
    """The TOML file that says what it is."""
    status: Status
    cells: tuple[Cell, ...] = ()
    problem: str = ""
    """Why the study cannot be read, in a sentence."""
    finished: int = 0
    results: Mapping[str, Result] = field(default_factory=dict)
    """By the names of the cells."""
    under_way: frozenset[str] = frozenset()
    """The cells that were begun and are not finished."""
    workers: int = 0
    """Processes; 0 for one per core."""
    on: Place = "local"
    rate: float = 0.0
    """Cells per second lately; 0 where nobody knows."""
    said: str = ""
    """The last that it said."""
    told: float = 0.0
    """When it told anything last, in seconds since 1970."""
    report: str = ""
    reporting: bool = False
    """Whether the report is being written."""

    @property
    def title(self) -> str:
        """What the study is called: as its file."""
        return self.path.stem

    @property
    def headline(self) -> str:
        """The value from 0 to 1 that stands for a cell, '' where its recipe names none."""
        return headline(self.cells[0]) if self.cells else ""

    @cached_property
    def failed(self) -> tuple[tuple[Cell, Result], ...]:
        """The cells that failed, with why."""
        pairs = ((cell, self.results.get(cell.name)) for cell in self.cells)
        return tuple((cell, found) for cell, found in pairs if found is not None and found.state == "failed")


def headline(cell: Cell) -> str:
    """Return the name of the value that stands for a cell, '' where its recipe names none or is gone."""
    try:
        cls = find(cell.step)
    except PluginError:
        return ""
    return cls.headline if issubclass(cls, Recipe) else ""


class StudyReader:
    """Reads one study again and again, each time only what is new."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._plan: tuple[object, tuple[Cell, ...], str] = (None, (), "")
        self._names: tuple[str, ...] = ()
        self._stamps: dict[str, int] = {}
        self._results: dict[str, Result] = {}
        self._view: StudyView | None = None
        self._seen: object = None
        self._told = -1
        self._report: object = None
        self._reported = ("", False)

    def look(self, whole: bool) -> StudyView:
        """Return the study as it is now, the very same view where nothing changed; raise ``StudioError``."""
        spec = self._job.spec()
        path = Path(str(spec.settings.get("plan", "study.toml")))
        cells, problem = self._cells(path)
        now = status(self._job)
        told = _changed(self._job.journal.path)
        report = tuple(_changed(self._job.folder / REPORT / n) for n in ("report.txt", "events.jsonl"))
        if not now.active and not whole and self._view is not None and told == self._told:
            return self._view  # nobody looks at its cells, and nobody computes them
        finished, under_way, more = self._count(whole)
        if report != self._report or self._reported[1]:
            self._report, self._reported = report, self._read_report()
        seen = (spec, self._plan[0], now, told, self._reported, finished, under_way)
        if seen == self._seen and not more and self._view is not None:
            return self._view
        self._seen, self._told = seen, told
        events = self._job.journal.recent()
        messages = [event.text for event in events if isinstance(event, Message)]
        self._view = StudyView(
            job=self._job,
            path=path,
            status=now,
            cells=cells,
            problem=problem,
            finished=finished,
            results=dict(self._results),
            under_way=under_way if now.active else frozenset(),
            workers=int(spec.settings.get("workers") or 0),
            on=spec.on,
            rate=_rate([event for event in events if isinstance(event, Progress)]),
            said=messages[-1] if messages else "",
            told=told / 1e9,
            report=self._reported[0],
            reporting=self._reported[1],
        )
        return self._view

    def _cells(self, path: Path) -> tuple[tuple[Cell, ...], str]:
        """Return the cells of the study, read anew where its file changed, or why there are none."""
        stamp = (path, _changed(path))
        if stamp != self._plan[0] or self._plan[2]:
            try:
                self._plan = (stamp, read_plan(path).cells(), "")
            except StudioError as error:
                self._plan = (stamp, (), str(error))
            self._names = tuple(cell.name for cell in self._plan[1])
        return self._plan[1], self._plan[2]

    def _count(self, read: bool) -> tuple[int, frozenset[str], bool]:
        """Return how many cells are finished, which are under way, and whether any result is new."""
        folder = self._job.folder / CELLS
        there = set(os.listdir(folder)) if folder.is_dir() else set()
        finished, new, under_way = 0, 0, []
        for name, cell in zip(self._names, self._plan[1], strict=True):
            stamp = _changed(folder / name / RESULT) if name in there else 0
            finished += bool(stamp)
            if name in there and not stamp:
                under_way.append(name)
            if read and stamp != self._stamps.get(name, 0) and new < AT_ONCE:
                new += 1
                self._take(Cells(folder), cell, name, stamp)
        return finished, frozenset(under_way), new > 0

    def _take(self, cells: Cells, cell: Cell, name: str, stamp: int) -> None:
        self._stamps[name] = stamp
        result = cells.result(cell) if stamp else None
        if result is None:
            self._results.pop(name, None)
        else:
            self._results[name] = result

    def _read_report(self) -> tuple[str, bool]:
        """Return the report, or why there is none, and whether it is being written."""
        job = Job(self._job.folder / REPORT)
        if not job.exists:
            return "", False
        now = status(job)
        if now.state in ("failed", "crashed"):
            return now.text, False
        try:
            text = (job.folder / "report.txt").read_text(encoding="utf-8")
        except OSError:
            text = ""
        return text, now.active


def _changed(path: Path) -> int:
    """Return when a file was changed, in ns; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _rate(steps: list[Progress]) -> float:
    if len(steps) < 2 or steps[-1].stage != steps[0].stage:
        return 0.0
    done, seconds = steps[-1].step - steps[0].step, steps[-1].time - steps[0].time
    return done / seconds if seconds > 0 and done > 0 else 0.0
