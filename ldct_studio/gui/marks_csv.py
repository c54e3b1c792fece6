"""Measurements as CSV: one line for every measurement and pane, numbers as programs read them."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.errors import GeometryError
from ..core.lane import Frame, Lane
from ..core.marks import Angle, Profile, Ruler
from ..core.roi import Region
from .lane_words import dose_of, lane_unit, named
from .marks_values import KINDS, Frames, Measurement, anchor, everything, profile_of, shown
from .measuring import in_frame
from .pane import REFERENCE
from .pane_numbers import LETTERS, WAITING, behind, separated, starvation, unfinished
from .region_numbers import BIAS, CNR, KEPT, MEAN, NOISE, Regions, doubt, measured
from .scene import Scene

_Line = dict[str, str]
_SIZES = ("Area (mm2)", "Length (mm)", "Angle (deg)")
_PLACE = ("Measurement", "Kind", "Plane", "x (mm)", "y (mm)", "z (mm)", *_SIZES)
_PICTURE = ("Pane", "Method", "Dose (%)", "Slice")
_VALUES = ("Mean", "SD", "n", "Bias", "CNR", "Contrast kept (%)", "Minimum", "Maximum", "Remark")
_IN_UNIT = frozenset({"Mean", "SD", "Bias", "Minimum", "Maximum"})
_METRICS = {MEAN: "Mean", NOISE: "SD", BIAS: "Bias", CNR: "CNR", KEPT: "Contrast kept (%)"}


def measurements_csv(scene: Scene, frames: Frames, separator: str = ",") -> str:
    """Return every region and mark with its numbers in every pane on show; rulers and angles once.

    Positions are LPS mm: the middle of a region, the first point of a mark. What is missing or doubtful
    says so under Remark. Maps in % have columns of their own beside those in the unit of the volume.
    """
    units = dict.fromkeys(
        _unit(lane, scene) for lane in (REFERENCE, *(pane.lane for _, pane in shown(scene)))
    )
    values = [_headed(name, unit) for name in _VALUES for unit in (units if name in _IN_UNIT else ("",))]
    head = [*_PLACE, *_PICTURE, *values]
    lines = [[line.get(name, "") for name in head] for line in _lines(scene, frames)]
    return separated([head, *lines], separator) + "\n"


def _unit(lane: Lane, scene: Scene) -> str:
    return lane_unit(lane, scene.source) if scene.source else "HU"


def _headed(name: str, unit: str) -> str:
    """Return the head of a column: what is in the unit of the picture has one for every unit."""
    return f"{name} ({unit})" if name in _IN_UNIT and unit else name


def _lines(scene: Scene, frames: Frames) -> Iterator[_Line]:
    for measure in everything(scene):
        place = _placed(measure)
        if isinstance(measure, (Ruler, Angle)):
            yield place
            continue
        for index, pane in shown(scene):
            frame = frames.get(pane.lane)
            method = named(pane.lane, scene.study, scene.volume)
            line = place | {"Pane": LETTERS[index], "Method": method}
            if frame is None:
                yield line | {"Remark": WAITING}
                continue
            made_at = dose_of(frame)
            dose = "" if made_at is None else _figure(100 * made_at)
            line |= {"Dose (%)": dose, "Slice": str(frame.row + 1)}
            values = (
                _along(measure, frame) if isinstance(measure, Profile) else _inside(measure, scene, frame)
            )
            values = {_headed(name, _unit(pane.lane, scene)): value for name, value in values.items()}
            late = " ".join(filter(None, (behind(frame, scene.row_of(index)), starvation(frame))))
            yield line | values | {"Remark": " ".join(filter(None, (values.get("Remark", ""), late)))}


def _placed(measure: Measurement) -> _Line:
    """Return what a measurement is, and where it lies."""
    x, y, z = (_figure(value) for value in anchor(measure))
    line = {"Measurement": measure.name, "Kind": KINDS[measure.kind][0], "Plane": measure.plane.capitalize()}
    line |= {"x (mm)": x, "y (mm)": y, "z (mm)": z}
    if isinstance(measure, (Ruler, Profile)):
        return line | {"Length (mm)": _figure(measure.length)}
    if not isinstance(measure, Angle):
        return line | {"Area (mm2)": _figure(measure.area)}
    try:
        return line | {"Angle (deg)": _figure(measure.degrees)}
    except GeometryError as error:
        return line | {"Remark": str(error)}


def _inside(target: Region, scene: Scene, frame: Frame) -> _Line:
    found = measured(frame, Regions.about(target, scene))
    line = {name: _figure(found[metric]) for metric, name in _METRICS.items()}
    remarks = [value for value in found.values() if isinstance(value, str)]
    noise = found[NOISE]
    if isinstance(noise, float):
        line["n"] = str(in_frame(frame, target).count)
        remarks.append(doubt(NOISE, noise, frame, target))
    return line | {"Remark": " ".join(dict.fromkeys(filter(None, remarks)))}


def _along(line: Profile, frame: Frame) -> _Line:
    try:
        values = profile_of(frame, line)[1]
    except GeometryError as error:
        return {"Remark": str(error)}
    mean = sum(values) / len(values)
    found = {"Mean": mean, "Minimum": min(values), "Maximum": max(values)}
    return {name: _figure(value) for name, value in found.items()} | {"Remark": unfinished(frame)}


def _figure(value: float | str) -> str:
    """Print six digits; '' for a sentence, which stands under Remark."""
    return "" if isinstance(value, str) else f"{value:.6g}"
