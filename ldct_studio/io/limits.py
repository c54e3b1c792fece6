"""What the reader process may not do: take all memory, reach the network, write, dump core, outlive us."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any

BYTES = 2 << 30
"""Address space of the reader process (reliability.md: 2 GiB; arrays come out slab by slab)."""

_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.startfile",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _SIGKILL = 1, 38, 9


def confine(memory: int = BYTES) -> None:
    """Confine this process for the rest of its life; what the system does not offer is left out."""
    if sys.platform != "win32":
        _limit_memory(memory)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    sys.addaudithook(_refuse)


def _limit_memory(memory: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # macOS accepts RLIMIT_AS and does not keep it
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"The reader process may not use {event}.")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError("The reader process may not write.")
