"""SizeMeter: measures the patient in the slice on show, off the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ..physics.patient import PatientSize, water_equivalent_diameter
from .background import Background
from .language import tr
from .scene import Scene
from .state import AppState

_REST_MS = 250


class SizeMeter(QObject):
    """Emits ``measured(PatientSize)`` some time after the slice on show came to rest."""

    measured = Signal(object)

    def __init__(self, state: AppState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._work: Background[PatientSize] = Background(tr("Measuring the patient"))
        self._work.done.connect(self.measured)
        self._timer = QTimer(self, singleShot=True, interval=_REST_MS)
        self._timer.timeout.connect(self._begin)
        state.changed.connect(self._follow)
        self._timer.start()

    def close(self) -> None:
        """Wait for a measurement under way; call before the window goes."""
        self._timer.stop()
        self._work.close()

    def _follow(self, new: Scene, old: Scene) -> None:
        if new.source is not old.source or new.row != old.row:
            self._work.cancel()
            self._timer.start()

    def _begin(self) -> None:
        volume, row = self._state.scene.source, self._state.scene.row
        if volume is None or volume.unit != "HU":
            return
        spacing = (volume.grid.spacing[1], volume.grid.spacing[2])
        self._work.start(lambda report, cancelled: water_equivalent_diameter(volume.data[row], spacing))
