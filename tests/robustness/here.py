"""Here: a reader that answers in this process, for tests of what is read and not of who reads it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from ldct_studio.core.channel import Message
from ldct_studio.core.shared import SharedBlock
from ldct_studio.io.process import _answer, _Desk, head
from ldct_studio.io.reader import Readers


class Here:
    """Answers as a reader process does, without its start (0.4 to 2 s) and without its limits."""

    def __init__(self) -> None:
        self._desk: _Desk | None = None
        self._said: Message = {}

    def send(self, question: Message) -> None:
        """Answer one question."""
        if self._desk is None:
            self._desk = _Desk(SharedBlock.attach(question["block"]), head)
            self._said = {"ready": True}
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the process prints them to nobody
            self._said = _answer(self._desk, question)

    def receive(self, timeout: float) -> Message:
        """Return the answer."""
        return self._said

    def kill(self) -> None:
        """Forget the shared numbers."""
        self._desk = None


@contextmanager
def reading_here() -> Iterator[None]:
    """Have everything that opens files read them in this process."""
    with patch.object(Readers, "_start", lambda readers: Here()):
        yield
