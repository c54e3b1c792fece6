"""The command `check`: every series below a path is opened, and every file that cannot be is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..core.acquired import Acquired
from ..core.errors import StudioError
from ..core.import_report import ImportReport
from ..core.study import Study
from ..io.opening import FoundLabels, open_each
from ..methods.measured import measured_study
from .meter import Meter

_MOST_NAMED = 6
PathArgument = Annotated[Path, typer.Argument(help="A folder with everything below it, or one file.")]


def check(path: PathArgument) -> None:
    """Open every series below a path; print a line for each and for every file that is rejected.

    The exit code is 1 where something is rejected.
    """
    if not path.exists():
        raise StudioError(f"There is no file or folder {path}.")
    counts = {"ok": 0, "warnings": 0, "rejected": 0}
    with Meter() as meter:
        for state, text in _lines(path, meter):
            counts[state] += 1
            print(f"{state:8}  {text}", flush=True)
    print(f"{counts['ok']} ok, {counts['warnings']} with warnings, {counts['rejected']} rejected")
    raise typer.Exit(int(counts["rejected"] > 0))


def _lines(path: Path, meter: Meter) -> Iterator[tuple[str, str]]:
    for found in open_each(path, meter.progress):
        if isinstance(found, FoundLabels):
            yield "ok", f"{found.title}: a label map{_listed(found.names)}, to be opened with its scan."
            continue
        outcome = _reconstructed(found) if isinstance(found, Acquired) else found
        if isinstance(outcome, StudioError):
            yield "rejected", str(outcome)
            continue
        report = ImportReport.of(outcome)
        state = "warnings" if report.changed else "ok"
        yield state, " ".join((f"{outcome.name}:", *report.opened, *report.changed))


def _listed(names: Sequence[str]) -> str:
    """Return the names of structures in brackets, the first few of many."""
    if not names:
        return ""
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f" ({', '.join(names[:_MOST_NAMED])}{more})"


def _reconstructed(found: Acquired) -> Study | StudioError:
    try:
        return measured_study(found)
    except StudioError as error:
        return error
