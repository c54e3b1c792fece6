"""The plots of an evaluation: figures against the size of the training set and each other, errors."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from ldct_studio.api import mean, sd

from .everything import PLAIN, PROPOSED
from .registering import Registrations
from .report import methods
from .table import MVCT, TRUTH, Table
from .verdicts import Facts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLORS = {PLAIN: "#C77B1E", PROPOSED: "#3B6EA5", MVCT: "#555555", TRUTH: "#3E8E5A"}


def write_plots(folder: Path, table: Table, shifts: Registrations, facts: Facts) -> None:
    """Write ``plots.pdf``."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 7), layout="constrained")
    axes = figure.subplots(2, 2)
    _against_size(axes[0, 0], table, facts)
    _against_each_other(axes[0, 1], table, facts)
    _errors(axes[1, 0], table, facts)
    _registration(axes[1, 1], shifts)
    figure.suptitle(
        f"Perceptual loss by {facts.card.perceived}; σ of NSelfSSIM {facts.sigma:.1f} HU", fontsize=9
    )
    figure.savefig(folder / "plots.pdf")


def _against_size(axis: Axes, table: Table, facts: Facts) -> None:
    """Draw DIG as lines and NSelfSSIM as dashes, mean and SD over seeds."""
    other = axis.twinx()
    for kind in (PLAIN, PROPOSED):
        for place, score, style in ((axis, "dig", "o-"), (other, "similar", "s--")):
            seeds = [
                [table.mean(kind, size, score, seed) for seed in table.seeds] for size in facts.card.sizes
            ]
            place.errorbar(
                facts.card.sizes,
                [mean(values) for values in seeds],
                [sd(values) for values in seeds],
                fmt=style,
                color=COLORS[kind],
                label=f"{kind}, {'DIG' if score == 'dig' else 'NSelfSSIM'}",
                capsize=3,
            )
    other.axhline(facts.wanted, color=COLORS[TRUTH], lw=0.8)
    axis.set_xscale("log")
    axis.set_xlabel("Slices learned from")
    axis.set_ylabel("DIG (HU²), lines")
    other.set_ylabel("NSelfSSIM, dashes; planning CT green")
    axis.legend(fontsize=7)
    axis.grid(alpha=0.3)


def _against_each_other(axis: Axes, table: Table, facts: Facts) -> None:
    for name, kind, size in methods(table, facts):
        x, y = table.mean(kind, size, "similar"), table.mean(kind, size, "dig")
        axis.scatter(x, y, color=COLORS.get(kind, "#999999"), s=18)
        axis.annotate(name, (x, y), fontsize=6, xytext=(3, 2), textcoords="offset points")
    axis.set_xlabel("NSelfSSIM")
    axis.set_ylabel("DIG (HU²)")
    axis.grid(alpha=0.3)


def _errors(axis: Axes, table: Table, facts: Facts) -> None:
    axis.set_xlabel("Slices learned from")
    axis.set_ylabel("RMSE to the hidden planning CT (HU)")
    if math.isnan(table.mean(MVCT, 0, "rmse")):
        return
    for kind in (PLAIN, PROPOSED):
        values = [table.mean(kind, size, "rmse") for size in facts.card.sizes]
        axis.plot(facts.card.sizes, values, "o-", color=COLORS[kind], label=kind)
    axis.axhline(table.mean(MVCT, 0, "rmse"), color=COLORS[MVCT], lw=0.8, label=MVCT)
    axis.set_xscale("log")
    axis.legend(fontsize=7)
    axis.grid(alpha=0.3)


def _registration(axis: Axes, shifts: Registrations) -> None:
    lengths = {row.number: row.shift for row in shifts.rows}
    for name in shifts.methods:
        errors = shifts.errors(name)
        axis.scatter(
            [lengths[n] for n in errors], list(errors.values()), s=14, color=COLORS[name], label=name
        )
    axis.set_xlabel("Length of the shift (mm)")
    axis.set_ylabel("Error after registration (mm)")
    if shifts.rows:
        axis.legend(fontsize=7)
    axis.grid(alpha=0.3)
