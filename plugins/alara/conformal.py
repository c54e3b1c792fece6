"""Split-conformal calibration: doses with which a target is reached with a stated probability.

Of cases that were not learned from, the score is by how much their needed dose is above what the policy
gives them. The ⌈(n + 1)(1 - δ)⌉-th smallest score is the factor by which a new, exchangeable case gets
enough with a probability of at least 1 - δ, and at most 1 - δ + 1/(n + 1) (Vovk et al. 2005; Lei et al.
2018).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

SPLITS = 500


def factor(scores: np.ndarray, confidence: float) -> float:
    """Return the factor for a confidence of ratios (n,) of needed over given photons.

    Infinite where there are too few cases for the confidence, or too many that no dose is enough for.
    """
    rank = math.ceil((len(scores) + 1) * confidence)
    return math.inf if rank > len(scores) else float(np.sort(scores)[rank - 1])


def fewest(confidence: float) -> int:
    """Return how many cases a confidence takes at least."""
    count = 1
    while math.ceil((count + 1) * confidence) > count:
        count += 1
    return count


def covered(scores: np.ndarray, scale: float) -> float:
    """Return the share of cases that a factor is enough for; no factor is for those that none reaches."""
    return float((np.isfinite(scores) & (scores <= scale)).mean())


@dataclass(frozen=True)
class Coverage:
    """How often the target was reached on the other half of the cases, over many random halves."""

    confidence: float
    mean: float
    low: float
    """5 and 95 % quantiles of the splits."""
    high: float
    cases: int
    """Of both halves."""


def coverage(scores: np.ndarray, confidence: float, seed: int = 0) -> Coverage:
    """Return the coverage over random splits into halves that calibrate and that test."""
    rng, half, found = np.random.default_rng(seed), len(scores) // 2, []
    for _ in range(SPLITS):
        mixed = scores[rng.permutation(len(scores))]
        found.append(covered(mixed[half:], factor(mixed[:half], confidence)))
    low, high = np.quantile(found, (0.05, 0.95))
    return Coverage(confidence, float(np.mean(found)), float(low), float(high), len(scores))
