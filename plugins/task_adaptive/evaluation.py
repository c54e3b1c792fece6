"""The table of the study: every method on patients that were held back, and what of it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import torch

from ldct_studio.api import Config, Field, Recipe, Run, logits_at, write_findings

from .everything import SetCard, read_set
from .examples import Examples, Pool
from .methods import Judge, Models, seen, tuned
from .report import report
from .scores import dice_of_classes, psnr, similarity
from .subjects import Phantoms, Scans, Subjects
from .table import FULL, LOW, Row, Table, own_task
from .verdicts import Facts, unmet


class Evaluation(Recipe, name="task_adaptive.evaluation", title="Task-adaptive evaluation"):
    """Measure PSNR, SSIM and Dice of every method of a set of models, slice by slice, into ``table.csv``."""

    class Config(Config):
        """Which models, on whom."""

        models: Path = Field(
            Path("models"), title="Models", description="The folder models of a finished evaluation set."
        )
        patients: int = Field(
            60, ge=2, le=10_000, title="Patients", description="Synthetic ones, held back from training."
        )
        data: Path = Field(
            Path(),
            title="Scans",
            description="A folder of scans with labels of liver and tumors, to measure all of these instead.",
        )

    config: Config

    def train(self, run: Run) -> None:
        """Measure every seed of the set; resumable after every patient."""
        models = self.config.models.expanduser()
        card = read_set(models)
        seeds = [Models.load(models / f"seed-{i}", run.device) for i in range(len(card.seeds))]
        examples = seeds[0].examples
        subjects = self._subjects(examples)
        subjects.refuse(frozenset().union(*(seed.learned for seed in seeds)))
        sigma, inside = tuned(examples, run.device)
        tables = []
        for number, seed in enumerate(seeds):
            run.message(f"Seed {number}: {len(subjects)} patients to measure.")
            table = Table()
            for i in run.steps(len(subjects), {"table": table}):
                with torch.no_grad():
                    table.add(_rows(seed, sigma, subjects.pool(i), i, run))
            tables.append(table)
        facts = [Facts(sigma, inside, seed.spread) for seed in seeds]
        about, failed = _about(card, subjects, examples), unmet(tables, facts)
        run.once(lambda: _write(run, about, tables, failed))

    def _subjects(self, examples: Examples) -> Subjects:
        if self.config.data == Path():
            return Phantoms(examples, self.config.patients)
        return Scans(examples, self.config.data.expanduser())


def _rows(models: Models, sigma: float, pool: Pool, patient: int, run: Run) -> Iterator[Row]:
    """Return what every method scores on every slice of a patient."""
    methods, judge = models.methods(sigma), models.judge
    for i in range(len(pool)):
        hu, labels = pool.hu[i : i + 1].to(run.device), pool.labels[i].to(run.device).long()
        chance = run.generator(patient, f"evaluation, slice {i}")
        low, fbp = seen(models.examples, hu, pool.pixel_mm, chance)
        full = hu[:, None]
        for name, method in methods.items():
            made, signed = method(low, fbp), name == LOW
            scores = psnr(made, full, signed), *similarity(made[0, 0], full[0, 0], signed)
            yield Row(name, patient, i, *scores, *_dice(judge, made, labels, pool.pixel_mm))
            if name in models.own:
                dice = _dice(models.own[name], made, labels, pool.pixel_mm)
                yield Row(own_task(name), patient, i, *scores, *dice)
        yield Row(FULL, patient, i, None, None, None, *_dice(judge, full, labels, pool.pixel_mm))


def _dice(
    judge: Judge, made: torch.Tensor, labels: torch.Tensor, pixel_mm: float
) -> tuple[float | None, float | None]:
    found = logits_at(judge[0], made, pixel_mm, judge[1].works_at_mm).argmax(1)
    liver, tumor = dice_of_classes(found[0], labels, 3)
    return liver, tumor


def _about(card: SetCard, subjects: Subjects, examples: Examples) -> str:
    kind = "synthetic patient" if isinstance(subjects, Phantoms) else "patient"
    whom = kind if len(subjects) == 1 else f"{kind}s"
    return (
        f"{len(subjects)} {whom}, {examples.photons_low:g} photons per ray; preset {card.preset}, "
        f"{len(card.seeds)} seeds, {card.steps} steps each, {card.hours:.1f} h."
    )


def _write(run: Run, about: str, tables: list[Table], failed: list[str]) -> None:
    rows = ((seed, *row.values()) for seed, table in enumerate(tables) for row in table.rows)
    write_findings(run.folder, ("seed", *Row.names()), rows, report(about, tables, failed), failed)
    run.message("The report is in report.txt.")
