"""The guard of a command of others: a process that starts it, watches it, and leaves nothing of it behind.

It outlives whoever asked for the command by a moment, and ends the command with all that it has started where
nobody waits any more, also where whoever asked was killed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import psutil

from ..core.channel import Parent
from ..core.priority import give_way

GRACE = 2.0
"""Seconds that a command has to end by itself when it is asked to."""
_LOOK = 0.1
_KEPT = 1 << 15
"""Bytes that are kept of what it prints, the last ones."""
_NICE = 10
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Order:
    """What to start, and what it may take."""

    words: Sequence[str]
    folder: str
    """Where it starts; removed where nobody waits for the answer any more."""
    environment: dict[str, str]
    seconds: float
    bytes: int


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its exit code, or what it was ended for."""

    code: int = 0
    ended_for: str = ""
    """``time``, ``memory``, ``stop``, or nothing."""
    error: str = ""
    """Why it could not be started, or nothing."""
    log: str = ""
    """The last of what it printed."""


def main() -> int:
    """Run one command for the parent and say how it ended."""
    parent = Parent()
    message = parent.receive()
    if message is None:
        return 0
    order = Order(**message)
    give_way(_NICE)
    _adopt_orphans()
    outcome = _run(order, parent)
    try:
        parent.send(asdict(outcome))
        parent.receive()  # until the parent has closed the channel or ends us
    except OSError:
        pass
    shutil.rmtree(order.folder, ignore_errors=True)  # the parent is gone or has read the answer
    return 0


def _adopt_orphans() -> None:
    """Become the parent of what the command leaves behind, so that it can be found; Linux alone can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _run(order: Order, parent: Parent) -> Outcome:
    windows = sys.platform == "win32"
    try:
        child = subprocess.Popen(
            order.words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=order.folder,
            env=order.environment,
            process_group=None if windows else 0,
            creationflags=0x08000200 if windows else 0,  # CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP
        )
    except (OSError, ValueError) as error:
        return Outcome(error=getattr(error, "strerror", None) or str(error))
    assert child.stdout is not None
    with suppress(OSError):  # where the memory of the machine runs out, Linux ends the command first
        Path(f"/proc/{child.pid}/oom_score_adj").write_text("1000")
    tail = _Tail(child.stdout)
    ended_for = _watch(child, order, parent)
    if ended_for in ("time", "stop"):
        _ask_to_end(child)
    _kill_all(child)
    return Outcome(code=child.wait(), ended_for=ended_for, log=tail.text())


def _watch(child: subprocess.Popen[bytes], order: Order, parent: Parent) -> str:
    """Wait for the end of a command; return for what it has to be ended before, or ''."""
    deadline = time.monotonic() + order.seconds
    while True:
        with suppress(subprocess.TimeoutExpired):
            child.wait(_LOOK)
            return ""
        if parent.speaks:
            return "stop"
        if time.monotonic() > deadline:
            return "time"
        if _holds_more(order.bytes):
            return "memory"


def _holds_more(limit: int) -> bool:
    """Say whether all that the command started holds more memory than it may; shared pages count once.

    The address space is no measure: CUDA alone takes far more of it than there is memory.
    """
    family = psutil.Process().children(recursive=True)
    if sum(_held(process, exactly=False) for process in family) <= limit:
        return False
    return sum(_held(process, exactly=True) for process in family) > limit


def _held(process: psutil.Process, exactly: bool) -> int:
    try:
        if exactly and sys.platform == "linux":
            with suppress(psutil.AccessDenied):
                return int(process.memory_full_info().pss)
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def _ask_to_end(child: subprocess.Popen[bytes]) -> None:
    """Let a command end by itself, as one that runs a container has to."""
    _signal_group(child, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        child.wait(GRACE)


def _kill_all(child: subprocess.Popen[bytes]) -> None:
    """End what is left of a command: its group, and whatever it started elsewhere."""
    _signal_group(child, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    while family := psutil.Process().children(recursive=True):
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs([process for process in family if process.pid != child.pid], timeout=1)
        child.wait()


def _signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    if sys.platform == "win32":
        child.terminate()
        return
    with suppress(ProcessLookupError):  # it ended, and all of its group
        os.killpg(child.pid, number)


class _Tail:
    """The last of what a stream says; the rest is let go, so that nobody who prints much fills anything."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._held = b""
        self._thread = threading.Thread(target=self._read, args=(stream,), name="tail", daemon=True)
        self._thread.start()

    def text(self) -> str:
        """Return it once the stream has ended."""
        self._thread.join(timeout=1)
        return self._held.decode("utf-8", "replace")

    def _read(self, stream: IO[bytes]) -> None:
        with stream:
            while data := os.read(stream.fileno(), 1 << 16):
                self._held = (self._held + data)[-_KEPT:]


if __name__ == "__main__":
    sys.exit(main())
