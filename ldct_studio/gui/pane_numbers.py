"""Numbers of every pane as rows of a table: measured once per picture, with curves over visited doses."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Generic, TypeVar

from ..core.lane import Frame, Lane
from . import figures
from .lane_words import dose_of, gain_of, lane_unit, named
from .measuring import Visited, keep
from .pane_paint import STARVED
from .scene import Scene

S = TypeVar("S")
LETTERS = "ABCDEFGHI"
WAITING = "The picture is being computed."
OTHER_CUT = "Numbers are read from axial slices; show this pane in the axial plane, without a slab."
Found = float | str
"""A number, or the sentence why there is none."""


@dataclass(frozen=True)
class Metric:
    """A column: its name, its unit, its definition, and how many decimals it has below 100."""

    name: str
    unit: str
    definition: str
    signed: bool = False
    places: int = 1
    of_map: bool = False
    """Whether it is in a unit of a map, whose values may be of any size."""

    def text(self, value: float) -> str:
        """Print a value: one decimal at most from 10 on, none from 100 on, three of small ones without HU."""
        if self.of_map:
            return figures.measured(value, self.signed)
        places = 0 if abs(value) >= 99.95 else 1 if abs(value) >= 9.995 else self.places
        if self.unit in ("a.u.", "1/cm", "mL") and abs(value) < 0.0995:
            return figures.fixed(value, 3, self.signed)
        return figures.fixed(value, min(places, self.places), self.signed)

    def in_unit(self, unit: str) -> Metric:
        """Return the metric for pictures in another unit than HU; one that is not in HU stays as it is."""
        if self.unit != "HU" or unit == "HU":
            return self
        return replace(self, unit=unit, places=2, of_map=unit not in (*figures.OF_VOLUMES, "%"))


@dataclass(frozen=True)
class Cell:
    """One number; ``reason`` says why it is missing or doubtful."""

    text: str
    reason: str = ""
    doubtful: bool = False
    curve: tuple[tuple[float, float], ...] = ()
    now: float | None = None
    """The dose at which the number was measured, a fraction."""
    mark: str = ""
    """What stands behind the number, such as a star for an approximation."""
    unit: str = ""
    """Its unit where that is another one than its column's."""

    @property
    def shown(self) -> str:
        """The number as it is read: with its own unit and its mark."""
        return self.told(self.unit)

    def told(self, unit: str) -> str:
        """Return the number with its mark and a word for its own unit."""
        return figures.with_unit(self.text, unit) + self.mark


@dataclass(frozen=True)
class PaneNumbers:
    """One row of the table: a pane, the dose its picture was made at, and its numbers."""

    letter: str
    title: str
    dose: str
    warning: str
    cells: tuple[Cell, ...]
    gain: float = 1.0
    """Times what a network's prediction is shown."""

    @property
    def method(self) -> str:
        """The title, and the gain where it is not 1, for files."""
        return self.title if self.gain == 1 else f"{self.title}, gain {self.gain:g}"


