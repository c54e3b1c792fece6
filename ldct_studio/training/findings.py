"""What an evaluation leaves behind: its table, its report, and the claims that do not hold."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

_WIDE, _TO = 100, 17
_SAID = {True: "holds", False: "DOES NOT HOLD", None: "not tested"}


@dataclass(frozen=True)
class Verdict:
    """A claim, whether it holds, and the numbers behind it."""

    text: str
    holds: bool | None
    """None where there is nothing to test it with."""
    because: tuple[str, ...]


def said_verdicts(found: Iterable[Verdict]) -> Iterator[str]:
    """Yield lines of at most 100 columns: each claim, whether it holds, and below it why."""
    margin = " " * _TO
    for one in found:
        yield f"  {_SAID[one.holds]:15}{one.text}"
        for line in one.because:
            yield from wrap(line, _WIDE, initial_indent=margin, subsequent_indent=margin)


def unmet(found: Iterable[Verdict]) -> list[str]:
    """Return the claims that were tested and do not hold."""
    return [one.text for one in found if one.holds is False]


def said_p(p: float) -> str:
    """Return a p-value as a report has it; a dash where nothing was tested."""
    return "–" if math.isnan(p) else f"{p:.0e}" if p < 0.001 else f"{p:.3f}"


def write_findings(
    folder: Path, names: Sequence[str], rows: Iterable[Sequence[object]], report: str, unmet: Sequence[str]
) -> None:
    """Write ``table.csv``, ``report.txt``, and ``unmet.txt`` with a sentence per line where there is any."""
    with (folder / "table.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(rows)
    (folder / "report.txt").write_text(report, encoding="utf-8")
    if unmet:
        (folder / "unmet.txt").write_text("\n".join(unmet) + "\n", encoding="utf-8")
    else:
        (folder / "unmet.txt").unlink(missing_ok=True)
