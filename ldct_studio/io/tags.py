"""Tags: the header of a file line by line, read by a reader process that stays for the next file."""

from __future__ import annotations

import threading
from pathlib import Path

from ..core.errors import LoadError
from .found import Tags
from .reader import Limits, Readers, Stopped


class TagReader:
    """Reads one header at a time; ``close`` ends its process."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._closed = threading.Event()
        self._readers = Readers(limits or Limits(), self._closed.is_set)
        self._one_at_a_time = threading.Lock()

    def read(self, path: Path, hide: bool, stopped: Stopped) -> Tags:
        """Return the header of a file, with ``hide`` without anything that tells who the patient is.

        Blocks; run it in a thread. Raises LoadError with a sentence, or Cancelled.
        """
        question = {"do": "tags", "path": str(path), "hide": hide}
        with self._one_at_a_time:
            try:
                answer = self._readers.one().ask(question, lambda: stopped() or self._closed.is_set())
                return Tags.model_validate(answer)
            except LoadError as error:
                raise LoadError(f"The file of this slice {error}.") from error
            except ValueError:  # pydantic's: the reader said something that it may not say
                raise LoadError("The file of this slice is broken: its header makes no sense.") from None

    def close(self) -> None:
        """End the process; whoever waits for it is cancelled."""
        self._closed.set()
        with self._one_at_a_time:
            self._readers.__exit__(None, None, None)
