"""When a job stops: somebody wrote its cancel file, the system ends its process, or its worker is gone."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from types import FrameType

from .job import Job, Place

_PR_SET_PDEATHSIG = 1
_EVERY = {"local": 0.05, "slurm": 1.0, "ray": 1.0}
"""Seconds between two looks at the folder, which lies on a shared disk where a cluster does the job."""


class Stopping:
    """Say whether to stop; ask as often as you like."""

    def __init__(self, job: Job, on: Place) -> None:
        self._job, self._every = job, _EVERY[on]
        self._next = 0.0
        self.canceled = False
        """Whether somebody asked for it in the folder."""
        self.terminated = False
        """Whether the system asked for it with a signal."""
        signal.signal(signal.SIGTERM, self._terminate)

    def __call__(self) -> bool:
        """Return whether to stop."""
        now = time.monotonic()
        if now >= self._next and not self.canceled:
            self._next = now + self._every
            self.canceled = self._job.cancel_file.exists()
        return self.canceled or self.terminated

    def _terminate(self, number: int, frame: FrameType | None) -> None:
        self.terminated = True


def end_with_parent() -> None:
    """End this process when the one that started it, and holds its standard input, ends in whatever way."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    threading.Thread(target=_end_with_input, name="parent", daemon=True).start()


def _end_with_input() -> None:
    while os.read(0, 1024):
        continue
    os._exit(1)
