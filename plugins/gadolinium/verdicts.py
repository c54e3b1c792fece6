"""What the table says: each claim of the method, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ldct_studio.api import Card, Condition, Paired, Verdict, outside_range, said_p

from .heads import AGENTS, FIELDS, HELD_OUT
from .measuring import COARSE, DOSES, SIGMA_TESTED
from .table import AGENT, CONDITIONAL, SCALED, SWEEP, UNCONDITIONAL, VOXEL, WRONG, Table, paired

LEVEL = 0.01
"""The p below which a difference counts."""
_FEWER_TIMES = {0.1: 5.0, 0.2: 5.0, 0.33: 3.5}
"""How much less than scaled subtraction the prediction changes the background, by dose."""
_CONTRAST = 0.10
_RATIO = 0.15
_OTHER_FIELD = 7.0
"""T: no tissue's T1 is known there, so that nothing can be measured."""


def verdicts(table: Table, card: Card) -> tuple[Verdict, ...]:
    """Return a verdict for everything that the method has to show; ``card`` is the conditional network's."""
    parts = (_errors(table), _backgrounds(table), _falling(table), _contrasts(table), _wrong(table))
    return (*parts, *_held_out(table, card))


def _errors(table: Table) -> Verdict:
    because, holds = [], []
    for dose in DOSES:
        for low, high in ((CONDITIONAL, UNCONDITIONAL), (UNCONDITIONAL, SCALED)):
            below, above = table.of(method=low, dose=dose), table.of(method=high, dose=dose)
            test = paired(above, below, "rmse")
            holds.append(test.difference > 0 and test.p < LEVEL)
            values = table.mean("rmse", below), table.mean("rmse", above)
            because.append(_compared(f"{dose:.0%}: {low}", values, high, test, holds[-1]))
    text = f"Lesion CE error: conditional < unconditional < scaled subtraction, each dose, p < {LEVEL:g}"
    return Verdict(text, all(holds), tuple(because))


def _backgrounds(table: Table) -> Verdict:
    because, holds = [], []
    for dose, times in _FEWER_TIMES.items():
        made, scaled = (
            table.mean("background", table.of(method=method, dose=dose)) for method in (CONDITIONAL, SCALED)
        )
        holds.append(made * times <= scaled)
        because.append(f"{dose:.0%}: {made:.4f}, scaled subtraction {scaled:.4f}: {scaled / made:.1f} times")
    text = "Background changes 5 times less than by scaled subtraction at 10 and 20 %, 3.5 times at 33 %"
    return Verdict(text, all(holds), tuple(because))


def _falling(table: Table) -> Verdict:
    because, holds = [], []
    for low, high in pairwise(DOSES):
        more, less = table.of(dose=low), table.of(dose=high)
        test = paired(more, less, "rmse")
        holds.append(test.difference > 0 and test.p < LEVEL)
        values = table.mean("rmse", less), table.mean("rmse", more)
        because.append(_compared(f"{high:.0%}", values, f"{low:.0%}", test, holds[-1]))
    return Verdict("Lesion CE error falls as the dose rises", all(holds), tuple(because))


def _contrasts(table: Table) -> Verdict:
    because, holds = [], []
    for dose in DOSES:
        rows = table.of(dose=dose)
        made, expected = table.mean("contrast", rows), table.mean("expected", rows)
        holds.append(abs(made / expected - 1) <= _CONTRAST)
        because.append(f"{dose:.0%}: {made:.2f}, by the signal equation {expected:.2f}")
    text = f"Contrast of low dose + prediction over the standard dose within {_CONTRAST:.0%} of the expected"
    return Verdict(text, all(holds), tuple(because))


def _wrong(table: Table) -> Verdict:
    """Judge that a dose stated too high makes the prediction smaller, and one too low larger."""
    because, holds = [], []
    for dose, other in ((DOSES[0], DOSES[-1]), (DOSES[-1], DOSES[0])):
        wrong = table.of(WRONG, dose=dose, told=f"{other:.0%}")
        heads = {row.head for row in wrong}
        right = [row for row in table.of(dose=dose) if row.head in heads]
        test, way = paired(wrong, right, "made"), -1 if other > dose else 1
        holds.append(test.difference * way > 0 and test.p < LEVEL)
        ratio = table.mean("made", wrong) / table.mean("made", right)
        because.append(f"{dose:.0%} stated as {other:.0%}: CE times {ratio:.2f} (p {said_p(test.p)})")
    return Verdict("A wrong stated dose moves the CE the predicted way", all(holds), tuple(because))


def _held_out(table: Table, card: Card) -> Iterator[Verdict]:
    """Each stays within the limits, or the lane says that it lies outside of the training range."""
    voxel = (card.works_at_mm or 1.0) * COARSE
    usual = Condition(DOSES[1], FIELDS[1], AGENTS[0], SIGMA_TESTED)
    own = (card.works_at_mm or 1.0,) * 3
    for what, rows, said in (
        (
            f"an agent held out of training, {HELD_OUT}",
            table.of(AGENT),
            outside_range(card, Condition(DOSES[1], FIELDS[1], HELD_OUT, SIGMA_TESTED), own),
        ),
        (
            f"a voxel size held out of training, {voxel:g} mm",
            table.of(VOXEL),
            outside_range(card, usual, (voxel,) * 3),
        ),
        (
            f"a field held out of training, {_OTHER_FIELD:g} T",
            [],
            outside_range(card, Condition(DOSES[1], _OTHER_FIELD, AGENTS[0], SIGMA_TESTED), own),
        ),
    ):
        ratio = table.ratio(rows)
        measured = f"CE ratio {ratio:.3f} over {len(rows)} heads" if rows else "not measured: T1 is not known"
        holds = abs(ratio - 1) <= _RATIO or bool(said)
        text = f"With {what}: CE within {_RATIO:.0%}, or marked"
        yield Verdict(text, holds, (measured, f"marked: {said}" if said else "not marked: inside the range"))


def sweeps(table: Table) -> dict[str, dict[str, float]]:
    """Return the mean CE in lesions of the swept scans by what was changed and to what."""
    found: dict[str, dict[str, float]] = {}
    for row in table.rows:
        if row.case.startswith(SWEEP):
            found.setdefault(row.case.removeprefix(f"{SWEEP} "), {})[row.told] = table.mean(
                "made", table.of(row.case, told=row.told)
            )
    return found


def _compared(name: str, values: tuple[float, float], other: str, test: Paired, holds: bool) -> str:
    sign = "<" if holds else "not below"
    return f"{name} {values[0]:.3f} {sign} {other} {values[1]:.3f} (p {said_p(test.p)}, {test.n} heads)"
