"""What the table says: means, paired tests, preconditions, and which orderings hold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from itertools import pairwise

Value = float | None


@dataclass(frozen=True)
class Row:
    """One method on one patient; None where a score is not defined."""

    method: str
    patient: int
    psnr: Value
    ssim: Value
    liver: Value
    tumor: Value

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the columns."""
        return ("method", "patient", "PSNR (dB)", "SSIM", "Dice liver", "Dice tumor")

    def values(self) -> tuple[object, ...]:
        """Return the values in the order of the columns; '' where there is none."""
        return tuple("" if value is None else value for value in astuple(self))

    @property
    def dice(self) -> Value:
        """The mean Dice of the classes that are in the truth or were found."""
        known = [value for value in (self.liver, self.tumor) if value is not None]
        return sum(known) / len(known) if known else None


class Table:
    """Rows, kept with the checkpoints of an evaluation."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, row: Row) -> None:
        """Add a row."""
        self.rows.append(row)

    def methods(self) -> tuple[str, ...]:
        """Return the methods in the order in which they came."""
        return tuple(dict.fromkeys(row.method for row in self.rows))

    def column(self, method: str, score: str) -> list[float]:
        """Return a score of a method over the patients, those left out where it is not defined."""
        found = (getattr(row, score) for row in self.rows if row.method == method)
        return [value for value in found if value is not None]

    def mean(self, method: str, score: str) -> float:
        """Return the mean of a score over the patients."""
        return _mean(self.column(method, score))

    def state_dict(self) -> dict[str, object]:
        """Return the rows as plain lists."""
        return {"rows": [list(astuple(row)) for row in self.rows]}

    def load_state_dict(self, state_dict: dict[str, object]) -> None:
        """Take rows over."""
        rows = state_dict["rows"]
        assert isinstance(rows, list)
        self.rows = [Row(**dict(zip((f.name for f in fields(Row)), row, strict=True))) for row in rows]


def report(tables: Sequence[Table], facts: Sequence[dict[str, float]]) -> str:
    """Return the table, the preconditions and the verdicts on the orderings, over all seeds."""
    head = f"{'method':24} {'PSNR dB':>14} {'SSIM':>14} {'Dice':>14} {'liver':>7} {'tumor':>7}"
    lines = [f"{head}  p (Dice against base, paired)"]
    lines += [_line(tables, method) for method in tables[0].methods()]
    failed = [text for i, pair in enumerate(zip(tables, facts, strict=True)) for text in unmet(i, *pair)]
    lines += ["", "Preconditions: " + ("met." if not failed else "NOT MET, the orderings mean nothing.")]
    lines += [f"  {text}" for text in failed]
    if not failed:
        lines += ["", "Orderings:"]
        lines += [f"  {'holds' if held else 'DOES NOT HOLD'}: {text}" for text, held in orderings(tables)]
    return "\n".join(lines)


def unmet(seed: int, table: Table, facts: dict[str, float]) -> list[str]:
    """Return the preconditions that a seed does not meet."""
    found = []
    tumor = table.mean("Full dose", "tumor")
    if not tumor > 0.5:
        found.append(f"seed {seed}: Dice of tumors at full dose is {tumor:.2f}, not above 0.5.")
    if not table.mean("Base U-Net", "psnr") > table.mean("FBP", "psnr"):
        found.append(f"seed {seed}: the base U-Net is not above FBP in PSNR.")
    if not facts["spread"] <= 0.3:
        found.append(f"seed {seed}: the base U-Net moved by {facts['spread']:.2f} dB in its last third.")
    if not facts["sigma inside"]:
        found.append(f"seed {seed}: the best SD for BM3D, {facts['sigma']:g} HU, is at the edge of the grid.")
    return found


def orderings(tables: Sequence[Table]) -> list[tuple[str, bool]]:
    """Return every ordering of the study with whether it holds for every seed."""
    tasks = [method for method in tables[0].methods() if method.startswith("Task-adaptive")]
    joints = [method for method in tables[0].methods() if method in ("Joint 0.1", "Joint 0.9")]

    def rises(score: str, *methods: str) -> bool:
        return all(
            table.mean(a, score) < table.mean(b, score) for table in tables for a, b in pairwise(methods)
        )

    best = max(tasks, key=lambda method: _mean([table.mean(method, "dice") for table in tables]))
    return [
        ("PSNR low-dose < FBP < BM3D < base", rises("psnr", "Low-dose", "FBP", "BM3D", "Base U-Net")),
        ("PSNR of every task-adaptive network < base", all(rises("psnr", t, "Base U-Net") for t in tasks)),
        (f"Dice base < {best} < full dose", rises("dice", "Base U-Net", best, "Full dose")),
        ("PSNR joint C = 0.9 < joint C = 0.1", rises("psnr", *reversed(joints))),
        ("Dice under the frozen segmenter, joint C = 0.9 < C = 0.1", rises("dice", *reversed(joints))),
        (
            "joint C = 0.9: Dice under the frozen segmenter < under its own",
            rises("dice", "Joint 0.9", "Joint 0.9, own T"),
        ),
    ]


def paired(tables: Sequence[Table], a: str, b: str, score: str) -> float:
    """Return the two-sided p of a paired t-test of two methods over all patients of all seeds.

    NaN where their differences do not scatter, so that there is nothing to test.
    """
    from scipy.stats import t

    pairs = [
        (getattr(x, score), getattr(y, score))
        for table in tables
        for x, y in zip(*([r for r in table.rows if r.method == m] for m in (a, b)), strict=True)
    ]
    differences = [x - y for x, y in pairs if x is not None and y is not None]
    scatter = _sd(differences)
    if scatter < 1e-9:
        return math.nan
    ratio = abs(_mean(differences)) / scatter * math.sqrt(len(differences))
    return float(2 * t.sf(ratio, len(differences) - 1))


def _line(tables: Sequence[Table], method: str) -> str:
    cells = []
    for score in ("psnr", "ssim", "dice"):
        values = [value for table in tables for value in table.column(method, score)]
        cells.append(f"{_mean(values):.3f} ± {_sd(values):.3f}" if values else "–")
    parts = [[v for table in tables for v in table.column(method, score)] for score in ("liver", "tumor")]
    organs = [f"{_mean(values):7.3f}" if values else f"{'–':>7}" for values in parts]
    line = f"{method:24} {cells[0]:>14} {cells[1]:>14} {cells[2]:>14} {organs[0]} {organs[1]}"
    if method == "Base U-Net":
        return line
    p = paired(tables, method, "Base U-Net", "dice")
    return f"{line}  {'–' if math.isnan(p) else f'{p:.1e}'}"


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else math.nan


def _sd(values: Sequence[float]) -> float:
    if len(values) < 2:
        return 0.0
    mean = _mean(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
