"""What a segmenter finds at every dose, against what it finds in the loaded slice, and where that breaks."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import torch

from ..core.cancel import check
from ..core.dose import DoseLevel
from ..core.errors import Cancelled, GeometryError, StudioError
from ..core.grid import Grid
from ..core.lane import Frame, Lane, Request
from ..core.memo import Memo
from ..core.volume import LabelMap
from ..physics.overlap import dice, hausdorff95, volume_change
from ..pipeline import fold, segmented, shown
from . import dose_scale, figures, theme
from .label_numbers import mask_of
from .lanes import shows_patient
from .numbers_table import series_color
from .pane_numbers import LETTERS, Found
from .plot_view import Chart, Curve
from .scene import Scene

DOSES = tuple(dose_scale.fraction_at(step / 7) for step in range(8))
"""The doses at which labels are found: eight, log-spaced from 1 to 100 %."""
_TICKS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_MEMORY = 64 << 20


@dataclass(frozen=True)
class Measure:
    """How labels are compared: in a grid of one row, by two masks (y, x)."""

    name: str
    unit: str
    tolerance: float
    """What the tolerance is at first."""
    of: Callable[[torch.Tensor, torch.Tensor, Grid], float]
    at_least: bool = False
    """Whether a value is good from the tolerance on, not up to it."""

    @property
    def title(self) -> str:
        """The name with the unit."""
        return f"{self.name} ({self.unit})" if self.unit else self.name

    def breaks(self, value: float, tolerance: float) -> bool:
        """Whether a value is beyond a tolerance."""
        return value < tolerance if self.at_least else abs(value) > tolerance


DICE = Measure("Dice", "", 0.9, lambda a, b, grid: dice(a, b), at_least=True)
AREA = Measure("Area change", "%", 10.0, lambda a, b, grid: 100 * volume_change(a, b))
HD95 = Measure("HD95", "mm", 5.0, lambda a, b, grid: hausdorff95(a, b, grid.spacing[1:]))
MEASURES = (DICE, AREA, HD95)


@dataclass(frozen=True, eq=False)
class Course:
    """One pane: what its labels measure at each of ``DOSES``, by label name and measure."""

    letter: str
    lane: Lane
    row: int
    values: Mapping[tuple[str, Measure], tuple[Found, ...]]


@dataclass(frozen=True, eq=False)
class Stability:
    """The courses of all panes, and the request whose slice, seed and segmenter they belong to."""

    request: Request
    names: tuple[str, ...]
    courses: tuple[Course, ...]

    def answers(self, scene: Scene) -> bool:
        """Whether it is of what the panes of a scene show now, apart from the dose."""
        now, then = scene.request, self.request
        if now is None:
            return False
        known = {course.letter: (course.lane, course.row) for course in self.courses}
        wanted = {letter: (lane, now.row_of(lane)) for letter, lane in compared_panes(scene).items()}
        return _but_panes(now) == _but_panes(then) and wanted.items() <= known.items()

    @property
    def place(self) -> str:
        """Which slice it is of; of which pane, where they differ."""
        rows = {course.row for course in self.courses}
        if len(rows) == 1:
            return f"Slice {rows.pop() + 1}"
        return "Slices " + ", ".join(f"{course.row + 1} ({course.letter})" for course in self.courses)


def _but_panes(request: Request) -> tuple[object, ...]:
    """Return what all panes of a request have in common, but the dose."""
    return request.source, request.seed, request.segmenter, request.dose.scan


def compared_panes(scene: Scene) -> dict[str, Lane]:
    """Return the lanes on show whose labels change with the dose, by the letters of their panes."""
    panes = ((i, pane.lane) for i, pane in scene.pictures)
    return {LETTERS[i]: lane for i, lane in panes if lane.steps and lane.is_axial and shows_patient(lane)}


def find_stability(
    request: Request, lanes: Mapping[str, Lane], report: Callable[[int, int], None] = lambda done, total: None
) -> Stability:
    """Make every lane's picture at each of ``DOSES``, segment it and compare; takes seconds.

    ``report`` hears of each picture. Raises ``StudioError`` where the loaded slice cannot be segmented.
    """
    memo, total = Memo(_MEMORY), len(lanes) * len(DOSES)
    courses: list[Course] = []
    names: tuple[str, ...] = ()
    for letter, lane in lanes.items():
        reference = _labels(request, Lane("Reference", row=lane.row), memo)
        names = tuple(label.name for label in reference.labels)
        points: list[Mapping[tuple[str, Measure], Found]] = []
        for fraction in DOSES:
            check()
            dose = DoseLevel(fraction, request.dose.scan)
            points.append(_point(replace(request, dose=dose), lane, reference, memo))
            report(len(courses) * len(DOSES) + len(points), total)
        keys = points[0].keys()
        values = {key: tuple(p[key] for p in points) for key in keys}
        courses.append(Course(letter, lane, request.row_of(lane), values))
    return Stability(request, names, tuple(courses))


def first_broken(values: tuple[Found, ...], measure: Measure, tolerance: float) -> float | None:
    """Return the dose below which a tolerance is broken for the first time, from 100 % downward.

    Between the last dose within and the first beyond it, the value is taken to be straight over the
    logarithm of the dose. What cannot be measured is beyond. None where no dose is.
    """
    within: tuple[float, float] | None = None
    for fraction, value in zip(reversed(DOSES), reversed(values), strict=True):
        if isinstance(value, float) and not measure.breaks(value, tolerance):
            within = (fraction, value)
            continue
        if within is None or isinstance(value, str):
            return within[0] if within else 1.0
        limit = tolerance if measure.at_least else math.copysign(tolerance, value)
        share = (within[1] - limit) / (within[1] - value)
        return float(within[0] * (fraction / within[0]) ** share)
    return None


def sentences(found: Stability, name: str, measure: Measure, tolerance: float) -> list[str]:
    """Say for every pane where the tolerance of one label is broken."""
    said = []
    for course in found.courses:
        values = course.values[name, measure]
        broken = first_broken(values, measure, tolerance)
        full = values[-1]
        if all(isinstance(value, str) for value in values):
            text = str(full)
        elif isinstance(full, str) or measure.breaks(full, tolerance):
            text = "beyond the tolerance already at 100\u00a0% dose."
        elif broken is None:
            text = f"within tolerance down to {figures.percent(DOSES[0])} dose."
        else:
            text = f"tolerance broken below {figures.percent(broken)} dose."
        said.append(f"{course.letter} {course.lane.title}: {text}")
    return said


def stability_chart(found: Stability, name: str, measure: Measure, tolerance: float) -> Chart | str:
    """Return one curve per pane over the dose, and the tolerance as a line; or why there is none."""
    curves = [
        curve for course in found.courses if (curve := _curve(course.letter, course.values[name, measure]))
    ]
    if not curves:
        return f"“{name}” cannot be compared in this slice. Choose another label or slice."
    levels = (tolerance,) if measure is not AREA else (-tolerance, tolerance)
    return Chart("Dose (%)", measure.title, tuple(curves), levels=levels, log_ticks=_TICKS)


def _curve(letter: str, values: tuple[Found, ...]) -> Curve | None:
    """Return a curve over the dose in %, with a gap where a value is missing; None where all are."""
    known = [i for i, value in enumerate(values) if isinstance(value, float)]
    if not known:
        return None
    x, y = np.array([(100 * DOSES[i], values[i]) for i in known], np.float64).T
    joined = np.append(np.diff(known) == 1, False)
    return Curve(letter, x, y, series_color(letter, theme.current()), joined=joined)


def _point(
    request: Request, lane: Lane, reference: LabelMap, memo: Memo
) -> Mapping[tuple[str, Measure], Found]:
    """Return all numbers of one lane at one dose."""
    keys = [(label.name, measure) for label in reference.labels for measure in MEASURES]
    try:
        found = _labels(request, lane, memo)
    except Cancelled:
        raise
    except StudioError as error:
        return dict.fromkeys(keys, str(error))
    return {(name, measure): _compared(measure, found, reference, name) for name, measure in keys}


def _compared(measure: Measure, found: LabelMap, reference: LabelMap, name: str) -> Found:
    try:
        return measure.of(mask_of(found, name, 0), mask_of(reference, name, 0), reference.grid)
    except GeometryError as error:
        return str(error)


def _labels(request: Request, lane: Lane, memo: Memo) -> LabelMap:
    """Return what the request's segmenter finds in a lane's picture."""
    with torch.inference_mode():
        case = fold(request, request.row_of(lane), lane.steps, memo, local=True)
    made = shown(Frame(request, lane, None), case.image.data[0])
    labels = segmented(made, memo, local=True).labels
    if labels is None:
        raise GeometryError(made.error or "There is no picture to segment.")
    return labels
