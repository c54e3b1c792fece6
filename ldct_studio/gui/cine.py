"""Cine: the cuts of the active pane one after the other, as fast as its pictures come and no faster."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from .scene import Scene
from .state import AppState

RATES = (1, 2, 3, 5, 8, 10, 15, 20, 25, 30)
"""Frames per second that faster and slower step through."""
_PATIENCE = 1.0
"""Seconds that a picture is waited for; one that failed would never come."""
_STOPS = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Cine(QObject):
    """Scrolls the active pane, and those linked with it, from the first cut to the last and again.

    ``shows`` says whether the active pane shows the cut that it is set to: nothing is ever waited for with
    the window held. A click, the wheel and everything else that moves the cuts stop it.
    """

    ran = Signal(bool)
    """Whether it runs now."""

    def __init__(self, state: AppState, shows: Callable[[], bool], rate: int) -> None:
        super().__init__()
        self._state, self._shows = state, shows
        self._stepping = False
        self._stepped = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self.set_rate(rate)
        state.changed.connect(self._follow)

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self._timer.isActive()

    def set_rate(self, rate: int) -> None:
        """Show at most so many frames per second, 1 to 30."""
        self._timer.setInterval(round(1000 / rate))

    def toggle(self) -> None:
        """Start, or stop."""
        if self.running:
            self.stop()
        else:
            self.start()

    def start(self) -> None:
        """Begin at the cut on show, where there are several and pictures follow."""
        scene = self._state.scene
        if scene.study is None or not scene.auto or _next(scene) is scene or self.running:
            return
        self._state.settle()
        self._stepped = time.monotonic()
        _application().installEventFilter(self)
        self._timer.start()
        self.ran.emit(True)

    def stop(self) -> None:
        """Stay at the cut on show."""
        if not self.running:
            return
        self._timer.stop()
        _application().removeEventFilter(self)
        self._state.settle()
        self.ran.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop at a click or the wheel, which then do what they always do."""
        if event.type() in _STOPS:
            self.stop()
        return False

    def _step(self) -> None:
        now = time.monotonic()
        if not self._shows() and now - self._stepped < _PATIENCE:
            return
        self._stepped = now
        self._stepping = True
        try:
            self._state.become(_next(self._state.scene), "Cine")
        finally:
            self._stepping = False

    def _follow(self, scene: Scene, old: Scene) -> None:
        if not self._stepping and _cuts(scene) != _cuts(old):
            self.stop()


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None, "a window has one"
    return application


def _next(scene: Scene) -> Scene:
    """Return the scene at the next cut of the active pane, at the first after the last."""
    row = scene.row_of(scene.active)
    moved = scene.with_row(scene.active, row + 1)
    moved = moved if moved.row_of(scene.active) != row else scene.with_row(scene.active, 0)
    return moved if moved.row_of(scene.active) != row else scene


def _cuts(scene: Scene) -> tuple[object, ...]:
    rows = tuple((pane.lane.plane, pane.lane.row) for pane in scene.panes)
    return scene.study, scene.volume, scene.row, scene.coronal, scene.sagittal, scene.active, rows
