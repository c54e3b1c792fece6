"""CompareCanvas: two pictures in one place, as swipe, checkerboard, difference, or one at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QRegion, QWheelEvent
from PySide6.QtWidgets import QWidget

from ..core.lane import Frame
from ..core.roi import Region, Statistics
from . import pane_paint, regions, theme
from .canvas import Canvas
from .compare_commands import larger
from .compare_tiles import Tiles
from .label_overlay import LabelOverlay
from .lanes import is_map, shows_patient
from .picture import Picture, difference_width, limits
from .state import AppState
from .transform import Placement

_REACH = 8.0
"""How near to the line, in px, the pointer takes hold of it."""
_KEY_STEPS: dict[int, float] = {Qt.Key.Key_Left: -0.02, Qt.Key.Key_Right: 0.02}
"""Of the line, as fractions of the width."""
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_NOTCH = 120
"""Of the wheel, for one step of the tiles."""


class CompareCanvas(Canvas):
    """Two pictures in one place; ``index`` is the pane that A is compared with."""

    def __init__(self, state: AppState, index: int, overlay: LabelOverlay, parent: QWidget) -> None:
        super().__init__(state, index, overlay, parent)
        self.pair: tuple[Frame | None, Frame | None] = (None, None)
        self.flipped = self.peeking = False
        self._first = Picture()
        self._swiping = False
        self._turned = 0

    @property
    def alone(self) -> int | None:
        """Which of the two stands alone now; None where both are in the picture."""
        if self.peeking:
            return 0
        if self.state.scene.compare == "flicker":
            return 0 if self.flipped else 1
        return None

    @property
    def mapped(self) -> bool:
        """Whether the picture, in swipe that to the right of the line, is a map of a quantity."""
        return not self.signed and super().mapped

    @property
    def signed(self) -> bool:
        """Whether the picture is a difference."""
        return self._subtracts or super().signed

    def show_pair(self, first: Frame | None, second: Frame | None) -> None:
        """Take the pictures of pane A and of the other pane."""
        if (first, second) != self.pair:
            self.pair = (first, second)
            self.refresh()

    def refresh(self) -> None:
        """Show what the mode asks for of the two pictures."""
        first, second = self.pair
        alone = self.alone
        self._first.show_frame(first)
        self.frame = second if alone is None else self.pair[alone]
        mode = self.state.scene.compare if alone is None else "alone"
        if mode == "difference":
            self._subtract(first, second)
        else:
            refused = mode == "checkerboard" and self._apart
            self._subtracted, self.hint = None, self._why_apart if refused else ""
            self._picture.show_frame(None if refused else self.frame)
            self._uptake.show_frame(None if refused else self.frame)
        self.update()

    def paint_picture(self, painter: QPainter, placement: Placement) -> None:
        """Draw one picture, the difference, or A to the left of the line or in its tiles."""
        super().paint_picture(painter, placement)
        area = self._area(placement)
        if area is None:
            return
        painter.save()
        painter.setClipRegion(area)
        painter.fillRect(self.rect(), theme.current().stage.image)
        if self._apart:
            margin = theme.current().px(32)  # the letter at the edge
            side = QRectF(area.boundingRect()).adjusted(margin, 0, -margin, 0)
            pane_paint.draw_hint(painter, side, self._why_apart)
        else:
            self._draw_first(painter, placement)
        painter.restore()
        if self._split:
            self._draw_line(painter, self._line)
        else:
            self._draw_tile_letters(painter, placement)

    @property
    def parts(self) -> tuple[tuple[str, Frame | None], ...]:
        """The frames in the picture with their letters: both, or the one that stands alone."""
        first, second = self.pair
        if self.alone is not None or first is None or first.image is None or self._apart:
            return super().parts
        return (("A", first), (self._letter, second))

    def paint_over(self, painter: QPainter, placement: Placement, taken: Sequence[QRectF]) -> float | None:
        """Draw cuts, crosshair, regions and marks, but none over a side that is left empty."""
        painter.save()
        if self._split and self._apart:
            painter.setClipRect(QRectF(self.rect()).adjusted(self._line, 0, 0, 0))
            taken = [*taken, QRectF(0, 0, self._line, self.height())]
        noise = super().paint_over(painter, placement, taken)
        painter.restore()
        return noise

    def paint_labels(self, painter: QPainter, placement: Placement) -> None:
        """Draw the labels of one picture, or those of A where A is and the other's everywhere else."""
        area = self._area(placement)
        if area is None:
            super().paint_labels(painter, placement)
            return
        first, second = self.pair
        areas = (area, QRegion(self.rect()) - area)
        for frame, part in zip((first, second), areas, strict=True):
            if frame is first and self._apart:
                continue  # nothing is shown there
            painter.save()
            painter.setClipRegion(part)
            self.draw_labels(painter, placement, frame)
            painter.restore()

    def frame_at(self, place: QPointF) -> Frame | None:
        """Return the frame at a place: A's where A is, None where that shows another slice."""
        if self._shows_first(place):
            return None if self._apart else self.pair[0]
        return self.frame

    def letter_at(self, place: QPointF) -> str:
        """Return the letter of the pane whose picture stands at a place, where both are in the picture."""
        if self.alone is not None or self._subtracts:
            return ""
        return "A" if self._shows_first(place) else self._letter

    def measurer_at(self, place: QPointF) -> regions.Measurer | None:
        """Return what measures regions at a place: the difference itself, or the picture that is there."""
        return self._in_difference if self._subtracts else super().measurer_at(place)

    def _in_difference(self, region: Region) -> Statistics | None:
        image, placement = self._picture.image, self.placement
        if image is None or placement is None:
            return None
        return regions.statistics(image, region, placement.grid, self._picture.outside)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the line, or begin a gesture."""
        near = abs(event.position().x() - self._line) <= _REACH
        self._swiping = (
            near and self.state.scene.compare == "swipe" and event.button() == Qt.MouseButton.LeftButton
        )
        if not self._swiping:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the line, or go on with a gesture."""
        if self._swiping:
            self._swipe(event.position().x() / max(self.width(), 1))
            return
        near = abs(event.position().x() - self._line) <= _REACH and self.state.scene.compare == "swipe"
        self.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the line."""
        if self._swiping:
            self._swiping = False
            self.state.settle()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line with the left and right arrow keys."""
        step = _KEY_STEPS.get(event.key())
        if step is not None and self.state.scene.compare == "swipe":
            self._swipe(self.state.scene.swipe + step)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Make tiles larger or smaller with Ctrl and Shift; scroll, zoom or step the dose without."""
        scene, angle = self.state.scene, event.angleDelta()
        if scene.compare != "checkerboard" or event.modifiers() & _CTRL_SHIFT != _CTRL_SHIFT:
            super().wheelEvent(event)
            return
        self._turned += angle.y() or angle.x()
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        self.state.become(larger(steps)(scene), "Checkerboard tiles")
        event.accept()

    _subtracted: tuple[Frame | None, Frame | None] | None = None

    def _subtract(self, first: Frame | None, second: Frame | None) -> None:
        if self._subtracted is not None and self._subtracted == (first, second):
            return
        self._subtracted = (first, second)
        self.hint = ""
        if first is None or second is None or first.image is None or second.image is None:
            self._picture.show(None)
        elif not (shows_patient(first.lane) and shows_patient(second.lane)):
            self.hint = self.tr("Only pictures of the patient are subtracted. Choose another method or pane.")
            self._picture.show(None)
        elif self._apart or first.image.shape != second.image.shape:
            self.hint = self._why_apart
            self._picture.show(None)
        else:
            difference, outside = np.subtract(second.image, first.image), _outside(first, second)
            if outside is not None:
                difference[outside] = 0  # hatched, and without a colored edge where pixels blend into it
            self._picture.show(difference, outside)

    @property
    def _subtracts(self) -> bool:
        """Whether A is taken away from the other picture."""
        return self.alone is None and self.state.scene.compare == "difference"

    @property
    def _letter(self) -> str:
        """The letter of the other pane."""
        return "ABCDEFGHI"[self.index]

    def _shows_first(self, place: QPointF) -> bool:
        """Say whether A's picture, and not the other, stands at a place."""
        if self._split:
            return place.x() < self._line
        tiles = self._tiles(self.placement)
        return tiles is not None and tiles.shows_first(place)

    @property
    def _split(self) -> bool:
        """Whether A stands to the left of a line."""
        return self.alone is None and self.state.scene.compare == "swipe"

    def _tiles(self, placement: Placement | None) -> Tiles | None:
        """Return the tiles of the checkerboard; None in other modes, and where there is nothing to tile."""
        scene = self.state.scene
        if placement is None or self.alone is not None or scene.compare != "checkerboard" or self._apart:
            return None
        return Tiles.of(placement, scene.tile)

    def _area(self, placement: Placement) -> QRegion | None:
        """Return where A is drawn over the other picture; None where one picture stands alone."""
        if self._split:
            return QRegion(0, 0, round(self._line), self.height())
        tiles = self._tiles(placement)
        return tiles.first if tiles else None

    @property
    def _apart(self) -> bool:
        """Whether the two pictures show different cuts, which no line, tile or difference may join."""
        first, second = self.pair
        return first is not None and second is not None and not _of_same_cut(first, second)

    @property
    def _why_apart(self) -> str:
        scene = self.state.scene
        wanted = {
            (scene.row_of(index), lane.plane, lane.slab, lane.tilt)
            for index, lane in ((0, scene.panes[0].lane), (self.index, scene.panes[self.index].lane))
        }
        if len(wanted) == 1:
            return self.tr("The two pictures are not of the same slice yet.")
        return self.tr("The two panes show different slices. Link them and give them one plane and slab.")

    @property
    def _line(self) -> float:
        return self.state.scene.swipe * self.width()

    def _swipe(self, place: float) -> None:
        self.state.update("Move swipe line", swipe=min(max(place, 0.0), 1.0))

    def _draw_first(self, painter: QPainter, placement: Placement) -> None:
        scene, frame = self.state.scene, self.pair[0]
        half = difference_width(scene) / 2
        if frame is not None and frame.lane.minus is not None:
            self._first.draw(painter, placement, -half, half, signed=True)
        elif frame is not None and is_map(frame.lane):
            self._first.draw(painter, placement, 0, half)
        else:
            low, high = limits(scene.view_of(scene.panes[self.index]))
            self._first.draw(painter, placement, low, high)

    def _draw_line(self, painter: QPainter, x: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for color, width in ((QColor(0, 0, 0, 160), 3.5), (QColor("#FFFFFF"), 1.4)):
            painter.setPen(QPen(color, width))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        grip = QRectF(x - 5, self.height() / 2 - 18, 10, 36)
        painter.setPen(QPen(QColor(0, 0, 0, 200), 1))
        painter.setBrush(QColor("#F2F2F2"))
        painter.drawRoundedRect(grip, 4, 4)
        painter.drawLine(grip.center() + QPointF(0, -8), grip.center() + QPointF(0, 8))
        side = theme.current().px(18)
        top = 36 + self.covered
        self._draw_chips(painter, QPointF(x - side - 8, top), QPointF(x + 8, top))

    def _draw_tile_letters(self, painter: QPainter, placement: Placement) -> None:
        """Write the letters into two tiles in the middle, where they have room."""
        tiles, side = self._tiles(placement), theme.current().px(18)
        if tiles is not None and tiles.side >= 2 * side:
            inset = QPointF(4, 4)
            self._draw_chips(painter, *(tiles.middle(first).topLeft() + inset for first in (True, False)))

    def _draw_chips(self, painter: QPainter, first: QPointF, second: QPointF) -> None:
        """Write the letter of A at one place and that of the other picture at another."""
        font = theme.current().font("caption")
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        side = theme.current().px(18)
        for letter, corner in (("A", first), (self._letter, second)):
            chip = QRectF(corner.x(), corner.y(), side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 190))
            painter.drawRoundedRect(chip, 3, 3)
            painter.setPen(QColor("#FFFFFF"))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, letter)


def _outside(first: Frame, second: Frame) -> npt.NDArray[np.bool_] | None:
    """Return where either of two pictures has no value, and so their difference; None where both have all."""
    masks = [frame.outside for frame in (first, second) if frame.outside is not None]
    return np.logical_or.reduce(masks) if masks else None


def _of_same_cut(first: Frame, second: Frame) -> bool:
    cuts = [(f.row, f.lane.plane, f.lane.slab, f.lane.tilt) for f in (first, second)]
    return cuts[0] == cuts[1]
