"""The plots of an evaluation of dose policies."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtGui import QColor

from . import figures, theme
from .language import tr
from .plot_embedding import mixed
from .plot_view import Chart, Curve, Values
from .proposal_news import Evaluated
from .train_news import Series

FOR_ALL = "-all"
"""Ends the names of policies that were trained at the dose that nearly all cases need."""
_FAINT, _STILL = 0.5, 1e-9
_ORDER = (1, 2, 3, 0)
_TICKS = tuple(factor * 10.0**power for power in range(0, 9) for factor in (1, 3))
_BOX = 0.16
"""Half the height of a box; the next one is 1 away."""
_WHISKER = 1.5
"""Whiskers reach to the farthest case within so many times the box."""
_THOUSANDS = 10_000


def scatter(found: Evaluated) -> Chart:
    """Return PSNR over the photons that each case was given."""
    curves = [_dots(one.name, one.photons, one.quality, colors(found)[one.name]) for one in found.policies]
    y = [curve.y for curve in curves]
    return Chart(
        tr("n0, photons per ray"),
        tr("PSNR (dB)"),
        tuple(curves),
        levels=() if found.target is None else (found.target,),
        log_ticks=_log_ticks(curve.x for curve in curves),
        x_range=_log_range(curve.x for curve in curves),
        y_range=_range(y),
    )


def paths(found: Evaluated) -> Chart:
    """Return ln n0 over the densest path of each case, for policies whose dose differs between cases."""
    curves = []
    for one in found.policies:
        r = correlation(np.log(one.photons), one.densest)
        if r is not None and not one.name.endswith(FOR_ALL):
            word = f"{one.name} r{figures.NBSP}{figures.fixed(r, 2)}"
            curves.append(_dots(word, one.densest, np.log(one.photons), colors(found)[one.name]))
    return Chart(
        tr("Densest line integral, no unit"),
        "ln n0",
        tuple(curves),
        x_range=_range([curve.x for curve in curves]) if curves else None,
        y_range=_range([curve.y for curve in curves]) if curves else None,
    )


def boxes(found: Evaluated) -> Chart:
    """Return a box per policy of the dose that each case needs; those that no dose reaches are counted."""
    count, curves = len(found.policies), list[Curve]()
    every = [one.needed[np.isfinite(one.needed)] for one in found.policies]
    limits = [*every, np.array([found.cap])] if found.cap else every
    low, high = _log_range(limits)
    line, table = np.array([10.0**low, 10.0**high]), colors(found)
    for place, (one, needed) in enumerate(zip(found.policies, every, strict=True)):
        y = float(count - 1 - place)
        word = tr("{0}: {1} unreachable").format(one.name, len(one.needed) - len(needed))
        full = table.get(one.name.removesuffix(FOR_ALL), table[one.name])
        apart = np.zeros(2, bool)
        said = Curve(word, line, np.full(2, y + _BOX), full, place=(low + high) / 2, joined=apart)
        curves += [said, *_box(needed, y, table[one.name])]
    return Chart(
        tr("Photons per ray that a case needs"),
        "",
        tuple(curves),
        mark=found.cap,
        log_ticks=_log_ticks(limits),
        x_range=(low, high),
        y_range=(-0.6, count - 0.1),
        y_ticks=((-9.0, ""),),
    )


def courses(found: Evaluated, quantity: str, title: str) -> Chart | None:
    """Return one number of the training of every policy over its steps; None where it told none."""
    table = colors(found)
    members = [one for one in found.series if one.name.endswith(quantity) and len(one.values) > 1]
    members = [one for one in members if _policy(one) in table]
    if not members:
        return None
    logarithmic = quantity == "loss" and all(float(one.values.min()) > 0 for one in members)
    end = max(float(one.steps[-1]) for one in members)
    unit = 1000 if end >= _THOUSANDS else 1
    curves = tuple(
        Curve(
            _policy(one),
            one.steps / unit,
            one.values,
            table[_policy(one)],
            dashed=_policy(one).endswith(FOR_ALL),
            keyed=True,
        )
        for one in members
    )
    return Chart(
        tr("Step (thousands)") if unit > 1 else tr("Step"),
        tr("{0}, log scale").format(title) if logarithmic else title,
        curves,
        x_range=(0.0, end / unit),
        y_range=None if logarithmic else (0.0, 1.05 * max(1.0, *(float(c.y.max()) for c in curves))),
        log_values=logarithmic,
    )


def colors(found: Evaluated) -> dict[str, QColor]:
    """Return the color of every policy: a rule has one, fainter where it was trained for all cases."""
    tokens = theme.current()
    bases = list(dict.fromkeys(one.name.removesuffix(FOR_ALL) for one in found.policies))
    made = {}
    for one in found.policies:
        place = bases.index(one.name.removesuffix(FOR_ALL))
        color = tokens.series[_ORDER[place % len(_ORDER)]]
        made[one.name] = mixed(tokens.panel, color, _FAINT) if one.name.endswith(FOR_ALL) else color
    return made


def correlation(a: Values, b: Values) -> float | None:
    """Return Pearson's correlation, None where either does not vary."""
    if len(a) < 3 or min(a.std(), b.std()) < _STILL:
        return None
    return float(np.corrcoef(a, b)[0, 1])


