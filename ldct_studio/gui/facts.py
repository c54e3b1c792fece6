"""Facts: the lines of a recipe, and the steps of a lane in words."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic.fields import FieldInfo

from ..core.errors import PluginError
from ..core.lane import Lane
from ..core.step import Step, Value
from ..plugin import find


@dataclass(frozen=True)
class Fact:
    """One line of the recipe: a name, its value and its definition."""

    name: str
    text: str
    tip: str


def steps_text(lane: Lane) -> str:
    """Name the steps of a lane, in order."""
    words = " → ".join(_words(step) for step in lane.steps)
    if lane.minus is None:
        return words
    return f"{words} − {' → '.join(_words(step) for step in lane.minus) or 'reference'}"


def _words(step: Step) -> str:
    try:
        cls = find(step)
    except PluginError:
        settings = ", ".join(f"{key} {value}" for key, value in step.config)
        return f"{step.name} ({settings})" if settings else step.name
    settings = ", ".join(_setting(cls.Config.model_fields.get(key), key, value) for key, value in step.config)
    return f"{cls.title} ({settings})" if settings else cls.title


def _setting(field: FieldInfo | None, key: str, value: Value) -> str:
    """Name a setting with the words of its form; one that is on says just its title."""
    if field is None:
        return f"{key} {value}"
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    names, unit = extra.get("names"), extra.get("unit", "")
    said = names.get(str(value), value) if isinstance(names, dict) else value
    name = field.title or key
    if isinstance(value, bool):
        return name if value else f"{name} off"
    if value is None:
        return f"{name} none"
    return f"{name} {said} {unit}".rstrip()
