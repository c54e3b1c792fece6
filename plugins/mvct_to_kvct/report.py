"""The report of an evaluation as text, at most 110 columns wide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from ldct_studio.api import Verdict, mean, said_verdicts, sd

from .everything import PLAIN, PROPOSED, WITHOUT
from .metrics import PUBLISHED, SIGMA
from .registering import Registrations
from .table import CONVENTIONAL, TISSUES, Table
from .verdicts import Facts

_NAME = 26
_SCORES = {
    "dig": ("DIG (HU²)", 0),
    "similar": ("NSelfSSIM", 4),
    "similar_20": ("at 20 HU", 4),
    "rmse": ("RMSE (HU)", 1),
    "edges": ("edges", 3),
    "leak": ("leak (%)", 2),
    "around": ("air (HU)", 1),
}


def report(table: Table, shifts: Registrations, facts: Facts, found: Sequence[Verdict]) -> str:
    """Return what was measured, the tables, registration, and the verdicts."""
    parts = [
        _about(facts),
        _means(table, facts),
        _tissues(table, facts),
        _shifts(shifts),
        said_verdicts(found),
    ]
    texts = ("\n".join(lines) for lines in parts)
    return "\n\n".join(text for text in texts if text) + "\n"


def methods(table: Table, facts: Facts) -> Iterator[tuple[str, str, int]]:
    """Yield the name of every method with its kind and the slices that it learned from."""
    for kind in CONVENTIONAL:
        if table.of(kind):
            yield kind, kind, 0
    card = facts.card
    for size in card.sizes:
        yield from ((f"{kind}, {size} slices", kind, size) for kind in (PLAIN, PROPOSED))
    yield from ((f"{kind}, {card.ablated} slices", kind, card.ablated) for kind in WITHOUT)


def _about(facts: Facts) -> Iterator[str]:
    card = facts.card
    yield (
        f"{facts.patients} patients, pixels of {facts.pixel_mm:g} mm; preset {card.preset}, "
        f"{card.seeds} seeds, {card.steps} steps each."
    )
    yield f"Perceptual loss by {card.perceived}."
    yield f"NSelfSSIM: σ {facts.sigma:.1f} HU, with which planning CT has {PUBLISHED}, and σ {SIGMA:g} HU."


def _means(table: Table, facts: Facts) -> Iterator[str]:
    yield "Mean ± SD over patients, each the mean over seeds. DIG ranks methods of like NSelfSSIM only:"
    yield "the hidden planning CT has one as well, and doing nothing has 0. NSelfSSIM should be that of the"
    yield "planning CT. Edges: agreement of gradients with the truth. Leak: share of the body where what was"
    yield "changed has edges that noise cannot explain, the conversion of bone among them. Air: HU above the"
    yield "truth in the air around."
    yield ""
    yield f"{'':{_NAME}}" + "".join(f"{title:>16}" for title, _ in _SCORES.values())
    for name, kind, size in methods(table, facts):
        cells = (_cell(table, kind, size, score, digits) for score, (_, digits) in _SCORES.items())
        yield f"{name:{_NAME}}" + "".join(f"{cell:>16}" for cell in cells)


def _cell(table: Table, kind: str, size: int, score: str, digits: int) -> str:
    values = list(table.by_patient(kind, size, score).values())
    return f"{mean(values):.{digits}f} ± {sd(values):.{digits}f}" if values else "–"


def _tissues(table: Table, facts: Facts) -> Iterator[str]:
    if math.isnan(table.mean(PROPOSED, facts.card.sizes[0], "muscle")):
        return
    yield "Mean error in HU by tissue, against the hidden planning CT (clipped at 600 HU):"
    yield ""
    yield f"{'':{_NAME}}" + "".join(f"{name:>10}" for name in TISSUES)
    for name, kind, size in methods(table, facts):
        cells = "".join(f"{_number(table.mean(kind, size, tissue)):>10}" for tissue in TISSUES)
        yield f"{name:{_NAME}}{cells}"


def _shifts(shifts: Registrations) -> Iterator[str]:
    if not shifts.rows:
        return
    yield "Registration of MVCT to planning CT, rigid: mean distance of places from where they belong, in mm."
    yield "Networks of the largest training set, first seed."
    yield ""
    names = shifts.methods
    yield f"{'shift':>6}{'length':>8}" + "".join(f"{name:>18}" for name in names)
    by_name = {name: shifts.errors(name) for name in names}
    lengths = {row.number: row.shift for row in shifts.rows}
    for number, length in lengths.items():
        cells = (f"{by_name[name][number]:.2f}" if number in by_name[name] else "failed" for name in names)
        yield f"{number:>6}{length:>8.2f}" + "".join(f"{cell:>18}" for cell in cells)
    values = [list(by_name[name].values()) for name in names]
    means = (f"{mean(one):.2f} ± {sd(one):.2f}" if one else "–" for one in values)
    yield f"{'mean':>6}{mean(list(lengths.values())):>8.2f}" + "".join(f"{cell:>18}" for cell in means)


def registration_lines(shifts: Registrations) -> Iterator[str]:
    """Yield the lines of a CSV file with the errors of registration."""
    yield "shift,method,patient,before (mm),after (mm)"
    for row in shifts.rows:
        yield ",".join(f'"{value}"' if isinstance(value, str) else str(value) for value in row.values())


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:+.1f}"
