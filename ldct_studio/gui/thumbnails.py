"""Thumbnails of all that the data list shows: made in a thread, kept in memory alone."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from ..core.progress import Progress
from ..core.study import Series, Study
from ..core.volume import Volume
from ..io.thumbnails import Thumbnail, of_volume, thumbnails
from .background import Asked, Background, Report
from .language import tr
from .scene import Scene
from .state import AppState

log = logging.getLogger(__name__)
SIDE = 128
"""The longer side of a thumbnail in px."""


@dataclass(frozen=True, eq=False)
class _Made(Progress):
    """One more thumbnail, or the sentence why there is none, and what it is of."""

    of: Volume | str = ""
    """A volume, or the key of a series."""
    found: Thumbnail | str = ""


class Thumbnails(QObject):
    """The thumbnails of a study's volumes, and of the series that lie beside it.

    Those of series stay while the user goes from one to the next in a folder; another folder, or closing the
    case, drops them.
    """

    made = Signal()
    """There is one more, or the reason why there is none."""

    def __init__(self, state: AppState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = ""
        self._volumes: dict[Volume, QImage] = {}
        self._series: dict[str, QImage | str] = {}
        self._work: Background[None] = Background(tr("Thumbnails"))
        self._work.progress.connect(self._take)
        state.changed.connect(self._follow)
        self._begin(state.scene.study)

    def of_volume(self, volume: Volume) -> QImage | None:
        """Return the thumbnail of a volume, once it is there."""
        return self._volumes.get(volume)

    def of_series(self, key: str) -> QImage | None:
        """Return the thumbnail of a series, once it is there."""
        found = self._series.get(key)
        return found if isinstance(found, QImage) else None

    def missing(self, key: str) -> str:
        """Return why a series has no thumbnail, or '' where it has one or nobody knows yet."""
        found = self._series.get(key, "")
        return found if isinstance(found, str) else ""

    def close_work(self) -> None:
        """End the work under way; call before the window goes."""
        self._work.close()

    def _follow(self, new: Scene, old: Scene) -> None:
        if new.study is not old.study:
            self._begin(new.study)

    def _begin(self, study: Study | None) -> None:
        self._work.cancel()
        place = study.path if study else ""
        if place != self._place:
            self._place, self._series = place, {}
        volumes = tuple(study.volumes.values()) if study else ()
        self._volumes = {volume: self._volumes[volume] for volume in volumes if volume in self._volumes}
        if study is None:
            return
        open_now = tuple(volume for volume in volumes if volume not in self._volumes)
        beside = tuple(s for s in study.facts.series if s.sample[0] and s.key not in self._series)
        windows = study.facts.windows

        def work(report: Report, cancelled: Asked) -> None:
            for made in _all(open_now, windows, beside, cancelled):
                report(made)

        if open_now or beside:
            self._work.start(work)

    def _take(self, made: _Made) -> None:
        found = made.found if isinstance(made.found, str) else _image(made.found)
        if isinstance(made.of, str):
            self._series[made.of] = found
        elif isinstance(found, QImage):
            self._volumes[made.of] = found
        self.made.emit()


def _all(
    volumes: tuple[Volume, ...],
    windows: tuple[tuple[float, float], ...],
    beside: tuple[Series, ...],
    cancelled: Asked,
) -> Iterator[_Made]:
    total = len(volumes) + len(beside)
    for done, volume in enumerate(volumes, 1):
        yield _Made(done, total, "", of=volume, found=of_volume(volume, windows))
    if not beside:
        return
    for done, outcome in enumerate(thumbnails(beside, cancelled), len(volumes) + 1):
        if outcome.result is None:
            log.info("a series has no thumbnail: its middle slice %s", outcome.error)
        yield _Made(done, total, "", of=outcome.job.key, found=outcome.result or str(outcome.error))


def _image(made: Thumbnail) -> QImage:
    """Return a thumbnail with square pixels."""
    gray = made.gray
    image = QImage(gray.data, gray.shape[1], gray.shape[0], gray.strides[0], QImage.Format.Format_Grayscale8)
    longer = max(made.size)
    size = QSize(*(max(1, round(SIDE * length / longer)) for length in reversed(made.size)))
    aspect, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(size, aspect, smooth).copy()  # it may still stand on the array
