"""How far the work is, in one line on a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self, TextIO

from ..core.progress import Progress


class Meter:
    """Rewrites one line on standard error; says nothing where that is no terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream if stream is not None else sys.stderr
        self._shown = self._stream.isatty()
        self._last = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._last:
            self._write("")

    def say(self, text: str, done: int = 0, total: int = 0) -> None:
        """Show what is going on, with percent where the total is known."""
        line = f"{text}  {100 * done // total} %" if total else text
        if self._shown and line != self._last:
            self._write(line)

    def progress(self, progress: Progress) -> None:
        """Show a report of long work."""
        self.say(progress.text, progress.done, progress.total)

    def _write(self, line: str) -> None:
        self._stream.write(f"\r{line}\x1b[K")
        self._stream.flush()
        self._last = line
