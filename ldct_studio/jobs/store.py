"""The jobs of the user, and what can be done with them: make, start, cancel, resume, delete."""

from __future__ import annotations

import shutil
import threading
import time
from itertools import chain, count, takewhile
from pathlib import Path

from .. import __version__
from ..core.device import cores
from ..core.errors import PluginError, StudioError
from ..core.events import Failed, Progress, Stopped, Waiting
from ..core.paths import data_dir
from ..core.resources import Resources
from ..core.step import Step
from ..discovery import fingerprint
from ..plugin import Plugin, make
from .job import Job, Place, Spec
from .launcher import launcher
from .status import alive, status

_LAST_SECONDS = 10.0
"""How long a job that is resumed may still have its former worker."""


def folder() -> Path:
    """Return where jobs live that were given no folder of their own."""
    return (data_dir() / "jobs").resolve()


def jobs() -> tuple[Job, ...]:
    """Return the jobs there, the newest first."""
    if not folder().is_dir():
        return ()
    found = [Job(path) for path in folder().iterdir() if not path.is_symlink()]
    return tuple(sorted((job for job in found if job.exists), key=_age, reverse=True))


def find(name: str) -> Job:
    """Return the job of a name, or of a folder elsewhere; ``StudioError`` where there is none."""
    for path in (folder() / name, Path(name)):
        job = Job(path.resolve())
        if job.exists:
            return job
    raise StudioError(f"There is no job {name}; “jobs” lists them.")


def plan(step: Step, seed: int, on: Place = "local", resources: Resources | None = None) -> Spec:
    """Return what a job of a recipe does, with checked settings; raise ``StudioError``.

    Paths among the settings become absolute, because the job runs elsewhere.
    """
    recipe = make(step)
    if recipe.kind != "recipe":
        raise PluginError(f"{recipe.title} is no recipe; “plugins” lists them.")
    resources = resources or Resources(threads=max(1, cores() // 2))
    if resources.nodes > 1 and on != "slurm":
        raise StudioError("A job on this machine or on Ray takes one node; take Slurm for several.")
    return Spec(
        program=__version__,
        recipe=step.name,
        settings=_settled(recipe).settings,
        plugin=fingerprint(Path(recipe.file)),
        seed=seed,
        on=on,
        resources=resources,
    )


def create(spec: Spec, at: Path | None = None) -> Job:
    """Make the folder of a job, new or empty, and return the job; it is not started yet."""
    path = _new_folder(spec) if at is None else at.resolve()
    path.mkdir(parents=True, exist_ok=True)
    if any(path.iterdir()):
        raise StudioError(f"The folder {path} is not empty; name another.")
    job = Job(path)
    job.write_spec(spec)
    return job


def start(job: Job) -> None:
    """Start a job, or resume it; ``StudioError`` where it runs already or cannot be started."""
    spec = job.spec()
    if not status(job).active:
        _wait_for_its_end(job)
    if alive(job) or status(job).active:  # one that was started a moment ago has no process yet
        raise StudioError(f"The job {job.name} is running already.")
    job.cancel_file.unlink(missing_ok=True)
    job.journal.append(Waiting(on=spec.on))
    try:
        handle = launcher(spec.on).start(job, spec)
        if handle is not None:
            job.write_handle(handle)
    except (StudioError, OSError) as error:
        job.journal.append(Failed(error=f"The job could not be started: {error}"))
        raise


def _wait_for_its_end(job: Job) -> None:
    """Give the worker of a job that has said its last word the time to go, which a busy machine takes."""
    pause, until = threading.Event(), time.monotonic() + _LAST_SECONDS
    while alive(job) and time.monotonic() < until:
        pause.wait(0.1)


def cancel(job: Job) -> None:
    """Ask a job to stop; it saves first. From now on its state is "cancelling".

    One that still waits for a cluster is taken out of the line.
    """
    if not status(job).active:
        return
    job.cancel_file.touch()
    if status(job).state == "cancelling" and _waits(job):
        end(job)


def end(job: Job) -> None:
    """End a job that does not stop by itself; resuming goes on from its last checkpoint."""
    handle = job.handle()
    if handle is not None:
        launcher(job.spec().on).end(job, handle)
    job.journal.append(Stopped(text="It was ended; it can be resumed from its last checkpoint."))


def revived(job: Job) -> bool:
    """Start a job again whose node in a cluster was lost, and say whether; whoever waits for it asks.

    One that got no further than its last start would be lost again, and is left alone.
    """
    if job.spec().on == "local" or job.cancel_file.exists() or status(job).state != "crashed":
        return False
    since = takewhile(lambda event: not isinstance(event, Waiting), reversed(job.journal.recent()))
    if not any(isinstance(event, Progress) for event in since):
        return False
    start(job)
    return True


def delete(job: Job) -> None:
    """Delete a job with all its results; ``StudioError`` where it runs."""
    if _at_work(job):
        raise StudioError(f"The job {job.name} is running; cancel it first.")
    (job.folder / "job.json").unlink(missing_ok=True)  # what is left of it is no job
    shutil.rmtree(job.folder)


def _at_work(job: Job) -> bool:
    """Say whether a process may still write into the folder; no cluster is asked after a last word."""
    try:
        on = job.spec().on
    except PluginError:  # damaged, so that nobody knows where it ran; here it would be found
        handle = job.handle()
        return handle is not None and launcher("local").alive(job, handle)
    if on != "local" and job.ended:
        return False
    return alive(job) or status(job).active


def _waits(job: Job) -> bool:
    events = job.journal.recent()
    return job.spec().on != "local" and bool(events) and isinstance(events[-1], Waiting)


def _age(job: Job) -> float:
    return (job.folder / "job.json").stat().st_mtime


def _settled(recipe: Plugin) -> Step:
    step = recipe.step
    given = {name: value for name, value in recipe.config if name in step.settings}
    return step.replace(**{name: str(p.resolve()) for name, p in given.items() if isinstance(p, Path)})


def _new_folder(spec: Spec) -> Path:
    name = f"{time.strftime('%Y-%m-%d_%H%M%S')}_{spec.recipe}"
    names = chain([name], (f"{name}_{number}" for number in count(2)))
    return next(path for path in map(folder().joinpath, names) if not path.exists())
