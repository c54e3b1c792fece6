"""The settings of a training as words: all of them, and those that are its own."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_origin

from pydantic.fields import FieldInfo

from ..core.errors import PluginError
from ..jobs.job import Place, Spec
from ..plugin import make
from . import figures
from .language import tr
from .number_text import printed

PLACES: dict[Place, str] = {"local": tr("this machine"), "slurm": "Slurm", "ray": "Ray"}
_MOST = 4
"""Settings that a training is told apart by."""


def facts(spec: Spec) -> tuple[tuple[str, str], ...]:
    """Return the settings of a job as (title, value with unit), then its seed and what it may take."""
    rows = [(title, value) for _, title, value in _settings(spec)]
    rows += [(tr("Seed"), str(spec.seed)), (tr("Runs on"), PLACES[spec.on])]
    taken = type(spec.resources).model_fields
    rows += [
        (_title(name, taken[name]), _value(taken[name], value))
        for name, value in spec.resources
        if name == "threads" or value != taken[name].default
    ]
    return tuple(rows)


def own_settings(spec: Spec) -> str:
    """Return the settings that differ from the defaults, such as "α = 0.1, Seed = 3"; at most four.

    The last fields come first: they are what a recipe adds to those that many have, and say most.
    """
    rows = [(title, value) for name, title, value in _settings(spec) if name in spec.settings]
    rows = [*reversed(rows), *([(tr("Seed"), str(spec.seed))] if spec.seed else [])]
    words = [f"{title} = {value}" for title, value in rows[:_MOST]]
    return ", ".join(words + ["…"] * (len(rows) > _MOST))


def _settings(spec: Spec) -> list[tuple[str, str, str]]:
    """Return name, title and value of each setting."""
    try:
        config = make(spec.step).config
    except PluginError:  # the recipe is gone, or was changed
        return [(name, name, str(value)) for name, value in spec.settings.items()]
    fields = type(config).model_fields
    return [(name, _title(name, fields[name]), _value(fields[name], value)) for name, value in config]


def _title(name: str, field: FieldInfo) -> str:
    return tr(field.title or name.replace("_", " ").capitalize())


def _value(field: FieldInfo, value: object) -> str:
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if get_origin(field.annotation) is Literal:
        names = extra.get("names", {})
        named = names.get(str(value)) if isinstance(names, dict) else None
        return tr(str(named or str(value).replace("-", " ").capitalize()))
    if isinstance(value, (int, float)):
        return figures.with_unit(printed(value), str(extra.get("unit", "")))
    return tr("None") if value is None or value == Path() else str(value) or tr("None")
