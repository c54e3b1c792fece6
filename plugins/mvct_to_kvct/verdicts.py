"""What the table says: whether training came to rest, and each claim of the method with its numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ldct_studio.api import Paired, Verdict, mean, paired_test, said_p

from .course import STILL
from .everything import PLAIN, PROPOSED, WITHOUT, SetCard
from .fitting import DIG, RMSE
from .registering import Registrations
from .table import CONVERTED, MVCT, Table, paired

LEVEL = 0.05
"""The p below which a difference counts."""
_CLOSE = 0.03
"""By how much farther NSelfSSIM may be from planning CT than that of the plain model."""
_CLOSER = "Translated MVCT is registered to planning CT more closely than MVCT"
_AIR = 5.0
"""HU by which the air around may change."""


@dataclass(frozen=True)
class Facts:
    """What the table is about."""

    card: SetCard
    sigma: float
    """SD in HU of NSelfSSIM's noise, calibrated."""
    wanted: float
    """NSelfSSIM of planning CT with it."""
    pixel_mm: float
    patients: int


def verdicts(table: Table, shifts: Registrations, facts: Facts) -> tuple[Verdict, ...]:
    """Return a verdict for everything that the method has to show."""
    card = facts.card
    found = [
        _rested(card),
        _below(table, card, "dig", "HU²", "DIG of the proposed model is below that of plain CycleGAN"),
        _similar(table, facts),
        _below(table, card, "rmse", "HU", "RMSE of the proposed model is below that of plain CycleGAN"),
        _useful(table, card),
        _air(table, card),
        *(_needed(table, card, kind, name) for kind, name in WITHOUT.items()),
    ]
    if shifts.rows:
        found.append(_registered(shifts))
    return tuple(found)


def moved(card: SetCard, kind: str, size: int) -> Iterator[tuple[int, str, float | None]]:
    """Yield seed, figure and by how much it moved in the last quarter of the training of some networks."""
    for seed in range(card.seeds):
        network = card.networks.get(f"seed-{seed}/{kind}-{size}")
        figures = {} if network is None else network.figures
        for name in (DIG, RMSE):
            yield seed, name, figures.get(f"{name}, moved in the last quarter")


def _rested(card: SetCard) -> Verdict:
    """Judge that the plain model does not get better any more, so that it may be compared with."""
    because, holds = [], []
    for size in card.sizes:
        found = list(moved(card, PLAIN, size))
        holds += [value is not None and value <= STILL for _, _, value in found]
        said = [
            f"{name} {'an unknown amount' if worst is None else f'{worst:.1%}'}"
            for name, worst in ((name, _worst(found, name)) for name in (DIG, RMSE))
        ]
        because.append(f"{size} slices: moved by up to {', '.join(said)}")
    text = f"Plain CycleGAN has converged: DIG and RMSE move by at most {STILL:.0%} in the last quarter"
    if not all(holds):
        because.append(
            "not converged: the comparison with it shows which model trains faster, at these steps"
        )
    return Verdict(text, all(holds), tuple(because))


def _worst(found: list[tuple[int, str, float | None]], name: str) -> float | None:
    values = [value for _, other, value in found if other == name]
    return None if not values or None in values else max(value for value in values if value is not None)


def _below(table: Table, card: SetCard, score: str, unit: str, text: str) -> Verdict:
    because, holds = [], []
    for size in card.sizes:
        said, right = _compared(table, (PROPOSED, size), (PLAIN, size), score, unit)
        because.append(f"{size} slices: {said}")
        holds.append(right)
    return Verdict(f"{text}, at every size", all(holds), tuple(because))


def _compared(
    table: Table, low: tuple[str, int], high: tuple[str, int], score: str, unit: str
) -> tuple[str, bool]:
    """Return what is said of one below the other, and whether it is: in every seed, and not by chance."""
    test = paired(table, high, low, score)
    values = table.mean(*low, score), table.mean(*high, score)
    agreeing = [table.mean(*low, score, seed) < _of_seed(table, high, score, seed) for seed in table.seeds]
    right = all(agreeing) and test.difference > 0 and test.p < LEVEL
    if math.isnan(values[0]) or math.isnan(values[1]):
        return "not known", False
    return (
        f"{low[0]} {values[0]:.4g} {'<' if right else 'not below'} {high[0]} {values[1]:.4g} {unit} "
        f"({_difference(test, unit)}, {sum(agreeing)}/{len(agreeing)} seeds)",
        right,
    )


