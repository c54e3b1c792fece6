"""The report of an evaluation as text, at most 100 columns wide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ldct_studio.api import Verdict, said_verdicts

from .everything import ALARA, SetCard
from .measuring import Curves, correlation
from .verdicts import for_all

_NAME = 14


def report(card: SetCard, measured: Mapping[str, Curves], found: Sequence[Verdict]) -> str:
    """Return the tables, and which claims hold."""
    parts = (_about(card, measured), _own(card, measured), _mean(card, measured), _search(card, measured))
    also = (_all(card, measured), said_verdicts(found))
    return "\n\n".join("\n".join(lines) for lines in (*parts, *also)) + "\n"


def _about(card: SetCard, measured: Mapping[str, Curves]) -> Iterator[str]:
    count = len(next(iter(measured.values())).photons)
    yield f"{count} synthetic patients; preset {card.preset}, target {card.target:.2f} dB (range 4072 HU)."
    yield "Scans with counted photons and electronic noise; doses are photons per ray, means over the views."


def _own(card: SetCard, measured: Mapping[str, Curves]) -> Iterator[str]:
    yield "At the doses that the policies were trained with:"
    yield ""
    heads = f"{'PSNR ± SD':>16}{'5 %':>8}{'below':>8}{'mean n0':>12}{'geometric':>12}{'r(ln n0, p)':>13}"
    yield f"{'':{_NAME}}{heads}"
    for name, one in measured.items():
        own, d = one.own(), np.log(one.photons)
        r = f"{correlation(d, one.densest):.2f}"
        below = f"{(own < card.target).mean():.0%}"
        yield (
            f"{name:{_NAME}}{f'{own.mean():.2f} ± {own.std(ddof=1):.2f}':>16}{np.quantile(own, 0.05):>8.2f}"
            f"{below:>8}{one.photons.mean():>12.0f}{np.exp(d.mean()):>12.0f}{r:>13}"
        )


def _mean(card: SetCard, measured: Mapping[str, Curves]) -> Iterator[str]:
    yield "At the same mean PSNR, the target (scales set on other cases). Equal mean quality is cheapest with"
    yield "a fixed dose; what a policy can win is the spread:"
    yield ""
    yield f"{'':{_NAME}}{'PSNR ± SD':>16}{'mean n0':>12}{'geometric':>12}{'dB per e-fold':>15}"
    for name, one in measured.items():
        tuned = card.policies[name]
        at = one.scaled(tuned.for_mean / tuned.trained)
        own = at.own()
        yield (
            f"{name:{_NAME}}{f'{own.mean():.2f} ± {own.std(ddof=1):.2f}':>16}{at.photons.mean():>12.0f}"
            f"{np.exp(np.log(at.photons).mean()):>12.0f}{at.slope:>15.2f}"
        )


def _search(card: SetCard, measured: Mapping[str, Curves]) -> Iterator[str]:
    cap = float(next(iter(measured.values())).doses[-1])
    yield f"Dose that each case needs with each reconstruction, searched up to {cap:.0f} photons; those that"
    yield "no dose is enough for are left out, or counted at the cap:"
    yield ""
    yield f"{'':{_NAME}}{'median':>12}{'mean':>12}{'mean at cap':>14}{'unreachable':>14}"
    for name, one in measured.items():
        needed = one.reached(card.target)
        there = needed[np.isfinite(needed)]
        capped = np.minimum(needed, cap).mean()
        half = np.quantile(needed, 0.5, method="higher")
        median = f"{half:.0f}" if np.isfinite(half) else "–"
        mean = f"{there.mean():.0f}" if len(there) else "–"
        yield f"{name:{_NAME}}{median:>12}{mean:>12}{capped:>14.0f}{len(needed) - len(there):>14}"


def _all(card: SetCard, measured: Mapping[str, Curves]) -> Iterator[str]:
    yield "Mean dose with which 95 % of the cases reach the target − 0.1 dB, each network trained there:"
    yield ""
    doses = for_all(measured, card.target)
    for name, dose in doses.items():
        known = math.isfinite(dose) and math.isfinite(doses[ALARA])
        said = f"{dose:>12.0f}" if math.isfinite(dose) else f"{'not reached':>12}"
        yield f"{name:{_NAME}}{said}" + (f"{f'{dose / doses[ALARA]:.2f} of ALARA':>20}" if known else "")
