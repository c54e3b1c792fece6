"""What of the dose axis stays as it is while the dose moves, kept as two pictures."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from . import theme
from .dose_cnr_paint import CnrPainter
from .dose_marks_paint import paint_intervals, paint_marks
from .dose_paint import DosePainter
from .dose_picture import DosePicture, Places

_NONE = QColor(0, 0, 0, 0)


class DoseLayers:
    """Paints the axis: back and front are drawn anew only when something but the dose changed."""

    def __init__(self) -> None:
        self._key: object = None
        self._tokens: theme.Tokens | None = None
        self._back, self._front = QPixmap(), QPixmap()

    def paint(self, widget: QWidget, picture: DosePicture, places: Places, compact: bool) -> None:
        """Draw a picture on the widget, from back to front."""
        self._prepare(widget, picture, places, compact)
        painter = QPainter(widget)
        moving = _kind(picture)(painter, picture, places, widget.hasFocus(), compact)
        painter.drawPixmap(QPointF(0, 0), self._back)
        moving.paint_track()
        painter.drawPixmap(QPointF(0, 0), self._front)
        moving.paint_handle()
        painter.end()

    def _prepare(self, widget: QWidget, picture: DosePicture, places: Places, compact: bool) -> None:
        still = replace(picture, fraction=1.0, shown=None, state="full")
        ratio = widget.devicePixelRatioF()
        key = (still, places, compact, ratio, widget.size().toTuple())
        if key == self._key and self._tokens is theme.current():
            return
        self._key, self._tokens = key, theme.current()

        self._back, self._front = (
            _layer(widget.size(), ratio, color) for color in (self._tokens.panel, _NONE)
        )
        kind = _kind(picture)
        layers = (
            (self._back, kind.paint_back, paint_intervals),
            (self._front, kind.paint_front, paint_marks),
        )
        for layer, draw, draw_marks in layers:
            painter = QPainter(layer)
            draw(kind(painter, still, places, False, compact))
            draw_marks(painter, picture.marks, places)
            painter.end()


def _kind(picture: DosePicture) -> type[DosePainter]:
    return CnrPainter if picture.scale.agent else DosePainter


def _layer(size: QSize, ratio: float, color: QColor) -> QPixmap:
    """Return a picture as large as the widget, filled with a color."""
    layer = QPixmap(size * ratio)
    layer.setDevicePixelRatio(ratio)
    layer.fill(color)
    return layer
