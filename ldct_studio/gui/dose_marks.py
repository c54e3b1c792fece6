"""Doses that are marked on the dose axis, and where their marks and words lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from . import dose_scale

if TYPE_CHECKING:
    from .dose_picture import Places

SIZE = 5.0
"""Half the width of a mark in px at 100 %."""
_GAP, _APART = 4.0, 14.0
"""Between a mark and its words, and between the words of one mark and the next mark."""
_GRAB = 8.0

JOINT = " · "
"""Between the words of marks that lie too close for words of their own."""


@dataclass(frozen=True)
class DoseMark:
    """A dose as a fraction of the loaded scan, which may lie outside of the axis."""

    fraction: float
    text: str
    tip: str
    interval: tuple[float, float] | None = None
    """From where to where like cases lie; it is what is proposed that has one."""

    @property
    def held(self) -> float:
        """The dose of the axis that it stands for."""
        return dose_scale.within(self.fraction)

    @property
    def on_axis(self) -> bool:
        """Whether the axis has the dose itself."""
        return self.held == self.fraction


@dataclass(frozen=True)
class Spot:
    """A mark in its place, with the place of its words where they have one."""

    mark: DoseMark
    at: QPointF
    words: QRectF | None = None

    def covers(self, point: QPointF, unit: float) -> bool:
        """Say whether the mark or its words are at a place of the pointer."""
        grab = _GRAB * unit
        near = abs(point.x() - self.at.x()) <= grab and abs(point.y() - self.at.y()) <= grab
        return near or (self.words is not None and self.words.contains(point))

    def distance(self, point: QPointF) -> float:
        """Return how far a place of the pointer is from the mark, 0 on its words."""
        if self.words is not None and self.words.contains(point):
            return 0.0
        return abs(point.x() - self.at.x())


def spanned(marks: Sequence[DoseMark], places: Places, start: float, end: float) -> bool:
    """Say whether an interval along the track lies between two places in px."""
    within = dose_scale.within
    ends = [mark.interval for mark in marks if mark.interval is not None]
    return any(places.x(within(low)) < end and places.x(within(high)) > start for low, high in ends)


Width = Callable[[DoseMark], float]
"""How wide the words of a mark are, in px."""


def spots(
    marks: Sequence[DoseMark], places: Places, width: Width, line: float, joint: float
) -> tuple[Spot, ...]:
    """Lay marks out, by rising dose; ``line`` is the height of words, ``joint`` the width of ``JOINT``.

    Words stand at the right of their mark. Where they would reach the next one, both share words behind the
    last of them; where the axis ends, words stand on the left. The low form has marks alone.
    """
    ordered = sorted(marks, key=lambda mark: mark.fraction)
    points = [QPointF(places.x(mark.held), places.marks) for mark in ordered]
    if places.compact:
        return tuple(Spot(mark, point) for mark, point in zip(ordered, points, strict=True))
    made: list[Spot] = []
    for run, start in _runs(ordered, points, places, width, joint):
        for mark, point in run:
            words = QRectF(start, places.marks - line / 2, width(mark) + 1, line)
            made.append(Spot(mark, point, words))
            start += width(mark) + joint
    return tuple(made)


Run = list[tuple[DoseMark, QPointF]]


def _runs(
    ordered: Sequence[DoseMark], points: Sequence[QPointF], places: Places, width: Width, joint: float
) -> list[tuple[Run, float]]:
    """Return the marks that share words, each with where these begin."""
    beside, apart = (SIZE + _GAP) * places.unit, _APART * places.unit
    runs: list[Run] = [[pair] for pair in zip(ordered, points, strict=True)]

    def long(run: Run) -> float:
        return sum(width(mark) for mark, _ in run) + joint * (len(run) - 1)

    def end(run: Run) -> float:
        return run[-1][1].x() + beside + long(run)

    place = 0
    while place + 1 < len(runs):
        if end(runs[place]) + apart > runs[place + 1][0][1].x():
            runs[place : place + 2] = [runs[place] + runs[place + 1]]
            place = max(place - 1, 0)
        else:
            place += 1
    starts = [run[-1][1].x() + beside for run in runs]
    while runs and end(runs[-1]) > places.width:
        start = runs[-1][0][1].x() - beside - long(runs[-1])
        if len(runs) == 1 or start > end(runs[-2]) + apart:
            starts[-1] = max(start, 0.0)
            break
        runs[-2:] = [runs[-2] + runs[-1]]
        starts.pop()
    return list(zip(runs, starts, strict=True))
