"""MarksDesk: what is done with measurements outside the picture: copied, pasted, written as CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError
from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ..core.atomic import write_text
from ..core.errors import LoadError
from ..core.marks import Angle, Profile, Ruler
from ..core.roi import Region
from . import dialogs
from .language import tr
from .marks_csv import measurements_csv
from .marks_values import Frames, Measurement, everything
from .scene import Scene
from .state import AppState

FORMAT = "application/x-ldct-studio-measurements+json"
_COPIED: TypeAdapter[tuple[Measurement, ...]] = TypeAdapter(
    tuple[Measurement, ...], config=ConfigDict(allow_inf_nan=False)
)


class MarksDesk(QObject):
    """Copy, paste and export; positions are patient millimeters, so they fit another study of the patient."""

    told = Signal(str, str)
    """A kind of notice and its sentence."""

    def __init__(self, state: AppState, frames: Callable[[], Frames], parent: QWidget) -> None:
        super().__init__(parent)
        self._state, self._frames, self._parent = state, frames, parent

    @property
    def deeds(self) -> dict[str, Callable[[], None]]:
        """What the commands of measuring call."""
        return {
            "copy-measurement": self.copy,
            "copy-measurements": lambda: self._put(everything(self._state.scene)),
            "paste-measurements": self.paste,
            "export-measurements": self.export,
        }

    def copy(self) -> None:
        """Copy the selected mark or region, or all where none is selected."""
        scene = self._state.scene
        if scene.mark is not None:
            self._put((scene.marks[scene.mark],))
        else:
            self._put(everything(scene) if scene.roi is None else (scene.rois[scene.roi],))

    def paste(self) -> None:
        """Draw what was copied at the same place in the patient."""
        data = QGuiApplication.clipboard().mimeData().data(FORMAT)
        try:
            scene = pasted(self._state.scene, bytes(data.data()))
        except LoadError as error:
            self.told.emit("info", str(error))
            return
        self._state.settle()
        self._state.become(scene, "Paste measurements")
        self._state.settle()

    def export(self) -> None:
        """Ask where to, and write every measurement with its numbers as CSV."""
        window = self._parent.window()
        path = dialogs.ask_target(window, self.tr("Export measurements"), "measurements.csv", "CSV (*.csv)")
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write every measurement with its numbers as CSV, and say so."""
        try:
            write_text(path, measurements_csv(self._state.scene, self._frames()))
        except OSError:
            self.told.emit("error", tr("{0} could not be written. Choose another folder.").format(path.name))
        else:
            self.told.emit("info", tr("The measurements were saved as {0}.").format(path.name))

    def _put(self, measures: tuple[Measurement, ...]) -> None:
        data = QMimeData()
        data.setData(FORMAT, _COPIED.dump_json(measures))
        data.setText("\n".join(measure.name for measure in measures))
        QGuiApplication.clipboard().setMimeData(data)


def pasted(scene: Scene, data: bytes) -> Scene:
    """Return the scene with measurements from the clipboard, under free names; the last one is selected.

    Raises ``LoadError`` where there are none.
    """
    try:
        measures = _COPIED.validate_json(data)
    except ValidationError as error:
        raise LoadError(tr("The clipboard holds no measurements. Copy some with Ctrl C first.")) from error
    for measure in measures:
        renamed = replace(measure, name=_free(measure.name, scene))
        if isinstance(renamed, (Ruler, Angle, Profile)):
            scene = replace(scene, marks=(*scene.marks, renamed), mark=len(scene.marks))
        else:
            scene = _with_region(scene, renamed)
    return scene


def _with_region(scene: Scene, region: Region) -> Scene:
    return replace(scene, rois=(*scene.rois, region), roi=len(scene.rois), mark=None)


def _free(name: str, scene: Scene) -> str:
    """Return a name that no measurement has: the name itself, or with 2, 3, … behind it."""
    taken = {measure.name for measure in everything(scene)}
    numbered = (name if n == 1 else f"{name} {n}" for n in range(1, len(taken) + 2))
    return next(candidate for candidate in numbered if candidate not in taken)
