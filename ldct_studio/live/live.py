"""The live thread: what is finished is delivered, then it looks whether something newer waits."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

import torch

from ..core import device
from ..core.cancel import stop_when
from ..core.errors import Cancelled, DeviceError
from ..core.lane import Frame, Lane, Request
from ..core.memo import Memo
from ..pipeline import Elsewhere, frame
from .worker import Answer, LaneWorker, Task

log = logging.getLogger(__name__)


class Live:
    """Answer requests with frames, lane by lane in the order of the request.

    ``deliver`` is called in a thread of this object with every finished frame, also with one that
    answers an older request: a late picture beats none. ``close`` joins the thread.
    """

    def __init__(self, deliver: Callable[[Frame], None], memo: Memo | None = None) -> None:
        self._deliver = deliver
        self._memo = memo or Memo()
        self._wake = threading.Condition()
        self._newest: Request | None = None
        self._current: Request | None = None
        self._answers: deque[Answer] = deque()
        self._closed = False
        self._delivered: set[Lane] = set()
        self._failed: dict[tuple[object, ...], str] = {}
        self._worker = LaneWorker(self._answer)
        self._thread = threading.Thread(target=self._loop, name="live", daemon=True)
        self._thread.start()

    def submit(self, request: Request) -> None:
        """Ask for a request; a newer one replaces it."""
        with self._wake:
            self._newest = request
            self._failed.clear()
            self._wake.notify()

    def close(self) -> None:
        """End the thread and the lane worker."""
        with self._wake:
            self._closed = True
            self._wake.notify()
        self._thread.join(timeout=20)
        self._worker.close()

    def _answer(self, answer: Answer) -> None:
        with self._wake:
            self._answers.append(answer)
            self._wake.notify()

    def _loop(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(self._has_news)
                if self._closed:
                    return
                answers, request = list(self._answers), self._newest
                self._answers.clear()
            if request is not self._current:
                self._current = request
                self._delivered.clear()
            for answer in answers:
                self._store(answer, request)
            if request is not None:
                self._work(request)

    def _has_news(self) -> bool:
        return self._closed or bool(self._answers) or self._newest is not self._current

    def _store(self, answer: Answer, request: Request | None) -> None:
        """Keep what the lane worker finished; show it even if it answers an older request."""
        task = answer.task
        if answer.error:
            self._failed[task.key] = answer.error
        elif answer.case is not None:
            self._memo.put(task.key, answer.case)
        if task.request is not request and not answer.error:
            self._finish(task.request, task.lane)

    def _work(self, request: Request) -> None:
        for lane in request.lanes:
            if lane in self._delivered:
                continue
            with stop_when(lambda: self._closed or self._newest is not request):
                try:
                    self._finish(request, lane)
                except Cancelled:
                    return
            if self._newest is not request or self._closed:
                return

    def _finish(self, request: Request, lane: Lane) -> None:
        """Deliver the picture of a lane, or hand the rest of its steps to the lane worker."""
        try:
            result = self._frame(request, lane)
        except Elsewhere as rest:
            error = self._failed.get(rest.key)
            if error is None:
                self._worker.offer(Task(rest.key, request, lane, rest.case, rest.steps))
                return
            result = Frame(request, lane, None, error)
        if request is self._newest:
            self._delivered.add(lane)
        self._deliver(result)

    def _frame(self, request: Request, lane: Lane) -> Frame:
        try:
            return frame(request, lane, self._memo)
        except DeviceError as error:
            return self._on_cpu(request, lane, error)
        except (Elsewhere, Cancelled):
            raise
        except Exception as error:  # a plug-in may raise anything; the lane says so, the others go on
            log.exception("lane %s failed", lane.title)
            return Frame(
                request, lane, None, f"{lane.title} failed: {error}. Change its settings or remove it."
            )

    def _on_cpu(self, request: Request, lane: Lane, error: DeviceError) -> Frame:
        """Free the GPU and repeat once on the CPU."""
        if device.device().type == "cpu":
            return Frame(request, lane, None, str(error))
        log.warning("%s Going on with the CPU.", error)
        self._memo.clear()
        torch.cuda.empty_cache()
        device.use_cpu()
        return frame(request, lane, self._memo)