class Numbers(ABC, Generic[S]):
    """Turns frames into rows; measures every picture once per subject.

    A subject is what is measured besides the picture, such as a region; subjects that are equal give
    equal numbers.
    """

    metrics: ClassVar[tuple[Metric, ...]]
    empty: ClassVar[str]
    """What to do where there is no subject."""
    any_cut: ClassVar[bool] = False
    """Whether pictures of any plane can be measured, and slabs; else axial slices alone."""

    def __init__(self) -> None:
        self.frames: dict[Lane, Frame] = {}
        self._known: dict[Lane, tuple[Frame, S, Mapping[Metric, Found]]] = {}
        self._visited: dict[tuple[Lane, Metric], Visited] = {}

    @abstractmethod
    def subject(self, scene: Scene) -> S | None:
        """Return what is measured in a scene; None where there is nothing."""

    @abstractmethod
    def values(self, frame: Frame, subject: S) -> Mapping[Metric, Found]:
        """Measure one picture."""

    def doubt(self, metric: Metric, value: float, frame: Frame, subject: S) -> str:
        """Return why a number is doubtful, or ''."""
        return unfinished(frame)

    def fits(self, lane: Lane) -> bool:
        """Say whether the pictures of a lane have a row."""
        return True

    def shown(self, scene: Scene) -> tuple[Metric, ...]:
        """Return which of the metrics are of use for the volume on show."""
        return self.metrics

    def columns(self, scene: Scene) -> tuple[Metric, ...]:
        """Return those in the unit of the volume on show."""
        unit = scene.source.unit if scene.source else "HU"
        return tuple(metric.in_unit(unit) for metric in self.shown(scene))

    def dose(self, frame: Frame) -> float | None:
        """Return the dose that stands at a picture; None where it is not known, or there was none."""
        return dose_of(frame)

    def same(self, subject: S) -> object:
        """Return what numbers at several doses must have in common to stand in one curve."""
        return subject

    def footnote(self, scene: Scene) -> str:
        """Return what the numbers were measured against, or ''."""
        return ""

    def forget(self) -> None:
        """Drop all pictures, as another volume is on show."""
        self.frames, self._known, self._visited = {}, {}, {}

    def take(self, frame: Frame, scene: Scene) -> None:
        """Keep the newest picture of a lane, and nothing of lanes that no pane shows any more."""
        keep(self.frames, frame, scene)
        if len(self._known) > len(self.frames):
            self._known = {lane: known for lane, known in self._known.items() if lane in self.frames}
            self._visited = {at: seen for at, seen in self._visited.items() if at[0] in self.frames}

    def rows(self, scene: Scene) -> tuple[PaneNumbers, ...]:
        """Return a row for every picture on the stage; none without a subject."""
        subject = self.subject(scene)
        if subject is None or scene.study is None:
            return ()
        panes = [(i, pane.lane) for i, pane in scene.pictures[: len(LETTERS)] if self.fits(pane.lane)]
        metrics = self.shown(scene)
        return tuple(self._row(i, lane, scene, subject, metrics) for i, lane in panes)

    def _row(
        self, index: int, lane: Lane, scene: Scene, subject: S, metrics: tuple[Metric, ...]
    ) -> PaneNumbers:
        frame, letter = self.frames.get(lane), LETTERS[index]
        if frame is None:
            waiting = Cell(figures.UNKNOWN, WAITING if lane.is_axial or self.any_cut else OTHER_CUT)
            title = named(lane, scene.study, scene.volume)
            return PaneNumbers(letter, title, "", "", (waiting,) * len(metrics))
        values = self._measured(frame, subject)
        made_at = self.dose(frame)
        dose = "" if made_at is None else figures.percent(made_at)
        cells = tuple(self._cell(frame, subject, metric, values[metric]) for metric in metrics)
        warning = " ".join(filter(None, (behind(frame, scene.row_of(index)), starvation(frame))))
        title = named(lane, frame.request.study, frame.request.volume)
        return PaneNumbers(letter, title, dose, warning, cells, gain_of(lane))

    def _measured(self, frame: Frame, subject: S) -> Mapping[Metric, Found]:
        known = self._known.get(frame.lane)
        if known is None or known[0] is not frame or known[1] != subject:
            known = (frame, subject, self.values(frame, subject))
            self._known[frame.lane] = known
            self._remember(*known)
        return known[2]

    def _remember(self, frame: Frame, subject: S, found: Mapping[Metric, Found]) -> None:
        for metric, value in found.items():
            if isinstance(value, float) and frame.state == "full" and frame.lane.is_lowered:
                visited = self._visited.setdefault((frame.lane, metric), Visited())
                visited.record(self._context(frame, subject), frame.request.dose.fraction, value)

    def _cell(self, frame: Frame, subject: S, metric: Metric, value: Found) -> Cell:
        if isinstance(value, str):
            return Cell(figures.UNKNOWN, value)
        reason = self.doubt(metric, value, frame, subject)
        visited = self._visited.get((frame.lane, metric))
        curve = visited.curve(self._context(frame, subject)) if visited else ()
        source = frame.request.source
        unit = lane_unit(frame.lane, source)
        own = unit if metric.unit == "HU" and unit != source.unit else ""
        text = metric.in_unit(unit).text(value)
        return Cell(text, reason, bool(reason), curve, frame.request.dose.fraction, unit=own)

    def _context(self, frame: Frame, subject: S) -> tuple[object, ...]:
        """Return everything but the dose that the numbers of a picture depend on."""
        request = frame.request
        return request.study, request.volume, frame.row, request.seed, request.dose.scan, self.same(subject)


def unfinished(frame: Frame) -> str:
    """Say that a picture is a preview, or ''."""
    if frame.state != "preview":
        return ""
    if frame.rounds is None:
        return "Preview: the exact picture follows."
    return "Preview {} of {}: the method has not finished.".format(*frame.rounds)


def behind(frame: Frame, row: int) -> str:
    """Say that a pane still shows another slice than the ``row`` that is wanted of it, or ''."""
    if frame.lane.row is not None or frame.row == row:
        return ""
    return f"Of slice {frame.row + 1}: the picture of slice {row + 1} is being computed."


def starvation(frame: Frame) -> str:
    """Return a sentence where so few photons arrive that the noise law fails, or ''."""
    if frame.counts is None or frame.counts >= STARVED:
        return ""
    return f"Photon-starved: {figures.number(frame.counts, 2)} photons expected on the darkest ray."


def table_text(metrics: tuple[Metric, ...], rows: tuple[PaneNumbers, ...], separator: str = "\t") -> str:
    """Return the table as lines of text, units in the head, numbers with an ASCII minus."""
    head = ["Pane", "Method", "Dose"] + [f"{m.name} ({m.unit})" if m.unit else m.name for m in metrics]
    lines = [[row.letter, row.method, row.dose, *map(_written, row.cells)] for row in rows]
    return separated([head, *lines], separator)


def separated(lines: list[list[str]], separator: str) -> str:
    """Return lines of text with a separator between the items, quoted where they hold it."""
    return "\n".join(separator.join(_quoted(item, separator) for item in line) for line in lines)


def plain(text: str) -> str:
    """Return a printed number as a program reads it; '' for none."""
    if text == figures.UNKNOWN:
        return ""
    return text.replace(figures.MINUS, "-").replace(figures.THIN, "")


def _written(cell: Cell) -> str:
    """Return a number for a file, with its unit where the head of its column says another one."""
    return f"{plain(cell.text)} {cell.unit}".strip()


def _quoted(text: str, separator: str) -> str:
    return '"' + text.replace('"', '""') + '"' if separator in text or '"' in text else text
