"""The memory that a job takes."""

from __future__ import annotations

import socket

import psutil

from ..core.errors import StudioError
from .job import Job
from .status import alive


def held_bytes(pid: int) -> int:
    """Return how many bytes a process and those that it started hold; 0 where it is gone."""
    total = 0
    try:
        process = psutil.Process(pid)
        for one in (process, *process.children(recursive=True)):
            total += one.memory_info().rss
    except psutil.NoSuchProcess:
        return total
    return total


def job_bytes(job: Job) -> int:
    """Return how many bytes of this machine a job holds; 0 where it does not run, or runs elsewhere."""
    try:
        handle = job.handle()
        local = handle is not None and job.spec().on == "local" and handle.host == socket.gethostname()
    except StudioError:
        return 0
    return held_bytes(int(handle.id)) if handle is not None and local and alive(job) else 0
