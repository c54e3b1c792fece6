"""Marks on a picture: beginning, picking and changing rulers, angles and line profiles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Literal

import numpy as np
from PySide6.QtCore import QPointF

from ..core.grid import Point
from ..core.marks import Angle, Mark, Profile, Ruler
from .language import tr
from .scene import Scene
from .transform import Placement

Kind = Literal["ruler", "angle", "profile"]
WORDS: dict[Kind, str] = {"ruler": tr("Ruler"), "angle": tr("Angle"), "profile": tr("Profile")}

_REACH = 7.0
"""How near to a line or an end, in px, the pointer takes hold of it."""
_LEVEL = 1e-6
"""In cuts: a point so near to a cut lies in it."""


def begun(scene: Scene, kind: Kind, placement: Placement, place: QPointF) -> Scene:
    """Return the scene with a new mark, selected, whose first point is set and whose others follow."""
    point = placement.patient(place)
    mark = _made(kind, free_name(scene.marks, WORDS[kind]), placement, point)
    return replace(scene, marks=(*scene.marks, mark), mark=len(scene.marks), placed=1)


def drawing(scene: Scene) -> Mark | None:
    """Return the mark that is being drawn, or None."""
    if scene.placed < 1 or scene.mark is None or not 0 <= scene.mark < len(scene.marks):
        return None
    mark = scene.marks[scene.mark]
    return mark if scene.placed < len(mark.points) else None


def led(scene: Scene, placement: Placement, place: QPointF) -> Scene:
    """Return the scene with the points that are not set yet at the pointer; none in another plane."""
    mark = drawing(scene)
    if mark is None or mark.plane != placement.plane:
        return scene
    point = placement.patient(place)
    points = [p if number < scene.placed else point for number, p in enumerate(mark.points)]
    return _with(scene, _at(mark, points, placement))


def set_here(scene: Scene) -> Scene:
    """Return the scene with one more point set, unless it lies on the one before; the last ends it."""
    mark = drawing(scene)
    if mark is None or mark.points[scene.placed] == mark.points[scene.placed - 1]:
        return scene
    placed = scene.placed + 1
    return replace(scene, placed=0 if placed == len(mark.points) else placed)


def dropped(scene: Scene) -> Scene:
    """Return the scene without the mark that is being drawn."""
    return without(scene) if drawing(scene) is not None else scene


def without(scene: Scene) -> Scene:
    """Return the scene without the selected mark."""
    kept = tuple(mark for number, mark in enumerate(scene.marks) if number != scene.mark)
    return replace(scene, marks=kept, mark=None, placed=0)


def pick(
    scene: Scene, placement: Placement, place: QPointF, selected_only: bool = False
) -> tuple[int, int | None] | None:
    """Return the mark under the pointer and its point there, None for a line; the selected one first."""
    order = sorted(range(len(scene.marks)), key=lambda number: number != scene.mark)
    for number in order:
        mark = scene.marks[number]
        if mark.plane != placement.plane or (selected_only and number != scene.mark):
            continue
        points = [placement.locate(point) for point in mark.points]
        for end, point in enumerate(points):
            if _apart(point, place) <= _REACH:
                return number, end
        if not selected_only and any(_beside(place, *line) <= _REACH for line in _lines(points)):
            return number, None
    return None


def changed(mark: Mark, end: int | None, placement: Placement, start: QPointF, place: QPointF) -> Mark:
    """Return a mark after one of its points was dragged, or all of it; it lies in the picture's cut now."""
    moved = [
        placement.patient(placement.locate(point) + place - start) if end in (None, number) else point
        for number, point in enumerate(mark.points)
    ]
    return _at(mark, moved, placement)


def free_name(taken: Iterable[object], word: str) -> str:
    """Return the first of Ruler 1, Ruler 2, … that no measurement has."""
    names = {getattr(other, "name", "") for other in taken}
    return next(name for n in range(1, len(names) + 2) if (name := f"{word} {n}") not in names)


def _made(kind: Kind, name: str, placement: Placement, point: Point) -> Mark:
    if kind == "angle":
        return Angle(name, (point, point, point), placement.plane)
    return (Ruler if kind == "ruler" else Profile)(name, (point, point), placement.plane)


def _at(mark: Mark, points: list[Point], placement: Placement) -> Mark:
    """Return a mark at points that are all put into the picture's cut, or it would measure across cuts."""
    points = [_in_cut(point, placement) for point in points]
    if isinstance(mark, Angle):
        return replace(mark, points=(points[0], points[1], points[2]))
    return replace(mark, points=(points[0], points[1]))


def _in_cut(point: Point, placement: Placement) -> Point:
    through, down, right = placement.grid.index(point)
    if abs(through - placement.slice) < _LEVEL:
        return point  # to the last digit, as points are compared
    return placement.grid.patient((placement.slice, down, right))


def _with(scene: Scene, mark: Mark) -> Scene:
    return replace(
        scene,
        marks=tuple(mark if number == scene.mark else other for number, other in enumerate(scene.marks)),
    )


def _lines(points: list[QPointF]) -> list[tuple[QPointF, QPointF]]:
    return list(pairwise(points))


def _apart(one: QPointF, other: QPointF) -> float:
    return float(np.hypot(one.x() - other.x(), one.y() - other.y()))


def _beside(place: QPointF, start: QPointF, end: QPointF) -> float:
    """Return how far in px a place lies from a line between two points."""
    along, away = end - start, place - start
    length = along.x() ** 2 + along.y() ** 2
    part = (away.x() * along.x() + away.y() * along.y()) / length if length else 0.0
    return _apart(start + along * min(max(part, 0.0), 1.0), place)
