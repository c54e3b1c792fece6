"""The rows of the evaluation, and what can be said about two of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from ldct_studio.api import KeptRows, Paired, mean, paired_test

Value = float | None
MVCT, NLM, BM3D, TV, CONVERTED, TRUTH = (
    *("MVCT, untouched", "Non-local means", "BM3D", "Total variation"),
    *("BM3D, HU converted", "Planning CT (hidden)"),
)
CONVENTIONAL = (MVCT, NLM, BM3D, TV, CONVERTED, TRUTH)
TISSUES: dict[str, tuple[int, ...]] = {
    "airway": (4,),
    "fat": (10,),
    "muscle": (9,),
    "brain": (7,),
    "parotids": (8,),
    "mass": (11,),
    "bone": (1, 2, 5),
    "teeth": (3,),
}
"""Labels whose HU errors are told."""


@dataclass(frozen=True)
class Row:
    """One method on one patient, the mean over the slices; None where it is not known."""

    method: str
    slices: int
    """That the network learned from; 0 of no network."""
    seed: int
    patient: int
    dig: float
    similar: float
    """NSelfSSIM at the calibrated σ."""
    similar_20: float
    """NSelfSSIM at σ = 20 HU."""
    rmse: Value
    edges: Value
    """Agreement of edges with the truth."""
    leak: float
    """Share of the body with a structure leak, in percent."""
    around: Value
    """Mean HU above the truth in the air around the body."""
    airway: Value
    fat: Value
    muscle: Value
    brain: Value
    parotids: Value
    mass: Value
    bone: Value
    teeth: Value

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the columns."""
        return (
            *("method", "slices learned from", "seed", "patient", "DIG (HU²)", "NSelfSSIM, calibrated"),
            *("NSelfSSIM, 20 HU", "RMSE (HU)", "edge agreement", "structure leak (%)", "air around (HU)"),
            *(f"error of {name} (HU)" for name in TISSUES),
        )

    def values(self) -> tuple[object, ...]:
        """Return the values in the order of the columns; '' where there is none."""
        return tuple("" if value is None else value for value in astuple(self))


class Table(KeptRows[Row]):
    """Rows, kept with the checkpoints of an evaluation."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        super().__init__(Row, rows)

    def of(self, method: str, slices: int = 0, seed: int | None = None) -> list[Row]:
        """Return the rows of a method, of one seed or of all."""
        return [
            row
            for row in self.rows
            if (row.method, row.slices) == (method, slices) and seed in (None, row.seed)
        ]

    def by_patient(self, method: str, slices: int, score: str) -> dict[int, float]:
        """Return a score by patient, the mean over seeds."""
        found: dict[int, list[float]] = defaultdict(list)
        for row in self.of(method, slices):
            value = getattr(row, score)
            if value is not None:
                found[row.patient].append(value)
        return {patient: mean(values) for patient, values in found.items()}

    def mean(self, method: str, slices: int, score: str, seed: int | None = None) -> float:
        """Return the mean of a score over patients and seeds, NaN where it is nowhere known."""
        values = [getattr(row, score) for row in self.of(method, slices, seed)]
        return mean([value for value in values if value is not None])

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds that networks were trained with."""
        return tuple(sorted({row.seed for row in self.rows if row.slices}))


def paired(table: Table, above: tuple[str, int], below: tuple[str, int], score: str) -> Paired:
    """Return by how much a score of one method is above that of another on the same patients."""
    first, second = (table.by_patient(*one, score) for one in (above, below))
    return paired_test([first[patient] - second[patient] for patient in sorted(first.keys() & second.keys())])
