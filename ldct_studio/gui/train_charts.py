"""Which curves of a training share a plot, and how the plot is drawn."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from . import figures, theme
from .language import tr
from .plot_view import Chart, Curve
from .train_news import Series, Values

MOST = 6
"""Curves in one plot; more of them could not be told apart, and those that were told last are shown."""
_THOUSANDS = 10_000
"""Steps from which on the axis counts in thousands."""
_PAD = 0.06
_NAME = re.compile(r"(?:(?P<part>.+): )?(?P<quantity>\S+)(?P<which>.*?)(?: \((?P<unit>[^()]*)\))?")
_ORDER = (1, 2, 3, 0)
"""The colors of the curves, among those of panes A to D."""


@dataclass(frozen=True, eq=False)
class TrainChart:
    """A plot with its title, and the newest value of each curve: (word at the curve, value, color)."""

    title: str
    chart: Chart
    newest: tuple[tuple[str, str, QColor], ...]


@dataclass(frozen=True)
class _Named:
    """The name of a number taken apart: ``part: quantity which (unit)``."""

    quantity: str
    unit: str
    which: str


def charts(series: Sequence[Series], total: int) -> list[TrainChart]:
    """Return the plots of a training of so many steps: one per quantity, such as loss or PSNR in dB."""
    groups: dict[tuple[str, str], list[tuple[str, Series]]] = {}
    for one in series:
        named = _taken_apart(one.name)
        if len(one.values):
            groups.setdefault((named.quantity, named.unit), []).append((named.which, one))
    last = max((float(s.steps[-1]) for members in groups.values() for _, s in members), default=0.0)
    return [
        _chart(quantity, unit, _told_last(members), max(total, last, 1.0))
        for (quantity, unit), members in groups.items()
    ]


def _told_last(members: list[tuple[str, Series]]) -> list[tuple[str, Series]]:
    """Return the members that were told last, in the order in which all of them began."""
    newest = {one.name for _, one in sorted(members, key=lambda member: member[1].told)[-MOST:]}
    return [member for member in members if member[1].name in newest]


def _taken_apart(name: str) -> _Named:
    match = _NAME.fullmatch(name.strip())
    if match is None:
        return _Named(name, "", "")
    quantity = match["quantity"]
    which = " ".join(filter(None, (match["part"] or "", match["which"].strip())))
    return _Named(quantity[0].upper() + quantity[1:], match["unit"] or "", which)


def _chart(quantity: str, unit: str, members: list[tuple[str, Series]], end: float) -> TrainChart:
    logarithmic = "loss" in quantity.lower() and all(float(s.values.min()) > 0 for _, s in members)
    thousands = end >= _THOUSANDS
    colors = theme.current().series
    curves, newest = [], []
    for place, (which, one) in enumerate(members):
        color = colors[_ORDER[place % len(_ORDER)]]
        word = which or (quantity if len(members) > 1 else "")
        values = np.log10(one.values) if logarithmic else one.values
        x = one.steps / 1000 if thousands else one.steps
        curves.append(Curve(word, x, values, color, dashed=place >= len(_ORDER)))
        newest.append((word, figures.with_unit(figures.number(one.last), unit), color))
    low, high = _range([curve.y for curve in curves])
    title = f"{quantity} ({unit})" if unit else quantity
    chart = Chart(
        tr("Step (thousands)") if thousands else tr("Step"),
        tr("{0}, log scale").format(title) if logarithmic else title,
        tuple(curves),
        x_range=(0.0, end / 1000 if thousands else end),
        y_range=(low, high),
        y_ticks=_log_ticks(low, high) if logarithmic else (),
    )
    return TrainChart(title, chart, tuple(newest))


def _range(curves: Sequence[Values]) -> tuple[float, float]:
    low, high = min(float(y.min()) for y in curves), max(float(y.max()) for y in curves)
    room = _PAD * (high - low) or 0.05 * abs(high) or 0.5
    return low - room, high + 2 * room  # the words stand above the curves


def _log_ticks(low: float, high: float) -> tuple[tuple[float, str], ...]:
    """Return ticks at 1, 2 and 5 times powers of ten; closer ones within a decade, powers alone over many."""
    if high - low < 0.7:
        step = _round_step((10**high - 10**low) / 6)
        values = [n * step for n in range(math.ceil(10**low / step), math.floor(10**high / step) + 1)]
        places = max(0, -math.floor(math.log10(step) + 1e-9))
        return tuple((math.log10(value), figures.fixed(value, places)) for value in values)
    factors = (1, 2, 5) if high - low < 2.5 else (1,)
    values = [f * 10.0**e for e in range(math.floor(low) - 1, math.ceil(high) + 1) for f in factors]
    placed = [(math.log10(value), value) for value in values]
    return tuple((at, figures.power(value, 1)) for at, value in placed if low <= at <= high)


def _round_step(least: float) -> float:
    """Return the smallest of 1, 2 and 5 times powers of ten that is at least so large."""
    power: float = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))
