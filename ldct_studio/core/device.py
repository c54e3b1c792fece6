"""Which device computes, and with how many threads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

import torch

from .errors import StudioError
from .resources import Compute

_choice: Compute = "auto"
_gpu_left = False
_here: ContextVar[torch.device | None] = ContextVar("here", default=None)


def device() -> torch.device:
    """Return where to compute.

    Within ``on`` what that says, after ``use_cpu`` the CPU, else ``LDCT_STUDIO_DEVICE``, else what was
    chosen if it is there, else CUDA where there is one, else the CPU.
    """
    return _here.get() or _usual()


def chosen() -> Compute:
    """Return what the user says to compute on."""
    return _choice


def choose(kind: Compute) -> None:
    """From now on compute on "cpu", "cuda" or "mps", or with "auto" on what is there."""
    global _choice
    _choice = kind
    _usual.cache_clear()


def use_cpu() -> None:
    """From now on compute on the CPU: the GPU ran out of memory."""
    global _gpu_left
    _gpu_left = True
    _usual.cache_clear()


@contextmanager
def on(place: torch.device) -> Iterator[None]:
    """Within this block, in this thread, compute on ``place``, whatever others do meanwhile."""
    token = _here.set(place)
    try:
        yield
    finally:
        _here.reset(token)


def gpus() -> tuple[str, ...]:
    """Return which kinds of GPU are there, of "cuda" and "mps"."""
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    return tuple(kind for kind in there if there[kind])


def free_cache() -> None:
    """Hand back to the GPU what torch keeps of its memory without need."""
    torch.cuda.empty_cache()
    if torch.backends.mps.is_available():
        torch.mps.empty_cache()


def ran_out(error: BaseException | None) -> bool:
    """Say whether an error, or what caused it, is a lack of memory.

    torch has a type of its own for CUDA alone; the CPU and MPS raise a ``RuntimeError``.
    """
    if isinstance(error, StudioError):
        return ran_out(error.__cause__)
    if isinstance(error, RuntimeError) and ("CPUAllocator" in str(error) or "out of memory" in str(error)):
        return True
    return isinstance(error, (torch.OutOfMemoryError, MemoryError))


def cores() -> int:
    """Return how many CPU cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def name(place: torch.device | None = None) -> str:
    """Name a device, or the one that computes, for people."""
    place = place or device()
    if place.type == "cuda":
        return str(torch.cuda.get_device_name(place))
    return "Apple GPU" if place.type == "mps" else f"CPU, {cores()} cores"


@cache
def _usual() -> torch.device:
    if _gpu_left:
        return torch.device("cpu")
    wanted = os.environ.get("LDCT_STUDIO_DEVICE", "")
    if wanted:
        return torch.device(wanted)
    if _choice == "cpu" or _choice in gpus():
        return torch.device(_choice)
    # Not MPS: it has no float64, which counting photons and some methods need.
    return torch.device("cuda" if "cuda" in gpus() else "cpu")
