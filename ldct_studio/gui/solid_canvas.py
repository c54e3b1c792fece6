"""SolidCanvas: the volume of a pane in three dimensions, turned, moved and zoomed by mouse and keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..core.lane import Lane
from ..core.volume import Volume
from ..methods.contrast_study import UPTAKE
from . import pane_paint, theme
from .lanes import notes
from .language import tr
from .outlined import draw_text, text_width
from .scene import Scene
from .solid import WHOLE, Solid
from .solid_body import FAINTEST
from .solid_scene import Shot
from .solid_surfaces import Maps
from .solid_thread import Solidity, SolidThread, Wanted
from .state import AppState

_REST = 150
"""Ms without a change after which the fine picture is made."""
_PER_PX = 0.4
"""Degrees."""
_MARGIN = 10
_CLICK = 4
"""Px within which a press is a click."""
_PAUSE = 400
"""Ms of rest after which turns by key or wheel are one undo step."""
_KEYS: dict[int, tuple[float, float]] = {
    Qt.Key.Key_Left: (-10.0, 0.0),
    Qt.Key.Key_Right: (10.0, 0.0),
    Qt.Key.Key_Up: (0.0, -10.0),
    Qt.Key.Key_Down: (0.0, 10.0),
}
"""Degrees to the right and downward."""
_TURN, _MOVE, _ZOOM = "Turn volume", "Move volume", "Zoom volume"


class SolidCanvas(QWidget):
    """The 3-D picture of pane ``index``; it keeps its last picture until another replaces it."""

    menu_wanted = Signal(object)
    """The global place (QPoint) for the pane's menu."""
    changed = Signal()
    """Another picture, or a reason why there is none, is on show."""

    def __init__(self, state: AppState, index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self.index = state, index
        self._shown: Solidity | None = None
        self.error = ""
        self._thread: SolidThread | None = None
        self._press: tuple[QPointF, Solid, Qt.MouseButton] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(lambda: self._ask(moving=False))
        self.covered = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(state.settle)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setToolTip("")
        self.setAccessibleName(self.tr("Volume in 3-D"))
        state.changed.connect(self._follow)

    @property
    def finished(self) -> bool:
        """Whether the picture on show is the fine one of the scene as it is."""
        wanted = self._wanted(moving=False)
        if self._shown is None or wanted is None:
            return False
        return self._shown.wanted.same_case(wanted) and self._shown.wanted.shot == wanted.shot

    def retire(self) -> None:
        """Hear no more of the scene, and let the rendering end."""
        self._state.changed.disconnect(self._follow)
        self._rest.stop()
        if self._thread is not None:
            self._thread.made.disconnect(self._take)
            self._thread.end()

    def close_work(self) -> None:
        """End the rendering before the window goes."""
        if self._thread is not None:
            self._thread.close()

    def sizeHint(self) -> QSize:
        """Return the size of a picture beside others."""
        return QSize(480, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a picture of the new size."""
        super().resizeEvent(event)
        self._ask(moving=self._shown is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture and what lies at its edges."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(self.rect(), theme.current().stage.image)
        pixels = self._shown.pixels if self._shown else None
        if self.error or pixels is None:
            pane_paint.draw_hint(painter, box, self.error or self.tr("Preparing the 3-D picture"))
        else:
            height, width, _ = pixels.shape
            image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBX8888)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, image)
            self._draw_texts(painter)
        active = self._state.scene.active == self.index
        pane_paint.draw_frame(painter, pane_paint.cover(painter, box, self.covered), active, self.hasFocus())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the volume: left turns, middle moves, right zooms."""
        self._state.update(active=self.index)
        self._pause.stop()
        self._state.settle()
        solid = self._solid
        if solid is not None:
            self._press = event.position(), solid, event.button()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on turning, moving or zooming."""
        if self._press is None:
            return
        start, solid, button = self._press
        step = event.position() - start
        if button == Qt.MouseButton.LeftButton:
            self._show(solid.rotated(step.x() * _PER_PX, step.y() * _PER_PX), _TURN)
        elif button == Qt.MouseButton.MiddleButton:
            self._show(solid.moved(step.x() * self._mm, -step.y() * self._mm), _MOVE)
        else:
            self._show(solid.zoomed(2 ** (-step.y() / 150)), _ZOOM)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture; a right click opens the menu."""
        press, self._press = self._press, None
        self._state.settle()
        clicked = press is not None and (event.position() - press[0]).manhattanLength() < _CLICK
        if clicked and event.button() == Qt.MouseButton.RightButton:
            self.menu_wanted.emit(self.mapToGlobal(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Maximize or restore the pane."""
        if event.button() == Qt.MouseButton.LeftButton:
            scene = self._state.scene
            self._state.update("Maximize pane", active=self.index, maximized=not scene.maximized)
            self._state.settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom."""
        solid = self._solid
        if solid is not None:
            self._show(solid.zoomed(1.1 ** (event.angleDelta().y() / 120)), _ZOOM)
            self._pause.start()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the shortcuts of the stage, which scroll."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _turn(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn by the arrow keys; other keys belong to the window."""
        solid, step = self._solid, _turn(event)
        if solid is None or step is None:
            super().keyPressEvent(event)
        else:
            self._show(solid.rotated(*step), _TURN)
            self._pause.start()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu for the keyboard."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self.mapToGlobal(self.rect().center()))

    @property
    def _solid(self) -> Solid | None:
        panes = self._state.scene.panes
        return panes[self.index].solid if self.index < len(panes) else None

    @property
    def _mm(self) -> float:
        """Mm per px."""
        solid, source = self._solid, self._state.scene.source
        if solid is None or source is None:
            return 0.0
        sides = zip(source.grid.shape, source.grid.spacing, strict=True)
        return (
            max(count * spacing for count, spacing in sides)
            / solid.zoom
            / max(min(self.width(), self.height()), 1)
        )

    def _show(self, solid: Solid, text: str) -> None:
        self._state.become(self._state.scene.with_solid(self.index, solid), text)

    def _follow(self, scene: Scene, old: Scene) -> None:
        if self.index >= len(scene.panes):
            return  # the stage removes this pane in a moment
        pane, before = scene.panes[self.index], old.panes[self.index : self.index + 1]
        fresh = scene.source is not old.source or _labels(scene) != _labels(old)
        if fresh or pane.solid is None:
            self._forget()
        if pane.solid is None:
            return
        looks = [(s.hidden, s.overlay) for s in (scene, old)]
        if fresh or looks[0] != looks[1] or not before or before[0].solid != pane.solid:
            self._ask(moving=not fresh)
        if scene.active != old.active:
            self.update()

    def _forget(self) -> None:
        """Let go of the picture and the voxels: another case came, or nobody looks."""
        if self._shown is not None or self.error:
            self._shown, self.error = None, ""
            self.update()
        if self._thread is not None:
            self._thread.forget()

    def _wanted(self, moving: bool) -> Wanted | None:
        """Return the picture that the scene asks for; None where it asks for none."""
        scene, solid = self._state.scene, self._solid
        if scene.source is None or solid is None:
            return None
        ratio = self.devicePixelRatioF()
        size = max(round(self.width() * ratio), 16), max(round(self.height() * ratio), 16)
        drawn = replace(solid, surfaces=solid.surfaces and scene.overlay)
        shot = Shot(drawn, *size, moving, scene.hidden)
        study, partner = scene.study, scene.study.partner if scene.study else None
        if solid.look == "uptake" and study is not None and partner is not None:
            threshold = scene.uptake_sigma * partner.pair.sigma
            return Wanted(study.volumes[UPTAKE], _labels(scene), shot, FAINTEST / max(threshold, 1e-6))
        return Wanted(scene.source, _labels(scene), shot)

    def _ask(self, moving: bool) -> None:
        wanted = self._wanted(moving)
        if wanted is None or not self.isVisible():
            return
        if self._thread is None:
            self._thread = SolidThread()
            self._thread.made.connect(self._take)
        self._thread.show(wanted)
        if moving:
            self._rest.start()
        else:
            self._rest.stop()

    def showEvent(self, event: object) -> None:
        """Ask for the first picture."""
        self._ask(moving=False)

    def _take(self, made: object) -> None:
        assert isinstance(made, Solidity)
        if not made.wanted.same_case(self._wanted(moving=False)):
            return  # another case came meanwhile
        self.error = made.error
        if made.pixels is not None:
            self._shown = made
        self.update()
        self.changed.emit()

    def cover(self, covered: int) -> None:
        """Keep marks below so many px of the top, which a message covers."""
        if covered != self.covered:
            self.covered = covered
            self.update()

    def _draw_texts(self, painter: QPainter) -> None:
        if self._shown is None:
            return
        solid = self._shown.wanted.shot.solid
        tokens = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font, margin = tokens.font("strong"), float(tokens.px(_MARGIN))
        line, width, height = QFontMetricsF(font).height(), float(self.width()), float(self.height())
        left, right, top, bottom = solid.letters
        for text, x, y in (
            (left, margin, (height - line) / 2),
            (right, width - margin - text_width(right, font), (height - line) / 2),
            (top, (width - text_width(top, font)) / 2, margin + self.covered),
            (bottom, (width - text_width(bottom, font)) / 2, height - margin - line),
        ):
            draw_text(painter, QPointF(x, y), text, font, tokens.stage.corner)
        small = tokens.font("corner")
        said = f"3-D, {self.tr(solid.look)}"
        if solid.cut != WHOLE:
            said += self.tr(", cut to a box")
        draw_text(painter, QPointF(margin, height - margin - line), said, small, tokens.stage.corner)
        for number, tag in enumerate(tags(self._shown.wanted.volume)):
            place = QPointF(width - margin - text_width(tag, small), margin + self.covered + number * line)
            draw_text(painter, place, tag, small, tokens.stage.corner)


def tags(volume: Volume) -> tuple[str, ...]:
    """Return what the user has to know of the volume on show: of its dose, and of the methods behind it."""
    simulated = any(step.kind == "simulator" for step in volume.history)
    said = notes(Lane("", volume.history))
    return (*((tr("Simulated"),) if simulated else ()), *map(tr, said))


def _turn(event: QKeyEvent) -> tuple[float, float] | None:
    """Return how far a key turns the volume; some systems call the arrows a part of the keypad."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return None if held else _KEYS.get(event.key())


def _labels(scene: Scene) -> Maps:
    """Return the label maps that lie on the volume on show."""
    if scene.study is None or scene.source is None:
        return ()
    maps = scene.study.labels.items()
    return tuple(item for item in maps if item[1].grid.same_place(scene.source.grid))
