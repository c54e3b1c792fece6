"""The window's end of the lane worker process: newest task per lane, restarted when it hangs or dies."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import psutil
import torch

from ..core.case import Case
from ..core.channel import Child
from ..core.lane import Lane, Request
from ..core.shared import SharedBlock
from ..core.step import Step
from ..core.volume import Label, LabelMap
from ..plugin import title
from . import wire

log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds without an answer after which the process is killed and started again."""
_COMPUTED = 0.9
"""Of the patience: whoever computed that long without an answer hangs, and whoever did not compute at all."""
START = 60.0
"""Seconds that the process may take to start."""


@dataclass(frozen=True, eq=False)
class Task:
    """The steps of one lane that are left, and where they start."""

    key: tuple[object, ...]
    request: Request
    lane: Lane
    case: Case
    steps: tuple[Step, ...]
    labels: bool = False
    """Whether what the last step finds in the picture is wanted, and not the picture."""

    @property
    def title(self) -> str:
        """Who is at work."""
        return title(self.steps[-1]) if self.labels else self.lane.title


@dataclass(frozen=True, eq=False)
class Answer:
    """What became of a task: the case after its steps, or a sentence; neither where it was stopped.

    With ``rounds`` the case is what a method that iterates had after so many of so many.
    """

    task: Task
    case: Case | None
    error: str = ""
    rounds: tuple[int, int] | None = None


