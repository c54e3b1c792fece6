"""Pane: one place on the stage, what it shows and how it is looked at; and the panes of the home screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..core.errors import GeometryError
from ..core.grid import Point
from ..core.lane import Lane
from ..core.step import Step
from ..plugin import needs_pair
from .solid import Solid

Check = Literal["residual", "consistency"]

INSERT = Step("simulator", "insert")
RESCAN = Step("simulator", "rescan")
FBP = Step("reconstructor", "fbp")
TV = Step("denoiser", "tv")
NLM = Step("denoiser", "nlm")
UNET = Step("denoiser", "network", (("model", "unet"),))
TASK = Step("denoiser", "network", (("model", "task-adaptive"),))
ORGANS = Step("segmenter", "network", (("model", "organs"),))
"""The trained models that ship with the program."""

REFERENCE = Lane("Reference")


def is_contrast(lane: Lane) -> bool:
    """Whether a lane has a step that needs a scan before contrast."""
    return any(needs_pair(step) for step in (*lane.steps, *(lane.minus or ())))


def lowered_by(lane: Lane, simulator: Step) -> Lane:
    """Return a lane with another way to lower the dose of CT; that of a contrast agent has one of its own."""
    return lane if is_contrast(lane) else lane.simulated_by(simulator)


@dataclass(frozen=True)
class View:
    """How a picture is looked at; linked panes share one."""

    width: float = 400.0
    """Window width in HU."""
    level: float = 40.0
    """Window level in HU."""
    zoom: float = 1.0
    """1 = the slice just fits the pane."""
    center: Point | None = None
    """Patient position (LPS, mm) at the middle of the pane; None = middle of the cut."""
    invert: bool = False


@dataclass(frozen=True)
class Pane:
    """One place on the stage: a lane, and a view of its own where it is unlinked."""

    lane: Lane
    own: View | None = None
    solid: Solid | None = None
    """How it shows the volume in three dimensions; None = the lane's picture."""
    check: Check | None = None
    """What it shows of the lane instead of the picture; None = the picture."""


@dataclass(frozen=True)
class KeyImage:
    """A cut worth coming back to, and all that its pane showed; the lane has no row of its own."""

    volume: str
    row: int
    """The cut, along the plane of the lane."""
    lane: Lane
    view: View
    fraction: float
    seed: int
    check: Check | None = None

    def __post_init__(self) -> None:
        if self.row < 0 or not 0 < self.fraction <= 1 or self.seed < 0:
            raise GeometryError("A key image has a slice, a dose above 0 and at most 1, and a seed.")

    def same_cut(self, other: KeyImage) -> bool:
        """Say whether two mark the same cut of the same volume."""
        cuts = [(key.volume, key.lane.plane, key.lane.tilt, key.row) for key in (self, other)]
        return cuts[0] == cuts[1]


def home() -> tuple[Pane, ...]:
    """Return the four panes of the home screen: reference, FBP, U-Net, task-adaptive."""
    low = (INSERT, FBP)
    return (
        Pane(REFERENCE),
        Pane(Lane("FBP", low)),
        Pane(Lane("U-Net", (*low, UNET))),
        Pane(Lane("Task-adaptive", (*low, TASK))),
    )
