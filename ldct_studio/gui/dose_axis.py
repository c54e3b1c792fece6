"""DoseAxis: the axis under the pictures that the dose is dragged along."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from . import dose_agent, dose_scale, figures, theme
from .dose_layers import DoseLayers
from .dose_marks import DoseMark, Spot
from .dose_marks_paint import laid_out
from .dose_picture import Curve, DosePicture, Line, Places
from .expected_noise import Expected, MappedNoise
from .language import tr
from .pace import Pace

_DRAG_PX = 4
_GRAB_PX = 10
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_BracketLeft: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_BracketRight: 1,
}


class DoseAxis(QWidget):
    """Shows a ``DosePicture`` and tells by signals where the hand wants the dose.

    ``moved(fraction)`` comes while dragging and for every single step, ``released`` when a gesture ends.
    """

    moved = Signal(float)
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = DosePicture(dose_scale.DEFAULT)
        self._curves: tuple[Curve, tuple[Line, ...]] = ((), ())
        self._layers = DoseLayers()
        self._pace = Pace(self._take_curve, self)
        self._compact = False
        self._pressed: float | None = None
        self._held: float | None = None
        self._mark: DoseMark | None = None
        self._dragging = False
        self.setObjectName("dose-axis")
        self.setAccessibleName(tr("Dose axis"))
        self.setToolTip(_tip(self._picture))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a drag leaves the keys to the pictures
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.notifier.changed.connect(self.update)

    @property
    def dragging(self) -> bool:
        """Whether the handle is under the hand."""
        return self._dragging

    def show_picture(self, picture: DosePicture) -> None:
        """Draw other contents."""
        if picture == self._picture:
            return
        before, self._picture = self._picture, picture
        if (picture.measured, picture.lines) != self._curves:
            (self._pace.ask if picture.noise == before.noise else self._pace.now)()
        if (picture.noise, picture.scale) != (before.noise, before.scale):
            self.setToolTip(_tip(picture))
            movable = picture.scale.movable
            self.setCursor(Qt.CursorShape.PointingHandCursor if movable else Qt.CursorShape.ArrowCursor)
        self.setAccessibleDescription(_described(picture))
        self.update()

    def _take_curve(self) -> None:
        self._curves = self._picture.measured, self._picture.lines
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Draw in the low form."""
        self._compact = compact
        self.update()

    def places(self) -> Places:
        """Return where things lie at the present size."""
        return Places.of(self.width(), self.height(), theme.current().scale, self._compact)

    def sizeHint(self) -> QSize:
        """Return a size that keeps the labels apart."""
        return QSize(theme.current().px(420), theme.current().px(84))

    def minimumSizeHint(self) -> QSize:
        """Return the least size, which is also the best height."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the axis."""
        shown = replace(self._picture, measured=self._curves[0], lines=self._curves[1])
        self._layers.paint(self, shown, self.places(), self._compact)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle where it was touched, or note where a click begins."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = event.position().x()
        spot = self.spot_at(event.position())
        self._mark = spot.mark if spot is not None else None
        offset = self._pressed - self.places().x(self._picture.fraction)
        self._held = offset if abs(offset) <= _GRAB_PX * theme.current().scale else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag freely once the hand has left the place of the press."""
        if self._pressed is None:
            return
        x = event.position().x()
        if not self._dragging and abs(x - self._pressed) >= _DRAG_PX:
            self._dragging = True
        if self._dragging:
            self.moved.emit(self.places().fraction(x - (self._held or 0.0)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag, or go to the mark or else the notch that was clicked."""
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if not self._dragging and self._mark is not None:
            self.moved.emit(self._mark.held)
        elif not self._dragging and self._held is None:
            self.moved.emit(self._scale.nearest(self.places().fraction(event.position().x())))
        self._pressed, self._dragging = None, False
        self.released.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go back to the default dose, or stay at the mark that was clicked."""
        self._pressed = None
        spot = self.spot_at(event.position())
        self._set(self._scale.default if spot is None else spot.mark.held)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step one notch with Alt; Qt turns the wheel sideways then."""
        delta = event.angleDelta().y() or event.angleDelta().x()
        if not event.modifiers() & Qt.KeyboardModifier.AltModifier or delta == 0:
            event.ignore()
            return
        self._step(1 if delta > 0 else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step one notch, or go to an end."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._set(self._scale.notches[0 if key == Qt.Key.Key_End else -1])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell of a mark under the pointer instead of the axis."""
        if event.type() == QEvent.Type.ToolTip:
            told = cast(QHelpEvent, event)
            spot = self.spot_at(QPointF(told.pos()))
            if spot is not None:
                QToolTip.showText(told.globalPos(), spot.mark.tip, self)
                return True
        return super().event(event)

    def spot_at(self, point: QPointF) -> Spot | None:
        """Return the mark that is drawn at a place, the nearest where several are."""
        places = self.places()
        near = [s for s in laid_out(self._picture.marks, places) if s.covers(point, places.unit)]
        return min(near, key=lambda spot: spot.distance(point), default=None)

    def _step(self, count: int) -> None:
        self._set(self._scale.stepped(self._picture.fraction, count))

    @property
    def _scale(self) -> dose_scale.DoseScale:
        return self._picture.scale

    def _set(self, fraction: float) -> None:
        self.moved.emit(fraction)
        self.released.emit()


def _described(picture: DosePicture) -> str:
    dose = figures.percent(picture.fraction)
    if picture.scale.agent:
        return f"{dose}, {dose_agent.amount(picture.fraction)}"
    here = tr("{0}, notch {1} of 11").format(dose, dose_scale.notch_number(picture.fraction))
    return "; ".join((here, *(mark.text for mark in picture.marks)))


def _tip(picture: DosePicture) -> str:
    """Return what the axis is, how it is used, and where the curves come from."""
    return dose_agent.tip(picture.scale) if picture.scale.agent else _radiation_tip(picture.noise)


def _radiation_tip(noise: Expected | None) -> str:
    notch = tr("A notch is 0.64×: 25 % more noise, just noticeable.")
    if isinstance(noise, MappedNoise):
        notch = tr("A notch is 0.64×: 25 % more quantum noise, just noticeable.")
        law = tr(
            "Expected σ: computed for the region from the photons and the electronic noise of every ray.\n"
            "Shaded: where the measured σ is above that."
        )
    elif noise is not None and noise.rescan:
        notch = tr("A notch is 0.64×.")
        law = tr("Expected σ: the noise of the picture and that of a whole scan at the dose.")
    elif noise is not None and noise.photon_ratio != 1:
        notch = tr("A notch is 0.64×.")
        law = tr("Expected σ: the noise of the picture and what your photons per ray add to it.")
    else:
        law = tr("Expected σ: that of the scan divided by the root of the dose.")
    return tr(
        "Dose as a fraction of the scan, 1 to 100 %, logarithmic. {0}\nDrag freely; "
        "click for a notch; [ ], arrow keys or Alt+wheel for one notch; double-click "
        "for 17 %.\nDashed: {1}"
    ).format(notch, law)
