"""The table of the method: both networks and scaled subtraction on heads that were held back."""

from __future__ import annotations

from pathlib import Path

import torch

from ldct_studio.api import Config, Field, Recipe, Run, Verdict, unmet, write_findings

from .embedding import components
from .everything import SetCard, read_set
from .measuring import SIGMA_TESTED, Models, rows_of
from .report import report
from .table import Row, Table
from .verdicts import verdicts


class Evaluation(Recipe, name="gadolinium.evaluation", title="Low-gadolinium evaluation"):
    """Measure CE error and background of both networks and of scaled subtraction, into ``table.csv``."""

    class Config(Config):
        """Which models, on how many heads."""

        models: Path = Field(
            Path("models"), title="Models", description="The folder models of a finished set."
        )
        patients: int = Field(
            40, ge=2, le=10_000, title="Heads", description="Synthetic ones, held back from training."
        )

    config: Config

    def train(self, run: Run) -> None:
        """Measure head by head; resumable after every one."""
        models = self.config.models.expanduser()
        card, both, table = read_set(models), Models.load(models), Table()
        run.message(f"{self.config.patients} heads to measure.")
        for head in run.steps(self.config.patients, {"table": table}):
            with torch.no_grad():
                table.add(rows_of(both, head))
        found = verdicts(table, both.conditional[1])
        text = report(_about(card, self.config.patients), table, found, components(both.conditional[0]))
        run.once(lambda: _write(run, text, table, found))


def _about(card: SetCard, heads: int) -> str:
    steps = " and ".join(f"{result.steps}" for result in card.networks.values())
    return (
        f"{heads} synthetic heads held back from training, noise of {SIGMA_TESTED:.1%}; "
        f"preset {card.preset}, {steps} steps."
    )


def _write(run: Run, text: str, table: Table, found: tuple[Verdict, ...]) -> None:
    failed = unmet(found)
    write_findings(run.folder, Row.names(), (row.values() for row in table.rows), text, failed)
    run.message("The report is in report.txt.")
