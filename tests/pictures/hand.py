"""A hand on the real window: it does what a user does, and waits until the window shows it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from ldct_studio.core import device
from ldct_studio.core.lane import Frame, Lane
from ldct_studio.gui.app import Studio
from ldct_studio.gui.background import Background
from ldct_studio.gui.lanes import shows_patient
from ldct_studio.gui.measuring import answers
from ldct_studio.gui.scene import Scene
from ldct_studio.live.noise_maps import NoiseMaps
from tests.pictures.trainings import Trainings

TICK_MS = 20
QUIET_SECONDS, QUIET_TURNS = 0.6, 30
"""What rests so long, and for so many turns of the loop, is done: others wait for less before they begin."""

_MAKING = 1800.0
"""Seconds within which the demo is made, where it was not yet."""


class TooLateError(RuntimeError):
    """What was waited for did not come."""


class Hand:
    """Does things in a studio whose window is shown; nothing here sleeps, the event loop turns."""

    def __init__(self, studio: Studio, folder: Path) -> None:
        self.studio, self.window, self.state, self.folder = studio, studio.window, studio.state, folder
        self.trainings: Trainings | None = None
        self.start: Scene | None = None
        """The demo as it opens, which every picture begins with."""
        self._mapped: NoiseMaps | None = None
        self._frames: dict[Lane, Frame] = {}
        studio.bridge.noise.connect(self._take_noise)
        studio.bridge.frame.connect(self._take_frame)

    def until(self, holds: Callable[[], bool], what: str, seconds: float = 120.0) -> None:
        """Turn the event loop until something holds; raise ``TooLateError`` where it does not in time."""
        end, held = time.monotonic() + seconds, holds()
        loop, tick = QEventLoop(), QTimer()

        def look() -> None:
            nonlocal held
            held = holds()
            if held or time.monotonic() > end:
                loop.quit()

        tick.timeout.connect(look)
        tick.start(TICK_MS)
        if not held:
            loop.exec()
        tick.stop()
        if not held:
            raise TooLateError(f"{what} did not come within {seconds:.0f} s.")

    def do(self, name: str) -> None:
        """Choose a command of the menus."""
        self.window.actions_[name].trigger()

    def settle(self) -> None:
        """Wait until every pane shows what the scene asks for, and nothing is computed any more."""
        works = self._works()
        busy_at, turns = time.monotonic(), 0

        def rests() -> bool:
            nonlocal busy_at, turns
            turns += 1
            if any(work.busy for work in works) or self._waits_for():
                busy_at, turns = time.monotonic(), 0
            return turns >= QUIET_TURNS and time.monotonic() - busy_at >= QUIET_SECONDS

        try:
            self.until(rests, "Rest")
        except TooLateError as error:
            busy = next((type(work).__name__ for work in works if work.busy), "nothing")
            raise TooLateError(f"{self._waits_for() or busy}: {error}") from None

    def turn(self) -> None:
        """Let everything that is under way take its place, without waiting for pictures."""
        left = QUIET_TURNS

        def turned() -> bool:
            nonlocal left
            left -= 1
            return left < 0

        self.until(turned, "Some turns of the loop")

    def begin(self) -> None:
        """Open the demo where nothing is open, and show it as it opens, in the usual window."""
        self.put_away()
        self.size(1280, 800)
        self.window.show_compute(device.name(), "", "full")
        study = self.state.scene.study
        if study is None or not self._has_demo:
            self.do("demo")
            self.until(lambda: self._has_demo and not self.studio.busy, "The demo", _MAKING)
        usual = replace(self.state.scene, workspace="physics", rows=2, columns=2)
        self.start = self.start or usual
        scene = replace(self.start, study=self.state.scene.study)
        self.state.become(scene, "Picture")
        self.state.settle()
        self.window.panels.tabs.setCurrentIndex(0)
        self.stage_focus()

    def visit_doses(self) -> None:
        """Go through some doses and come back, so that curves over dose have points; wait for the maps."""
        fraction = self.state.scene.fraction
        for visited in (1.0, 0.5, 0.26, 0.1, 0.05, fraction):
            self.state.update("Dose", fraction=visited)
            self.settle()
        self.until(lambda: self._mapped is not None, "The noise maps")
        self.settle()

    def stage_focus(self) -> None:
        """Give the keyboard to the pictures."""
        self.studio.stage.setFocus()

    def size(self, width: int, height: int) -> None:
        """Give the window another size."""
        self.window.resize(width, height)
        QApplication.processEvents()

    def dialog(self, name: str = "") -> QDialog:
        """Return the dialog that was opened, by its name where several are."""
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        return next(w for w in found if not name or w.objectName() == name)

    def put_away(self) -> None:
        """Close everything that lies over the window or beside it."""
        for overlay in (self.window.sheet, self.window.palette_):
            if overlay.isVisible():
                overlay.leave()
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window and widget.isVisible():
                if isinstance(widget, QDialog) and not isinstance(widget, QMenu):
                    widget.reject()
                widget.close()
        console = self.studio.console.panel
        if console is not None and console.isVisible():
            self.do("console")
        self.window.notices.clear()
        QApplication.processEvents()

    def press(self, widget: QWidget, place: QPoint, kind: Literal["press", "move", "release"]) -> None:
        """Press, move or release the left button."""
        types = {
            "press": QEvent.Type.MouseButtonPress,
            "move": QEvent.Type.MouseMove,
            "release": QEvent.Type.MouseButtonRelease,
        }
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind == "move" else left
        held = none if kind == "release" else left
        at, globally = QPointF(place), QPointF(widget.mapToGlobal(place))
        event = QMouseEvent(types[kind], at, globally, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)

    @property
    def _has_demo(self) -> bool:
        study = self.state.scene.study
        if study is None or study.path or study.partner is not None:
            return False
        return study.origin is None or not study.origin.demo

    def _works(self) -> list[Background[object]]:
        """Return what the parts of the window and its dialogs have computed in the background."""
        owners = [*vars(self.studio).values(), *self.window.findChildren(QWidget)]
        held = [value for owner in owners for value in getattr(owner, "__dict__", {}).values()]
        return [value for value in held if isinstance(value, Background)]

    def _waits_for(self) -> str:
        """Say what is not finished yet; '' where all is."""
        scene, studio = self.state.scene, self.studio
        if studio.busy or studio.exports.busy:
            return "The case"
        if scene.study is None or scene.workspace == "train":
            return ""
        if scene.request is None:
            return "The case"
        for lane in scene.request.lanes:
            frame = self._frames.get(lane)
            if frame is None or not answers(frame, scene.request):
                return f"The picture of {lane.title}"
            if frame.state != "full":
                return f"A full picture of {lane.title}"
            labelled = scene.request.segmenter is not None and lane.is_axial and shows_patient(lane)
            if labelled and frame.labels is None and not (frame.error or frame.labels_error):
                return f"What is found in {lane.title}"
        solids = (studio.stage.panes[i].solid for i, p in enumerate(scene.visible) if p.solid is not None)
        finished = all(solid is not None and (solid.finished or solid.error) for solid in solids)
        return "" if finished else "The picture in 3-D"

    def _take_noise(self, maps: NoiseMaps) -> None:
        self._mapped = maps

    def _take_frame(self, frame: Frame) -> None:
        self._frames[frame.lane] = frame
