"""Requests into the live thread, frames out of it."""

from __future__ import annotations

import threading
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ..core.lane import Frame, Lane, Request
from ..live import Live
from .scene import Scene
from .state import AppState


class Bridge(QObject):
    """Submit what the scene wants and hand over what is finished.

    Frames that arrive while the window is busy replace each other per lane, so a slow window never
    queues pictures that nobody will see.
    """

    frame = Signal(object)
    """A Frame, in the GUI thread."""
    axial = Signal(object)
    """The same, where it is an axial row and not a cut through several: what is measured and plotted."""
    asked = Signal(object)
    """The Request that was just submitted."""

    fell_back = Signal(object)
    """Why the GPU was left."""
    noise = Signal(object)
    """NoiseMaps of the request on show, in the GUI thread; often the same ones again."""

    _arrived = Signal()

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._request: Request | None = None
        self._estimating = False
        self._ready: dict[Lane, Frame] = {}
        self._lock = threading.Lock()
        self._arrived.connect(self._take)
        self._live = Live(self._from_thread, fell_back=self.fell_back.emit, tell_noise=self.noise.emit)
        state.changed.connect(self._changed)

    def show_estimating(self, on: bool) -> None:
        """Compute nothing at a lower dose while the photons of the scan are being estimated.

        Until they are known a scan counts as one of few, and its first pictures would be all noise.
        """
        self._estimating = on
        if not on:
            self.update_now()

    def update_now(self) -> None:
        """Submit what the scene wants, also where pictures do not follow by themselves."""
        scene = self._state.scene
        request = scene.request
        if request is not None and self._estimating and scene.reference_scan.source == "default":
            request = replace(request, lanes=tuple(lane for lane in request.lanes if not lane.is_lowered))
        if request is None or request == self._request:
            return
        self._request = request
        self._live.submit(request)
        self.asked.emit(request)

    def repeat(self) -> None:
        """Submit the same request again, after a failure."""
        self._request = None
        self.update_now()

    def stop(self, lane: Lane) -> None:
        """Leave a picture that grows as it is."""
        self._live.stop(lane)

    @property
    def request(self) -> Request | None:
        """The newest request that was submitted."""
        return self._request

    def restart_worker(self) -> None:
        """Let the lane worker process find newly allowed plug-ins, and repeat what failed."""
        self._live.restart_worker()
        self.repeat()

    def close(self) -> None:
        """End the live thread before the window goes."""
        self._live.close()

    def _changed(self, scene: Scene, old: Scene) -> None:
        if scene.source is not old.source:
            self._live.forget()
            self._request = None
        if scene.auto or scene.study is not old.study:
            self.update_now()

    def _from_thread(self, frame: Frame) -> None:
        with self._lock:
            first = not self._ready
            self._ready[frame.lane] = frame
        if first:
            self._arrived.emit()

    def _take(self) -> None:
        with self._lock:
            frames = list(self._ready.values())
            self._ready.clear()
        for frame in frames:
            self.frame.emit(frame)
            if frame.lane.is_axial:
                self.axial.emit(frame)
