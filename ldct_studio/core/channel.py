"""Channel: JSON lines between this process and one that it started."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

Message = dict[str, Any]
"""One JSON object; arrays travel through shared memory."""

_LONGEST = 64 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]


def command(role: str, module: str) -> list[str]:
    """Return how to start a process of this program.

    A frozen program starts itself with ``role`` as its first argument; otherwise Python runs
    ``module``, whose ``main()`` is the same function.
    """
    return [sys.executable, role] if getattr(sys, "frozen", False) else [sys.executable, "-m", module]


def root() -> Path | None:
    """Return the folder to start a process of this program in; a frozen program starts anywhere."""
    return None if getattr(sys, "frozen", False) else _ROOT


class Child:
    """The parent's end: one process in its own group, spoken to in JSON lines.

    What the child prints goes nowhere, since a library may print a patient's name; the child says what
    matters in its messages.
    """

    def __init__(self, role: str, module: str, environment: Mapping[str, str] | None = None) -> None:
        windows = sys.platform == "win32"
        flags = 0x08000200 if windows else 0  # CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP
        self._process = subprocess.Popen(
            command(role, module),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=root(),
            env={**os.environ, **(environment or {})},
            start_new_session=not windows,
            creationflags=flags,
        )
        self._inbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, name=f"{role} listener", daemon=True)
        self._listener.start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def send(self, message: Message) -> None:
        """Send one message; raise EOFError where the child is gone."""
        line = _line(message)
        try:
            _write(self._input, line)
        except (OSError, ValueError) as error:  # ValueError: closed by kill
            raise EOFError("the process has ended") from error

    def receive(self, timeout: float) -> Message:
        """Return the next message.

        Raises TimeoutError after ``timeout`` seconds without one, EOFError where the child is gone or
        does not speak the protocol.
        """
        try:
            line = self._inbox.get(timeout=max(timeout, 0))
        except queue.Empty:
            raise TimeoutError(f"no answer in {timeout:g} s") from None
        if not line:
            self._inbox.put(b"")
            raise EOFError("the process has ended")
        return _parse(line)

    def kill(self) -> None:
        """End the process and its children at once, and forget what it has not said yet."""
        if self.alive:
            self._end()
        self._process.wait()
        self._listener.join()
        self._output.close()
        try:
            self._input.close()
        except BrokenPipeError:
            return  # a message that the child never read; closing flushes it

    def _end(self) -> None:
        if sys.platform == "win32":
            self._process.kill()
            return
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return  # it ended by itself in between

    def _listen(self) -> None:
        while line := self._output.readline(_LONGEST):
            self._inbox.put(line)
        self._inbox.put(b"")

    @property
    def _input(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _output(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout


class Parent:
    """The child's end. Takes standard output away from everyone else, so that a print spoils nothing."""

    def __init__(self) -> None:
        sys.stdout.flush()
        self._output = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)
        self._input = os.fdopen(os.dup(0), "rb")
        self._inbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="parent listener", daemon=True).start()

    def send(self, message: Message) -> None:
        """Send one message; OSError where the parent is gone."""
        _write(self._output, _line(message))

    def receive(self) -> Message | None:
        """Return the next message, or None when the parent has closed the channel."""
        line = self._inbox.get()
        if not line:
            self._inbox.put(b"")
            return None
        return _parse(line)

    @property
    def speaks(self) -> bool:
        """Whether a message waits, or the end of the channel."""
        return not self._inbox.empty()

    def _listen(self) -> None:
        while line := self._input.readline():
            self._inbox.put(line)
        self._inbox.put(b"")


def _line(message: Message) -> bytes:
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


def _write(stream: IO[bytes], line: bytes) -> None:
    stream.write(line)
    stream.flush()


def _parse(line: bytes) -> Message:
    try:
        message = json.loads(line)
    except ValueError as error:
        raise EOFError("the process does not speak the protocol") from error
    if not isinstance(message, dict):
        raise EOFError("the process does not speak the protocol")
    return message
