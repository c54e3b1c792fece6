"""Mouse and wheel on a picture: what each gesture does to the scene, one undo step per gesture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent

from . import regions
from .dose_scale import stepped
from .picture import difference_width
from .scene import Scene
from .state import AppState
from .transform import Placement

DEAD_ZONE = 4.0
"""A drag begins after so many px, so that a click changes nothing."""
WIDTHS = (1.0, 10_000.0)
"""Narrowest and widest window in HU."""
_PER_SLICE = 40.0
"""Px of a touchpad's movement for one slice."""
_PER_DOUBLING = 150.0
"""Px of dragging that double the window's width or the zoom."""
_REST = 400
"""A wheel gesture ends after so many ms of rest."""

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
    def signed(self) -> bool:
        """Whether the picture shows differences, which have a window of their own."""

    @property
    def image(self) -> npt.NDArray[np.float32] | None:
        """The picture on show."""

    def menu(self, place: QPointF) -> None:
        """Show the context menu."""

    def update(self) -> None:
        """Draw again."""


@dataclass(frozen=True)
class Press:
    """How things stood when the button went down."""

    index: int
    scene: Scene
    placement: Placement
    signed: bool
    start: QPointF


Drag = Callable[[Press, Scene, QPointF], Scene]
"""From the press, the scene now and the pointer's place to the scene that should be."""


def drag_window(press: Press, scene: Scene, place: QPointF) -> Scene:
    """Widen to the right and brighten upward; on a difference only its own window changes."""
    step = place - press.start
    factor = 2 ** (step.x() / _PER_DOUBLING)
    if press.signed:
        return replace(scene, difference_width=_width(difference_width(press.scene) * factor))
    view = press.scene.view_of(press.scene.panes[press.index])
    level = round(view.level + step.y() * view.width / (2 * _PER_DOUBLING))
    return scene.with_view(press.index, replace(view, width=_width(view.width * factor), level=float(level)))


def drag_zoom(press: Press, scene: Scene, place: QPointF) -> Scene:
    """Zoom in upward, about the point where the button went down."""
    factor = 2 ** ((press.start.y() - place.y()) / _PER_DOUBLING)
    view = press.scene.view_of(press.scene.panes[press.index])
    return scene.with_view(press.index, press.placement.zoomed(view, press.start, factor))


def drag_pan(press: Press, scene: Scene, place: QPointF) -> Scene:
    """Move the picture with the pointer."""
    view = press.scene.view_of(press.scene.panes[press.index])
    return scene.with_view(press.index, press.placement.panned(view, place - press.start))


def drag_scroll(press: Press, scene: Scene, place: QPointF) -> Scene:
    """Scroll to the next slice upward; the whole stack is one pane high, at least 3 px per slice."""
    slices = press.placement.grid.shape[0]
    per_slice = max(press.placement.height / slices, 3.0)
    row = shown_row(press.scene, press.index) + round((press.start.y() - place.y()) / per_slice)
    return scene.with_row(press.index, row)


def drag_crosshair(press: Press, scene: Scene, place: QPointF) -> Scene:
    """Put the crosshair under the pointer in all panes."""
    return replace(scene, crosshair=press.placement.patient(place))


def drag_ellipse(press: Press, scene: Scene, place: QPointF) -> Scene:
    """Draw a new region in the dragged box."""
    name = regions.free_name(press.scene.rois)
    region = regions.drawn(name, press.placement, press.start, place)
    return replace(scene, rois=(*press.scene.rois, region), roi=len(press.scene.rois))


def drag_region(number: int, grip: regions.Grip) -> Drag:
    """Move a region, or one of its sides."""

    def drag(press: Press, scene: Scene, place: QPointF) -> Scene:
        rois = press.scene.rois
        region = regions.changed(rois[number], grip, press.placement, press.start, place)
        return replace(scene, rois=(*rois[:number], region, *rois[number + 1 :]))

    return drag


