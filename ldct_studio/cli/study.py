"""The command `study`: run a study of many cells, see how far it is, read its report."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

import typer

from .. import discovery
from ..jobs import studying
from ..jobs.job import Job, Place
from ..jobs.status import status
from ..studies.cells import Cells
from ..studies.plan import Plan, read_plan
from ..studies.running import CELLS
from .following import follow


def study(
    what: Annotated[Literal["run", "status", "report"], typer.Argument(help="What to do.")],
    plan: Annotated[Path, typer.Argument(metavar="STUDY.TOML", help="The file that says what the study is.")],
    on: Annotated[Place, typer.Option(help="Where it runs.")] = "local",
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0 for one per core.")] = 0,
    again: Annotated[bool, typer.Option("--again", help="Compute failed cells once more.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="The folder of its results; beside the file if left out.")
    ] = None,
) -> None:
    """Compute the cells of a study, each once; the same command again goes on where it was stopped."""
    discovery.discover()
    told = read_plan(plan)
    folder = studying.folder_of(plan, out)
    if what == "run":
        follow(studying.begin(plan, on, workers, again, folder))
    elif what == "status":
        print("\n".join(_status(told, folder)))
    else:
        _report(plan, folder)


def _status(told: Plan, folder: Path) -> list[str]:
    """Return how many cells are finished, by the values of every axis, and why others failed."""
    cells = Cells(folder / CELLS)
    results = [(cell, cells.result(cell)) for cell in told.cells()]
    states = Counter("waiting" if found is None else found.state for _, found in results)
    job = Job(folder)
    now = f", {status(job).state}" if job.exists else ""
    lines = [
        f"{len(results)} cells{now}: {states['done']} done, {states['failed']} failed, "
        f"{states['waiting']} left"
    ]
    for name, values in told.axes.items():
        done = Counter(str(c.place[name]) for c, found in results if found and found.state == "done")
        each = len(results) // len(values)
        lines.append(f"  {name}: " + ", ".join(f"{value} {done[str(value)]}/{each}" for value in values))
    lines += [f"  failed: {c.title}: {found.error}" for c, found in results if found and found.error]
    return lines


def _report(plan: Path, folder: Path) -> None:
    job = studying.report(plan, folder)
    follow(job)
    print("\n" + (job.folder / "report.txt").read_text(encoding="utf-8"))
