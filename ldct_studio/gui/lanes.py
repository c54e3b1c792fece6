"""The lanes that a pane can be given: what is registered and can run here."""

from __future__ import annotations

from ..core.errors import PluginError
from ..core.lane import Lane
from ..core.step import Step
from ..plugin import LanePlugin, Plugin, Reconstructor, find, plugins
from .scene import FBP, REFERENCE


def choices(simulator: Step) -> list[Lane]:
    """Return the reference, every reconstructor, every denoiser after FBP, and the difference of FBP."""
    low = (simulator, FBP)
    lanes = [REFERENCE]
    for cls in plugins("reconstructor"):
        if not cls.missing():
            lanes.append(Lane(cls.title, (simulator, Step("reconstructor", cls.name))))
    for cls in plugins("denoiser"):
        if not cls.missing():
            lanes.append(Lane(cls.title, (*low, Step("denoiser", cls.name))))
    lanes.append(Lane("FBP − reference", low, minus=()))
    return lanes


def is_plain(lane: Lane) -> bool:
    """Whether a lane is lowered dose and a linear reconstruction and no more: its noise is as expected."""
    if lane.minus is not None or tuple(step.kind for step in lane.steps) != ("simulator", "reconstructor"):
        return False
    cls = _class(lane.steps[1])
    return cls is not None and issubclass(cls, Reconstructor) and cls.linear


def is_map(lane: Lane) -> bool:
    """Whether a lane shows a quantity, such as the SD of noise, instead of the patient."""
    cls = _class(lane.steps[-1]) if lane.steps and lane.minus is None else None
    return cls is not None and issubclass(cls, LanePlugin) and cls.maps


def _class(step: Step) -> type[Plugin] | None:
    try:
        return find(step)
    except PluginError:
        return None  # a plug-in that is gone; its pane says so
