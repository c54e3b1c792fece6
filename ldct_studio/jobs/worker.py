"""The worker of a job: starts the process that runs the recipe, watches over it, and says how it ended.

It is small and does nothing that could crash, so that there is nearly always somebody who can say what
happened. Where the worker itself is killed, the process of the recipe ends with it.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

from ..core.channel import command, root
from ..core.events import Failed, Message, Started, Stopped, Waiting, shortened
from ..core.priority import go_last
from .job import Handle, Job, Spec
from .log import write_log
from .memory import held_bytes
from .stopping import Stopping

GRACE = 20.0
"""Seconds that a recipe has to stop by itself."""
_LOOK = 0.2
_LOCK_SECONDS = 10.0
"""A process of the same job that was just killed may take a moment to be gone."""


def main() -> int:
    """Do the job of the folder that is the last argument; return 0 where it has said a last word."""
    job = Job(Path(sys.argv[-1]))
    spec = job.spec()
    if not _first(spec):
        return _run(job, spec).returncode
    try:
        with FileLock(job.folder / "lock", timeout=_LOCK_SECONDS):
            return _lead(job, spec)
    except Timeout:
        print(f"Another process does the job in {job.folder}.", file=sys.stderr)
    except Exception as error:  # nobody sees what a worker prints
        if not job.ended:
            reason = f"{type(error).__name__}: {error}"
            sentence = f"The worker of the job failed ({reason}); set that right and resume."
            job.journal.append(Failed(error=shortened(sentence)))
    return 1


def _first(spec: Spec) -> bool:
    """Say whether this is the process that speaks for a job of several."""
    return spec.on != "slurm" or os.environ.get("SLURM_PROCID", "0") == "0"


def _lead(job: Job, spec: Spec) -> int:
    host = socket.gethostname()
    if spec.on == "local":
        job.write_handle(Handle(id=str(os.getpid()), host=host))
    _clear(job)
    job.journal.append(Started(host=host))
    if spec.on == "local":
        go_last()  # the window goes first
    watched = _run(job, spec)
    if job.ended:
        return 0
    if watched.terminated and spec.on == "slurm":
        _give_back(job)
        return 0
    job.journal.append(watched.last_word())
    return 1


def _clear(job: Job) -> None:
    """Remove what processes that were killed had begun to write, each as large as a checkpoint."""
    for part in job.folder.rglob("*.part"):
        if not part.name.startswith("handle."):  # whoever put the job in line may be writing that
            part.unlink(missing_ok=True)


def _give_back(job: Job) -> None:
    """Leave the node to the cluster, and see to it that Slurm starts this very job again.

    It does so by itself where it takes the node back, but not at the end of the job's time, shortly before
    which it still calls the job running. One that was taken out of the line is found to be gone later.
    """
    job.journal.append(Message(text="The cluster took the node back; the job waits for another."))
    job.journal.append(Waiting(on="slurm"))  # before the question, which ends this process
    number = os.environ["SLURM_JOB_ID"]
    words = ["squeue", "--noheader", f"--jobs={number}", "--format=%T"]
    if subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip() == "RUNNING":
        subprocess.run(["scontrol", "requeue", number], check=False)


def _run(job: Job, spec: Spec) -> _Watched:
    """Run the recipe's process to its end."""
    threads = str(spec.resources.threads)
    windows = sys.platform == "win32"
    child = subprocess.Popen(
        [*command("job-process", "ldct_studio.jobs.process"), str(job.folder)],
        stdin=subprocess.PIPE,  # it closes with us, and the child looks at that
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=root(),
        env={**os.environ, "OMP_NUM_THREADS": threads, "PYTHONUNBUFFERED": "1"},
        process_group=None if windows else 0,
        creationflags=0x08000200 if windows else 0,  # CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP
    )
    assert child.stdin is not None
    assert child.stdout is not None
    _offer_to_the_system(child.pid)
    log = threading.Thread(target=write_log, args=(child.stdout, job.log), name="log", daemon=True)
    log.start()
    watched = _Watched(job, spec, child)
    watched.wait()
    child.stdin.close()
    log.join(timeout=5)  # somebody outside of its group may still hold the other end
    return watched


def _offer_to_the_system(pid: int) -> None:
    """Let Linux end the recipe first where the memory of the machine runs out."""
    try:
        Path(f"/proc/{pid}/oom_score_adj").write_text("1000")
    except OSError:
        return  # another system, or ended already


class _Watched:
    """The process of the recipe, ended where it takes too much or does not stop."""

    def __init__(self, job: Job, spec: Spec, child: subprocess.Popen[bytes]) -> None:
        self._child = child
        self._stopping = Stopping(job, spec.on)
        self._limit = spec.resources.memory_gb * 1e9 or 0.8 * psutil.virtual_memory().total
        self._ended_for = ""
        self._deadline = float("inf")

    @property
    def returncode(self) -> int:
        """What the process ended with."""
        return self._child.returncode

    @property
    def terminated(self) -> bool:
        """Whether the system ended the worker."""
        return self._stopping.terminated and not self._stopping.canceled

    def wait(self) -> None:
        """Return when the process and all that it started are gone."""
        while self._child.poll() is None:
            self._look()
            try:
                self._child.wait(_LOOK)
            except subprocess.TimeoutExpired:
                continue
        self._kill()  # what it has left behind

    def last_word(self) -> Stopped | Failed:
        """Say why the process ended without a word of its own."""
        if self._ended_for == "memory":
            return Failed(
                error=f"The job needed more than {self._limit / 1e9:.1f} GB of memory and was ended; "
                "let it take less at a time, or give it more."
            )
        if self._stopping.canceled:
            return Stopped(text=f"It did not stop within {GRACE:.0f} s and was ended; resuming is possible.")
        if self.terminated:
            return Failed(error="The system ended the job; resume it to go on.")
        return Failed(error=_crash(self.returncode))

    def _look(self) -> None:
        if self._stopping() and self._deadline == float("inf"):
            self._deadline = time.monotonic() + GRACE
            if self.terminated:
                self._child.terminate()  # it saves before it ends
        if time.monotonic() > self._deadline:
            self._kill()
        elif held_bytes(self._child.pid) > self._limit:
            self._ended_for = "memory"
            self._kill()

    def _kill(self) -> None:
        if sys.platform == "win32":
            self._child.kill()
            return
        try:
            os.killpg(self._child.pid, signal.SIGKILL)
        except ProcessLookupError:
            return  # it ended in between


def _crash(code: int) -> str:
    if sys.platform != "win32" and code == -signal.SIGKILL:
        return "The job was killed, most likely because memory ran out; resume it with less at a time."
    name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return f"The recipe's process crashed ({name}); its log may tell why, and resuming it tries again."


if __name__ == "__main__":
    sys.exit(main())
