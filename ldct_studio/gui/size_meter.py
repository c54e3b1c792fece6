"""SizeMeter: measures the patient in the slice on show, off the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal, Slot

from ..core.volume import Volume
from ..physics.patient import water_equivalent_diameter
from .scene import Scene
from .state import AppState

_REST_MS = 250


class SizeMeter(QObject):
    """Emits ``measured(PatientSize)`` some time after the slice on show came to rest."""

    measured = Signal(object)

    def __init__(self, state: AppState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._timer = QTimer(self, singleShot=True, interval=_REST_MS)
        self._timer.timeout.connect(self._begin)
        state.changed.connect(self._follow)
        self._timer.start()

    def close(self) -> None:
        """Wait for a measurement under way; call before the window goes."""
        self._timer.stop()
        self._pool.clear()
        self._pool.waitForDone()

    def _follow(self, new: Scene, old: Scene) -> None:
        if _rows(new) != _rows(old):
            self._timer.start()

    def _begin(self) -> None:
        scene = self._state.scene
        if scene.source is None or scene.source.modality not in ("CT", "MVCT"):
            return
        job = _Job(_rows(scene), scene.source, scene.row)
        job.told.done.connect(self._take)
        self._pool.start(job)

    @Slot(object, object)
    def _take(self, place: object, size: object) -> None:
        if place == _rows(self._state.scene):
            self.measured.emit(size)


class _Told(QObject):
    done = Signal(object, object)


class _Job(QRunnable):
    def __init__(self, place: object, volume: Volume, row: int) -> None:
        super().__init__()
        self.told = _Told()
        self._place, self._volume, self._row = place, volume, row

    def run(self) -> None:
        spacing = self._volume.grid.spacing
        size = water_equivalent_diameter(self._volume.data[self._row], (spacing[1], spacing[2]))
        self.told.done.emit(self._place, size)


def _rows(scene: Scene) -> object:
    """Return what the size depends on: the voxels and the slice, not what n0 is taken for."""
    return None if scene.source is None else (id(scene.source), scene.row)
