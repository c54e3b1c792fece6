"""The report of an evaluation as text, at most 100 columns wide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from ldct_studio.api import Verdict, said_verdicts

from .embedding import NAMES, Component
from .measuring import DOSES
from .table import METHODS, Table
from .verdicts import sweeps

_METHOD = 20
_SCORES = {
    "rmse": "CE RMSE",
    "mae": "CE MAE",
    "small": "ratio <5 mm",
    "medium": "5-10 mm",
    "large": "≥10 mm",
    "background": "background",
}


def report(about: str, table: Table, found: Sequence[Verdict], components: Sequence[Component]) -> str:
    """Return the table, sweeps, the embedding, and the verdicts."""
    parts = ([about], _means(table), _sweeps(table), _embedding(components), said_verdicts(found))
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _means(table: Table) -> Iterator[str]:
    yield "Mean over heads. CE is that of the standard dose in lesions, over the 95 % quantile of the brain"
    yield "before contrast; ratio: over the true one, by the lesions' diameter; background: SD of what is"
    yield "added to the brain that does not enhance."
    yield ""
    yield f"{'':{_METHOD}}{'dose':>6}{'CE ratio':>10}" + "".join(f"{title:>12}" for title in _SCORES.values())
    for dose in DOSES:
        for method in METHODS:
            rows = table.of(method=method, dose=dose)
            cells = "".join(f"{_number(table.mean(score, rows)):>12}" for score in _SCORES)
            yield f"{method:{_METHOD}}{f'{dose:.0%}':>6}{_number(table.ratio(rows)):>10}{cells}"


def _sweeps(table: Table) -> Iterator[str]:
    yield "Mean CE in lesions of 20 % scans as the network is told one thing otherwise than it is:"
    yield ""
    for name, values in sweeps(table).items():
        yield f"{name:12}" + "  ".join(f"{told}: {value:.3f}" for told, value in values.items())


def _embedding(components: Sequence[Component]) -> Iterator[str]:
    yield "Principal components of the embedding over all doses, fields, agents and noises; correlations:"
    yield ""
    yield f"{'':{_METHOD}}{'variance':>10}" + "".join(f"{name:>12}" for name in NAMES)
    for number, one in enumerate(components, 1):
        cells = "".join(f"{value:>12.2f}" for value in one.correlations)
        yield f"{f'Component {number}':{_METHOD}}{f'{one.share:.1%}':>10}{cells}"


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"
