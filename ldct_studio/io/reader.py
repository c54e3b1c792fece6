"""Readers: the parent's side of the reader processes."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

import numpy as np
import numpy.typing as npt

from ..core.channel import Child, Message
from ..core.errors import Cancelled, LoadError
from ..core.shared import SharedBlock

Job = TypeVar("Job")
Result = TypeVar("Result")
Stopped = Callable[[], bool]

_POLL = 0.02
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # their stacks count as address space


@dataclass(frozen=True)
class Limits:
    """What one file may cost: seconds, and bytes of address space of the reader process."""

    seconds: float = 10.0
    memory: int = 2 << 30
    start_seconds: float = 30.0
    block: int = 64 << 20
    """Bytes that one answer may hand over in shared memory."""


class ReaderDiedError(LoadError):
    """The file ended the reader process or held it too long; the next question starts a new one."""


class Reader:
    """One reader process, started at the first question and again after one that it did not survive."""

    def __init__(self, limits: Limits, start: Callable[[], Child]) -> None:
        self.limits, self._start_child = limits, start
        self._child: Child | None = None
        self._block: SharedBlock | None = None

    def ask(self, question: Message, stopped: Stopped) -> Message:
        """Return the answer.

        Raises LoadError with the reader's sentence, ReaderDiedError, or Cancelled as soon as
        ``stopped()``; after the last two the process is gone.
        """
        child = self._child or self._start(stopped)
        answer = self._exchange(child, question, self.limits.seconds, stopped)
        if "error" in answer:
            raise LoadError(str(answer["error"]))
        return answer

    def array(self, shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
        """Return the numbers of the last answer; valid until the next question."""
        return self._answered(shape, np.float32)

    def octets(self, count: int) -> bytes:
        """Return the bytes of the last answer, copied."""
        return self._answered((count,), np.uint8).tobytes()

    def _answered(self, shape: tuple[int, ...], kind: npt.DTypeLike) -> npt.NDArray[Any]:
        if self._block is None:
            raise LoadError("lost its reader process")
        try:
            return self._block.array(shape, kind)
        except ValueError as error:
            raise LoadError("is broken: its picture is larger than announced") from error

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.kill()
        self._child = self._block = None

    def _start(self, stopped: Stopped) -> Child:
        block = SharedBlock.create(self.limits.block)
        child = self._start_child()
        self._child, self._block = child, block
        try:
            hello = {"block": block.name, "memory": self.limits.memory}
            self._exchange(child, hello, self.limits.start_seconds, stopped)
        finally:
            block.unlink()
        return child

    def _exchange(self, child: Child, question: Message, seconds: float, stopped: Stopped) -> Message:
        deadline = time.monotonic() + seconds
        try:
            child.send(question)
            while True:
                try:
                    return child.receive(_POLL)
                except TimeoutError:
                    if stopped():
                        raise Cancelled("Opening was cancelled.") from None
                    if time.monotonic() > deadline:
                        raise ReaderDiedError(f"took longer than {seconds:g} s and was given up") from None
        except EOFError:
            self.close()
            raise ReaderDiedError("ended the process that read it; it is broken or hostile") from None
        except (Cancelled, ReaderDiedError):
            self.close()
            raise


@dataclass(frozen=True)
class Outcome(Generic[Job, Result]):
    """What became of one job: its result, or the sentence why there is none."""

    job: Job
    result: Result | None
    error: LoadError | None = None


class Readers:
    """A few reader processes that share one list of jobs."""

    def __init__(self, limits: Limits, cancelled: Stopped, module: str = "ldct_studio.io.process") -> None:
        self.limits, self.cancelled, self._module = limits, cancelled, module
        self._readers: list[Reader] = []
        # A child dies with the thread that started it (PR_SET_PDEATHSIG), so one thread outlives them all.
        self._starter = ThreadPoolExecutor(1, "reader starter")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for reader in self._readers:
            reader.close()
        self._starter.shutdown()

    def one(self) -> Reader:
        """Return a reader for questions that must go to the same process."""
        return self._take(1)[0]

    def each(
        self, jobs: Sequence[Job], work: Callable[[Reader, Job, Stopped], Result], count: int
    ) -> Iterator[Outcome[Job, Result]]:
        """Work off the jobs, in order, on ``count`` processes; yield outcomes as they come.

        Raises Cancelled within 100 ms of ``cancelled()``.
        """
        stop = threading.Event()
        waiting: queue.SimpleQueue[Job] = queue.SimpleQueue()
        finished: queue.SimpleQueue[Outcome[Job, Result] | BaseException] = queue.SimpleQueue()
        for job in jobs:
            waiting.put(job)
        threads = [
            threading.Thread(target=_drain, args=(reader, waiting, finished, work, stop), daemon=True)
            for reader in self._take(min(count, len(jobs)))
        ]
        for thread in threads:
            thread.start()
        try:
            for _ in jobs:
                yield self._next(finished)
        finally:
            stop.set()
            for thread in threads:
                thread.join()

    def _next(
        self, finished: queue.SimpleQueue[Outcome[Job, Result] | BaseException]
    ) -> Outcome[Job, Result]:
        while True:
            if self.cancelled():
                raise Cancelled("Opening was cancelled.")
            try:
                outcome = finished.get(timeout=_POLL)
            except queue.Empty:
                continue
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome

    def _take(self, count: int) -> list[Reader]:
        while len(self._readers) < count:
            self._readers.append(Reader(self.limits, self._start))
        return self._readers[:count]

    def _start(self) -> Child:
        return self._starter.submit(Child, "reader", self._module, _ENVIRONMENT).result()


def _drain(
    reader: Reader,
    waiting: queue.SimpleQueue[Job],
    finished: queue.SimpleQueue[Outcome[Job, Result] | BaseException],
    work: Callable[[Reader, Job, Stopped], Result],
    stop: threading.Event,
) -> None:
    """Work off jobs in one thread until there are none or nobody waits."""
    while not stop.is_set():
        try:
            job = waiting.get_nowait()
        except queue.Empty:
            return
        try:
            finished.put(Outcome(job, work(reader, job, stop.is_set)))
        except LoadError as error:
            finished.put(Outcome(job, None, error))
        except Cancelled:
            return
        except BaseException as error:
            finished.put(error)
            return
