"""How a job is follows from what it told last and from its process; nothing is stored."""

from __future__ import annotations

import os
import time

import pytest

from ldct_studio.core.errors import PluginError, StudioError
from ldct_studio.core.events import Done, Event, Failed, Message, Progress, Started, Stopped, Waiting
from ldct_studio.jobs import status as module
from ldct_studio.jobs.job import Job
from ldct_studio.jobs.status import status
from tests.jobs.conftest import Make

PROGRESS = Progress(step=3, total=9, stage=1)


@pytest.mark.parametrize(
    ("events", "age", "there", "canceled", "state"),
    [
        ((), 0, False, False, "crashed"),
        ((Waiting(on="local"),), 0, False, False, "waiting"),
        ((Waiting(on="local"),), 100, False, False, "crashed"),
        ((Waiting(on="local"),), 9999, True, False, "waiting"),
        ((Started(host="x"),), 0, True, False, "running"),
        ((PROGRESS,), 0, False, False, "crashed"),
        ((PROGRESS,), 61, True, False, "stalled"),
        ((PROGRESS,), 0, True, True, "cancelling"),
        ((PROGRESS,), 61, True, True, "cancelling"),
        ((PROGRESS, Done()), 9999, False, False, "done"),
        ((PROGRESS, Stopped()), 0, False, True, "cancelled"),
        ((PROGRESS, Failed(error="No data.")), 0, True, False, "failed"),
        ((PROGRESS, Stopped(), Waiting(on="local"), Message(text="x")), 0, True, False, "running"),
    ],
)
def test_the_state_is_derived(
    make: Make,
    monkeypatch: pytest.MonkeyPatch,
    events: tuple[Event, ...],
    age: float,
    there: bool,
    canceled: bool,
    state: str,
) -> None:
    job = make("tiny.base")
    monkeypatch.setattr(module, "alive", lambda job: there)
    for event in events:
        job.journal.append(event)
    if canceled:
        job.cancel_file.touch()
    if events:
        then = time.time() - age
        os.utime(job.journal.path, (then, then))
    found = status(job)
    assert found.state == state
    assert found.text.endswith(".")
    assert found.active == (state in {"waiting", "running", "stalled", "cancelling"})
    assert found.progress == (PROGRESS if PROGRESS in events else None)


def test_a_failure_is_its_sentence(make: Make) -> None:
    job = make("tiny.base")
    job.journal.append(Failed(error="The scans have no labels; take others."))
    assert status(job).text == "The scans have no labels; take others."


@pytest.mark.parametrize(
    ("event", "canceled", "state"),
    [
        (PROGRESS, False, "stalled"),
        (Waiting(on="slurm"), False, "waiting"),
        (PROGRESS, True, "cancelling"),
    ],
)
def test_a_job_is_active_while_its_cluster_does_not_answer(
    make: Make, monkeypatch: pytest.MonkeyPatch, event: Event, canceled: bool, state: str
) -> None:
    def silent(job: Job) -> bool:
        raise StudioError("There is no command squeue here.")

    job = make("tiny.base")
    job.write_spec(job.spec().model_copy(update={"on": "slurm"}))
    monkeypatch.setattr(module, "alive", silent)
    job.journal.append(event)
    os.utime(job.journal.path, (0, 0))
    if canceled:
        job.cancel_file.touch()
    found = status(job)
    assert (found.state, found.active) == (state, True)
    assert found.text.startswith("The cluster does not answer")
    (job.folder / "job.json").write_text("{}")
    with pytest.raises(PluginError, match="is damaged"):
        status(job)
