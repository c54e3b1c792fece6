"""Jobs on a real Slurm of one node."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ldct_studio.core.errors import StudioError
from ldct_studio.core.events import Done, Progress
from ldct_studio.jobs import process, store
from ldct_studio.jobs.job import Job
from ldct_studio.jobs.status import status
from tests.jobs import daemons
from tests.jobs.conftest import Make
from tests.jobs.daemons import wait_until

pytestmark = pytest.mark.cluster

RECIPE = "tiny.base:steps=50,data="


@pytest.fixture(scope="module", autouse=True)
def _cluster() -> Iterator[None]:
    with daemons.slurm():
        yield


@pytest.fixture
def job(make: Make, tmp_path: Path) -> Job:
    made = make(f"{RECIPE}{tmp_path}")
    made.write_spec(made.spec().model_copy(update={"on": "slurm"}))
    return made


def _control(*words: str) -> None:
    subprocess.run(["scontrol", *words], check=True)


def _state(job: Job) -> str:
    handle = job.handle()
    assert handle is not None
    words = ["squeue", "--noheader", f"--jobs={handle.id}", "--format=%T"]
    return subprocess.run(words, capture_output=True, text=True).stdout.strip()


def _first_stage(job: Job) -> bool:
    return any(isinstance(event, Progress) and event.step == 50 for event in job.journal.recent())


def test_a_job_whose_node_is_taken_back_ends_with_the_same_weights(
    job: Job, make: Make, tmp_path: Path
) -> None:
    (tmp_path / "hold").touch()
    store.start(job)
    wait_until(lambda: _first_stage(job))
    handle = job.handle()
    assert handle is not None
    _control("requeue", handle.id)
    wait_until(lambda: _state(job) == "PENDING")
    assert status(job).state == "waiting"
    (tmp_path / "hold").unlink()
    _control("update", f"JobId={handle.id}", "StartTime=now")
    wait_until(lambda: not status(job).active)
    assert status(job).state == "done"
    whole = make(f"{RECIPE}{tmp_path}", "whole")
    assert isinstance(process._last_word(whole), Done)
    assert (job.folder / "sha256").read_text() == (whole.folder / "sha256").read_text()


def test_a_running_job_is_canceled(job: Job, tmp_path: Path) -> None:
    (tmp_path / "hold").touch()
    store.start(job)
    wait_until(lambda: _first_stage(job))
    with pytest.raises(StudioError, match="running already"):
        store.start(job)
    store.cancel(job)
    wait_until(lambda: not status(job).active)
    assert status(job).state == "cancelled"
    wait_until(lambda: _state(job) == "")


def test_a_waiting_job_is_taken_out_of_the_line(job: Job) -> None:
    node = f"NodeName={socket.gethostname()}"
    _control("update", node, "State=DRAIN", "Reason=test")
    try:
        store.start(job)
        assert status(job).state == "waiting"
        store.cancel(job)
        assert status(job).state == "cancelled"
        wait_until(lambda: _state(job) == "")
    finally:
        _control("update", node, "State=RESUME")


def test_a_job_that_slurm_refuses_is_a_sentence(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SBATCH_PARTITION", "nowhere")
    with pytest.raises(StudioError, match=r"The cluster refused the job: .*partition"):
        store.start(job)
    assert status(job).state == "failed"
