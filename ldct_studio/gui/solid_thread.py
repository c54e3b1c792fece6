"""SolidThread: where VTK lives; the newest shot wins, and a fine picture ends when another is wanted."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal

from ..core.errors import StudioError
from ..core.volume import Volume
from .language import tr
from .solid_scene import Shot, SolidScene
from .solid_surfaces import Maps

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Wanted:
    """A shot of a volume and the label maps on it."""

    volume: Volume
    labels: Maps
    shot: Shot
    scale: float | None = None
    """Values of a voxel in 3-D per unit of the volume; None = what suits the volume."""

    def same_case(self, other: Wanted | None) -> bool:
        """Whether both are of the same voxels."""
        if other is None or self.scale != other.scale:
            return False
        return self.volume is other.volume and self.labels == other.labels


@dataclass(frozen=True, eq=False)
class Solidity:
    """What came of it: pixels (height, width, RGBA), or the sentence why there are none."""

    wanted: Wanted
    pixels: npt.NDArray[np.uint8] | None
    error: str = ""


class SolidThread(QObject):
    """Render shots of one volume at a time in a thread of its own."""

    made = Signal(object)
    """A Solidity."""

    def __init__(self) -> None:
        super().__init__()
        self._wake = threading.Condition()
        self._wanted: Wanted | None = None
        self._forgets = self._closed = False
        self._thread = threading.Thread(target=self._loop, name="3-D", daemon=True)
        self._thread.start()

    def show(self, wanted: Wanted) -> None:
        """Ask for a picture; a newer one replaces it."""
        with self._wake:
            self._wanted = wanted
            self._wake.notify()

    def forget(self) -> None:
        """Let go of the voxels: nobody looks at them any more."""
        with self._wake:
            self._wanted, self._forgets = None, True
            self._wake.notify()

    def end(self) -> None:
        """Let the thread end after what it is doing, without waiting for it."""
        with self._wake:
            self._closed = True
            self._wake.notify()

    def close(self) -> None:
        """End the thread, and wait for that."""
        self.end()
        self._thread.join(timeout=20)

    def _loop(self) -> None:
        scene: SolidScene | None = None
        held: Wanted | None = None
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._closed or self._forgets or self._wanted is not None)
                wanted, self._wanted = self._wanted, None
                forgets, self._forgets = self._forgets, False
            stale = wanted is not None and not wanted.same_case(held)
            if scene is not None and (self._closed or forgets or stale):
                scene.close()
                scene = held = None
            if self._closed:
                return
            if wanted is not None:
                scene, held = self._render(scene, held, wanted)
            wanted = None

    def _render(
        self, scene: SolidScene | None, held: Wanted | None, wanted: Wanted
    ) -> tuple[SolidScene | None, Wanted | None]:
        """Tell the picture that is wanted; return the scene and what it is of."""
        try:
            if scene is None:
                scene, held = SolidScene(wanted.volume, wanted.labels, wanted.scale), wanted
            fine = not wanted.shot.moving  # a coarse picture is finished: else a drag would show none at all
            pixels = scene.picture(wanted.shot, lambda: self._closed or (fine and self._wanted is not None))
            if pixels is not None:
                self._tell(Solidity(wanted, pixels))
        except StudioError as error:
            self._tell(Solidity(wanted, None, str(error)))
        except Exception as error:  # a driver may raise anything; the other panes go on
            log.exception("3-D failed")
            why = tr("The 3-D picture failed ({0}). Show this pane in a plane instead.").format(error)
            self._tell(Solidity(wanted, None, why))
        return scene, held

    def _tell(self, made: Solidity) -> None:
        if not self._closed:
            self.made.emit(made)
