"""Label maps over pictures: traced once per cut, drawn once per view, then only copied."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from ..core.plane import Plane, cut, stacked
from ..core.volume import Label, LabelMap
from .marching_squares import outlines, smoothed
from .scene import FOUND, Scene
from .transform import Placement

K = TypeVar("K")
V = TypeVar("V")
_Maps = tuple[tuple[str, LabelMap], ...]

_OUTLINE, _HALO, _HALO_ALPHA = 1.4, 3.0, 0.63
_PLAIN = 12
"""So many colors; later labels repeat them with a dashed outline."""
_MOST = 6000
"""Sides of pixels along a label, above which it is speckles: drawn pixel by pixel, as outlines would take
seconds and be no clearer."""


@dataclass(frozen=True, eq=False)
class Shape:
    """One label in one cut: closed outlines in pixel positions (column, row), or the pixels of speckles."""

    map: str
    label: Label
    dashed: bool
    filled: bool
    loops: tuple[QPolygonF, ...] = ()
    pixels: npt.NDArray[np.bool_] | None = None


class LabelOverlay:
    """The label maps of the study and of the segmenter as transparent pictures, which linked panes share."""

    def __init__(self) -> None:
        self._known: _Maps = ()
        self._traced: OrderedDict[tuple[LabelMap, Plane, int], tuple[Shape, ...]] = OrderedDict()
        self._drawn: OrderedDict[tuple[object, ...], QImage] = OrderedDict()

    def picture(
        self, scene: Scene, placement: Placement, ratio: float, found: LabelMap | None = None
    ) -> QImage | None:
        """Return the overlay of one cut as large as its pane; None where there is nothing to draw.

        ``found`` is what the segmenter found in the picture of that row. While there is a segmenter, the
        labels of the study stand beside it dashed and without fill.
        """
        plane = placement.plane
        maps = tuple(
            item for item in self._maps(scene) if stacked(item[1].grid, plane).same_place(placement.grid)
        )
        if not scene.overlay or not (maps or found):
            return None
        key = (maps, found, placement, scene.hidden, scene.opacity, scene.segmenter is None, ratio)
        if key not in self._drawn:
            shapes = self._shapes(scene, maps, found, placement)
            self._drawn[key] = _drawn(shapes, placement, scene.opacity, ratio)
        return _recent(self._drawn, key, 16)

    def _maps(self, scene: Scene) -> _Maps:
        """Return the study's maps; forget everything of another study, so that its voxels can go."""
        maps = tuple(scene.study.labels.items()) if scene.study else ()
        if maps != self._known:
            self._known = maps
            self._traced.clear()
            self._drawn.clear()
        return maps

    def _shapes(self, scene: Scene, maps: _Maps, found: LabelMap | None, placement: Placement) -> list[Shape]:
        """Return what to draw, the segmenter's labels last."""
        plane, index = placement.plane, placement.slice
        shapes = [shape for name, labels in maps for shape in self._trace(name, labels, plane, index)]
        if scene.segmenter is not None:
            shapes = [replace(shape, dashed=True, filled=False) for shape in shapes]
        if found is not None:
            shapes += self._trace(FOUND, found, "axial", 0)
        return [shape for shape in shapes if (shape.map, shape.label.value) not in scene.hidden]

    def _trace(self, name: str, labels: LabelMap, plane: Plane, index: int) -> tuple[Shape, ...]:
        key = (labels, plane, index)
        if key not in self._traced:
            self._traced[key] = _traced(name, labels, plane, index)
        return _recent(self._traced, key, 64)


def _traced(name: str, labels: LabelMap, plane: Plane, index: int) -> tuple[Shape, ...]:
    voxels = cut(labels.data, plane, index).numpy()
    present = set(np.unique(voxels).tolist())
    return tuple(
        _shape(Shape(name, label, number >= _PLAIN, True), voxels == label.value)
        for number, label in enumerate(labels.labels)
        if label.value in present
    )


def _shape(bare: Shape, mask: npt.NDArray[np.bool_]) -> Shape:
    sides = int(np.count_nonzero(mask[1:] != mask[:-1]) + np.count_nonzero(mask[:, 1:] != mask[:, :-1]))
    if sides > _MOST:
        return replace(bare, pixels=mask)
    loops = (smoothed(points).T for points in outlines(mask))
    return replace(bare, loops=tuple(arrayToQPolygonF(x, y) for x, y in loops))


def _drawn(shapes: list[Shape], placement: Placement, opacity: float, ratio: float) -> QImage:
    size = (round(placement.width * ratio), round(placement.height * ratio))
    picture = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    moved = [replace(s, loops=tuple(map(placement.pixel_transform.map, s.loops))) for s in shapes]
    for shape in moved:
        if shape.pixels is not None:
            speckles = _speckled(shape.pixels, shape.label.color, opacity if shape.filled else 0.0)
            painter.drawImage(placement.bounds, speckles)
        elif shape.filled:
            painter.fillPath(_path(shape.loops), _faded(shape.label.color, opacity))
    for shape in moved:
        _stroke(painter, shape)
    painter.end()
    return picture


def _path(loops: tuple[QPolygonF, ...]) -> QPainterPath:
    path = QPainterPath()
    for loop in loops:
        path.addPolygon(loop)
        path.closeSubpath()
    return path


def _stroke(painter: QPainter, shape: Shape) -> None:
    """Draw the outlines one by one: as one path, a hundred of them take ten times as long."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((QColor.fromRgbF(0, 0, 0, _HALO_ALPHA), _HALO), (shape.label.color, _OUTLINE)):
        painter.setPen(_pen(QColor(color), width, shape.dashed))
        for loop in shape.loops:
            painter.drawPolygon(loop)


def _speckled(mask: npt.NDArray[np.bool_], color: str, opacity: float) -> QImage:
    """Return the pixels of a mask, those at its edge in full color."""
    inner = np.pad(mask, 1)
    inner = inner[:-2, 1:-1] & inner[2:, 1:-1] & inner[1:-1, :-2] & inner[1:-1, 2:] & mask
    colors = np.array([0, QColor(color).rgba(), _faded(color, opacity).rgba()], np.uint32)
    argb = np.ascontiguousarray(colors[mask.astype(np.uint8) + inner])
    height, width = mask.shape
    image = QImage(argb.data, width, height, 4 * width, QImage.Format.Format_ARGB32)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _faded(color: str, opacity: float) -> QColor:
    faded = QColor(color)
    faded.setAlphaF(opacity)
    return faded


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
