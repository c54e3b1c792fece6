"""The memory that a job takes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ldct_studio.jobs import memory
from ldct_studio.jobs.job import Handle, Job, Spec
from ldct_studio.jobs.memory import held_bytes, job_bytes

SPEC = Spec(program="0", recipe="x", plugin="0" * 64, seed=0)
CHILD = "b = bytearray(80_000_000); print(1, flush=True); input()"


def test_what_a_process_started_counts_too() -> None:
    before = held_bytes(os.getpid())
    with subprocess.Popen(
        [sys.executable, "-c", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        assert held_bytes(os.getpid()) - before > 80_000_000
        child.kill()
    assert held_bytes(child.pid) == 0


@pytest.mark.parametrize("host", [socket.gethostname(), "elsewhere"])
def test_only_a_job_that_runs_here_is_weighed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setattr(memory, "alive", lambda job: True)
    job = Job(tmp_path)
    assert job_bytes(job) == 0, "it is damaged, or being deleted"
    job.write_spec(SPEC)
    assert job_bytes(job) == 0, "it was never started"
    job.write_handle(Handle(id=str(os.getpid()), host=host))
    assert (job_bytes(job) > 0) == (host == socket.gethostname())
