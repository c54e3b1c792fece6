"""What the launchers of clusters share: they speak to a cluster by its own commands."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ..core.errors import StudioError
from .job import Job

_ASK_SECONDS = 10.0
"""Between two questions about the same job."""
_TIMEOUT = 120.0


def name_of(job: Job) -> str:
    """Return a name for a job that no other folder has, of letters that every cluster takes."""
    return f"ldct-{hashlib.sha256(str(job.folder).encode()).hexdigest()[:12]}"


def tool(name: str, otherwise: str) -> str:
    """Return where a command is, beside our Python first; ``StudioError`` with what to do where it is not."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = shutil.which(name, path=path)
    if found is None:
        raise StudioError(f"There is no command {name} here: {otherwise}.")
    return found


def call(words: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command of a cluster; ``StudioError`` where it does not answer."""
    try:
        return subprocess.run(words, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StudioError(f"The cluster does not answer ({error}); look whether it is up.") from None


def submit(words: list[str]) -> str:
    """Run the command that puts a job in line; return what it prints, or raise ``StudioError``."""
    done = call(words)
    if done.returncode != 0:
        told = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
        raise StudioError(f"The cluster refused the job: {told[-1].strip()}")
    return done.stdout.strip()


class Memory:
    """The answers of a cluster, each good for ten seconds."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, bool]] = {}

    def ask(self, name: str, question: Callable[[], bool]) -> bool:
        """Return the answer to a question, asked again where the last answer is old."""
        asked, answer = self._known.get(name, (-_ASK_SECONDS, False))
        if time.monotonic() - asked >= _ASK_SECONDS:
            answer = question()
            self._known[name] = (time.monotonic(), answer)
        return answer

    def forget(self, name: str) -> None:
        """Ask anew next time."""
        self._known.pop(name, None)
