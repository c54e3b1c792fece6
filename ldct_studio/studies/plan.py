"""Plan: what a study is, as one TOML file says it, and the cells that follow."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from ..core.config import Config, sentence
from ..core.errors import PluginError, StudioError
from ..core.step import Step, Value
from ..plugin import Recipe, find, make

_MOST = 1_000_000


class Plan(Config):
    """A study: the recipe of a cell, its settings, and the axes of which each combination is a cell.

    ``recipe = "NAME.cell"`` computes a cell and leaves ``cell.json``; ``NAME.report`` says what all cells
    together show.
    """

    version: Literal[1] = 1
    recipe: str = Field(pattern=r"^[a-z0-9_]+\.cell$")
    seed: int = Field(0, ge=0)
    settings: dict[str, Value] = {}
    """Of all cells alike."""
    axes: dict[str, tuple[Value, ...]] = Field(min_length=1)
    """Settings that differ from cell to cell, with all their values."""

    def cells(self) -> tuple[Cell, ...]:
        """Return the cells in the order of the axes; raise ``StudioError`` for what cannot be computed."""
        names = list(self.axes)
        count = 1
        for name, values in self.axes.items():
            if not values:
                raise StudioError(f"The axis “{name}” of the study is empty; give it a value.")
            if len(set(values)) < len(values) or name in self.settings:
                raise StudioError(f"A value of “{name}” stands twice in the study; leave one out.")
            count *= len(values)
        if count > _MOST:
            raise StudioError(f"The study has {count} cells; divide it into several of {_MOST} at most.")
        step = Step("recipe", self.recipe)
        if not issubclass(find(step), Recipe):
            raise PluginError(f"{self.recipe} is no recipe.")
        places = product(*self.axes.values())
        cells = tuple(Cell(self, dict(zip(names, place, strict=True))) for place in places)
        make(cells[0].step)  # a wrong setting is said before anything is computed
        return cells


@dataclass(frozen=True)
class Cell:
    """One combination of the axes."""

    plan: Plan
    place: Mapping[str, Value]

    @property
    def step(self) -> Step:
        """The recipe with the settings of this cell."""
        return Step("recipe", self.plan.recipe).replace(**self.plan.settings, **self.place)

    @cached_property
    def name(self) -> str:
        """What its folder is called: the same for the same recipe, settings and seed."""
        step = self.step
        words = json.dumps([step.name, sorted(step.settings.items()), self.plan.seed], ensure_ascii=True)
        return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()

    @property
    def title(self) -> str:
        """The place, for people."""
        return " · ".join(str(value) for value in self.place.values())


def read_plan(path: Path) -> Plan:
    """Return the plan in a TOML file, whose relative paths are those beside it.

    Raises ``StudioError`` with a sentence.
    """
    try:
        plan = Plan.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise StudioError(f"{path} cannot be read: {error.strerror or error}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StudioError(f"{path.name} is no TOML file: {error}.") from None
    except ValidationError as error:
        raise StudioError(f"{path.name} is no study: {sentence(error)}") from None
    return _placed(plan, path.resolve().parent)


def plan_text(plan: Plan) -> str:
    """Return the TOML file of a study, which ``read_plan`` reads as the same plan.

    TOML knows no None: a setting that is none is left out, so that it has its default.
    """
    lines = [f"version = {plan.version}", f"recipe = {_written(plan.recipe)}", f"seed = {plan.seed}"]
    settings = {name: value for name, value in plan.settings.items() if value is not None}
    if settings:
        lines += ["", "[settings]", *(f"{_key(name)} = {_written(v)}" for name, v in settings.items())]
    lines += ["", "[axes]"]
    for name, values in plan.axes.items():
        lines.append(f"{_key(name)} = [{', '.join(_written(value) for value in values)}]")
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _written(name)


def _written(value: Value) -> str:
    """Return a value as TOML has it."""
    if value is None:
        raise StudioError("An axis of a study cannot hold “none”; leave that value out.")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return repr(value)  # inf and nan are written so in TOML, too


def _placed(plan: Plan, folder: Path) -> Plan:
    """Return a plan whose relative paths are those below a folder: it is computed elsewhere."""
    fields = find(Step("recipe", plan.recipe)).Config.model_fields
    paths = {name for name, field in fields.items() if field.annotation is Path}

    def placed(name: str, value: Value) -> Value:
        return str(folder / Path(value).expanduser()) if name in paths and isinstance(value, str) else value

    settings = {name: placed(name, value) for name, value in plan.settings.items()}
    axes = {name: tuple(placed(name, value) for value in values) for name, values in plan.axes.items()}
    return plan.model_copy(update={"settings": settings, "axes": axes})
