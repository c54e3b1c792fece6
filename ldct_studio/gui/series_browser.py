"""SeriesBrowser: from one series of a folder to another, by key or from the data list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ..core.grid import Grid, Point
from ..core.settings import Settings
from ..core.study import Series, Study
from ..core.volume import Volume
from .cases import Cases
from .language import tr
from .notice import Answer
from .scene import Scene
from .state import AppState
from .study_dock import StudyDock

if TYPE_CHECKING:
    from .window import MainWindow


class SeriesBrowser(QObject):
    """Supplies what the keys for the previous and the next series do; ``attach`` puts it into its window.

    The volumes of the study come first, one after the other, then the other series of the folder, around.
    A series of the same frame of reference opens at the same place in the patient.
    """

    def __init__(self, state: AppState, cases: Cases, dock: StudyDock, settings: Settings) -> None:
        super().__init__()
        self._state, self._cases, self._dock = state, cases, dock
        self._asked = ""
        self._private = settings.privacy
        self._left: tuple[str, Point] | None = None
        """The frame of reference and the place that were left for another series."""
        self._window: MainWindow
        self.deeds: dict[str, Callable[[], None]] = {
            "volume-previous": lambda: self.step(-1),
            "volume-next": lambda: self.step(1),
        }
        dock.show_dates(not settings.privacy)
        dock.series_requested.connect(self.open)

    def attach(self, window: MainWindow) -> None:
        """Belong to the window that was built with the deeds."""
        self._window = window
        self._cases.opened.connect(self._opened)
        self._cases.ended.connect(self._ended)
        window.settings_changed.connect(self._obey)

    def step(self, by: int) -> None:
        """Show the next (−1: the previous) volume of the study, after the last one the next series."""
        scene = self._state.scene
        if scene.study is None:
            return
        names = list(scene.study.volumes)
        place = names.index(scene.volume) + by
        series = _neighbor(scene.study, self._asked, by)
        if series is not None and (self._asked or not 0 <= place < len(names)):
            self.open(series.key)
        else:
            self._state.become(scene.shown_as(names[place % len(names)]), "Volume")

    def open(self, key: str) -> None:
        """Open another series of the place that the study was opened from; ask where something would go."""
        scene = self._state.scene
        set_here = _set_on(scene)
        if scene.study is None or not set_here:
            self._open(key)
            return
        text = tr("Another series opens without what was set on this one ({0}).").format(", ".join(set_here))
        if not self._private:
            text += " " + tr("“Reopen last session” brings it back.")
        first = scene.study.first
        yes = Answer(tr("Open series"), lambda: self._open(key, first), primary=True)
        self._window.notices.tell("warning", text, Answer(tr("Stay here")), yes)

    def _open(self, key: str, of: Volume | None = None) -> None:
        scene = self._state.scene
        study = scene.study
        if study is None or scene.source is None or not study.path:
            return
        if of is not None and study.first is not of:
            return  # the question was about another case
        middle = scene.source.grid.patient((scene.row, scene.coronal, scene.sagittal))
        self._asked, self._left = key, (study.facts.frame_of_reference, middle)
        paths = study.origin.paths if study.origin else ()
        self._cases.open([Path(path) for path in paths or (study.path,)], series=key)

    def _obey(self, settings: Settings) -> None:
        self._private = settings.privacy
        self._dock.show_dates(not settings.privacy)

    def _opened(self, study: Study) -> None:
        if study.origin is not None and study.origin.series is not None:
            self._return(study)
        elif len(study.facts.series) > 1:
            text = tr("{0} series are here. Page down shows the next one; the panel Data lists all.")
            self._window.notices.tell("info", text.format(len(study.facts.series)))

    def _return(self, study: Study) -> None:
        """Go to the place that was left, where the series knows it."""
        if self._left is None or not study.facts.frame_of_reference:
            return
        frame, place = self._left
        if frame == study.facts.frame_of_reference and _inside(study.first.grid, place):
            self._state.open(self._state.scene.at_point(place))

    def _ended(self) -> None:
        self._asked, self._left = "", None


def _set_on(scene: Scene) -> list[str]:
    """Return in words what was set on a case and goes with it."""
    words = (
        (scene.rois, tr("regions")),
        (scene.marks, tr("marks")),
        (scene.key_images, tr("key images")),
        (scene.prior, tr("the prior")),
    )
    return [word for thing, word in words if thing]


def _neighbor(study: Study, asked: str, by: int) -> Series | None:
    """Return the series after (−1: before) the open one, or the one asked for; None where it is alone."""
    series = study.facts.series
    here = next((i for i, s in enumerate(series) if (s.key == asked if asked else s.opened)), None)
    return series[(here + by) % len(series)] if here is not None and len(series) > 1 else None


def _inside(grid: Grid, place: Point) -> bool:
    """Say whether a grid has voxels at a place; half a voxel around the outer ones counts."""
    return all(-0.5 <= at < size - 0.5 for at, size in zip(grid.index(place), grid.shape, strict=True))
