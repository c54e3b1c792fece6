"""The newest evaluation of dose policies: its table, its report, and the course of its training."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..core.errors import StudioError
from ..core.events import Picture
from ..jobs import store
from ..jobs.job import Job
from ..jobs.status import Status, status
from ..training.finished import finished_sets
from .language import tr
from .train_news import JobReader, Series

Values = npt.NDArray[np.float64]
STUDY = "alara"
EVALUATION, TRAINING = f"{STUDY}.evaluation", f"{STUDY}.all"
TABLE, REPORT = "table.csv", "report.txt"
_COLUMNS = re.compile("densest"), re.compile("photons per ray"), re.compile("PSNR"), re.compile(".*needed")
"""How the columns of the table begin that are drawn."""
_MEAN, _ALL = re.compile("At the same mean PSNR"), re.compile("Mean dose with which")
"""How the two statements of the report begin: of equal mean quality, and of all cases."""
_HOLDS: dict[str, bool | None] = {"holds": True, "DOES NOT HOLD": False, "not tested": None}
_TO = 17
"""Columns that a claim is set in by."""
_MOST = 64
"""Policies that are read; more would only be there to harm."""


@dataclass(frozen=True, eq=False)
class PolicyCases:
    """One policy over the cases (n,): what each costs, reaches and would need."""

    name: str
    densest: Values
    photons: Values
    quality: Values
    """PSNR in dB."""
    needed: Values
    """Photons from which on the case reaches the target; infinite where no dose below the cap is enough."""


@dataclass(frozen=True)
class Statement:
    """A part of the report: what it says, the heads of its table, and the rows."""

    text: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Claim:
    """A claim, whether it holds, and why."""

    text: str
    holds: bool | None
    """None where it was not tested."""
    because: str


@dataclass(frozen=True, eq=False)
class Evaluated:
    """All that the newest evaluation says."""

    job: Job
    policies: tuple[PolicyCases, ...]
    about: str
    target: float | None
    """PSNR in dB."""
    cap: float | None
    """Photons per ray up to which doses were searched."""
    mean: Statement | None
    for_all: Statement | None
    claims: tuple[Claim, ...]
    told: float
    """When it was written, in seconds since 1970."""
    series: tuple[Series, ...] = ()
    """What its training told."""
    pictures: tuple[Picture, ...] = ()
    """Of a slim and a wide case under every policy."""


@dataclass(frozen=True, eq=False)
class ProposalNews:
    """The newest evaluation if there is one, what is under way, and what could be evaluated."""

    evaluated: Evaluated | None = None
    running: tuple[str, Status] | None = None
    """The recipe that is at work, and how far it is."""
    models: Path | None = None
    """The newest finished set of policies."""
    problem: str = ""
    """Why an evaluation cannot be read."""


class ProposalReader:
    """Looks again and again; the very same news where nothing changed."""

    def __init__(self) -> None:
        self._recipes: dict[Path, str] = {}
        self._seen: object = None
        self._news = ProposalNews()
        self._training: JobReader | None = None
        self._trained: Path | None = None

    def look(self) -> ProposalNews:
        """Return what is known now."""
        found: dict[str, list[Job]] = {EVALUATION: [], TRAINING: []}
        for job in store.jobs():
            if (recipe := self._recipe(job)) in found:
                found[recipe].append(job)
        finished = next((job for job in found[EVALUATION] if (job.folder / REPORT).is_file()), None)
        running = next(_running([*found[EVALUATION], *found[TRAINING]]), None)
        models = next(iter(finished_sets(STUDY)), None)
        series = self._series(finished, found[TRAINING])
        stamp = None if finished is None else (finished.folder, _changed(finished))
        seen = (stamp, running, models, series)
        if seen != self._seen:
            self._seen = seen
            self._news = _news(finished, running, models, series)
        return self._news

    def _recipe(self, job: Job) -> str:
        if job.folder not in self._recipes:
            try:
                self._recipes[job.folder] = job.spec().recipe
            except StudioError:
                self._recipes[job.folder] = ""
        return self._recipes[job.folder]

    def _series(self, finished: Job | None, trainings: list[Job]) -> tuple[Series, ...]:
        """Return what the training of the evaluated set told, else the newest one."""
        job = None if finished is None else _training_of(finished)
        job = job or next(iter(trainings), None)
        if job is None:
            return ()
        if self._trained != job.folder:
            self._trained, self._training = job.folder, JobReader(job)
        assert self._training is not None
        try:
            return self._training.look("whole").series
        except (StudioError, OSError):
            return ()


def _running(jobs: list[Job]) -> Iterator[tuple[str, Status]]:
    for job in jobs:
        now = status(job)
        if now.active:
            yield job.spec().recipe, now


def _training_of(finished: Job) -> Job | None:
    try:
        job = Job(Path(str(finished.spec().settings.get("models", ""))).parent)
    except StudioError:
        return None
    return job if job.exists else None


def _changed(job: Job) -> int:
    try:
        return (job.folder / REPORT).stat().st_mtime_ns
    except OSError:
        return 0


def _news(
    job: Job | None, running: tuple[str, Status] | None, models: Path | None, series: tuple[Series, ...]
) -> ProposalNews:
    if job is None:
        return ProposalNews(None, running, models)
    try:
        return ProposalNews(read_evaluation(job, series), running, models)
    except (OSError, ValueError, KeyError, StopIteration) as error:
        return ProposalNews(
            None, running, models, tr("The evaluation in {0} is damaged ({1}).").format(job.folder, error)
        )


def read_evaluation(job: Job, series: tuple[Series, ...] = ()) -> Evaluated:
    """Return what the folder of an evaluation holds; raise ``OSError`` or ``ValueError``."""
    path = job.folder / REPORT
    text = path.read_text(encoding="utf-8")
    with (job.folder / TABLE).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = list(dict.fromkeys(row["policy"] for row in rows))[:_MOST]
    blocks = text.split("\n\n")
    target, cap = re.search(r"target ([\d.]+) dB", text), re.search(r"searched up to (\d+) photons", text)
    return Evaluated(
        job,
        tuple(_policy(name, [row for row in rows if row["policy"] == name]) for name in names),
        " ".join(blocks[0].split()),
        float(target[1]) if target else None,
        float(cap[1]) if cap else None,
        _statement(blocks, _MEAN),
        _statement(blocks, _ALL),
        tuple(_claims(text)),
        path.stat().st_mtime,
        series,
        JobReader(job).look("whole").pictures,
    )


def _policy(name: str, rows: list[dict[str, str]]) -> PolicyCases:
    columns = [next(c for c in rows[0] if pattern.match(c)) for pattern in _COLUMNS]
    return PolicyCases(name, *(np.array([float(row[column]) for row in rows]) for column in columns))


def _statement(blocks: list[str], begins: re.Pattern[str]) -> Statement | None:
    """Return a paragraph of the report with the table after it; the first word of a row is its name."""
    place = next((n for n, block in enumerate(blocks) if begins.match(block)), None)
    if place is None or place + 1 >= len(blocks):
        return None
    lines = [re.split(r"\s{2,}", line.rstrip()) for line in blocks[place + 1].splitlines()]
    heads = tuple(lines[0]) if lines and not lines[0][0] else ()
    return Statement(
        " ".join(blocks[place].split()).removesuffix(":"),
        heads[1:],
        tuple(tuple(row) for row in lines[bool(heads) :]),
    )


def _claims(text: str) -> Iterator[Claim]:
    """Yield the claims of a report with the lines below them, which say why."""
    held: Claim | None = None
    for line in text.splitlines():
        verdict = line[2:_TO].strip()
        if line.startswith("  ") and verdict in _HOLDS:
            if held is not None:
                yield held
            held = Claim(line[_TO:].strip(), _HOLDS[verdict], "")
        elif held is not None and line.startswith(" " * _TO):
            held = Claim(held.text, held.holds, f"{held.because}\n{line.strip()}".strip())
    if held is not None:
        yield held
