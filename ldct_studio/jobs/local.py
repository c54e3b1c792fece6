"""Jobs on this machine: a process of its own that outlives the program that started it."""

from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import suppress

import psutil

from ..core.channel import command, root
from ..core.errors import StudioError
from .job import Handle, Job, Spec

GONE = 5.0
"""Seconds that a killed worker may take to be gone: one with much memory gives it back first."""


class Local:
    """Here. A worker is known by its number and by the folder that it was started with.

    Numbers are used again, times of starting move with the clock; the two together are sure.
    """

    def __init__(self) -> None:
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, job: Job, spec: Spec) -> None:
        """Start the worker in a session of its own.

        It writes the handle itself once the job is its own: of two that are started at once only one stays.
        """
        windows = sys.platform == "win32"
        process = subprocess.Popen(
            self.command(job, spec),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=root(),
            start_new_session=not windows,
            creationflags=0x08000200 if windows else 0,  # CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP
        )
        self._started.append(process)

    def command(self, job: Job, spec: Spec) -> list[str]:
        """Return the words that start the worker."""
        return [*command("job", "ldct_studio.jobs.worker"), str(job.folder)]

    def alive(self, job: Job, handle: Handle) -> bool:
        """Say whether the worker runs; of one on another computer, whether it has spoken lately."""
        self._started = [process for process in self._started if process.poll() is None]
        if handle.host != socket.gethostname():
            return job.silence() < 60
        return _worker(job, handle) is not None

    def end(self, job: Job, handle: Handle) -> None:
        """End the worker, and with it the process of the recipe."""
        if handle.host != socket.gethostname():
            raise StudioError(f"The job {job.name} runs on {handle.host}; end it there.")
        worker = _worker(job, handle)
        if worker is None:
            return
        family = [worker]
        with suppress(psutil.NoSuchProcess):
            family += worker.children(recursive=True)  # only Linux ends them with it, and not all of them
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, timeout=GONE)  # whoever deletes the job next finds it ended


def _worker(job: Job, handle: Handle) -> psutil.Process | None:
    try:
        process = psutil.Process(int(handle.id))
        ours = str(job.folder) in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE
    except (psutil.Error, ValueError):
        return None
    return process if ours else None