class LaneWorker:
    """Take tasks to the process one at a time; of a lane's tasks only the newest waits.

    ``answer`` is called in this object's thread, once for every task that was taken, and before that with
    every picture that grows. A task that has shown a picture stops for a newer one of its lane; one that
    has shown none is finished, because then a late picture is the only one.
    """

    def __init__(self, answer: Callable[[Answer], None], patience: float = PATIENCE) -> None:
        self._answer = answer
        self._patience = patience
        self._wake = threading.Condition()
        self._waiting: dict[Lane, Task] = {}
        self._running: Task | None = None
        self._closed = False
        self._stale = False
        self._shown = self._interrupted = self._sent = self._rests = False
        self._worked = 0.0
        self._child: Child | None = None
        self._block: SharedBlock | None = None
        self._memory: npt.NDArray[np.uint8] = np.empty(0, np.uint8)
        self._count = 0
        self._thread = threading.Thread(target=self._loop, name="lane worker", daemon=True)
        self._thread.start()

    @property
    def idle(self) -> bool:
        """Whether no task waits or runs."""
        with self._wake:
            return self._running is None and not self._waiting

    def offer(self, task: Task) -> None:
        """Put a task in line, in place of an older one of the same lane."""
        with self._wake:
            if self._running is not None and self._running.key == task.key:
                return
            self._waiting[task.lane] = task
            if self._running is not None and self._running.lane == task.lane and self._shown:
                self._interrupt()
            self._wake.notify()

    def keep(self, lanes: Collection[Lane]) -> None:
        """Drop and stop the tasks of all other lanes."""
        with self._wake:
            self._waiting = {lane: task for lane, task in self._waiting.items() if lane in lanes}
            if self._running is not None and self._running.lane not in lanes:
                self._interrupt()

    def stop(self, lane: Lane) -> None:
        """Stop the tasks of a lane, whose answers hold nothing."""
        with self._wake:
            self._waiting.pop(lane, None)
            if self._running is not None and self._running.lane == lane:
                self._interrupt()

    @contextmanager
    def resting(self, lane: Lane) -> Iterator[None]:
        """Let the process rest while the picture of a lane is made, unless it did for long.

        It does not where it works on that very lane.
        """
        with self._wake:
            now = time.perf_counter()
            if now - self._worked >= wire.REST:
                self._worked = now
            elif self._running is not None and self._running.lane != lane:
                self._tell_rest(True)
        try:
            yield
        finally:
            with self._wake:
                self._tell_rest(False)

    def _tell_rest(self, rests: bool) -> None:
        """Tell the process whether to rest, where that is news to it. Call with the lock held."""
        child = self._child
        under_way = self._running is not None and self._sent and not self._interrupted
        if child is None or not under_way or rests == self._rests:
            return
        self._rests = rests
        with suppress(EOFError):  # it has ended; whoever waits for its answer hears of it
            child.send({"rest": rests})

    def _interrupt(self) -> None:
        """Stop the running task; one that was not sent yet will not be. Call with the lock held."""
        if self._interrupted:
            return
        self._interrupted = True
        child = self._child  # the thread may end it meanwhile
        if child is None or not self._sent:
            return
        try:
            child.send({"stop": True})
        except EOFError:
            return  # it has ended; whoever waits for its answer hears of it

    def restart(self) -> None:
        """Start the process anew before its next task."""
        self._stale = True

    def close(self) -> None:
        """End the process and the thread."""
        with self._wake:
            self._closed = True
            self._wake.notify()
        child = self._child
        if child is not None:
            child.kill()
        self._thread.join(timeout=START)
        self._stop()

    def _loop(self) -> None:
        while not self._closed:
            self._serve()

    def _serve(self) -> None:
        """Wait for a task and answer it; what this holds of a case ends before it waits again."""
        with self._wake:
            self._wake.wait_for(lambda: self._closed or bool(self._waiting))
            if self._closed:
                return
            self._running = task = self._waiting.pop(next(iter(self._waiting)))
            self._shown = self._interrupted = self._sent = self._rests = False
        answer = self._take(task)
        with self._wake:
            self._running = None  # before the answer, so that the same key may be offered again
            if self._closed:
                return
        self._answer(answer)

    def _take(self, task: Task) -> Answer:
        name = task.title
        try:
            return self._ask(task)
        except TimeoutError:
            self._stop()
            return Answer(task, None, f"{name} gave no answer for {self._patience:.0f} s and was stopped.")
        except EOFError:
            self._stop()
            return Answer(
                task, None, f"{name} crashed and its process was started again. Use another method."
            )
        except Exception as error:  # the thread must live on, and the pane must say why it has no picture
            log.exception("a task could not be handed over")
            self._stop()
            return Answer(task, None, f"{name} could not be handed to its process ({error}). Try again.")

    def _ask(self, task: Task) -> Answer:
        description = wire.describe(task.case, task.steps)
        child = self._started()
        block = self._reserved(wire.size(description))
        views = wire.views(self._memory, description)
        for name, array in wire.arrays_of(task.case).items():
            views[name][:] = array
        self._count += 1
        with self._wake:
            if self._interrupted:
                return Answer(task, None)
            child.send({"id": self._count, "block": block.name, "case": wire.to_json(description)})
            self._sent = True
        while "done" in (reply := self._heard(child)):
            self._grow(task, views, reply)
        if reply.get("stopped"):
            return Answer(task, None)
        if reply.get("details"):
            log.error("%s failed:\n%s", task.title, reply["details"])
        if reply.get("error") or reply.get("id") != self._count:
            return Answer(task, None, str(reply.get("error") or "The lane worker lost count."))
        case = self._result(task, views["image"], reply)
        if "labels" in views:
            names = tuple(Label(*name) for name in reply["labels"])
            found = torch.from_numpy(views["labels"].astype(np.int32))
            case = case.with_labels(LabelMap(found, case.image.grid, names))
        return Answer(task, case)

    def _heard(self, child: Child) -> dict[str, Any]:
        """Return what the process says next; raise ``TimeoutError`` where it hangs.

        One that could not compute that long yet, because others had the processor, gets more time.
        """
        begin = before = _seconds(child.pid)
        while True:
            try:
                return child.receive(self._patience)
            except TimeoutError:
                now = _seconds(child.pid)
                if now == before or now - begin > self._patience * _COMPUTED:
                    raise
                before = now

    def _grow(self, task: Task, views: wire.Arrays, reply: dict[str, Any]) -> None:
        """Answer with a picture that grows, unless the process has begun to write over it."""
        place, done = int(reply["place"]), int(reply["done"])
        image = views["grown"][place].copy()
        if views["rounds"][place] != done:
            return
        with self._wake:
            self._shown = True
            if self._closed or self._interrupted:
                return
            if task.lane in self._waiting:
                self._interrupt()
        case = self._result(task, image, reply)
        self._answer(Answer(task, case, rounds=(done, int(reply["total"]))))

    def _result(self, task: Task, image: npt.NDArray[np.float32], reply: dict[str, Any]) -> Case:
        data = torch.from_numpy(image.copy()).to(task.case.image.data.device)
        volume = task.case.image.made(data)
        seconds = task.case.seconds + float(reply.get("seconds", 0.0))
        history = volume.history + task.steps
        return replace(task.case, image=replace(volume, history=history), seconds=seconds)

    def _started(self) -> Child:
        if self._stale:
            self._stale = False
            self._stop()
        if self._child is None:
            self._child = Child("lane-worker", "ldct_studio.live.process")
            if self._closed:
                raise EOFError("the window closes")
            self._child.receive(START)
        return self._child

    def _reserved(self, size: int) -> SharedBlock:
        if self._block is None or self._block.size < size:
            self._release()
            self._block = SharedBlock.create(size)
            self._memory = self._block.array((self._block.size,), np.uint8)
        return self._block

    def _release(self) -> None:
        if self._block is not None:
            self._memory = np.empty(0, np.uint8)
            self._block.unlink()
            self._block = None

    def _stop(self) -> None:
        if self._child is not None:
            log.warning("the lane worker process was ended")
            self._child.kill()
            self._child = None
        self._release()


def _seconds(pid: int) -> float:
    """Return how long a process has computed; 0 where it has ended."""
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)
