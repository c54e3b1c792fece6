"""The lanes that a pane can be given, and the segmenters: what is registered and can run here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..core.errors import PluginError
from ..core.lane import Lane, Request
from ..core.step import Kind, Step
from ..plugin import LanePlugin, Plugin, Reconstructor, find, make, make_lane_step, plugins, shows_map
from .pane import FBP, REFERENCE

_DIFFERENCE = " − reference"
"""Ends the title of a difference."""


def choices(simulator: Step) -> list[Lane]:
    """Return the reference, every reconstructor, every denoiser after FBP, and the difference of FBP."""
    low = Lane("FBP", (simulator, FBP))
    reconstructed = [Lane(title, (simulator, step)) for title, step in _offered("reconstructor")]
    denoised = [Lane(title, (*low.steps, step)) for title, step in _offered("denoiser")]
    return [REFERENCE, *reconstructed, *denoised, subtracted(low)]


def segmenters() -> dict[str, Step]:
    """Return the segmenters that can draw on every picture, by title."""
    return dict(_offered("segmenter"))


def variant_of(step: Step | None, offered: dict[str, Step]) -> str:
    """Return the title under which a step is offered, whatever its other settings; '' for none."""
    if step is None:
        return ""
    try:
        held = make(step).config.model_dump(mode="json")
    except PluginError:
        return ""  # its plug-in or its model is gone
    same = (title for title, other in offered.items() if other.name == step.name)
    return next((title for title in same if offered[title].settings.items() <= held.items()), "")


def subtracted(lane: Lane) -> Lane:
    """Return the difference of a lane and the loaded picture, or the lane itself where it was one."""
    if lane.minus is not None:
        return replace(lane, title=lane.title.removesuffix(_DIFFERENCE), minus=None)
    return replace(lane, title=lane.title + _DIFFERENCE, minus=())


def notes(lane: Lane) -> tuple[str, ...]:
    """Return what the user has to know of the methods in a lane wherever its picture is shown."""
    return tuple(dict.fromkeys(filter(None, map(note, lane.steps))))


def note(step: Step) -> str:
    """Return what the user has to know of a method wherever its result is shown, or ''."""
    try:
        return make_lane_step(step).note
    except PluginError:
        return ""  # the pane says why


def doubts(request: Request, lane: Lane) -> tuple[str, ...]:
    """Return why the picture of a lane is doubtful for this request."""
    found = []
    for step in lane.steps:
        try:
            found.append(make_lane_step(step).doubt(request))
        except PluginError:
            continue  # the pane says why
    return tuple(dict.fromkeys(filter(None, found)))


def is_plain(lane: Lane) -> bool:
    """Whether a lane is lowered dose and a linear reconstruction and no more: its noise is as expected."""
    kinds = tuple(step.kind for step in lane.steps)
    if not lane.is_axial or lane.minus is not None or kinds != ("simulator", "reconstructor"):
        return False
    cls = _class(lane.steps[1])
    return cls is not None and issubclass(cls, Reconstructor) and cls.linear


def is_map(lane: Lane) -> bool:
    """Whether a lane shows a quantity, such as the SD of noise, instead of the patient."""
    return lane.minus is None and shows_map(lane.steps)


def shows_patient(lane: Lane) -> bool:
    """Whether a lane's values are those of the patient, and no difference or map of a quantity."""
    return lane.minus is None and not is_map(lane)


def _offered(kind: Kind) -> Iterator[tuple[str, Step]]:
    """Yield every method of a kind that can run here, by title: one for every trained model."""
    for cls in plugins(kind):
        if issubclass(cls, LanePlugin) and not cls.paired and not cls.missing():
            for title, settings in cls.variants().items():
                yield title, Step(kind, cls.name, tuple(sorted(settings.items())))


def _class(step: Step) -> type[Plugin] | None:
    try:
        return find(step)
    except PluginError:
        return None  # a plug-in that is gone; its pane says so
