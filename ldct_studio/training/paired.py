"""What can be said about values that were measured in pairs, such as two methods on the same patients."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_STILL = 1e-12
"""The standard deviation below which differences are all alike, but for rounding."""


@dataclass(frozen=True)
class Paired:
    """By how much one is above the other: a two-sided paired t-test, in the unit of the differences."""

    difference: float
    """The mean; NaN of none."""
    margin: float
    """Half the width of its 95 % confidence interval."""
    p: float
    """Like the margin NaN where differences do not scatter, so that there is nothing to test."""
    n: int
    """How many differences; they have to be independent."""


def paired_test(differences: Sequence[float]) -> Paired:
    """Test whether the mean of independent differences is 0: Student's t with n - 1 degrees of freedom."""
    from scipy.stats import t

    n, middle, scatter = len(differences), mean(differences), sd(differences)
    if n < 2 or scatter < _STILL:
        return Paired(middle, math.nan, math.nan, n)
    error = scatter / math.sqrt(n)
    p = float(2 * t.sf(abs(middle) / error, n - 1))
    return Paired(middle, float(t.ppf(0.975, n - 1)) * error, p, n)


def mean(values: Sequence[float]) -> float:
    """Return the mean, NaN of nothing."""
    return math.fsum(values) / len(values) if values else math.nan


def sd(values: Sequence[float]) -> float:
    """Return the standard deviation of a sample, 0 of fewer than two values."""
    if len(values) < 2:
        return 0.0
    middle = mean(values)
    return math.sqrt(math.fsum((value - middle) ** 2 for value in values) / (len(values) - 1))
