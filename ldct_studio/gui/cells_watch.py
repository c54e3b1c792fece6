"""CellsWatch: looks at the studies and does things with them in one thread; the window waits for no disk."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ..core.errors import StudioError
from ..jobs import store, studying
from ..jobs.job import Job, Place
from ..studies.plan import Plan, plan_text
from .cells_news import StudyReader, StudyView
from .language import tr
from .task_thread import TaskThread
from .train_watch import EVERY_MS

log = logging.getLogger(__name__)

_SHARE = 4
"""A look that takes long is followed by a rest that is so many times as long."""
Deed = Callable[[], Job | None]


@dataclass(frozen=True)
class _News:
    views: tuple[StudyView, ...]
    begun: Job | None = None
    error: str = ""
    asked: bool = False
    """Whether something was to be done before the look."""


class CellsWatch(QObject):
    """Looks every 300 ms while somebody watches; a large study is looked at less often."""

    changed = Signal()
    begun = Signal(object)
    """The Job of the study that was started."""
    failed = Signal(object)
    """A sentence."""

    _came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chosen: Path | None = None
        """The folder of the study whose results are read; None for the first."""
        self.views: tuple[StudyView, ...] = ()
        self._waiting = 0
        self._looking = False
        self._first = True
        self._thread: TaskThread[Deed, _News] = TaskThread("studies", self._news, self._came.emit)
        self._readers: dict[Path, StudyReader] = {}
        self._rested = 0.0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._came.connect(self._take)

    @property
    def busy(self) -> bool:
        """Whether something is to be done that is not done yet."""
        return self._waiting > 0

    def watch(self, on: bool) -> None:
        """Look regularly, because somebody watches, or no more."""
        if on:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()

    def look(self) -> None:
        """Look once, unless a look is under way."""
        if not self._looking:
            self._looking = True
            self._thread.put(_nothing)

    def write_and_begin(self, path: Path, plan: Plan, workers: int) -> None:
        """Write the file of a new study, and start it."""

        def deed() -> Job:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(plan_text(plan))
            return studying.begin(path, workers=workers)

        self._ask(deed)

    def begin(
        self, path: Path, out: Path | None = None, workers: int = 0, on: Place = "local", again: bool = False
    ) -> None:
        """Start a study, or go on with it."""
        self._ask(lambda: studying.begin(path, on, workers, again, out))

    def stop(self, job: Job) -> None:
        """Ask a study to stop; finished cells stay."""
        self._ask(lambda: store.cancel(job))

    def report(self, path: Path, out: Path) -> None:
        """Write the report of a study."""
        self._ask(lambda: studying.report(path, out) and None)

    def forget(self, job: Job) -> None:
        """Leave a study out of the list; its files stay."""
        self._ask(lambda: studying.forget(job))

    def close(self) -> None:
        """End the thread when it has done what was asked for."""
        self._timer.stop()
        self._thread.close()

    def _ask(self, deed: Deed) -> None:
        self._waiting += 1
        self._thread.put(deed)
        self.changed.emit()

    def _news(self, deed: Deed) -> _News:
        if deed is _nothing and time.monotonic() < self._rested:
            return _News(self.views)
        begun, error = None, ""
        try:
            begun = deed()
        except FileExistsError as failure:
            error = tr("{0} is there already; choose another name.").format(Path(failure.filename).name)
        except (StudioError, OSError) as failure:
            error = str(failure)
        except Exception as failure:  # the thread must not die silently
            log.exception("a study could not be handled")
            error = tr("That failed: {0}. The log says more.").format(failure)
        if begun is not None:
            self.chosen = begun.folder
        start = time.monotonic()
        views = self._look()
        now = time.monotonic()
        self._rested = now + _SHARE * (now - start)
        return _News(views, begun, error, deed is not _nothing)

    def _look(self) -> tuple[StudyView, ...]:
        before, self._readers = self._readers, {}
        jobs = studying.known()
        folders = [job.folder for job in jobs]
        chosen = self.chosen if self.chosen in folders else next(iter(folders), None)
        views = []
        for job in jobs:
            reader = before.get(job.folder) or StudyReader(job)
            try:
                views.append(reader.look(job.folder == chosen))
            except (StudioError, OSError):
                continue  # it is being deleted, or was damaged
            self._readers[job.folder] = reader
        return tuple(views)

    def _take(self, news: _News) -> None:
        if news.asked:
            self._waiting -= 1
        else:
            self._looking = False
        moved = [id(view) for view in news.views] != [id(view) for view in self.views]
        self.views = news.views
        if moved or news.asked or self._first:
            self._first = False
            self.changed.emit()
        if news.begun is not None:
            self.begun.emit(news.begun)
        if news.error:
            self.failed.emit(news.error)


def _nothing() -> None:
    """Only look."""
