"""Console: runs what the user types as Python, in a thread of its own, so that it never holds the window."""

from __future__ import annotations

import ast
import builtins
import code
import ctypes
import io
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from typing import TextIO

from PySide6.QtCore import QObject, Signal

from .language import tr

NAME = "<console>"
MOST = 100_000
"""Characters of output that wait for the window; of more the newest are kept."""
PATIENCE = 2.0
"""Seconds that a statement has to end when the window closes; one that does not ends with the process."""


def is_whole(text: str) -> bool:
    """Say whether a text can be run, or goes on in the next line; an empty line ends a block."""
    last = text.rpartition("\n")[2] if "\n" in text else ""
    if last.strip() and last[0].isspace():
        return False
    try:
        return code.compile_command(text.rstrip() + "\n", NAME, "exec") is not None
    except (SyntaxError, ValueError, OverflowError):
        return True  # running it says what is wrong


class Console(QObject):
    """One statement at a time; ``names`` says in the window's thread what it can use, before each.

    What a statement prints is taken by ``take``. A name that the user gave a value of their own stays.
    """

    ended = Signal()
    """The statement is over, however it went."""

    def __init__(self, names: Callable[[], Mapping[str, object]]) -> None:
        super().__init__()
        self._names = names
        self._given: dict[str, object] = {}
        self._space: dict[str, object] = {"__name__": "__console__", "__doc__": None}
        self._interpreter = _Interpreter(self._space, self.write)
        self._output: deque[str] = deque()
        self._waiting = 0
        self._left_out = False
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._runs = False

    @property
    def busy(self) -> bool:
        """Whether a statement runs."""
        return self._thread is not None and self._thread.is_alive()

    def run(self, text: str) -> None:
        """Begin a statement, or several; nothing happens while one runs."""
        if self.busy:
            return
        self._give()
        self._runs = True
        self._thread = threading.Thread(target=self._work, args=(text,), name="Console", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Interrupt the statement at its next line of Python."""
        with self._lock:
            if self._runs and self._thread is not None and self._thread.ident is not None:
                ident = ctypes.c_ulong(self._thread.ident)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, ctypes.py_object(KeyboardInterrupt))

    def renew(self) -> None:
        """Let go of what the program gave and of the last value, as another volume is on show.

        A statement that runs keeps them.
        """
        if not self.busy:
            self._give()
            vars(builtins).pop("_", None)

    def close(self) -> None:
        """Interrupt the statement and wait for it for a moment; the window goes after this."""
        self.stop()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def take(self) -> str:
        """Return what was written since the last time."""
        with self._lock:
            text = "".join(self._output)
            head = tr("… earlier output is left out …") + "\n" if self._left_out else ""
            self._output.clear()
            self._waiting, self._left_out = 0, False
        return head + text

    def write(self, text: str) -> None:
        """Add to the output, from any thread."""
        text = text[-MOST:]
        with self._lock:
            self._waiting += len(text)  # first, as Stop may interrupt between any two of these lines
            self._output.append(text)
            while self._waiting > MOST and self._output:
                left = len(self._output.popleft())
                self._left_out = True
                self._waiting -= left

    def _give(self) -> None:
        """Renew what the program gives; a name that holds something of the user's stays theirs."""
        for name, value in self._names().items():
            if name not in self._space or self._space[name] is self._given.get(name):
                self._space[name] = self._given[name] = value

    def _work(self, text: str) -> None:
        over = False
        try:
            self._execute(text)
            over = True
            with self._lock:
                self._runs = False
        except KeyboardInterrupt:  # of the user's statement, or of our own lines before and after it
            self._runs = False
            if not over:
                self.write(tr("Stopped.") + "\n")
        self.ended.emit()

    def _execute(self, text: str) -> None:
        real = sys.stdin
        sys.stdin = io.StringIO()  # nobody can answer a question
        out, err = _Routed(self.write, sys.stdout), _Routed(self.write, sys.stderr)
        try:
            with redirect_stdout(out), redirect_stderr(err):
                self._interpreter.run(text)
        except SystemExit:
            self.write(tr("The console cannot end the program; the menu File can.") + "\n")
        finally:
            sys.stdin = real


class _Interpreter(code.InteractiveInterpreter):
    """Prints errors where the output goes; the program's own hook would report them as its failures."""

    def __init__(self, space: dict[str, object], write: Callable[[str], None]) -> None:
        super().__init__(space)
        self._write = write

    def run(self, text: str) -> None:
        """Run some statements; the value of each that has one is printed."""
        try:
            tree = ast.parse(text, NAME)
            compiled = compile(ast.Interactive(tree.body), NAME, "single")
        except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError):
            self._write("".join(traceback.format_exception_only(*sys.exc_info()[:2])))
        else:
            self.runcode(compiled)

    def showtraceback(self) -> None:
        kind, error, trace = sys.exc_info()
        if kind is KeyboardInterrupt:
            raise
        below = trace.tb_next if trace else None  # our own line is no news
        self._write("".join(traceback.format_exception(kind, error, below)))


class _Routed(io.TextIOBase):
    """Takes what the thread that made it prints; what others print goes where it always did."""

    def __init__(self, write: Callable[[str], None], real: TextIO | None) -> None:
        super().__init__()
        self._write, self._real, self._owner = write, real, threading.get_ident()

    def writable(self) -> bool:
        return True

    def write(self, text: str, /) -> int:
        if threading.get_ident() == self._owner:
            self._write(text)
        elif self._real is not None:
            self._real.write(text)
        return len(text)
