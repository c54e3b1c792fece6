"""The commands `train` and `jobs`: start work in the background, follow it, list it."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer

from .. import discovery
from ..core.device import cores
from ..core.errors import StudioError
from ..core.events import Event, Message, Metric, Progress, Resumed
from ..core.resources import Resources
from ..core.step import Step
from ..jobs import store
from ..jobs.job import Job, Place, Spec
from ..jobs.launcher import launcher
from ..jobs.status import Status, status
from ..plugin import make

LINE_SECONDS = 5.0
"""Between two lines about the same numbers."""
_PATIENCE = 30.0
"""Seconds that a job may take to stop before it is ended."""


def train(
    recipe: Annotated[
        str,
        typer.Argument(
            metavar="RECIPE[:KEY=VALUE,…]", help="A recipe and its settings; `plugins` lists them."
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(help="The folder of the job, new or to be resumed; the program's own if left out."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 0,
    on: Annotated[Place, typer.Option(help="Where it runs.")] = "local",
    threads: Annotated[int, typer.Option(min=0, help="CPU threads; 0 for half the cores.")] = 0,
    devices: Annotated[int, typer.Option(min=1, help="GPUs, or processes without a GPU, per node.")] = 1,
    nodes: Annotated[int, typer.Option(min=1, help="Computers; more than one on Slurm only.")] = 1,
    precision: Annotated[
        Literal["32-true", "bf16-mixed"], typer.Option(help="Of the numbers in the network.")
    ] = "32-true",
    memory: Annotated[
        float,
        typer.Option(min=0, metavar="GB", help="Above which the job is ended; 0 for four fifths of all."),
    ] = 0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check and show everything; start nothing.")
    ] = False,
) -> None:
    """Train with a recipe, in a process of its own; the same command again resumes what was stopped."""
    discovery.discover()
    resources = Resources(
        threads=threads or max(1, cores() // 2),
        devices=devices,
        nodes=nodes,
        precision=precision,
        memory_gb=memory,
    )
    spec = store.plan(read_recipe(recipe), seed, on, resources)
    if dry_run:
        _show(spec, out)
        return
    job = _job(spec, out)
    store.start(job)
    _follow(job)


def jobs(
    what: Annotated[
        Literal["list", "cancel", "resume", "delete"], typer.Argument(help="What to do.")
    ] = "list",
    name: Annotated[
        str, typer.Argument(help="The job, by the name that the list shows or by its folder.")
    ] = "",
) -> None:
    """List the jobs of the program's own folder, the newest first; cancel, resume or delete one."""
    if what == "list":
        for job in store.jobs():
            print(_line(job))
        return
    job = store.find(name)
    if what == "cancel":
        store.cancel(job)
        _await_end(job)
        print(f"{job.name}: {status(job).text}")
    elif what == "resume":
        discovery.discover()
        store.start(job)
        _follow(job)
    else:
        store.delete(job)
        print(f"Deleted {job.folder}")


def read_recipe(text: str) -> Step:
    """Read ``name:key=value,key=value``; colons in the name stand for the dots of its plug-in."""
    name, settings = text, ""
    if "=" in text:
        head, _, tail = text.partition("=")
        name, _, key = head.rpartition(":")
        settings = f"{key}={tail}"
    return Step.parse(f"recipe:{name.replace(':', '.')}:{settings}")


def _show(spec: Spec, out: Path | None) -> None:
    print(f"recipe     {spec.recipe}")
    for key, value in make(spec.step).config:
        print(f"  {key} = {value}")
    print(f"seed       {spec.seed}")
    for key, value in spec.resources:
        print(f"{key:10} {value}")
    path = (out or store.folder() / "NAME").resolve()
    print(f"folder     {path}")
    print(f"command    {' '.join(launcher(spec.on).command(Job(path), spec))}")


def _job(spec: Spec, out: Path | None) -> Job:
    """Return the job to start: the one in the folder if it is the same, else a new one."""
    job = None if out is None else Job(out.resolve())
    if job is None or not job.exists:
        return store.create(spec, out)
    known = job.spec()
    if (known.step, known.seed) != (spec.step, spec.seed):
        raise StudioError(
            f"The folder {out} holds another job ({known.step}, seed {known.seed}); name another folder."
        )
    if status(job).state == "done":
        raise StudioError(f"The job in {out} is finished; name another folder to train again.")
    return job


def _follow(job: Job) -> None:
    """Print what a job tells until it ends; Ctrl+C cancels it."""
    resume = f"ldct-studio jobs resume {job.name if job.folder.parent == store.folder() else job.folder}"
    print(f"The job lives in {job.folder}", flush=True)
    try:
        end = _await_end(job, float("inf"))
    except KeyboardInterrupt:
        print("Stopping; the state is saved …", flush=True)
        store.cancel(job)
        end = _await_end(job)
    if end.state == "done":
        print("Done")
        return
    if end.state == "cancelled":
        print(f"{end.text}\nResume: {resume}")
        raise typer.Exit(130)
    raise StudioError(f"{end.text.rstrip('.')} (log: {job.log}, resume: {resume})")


def _await_end(job: Job, patience: float = _PATIENCE) -> Status:
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

    def tell(self, events: tuple[Event, ...]) -> None:
        for event in events:
            if isinstance(event, Progress):
                self._progress = f"{event.step} of {event.total}"
            elif isinstance(event, Metric):
                self._numbers(event)
            elif isinstance(event, Resumed):
                print(f"Resumed at step {event.step}", flush=True)
            elif isinstance(event, Message):
                print(event.text, flush=True)

    def _numbers(self, event: Metric) -> None:
        names, now = " ".join(event.values), time.monotonic()
        if now < self._next.get(names, 0.0):
            return
        self._next[names] = now + LINE_SECONDS
        numbers = "  ".join(f"{name} {value:.4g}" for name, value in event.values.items())
        print(f"step {event.step} ({self._progress})  {numbers}", flush=True)


def _line(job: Job) -> str:
    try:
        now = status(job)
    except StudioError as error:
        return f"{job.name}  damaged  {error}"
    steps = f"{now.progress.step}/{now.progress.total}" if now.progress else "-"
    age = timedelta(seconds=round(job.silence()))
    return f"{job.name}  {now.state:10}  {steps:>13}  {age} ago  {now.text}"
