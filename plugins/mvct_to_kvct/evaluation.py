"""The table of the study: every method on patients that were held back, and registration of known shifts."""

from __future__ import annotations

from pathlib import Path

import torch

from ldct_studio.api import Config, Field, PluginError, Recipe, Run, Verdict, mean, unmet, write_findings

from .everything import PLAIN, PROPOSED, SetCard, read_set
from .measuring import Model, load, rows_of, settings_of
from .metrics import calibrated, nselfssim
from .plots import write_plots
from .recipes import Training
from .registering import Registrations, registered
from .report import registration_lines, report
from .scans import Pairs, pairs, planning_of
from .table import Row, Table
from .verdicts import Facts, verdicts

_CALIBRATED_ON = 4
"""Patients whose planning CT the σ of NSelfSSIM is calibrated on."""


class Evaluation(Recipe, name="mvct_to_kvct.evaluation", title="MVCT to kVCT evaluation"):
    """Measure DIG, NSelfSSIM, HU and edges of networks and denoisers, and how well MVCT is registered."""

    class Config(Config):
        """Which models, on whom."""

        models: Path = Field(
            Path("models"), title="Models", description="The folder models of a finished set."
        )
        patients: int = Field(
            20, ge=2, le=10_000, title="Patients", description="Synthetic ones, held back from training."
        )
        data: Path = Field(
            Path(),
            title="Scans",
            description="A folder with folders mvct and planning, to measure its test patients instead.",
        )
        shifts: int = Field(
            20, ge=0, le=1000, title="Shifts", description="Random ones of up to 10 mm, to register."
        )

    config: Config

    def train(self, run: Run) -> None:
        """Measure patient by patient, then shift by shift; resumable after every one."""
        folder = self.config.models.expanduser()
        card = read_set(folder)
        models = load(folder, card)
        config = self._settings(models)
        subjects = list(pairs(config, "test", self.config.patients))
        if not subjects:
            raise PluginError(f"There is no MVCT to measure in {config.data}; add patients.")
        sigma, wanted = noise_of(config, subjects)
        table, shifts = Table(), Registrations()
        run.message(f"{len(subjects)} patients to measure; σ of NSelfSSIM {sigma:.1f} HU.")
        for i in run.steps(len(subjects), {"table": table}):
            table.add(rows_of(models, subjects[i], i, config.pixel_mm, sigma))
        largest = [model for model in models if _registers(model, card)]
        total = self.config.shifts if config.data == Path() else 0
        for i in run.steps(total, {"shifts": shifts}):
            shifts.add(registered(largest, config, i))
        write_report(run, table, shifts, Facts(card, sigma, wanted, config.pixel_mm, len(subjects)))

    def _settings(self, models: list[Model]) -> Training:
        config = settings_of(models)
        return config if self.config.data == Path() else config.model_copy(update={"data": self.config.data})


def noise_of(config: Training, subjects: list[Pairs]) -> tuple[float, float]:
    """Return the σ with which planning CT has the published NSelfSSIM, and what it has on all patients.

    Raises ``PluginError`` where no planning CT of test patients is known.
    """
    planning = planning_of(config, subjects)
    if not planning:
        raise PluginError(f"There is no planning CT of test patients in {config.data}; add patients.")
    sigma = calibrated(torch.cat(planning[:_CALIBRATED_ON]))
    return sigma, mean([nselfssim(one, sigma) for one in planning])


def _registers(model: Model, card: SetCard) -> bool:
    return model.seed == 0 and model.size == max(card.sizes) and model.kind in (PLAIN, PROPOSED)


def write_report(run: Run, table: Table, shifts: Registrations, facts: Facts) -> None:
    """Write ``table.csv``, ``registration.csv``, ``report.txt``, ``unmet.txt`` and ``plots.pdf``."""
    found = verdicts(table, shifts, facts)
    text = report(table, shifts, facts, found)
    run.once(lambda: _write(run, text, table, shifts, facts, found))


def _write(
    run: Run, text: str, table: Table, shifts: Registrations, facts: Facts, found: tuple[Verdict, ...]
) -> None:
    failed = unmet(found)
    write_findings(run.folder, Row.names(), (row.values() for row in table.rows), text, failed)
    written = "\n".join(registration_lines(shifts)) + "\n"
    (run.folder / "registration.csv").write_text(written, encoding="utf-8")
    write_plots(run.folder, table, shifts, facts)
    run.message("The report is in report.txt, plots are in plots.pdf.")
