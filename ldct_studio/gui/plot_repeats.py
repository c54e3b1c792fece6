"""What takes longer than a plot may: the noise of the panes drawn again, and the noise at other doses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import torch

from ..core.cancel import check
from ..core.dose import DoseLevel
from ..core.errors import Cancelled, StudioError
from ..core.lane import Frame, Lane, Request
from ..core.memo import Memo
from ..core.roi import Region
from ..pipeline import fold, shown
from .lanes import shows_patient
from .measuring import in_frame, selected
from .pane_numbers import Found
from .scene import Scene
from .task_stability import DOSES

SEEDS = 16
"""How often noise is drawn again; half of it against the other half checks a spectrum."""
_MEMORY = 96 << 20

Tell = Callable[[int, int], None]
"""Takes how many of how many pictures are made."""


@dataclass(frozen=True, eq=False)
class Repeats:
    """Pictures (n, y, x) of every lane with other noise, and the request that they are of."""

    request: Request
    pictures: Mapping[Lane, torch.Tensor]

    def of(self, frame: Frame) -> torch.Tensor | None:
        """Return the pictures that differ from a frame's by their noise alone; None where there are none."""
        drawn, asked = self.pictures.get(frame.lane), frame.request
        same = _but_lanes(asked) == _but_lanes(self.request) and asked.dose == self.request.dose
        return drawn if same and asked.row_of(frame.lane) == self.request.row_of(frame.lane) else None


@dataclass(frozen=True, eq=False)
class Courses:
    """σ in HU in a region at each of ``DOSES`` for every lane, or why there is none."""

    request: Request
    roi: Region
    values: Mapping[Lane, tuple[Found, ...]]

    def of(self, frame: Frame, scene: Scene) -> tuple[Found, ...] | None:
        """Return σ over the dose of a frame's lane, where it is of the region of a scene."""
        asked = frame.request
        same = _but_lanes(asked) == _but_lanes(self.request) and self.roi == selected(scene)
        row = asked.row_of(frame.lane) == self.request.row_of(frame.lane)
        return self.values.get(frame.lane) if same and row else None


def repeated_lanes(scene: Scene) -> tuple[Lane, ...]:
    """Return the lanes on show that lower the dose: their noise can be drawn again."""
    lanes = (pane.lane for _, pane in scene.pictures)
    return tuple(
        dict.fromkeys(lane for lane in lanes if lane.steps and lane.is_axial and shows_patient(lane))
    )


def find_repeats(request: Request, lanes: tuple[Lane, ...], tell: Tell) -> Repeats:
    """Make every lane's picture with ``SEEDS`` other seeds; takes seconds. Raises ``StudioError``."""
    memo = Memo(_MEMORY)
    drawn: dict[Lane, list[torch.Tensor]] = {lane: [] for lane in lanes}
    for number in range(SEEDS):
        again = replace(request, seed=(request.seed + 1 + number) % (1 << 32))
        for place, lane in enumerate(lanes):
            check()
            drawn[lane].append(_picture(again, lane, memo))
            tell(number * len(lanes) + place + 1, SEEDS * len(lanes))
    return Repeats(request, {lane: torch.stack(pictures) for lane, pictures in drawn.items()})


def find_courses(request: Request, lanes: tuple[Lane, ...], roi: Region, tell: Tell) -> Courses:
    """Measure σ in a region of every lane's picture at each of ``DOSES``; takes seconds."""
    memo = Memo(_MEMORY)
    values: dict[Lane, list[Found]] = {lane: [] for lane in lanes}
    for number, fraction in enumerate(DOSES):
        at = replace(request, dose=DoseLevel(fraction, request.dose.scan))
        for place, lane in enumerate(lanes):
            check()
            values[lane].append(_sigma(at, lane, roi, memo))
            tell(number * len(lanes) + place + 1, len(DOSES) * len(lanes))
    return Courses(request, roi, {lane: tuple(found) for lane, found in values.items()})


def _sigma(request: Request, lane: Lane, roi: Region, memo: Memo) -> Found:
    try:
        return in_frame(shown(Frame(request, lane, None), _picture(request, lane, memo)), roi).sd
    except Cancelled:
        raise
    except StudioError as error:
        return str(error)


def _picture(request: Request, lane: Lane, memo: Memo) -> torch.Tensor:
    with torch.inference_mode():
        return fold(request, request.row_of(lane), lane.steps, memo, local=True).image.data[0].cpu()


def _but_lanes(request: Request) -> tuple[object, ...]:
    """Return what pictures depend on besides the lane and the dose."""
    return request.source, request.seed, request.dose.scan
