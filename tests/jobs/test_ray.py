"""Jobs on a real Ray of one node."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from ldct_studio.core.events import Done, Progress
from ldct_studio.jobs import process, store
from ldct_studio.jobs import status as status_module
from ldct_studio.jobs.job import Job
from ldct_studio.jobs.status import status
from tests.jobs import daemons
from tests.jobs.conftest import Make
from tests.jobs.daemons import wait_until

pytestmark = pytest.mark.cluster

RECIPE = "tiny.base:steps=50,data="


@pytest.fixture(scope="module", autouse=True)
def _cluster() -> Iterator[None]:
    with daemons.ray():
        yield


@pytest.fixture
def job(make: Make, tmp_path: Path) -> Job:
    made = make(f"{RECIPE}{tmp_path}")
    made.write_spec(made.spec().model_copy(update={"on": "ray"}))
    (tmp_path / "hold").touch()
    return made


def _first_stage(job: Job) -> bool:
    return any(isinstance(event, Progress) and event.step == 50 for event in job.journal.recent())


def _lose(job: Job) -> None:
    """Kill the worker of a job, as the loss of its node does."""
    for found in psutil.process_iter():
        try:
            words = found.cmdline()
        except psutil.Error:
            continue
        if "ldct_studio.jobs.worker" in words and words[-1] == str(job.folder):
            found.kill()


def test_a_running_job_is_canceled(job: Job) -> None:
    store.start(job)
    wait_until(lambda: _first_stage(job))
    store.cancel(job)
    wait_until(lambda: not status(job).active)
    assert status(job).state == "cancelled"


def test_a_job_that_was_lost_is_started_again_and_ends_with_the_same_weights(
    job: Job, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status_module, "_FRESH", 0.0)
    store.start(job)
    wait_until(lambda: _first_stage(job))
    assert not store.revived(job)
    _lose(job)
    (tmp_path / "hold").unlink()
    wait_until(lambda: store.revived(job))
    wait_until(lambda: not status(job).active)
    assert status(job).state == "done"
    whole = make(f"{RECIPE}{tmp_path}", "whole")
    assert isinstance(process._last_word(whole), Done)
    assert (job.folder / "sha256").read_text() == (whole.folder / "sha256").read_text()
