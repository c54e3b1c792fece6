"""The grid of a study: which axes go across and down, and what stands in each place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import fmean
from typing import Literal

from pydantic.fields import FieldInfo

from ..core.errors import PluginError
from ..core.step import Step, Value
from ..plugin import find
from ..studies.cells import Result
from ..studies.plan import Cell, Plan
from . import figures
from .form import choices_of
from .language import tr
from .number_text import printed

Role = Literal["across", "down", "mean"]
Roles = Mapping[str, Role | int]
"""What every axis does; a number is the place of the one value of it that is shown."""
_DOSES = ("dose", "fraction", "photons", "n0")
Mark = Literal["done", "failed", "running", "waiting"]


@dataclass(frozen=True)
class Place:
    """What stands in one place of the grid: one cell, or several whose values are averaged."""

    cells: tuple[Cell, ...]
    done: int
    failed: int
    running: int
    value: float | None
    """The mean of the headline value over the finished cells."""
    error: str = ""
    """Why the first of the failed cells failed."""

    @property
    def mark(self) -> Mark:
        """The one word for all of its cells."""
        if self.failed and not self.done:
            return "failed"
        if self.done and self.done + self.failed == len(self.cells):
            return "done"
        return "running" if self.running or self.done else "waiting"

    @property
    def text(self) -> str:
        """The value as it is printed, '' where there is none."""
        return "" if self.value is None else figures.fixed(self.value, 2)


@dataclass(frozen=True)
class Layout:
    """Where the cells of a study stand: (row, column) to cells, and what heads them."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    across: str
    down: str
    cells: Mapping[tuple[int, int], tuple[Cell, ...]]


def roles(plan: Plan) -> dict[str, Role | int]:
    """Return a sensible beginning: doses across, cases averaged, everything else down."""
    fields = _fields(plan)
    chosen: dict[str, Role | int] = dict.fromkeys(plan.axes, "down")
    chosen[_dose_axis(plan)] = "across"
    for name, values in plan.axes.items():
        if chosen[name] == "down" and len(values) > 1 and _is_case(name, fields):
            chosen[name] = "mean"
    return chosen


def layout(plan: Plan, cells: tuple[Cell, ...], by: Roles) -> Layout:
    """Return the places of the cells; those with other values than are shown stand nowhere."""
    across, down = ([name for name in plan.axes if by[name] == role] for role in ("across", "down"))
    columns, rows = (list(product(*(range(len(plan.axes[n])) for n in names))) for names in (across, down))
    at = {
        names: {key: place for place, key in enumerate(keys)} for names, keys in (("c", columns), ("r", rows))
    }
    order = {name: {value: i for i, value in enumerate(values)} for name, values in plan.axes.items()}
    held: dict[tuple[int, int], list[Cell]] = {}
    for cell in cells:
        index = {name: order[name][value] for name, value in cell.place.items()}
        if any(isinstance(by[name], int) and by[name] != place for name, place in index.items()):
            continue
        row, column = at["r"][tuple(index[n] for n in down)], at["c"][tuple(index[n] for n in across)]
        held.setdefault((row, column), []).append(cell)
    words = {name: axis_words(plan, name) for name in plan.axes}

    def heads(names: list[str], keys: list[tuple[int, ...]]) -> tuple[str, ...]:
        return tuple(
            " · ".join(words[n][i] for n, i in zip(names, key, strict=True)) or tr("All") for key in keys
        )

    return Layout(
        heads(across, columns),
        heads(down, rows),
        " · ".join(axis_title(plan, name) for name in across),
        " · ".join(axis_title(plan, name) for name in down),
        {place: tuple(found) for place, found in held.items()},
    )


def place(
    cells: tuple[Cell, ...], results: Mapping[str, Result], under_way: frozenset[str], headline: str
) -> Place:
    """Return what stands in a place with these cells."""
    found = [results.get(cell.name) for cell in cells]
    done = [one for one in found if one is not None and one.state == "done"]
    failed = [one for one in found if one is not None and one.state == "failed"]
    values = [value for one in done if (value := number(one, headline)) is not None]
    running = sum(cell.name in under_way for cell in cells)
    return Place(
        cells,
        len(done),
        len(failed),
        running,
        fmean(values) if values else None,
        failed[0].error if failed else "",
    )


def number(result: Result, name: str) -> float | None:
    """Return a value that a cell found, None where it is no number."""
    value = result.found.get(name) if name else None
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def words_of(plan: Plan) -> Callable[[Cell, Sequence[str]], str]:
    """Return what tells a cell apart along some axes, all where none is named, for people."""
    words = {
        name: dict(zip(values, axis_words(plan, name), strict=True)) for name, values in plan.axes.items()
    }

    def told(cell: Cell, names: Sequence[str]) -> str:
        return " · ".join(words[name][cell.place[name]] for name in names or words)

    return told


def titled(name: str) -> str:
    """Return the name of a value for people."""
    return tr(name[:1].upper() + name[1:].replace("_", " "))


def axis_title(plan: Plan, name: str) -> str:
    """Return what an axis is called."""
    field = _fields(plan).get(name)
    return tr(getattr(field, "title", None) or name.replace("_", " ").capitalize())


def axis_words(plan: Plan, name: str) -> tuple[str, ...]:
    """Return the values of an axis for people; files of the same name are told apart by their folders."""
    field, values = _fields(plan).get(name), plan.axes[name]
    if getattr(field, "annotation", None) is Path:
        return _told_apart([Path(str(value)) for value in values])
    extra = getattr(field, "json_schema_extra", None)
    extra = extra if isinstance(extra, dict) else {}
    names, unit = extra.get("names"), str(extra.get("unit", ""))
    if isinstance(field, FieldInfo) and "choices" in extra:
        names = dict(choices_of(field))
    return tuple(_word(value, name, names if isinstance(names, dict) else {}, unit) for value in values)


def _word(value: Value, name: str, names: dict[str, object], unit: str) -> str:
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if isinstance(value, (int, float)):
        if not unit and any(word in name for word in ("dose", "fraction")) and 0 < value <= 1:
            return figures.percent(value)
        return figures.with_unit(printed(value), unit)
    return tr(str(names.get(str(value), value)))


def _told_apart(paths: list[Path]) -> tuple[str, ...]:
    stems = [path.name.partition(".")[0] or path.name for path in paths]
    if len(set(stems)) == len(stems):
        return tuple(stems)
    return tuple(f"{path.parent.name}/{stem}" for path, stem in zip(paths, stems, strict=True))


def _dose_axis(plan: Plan) -> str:
    """Return the axis that goes across: the doses, else the last one of several numbers, else the last."""
    named = [name for word in _DOSES for name in plan.axes if word in name.lower()]
    numbers = [
        n for n, vs in plan.axes.items() if len(vs) > 1 and all(isinstance(v, (int, float)) for v in vs)
    ]
    return next(iter(named), (numbers or list(plan.axes))[-1])


def _is_case(name: str, fields: Mapping[str, object]) -> bool:
    path = getattr(fields.get(name), "annotation", None) is Path
    return path or any(word in name.lower() for word in ("case", "patient", "seed", "repeat", "slice"))


def _fields(plan: Plan) -> Mapping[str, object]:
    try:
        return find(Step("recipe", plan.recipe)).Config.model_fields
    except PluginError:
        return {}
