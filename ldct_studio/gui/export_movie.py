"""Movies of a pane: through its slices or through doses; computed in a thread, drawn in the window's."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch
from PySide6.QtCore import QObject, QSize, Signal

from .. import pipeline
from ..core.cancel import check, interruptible
from ..core.errors import GeometryError
from ..core.lane import Frame, Lane, Request
from ..core.memo import Memo
from ..core.progress import Progress
from ..io.picture_writing import Pixels, save_movie, save_pictures
from . import figures
from .background import Report
from .dose_scale import NOTCHES
from .export_options import MovieOptions
from .export_picture import PaneCamera, pixels, stamped
from .export_words import stamp, words
from .lane_words import dose_beside, named
from .language import tr
from .scene import Scene

_MEMORY = 256 * 2**20
_LOOKS_EVERY = 0.2
"""How long to wait for a drawn picture before looking whether the movie is still wanted, in seconds."""


def shots(scene: Scene, index: int, options: MovieOptions) -> tuple[Scene, ...]:
    """Return the scene of every picture: all slices of the pane's plane from the first on, or all doses."""
    if scene.source is None:
        return ()
    if options.through == "doses":
        return tuple(replace(scene, fraction=notch) for notch in NOTCHES)
    total = scene.panes[index].lane.cuts(scene.source.grid).shape[0]
    return tuple(scene.with_row(index, row) for row in range(0, total, options.every))


def answer(request: Request, lane: Lane, memo: Memo, labels: bool) -> Frame:
    """Return a lane's finished picture, with labels where they are wanted; every step runs here.

    An interpolated cut that meets no voxel has no picture. Raises StudioError where there is none for another
    reason, ``Cancelled`` where nobody waits.
    """
    if lane.is_axial:
        with torch.inference_mode():
            for steps in filter(None, (lane.steps, lane.minus)):
                pipeline.fold(request, request.row_of(lane), steps, memo, local=True)
    frame = pipeline.frame(request, lane, memo)
    if frame.image is None and frame.outside is None:
        raise GeometryError(frame.error)
    return pipeline.segmented(frame, memo, local=True) if labels else frame


class Movie(QObject):
    """One movie of pane ``index``; ``write`` runs in a thread, pictures are drawn where it was made."""

    _wanted = Signal(object, object)

    def __init__(self, scene: Scene, index: int, options: MovieOptions, size: QSize) -> None:
        super().__init__()
        self._index, self._options = index, options
        self._shots = shots(scene, index, options)
        self._words = words(scene, (index,))
        self._camera = PaneCamera(scene, index, size, self)
        self._drawn: queue.Queue[Pixels] = queue.Queue(maxsize=1)
        self._wanted.connect(self._draw)

    def write(self, path: Path, report: Report) -> Path:
        """Write all pictures to a file, or to a folder of PNG; raises StudioError and ``Cancelled``."""
        pictures = self._pictures(report)
        if self._options.kind == "png":
            save_pictures(pictures, path, self._words)
        else:
            save_movie(pictures, path, self._options.speed, self._words)
        return path

    def close(self) -> None:
        """Let go of what it drew with."""
        self._camera.close()
        self.deleteLater()

    def _pictures(self, report: Report) -> Iterator[Pixels]:
        memo, total, missed = Memo(_MEMORY), len(self._shots), list[str]()
        for done, shot in enumerate(interruptible(self._shots)):
            report(Progress(done, total, tr("Making picture {0} of {1}").format(done + 1, total)))
            request = shot.request
            if request is None:
                raise GeometryError(tr("No scan is open any more. Open one and make the movie again."))
            lane = shot.panes[self._index].lane
            labels = shot.overlay and shot.segmenter is not None
            frame = answer(request, lane, memo, labels)
            if frame.image is None:  # such as the first of the cuts across the corner of a volume
                missed.append(frame.error)
                continue
            self._wanted.emit(shot, frame)
            yield self._next()
        if missed and len(missed) == total:
            raise GeometryError(missed[0])

    def _next(self) -> Pixels:
        """Return the picture that was drawn; look on the way whether anybody waits for the movie."""
        while True:
            check()
            try:
                return self._drawn.get(timeout=_LOOKS_EVERY)
            except queue.Empty:
                continue

    def _draw(self, shot: Scene, frame: Frame) -> None:
        picture = self._camera.shoot(shot, frame)
        if self._options.stamp:
            picture = stamped(picture, stamp(shot, (self._index,)))
        self._drawn.put(pixels(picture))


def movie_line(scene: Scene, index: int) -> str:
    """Say what the movie will show."""
    lane = scene.panes[index].lane
    dose = dose_beside(lane, scene.study, scene.volume, scene.fraction)
    told = "" if dose is None else tr(" at {0}").format(figures.percent(dose))
    return tr("Of the active pane: {0}{1}.").format(tr(named(lane, scene.study, scene.volume)), told)
