"""The lanes that a pane can be given: what is registered and can run here."""

from __future__ import annotations

from ..core.lane import Lane
from ..core.step import Step
from ..plugin import plugins
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
