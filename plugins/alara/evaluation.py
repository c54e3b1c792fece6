"""The table of the study: what every policy costs and reaches on cases that were held back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ldct_studio.api import Config, Field, Recipe, Run, Verdict, unmet, write_findings

from .calibration import CASES
from .cases import Pool, draw_cases
from .everything import ALARA, SetCard, read_set
from .measuring import Curves, doses_about
from .members import TUNING, Member
from .recipes import HELD_BACK
from .report import report
from .verdicts import judged

NAMES = (
    *("policy", "case", "densest path", "photons per ray", "PSNR (dB)"),
    "photons needed for the target",
)


EXAMPLES = {"slim": 0.1, "wide": 0.9}
"""Cases that are shown, by the share of cases that are less dense."""


class Evaluation(Recipe, name="alara.evaluation", title="Dose policies, measured"):
    """Measure quality and dose of every policy of a set, case by case, into ``table.csv``."""

    class Config(Config):
        """Which policies, on whom."""

        models: Path = Field(
            Path("models"), title="Models", description="The folder models of a finished set."
        )
        patients: int = Field(
            500, ge=20, le=10_000, title="Patients", description="Synthetic ones, held back from training."
        )

    config: Config

    def train(self, run: Run) -> None:
        """Measure one policy after the other; resumable after each."""
        models = self.config.models.expanduser()
        card, measured = read_set(models), Measured()
        names = tuple(card.policies)
        doses = doses_about(Member(models / ALARA, run.device).config.photons)
        for number in run.steps(len(names), {"measured": measured}):
            run.message(f"{names[number]}: {self.config.patients} cases at every dose.")
            member = Member(models / names[number], run.device)
            first = member.config.patients + HELD_BACK + TUNING + CASES
            pool = draw_cases(member.config, range(first, first + self.config.patients))
            found = member.curves(pool, doses)
            measured.curves[names[number]] = found
            _show(run, number, names[number], member, pool, found)
        verdicts = judged(measured.curves, card)
        run.once(lambda: _write(run, card, measured.curves, verdicts))


def _show(run: Run, step: int, name: str, member: Member, pool: Pool, found: Curves) -> None:
    """Report FBP and network of the slimmest and of the densest case but few, with photons and quality."""
    for said, share in EXAMPLES.items():
        case = int(np.argsort(found.densest)[round(share * (len(pool) - 1))])
        one = member.shown(pool, case)
        photons = float(f"{one.photons:.3g}")
        run.picture(step, f"{name}, {said}: FBP, n0 {photons:.0f}", one.fbp)
        run.picture(step, f"{name}, {said}: network, {one.quality:.1f} dB", one.net)


class Measured:
    """The curves of the policies, kept with the checkpoints of an evaluation."""

    def __init__(self) -> None:
        self.curves: dict[str, Curves] = {}

    def state_dict(self) -> dict[str, object]:
        """Return the curves as plain lists."""
        return {name: _plain(found) for name, found in self.curves.items()}

    def load_state_dict(self, state_dict: dict[str, object]) -> None:
        """Take curves over."""
        self.curves = {name: _curves(lists) for name, lists in state_dict.items()}


def _plain(found: Curves) -> list[list[object]]:
    return [part.tolist() for part in (found.photons, found.quality, found.densest, found.doses)]


def _curves(lists: object) -> Curves:
    assert isinstance(lists, list)
    return Curves(*(np.asarray(part, np.float64) for part in lists))


def _write(run: Run, card: SetCard, measured: dict[str, Curves], found: tuple[Verdict, ...]) -> None:
    failed = unmet(found)
    text = report(card, measured, found)
    write_findings(run.folder, NAMES, _rows(measured, card.target), text, failed)
    run.message("The report is in report.txt.")


def _rows(measured: dict[str, Curves], target: float) -> Iterator[tuple[object, ...]]:
    for name, found in measured.items():
        columns = found.densest, found.photons, found.own(), found.needed(target)
        for i, values in enumerate(zip(*columns, strict=True)):
            yield name, i, *values
