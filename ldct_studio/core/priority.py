"""Let the window go first: a process of ours that computes takes only what is left of the processor."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import psutil

_GROUP = Path("/proc/self/autogroup")


def go_last() -> None:
    """Give this process and what it starts the lowest priority; call it before it starts threads.

    Linux shares the processor among sessions first, and a process of ours leads a session of its own, so that
    "nice" alone changes nothing there; its session is made nice as well.
    """
    if sys.platform == "win32":
        psutil.Process().nice(psutil.IDLE_PRIORITY_CLASS)
        return
    os.nice(19)
    if sys.platform == "linux":
        with suppress(OSError):  # no such groups in this kernel, or not ours to change
            _GROUP.write_text("19")
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
