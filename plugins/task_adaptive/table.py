"""The rows of the study's table, and what can be said about two of its methods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from ldct_studio.api import KeptRows, Paired, mean, paired_test

Value = float | None
LOW, FBP, BM3D, BASE, FULL = "Low-dose", "FBP", "BM3D", "Base U-Net", "Full dose"


def task_adaptive(alpha: float) -> str:
    """Name the task-adaptive network of an α."""
    return f"Task-adaptive α={alpha:g}"


def joint(share: float) -> str:
    """Name the joint network of a C."""
    return f"Joint C={share:g}"


def own_task(method: str) -> str:
    """Name the row of a joint network that is measured with the segmenter that it was trained with."""
    return f"{method}, own T"


@dataclass(frozen=True)
class Row:
    """One method on one slice of a patient; None where a score is not defined."""

    method: str
    patient: int
    slice: int
    psnr: Value
    ssim: Value
    ssim_body: Value
    liver: Value
    tumor: Value

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the columns."""
        return (
            *("method", "patient", "slice", "PSNR (dB)", "SSIM", "SSIM body"),
            *("Dice liver", "Dice tumor", "Dice", "Dice ε"),
        )

    def values(self) -> tuple[object, ...]:
        """Return the values in the order of the columns; '' where there is none."""
        return tuple(
            "" if value is None else value for value in (*astuple(self), self.dice, self.dice_epsilon)
        )

    @property
    def dice(self) -> Value:
        """The mean Dice of the classes that are in the truth or were found."""
        known = [value for value in (self.liver, self.tumor) if value is not None]
        return sum(known) / len(known) if known else None

    @property
    def dice_epsilon(self) -> float:
        """The mean Dice of both classes as ε in numerator and denominator makes it: 1 where there is none."""
        return sum(1.0 if value is None else value for value in (self.liver, self.tumor)) / 2


class Table(KeptRows[Row]):
    """The rows of one seed, kept with the checkpoints of an evaluation."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        super().__init__(Row, rows)

    def methods(self) -> tuple[str, ...]:
        """Return the methods in the order in which they came."""
        return tuple(dict.fromkeys(row.method for row in self.rows))

    def scores(self, method: str, score: str) -> dict[tuple[int, int], float]:
        """Return a score of a method by patient and slice, those left out where it is not defined."""
        found = {(r.patient, r.slice): getattr(r, score) for r in self.rows if r.method == method}
        return {place: value for place, value in found.items() if value is not None}

    def mean(self, method: str, score: str) -> float:
        """Return the mean of a score over all slices, NaN where it is nowhere defined."""
        return mean(tuple(self.scores(method, score).values()))


def paired(tables: Sequence[Table], a: str, b: str, score: str) -> Paired:
    """Return by how much ``a`` is above ``b``.

    Slices and seeds of one patient are not independent: a patient's difference is the mean over them.
    """
    by_patient: dict[int, list[float]] = defaultdict(list)
    for table in tables:
        above, below = table.scores(a, score), table.scores(b, score)
        for place in above.keys() & below.keys():
            by_patient[place[0]].append(above[place] - below[place])
    return paired_test([mean(values) for values in by_patient.values()])
