"""The plots of a study's report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from .gathering import Findings, median_mad
from .scans import OPTIONS, Option
from .verdicts import density, liver_sds

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLORS: dict[Option, str] = {"none": "#3B6EA5", "iterative": "#C77B1E", "cnn": "#3E8E5A"}
ENHANCED = {"Kidneys": 90.0, "Spleen": 75.0, "Aorta": 120.0}
"""HU of structures from which on a scan has contrast agent; the first one that is found decides."""
_BINS = 8


def figures(found: Findings) -> Iterator[tuple[str, Figure]]:
    """Yield every plot with its title."""
    order = by_robustness(found)
    for word, model in dict.fromkeys((("most fragile", order[0]), ("most robust", order[-1]))):
        yield f"Failure curves of {model}, the {word} model", _curves(found, model)
    yield f"Dice against effective radius at {found.doses[0]:g} % dose", _radii(found)
    if len(set(enhanced(found).values())) > 1:
        yield f"Dice by contrast agent at {found.doses[0]:g} % dose, without denoising", _violins(found)
    if len(liver_sds(found, "none", found.doses[0], "alone")) > 2:
        yield "Noise inside the liver", _densities(found)


def by_robustness(found: Findings) -> list[str]:
    """Return the models by their median Dice at the lowest dose without denoising, the lowest first."""
    by_scan, option = found.by_scan(lambda one: one.dice), found.options[0]
    at = {m: median_mad(by_scan.get((m, option, found.doses[0]), {}).values())[0] for m in found.models}
    return sorted(found.models, key=lambda model: at[model] if at[model] == at[model] else -1)


def _figure(columns: int, rows: int = 1, height: float = 2.6) -> tuple[Figure, list[Axes]]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.0, height * rows + 0.3), layout="constrained")
    return figure, list(np.atleast_1d(figure.subplots(rows, columns, squeeze=False)).ravel())


def _curves(found: Findings, model: str) -> Figure:
    names = list(dict.fromkeys(row.structure for row in found.rows if row.model == model))
    columns = min(3, len(names))
    figure, axes = _figure(columns, -(-len(names) // columns), 2.2)
    for axis in axes[len(names) :]:
        axis.set_visible(False)
    for axis, name in zip(axes, names, strict=False):
        for option in found.options:
            middle = [_median(found, model, option, dose, name) for dose in found.doses]
            axis.plot(found.doses, middle, "o-", ms=3, color=COLORS[option], label=OPTIONS[option])
        axis.set_title(name, fontsize=9)
        axis.set_xlabel("Dose (%)", fontsize=8)
        axis.set_ylabel("Median Dice", fontsize=8)
        axis.set_ylim(top=1.005)
        axis.tick_params(labelsize=7)
        axis.grid(alpha=0.3)
    axes[0].legend(fontsize=6)
    return figure


def _median(found: Findings, model: str, option: Option, dose: float, structure: str) -> float:
    rows = (
        row for row in found.at(dose) if (row.model, row.option, row.structure) == (model, option, structure)
    )
    return median_mad(row.found.dice for row in rows if row.found.dice is not None)[0]


def _radii(found: Findings) -> Figure:
    figure, (axis,) = _figure(1, height=3.2)
    for option in found.options:
        radii, dices = radius_and_dice(found, option)
        axis.scatter(radii, dices, s=5, alpha=0.3, color=COLORS[option], label=OPTIONS[option])
        bend = knee(radii, dices)
        if bend is not None:
            axis.axvline(bend, color=COLORS[option], lw=1, ls="--")
    axis.set_xscale("log")
    axis.set_xlabel("Effective radius at full dose (mm); dashed: knee")
    axis.set_ylabel("Dice")
    axis.grid(alpha=0.3)
    axis.legend(fontsize=7)
    return figure


def radius_and_dice(found: Findings, option: Option) -> tuple[list[float], list[float]]:
    """Return effective radii in mm and the Dice there, of all structures at the lowest dose."""
    rows = [row.found for row in found.at(found.doses[0]) if row.option == option]
    pairs = [(one.radius_mm, one.dice) for one in rows if one.dice is not None and one.radius_mm > 0]
    return [r for r, _ in pairs], [d for _, d in pairs]


def knee(radii: Sequence[float], dices: Sequence[float]) -> float | None:
    """Return the radius in mm from which on Dice stays, None where too few or too like radii are known.

    Medians in log-spaced bins are fitted by a line over ln r that ends in a constant; the knee is where the
    two meet.
    """
    r, d = np.asarray(radii), np.asarray(dices)
    if len(r) < 3 * _BINS or r.max() < 2 * r.min():
        return None
    edges = np.geomspace(r.min(), r.max() * 1.0001, _BINS + 1)
    inside = [(r >= low) & (r < high) for low, high in pairwise(edges)]
    x = np.array([np.log(np.median(r[one])) for one in inside if one.sum() > 2])
    y = np.array([np.median(d[one]) for one in inside if one.sum() > 2])
    if len(x) < 4:
        return None
    best, bend = np.inf, None
    for at in np.linspace(x[1], x[-2], 200):
        rising = np.stack([np.ones_like(x), np.minimum(x - at, 0)], 1)
        fit, *_ = np.linalg.lstsq(rising, y, rcond=None)
        error = float(np.square(rising @ fit - y).sum())
        if fit[1] > 0 and error < best:
            best, bend = error, float(np.exp(at))
    return bend


def enhanced(found: Findings) -> dict[str, bool]:
    """Return by scan whether it has contrast agent, where a structure tells."""
    seen: dict[str, dict[str, float]] = {}
    for row in found.rows:
        if row.structure in ENHANCED and row.found.hu is not None:
            seen.setdefault(row.case, {})[row.structure] = row.found.hu
    found_in = {}
    for case, values in seen.items():
        name = next(name for name in ENHANCED if name in values)
        found_in[case] = values[name] > ENHANCED[name]
    return found_in


def _violins(found: Findings) -> Figure:
    figure, (axis,) = _figure(1, height=3.0)
    agent, by_scan, at = enhanced(found), found.by_scan(lambda one: one.dice), 0
    ticks = []
    for model in found.models:
        scans = by_scan.get((model, found.options[0], found.doses[0]), {})
        for color, wanted in (("#3B6EA5", False), ("#C77B1E", True)):
            values = [value for case, value in scans.items() if agent.get(case) is wanted]
            if len(values) > 1:
                for body in axis.violinplot(values, [at], showmedians=True)["bodies"]:  # type: ignore[attr-defined]
                    body.set_facecolor(color)
            at += 1
        ticks.append((at - 1.5, model))
        at += 1
    axis.set_xticks([x for x, _ in ticks], [name for _, name in ticks], rotation=20, fontsize=7)
    axis.set_ylabel("Dice, mean over structures")
    axis.set_title("blue: without, orange: with contrast agent", fontsize=8)
    axis.grid(alpha=0.3)
    return figure


def _densities(found: Findings) -> Figure:
    figure, axes = _figure(2, height=2.8)
    for axis, name, said in zip(axes, ("alone", "raw"), ("noise alone", "with texture"), strict=True):
        for option in found.options:
            for dose, style in ((found.doses[0], "-"), (found.doses[-1], "--")):
                values = liver_sds(found, option, dose, name)
                if len(values) > 2:
                    grid = np.linspace(0, max(values) * 1.3, 400)
                    label = f"{OPTIONS[option].partition(' ')[0]}, {dose:g} %"
                    axis.plot(grid, density(values, grid), style, color=COLORS[option], label=label)
        axis.set_xlabel(f"SD inside the liver (HU), {said}", fontsize=8)
        axis.set_ylabel("Density (1/HU)", fontsize=8)
        axis.tick_params(labelsize=7)
        axis.grid(alpha=0.3)
    axes[0].legend(fontsize=6)
    return figure
