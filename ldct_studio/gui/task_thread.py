"""TaskThread: one thread that does what it is given, in order, and tells what came of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Generic, TypeVar

Task = TypeVar("Task")
News = TypeVar("News")

LEAVE_SECONDS = 2.0
"""That the window may take longer to close, so that what was asked for is done."""


class TaskThread(Generic[Task, News]):
    """``do(task)`` runs in the thread, ``tell(news)`` too, so it should emit a signal.

    The thread begins with the first task. ``do`` must not raise.
    """

    def __init__(self, name: str, do: Callable[[Task], News], tell: Callable[[News], object]) -> None:
        self._name, self._do, self._tell = name, do, tell
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closed = False

    def put(self, task: Task) -> None:
        """Do a task after those before it."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()
        self._tasks.put(task)

    def close(self) -> None:
        """Do what was asked for so far, tell nothing of it, and end; what does not answer is not awaited."""
        self._closed = True
        self._tasks.put(None)
        if self._thread is not None:
            self._thread.join(LEAVE_SECONDS)

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            news = self._do(task)
            if not self._closed:  # whom it would be told to may be gone
                self._tell(news)
