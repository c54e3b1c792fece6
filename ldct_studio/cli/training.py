"""The commands `train` and `jobs`: start work in the background, follow it, list it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

import torch
import typer

from .. import discovery
from ..core import device
from ..core.errors import StudioError
from ..core.resources import Resources
from ..core.step import Step
from ..jobs import store
from ..jobs.job import Job, Place, Spec
from ..jobs.launcher import launcher
from ..jobs.status import status
from ..plugin import Recipe, find, make
from .following import await_end, follow


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
    preset: Annotated[
        str | None, typer.Option(metavar="NAME", help="Settings by name, where the recipe has such.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 0,
    on: Annotated[Place, typer.Option(help="Where it runs.")] = "local",
    threads: Annotated[int, typer.Option(min=0, help="CPU threads; 0 for half the cores.")] = 0,
    devices: Annotated[
        int | None,
        typer.Option(min=1, help="GPUs, or processes without a GPU, per node.", show_default="1"),
    ] = None,
    nodes: Annotated[
        int | None, typer.Option(min=1, help="Computers; more than one on Slurm only.", show_default="1")
    ] = None,
    precision: Annotated[
        Literal["32-true", "bf16-mixed"] | None,
        typer.Option(help="Of the numbers in the network.", show_default="32-true"),
    ] = None,
    memory: Annotated[
        float | None,
        typer.Option(
            min=0,
            metavar="GB",
            help="Above which the job is ended; 0 for four fifths of all.",
            show_default="0",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check and show everything, with the effort; start nothing.")
    ] = False,
) -> None:
    """Train with a recipe, in a process of its own; the same command again resumes what was stopped."""
    discovery.discover()
    wanted = _given(
        threads=threads or None, devices=devices, nodes=nodes, precision=precision, memory_gb=memory
    )
    resources = Resources.model_validate({"threads": max(1, device.cores() // 2), **wanted})
    step = read_recipe(recipe)
    if preset is not None:
        step = _with_preset(step, preset)
    spec = store.plan(step, seed, on, resources)
    if dry_run:
        _show(spec, out)
        return
    job = _job(spec, out, {"on": on, **wanted})
    store.start(job)
    follow(job)


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
        found = store.jobs()
        for job in found:
            print(_line(job))
        if not found:
            print(f"There is no job in {store.folder()}; one that was started with --out goes by its folder.")
        return
    job = store.find(name)
    if what == "cancel":
        store.cancel(job)
        await_end(job)
        print(f"{job.name}: {status(job).text}")
    elif what == "resume":
        discovery.discover()
        store.start(job)
        follow(job)
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


def _given(**options: object) -> dict[str, object]:
    return {name: value for name, value in options.items() if value is not None}


def _with_preset(step: Step, preset: str) -> Step:
    recipe = find(step)
    if "preset" not in recipe.Config.model_fields:
        raise StudioError(f"{recipe.title} has no presets; leave --preset out.")
    return step.replace(preset=preset)


def _show(spec: Spec, out: Path | None) -> None:
    recipe = make(spec.step)
    print(f"recipe     {spec.recipe}")
    for key, value in recipe.config:
        print(f"  {key} = {'none' if value in (None, Path()) else value}")
    print(f"seed       {spec.seed}")
    for key, value in spec.resources:
        print(f"{key:10} {value}")
    path = (out or store.folder() / "NAME").resolve()
    print(f"folder     {path}")
    print(f"command    {' '.join(launcher(spec.on).command(Job(path), spec))}", flush=True)
    if isinstance(recipe, Recipe):
        _show_effort(recipe, spec.resources)


def _show_effort(recipe: Recipe, resources: Resources) -> None:
    torch.set_num_threads(resources.threads)
    effort = recipe.effort(device.device())
    if effort is not None:
        print(f"steps      {effort.steps:,}")
        print(f"memory     about {_rounded(effort.memory / 1e9)} GB")
        print(f"time       about {_rounded(effort.seconds / 3600)} hours here ({device.name()})")


def _rounded(value: float) -> str:
    """Return two digits of a number, and zeros."""
    return f"{float(f'{value:.2g}'):,.12g}"


def _job(spec: Spec, out: Path | None, wanted: dict[str, object]) -> Job:
    """Return the job to start: the one in the folder if it is the same as wanted, else a new one."""
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
    kept = {"on": known.on, **known.resources.model_dump()}
    other = [f"{name} = {kept[name]}" for name, value in wanted.items() if value != kept[name]]
    if other:
        raise StudioError(
            f"The job in {out} was made with {', '.join(other)}; resume it so, or name another folder."
        )
    return job


def _line(job: Job) -> str:
    try:
        now = status(job)
    except StudioError as error:
        return f"{job.name}  damaged  {error}"
    steps = f"{now.progress.step}/{now.progress.total}" if now.progress else "-"
    age = timedelta(seconds=round(job.silence()))
    return f"{job.name}  {now.state:10}  {steps:>13}  {age} ago  {now.text}"
