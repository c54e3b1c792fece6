"""The report of a study: tables, verdicts, plots, and the cells that agree least, as text, HTML and PDF."""

from __future__ import annotations

from pathlib import Path

from ldct_studio.api import Config, Field, Recipe, Run, unmet, write_findings

from .gathering import Findings, Row, read
from .pages import write_pages
from .report import NAMES, line, report
from .verdicts import judged

WORST = 6


class Report(Recipe, name="dose_robustness.report", title="Dose robustness, report"):
    """Say what all cells of a study show together."""

    class Config(Config):
        """Where the cells are."""

        plan: Path = Field(Path("study.toml"), title="Study")
        cells: Path = Field(Path("cells"), title="Cells", description="The folder of the study's cells.")

    config: Config

    def train(self, run: Run) -> None:
        """Write ``table.csv``, ``report.txt``, ``report.html`` and ``report.pdf``."""
        found = read(self.config.cells.expanduser(), self.config.plan.expanduser())
        verdicts = judged(found)
        text = report(found, verdicts)
        failed = unmet(verdicts)
        run.once(lambda: write_findings(run.folder, NAMES, map(line, found.rows), text, failed))
        run.once(lambda: write_pages(run.folder, text, found, worst(found)))
        run.message("The report is in report.html and report.pdf.")


def worst(found: Findings) -> list[Row]:
    """Return the structures that agree least, each of another scan where there are enough."""
    known = sorted(
        (row for row in found.rows if row.found.dice is not None), key=lambda row: row.found.dice or 0
    )
    chosen: dict[str, Row] = {}
    for row in known:
        chosen.setdefault(row.case, row)
    return list(chosen.values())[:WORST]