_TOOLS: dict[str, tuple[str, Drag]] = {
    "window": ("Window", drag_window),
    "zoom": ("Zoom", drag_zoom),
    "pan": ("Pan", drag_pan),
    "scroll": ("Scroll", drag_scroll),
    "crosshair": ("Crosshair", drag_crosshair),
    "ellipse": ("Add region", drag_ellipse),
}


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
        state.settle()
        self._press = Press(target.index, state.scene, placement, target.signed, event.position())
        self._moving, self._menu = False, event.button() == _RIGHT
        self._boxed = event.button() == _LEFT and bool(event.modifiers() & _CTRL)
        self._drag = None if self._boxed else self._meant(event, placement)
        if self._drag is not None and self._drag[1] is drag_crosshair:
            self._apply(event.position())

    def move(self, event: QMouseEvent) -> None:
        """Go on with a drag; with Shift and no button the crosshair follows."""
        if self._press is None:
            if event.modifiers() & _SHIFT and self._target.placement is not None:
                self._target.state.update(crosshair=self._target.placement.patient(event.position()))
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
        elif not self._moving and self._drag is not None and self._drag[1] is drag_ellipse:
            self._target.state.update("Select region", roi=None)
        self._target.state.settle()

    def double_click(self, event: QMouseEvent) -> None:
        """Maximize or restore the pane; with Ctrl set the recorded window again."""
        self._press = None
        state, index = self._target.state, self._target.index
        if event.button() != _LEFT:
            return
        if event.modifiers() & _CTRL:
            state.become(recorded_window(state.scene, index, self._target.signed), "Reset window")
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
                state.update("Dose", fraction=stepped(state.scene.fraction, whole))
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
            return _TOOLS["zoom"]
        if event.button() == _MIDDLE or (event.button() == _LEFT and keys & _SHIFT):
            return _TOOLS["pan"]
        if event.button() != _LEFT:
            return None
        found = regions.pick(scene, placement, event.position())
        if found is None:
            return _TOOLS[scene.tool]
        self._target.state.update("Select region", roi=found[0])
        self._target.state.settle()
        return ("Move region" if found[1] == "move" else "Resize region"), drag_region(*found)

    def _apply(self, place: QPointF) -> None:
        if self._press is not None and self._drag is not None:
            text, drag = self._drag
            state = self._target.state
            state.become(drag(self._press, state.scene, place), text)

    def _window_from(self, press: Press, band: QRectF) -> None:
        values = values_in(self._target.image, press.placement, band)
        if press.signed or values.size < 2:
            self._target.update()
            return
        state = self._target.state
        low, high = (float(value) for value in np.percentile(values, (1, 99)))
        view = state.scene.view_of(state.scene.panes[press.index])
        view = replace(view, width=_width(max(high - low, 8)), level=float(round((low + high) / 2)))
        state.become(state.scene.with_view(press.index, view), "Window from box")


def values_in(
    image: npt.NDArray[np.float32] | None, placement: Placement, band: QRectF
) -> npt.NDArray[np.float32]:
    """Return the pixels of a picture whose centers lie in a box of the pane."""
    if image is None or image.shape != placement.grid.shape[1:]:
        return np.empty(0, np.float32)
    left, top = placement.pixel(band.topLeft())
    right, bottom = placement.pixel(band.bottomRight())
    rows = slice(max(int(np.ceil(top)), 0), max(int(bottom) + 1, 0))
    columns = slice(max(int(np.ceil(left)), 0), max(int(right) + 1, 0))
    return image[rows, columns]


def shown_row(scene: Scene, index: int) -> int:
    """Return the slice that a pane is set to."""
    row = scene.panes[index].lane.row
    return scene.row if row is None else row


def recorded_window(scene: Scene, index: int, signed: bool = False) -> Scene:
    """Return the scene with the window that came with the images, or 400/40; a difference its default."""
    if signed:
        return replace(scene, difference_width=None)
    windows = scene.study.facts.windows if scene.study else ()
    width, level = windows[0] if windows else (400.0, 40.0)
    view = scene.view_of(scene.panes[index])
    return scene.with_view(index, replace(view, width=width, level=level))


def _width(width: float) -> float:
    return float(round(min(max(width, WIDTHS[0]), WIDTHS[1])))


def _wheel_steps(event: QWheelEvent) -> float:
    """Return notches, up positive; Alt and Shift turn the axis on some systems."""
    if not event.pixelDelta().isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase:
        pixels = event.pixelDelta()
        return (pixels.y() or pixels.x()) / _PER_SLICE
    angle = event.angleDelta()
    return (angle.y() or angle.x()) / 120
