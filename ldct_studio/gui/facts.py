"""Facts: the lines of a recipe, and the steps of a lane in words."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.errors import PluginError
from ..core.lane import Lane
from ..core.step import Step
from ..plugin import title


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
        name = title(step)
    except PluginError:
        name = step.name
    settings = ", ".join(f"{key} {value}" for key, value in step.config)
    return f"{name} ({settings})" if settings else name
