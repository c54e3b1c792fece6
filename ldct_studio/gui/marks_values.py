"""What every measurement says in every pane: regions, rulers, angles and line profiles as one list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..core.errors import GeometryError
from ..core.grid import Point
from ..core.lane import Frame, Lane
from ..core.marks import Angle, Mark, Profile, Ruler
from ..core.roi import Region
from . import figures
from .lane_words import lane_unit
from .language import tr
from .measuring import drawn_in, in_frame, known, slice_of
from .pane import Pane
from .pane_numbers import LETTERS, WAITING, Cell, behind, starvation, unfinished
from .region_numbers import MEAN, NOISE, doubt, size_of
from .scene import Scene

Measurement = Region | Mark
Frames = Mapping[Lane, Frame]

KINDS = {
    "ellipse": ("Ellipse", "circle-dashed"),
    "circle": ("Circle", "circle"),
    "rectangle": ("Rectangle", "rectangle"),
    "freehand": ("Freehand", "scribble-loop"),
    "ruler": ("Ruler", "ruler"),
    "angle": ("Angle", "mdi6.angle-acute"),
    "profile": ("Profile", "chart-line"),
}
"""The word and the icon of every kind."""


@dataclass(frozen=True)
class Listed:
    """One row of the list: a measurement, its size, and what it says in every pane on show."""

    name: str
    kind: str
    size: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Reading:
    """Values of one picture in a region or along a line."""

    mean: float
    low: float
    high: float
    """Mean − σ and mean + σ of a region; the lowest and highest value along a line."""


def everything(scene: Scene) -> tuple[Measurement, ...]:
    """Return all regions, then all marks."""
    return (*scene.rois, *scene.marks)


def shown(scene: Scene) -> tuple[tuple[int, Pane], ...]:
    """Return the panes that show a picture, with their numbers."""
    return scene.pictures[: len(LETTERS)]


def listed(scene: Scene, frames: Frames) -> tuple[Listed, ...]:
    """Return a row for every measurement; none without a study."""
    if scene.source is None:
        return ()
    panes = shown(scene)
    return tuple(
        Listed(
            measure.name,
            measure.kind,
            size(measure, scene),
            tuple(_cell(measure, frames.get(pane.lane), scene.row_of(i)) for i, pane in panes),
        )
        for measure in everything(scene)
    )


def size(measure: Measurement, scene: Scene) -> str:
    """Return the size of a measurement with its unit, or why it has none."""
    if isinstance(measure, (Ruler, Profile)):
        return figures.with_unit(figures.fixed(measure.length, 1), "mm")
    if not isinstance(measure, Angle):
        return size_of(measure, scene, extent=False)
    try:
        return f"{figures.fixed(measure.degrees, 1)}°"
    except GeometryError as error:
        return str(error)


def profile_of(frame: Frame, line: Profile) -> tuple[list[float], list[float]]:
    """Return places in mm and values of a pane's picture along a line; raise ``GeometryError`` if none."""
    image = known(frame)
    if image is None:
        raise GeometryError(frame.error)
    drawn_in(frame, line.plane)
    places, values = line.values(image, frame.cuts)
    return places.tolist(), values.tolist()


def anchor(measure: Measurement) -> Point:
    """Return the middle of a region, or the first point of a mark, in LPS mm."""
    return measure.points[0] if isinstance(measure, (Ruler, Angle, Profile)) else measure.center


def gone_to(scene: Scene, number: int) -> Scene:
    """Return the scene with a measurement selected, in a pane of its plane scrolled to where it was set."""
    count = len(scene.rois)
    if not 0 <= number < len(everything(scene)) or scene.source is None:
        return scene
    measure = everything(scene)[number]
    region, mark = (number, None) if number < count else (scene.roi, number - count)
    scene = replace(scene, roi=region, mark=mark)
    panes = sorted(shown(scene), key=lambda pane: pane[0] != scene.active)
    index = next((i for i, pane in panes if pane.lane.seen_as == measure.plane), None)
    if index is None or scene.source is None:
        return scene
    row = slice_of(anchor(measure), measure.plane, scene.source.grid)
    return replace(scene.with_row(index, row), active=index)


def renamed(scene: Scene, number: int, name: str) -> Scene:
    """Return the scene where a measurement has another name; an empty one changes nothing."""
    name, count = name.strip(), len(scene.rois)
    if not name:
        return scene
    rois = tuple(replace(roi, name=name) if i == number else roi for i, roi in enumerate(scene.rois))
    marks = tuple(replace(m, name=name) if i + count == number else m for i, m in enumerate(scene.marks))
    return replace(scene, rois=rois, marks=marks)


def _cell(measure: Measurement, frame: Frame | None, row: int) -> Cell:
    """Return what a measurement says of a picture; nothing where it says the same of all."""
    if isinstance(measure, (Ruler, Angle)):
        return Cell("", "The same in every pane.")
    if frame is None:
        return Cell(figures.UNKNOWN, WAITING)
    try:
        reading, doubts = _read(measure, frame)
    except GeometryError as error:
        return Cell(figures.UNKNOWN, str(error))
    reason = " ".join(filter(None, (doubts, behind(frame, row), starvation(frame))))
    source = frame.request.source
    unit = lane_unit(frame.lane, source)
    printed = MEAN.in_unit(unit).text
    apart = reading.high - (reading.low if isinstance(measure, Profile) else reading.mean)
    said = printed(reading.mean), f"{'Δ' if isinstance(measure, Profile) else '±'} {printed(apart)}"
    lines = (figures.with_unit(text, "" if unit == source.unit else tr(unit)) for text in said)
    return Cell("\n".join(lines), reason, bool(reason), (), frame.request.dose.fraction)


def _read(measure: Region | Profile, frame: Frame) -> tuple[Reading, str]:
    """Return the values of a picture and why they are doubtful, or ''."""
    if isinstance(measure, Profile):
        values = profile_of(frame, measure)[1]
        reading = Reading(sum(values) / len(values), min(values), max(values))
        return reading, unfinished(frame)
    found = in_frame(frame, measure)
    reading = Reading(found.mean, found.mean - found.sd, found.mean + found.sd)
    return reading, doubt(NOISE, found.sd, frame, measure)
