"""Outlines of label maps: traced once per row, drawn once per view, then only copied."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from ..core.volume import Label, LabelMap
from .scene import Scene
from .transform import Placement

K = TypeVar("K")
V = TypeVar("V")
_Maps = tuple[tuple[str, LabelMap], ...]

_OUTLINE, _HALO, _HALO_ALPHA = 1.4, 3.0, 0.63
_WIDTH = 7
"""Crossings that each point of an outline is averaged over, twice."""
_PLAIN = 12
"""So many colors; later labels repeat them with a dashed outline."""

# Marching squares with the inside on the left: for the four corners of a cell (upper left 8, upper
# right 4, lower right 2, lower left 1) the segments as (from, to) of the cell's sides, which are
# 0 top, 1 right, 2 bottom, 3 left. Saddles are cut apart.
_SEGMENTS: tuple[tuple[tuple[int, int], ...], ...] = (
    (),
    ((3, 2),),
    ((2, 1),),
    ((3, 1),),
    ((1, 0),),
    ((3, 2), (1, 0)),
    ((2, 0),),
    ((3, 0),),
    ((0, 3),),
    ((0, 2),),
    ((0, 3), (2, 1)),
    ((0, 1),),
    ((1, 3),),
    ((1, 2),),
    ((2, 3),),
    (),
)


@dataclass(frozen=True)
class Outline:
    """One label's closed outlines in one row, in pixel positions (column, row)."""

    map: str
    label: Label
    dashed: bool
    path: QPainterPath


class LabelOverlay:
    """The label maps of the study on show, as a transparent picture that linked panes share."""

    def __init__(self) -> None:
        self._maps: _Maps = ()
        self._traced: OrderedDict[tuple[LabelMap, int], tuple[Outline, ...]] = OrderedDict()
        self._drawn: OrderedDict[tuple[object, ...], QImage] = OrderedDict()

    def picture(self, scene: Scene, placement: Placement, ratio: float) -> QImage | None:
        """Return the overlay of one row as large as its pane; None where there is nothing to draw."""
        self._take(scene)
        maps = tuple(item for item in self._maps if item[1].grid.same_place(placement.grid))
        if not scene.overlay or not maps:
            return None
        key = (maps, placement, scene.hidden, scene.opacity, ratio)
        if key not in self._drawn:
            self._drawn[key] = _drawn(self._outlines(scene, maps, placement.slice), placement, scene, ratio)
        return _recent(self._drawn, key, 8)

    def _take(self, scene: Scene) -> None:
        """Forget everything of another study, so that its voxels can go."""
        maps = tuple(scene.study.labels.items()) if scene.study else ()
        if maps != self._maps:
            self._maps = maps
            self._traced.clear()
            self._drawn.clear()

    def _outlines(self, scene: Scene, maps: _Maps, row: int) -> tuple[Outline, ...]:
        for name, labels in maps:
            if (labels, row) not in self._traced:
                self._traced[labels, row] = _traced(name, labels, row)
        return tuple(
            outline
            for _, labels in maps
            for outline in _recent(self._traced, (labels, row), 64)
            if (outline.map, outline.label.value) not in scene.hidden
        )


def outlines(mask: npt.NDArray[np.bool_]) -> list[npt.NDArray[np.float64]]:
    """Return the closed outlines (n, 2) of a mask ``(y, x)`` in pixel positions (column, row).

    Marching squares at one half (Lorensen and Cline 1987, in the plane): points lie halfway between
    a pixel inside and one outside. Holes run the other way round.
    """
    rows, columns = np.nonzero(mask.any(axis=1))[0], np.nonzero(mask.any(axis=0))[0]
    if rows.size == 0:
        return []
    top, left = rows[0], columns[0]
    inside = np.pad(mask[top : rows[-1] + 1, left : columns[-1] + 1], 1)
    follow = _followers(inside)
    width = 2 * inside.shape[1]
    shift = np.array([left - 1, top - 1])
    return [_points(loop, width) + shift for loop in _loops(follow)]


def _followers(inside: npt.NDArray[np.bool_]) -> dict[int, int]:
    """Return for every crossing the one that follows it; a crossing is its doubled position in a number."""
    code = inside.astype(np.uint8)
    cells = 8 * code[:-1, :-1] + 4 * code[:-1, 1:] + 2 * code[1:, 1:] + code[1:, :-1]
    width = 2 * inside.shape[1]
    sides = np.array([1, width + 2, 2 * width + 1, width])
    follow: dict[int, int] = {}
    for number, segments in enumerate(_SEGMENTS):
        if not segments:
            continue
        rows, columns = np.nonzero(cells == number)
        base = 2 * rows * width + 2 * columns
        for start, end in segments:
            follow.update(zip((base + sides[start]).tolist(), (base + sides[end]).tolist(), strict=True))
    return follow


def _loops(follow: dict[int, int]) -> list[list[int]]:
    loops = []
    while follow:
        start, place = follow.popitem()
        loop = [start]
        while place != start:
            loop.append(place)
            place = follow.pop(place)
        loops.append(loop)
    return loops


def _points(loop: list[int], width: int) -> npt.NDArray[np.float64]:
    row, column = np.divmod(np.asarray(loop), width)
    return np.stack([column, row], axis=1) / 2


def _traced(name: str, labels: LabelMap, row: int) -> tuple[Outline, ...]:
    voxels = labels.data[row].numpy()
    present = set(np.unique(voxels).tolist())
    return tuple(
        Outline(name, label, number >= _PLAIN, _path(voxels == label.value))
        for number, label in enumerate(labels.labels)
        if label.value in present
    )


def smoothed(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return a closed outline (n, 2) without the stairs of its pixels; no point moves by over one pixel."""
    if len(points) < 2 * _WIDTH:
        return points
    moved = points
    for _ in range(2):
        moved = np.mean([np.roll(moved, step - _WIDTH // 2, axis=0) for step in range(_WIDTH)], axis=0)
    step = moved - points
    length = np.linalg.norm(step, axis=1, keepdims=True)
    return np.asarray(points + step / np.maximum(length, 1.0))


def _path(mask: npt.NDArray[np.bool_]) -> QPainterPath:
    path = QPainterPath()
    for points in map(smoothed, outlines(mask)):
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points.tolist()]))
        path.closeSubpath()
    return path


def _drawn(shown: tuple[Outline, ...], placement: Placement, scene: Scene, ratio: float) -> QImage:
    size = (round(placement.width * ratio), round(placement.height * ratio))
    picture = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paths = [placement.pixel_transform.map(outline.path) for outline in shown]
    for outline, path in zip(shown, paths, strict=True):
        fill = QColor(outline.label.color)
        fill.setAlphaF(scene.opacity)
        painter.fillPath(path, fill)
    for outline, path in zip(shown, paths, strict=True):
        painter.strokePath(path, _pen(QColor.fromRgbF(0, 0, 0, _HALO_ALPHA), _HALO, outline.dashed))
        painter.strokePath(path, _pen(QColor(outline.label.color), _OUTLINE, outline.dashed))
    painter.end()
    return picture


def _pen(color: QColor, width: float, dashed: bool) -> QPen:
    pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    if dashed:
        pen.setDashPattern([6 / width, 4 / width])
    return pen


def _recent(store: OrderedDict[K, V], key: K, size: int) -> V:
    """Return an entry and forget the oldest ones beyond ``size``."""
    store.move_to_end(key)
    while len(store) > size:
        store.popitem(last=False)
    return store[key]
