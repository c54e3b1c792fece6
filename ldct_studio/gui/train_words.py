"""How a training is told: its group, look and line in the list, its settings; what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, get_origin

from pydantic.fields import FieldInfo

from ..core.errors import PluginError
from ..core.recent import when
from ..jobs.job import Place, Spec
from ..jobs.status import State
from ..plugin import make
from . import figures
from .train_news import JobView

Deed = Literal["compare-training", "resume-training", "cancel-training", "delete-training"]

PLACES: dict[Place, str] = {"local": "this machine", "slurm": "Slurm", "ray": "Ray"}
GROUPS = ("Now", "Waiting", "Finished")


@dataclass(frozen=True)
class Look:
    """The word, icon and color of a state; no icon: the turning arc."""

    word: str
    icon: str
    color: str


LOOKS: dict[State, Look] = {
    "waiting": Look("Waiting", "clock", "text_2"),
    "running": Look("Running", "", "text"),
    "cancelling": Look("Cancelling…", "square", "text_2"),
    "stalled": Look("No news", "warning", "warn"),
    "done": Look("Done", "check", "ok"),
    "cancelled": Look("Cancelled", "square", "text_2"),
    "failed": Look("Failed", "x-circle", "bad"),
    "crashed": Look("Crashed", "x-circle", "bad"),
}


def group(view: JobView) -> str:
    """Return the group of the list that a job stands in."""
    if not view.status.active:
        return "Finished"
    return "Waiting" if view.status.state == "waiting" else "Now"


def line(view: JobView, now: datetime) -> str:
    """Return the one line under the name of a job."""
    match view.status.state:
        case "running":
            left = "" if view.left is None else f"{figures.span(view.left)} left"
            return _joined(steps(view) or "Starting", left, place(view))
        case "waiting":
            return _joined("Waiting", place(view))
        case "cancelling":
            return LOOKS["cancelling"].word
        case "stalled":
            silence = now.timestamp() - view.told
            return _joined(f"No news for {figures.span(silence)}", place(view))
        case "done":
            return _joined(f"Done {ended(view, now)}", "model ready" if view.model else "")
        case "cancelled":
            at = "" if view.status.progress is None else f" at step {_count(view.status.progress.step)}"
            return _joined(f"Cancelled{at}", ended(view, now))
        case _:
            return view.status.text


def head_line(view: JobView, now: datetime) -> str:
    """Return the line under the title of the job on show."""
    worked = f"worked {figures.span(view.worked)}" if view.worked else ""
    if view.status.state != "running":
        return _joined(line(view, now), "" if view.status.active else worked)
    left = "" if view.left is None else f"{figures.span(view.left)} left"
    speed = f"{figures.number(view.rate, 2)} steps/s" if view.rate else ""
    return _joined(steps(view) or "Starting", worked, left, speed)


def steps(view: JobView) -> str:
    """Return how many steps of the present stage are done, '' where none was told."""
    progress = view.status.progress
    if progress is None:
        return ""
    stage = f" of stage {progress.stage}" if progress.stage > 1 else ""
    return f"Step {_count(progress.step)} of {_count(progress.total)}{stage}"


def place(view: JobView) -> str:
    """Return where a job runs, in words."""
    return "" if view.spec is None else PLACES[view.spec.on]


def ended(view: JobView, now: datetime) -> str:
    """Return when a job told its last word: an hour, a day, a date."""
    return when(datetime.fromtimestamp(view.told).isoformat(timespec="seconds"), now)


def deeds(view: JobView) -> frozenset[Deed]:
    """Return what can be done with a job as it is."""
    able: set[Deed] = set()
    state = view.status.state
    if view.model is not None:
        able.add("compare-training")
    if view.status.active and state != "cancelling":
        able.add("cancel-training")
    if not view.status.active:
        able.add("delete-training")
    if state in ("cancelled", "failed", "crashed") and view.spec is not None:
        able.add("resume-training")
    return frozenset(able)


def facts(spec: Spec) -> tuple[tuple[str, str], ...]:
    """Return the settings of a job as (title, value with unit), then its seed and what it may take."""
    try:
        config = make(spec.step).config
        fields = type(config).model_fields
        rows = [(_title(name, fields[name]), _value(fields[name], value)) for name, value in config]
    except PluginError:  # the recipe is gone, or was changed
        rows = [(name, str(value)) for name, value in spec.settings.items()]
    rows += [("Seed", str(spec.seed)), ("Runs on", PLACES[spec.on])]
    taken = type(spec.resources).model_fields
    rows += [
        (_title(name, taken[name]), _value(taken[name], value))
        for name, value in spec.resources
        if name == "threads" or value != taken[name].default
    ]
    return tuple(rows)


def _title(name: str, field: FieldInfo) -> str:
    return field.title or name.replace("_", " ").capitalize()


def _value(field: FieldInfo, value: object) -> str:
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if get_origin(field.annotation) is Literal:
        names = extra.get("names", {})
        named = names.get(str(value)) if isinstance(names, dict) else None
        return str(named or str(value).replace("-", " ").capitalize())
    if isinstance(value, int):
        return figures.with_unit(_count(value), str(extra.get("unit", "")))
    if isinstance(value, float):
        text = _count(int(value)) if value.is_integer() else f"{value:g}".replace("-", figures.MINUS)
        return figures.with_unit(text, str(extra.get("unit", "")))
    return "None" if value is None or value == Path() else str(value) or "None"


def _count(number: int) -> str:
    return figures.fixed(number, 0)


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)
