"""The command `evaluate`: measure what a study trained, print its report, keep its table.

A study is two recipes. ``STUDY.all`` trains its models into ``models``; ``card.json`` there says that all
are finished. ``STUDY.evaluation`` has a setting ``models``; it leaves ``report.txt``, ``table.csv``, and
``unmet.txt`` with a sentence per line where something is missing without which the report means nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from .. import discovery
from ..core.errors import PluginError, StudioError
from ..core.paths import resource
from ..core.step import Step
from ..jobs import store
from ..jobs.job import Job, Spec
from ..jobs.status import status
from ..plugin import find, plugins
from .following import follow
from .table_file import refuse_table

_ALL, _EVALUATION, _CARD = ".all", ".evaluation", "card.json"


def evaluate(
    study: Annotated[str, typer.Argument(help="A study, such as task_adaptive.")],
    preset: Annotated[
        str | None, typer.Option(metavar="NAME", help="The newest finished set of models of this preset.")
    ] = None,
    models: Annotated[
        Path | None, typer.Option(help="Another set of models: the folder of its job, or its models.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="A folder of scans with labels, to measure these instead.")
    ] = None,
    patients: Annotated[int | None, typer.Option(help="How many synthetic patients.")] = None,
    out: Annotated[Path | None, typer.Option(help="A .csv file for every single number.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")] = False,
) -> None:
    """Measure the models of a study and print its table; the same command again resumes what was stopped.

    Exit code 1 where a precondition of the study is not met.
    """
    discovery.discover()
    refuse_table(out, force)
    step = _study(study)
    chosen = _set_at(models, preset) if models is not None else _newest_set(study, preset)
    given = {"models": str(chosen), "data": None if data is None else str(data), "patients": patients}
    spec = store.plan(step.replace(**{name: value for name, value in given.items() if value is not None}), 0)
    job = _unfinished(spec, chosen) or store.create(spec)
    if not status(job).active:
        store.start(job)
    follow(job)
    print("\n" + (job.folder / "report.txt").read_text(encoding="utf-8"))
    if out is not None:
        shutil.copyfile(job.folder / "table.csv", out)
        print(f"Wrote {out}")
    if (job.folder / "unmet.txt").exists():
        raise typer.Exit(1)


def _study(name: str) -> Step:
    """Return the evaluation of a study."""
    names = [cls.name for cls in plugins("recipe")]
    known = [other.removesuffix(_EVALUATION) for other in names if other.endswith(_EVALUATION)]
    if name not in known:
        raise StudioError(f"There is no study “{name}”; known are: {', '.join(known) or 'none'}.")
    return Step("recipe", name + _EVALUATION)


def _set_at(folder: Path, preset: str | None) -> Path:
    """Return the models in a folder that the user named."""
    if preset is not None:
        raise StudioError("--preset chooses a set of models, and --models names one; leave one out.")
    models = folder / "models" if (folder / "models").is_dir() else folder
    if not (models / _CARD).is_file():
        raise StudioError(f"There is no finished set of models in {folder}; resume its job, or name another.")
    return models


def _newest_set(study: str, preset: str | None) -> Path:
    """Return the models of the newest finished set among the user's jobs, else of the set that ships."""
    presets = find(Step("recipe", study + _ALL)).Config.model_fields.get("preset")
    usual = None if presets is None else presets.default
    for job, spec in _jobs():
        fits = preset in (None, spec.settings.get("preset", usual))
        if spec.recipe == study + _ALL and fits and (job.folder / "models" / _CARD).is_file():
            return job.folder / "models"
    shipped = resource("studies") / f"{study}-{preset or usual}"
    if (shipped / _CARD).is_file():
        return shipped
    wanted = f" --preset {preset or usual}" if presets is not None else ""
    raise StudioError(
        f"There is no finished set of models of this study yet; run ldct-studio train {study}:all{wanted}, "
        "or name a folder with --models."
    )


def _unfinished(spec: Spec, models: Path) -> Job | None:
    """Return the job that did the same before, of the models as they are now, and was stopped."""
    trained = (models / _CARD).stat().st_mtime
    for job, other in _jobs():
        same = (other.step, other.seed, other.plugin) == (spec.step, spec.seed, spec.plugin)
        newer = (job.folder / "job.json").stat().st_mtime > trained
        if same and newer and status(job).state != "done":
            return job
    return None


def _jobs() -> Iterator[tuple[Job, Spec]]:
    """Yield the jobs that can be read, the newest first; damaged ones are shown by `jobs`."""
    for job in store.jobs():
        try:
            spec = job.spec()
        except PluginError:
            continue
        yield job, spec