def _of_seed(table: Table, method: tuple[str, int], score: str, seed: int) -> float:
    """Return a mean of a seed; what learned nothing is alike in all."""
    return table.mean(*method, score, seed if method[1] else None)


def _difference(test: Paired, unit: str) -> str:
    return f"by {test.difference:.3g} ± {test.margin:.2g} {unit}, p {said_p(test.p)}, {test.n} patients"


def _similar(table: Table, facts: Facts) -> Verdict:
    because, holds = [], []
    wanted = facts.wanted
    for size in facts.card.sizes:
        off = {kind: abs(table.mean(kind, size, "similar") - wanted) for kind in (PLAIN, PROPOSED)}
        holds.append(off[PROPOSED] - off[PLAIN] <= _CLOSE)
        values = ", ".join(
            f"{kind} {table.mean(kind, size, 'similar'):.4f} ({off[kind]:.4f} off)"
            for kind in (PROPOSED, PLAIN)
        )
        because.append(f"{size} slices: {values}; planning CT {wanted:.4f}")
    text = (
        f"NSelfSSIM of the proposed model is at most {_CLOSE:g} farther from planning CT than the plain one's"
    )
    return Verdict(text, all(holds), tuple(because))


def _useful(table: Table, card: SetCard) -> Verdict:
    because, holds = [], []
    for size in card.sizes:
        said, right = _compared(table, (PROPOSED, size), (MVCT, 0), "rmse", "HU")
        because.append(f"{size} slices: {said}")
        holds.append(right)
    other = table.mean(CONVERTED, 0, "rmse")
    if not math.isnan(other):
        because.append(f"without any learning, BM3D and HU converted by electron density: {other:.4g} HU")
    return Verdict(
        "RMSE of the proposed model is below that of the MVCT itself, at every size",
        all(holds),
        tuple(because),
    )


def _air(table: Table, card: SetCard) -> Verdict:
    values = {size: table.mean(PROPOSED, size, "around") for size in card.sizes}
    because = (
        f"{size} slices: {value:+.1f} HU around, {table.mean(PROPOSED, size, 'airway'):+.1f} HU in airways"
        for size, value in values.items()
    )
    text = f"Air stays air: less than {_AIR:g} HU of change around the body, at every size"
    return Verdict(text, all(abs(value) < _AIR for value in values.values()), tuple(because))


def _needed(table: Table, card: SetCard, kind: str, name: str) -> Verdict:
    """Judge that leaving a loss out makes the error larger; its DIG is told as well."""
    size = card.ablated
    said, right = _compared(table, (PROPOSED, size), (kind, size), "rmse", "HU")
    also, _ = _compared(table, (PROPOSED, size), (kind, size), "dig", "HU²")
    text = f"The {name} loss lowers RMSE, at {size} slices"
    return Verdict(text, right, (said, f"DIG: {also}"))


def _registered(shifts: Registrations) -> Verdict:
    """Judge that translated MVCT is registered closer to planning CT than MVCT itself."""
    before, after = shifts.errors(MVCT), shifts.errors(PROPOSED)
    both = sorted(before.keys() & after.keys())
    test = paired_test([before[number] - after[number] for number in both])
    failed = ", ".join(f"{name} {shifts.failures(name)}" for name in shifts.methods)
    if not both:
        return Verdict(_CLOSER, False, (f"no shift could be registered with both; failed: {failed}",))
    means = (mean([errors[number] for number in both]) for errors in (before, after))
    said = (
        "mean error {:.2f} mm of MVCT, {:.2f} mm translated".format(*means)
        + f": {_difference(test, 'mm').replace('patients', 'shifts')}; failed: {failed}"
    )
    holds = test.difference > 0 and test.p < LEVEL
    return Verdict(_CLOSER, holds, (said,))
