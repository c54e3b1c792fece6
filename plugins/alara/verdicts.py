"""What the measured policies say: which claims of the study hold."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from ldct_studio.api import Verdict, said_p

from .conformal import Coverage, coverage
from .everything import ALARA, FIXED, FOR_ALL, SetCard
from .measuring import Curves, correlation
from .members import NEARLY_ALL, SLACK, scale_for_all

LEVEL = 0.01
"""The p below which a difference counts."""
_LESS = 0.9
"""The part of an SD that counts as less: of pairs that are nearly alike any difference has a small p."""
CONFIDENCE = 0.95
_COVERED = (0.945, 0.965)
_CORRELATED = 0.5


def judged(measured: Mapping[str, Curves], card: SetCard) -> tuple[Verdict, ...]:
    """Return the claims of the study."""
    alara = measured[ALARA].scaled(card.policies[ALARA].for_mean)
    return (
        *(_steadier(alara, _at_mean(measured, card, name), name) for name in (FIXED, "tcm")),
        _least(measured, card),
        _follows(alara),
        _covered(measured[ALARA], card),
    )


def _at_mean(measured: Mapping[str, Curves], card: SetCard, name: str) -> Curves:
    tuned = card.policies[name]
    return measured[name].scaled(tuned.for_mean / tuned.trained)


def _steadier(alara: Curves, other: Curves, name: str) -> Verdict:
    a, b = alara.own(), other.own()
    p = pitman_morgan(a, b)
    ratio = float(a.std() / b.std())
    said = (
        f"{a.std(ddof=1):.2f} dB against {b.std(ddof=1):.2f} dB, both at the same mean: {ratio:.2f} of it, "
        f"at most {_LESS:g} is wanted; p {said_p(p)}"
    )
    return Verdict(f"SD of PSNR over cases: ALARA < {name}", ratio < _LESS and p < LEVEL, (said,))


def pitman_morgan(a: np.ndarray, b: np.ndarray) -> float:
    """Return p of the two-sided Pitman–Morgan test of equal variances of paired values."""
    from scipy.stats import t

    n = len(a)
    r = correlation(a + b, a - b)
    return float(2 * t.sf(abs(r) * math.sqrt((n - 2) / max(1 - r * r, 1e-300)), n - 2))


def _least(measured: Mapping[str, Curves], card: SetCard) -> Verdict:
    doses = for_all(measured, card.target)
    lowest = min(doses, key=lambda name: doses[name])
    said = tuple(f"{name}: {_dose(dose)} on average" for name, dose in doses.items())
    text = f"Dose with which {NEARLY_ALL:.0%} of the cases reach the target − {SLACK:g} dB: ALARA lowest"
    return Verdict(text, lowest == ALARA and math.isfinite(doses[ALARA]), said)


def for_all(measured: Mapping[str, Curves], target: float) -> dict[str, float]:
    """Return the mean dose with which nearly all cases reach a target; rules were trained there."""
    chosen = [ALARA, *(name for name in measured if name.endswith(FOR_ALL))]
    return {
        name: float(measured[name].photons.mean()) * scale_for_all(measured[name], target) for name in chosen
    }


def _follows(alara: Curves) -> Verdict:
    r = correlation(np.log(alara.photons), alara.densest)
    text = f"Correlation of ln n0 with the densest path > {_CORRELATED:g}"
    return Verdict(text, r > _CORRELATED, (f"r {r:.2f}",))


def _covered(alara: Curves, card: SetCard) -> Verdict:
    found = coverage(scores(alara, card.target), CONFIDENCE)
    low, high = _COVERED
    return Verdict(
        f"Calibrated doses reach the target in {CONFIDENCE:.0%} of new cases: mean coverage {low} to {high}",
        low <= found.mean <= high,
        (said_of(found),),
    )


def scores(found: Curves, target: float) -> np.ndarray:
    """Return by what factor each case needs more than its policy gives it."""
    ratios: np.ndarray = found.needed(target) / found.photons
    return ratios


def said_of(found: Coverage) -> str:
    """Say a coverage, and what it stands on."""
    return (
        f"{found.mean:.3f} over 500 halvings of {found.cases} cases, 90 % of them {found.low:.3f} to "
        f"{found.high:.3f}; new cases have to be exchangeable with these: synthetic patients, this scan"
    )


def _dose(photons: float) -> str:
    return (
        f"{photons:,.0f} photons".replace(",", " ") if math.isfinite(photons) else "not reached below the cap"
    )
