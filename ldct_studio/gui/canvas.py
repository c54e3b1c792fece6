"""Canvas: one picture on black with everything drawn over it, and its mouse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..core.lane import Frame
from . import oblique_paint, pane_paint, pane_tags, regions, theme
from .checked import Checked
from .contrast_lanes import is_pair
from .frame_notes import FrameNotes
from .guard_panes import Guards
from .guard_window import meaning
from .label_overlay import LabelOverlay
from .lanes import is_map
from .measuring import measured
from .pane import View
from .picture import Picture, difference_width, limits
from .scene import Scene
from .state import AppState
from .tools import Gestures
from .transform import Placement
from .uptake import Scale, UptakePicture, draw_scale, scale_of

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_DIMMED = QColor(0, 0, 0, 153)
"""Over the last good picture of a failed pane, which leaves 40 % of it."""


class Canvas(QWidget):
    """The picture of pane ``index``. It keeps its last picture until another one replaces it."""

    pointed = Signal(object)
    """The place (QPointF) under the pointer, or None when it left."""
    held = Signal(object)
    """True while Space is held down, False when it is released."""
    menu_wanted = Signal(object)
    """The global place (QPoint) for the context menu."""

    def __init__(
        self, state: AppState, index: int, overlay: LabelOverlay, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.state, self.index = state, index
        self.frame: Frame | None = None
        """The frame whose picture is on show."""
        self.failed = self.stale = False
        self.covered = 0
        """Px of the top that lie under a message."""
        self.hint = ""
        self._told = FrameNotes()
        self._result: tuple[Frame | None, str] = (None, "")
        self._focused_by_key = False
        self._overlay = overlay
        self.guards: Guards | None = None
        self._guarded: tuple[QRectF, str] = (QRectF(), "")
        self._picture, self._uptake = Picture(), UptakePicture()
        self._texts, self._texts_key, self._tokens = QImage(), cast(object, None), theme.current()
        self._gestures = Gestures(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    @property
    def image(self) -> npt.NDArray[np.float32] | None:
        """The picture on show."""
        return self._picture.image

    @property
    def signed(self) -> bool:
        """Whether the picture is a difference."""
        lane = self.frame.lane if self.frame else self.state.scene.panes[self.index].lane
        return lane.minus is not None or self.checked is not None

    @property
    def checked(self) -> Checked | None:
        """What a check says, where that is on show instead of a picture."""
        return self.frame if isinstance(self.frame, Checked) else None

    @property
    def _width(self) -> float:
        """The full width of the symmetric window, in the unit of the picture."""
        width = difference_width(self.state.scene)
        return width if self.checked is None else self.checked.width(width)

    @property
    def mapped(self) -> bool:
        """Whether the picture is a map of a quantity: black is 0, white half the difference window."""
        return is_map(self.frame.lane if self.frame else self.state.scene.panes[self.index].lane)

    @property
    def own_scale(self) -> bool:
        """Whether the picture has the scale of differences and maps instead of the common window."""
        return self.signed or (self.mapped and self._scale is None)

    @property
    def _scale(self) -> Scale | None:
        """The scale of a map that is drawn over the scan before contrast."""
        return None if self.frame is None else scale_of(self.state.scene, self.frame)

    @property
    def row(self) -> int:
        """The cut on show, along its plane."""
        return self.frame.row if self.frame else self.state.scene.row_of(self.index)

    @property
    def placement(self) -> Placement | None:
        """Where the picture stands; None without a study."""
        scene = self.state.scene
        if scene.source is None:
            return None
        pane = scene.panes[self.index]
        lane = self.frame.lane if self.frame else pane.lane
        size = self.width(), self.height()
        cuts = lane.cuts(scene.source.grid)
        return Placement.on(cuts, self.row, scene.view_of(pane), *size, lane.seen_as)

    def show_frame(self, frame: Frame | None) -> None:
        """Show a picture; None shows the hint."""
        before, self.frame = self.frame, frame
        self._picture.show_frame(frame)
        self._uptake.show_frame(frame)
        if before is None or frame is None or not _same_reference(before, frame):
            self.update()

    def show_result(self, frame: Frame | None, text: str) -> None:
        """Write a number at the corner of a frame's picture, as long as that is on show."""
        if (frame, text) != self._result:
            self._result = (frame, text)
            self.update()

    @property
    def parts(self) -> tuple[tuple[str, Frame | None], ...]:
        """The frames in the picture, each with the letter that is told where there are several."""
        return (("", self.frame),)

    def _corners(self, view: View, placement: Placement) -> pane_paint.Corners:
        """Return the corner texts with the tags of every frame in the picture."""
        self._told.keep(frame for _, frame in self.parts)
        scene, said = self.state.scene, []
        for letter, frame in self.parts:
            told = self._told.of(frame, self._result[1] if self._result[0] is frame else "")
            doubts = self._told.doubts(frame)
            said.append((letter, pane_paint.corners(scene, frame, view, placement, told, doubts)))
        return pane_paint.lowered(pane_tags.of_all(said), self.covered)

    def cover(self, covered: int) -> None:
        """Keep marks below so many px of the top."""
        if covered != self.covered:
            self.covered = covered
            self.update()

    def menu(self, place: QPointF) -> None:
        """Ask for the context menu at a place in the picture."""
        self.menu_wanted.emit(self.mapToGlobal(place.toPoint()))

    def sizeHint(self) -> QSize:
        """Return a size at which all corner texts have room."""
        return QSize(480, 320)

    def look(self, scene: Scene) -> tuple[object, ...]:
        """Return everything of the scene that the picture shows; when it is equal nothing is drawn."""
        return (
            scene.view_of(scene.panes[self.index]),
            scene.rois,
            scene.roi,
            scene.marks,
            scene.mark,
            scene.crosshair,
            scene.key_images,
            scene.cuts,
            scene.overlay and (scene.opacity, scene.hidden),
            scene.segmenter,
            self.own_scale and difference_width(scene),
            self.mapped and scene.uptake_sigma,
            scene.active == self.index,
            scene.study.labels if scene.study else None,
            scene.prior,
            tuple(pane.lane.tilt for _, pane in scene.pictures),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture and what lies over it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().stage.image)
        placement = self.placement
        if placement is not None and self.has_picture:
            self._paint(painter, placement)
        elif self.hint:
            pane_paint.draw_hint(painter, QRectF(self.rect()), self.hint)
        active = self.state.scene.active == self.index
        seen = pane_paint.cover(painter, QRectF(self.rect()), self.covered)
        pane_paint.draw_frame(painter, seen, active, self._focused_by_key)
        painter.end()

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to draw."""
        return self.image is not None

    def frame_at(self, place: QPointF) -> Frame | None:
        """Return the frame whose picture stands at a place in the pane."""
        return self.frame

    def letter_at(self, place: QPointF) -> str:
        """Return the letter of the pane whose picture stands at a place, where there are several."""
        return ""

    def measurer_at(self, place: QPointF) -> regions.Measurer | None:
        """Return what measures regions at a place: the picture there, of a prior its own voxels."""
        frame = self.frame_at(place)
        if frame is None or (isinstance(frame, Checked) and frame.unit != "HU"):
            return None
        return partial(measured, frame)

    def paint_picture(self, painter: QPainter, placement: Placement) -> None:
        """Draw the picture itself."""
        scene = self.state.scene
        half, scale = self._width / 2, self._scale
        if scale is not None:
            window = limits(scene.view_of(scene.panes[self.index]))
            self._uptake.draw(painter, placement, window, scale)
        elif self.signed:
            self._picture.draw(painter, placement, -half, half, signed=True)
        elif self.mapped:
            self._picture.draw(painter, placement, 0, half)
        else:
            low, high = limits(scene.view_of(scene.panes[self.index]))
            self._picture.draw(painter, placement, low, high)

    def paint_labels(self, painter: QPainter, placement: Placement) -> None:
        """Draw the labels of the study, and what was found in exactly the picture on show."""
        self.draw_labels(painter, placement, None if self.signed else self.frame)

    def draw_labels(self, painter: QPainter, placement: Placement, frame: Frame | None) -> None:
        """Draw the labels over one frame's picture, and below them what lies on starved rays."""
        if self.guards is not None:
            self.guards.draw_starved(painter, placement, frame)
        scene = self.state.scene
        if placement.plane == "oblique":
            return  # labels are drawn along the axes of their voxels
        found = frame.labels if frame and frame.request.segmenter == scene.segmenter else None
        labels = self._overlay.picture(scene, placement, self.devicePixelRatioF(), found)
        if labels is not None:
            painter.drawImage(QPointF(0, 0), labels)

    def _paint(self, painter: QPainter, placement: Placement) -> None:
        scene, box = self.state.scene, QRectF(self.rect())
        self.paint_picture(painter, placement)
        self.paint_labels(painter, placement)
        if self.failed:
            painter.fillRect(box, _DIMMED)
        if self.stale:
            pane_paint.draw_hatch(painter, box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = scene.view_of(scene.panes[self.index])
        said = self._corners(view, placement)
        unit = said.unit
        if self.checked is not None:
            said = pane_paint.checked(said, self.checked)
        if self.mapped and self.own_scale:
            said = pane_paint.mapped(said, self.frame, difference_width(scene))
        tags = pane_tags.placed(placement, said)
        noise = self.paint_over(painter, placement, [tag.box for tag in tags])
        if self.guards is not None:
            noise = self.guards.noise(self.frame, view, placement, noise)
        noise = None if self.own_scale or is_pair(scene) else noise
        said = pane_paint.guarding(said, view, noise, unit)
        self._guarded = pane_paint.guarded(placement, said, meaning(view.width, noise or 0.0, unit))
        if self.checked is not None:
            self._guarded = pane_paint.results_box(placement, said), self.checked.meaning
        self._draw_texts(painter, placement, said, tags)
        pane_tags.draw(painter, tags)
        scale = self._scale
        if scale is not None and not pane_paint.is_little(placement):
            below = max((tag.box.bottom() for tag in tags), default=said.top) + theme.current().px(10)
            draw_scale(painter, placement, scale, theme.current().font("corner"), below)

    def paint_over(self, painter: QPainter, placement: Placement, taken: Sequence[QRectF]) -> float | None:
        """Draw cuts, crosshair, regions and marks, no text in boxes ``taken``; return the least SD in HU."""
        scene = self.state.scene
        pane_paint.draw_cuts(painter, placement, scene)
        oblique_paint.draw(painter, placement, scene)
        pane_paint.draw_crosshair(painter, placement, scene)
        noise = regions.draw(painter, scene, placement, self.measurer_at, self.mapped, self.letter_at, taken)
        if self._gestures.band is not None:
            pane_paint.draw_band(painter, self._gestures.band)
        return noise

    def _draw_texts(
        self,
        painter: QPainter,
        placement: Placement,
        said: pane_paint.Corners,
        tags: tuple[pane_tags.Tag, ...],
    ) -> None:
        """Copy letters, corner texts and scale bar, drawn again only when they say something else."""
        tokens, ratio = theme.current(), self.devicePixelRatioF()
        width, little = self._width, pane_paint.is_little(placement)
        below = max((tag.box.bottom() for tag in tags if little), default=0.0)
        texts = said.place, said.window, said.guard, said.unit, said.top
        key = (placement, texts, self.signed, width, ratio, below)
        if key != self._texts_key or tokens is not self._tokens:
            self._texts_key, self._tokens = key, tokens
            self._texts = pane_paint.texts(placement, said, width, self.signed, ratio, below)
        painter.drawImage(QPointF(0, 0), self._texts)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self._focused_by_key = False
        self._gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a gesture, and tell what lies under the pointer."""
        self._gestures.move(event)
        box, said = self._guarded
        self.setToolTip(said if box.contains(event.position()) else "")
        self.pointed.emit(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a gesture."""
        self._gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Maximize, or reset the window."""
        self._gestures.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, zoom or step the dose."""
        self._gestures.wheel(event)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu for the keyboard; the mouse opens it when the right button is released."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu(QPointF(self.rect().center()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer left."""
        self.pointed.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the reference while Space is held; other keys belong to the window."""
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.held.emit(True)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End showing the reference."""
        if event.key() != Qt.Key.Key_Space:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self.held.emit(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become the active pane, and show the ring, where the keyboard brought the focus.

        A press of the mouse does the former itself; a window that is activated changes nothing.
        """
        self._focused_by_key = event.reason() in _BY_KEY
        if self._focused_by_key:
            self.state.update(active=self.index)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of what was held."""
        self._focused_by_key = False
        self.held.emit(False)
        self.update()


def _same_reference(first: Frame, second: Frame) -> bool:
    """Say whether both show the loaded slice with the same labels, which comes again with every dose."""
    shown = [
        (f.lane, f.request.source, f.request.prior, f.row, f.error, f.labels, f.labels_error)
        for f in (first, second)
    ]
    return first.lane.is_reference and shown[0] == shown[1]
