"""Mouse and wheel on a picture: what each gesture does to the scene, one undo step per gesture."""

from __future__ import annotations

from typing import Protocol, get_args

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip

from . import dose_scale, marks, oblique_paint, regions
from .drags import (
    TOOLS,
    Drag,
    Press,
    boxed_window,
    drag_crosshair,
    drag_mark,
    drag_region,
    recorded_window,
    shown_row,
    values_in,
)
from .language import tr
from .oblique_turn import drag_handle
from .scene import Scene
from .state import AppState
from .transform import Placement

DEAD_ZONE = 4.0
"""A drag begins after so many px, so that a click changes nothing."""
_PER_SLICE = 40.0
"""Px of a touchpad's movement for one slice."""
_REST = 400
"""A wheel gesture ends after so many ms of rest."""

_DRAWS = (*get_args(regions.Shape), *marks.WORDS)
"""Tools that draw what lies in the pictures of one plane along the axes."""
_LEFT, _MIDDLE, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Target(Protocol):
    """What gestures act on: one picture on the stage."""

    state: AppState
    index: int

    @property
    def placement(self) -> Placement | None:
        """Where the picture stands; None without a study."""

    @property
    def own_scale(self) -> bool:
        """Whether the picture has the scale of differences and maps instead of the common window."""

    @property
    def image(self) -> npt.NDArray[np.float32] | None:
        """The picture on show."""

    def menu(self, place: QPointF) -> None:
        """Show the context menu."""

    def update(self) -> None:
        """Draw again."""


