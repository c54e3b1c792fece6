"""The plot of a network's embedding: what it takes for alike among all that it may be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from ..methods.condition_sweeps import Embedding, Quantity
from ..nets.model import TrainedFor
from ..physics.contrast.scans import Condition
from . import figures, theme
from .plot_view import Chart, Curve

EMBEDDING_DEFINITION = (
    "The 128 numbers that the network makes of what it is told, for every dose, field, agent and noise of "
    "its training together, as their first two principal components. Each dot is one way to scan; the cross "
    "is the open case at this dose."
)
HERE = "this case"
_ROOM = 0.08
_FAINT = 0.55
"""How much of its color the lowest value has over the panel."""
WORDS: dict[Quantity, str] = {"dose": "dose", "field": "field", "r1": "r1 of the agent", "noise": "noise"}


@dataclass(frozen=True)
class Coloring:
    """What dots are colored by: its word, the value of a condition, its text, and if values have an order."""

    name: str
    value: Callable[[Condition], float | str]
    text: Callable[[Condition, TrainedFor], str]
    ordered: bool


COLORINGS = (
    Coloring("Dose", lambda one: one.fraction, lambda one, trained: figures.percent(one.fraction), True),
    Coloring("Field", lambda one: one.field, lambda one, trained: f"{one.field:g}{figures.NBSP}T", False),
    Coloring(
        "Agent",
        lambda one: one.agent,
        lambda one, trained: one.agent if one.agent in trained.agents else f"{one.agent} (not trained)",
        False,
    ),
    Coloring("Noise", lambda one: one.sigma, lambda one, trained: figures.percent(one.sigma), True),
)


def embedding_chart(found: Embedding, by: Coloring, here: tuple[float, float], doubt: str) -> Chart:
    """Return the conditions by two components in the colors of a quantity, with a cross at the open case."""
    values = list(dict.fromkeys(map(by.value, found.conditions)))
    points = found.points.numpy()
    curves = []
    for number, value in enumerate(values):
        these = [i for i, one in enumerate(found.conditions) if by.value(one) == value]
        some = points[these]
        color = ramp(number / max(len(values) - 1, 1)) if by.ordered else category(number)
        text = by.text(found.conditions[these[0]], found.trained)
        lone = np.zeros(len(these), bool)
        curves.append(Curve(text, some[:, 0], some[:, 1], color, joined=lone, dots=True, keyed=True))
    x, y = (np.array([at]) for at in here)
    alone = np.zeros(1, bool)
    curves.append(Curve(HERE, x, y, theme.current().text, joined=alone, dots=True, keyed=True))
    first, second = map(figures.percent, found.shares)
    (left, right), (bottom, top) = (_span(np.append(points[:, axis], here[axis])) for axis in range(2))
    return Chart(
        f"PC 1 ({first} of the variance)",
        f"PC 2 ({second} of the variance)",
        tuple(curves),
        mark=here[0],
        levels=(here[1],),
        x_range=(left, right),
        y_range=(bottom, top),
        note="\n".join(filter(None, (*_followed(found), doubt))),
    )


def ramp(part: float) -> QColor:
    """Return the color of an ordered value from 0 to 1: faint blue to full orange, for all eyes."""
    tokens = theme.current()
    _, orange, blue, _ = tokens.series
    return mixed(tokens.panel, mixed(blue, orange, part), _FAINT + (1 - _FAINT) * part)


def category(number: int) -> QColor:
    """Return the color of a value without order."""
    _, orange, blue, pink = theme.current().series
    return (blue, orange, pink)[number % 3]


def _followed(found: Embedding) -> list[str]:
    return [
        f"PC {place} follows {WORDS[quantity]}, r = {figures.fixed(r, 2)}."
        for place, (quantity, r) in enumerate(found.follows, 1)
    ]


def _span(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    room = _ROOM * max(high - low, 1e-9)
    return low - room, high + 2 * room


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """Return a color between two, 0 the one and 1 the other."""
    ends = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(a + part * (b - a)) for a, b in ends))
