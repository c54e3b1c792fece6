"""Let the window go first: processes of ours take little of the processor where others want it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import psutil

_GROUP = Path("/proc/self/autogroup")


def give_way(nice: int) -> None:
    """Give this process and what it starts a lower priority, 1 to 19; call it before it starts threads.

    Linux shares the processor among sessions first, and a process of ours leads a session of its own, so that
    "nice" alone changes nothing there; its session is made nice as well. Not idle: a process that gets
    nothing at all beside a busy program would seem to hang.
    """
    if sys.platform == "win32":
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        return
    os.nice(nice)
    if sys.platform == "linux":
        with suppress(OSError):  # no such groups in this kernel, or not ours to change
            _GROUP.write_text(str(nice))


def go_last() -> None:
    """Give this process and what it starts only what nobody else wants of the processor; for long work."""
    give_way(19)
    if sys.platform == "linux":
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
