"""Background: one long piece of work in a thread, with progress, Cancel and a result in the GUI thread."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from ..core.cancel import stop_when
from ..core.errors import Cancelled, StudioError
from ..core.progress import Progress
from .language import tr

log = logging.getLogger(__name__)
T = TypeVar("T")

Report = Callable[[Progress], None]
Asked = Callable[[], bool]


class Background(QObject, Generic[T]):
    """Run ``work(report, cancelled)`` once; exactly one of done, failed or cancelled follows.

    A new ``start`` cancels the work before it, whose results are then dropped.
    """

    progress = Signal(object)
    """A Progress."""
    done = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """One sentence."""
    cancelled = Signal()

    _news = Signal(object, object, object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        """Those that may still live, the newest last."""
        self._news.connect(self._pass_on)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return bool(self._threads) and self._threads[-1].is_alive()

    def start(self, work: Callable[[Report, Asked], T]) -> None:
        """Begin the work in its own thread."""
        self.cancel()
        self._stop = stop = threading.Event()
        thread = threading.Thread(target=self._run, args=(work, stop), name=self._name, daemon=True)
        self._threads = [*(old for old in self._threads if old.is_alive()), thread]
        thread.start()

    def cancel(self) -> None:
        """Ask the work to stop; its result is dropped if it does not."""
        self._stop.set()

    def close(self) -> None:
        """Cancel and wait for the threads, also of work that was replaced; for 20 s at most."""
        self.cancel()
        end = time.monotonic() + 20
        for thread in self._threads:
            thread.join(timeout=max(0.0, end - time.monotonic()))

    def _run(self, work: Callable[[Report, Asked], T], stop: threading.Event) -> None:
        def emit(what: str, value: object) -> None:
            self._news.emit(stop, what, value)

        try:
            with stop_when(stop.is_set):
                emit("done", work(lambda progress: emit("progress", progress), stop.is_set))
        except Cancelled:
            emit("cancelled", None)
        except StudioError as error:
            emit("failed", str(error))
        except Exception as error:  # the thread must not die silently
            log.exception("%s failed", self._name)
            emit("failed", tr("{0} failed: {1}. The log says more.").format(self._name, error))

    def _pass_on(self, stop: object, what: object, value: object) -> None:
        if what == "cancelled":
            if stop is self._stop:
                self.cancelled.emit()
        elif stop is self._stop and not self._stop.is_set():
            getattr(self, str(what)).emit(value)
        elif what in ("done", "failed") and stop is self._stop:
            self.cancelled.emit()  # it ended by itself after Cancel