class Gestures:
    """Turns a picture's mouse and wheel events into changes of the scene."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._press: Press | None = None
        self._drag: tuple[str, Drag] | None = None
        self._boxed = self._moving = self._menu = False
        self.band: QRectF | None = None
        """The box being dragged for a window, to be drawn."""
        self._left_over = 0.0
        self._rest = QTimer()
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(target.state.settle)

    def press(self, event: QMouseEvent) -> None:
        """Make the pane active and begin what the button and the tool mean."""
        target, state = self._target, self._target.state
        state.update(active=target.index)
        placement = target.placement
        if placement is None:
            return
        if not state.scene.placed:
            state.settle()
        self._press = Press(target.index, state.scene, placement, target.own_scale, event.position())
        self._moving, self._menu = False, event.button() == _RIGHT
        self._boxed = event.button() == _LEFT and bool(event.modifiers() & _CTRL)
        self._drag = None if self._boxed else self._meant(event, placement)
        if self._drag is not None and self._drag[1] is drag_crosshair:
            self._apply(event.position())

    def move(self, event: QMouseEvent) -> None:
        """Go on with a drag; without a button a mark being drawn follows, and with Shift the crosshair."""
        if self._press is None:
            self._hover(event)
            return
        if not self._moving:
            self._moving = (event.position() - self._press.start).manhattanLength() > DEAD_ZONE
        if not self._moving:
            return
        if self._boxed:
            self.band = QRectF(self._press.start, event.position()).normalized()
            self._target.update()
        elif self._drag is not None:
            self._apply(event.position())

    def release(self, event: QMouseEvent) -> None:
        """End the gesture and its undo step."""
        press, band = self._press, self.band
        self._press = self.band = None
        if press is None:
            return
        if band is not None:
            self._window_from(press, band)
        elif self._menu and not self._moving:
            self._target.menu(event.position())
        elif event.button() == _LEFT and self._drag is not None and self._drag == TOOLS[press.scene.tool]:
            self._end_drawing(press, event.position())
        if not self._target.state.scene.placed:
            self._target.state.settle()

    def double_click(self, event: QMouseEvent) -> None:
        """Maximize or restore the pane; with Ctrl set the recorded window again.

        A mark that is being drawn is given up instead.
        """
        self._press = None
        state, index = self._target.state, self._target.index
        if event.button() != _LEFT:
            return
        if state.scene.placed:
            state.become(marks.dropped(state.scene), TOOLS[state.scene.tool][0])
            state.settle()
            return
        if event.modifiers() & _CTRL:
            state.become(recorded_window(state.scene, index, self._target.own_scale), "Reset window")
        elif state.scene.compare == "side":
            state.update("Maximize pane", active=index, maximized=not state.scene.maximized)
        state.settle()

    def wheel(self, event: QWheelEvent) -> None:
        """Scroll; with Shift by ten, with Ctrl zoom at the pointer, with Alt step the dose."""
        state, index, placement = self._target.state, self._target.index, self._target.placement
        steps, keys = _wheel_steps(event), event.modifiers()
        if placement is None or steps == 0:
            return
        if keys & _CTRL:
            view = state.scene.view_of(state.scene.panes[index])
            zoomed = placement.zoomed(view, event.position(), 1.1**steps)
            state.become(state.scene.with_view(index, zoomed), "Zoom")
        elif whole := self._whole(steps):
            if keys & _ALT:
                fraction = dose_scale.of(state.scene).stepped(state.scene.fraction, whole)
                state.update("Dose", fraction=fraction)
            else:
                row = shown_row(state.scene, index) + whole * (10 if keys & _SHIFT else 1)
                state.become(state.scene.with_row(index, row), "Scroll")
        self._rest.start()

    def _whole(self, steps: float) -> int:
        """Return the whole steps; the rest waits for the next event."""
        if steps * self._left_over < 0:
            self._left_over = 0.0
        self._left_over += steps
        whole = int(self._left_over)
        self._left_over -= whole
        return whole

    def _meant(self, event: QMouseEvent, placement: Placement) -> tuple[str, Drag] | None:
        scene, keys = self._target.state.scene, event.modifiers()
        if event.button() == _RIGHT:
            return TOOLS["zoom"]
        if event.button() == _MIDDLE or (event.button() == _LEFT and keys & _SHIFT):
            return TOOLS["pan"]
        if event.button() != _LEFT:
            return None
        handle = oblique_paint.grasped(placement, scene, event.position())
        if handle is not None:
            return tr("Turn oblique cut"), drag_handle(handle)
        if placement.plane == "oblique" and scene.tool in _DRAWS:
            text = tr("Regions and marks are drawn along the axes; choose axial, coronal or sagittal first.")
            QToolTip.showText(event.globalPosition().toPoint(), text)
            return None
        return self._taken(scene, placement, event.position()) or TOOLS[scene.tool]

    def _taken(self, scene: Scene, placement: Placement, place: QPointF) -> tuple[str, Drag] | None:
        """Return how to change the mark or region under the pointer.

        While marks are drawn only the points of the selected one can be taken: the next one may begin on an
        outline. While regions are drawn marks are left alone.
        """
        if scene.placed:
            return None
        state = self._target.state
        if scene.tool not in get_args(regions.Shape):
            mark = marks.pick(scene, placement, place, selected_only=scene.tool in marks.WORDS)
            if mark is not None:
                state.update("Select mark", mark=mark[0])
                state.settle()
                kind = scene.marks[mark[0]].kind
                return f"{'Move' if mark[1] is None else 'Change'} {kind}", drag_mark(*mark)
        found = None if scene.tool in marks.WORDS else regions.pick(scene, placement, place)
        if found is None:
            return None
        state.update("Select region", roi=found[0], mark=None)
        state.settle()
        return ("Move region" if found[1] == "move" else "Resize region"), drag_region(*found)

    def _hover(self, event: QMouseEvent) -> None:
        state, placement = self._target.state, self._target.placement
        if placement is None:
            return
        if state.scene.placed:
            scene = marks.led(state.scene, placement, event.position())
            state.become(scene, TOOLS[state.scene.tool][0])
        elif event.modifiers() & _SHIFT:
            state.become(state.scene.marked(placement.patient(event.position())), "Crosshair")

    def _end_drawing(self, press: Press, place: QPointF) -> None:
        """Set a point of a mark; a click with a tool for regions lets go of the selected one.

        A freehand outline that went nowhere is no region.
        """
        state, tool = self._target.state, press.scene.tool
        if tool in marks.WORDS:
            text, drag = TOOLS[tool]
            drawn = drag(press, state.scene, place if self._moving else press.start)
            state.become(marks.set_here(drawn), text)
        elif tool in get_args(regions.Shape) and not self._moving:
            state.update("Select region", roi=None)
        elif tool == "freehand" and regions.is_line(state.scene.rois[-1]):
            state.undo_stack.undo()

    def _apply(self, place: QPointF) -> None:
        if self._press is not None and self._drag is not None:
            text, drag = self._drag
            state = self._target.state
            state.become(drag(self._press, state.scene, place), text)

    def _window_from(self, press: Press, band: QRectF) -> None:
        values = values_in(self._target.image, press.placement, band)
        self._target.state.become(boxed_window(press, self._target.state.scene, values), "Window from box")
        self._target.update()


def _wheel_steps(event: QWheelEvent) -> float:
    """Return notches, up positive; Alt and Shift turn the axis on some systems."""
    if not event.pixelDelta().isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase:
        pixels = event.pixelDelta()
        return (pixels.y() or pixels.x()) / _PER_SLICE
    angle = event.angleDelta()
    return (angle.y() or angle.x()) / 120