def unreachable(found: Evaluated) -> str:
    """Say up to where doses were searched, and for how many cases none is enough."""
    count = max(len(one.needed) for one in found.policies)
    least, most = (choose(int(np.isinf(one.needed).sum()) for one in found.policies) for choose in (min, max))
    cases = str(least) if least == most else tr("{0} to {1}").format(least, most)
    cap = figures.power(found.cap) if found.cap else figures.UNKNOWN
    return tr(
        "Searched up to n0 = {0} photons per ray (line at the right). For {1} of {2} cases no dose below "
        "that keeps the target for good; the boxes leave them out. Whiskers reach 1.5 box lengths."
    ).format(cap, cases, count)


def _policy(one: Series) -> str:
    return one.name.partition(": ")[0]


def _box(needed: Values, y: float, color: QColor) -> list[Curve]:
    """Return whisker, box, median and outliers of one policy."""
    if not len(needed):
        return []
    q1, median, q3 = np.quantile(np.log(needed), (0.25, 0.5, 0.75))
    inside = needed[
        (np.log(needed) >= q1 - _WHISKER * (q3 - q1)) & (np.log(needed) <= q3 + _WHISKER * (q3 - q1))
    ]
    outside = np.setdiff1d(needed, inside)
    left, center, right = np.exp((q1, median, q3))
    low, top = y - _BOX, y + _BOX
    xs = np.array([inside.min(), left, left, left, right, right, right, inside.max(), center, center])
    ys = np.array([y, y, low, top, top, low, y, y, low, top])
    joined = np.array([1, 1, 1, 1, 1, 1, 1, 0, 1, 0], bool)
    closing = Curve("", np.array([left, right]), np.full(2, low), color, keyed=True)
    box = Curve("", xs, ys, color, joined=joined, keyed=True)
    made = [box, closing]
    if len(outside):
        made.append(_dots("", outside, np.full(len(outside), y), color))
    return made


def _dots(word: str, x: Values, y: Values, color: QColor) -> Curve:
    return Curve(word, x, y, color, joined=np.zeros(len(x), bool), dots=True, keyed=True)


def _range(parts: Sequence[Values]) -> tuple[float, float]:
    low, high = min(float(p.min()) for p in parts), max(float(p.max()) for p in parts)
    room = 0.06 * (high - low) or 0.5
    return low - room, high + room


def _log_range(parts: Iterable[Values]) -> tuple[float, float]:
    """Return the ends of a logarithmic axis, as powers of ten."""
    found = [part for part in parts if len(part)]
    if not found:
        return 2.0, 6.0
    low, high = _range([np.log10(part) for part in found])
    return (low, high) if high - low > 0.5 else (low - 0.5, high + 0.5)


def _log_ticks(parts: Iterable[Values]) -> tuple[float, ...]:
    low, high = _log_range(parts)
    wide = high - low > 3
    return tuple(t for t in _TICKS if not wide or math.log10(t).is_integer())
