"""The numbers of every pane for files: as tables, and as CSV with one number a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.cancel import interruptible
from . import figures
from .contrast_numbers import ContrastNumbers
from .export_words import PROGRAM, now, stamp
from .image_numbers import Comparison, ImageNumbers, similarities
from .pane_numbers import LETTERS, Cell, Metric, Numbers, PaneNumbers, plain, separated
from .region_numbers import RegionNumbers, headline
from .scene import Scene

_HEAD = ("Table", "Of", "Pane", "Method", "Dose (%)", "Slice", "Number", "Unit", "Value", "Remark")

Named = Sequence[tuple[str, Numbers[Any]]]
"""Kinds of numbers by their names."""


@dataclass(frozen=True)
class Table:
    """One table of the numbers dock: what it is of, and a row for every pane."""

    name: str
    subject: str
    metrics: tuple[Metric, ...]
    rows: tuple[PaneNumbers, ...]
    foot: str

    @property
    def remarks(self) -> tuple[str, ...]:
        """Why numbers are missing or doubtful, each once with the letters of its panes."""
        panes: dict[str, list[str]] = {}
        for row in self.rows:
            for reason in dict.fromkeys(_remark(row, cell) for cell in row.cells):
                panes.setdefault(reason, []).append(row.letter)
        return tuple(f"{', '.join(letters)}: {reason}" for reason, letters in panes.items() if reason)


def tables(numbers: Named, scene: Scene) -> tuple[Table, ...]:
    """Return the tables that have rows."""
    found = []
    for name, kind in numbers:
        rows = kind.rows(scene)
        if rows:
            of_region = isinstance(kind, (RegionNumbers, ContrastNumbers))
            subject = headline(scene)[0] if of_region else ""
            found.append(Table(name, subject, kind.columns(scene), rows, kind.footnote(scene)))
    return tuple(found)


def missing(numbers: Named, scene: Scene) -> list[Comparison]:
    """Return the comparisons whose SSIM is not known yet."""
    return [pair for _, kind in numbers if isinstance(kind, ImageNumbers) for pair in kind.wanted(scene)]


def compare(pairs: Sequence[Comparison]) -> dict[tuple[object, ...], float]:
    """Return the SSIM of comparisons by their keys; for a thread, as each takes 0.1 s."""
    return {key: value for pair in interruptible(pairs) for key, value in similarities([pair]).items()}


def learn(numbers: Named, similar: dict[tuple[object, ...], float]) -> None:
    """Hand over SSIM values."""
    for _, kind in numbers:
        if isinstance(kind, ImageNumbers):
            kind.learn(similar)


def numbers_csv(numbers: Named, scene: Scene) -> str:
    """Return every number of every pane as CSV; the lines with # say what they are and of when."""
    shown = [index for index, _ in scene.pictures]
    made = tables(numbers, scene)
    said = [f"{PROGRAM}, {now():%Y-%m-%d %H:%M}", stamp(scene, shown)]
    said += [f"{table.name}: {table.foot}" for table in made if table.foot]
    lines = [line for table in made for line in _lines(table, scene)]
    head = "".join(f"# {' '.join(text.split())}\n" for text in said)
    return head + separated([list(_HEAD), *lines], ",") + "\n"


def _lines(table: Table, scene: Scene) -> Iterator[list[str]]:
    for row in table.rows:
        place = str(scene.row_of(LETTERS.index(row.letter)) + 1)
        dose = plain(row.dose.removesuffix("%").strip().strip(figures.NBSP)) if row.dose else ""
        for metric, cell in zip(table.metrics, row.cells, strict=True):
            found = [metric.name, cell.unit or metric.unit, plain(cell.text), _remark(row, cell)]
            yield [table.name, table.subject, row.letter, row.method, dose, place, *found]


def _remark(row: PaneNumbers, cell: Cell) -> str:
    return " ".join(filter(None, (cell.reason, row.warning)))
