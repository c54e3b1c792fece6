"""The jobs of the user: made, found, started once, deleted when they rest."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ldct_studio.core.errors import PluginError, StudioError
from ldct_studio.core.events import Failed, Waiting
from ldct_studio.core.step import Step
from ldct_studio.jobs import local, store
from ldct_studio.jobs.job import Handle, Job
from ldct_studio.jobs.status import alive, status
from tests.jobs.conftest import Make


@pytest.fixture
def running(make: Make) -> Iterator[Job]:
    """Return a job whose worker is a process that does nothing."""
    job = make("tiny.base")
    code = "import sys; sys.stdin.read()"
    words = [sys.executable, "-c", code, str(job.folder)]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True)
    job.write_handle(Handle(id=str(process.pid), host=socket.gethostname()))
    job.journal.append(Waiting(on="local"))
    yield job
    process.communicate()


def test_the_newest_job_comes_first(make: Make) -> None:
    spec = make("tiny.base").spec()
    made = [store.create(spec) for _ in range(3)]
    assert len({job.folder for job in made}) == 3
    for age, job in enumerate(made):
        os.utime(job.folder / "job.json", (age, age))
    (store.folder() / "no job").mkdir()
    assert store.jobs() == tuple(reversed(made))
    assert store.find(made[0].name) == made[0]


def test_what_is_no_job_is_not_found(tmp_path: Path) -> None:
    assert store.jobs() == ()
    for name in ("nowhere", str(tmp_path), ""):
        with pytest.raises(StudioError, match="There is no job"):
            store.find(name)


def test_a_job_keeps_what_its_result_depends_on(make: Make) -> None:
    spec = make("tiny.base:steps=7", seed=11, threads=2).spec()
    assert spec.step == Step("recipe", "tiny.base", (("steps", 7),))
    assert (spec.seed, spec.resources.threads, spec.on) == (11, 2, "local")


def test_paths_become_absolute(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert make("tiny.base:data=scans").spec().settings["data"] == str(tmp_path / "scans")


@pytest.mark.parametrize("text", ["tiny.base:steps=0", "tiny.base:stepz=1", "nothing"])
def test_a_job_is_checked_before_it_is_made(make: Make, text: str, tmp_path: Path) -> None:
    with pytest.raises(PluginError):
        make(text)
    assert not (tmp_path / "job").exists()


def test_a_folder_with_something_in_it_is_refused(make: Make, tmp_path: Path) -> None:
    (tmp_path / "job").mkdir()
    (tmp_path / "job" / "thesis.txt").write_text("mine")
    with pytest.raises(StudioError, match="not empty"):
        make("tiny.base")


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": 2}', '{"program": "x", "recipe": 3}'])
def test_a_damaged_job_is_a_sentence(make: Make, text: str) -> None:
    job = make("tiny.base")
    (job.folder / "job.json").write_text(text)
    with pytest.raises(PluginError, match="is damaged"):
        job.spec()


def test_a_running_job_is_not_started_again_and_not_deleted(running: Job) -> None:
    assert status(running).state == "waiting"
    with pytest.raises(StudioError, match="running already"):
        store.start(running)
    with pytest.raises(StudioError, match="cancel it first"):
        store.delete(running)
    store.cancel(running)
    assert status(running).state == "cancelling"
    store.end(running)
    assert status(running).state == "cancelled"
    store.delete(running)
    assert not running.folder.exists()


def test_a_number_that_another_process_has_now_is_no_worker(make: Make) -> None:
    job = make("tiny.base")
    job.write_handle(Handle(id=str(os.getpid()), host=socket.gethostname()))
    assert not alive(job)
    store.end(job)  # and this process is still there
    job.write_handle(Handle(id="no number", host=socket.gethostname()))
    assert not alive(job)


def test_a_job_on_another_computer_is_alive_while_it_speaks(make: Make) -> None:
    job = make("tiny.base")
    job.write_handle(Handle(id="1", host="elsewhere"))
    job.journal.append(Waiting(on="local"))
    assert alive(job)
    os.utime(job.journal.path, (0, 0))
    assert not alive(job)
    with pytest.raises(StudioError, match="runs on elsewhere"):
        store.end(job)


def test_one_that_cannot_be_started_says_so(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    job = make("tiny.base")
    monkeypatch.setattr(local, "command", lambda *words: ["/nowhere/python"])
    with pytest.raises(OSError, match="nowhere"):
        store.start(job)
    assert isinstance(job.journal.recent()[-1], Failed)


def test_nothing_is_canceled_that_has_ended(make: Make) -> None:
    job = make("tiny.base")
    job.journal.append(Failed(error="x"))
    store.cancel(job)
    assert not job.cancel_file.exists()
