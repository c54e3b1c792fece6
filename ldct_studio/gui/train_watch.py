"""JobWatch: looks at the jobs and does things with them in one thread; the window waits for no disk."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from ..core.errors import StudioError
from ..jobs import store
from ..jobs.job import Job, Spec
from ..jobs.status import State
from .language import tr
from .task_thread import TaskThread
from .train_memory import MemoryUse, memory_use
from .train_news import JobReader, JobView

log = logging.getLogger(__name__)

EVERY_MS = 300
_MEMORY_SECONDS = 2.0


@dataclass(frozen=True)
class _Task:
    """What the thread does before it looks, with which job; nothing: it only looks."""

    do: Callable[[], Job | None] | None = None
    name: str = ""


@dataclass(frozen=True)
class _News:
    """What the thread saw after a task, and the sentence why the task failed."""

    task: _Task
    views: tuple[JobView, ...]
    begun: Job | None = None
    error: str = ""
    memory: MemoryUse | None = None


class JobWatch(QObject):
    """Looks every 300 ms while somebody watches or a job is active, else not at all.

    What the user wishes shows at once: a job that is to be canceled counts as "cancelling", one that is to
    be resumed as "waiting", and one that is to be deleted is gone. One thread does it all, in order, as a
    cluster may take seconds to answer.
    """

    changed = Signal()
    begun = Signal(object)
    """The Job that was made and started."""
    failed = Signal(object)
    """A sentence."""

    _came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chosen = ""
        """The name of the job that is read from its first event on."""
        self.memory: MemoryUse | None = None
        """Who holds the memory while the chosen job runs; None: it does not run."""
        self._views: tuple[JobView, ...] = ()
        self._wishes: dict[str, State | None] = {}
        self._watched = self._looking = False
        self._thread: TaskThread[_Task, _News] = TaskThread("jobs", self._news, self._came.emit)
        self._readers: dict[str, JobReader] = {}
        self._weighed: tuple[float, str, MemoryUse | None] = (0.0, "", None)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._came.connect(self._take)

    @property
    def views(self) -> tuple[JobView, ...]:
        """The jobs as they count now, the newest first."""
        shown = [self._wished(view) for view in self._views]
        return tuple(view for view in shown if view is not None)

    def watch(self, on: bool) -> None:
        """Look regularly, because somebody watches, or only while a job is active."""
        self._watched = on
        self._pace()
        if on:
            self.look()

    def look(self) -> None:
        """Look once, unless a look is under way."""
        if not self._looking:
            self._looking = True
            self._thread.put(_Task())

    def begin(self, spec: Spec) -> None:
        """Make a job and start it."""
        self._thread.put(_Task(lambda: _begun(spec)))

    def cancel(self, job: Job) -> None:
        """Ask a job to stop."""
        self._wish(job, "cancelling", store.cancel)

    def resume(self, job: Job) -> None:
        """Start a job again, from where it was saved."""
        self._wish(job, "waiting", store.start)

    def delete(self, job: Job) -> None:
        """Delete a job with all that it made."""
        self._wish(job, None, store.delete)

    def close(self) -> None:
        """Do what was asked for so far, and end the thread; a cluster that does not answer is not awaited."""
        self._timer.stop()
        self._thread.close()

    def _wish(self, job: Job, state: State | None, deed: Callable[[Job], None]) -> None:
        self._wishes[job.name] = state
        self._thread.put(_Task(lambda: deed(job), job.name))
        self.changed.emit()

    def _wished(self, view: JobView) -> JobView | None:
        state = self._wishes.get(view.job.name, view.status.state)
        if state is None or state == view.status.state:
            return None if state is None else view
        return replace(view, status=replace(view.status, state=state))

    def _news(self, task: _Task) -> _News:
        begun, error = None, ""
        try:
            begun = task.do() if task.do is not None else None
        except (StudioError, OSError) as failure:
            error = str(failure)
        except Exception as failure:  # the thread must not die silently
            log.exception("a job could not be handled")
            error = tr("That failed: {0}. The log says more.").format(failure)
        chosen = begun.name if begun else self.chosen
        views = self._look(chosen)
        return _News(task, views, begun, error, self._memory(views, chosen))

    def _memory(self, views: tuple[JobView, ...], chosen: str) -> MemoryUse | None:
        """Return the memory while the chosen job runs, read every two seconds."""
        running = [view.job for view in views if view.job.name == chosen and view.status.active]
        read, name, use = self._weighed
        if running and (name != chosen or time.monotonic() - read > _MEMORY_SECONDS):
            use = memory_use(running[0])
            self._weighed = (time.monotonic(), chosen, use)
        return use if running else None

    def _look(self, chosen: str) -> tuple[JobView, ...]:
        before, self._readers = self._readers, {}
        views = []
        for job in store.jobs():
            try:
                reader = before.get(job.name) or JobReader(job)
                views.append(reader.look("whole" if job.name == chosen else "tail"))
            except (StudioError, OSError):
                continue  # it is being deleted, or was damaged, which a new reader says
            self._readers[job.name] = reader
        return tuple(views)

    def _take(self, news: _News) -> None:
        if news.task.do is None:
            self._looking = False
        self._wishes.pop(news.task.name, None)
        self._views, self.memory = news.views, news.memory
        self._pace()
        self.changed.emit()
        if news.begun is not None:
            self.begun.emit(news.begun)
        if news.error:
            self.failed.emit(news.error)

    def _pace(self) -> None:
        if self._watched or any(view.status.active for view in self._views):
            self._timer.start()
        else:
            self._timer.stop()


def _begun(spec: Spec) -> Job:
    job = store.create(spec)
    store.start(job)
    return job
