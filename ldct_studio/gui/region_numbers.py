"""What the selected region says in every pane, in words and curves."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.errors import GeometryError
from ..core.lane import Frame, Lane
from ..core.roi import Ellipse, contrast_to_noise
from . import figures
from .lanes import is_map
from .measuring import Visited, in_region, keep, selected
from .pane_paint import STARVED
from .scene import Scene

FEW_PIXELS = 100
"""Below this many pixels a noise estimate is marked as doubtful."""
LARGE_BIAS = 3.0
"""A mean that differs by more HU from the loaded picture is marked."""
LETTERS = "ABCDEFGHI"


@dataclass(frozen=True)
class Metric:
    """A column: its name, its unit and its definition."""

    name: str
    unit: str
    definition: str
    signed: bool = False

    def text(self, value: float) -> str:
        """Print a value: one decimal, none from 100 on."""
        return figures.fixed(value, 1 if abs(value) < 99.95 else 0, self.signed)


NOISE = Metric("σ", "HU", "Noise σ: standard deviation (n − 1) in the region, in HU.")
BIAS = Metric("Bias", "HU", "Bias: mean in this pane − mean in the loaded picture, in HU.", signed=True)
CNR = Metric("CNR", "", "CNR: |mean of region − mean of background| / σ of background.")
MEAN = Metric("Mean", "HU", "Mean in the region, in HU.")
METRICS = (NOISE, BIAS, CNR, MEAN)


@dataclass(frozen=True)
class Cell:
    """One number; ``reason`` says why it is missing or doubtful."""

    text: str
    reason: str = ""
    doubtful: bool = False
    curve: tuple[tuple[float, float], ...] = ()
    now: float | None = None
    """The dose at which the number was measured, a fraction."""


@dataclass(frozen=True)
class PaneNumbers:
    """One row of the table: a pane, the dose its picture was made at, and its numbers."""

    letter: str
    title: str
    dose: str
    warning: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Regions:
    """The region that is measured, and the background of the CNR where there is one."""

    target: Ellipse
    background: Ellipse | None

    @classmethod
    def of(cls, scene: Scene) -> Regions | None:
        """Return the selected (or first) region, and one called background or else the first other."""
        target = selected(scene)
        if target is None:
            return None
        others = [roi for roi in scene.rois if roi is not target]
        named = [roi for roi in others if "background" in roi.name.lower()]
        return cls(target, next(iter([*named, *others]), None))


def headline(scene: Scene) -> tuple[str, str]:
    """Return the name of the region and its size: diameter, area and number of pixels."""
    regions = Regions.of(scene)
    if regions is None or scene.source is None:
        return "", ""
    roi = regions.target
    round_ = abs(roi.half_x - roi.half_y) < 0.05
    sides = [figures.fixed(2 * half, 0) for half in (roi.half_x, roi.half_y)]
    across = figures.with_unit(sides[0] if round_ else f"{sides[0]} × {sides[1]}", "mm")
    area = figures.with_unit(figures.fixed(roi.area, 0), "mm²")
    try:
        count = in_region(scene.source.data[scene.row].numpy(), roi, scene.source.grid).count
    except GeometryError as error:
        return roi.name, str(error)
    return roi.name, f"⌀ {across} · {area} · n = {figures.fixed(count, 0)}"


class RegionNumbers:
    """Turns frames into rows; measures every picture once per region."""

    def __init__(self) -> None:
        self._frames: dict[Lane, Frame] = {}
        self._known: dict[Lane, tuple[Frame, Regions, dict[Metric, float | str]]] = {}
        self._visited: dict[tuple[Lane, Metric], Visited] = {}

    def forget(self) -> None:
        """Drop all pictures, as another volume is on show."""
        self._frames, self._known, self._visited = {}, {}, {}

    def take(self, frame: Frame, scene: Scene) -> None:
        """Keep the newest picture of a lane, and nothing of lanes that no pane shows any more."""
        keep(self._frames, frame, scene)
        if len(self._known) > len(self._frames):
            self._known = {lane: known for lane, known in self._known.items() if lane in self._frames}
            self._visited = {at: seen for at, seen in self._visited.items() if at[0] in self._frames}

    def rows(self, scene: Scene) -> tuple[PaneNumbers, ...]:
        """Return a row for every pane on the stage; none without a region."""
        regions = Regions.of(scene)
        if regions is None or scene.study is None:
            return ()
        panes = [(i, pane) for i, pane in enumerate(scene.panes) if pane in scene.visible]
        return tuple(self._row(LETTERS[i], pane.lane, regions) for i, pane in panes[: len(LETTERS)])

    def _row(self, letter: str, lane: Lane, regions: Regions) -> PaneNumbers:
        frame = self._frames.get(lane)
        if frame is None:
            waiting = Cell(figures.UNKNOWN, "The picture is being computed.")
            return PaneNumbers(letter, lane.title, "", "", (waiting,) * len(METRICS))
        values = self._values(frame, regions)
        fraction = 1.0 if lane.is_reference else frame.request.dose.fraction
        cells = tuple(self._cell(frame, regions, metric, values[metric]) for metric in METRICS)
        return PaneNumbers(letter, lane.title, figures.percent(fraction), starvation(frame), cells)

    def _values(self, frame: Frame, regions: Regions) -> dict[Metric, float | str]:
        known = self._known.get(frame.lane)
        if known is None or known[0] is not frame or known[1] != regions:
            known = (frame, regions, values(frame, regions))
            self._known[frame.lane] = known
            self._remember(*known)
        return known[2]

    def _remember(self, frame: Frame, regions: Regions, found: dict[Metric, float | str]) -> None:
        for metric, value in found.items():
            if isinstance(value, float) and frame.state == "full" and not frame.lane.is_reference:
                visited = self._visited.setdefault((frame.lane, metric), Visited())
                visited.record(_context(frame, regions), frame.request.dose.fraction, value)

    def _cell(self, frame: Frame, regions: Regions, metric: Metric, value: float | str) -> Cell:
        if isinstance(value, str):
            return Cell(figures.UNKNOWN, value)
        reason = doubt(metric, value, frame, regions)
        visited = self._visited.get((frame.lane, metric))
        curve = visited.curve(_context(frame, regions)) if visited else ()
        return Cell(metric.text(value), reason, bool(reason), curve, frame.request.dose.fraction)


def values(frame: Frame, regions: Regions) -> dict[Metric, float | str]:
    """Measure one picture; what cannot be measured is a sentence with the reason."""
    if frame.image is None:
        return dict.fromkeys(METRICS, frame.error)
    source = frame.request.source
    try:
        here = in_region(frame.image, regions.target, source.grid)
        loaded = in_region(source.data[frame.row].numpy(), regions.target, source.grid)
    except GeometryError as error:
        return dict.fromkeys(METRICS, str(error))
    bias: float | str = here.mean - loaded.mean
    if frame.lane.minus is not None:
        bias = "A difference has no bias of its own; its mean is the bias of what it is made of."
    elif is_map(frame.lane):
        bias = "A map does not show the patient; its mean is the quantity itself."
    return {NOISE: here.sd, BIAS: bias, CNR: _contrast(frame, regions), MEAN: here.mean}


def _contrast(frame: Frame, regions: Regions) -> float | str:
    if frame.lane.minus is not None or is_map(frame.lane):
        return "Only pictures of the patient have a contrast-to-noise ratio."
    if regions.background is None:
        return "Draw a second ellipse for the background, or name one of several “background”."
    if frame.image is None:
        return frame.error
    grid = frame.request.source.grid
    try:
        return contrast_to_noise(
            in_region(frame.image, regions.target, grid), in_region(frame.image, regions.background, grid)
        )
    except GeometryError as error:
        return str(error)


def doubt(metric: Metric, value: float, frame: Frame, regions: Regions) -> str:
    """Return why a number is doubtful, or ''."""
    if frame.state == "preview":
        return _unfinished(frame)
    if metric is BIAS and abs(value) > LARGE_BIAS:
        limit = figures.with_unit(f"{LARGE_BIAS:g}", "HU")
        return f"The mean differs by more than {limit} from the loaded picture."
    spacing = frame.request.source.grid.spacing
    if metric is NOISE and regions.target.area / (spacing[1] * spacing[2]) < FEW_PIXELS:
        return f"Fewer than {FEW_PIXELS} pixels: the noise is uncertain. Draw the region larger."
    return ""


def _unfinished(frame: Frame) -> str:
    if frame.rounds is None:
        return "Preview: the exact picture follows."
    return "Preview {} of {}: the method has not finished.".format(*frame.rounds)


def starvation(frame: Frame) -> str:
    """Return a sentence where so few photons arrive that the noise law fails, or ''."""
    if frame.counts is None or frame.counts >= STARVED:
        return ""
    return f"Photon-starved: {figures.number(frame.counts, 2)} photons expected on the darkest ray."


def table_text(rows: tuple[PaneNumbers, ...], separator: str = "\t") -> str:
    """Return the table as lines of text, units in the head, numbers with an ASCII minus."""
    head = ["Pane", "Method", "Dose"] + [f"{m.name} ({m.unit})" if m.unit else m.name for m in METRICS]
    lines = [[row.letter, row.title, row.dose, *(_plain(cell.text) for cell in row.cells)] for row in rows]
    return "\n".join(separator.join(_quoted(item, separator) for item in line) for line in [head, *lines])


def _plain(text: str) -> str:
    if text == figures.UNKNOWN:
        return ""
    return text.replace(figures.MINUS, "-").replace(figures.THIN, "")


def _quoted(text: str, separator: str) -> str:
    return '"' + text.replace('"', '""') + '"' if separator in text or '"' in text else text


def _context(frame: Frame, regions: Regions) -> tuple[object, ...]:
    """Return everything but the dose that the numbers of a picture depend on."""
    request = frame.request
    return request.study, request.volume, frame.row, request.seed, request.dose.scan, regions
