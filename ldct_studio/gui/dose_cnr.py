"""The CNR of a lesion over the dose of contrast agent, at the doses visited so far."""

from __future__ import annotations

from ..core.errors import GeometryError
from ..core.lane import Frame, Lane
from ..core.roi import Region
from . import dose_scale
from .contrast_lanes import LOW, PREDICT
from .contrast_measures import noise
from .contrast_numbers import mean_uptake
from .dose_picture import Line
from .language import tr
from .measuring import Visited, selected
from .scene import Scene

_WORDS = (tr("measured"), tr("predicted"))


def low_lane(lane: Lane, measured: bool) -> bool:
    """Say whether a lane shows the low dose and nothing more, which may be the loaded scan itself."""
    if not lane.is_axial or lane.minus is not None:
        return False
    return lane.steps == () if measured else [step.name for step in lane.steps] == [LOW.name]


def predicted_lane(lane: Lane) -> bool:
    """Say whether a lane shows what a network predicts from the low dose."""
    return lane.is_axial and lane.minus is None and [s.name for s in lane.steps][-1:] == [PREDICT.name]


def lesion_cnr(frame: Frame, roi: Region) -> float | None:
    """Return the CNR of a region in a picture as the table tells it; None where it cannot be measured."""
    try:
        sigma = noise(frame)
        return mean_uptake(frame, roi) / sigma if sigma > 0 else None
    except GeometryError:
        return None  # the table of the region says why


class LesionCnr:
    """What was measured in the first low-dose lane and in the first predicted one on show."""

    def __init__(self) -> None:
        self._visited = tuple(Visited() for _ in _WORDS)

    def take(self, frame: Frame, scene: Scene) -> None:
        """Measure the selected region in a finished picture of one of the two lanes."""
        roi, asked = selected(scene), frame.request
        if roi is None or frame.state != "full" or frame.image is None:
            return
        for visited, found in zip(self._visited, _lanes(scene), strict=True):
            if found is None or frame.lane != found[1]:
                continue
            place = (asked.study, asked.volume, frame.row, asked.seed, frame.lane, roi)
            if place != _context(scene, frame.lane):
                continue
            value = lesion_cnr(frame, roi)
            if value is not None:
                visited.record(place, dose_scale.of(scene).held(asked.dose.fraction), value)

    def lines(self, scene: Scene) -> tuple[Line, ...]:
        """Return what was measured in the place on show, by pane."""
        lines = []
        for name, visited, found in zip(_WORDS, self._visited, _lanes(scene), strict=True):
            if found is not None:
                curve = visited.curve(_context(scene, found[1]))
                lines += [Line(chr(ord("A") + found[0]), name, curve)] * bool(curve)
        return tuple(lines)


def lanes(scene: Scene) -> tuple[Lane, ...]:
    """Return the lanes whose pictures are measured."""
    return tuple(found[1] for found in _lanes(scene) if found is not None)


def _lanes(scene: Scene) -> tuple[tuple[int, Lane] | None, tuple[int, Lane] | None]:
    """Return number and lane of the first pane of the low dose and of the first prediction."""
    partner = scene.study.partner_of(scene.volume) if scene.study else None
    if partner is None:
        return None, None
    shown = [(index, pane.lane) for index, pane in scene.pictures]
    low = (one for one in shown if low_lane(one[1], partner.pair.measured))
    return next(low, None), next((one for one in shown if predicted_lane(one[1])), None)


def _context(scene: Scene, lane: Lane) -> tuple[object, ...]:
    """Return all that a lane's CNR depends on but the dose."""
    row = scene.row if lane.row is None else lane.row
    return scene.study, scene.volume, row, scene.seed, lane, selected(scene)
