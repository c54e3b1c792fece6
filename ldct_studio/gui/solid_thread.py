"""SolidThread: where VTK lives; the newest shot wins, and a slow picture ends when another is wanted."""

from __future__ import annotations

import logging
import threading

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal

from ..core.errors import StudioError
from ..core.volume import Volume
from .solid_scene import Maps, Shot, SolidScene

log = logging.getLogger(__name__)


class SolidThread(QObject):
    """Render shots of one volume at a time in a thread of its own."""

    made = Signal(object)
    """(Shot, picture (height, width, RGBA) uint8)."""
    failed = Signal(object)
    """One sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._wake = threading.Condition()
        self._case: tuple[Volume, Maps] | None = None
        self._shot: Shot | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._loop, name="3-D", daemon=True)
        self._thread.start()

    def show(self, volume: Volume, labels: Maps, shot: Shot) -> None:
        """Ask for a picture; a newer one replaces it."""
        with self._wake:
            self._case, self._shot = (volume, labels), shot
            self._wake.notify()

    def close(self) -> None:
        """End the thread."""
        with self._wake:
            self._closed = True
            self._wake.notify()
        self._thread.join(timeout=20)

    def _loop(self) -> None:
        scene: SolidScene | None = None
        shown: tuple[Volume, Maps] | None = None
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._closed or self._shot is not None)
                case, shot, self._shot = self._case, self._shot, None
            if self._closed:
                break
            if case is None or shot is None:
                continue
            try:
                if scene is None or shown != case:
                    if scene is not None:
                        scene.close()
                    scene, shown = None, None
                    scene, shown = SolidScene(*case), case
                self._tell(shot, scene.picture(shot, lambda: self._shot is not None or self._closed))
            except StudioError as error:
                self.failed.emit(str(error))
            except Exception as error:  # a driver may raise anything; the other panes go on
                log.exception("3-D failed")
                self.failed.emit(f"The 3-D picture failed ({error}). Show this pane in a plane instead.")
        if scene is not None:
            scene.close()

    def _tell(self, shot: Shot, picture: npt.NDArray[np.uint8] | None) -> None:
        if picture is not None:
            self.made.emit((shot, picture))
