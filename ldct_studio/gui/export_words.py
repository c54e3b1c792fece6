"""What an exported file says of itself: stamp, recipe, program and date, and its name; nobody's name."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping, Sequence

from .. import __version__
from . import figures
from .lane_words import dose_beside, gain_of, named
from .pane_numbers import LETTERS
from .privacy import redact
from .recipe import card
from .scene import Scene

PROGRAM = f"LDCT Studio {__version__}"
NOT_FOR_DIAGNOSIS = "not for diagnosis"


def stamp(scene: Scene, panes: Sequence[int]) -> str:
    """Return what is written under pictures: how their dose was lowered, and that nobody is to act on them.

    The dose is a fraction of the loaded scan, also where the volume on show was made at a lower one.
    """
    source = scene.source
    before = [step.settings for step in source.history if step.kind == "simulator"] if source else []
    fractions = [float(str(settings["dose"])) for settings in before if "dose" in settings]
    seeds = [str(settings["seed"]) for settings in before if "seed" in settings]
    if any(step.kind == "simulator" for index in panes for step in scene.panes[index].lane.steps):
        fractions, seeds = [*fractions, scene.fraction], [*seeds, str(scene.seed)]
    gains = dict.fromkeys(gain_of(scene.panes[index].lane) for index in panes)
    end = "".join(f"prediction × {gain:g}, " for gain in gains if gain != 1) + NOT_FOR_DIAGNOSIS
    if not fractions:
        return f"Research use only, {end}"
    known = list(dict.fromkeys(seeds))
    word = "seed" if len(known) == 1 else "seeds"
    what = "contrast dose" if scene.study and scene.study.partner else "dose"
    dose = figures.percent(math.prod(fractions)).replace(figures.NBSP, " ")
    return f"Simulated {what} {dose}, {word} {' and '.join(known)}, {end}"


def words(scene: Scene, panes: Sequence[int]) -> Mapping[str, str]:
    """Return the text that goes into a picture's file: stamp, recipe of every pane, program and date."""
    return {
        "Description": stamp(scene, panes),
        "Comment": "\n\n".join(recipe(scene, index) for index in panes),
        "Software": PROGRAM,
        "Creation Time": now().isoformat(timespec="seconds"),
    }


def recipe(scene: Scene, index: int) -> str:
    """Return letter, title and recipe of a pane, without secrets."""
    title = named(scene.panes[index].lane, scene.study, scene.volume)
    return redact(f"Pane {LETTERS[index]}: {title}\n{card(scene, index)}")


def pane_name(scene: Scene, index: int, *, slice_too: bool = True) -> str:
    """Return a file name for what a pane shows: ``fbp-17-percent-slice-97``."""
    lane = scene.panes[index].lane
    parts = [named(lane, scene.study, scene.volume)]
    dose = dose_beside(lane, scene.study, scene.volume, scene.fraction)
    if dose is not None:
        parts.append(f"{figures.percent_figure(dose)}-percent")
    if slice_too:
        place = "slice" if lane.seen_as == "axial" else lane.seen_as
        parts.append(f"{place}-{scene.row_of(index) + 1}")
    return file_name(" ".join(parts))


def file_name(text: str) -> str:
    """Return a text as a file name that every system takes: small letters, figures and hyphens."""
    plain = text.replace(figures.MINUS, " minus ").casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "export"


def now() -> datetime.datetime:
    """Return the local time."""
    return datetime.datetime.now().astimezone()
