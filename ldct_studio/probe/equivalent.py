"""Equivalent dose: at which dose FBP would show the disc as well."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from ..core.errors import GeometryError
from .observer import Seen, detectability, distances

_TURNS = 1000
_WIDEST = 2.0
"""Largest ratio of the ends of an interval that is still told."""
_BESIDE, _STEP, _LOWEST = 2, 2.0, 0.005
"""Doses measured below the one in question, the factor between doses, and the least of them."""
_ABOVE = 3
_NEARLY = 0.9
"""The highest dose at which enough noise is inserted to measure it."""


@dataclass(frozen=True)
class EquivalentDose:
    """A dose of FBP, as a fraction of the scan's, and its 95 % confidence interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Course:
    """What the channels see of FBP at rising doses, with the same seeds at each."""

    doses: tuple[float, ...]
    seen: tuple[Seen, ...]


def doses_about(fraction: float, inserted: bool) -> tuple[float, ...]:
    """Return the doses at which FBP is measured, rising: by factors of two about the one in question.

    Where noise is ``inserted`` they end at 90 % of the scan's dose, or at the one in question.
    """
    most = max(_NEARLY, fraction) if inserted else 1.0
    wanted = [fraction * _STEP**n for n in range(-_BESIDE, _ABOVE + 1)]
    kept = [max(dose, min(_LOWEST, fraction)) for dose in wanted if dose < most / math.sqrt(_STEP)]
    return tuple(sorted({*kept, fraction, min(wanted[-1], most)}))


def equivalent_dose(view: Seen, course: Course, seed: int) -> EquivalentDose:
    """Return the dose of FBP at which d' is that of ``view``, which has the same seeds as the course.

    d' of FBP is made to rise with the dose by isotonic regression; between doses it is taken to be a power of
    the dose. The interval is the middle 95 % over bootstrap draws of the seeds, each taken for all alike:
    what a draw does to the noise it does to both, and mostly cancels. Raises ``GeometryError`` with the
    reason where the answer lies outside the doses that were measured, or is too unsure to be told.
    """
    of_view = detectability(view).value
    found = _dose(of_view, np.array([detectability(one).value for one in course.seen]), course.doses)
    least, most = (f"{100 * dose:.2g}\u00a0%" for dose in (course.doses[0], course.doses[-1]))
    if found == 0:
        raise GeometryError(
            f"The disc is seen worse than by FBP at {least}, the lowest dose that was measured."
        )
    if found == math.inf:
        raise GeometryError(
            f"The disc is seen better than by FBP at {most}, the highest dose that was measured."
        )
    chance = torch.Generator().manual_seed(seed)
    draws = torch.randint(len(view.absent), (_TURNS, len(view.absent)), generator=chance)
    once = torch.ones(draws.shape, dtype=torch.float64)
    counts = torch.zeros_like(once).scatter_add_(1, draws, once)
    views = distances(view, counts).numpy()
    courses = np.stack([distances(one, counts).numpy() for one in course.seen], 1)
    doses = np.array([_dose(d, row, course.doses) for d, row in zip(views, courses, strict=True)])
    low, high = (float(end) for end in np.quantile(doses, [0.025, 0.975], method="inverted_cdf"))
    if low == 0 or high == math.inf:
        raise GeometryError(
            f"The dose of FBP that shows the disc as well may lie outside of {least} to {most}, where it was "
            "measured; take more seeds."
        )
    if high > _WIDEST * low:
        raise GeometryError(
            f"The dose of FBP that shows the disc as well lies anywhere from {100 * low:.2g} to "
            f"{100 * high:.2g}\u00a0%, too wide to name one; take more seeds."
        )
    return EquivalentDose(found, min(low, found), max(high, found))


def _dose(wanted: float, values: npt.NDArray[np.float64], doses: tuple[float, ...]) -> float:
    """Return the dose at which values, made to rise, reach the wanted one: 0 below them all, inf above."""
    from scipy.optimize import isotonic_regression

    if (np.diff(values) < 0).any():
        values = isotonic_regression(values).x
    rising = np.log(np.maximum(values, 1e-9))
    level = math.log(max(wanted, 1e-9))
    if abs(level - rising[0]) < 1e-9:
        level = float(rising[0])
    if abs(level - rising[-1]) < 1e-9:
        level = float(rising[-1])
    return math.exp(float(np.interp(level, rising, np.log(doses), left=-math.inf, right=math.inf)))
