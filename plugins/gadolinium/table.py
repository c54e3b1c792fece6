"""The rows of the evaluation, and what can be said about two of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from ldct_studio.api import KeptRows, Paired, mean, paired_test

Value = float | None
CONDITIONAL, UNCONDITIONAL, SCALED = "Conditional", "Unconditional", "Scaled subtraction"
METHODS = (CONDITIONAL, UNCONDITIONAL, SCALED)
TEST, WRONG, AGENT, VOXEL, SWEEP = "test", "wrong dose", "held-out agent", "held-out voxel", "sweep"
"""Cases; of a sweep the title is what was changed."""


@dataclass(frozen=True)
class Row:
    """One method on one scan of a head; CE in units of the pre-contrast 95 % quantile, None where unknown."""

    case: str
    head: int
    dose: float
    """True fraction of the standard dose."""
    method: str
    told: str
    """What the network was told otherwise than it was, '' where nothing."""
    rmse: Value
    """Of the CE in lesions."""
    mae: Value
    made: Value
    """Mean CE in lesions."""
    wanted: Value
    small: Value
    """CE ratio in lesions below 5 mm, from 5 to 10 mm, and from 10 mm on."""
    medium: Value
    large: Value
    background: Value
    """SD of what was added to the non-enhancing brain."""
    contrast: Value
    """Of low dose + prediction over that of the standard dose."""
    expected: Value
    """The same by the signal equation."""

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the columns."""
        return (
            *("case", "head", "dose", "method", "told", "CE RMSE", "CE MAE", "mean CE", "true mean CE"),
            *("CE ratio below 5 mm", "CE ratio 5 to 10 mm", "CE ratio from 10 mm", "background SD"),
            *("contrast over standard dose", "expected contrast"),
        )

    def values(self) -> tuple[object, ...]:
        """Return the values in the order of the columns; '' where there is none."""
        return tuple("" if value is None else value for value in astuple(self))


class Table(KeptRows[Row]):
    """Rows, kept with the checkpoints of an evaluation."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        super().__init__(Row, rows)

    def of(
        self, case: str = TEST, method: str = CONDITIONAL, dose: float | None = None, told: str = ""
    ) -> list[Row]:
        """Return the rows of a case, a method, a dose, and what was told."""
        return [
            row
            for row in self.rows
            if (row.case, row.method, row.told) == (case, method, told) and dose in (None, row.dose)
        ]

    def mean(self, score: str, rows: Sequence[Row]) -> float:
        """Return the mean of a score, NaN where no row has it."""
        return mean([value for row in rows if (value := getattr(row, score)) is not None])

    def ratio(self, rows: Sequence[Row]) -> float:
        """Return the mean CE over the true one, over all heads together."""
        wanted = self.mean("wanted", rows)
        return self.mean("made", rows) / wanted if wanted else math.nan


def paired(above: Sequence[Row], below: Sequence[Row], score: str) -> Paired:
    """Return by how much a score of some rows is above that of others of the same heads."""
    first, second = (
        {row.head: value for row in rows if (value := getattr(row, score)) is not None}
        for rows in (above, below)
    )
    return paired_test([first[head] - second[head] for head in sorted(first.keys() & second.keys())])
