"""Studies of many cells as jobs: begin one or go on with it, report on it, find those of this user."""

from __future__ import annotations

import hashlib
import threading
import time
from pathlib import Path

from ..core.atomic import write_text
from ..core.device import cores
from ..core.errors import StudioError
from ..core.paths import data_dir
from ..core.resources import Resources
from ..core.step import Step
from ..plugin import plugins
from ..studies.plan import Plan, read_plan
from ..studies.running import CELLS
from . import store
from .job import Job, Place, Spec
from .status import alive, status

STUDY, REPORT = "study", "report"
_PATIENCE = 10.0


def folder_of(plan: Path, out: Path | None = None) -> Path:
    """Return where the results of a study lie: beside its file unless another folder is named."""
    return (out or plan.with_suffix("")).resolve()


def begin(
    plan: Path, on: Place = "local", workers: int = 0, again: bool = False, out: Path | None = None
) -> Job:
    """Start to compute a study, or go on with it where it was stopped; return its job.

    With ``again`` failed cells are computed once more. Raises ``StudioError`` for what is wrong with the
    study, and where it runs already.
    """
    told = read_plan(plan)
    told.cells()  # what is wrong with it is said here
    step = Step("recipe", STUDY).replace(
        plan=str(plan.resolve()),
        workers=workers,
        again=again,
        engine="ray" if on == "ray" else "processes",
    )
    threads = workers or cores() if on == "slurm" else 1
    spec = store.plan(step, told.seed, on, Resources(threads=threads))
    running = f"The study runs already; “study status {plan}” says how far it is."
    job = _begun(spec, folder_of(plan, out), running)
    remember(job)
    return job


def reporter(plan: Plan) -> str:
    """Return the recipe that says what the cells of a study show, '' where nobody knows how."""
    name = plan.recipe.removesuffix(".cell") + ".report"
    return name if name in {cls.name for cls in plugins("recipe")} else ""


def report(plan: Path, out: Path | None = None) -> Job:
    """Start to say what the finished cells of a study show; the job leaves ``report.txt``."""
    told, folder = read_plan(plan), folder_of(plan, out)
    name = reporter(told)
    if not name:
        missing = told.recipe.removesuffix(".cell") + ".report"
        raise StudioError(f"Nobody knows how to report on {told.recipe}; there is no recipe {missing}.")
    step = Step("recipe", name).replace(plan=str(plan.resolve()), cells=str(folder / CELLS))
    return _begun(store.plan(step, told.seed), folder / REPORT, "The report is being written already.")


def known() -> tuple[Job, ...]:
    """Return the studies that this user began, wherever they lie, those that were begun last first."""
    found = {}
    for entry in _entries().iterdir() if _entries().is_dir() else ():
        job = Job(Path(entry.read_text(encoding="utf-8").strip()))
        if job.exists:
            found[job.folder] = job
    for job in store.jobs():
        try:
            if job.spec().recipe == STUDY:
                found[job.folder] = job
        except StudioError:
            continue  # damaged, so nobody knows what it was
    return tuple(sorted(found.values(), key=_age, reverse=True))


def forget(job: Job) -> None:
    """Leave a study out of the list; its files stay."""
    _entry(job).unlink(missing_ok=True)


def _begun(spec: Spec, folder: Path, running: str) -> Job:
    job = Job(folder)
    if job.exists:
        if status(job).active:
            raise StudioError(running)
        _let_end(job)
        job.write_spec(spec)
    else:
        job = store.create(spec, folder)
    store.start(job)
    return job


def _let_end(job: Job) -> None:
    """Wait for a process that has said its last word and is about to end."""
    deadline, pause = time.monotonic() + _PATIENCE, threading.Event()
    while alive(job) and time.monotonic() < deadline:
        pause.wait(0.1)


def remember(job: Job) -> None:
    """Put a study into the list of those that this user began."""
    _entries().mkdir(parents=True, exist_ok=True)
    write_text(_entry(job), f"{job.folder}\n")


def _entries() -> Path:
    """Return the folder with one file per study, so that several programs may add to it at once."""
    return data_dir() / "studies"


def _entry(job: Job) -> Path:
    return _entries() / f"{hashlib.blake2b(str(job.folder).encode(), digest_size=8).hexdigest()}.txt"


def _age(job: Job) -> float:
    return (job.folder / "job.json").stat().st_mtime
