"""The plot of noise against dose, and the line that quantum noise alone would follow."""

from __future__ import annotations

import numpy as np

from ..core.errors import GeometryError, StudioError
from ..core.lane import Frame
from ..core.roi import Region
from . import theme
from .expected_noise import RootLaw
from .measuring import in_frame, loaded, noise_and_structure, selected
from .pane_numbers import LETTERS, Cell, Metric
from .plot_charts import DRAW, Frames, cell, own_values, pane_curve, pictures_in
from .plot_repeats import Courses
from .plot_view import Chart, Curve, Table
from .scene import Scene
from .task_stability import DOSES

DOSE_DEFINITION = (
    "Noise σ, the standard deviation in the region in HU, against the dose, both axes logarithmic. The gray "
    "line is the law of quantum noise: √(structure² + noise² / a), where noise and structure make up σ of "
    "the loaded picture; structure is other tissue in the region, 0 in an even one. Above the line is "
    "electronic noise and photon starvation, below it a method that smooths."
)
SIGMA = Metric("σ", "HU", "σ: standard deviation (n − 1) in the region of the picture on show, in HU.")
LAW = Metric(
    "law",
    "HU",
    "√(structure² + noise² / a), in HU: noise and structure make up σ of the region in the loaded picture, "
    "a is the dose. Noise is σ itself, or 1.4826 times the median distance from the median where a part of "
    "the region is other tissue; structure is the rest.",
)
RATIO = Metric("σ/law", "%", "σ as a part of what the law says.")
DOSE_METRICS = (SIGMA, LAW, RATIO)
_TICKS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)


def noise_dose_chart(scene: Scene, frames: Frames, courses: Courses | None = None) -> Chart | str:
    """Return σ in the region of every pane at its dose, and over all doses where they were computed."""
    roi = selected(scene)
    if roi is None:
        return DRAW
    rows = []
    curves: list[Curve] = []
    try:
        pictures = pictures_in(scene, roi, frames, own_values(scene))
        law = _law(next(iter(pictures.values())), roi)
        curves.append(_line(law))
        for number, frame in pictures.items():
            fraction = 1.0 if frame.lane.is_reference else frame.request.dose.fraction
            sigma = in_frame(frame, roi).sd
            if not sigma > 0:
                raise GeometryError("The region holds one value only, so there is no noise; move it.")
            points = {fraction: sigma} | _computed(frame, scene, courses)
            doses = sorted(points)
            y = np.array([points[dose] for dose in doses])
            curve = pane_curve(number, frame, 100 * np.array(doses), y)
            curves.append(Curve(curve.letter, curve.x, curve.y, curve.color, dots=True))
            expected = law.at(fraction)
            rows.append((LETTERS[number], _cells((sigma, expected, 100 * sigma / expected))))
    except StudioError as error:
        return str(error)
    computed = any(len(curve.x) > 1 for curve in curves[1:])
    note = "" if computed else "Dots are the pictures on show. Compute makes every pane at eight doses."
    return Chart(
        "Dose (%)",
        "Noise σ (HU)",
        tuple(curves),
        log_ticks=_TICKS,
        x_range=(-0.06, 2.08),
        log_values=True,
        table=Table(DOSE_METRICS, tuple(rows)),
        note=note,
    )


def _law(frame: Frame, roi: Region) -> RootLaw:
    noise, structure = noise_and_structure(loaded(frame), roi, frame.cuts)
    if not noise > 0:
        raise GeometryError("The loaded picture has no noise in the region, so no law starts from it.")
    return RootLaw(noise, structure)


def _line(law: RootLaw) -> Curve:
    y = np.array([law.at(fraction) for fraction in DOSES])
    return Curve(LAW.name, 100 * np.array(DOSES), y, theme.current().text_3, dashed=True, place=0.75)


def _computed(frame: Frame, scene: Scene, courses: Courses | None) -> dict[float, float]:
    """Return σ by dose, of all doses where it was computed."""
    values = None if courses is None else courses.of(frame, scene)
    return {
        dose: value
        for dose, value in zip(DOSES, values or (), strict=False)
        if isinstance(value, float) and value > 0
    }


def _cells(found: tuple[float, ...]) -> tuple[Cell, ...]:
    return tuple(cell(metric, value) for metric, value in zip(DOSE_METRICS, found, strict=True))
