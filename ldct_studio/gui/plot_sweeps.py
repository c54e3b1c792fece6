"""The plot of what a network predicts in the region as it is told something else than the truth."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from ..methods.condition_sweeps import Quantity, Sweep
from . import figures, theme
from .numbers_table import series_color
from .plot_view import Chart, Curve
from .told import Told

SWEEPS_DEFINITION = (
    "CE that the network predicts in the region from the same scans as it is told another value of one "
    "quantity, in % of what it predicts told the truth (the line). The rest of what it is told stays true. "
    "Noise is that of one scan on the network's voxels, in % of the 95 % quantile before contrast."
)
DRAW = "Press E and draw an ellipse on what enhances: it is asked what the network predicts there."
FEEBLE = "The network predicts next to no uptake in this region, so there is nothing to compare; move it."
STATED: dict[Quantity, str] = {"dose": "Dose", "r1": "r1", "noise": "Noise", "field": "Field"}
_TITLES: dict[Quantity, str] = {
    "dose": "Stated dose (%)",
    "r1": "Stated r1 (L/(mmol·s))",
    "noise": "Stated noise (%)",
    "field": "Stated field (T)",
}
_EXPECTED: dict[Quantity, str] = {
    "dose": "Expected: it falls as the stated dose rises. Dashed is 1 / dose, as plain scaling has it.",
    "r1": "Expected: little, as the low and the standard dose are of the same agent.",
    "noise": "Expected: it shrinks as the stated noise rises, as less of what is seen can be believed.",
    "field": "Expected: little, as the low and the standard dose are seen at the same field.",
}
_FALLS = ("dose", "noise")
_SCALED = "1 / dose"
_WRONG = (0.1, 0.33)
"""Doses that are mistaken for others."""
_FEEBLE = 0.01
"""CE in a.u. below which a share of it says nothing."""
_TICKS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)


def sweep_chart(told: Told, quantity: Quantity) -> Chart | str:
    """Return CE over what is stated of a quantity, in % of that told truly, or why there is none."""
    sweep = next(one for one in told.sweeps if one.quantity == quantity)
    if sweep.truly < _FEEBLE:
        return FEEBLE
    scale = 100.0 if quantity in ("dose", "noise") else 1.0
    x, y = scale * np.array(sweep.stated), 100 * np.array(sweep.values) / sweep.truly
    curves = [Curve("CE", x, y, series_color("B", theme.current()), dots=True)]
    logs = quantity == "dose"
    if logs:
        fine = np.geomspace(x[0], x[-1], 40)
        law = 100 * 100 * sweep.true / fine
        curves.append(Curve(_SCALED, fine, law, theme.current().text_3, dashed=True, keyed=True))
    ends = (math.log10(x[0]), math.log10(x[-1])) if logs else (float(x[0]), float(x[-1]))
    room = 0.04 * (ends[1] - ends[0])
    return Chart(
        _TITLES[quantity],
        "Predicted CE (% of that told truly)",
        tuple(curves),
        mark=scale * sweep.true,
        levels=(100.0,),
        log_ticks=_TICKS if logs else (),
        x_range=(ends[0] - room, ends[1] + room),
        note="\n".join(sentences(sweep)),
    )


def sentences(sweep: Sweep) -> list[str]:
    """Return in words what is expected, what was found, and the numbers."""
    parts = [value / sweep.truly for value in sweep.values]
    truth = value_text(sweep.quantity, sweep.true)
    said = [f"Told the truth, {truth}, it predicts a CE of {figures.number(sweep.truly)} a.u."]
    for wrong in _mistaken(sweep):
        text, times = value_text("dose", wrong), figures.number(parts[sweep.stated.index(wrong)], 2)
        said.append(f"Told {text} of the standard dose instead, it predicts {times} times that.")
    numbers = (
        f"{figure(sweep.quantity, stated)}: {figures.percent(part)}"
        for stated, part in zip(sweep.stated, parts, strict=True)
    )
    said.append(" · ".join(numbers))
    return [*said, _EXPECTED[sweep.quantity], _found(sweep.quantity, parts)]


def _mistaken(sweep: Sweep) -> list[float]:
    """Return the dose that a wrong statement is told of: the usual one that is farther from the true one."""
    if sweep.quantity != "dose":
        return []
    usual = [dose for dose in _WRONG if dose in sweep.stated and dose != sweep.true]
    return sorted(usual, key=lambda dose: abs(math.log(dose / sweep.true)))[-1:]


def value_text(quantity: Quantity, value: float) -> str:
    """Return a stated value with its unit."""
    unit = {"r1": "L/(mmol·s)", "field": "T"}.get(quantity, "")
    return figures.with_unit(figure(quantity, value), unit)


def figure(quantity: Quantity, value: float) -> str:
    """Return a stated value as it stands in a row of them: shares in %, field and r1 without their unit."""
    if quantity == "noise":
        return figures.with_unit(figures.number(100 * value, 2), "%")
    return figures.percent(value) if quantity == "dose" else figures.number(value)


def _found(quantity: Quantity, parts: list[float]) -> str:
    """Say whether the network does what is expected of it; how much is little, nobody knows beforehand."""
    first, last = figures.percent(parts[0]), figures.percent(parts[-1])
    if quantity not in _FALLS:
        return f"Found: {first} at the lowest to {last} at the highest."
    falls = all(later < sooner for sooner, later in pairwise(parts))
    return (
        f"Found: as expected, {first} to {last}." if falls else f"Found: not as expected, {first} to {last}."
    )
