"""Which device computes, and with how many threads."""

from __future__ import annotations

import os
from functools import cache

import torch

_use_cuda = True


@cache
def device() -> torch.device:
    """Return CUDA where there is one (``LDCT_STUDIO_DEVICE`` overrides), else the CPU."""
    wanted = os.environ.get("LDCT_STUDIO_DEVICE", "")
    if wanted:
        return torch.device(wanted)
    return torch.device("cuda" if _use_cuda and torch.cuda.is_available() else "cpu")


def use_cpu() -> None:
    """From now on compute on the CPU: the GPU ran out of memory."""
    global _use_cuda
    _use_cuda = False
    device.cache_clear()


def cores() -> int:
    """Return how many CPU cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def name() -> str:
    """Name the device for people."""
    if device().type == "cuda":
        return str(torch.cuda.get_device_name(device()))
    return f"CPU, {cores()} cores"
