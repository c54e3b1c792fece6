"""Pictures that leave the program: the stamp under them, their pixels, and panes drawn out of sight."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter

from ..core.lane import Frame
from ..io.picture_writing import Pixels
from . import theme
from .label_overlay import LabelOverlay
from .scene import Scene
from .slice_pane import SlicePane
from .state import AppState

_BACKGROUND, _SPACE = "#000000", 8


def stamped(picture: QImage, text: str) -> QImage:
    """Return a picture with a strip under it that says what it is; no pixel of the picture is covered."""
    ratio = picture.devicePixelRatio()
    font = theme.current().font("strong")
    metrics = QFontMetrics(font)
    width = round(picture.width() / ratio)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    room = QRect(_SPACE, 0, width - 2 * _SPACE, 10_000)
    high = metrics.boundingRect(room, flags, text).height() + 2 * _SPACE
    top = round(picture.height() / ratio)
    made = QImage(QSize(picture.width(), round((top + high) * ratio)), QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(ratio)
    made.fill(_BACKGROUND)
    painter = QPainter(made)
    painter.drawImage(0, 0, picture)
    painter.setFont(font)
    painter.setPen(theme.current().stage_states["warn"])
    painter.drawText(QRect(_SPACE, top, width - 2 * _SPACE, high), flags, text)
    painter.end()
    return made


def pixels(picture: QImage) -> Pixels:
    """Return the pixels (y, x, 3) of a picture."""
    rgb = picture.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return lines[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()


class PaneCamera(QObject):
    """Draws a pane as the stage would, out of sight and in any size, without touching what is on show."""

    def __init__(self, scene: Scene, index: int, size: QSize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state, self._index = AppState(_calm(scene, index)), index
        self._pane = SlicePane(self._state, index, LabelOverlay())
        self._pane.header.button.hide()
        self._pane.resize(size)

    def shoot(self, scene: Scene, frame: Frame) -> QImage:
        """Return what the pane shows of a frame that answers ``scene``."""
        self._state.open(_calm(scene, self._index))
        self._pane.show_frame(frame)
        return self._pane.grab().toImage()

    def close(self) -> None:
        """Let the pane go."""
        self._pane.retire()
        self._pane.deleteLater()


def _calm(scene: Scene, index: int) -> Scene:
    """Return a scene in which another pane is the active one, as a movie needs no frame around it."""
    return replace(scene, active=0 if index else len(scene.panes) - 1, compare="side", maximized=False)
