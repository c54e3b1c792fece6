"""The jobs of the user: made, found, started once, deleted when they rest."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from ldct_studio import discovery
from ldct_studio.core.errors import PluginError, StudioError
from ldct_studio.core.events import Failed, Waiting
from ldct_studio.core.paths import data_dir
from ldct_studio.core.resources import Resources
from ldct_studio.core.step import Step
from ldct_studio.jobs import local, store
from ldct_studio.jobs.job import Handle, Job, Place
from ldct_studio.jobs.launcher import launcher
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


def test_a_job_behind_a_link_has_one_folder(make: Make, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (data_dir() / "jobs").symlink_to(tmp_path / "disk")
    job = store.create(make("tiny.base").spec())
    assert job.folder.parent == tmp_path / "disk"
    assert store.jobs() == (store.find(job.name),) == (job,)


def test_the_whole_package_of_a_recipe_counts(tmp_path: Path) -> None:
    recipes, losses = tmp_path / "recipes.py", tmp_path / "losses.py"
    recipes.touch()
    losses.touch()
    alone = discovery.fingerprint(recipes)
    losses.write_text("weight = 1")
    assert discovery.fingerprint(recipes) == alone, "files beside it are other plug-ins"
    (tmp_path / "__init__.py").touch()
    whole = discovery.fingerprint(recipes)
    losses.write_text("weight = 2")
    assert discovery.fingerprint(recipes) != whole


@pytest.mark.parametrize("on", ["local", "ray"])
def test_several_nodes_are_for_slurm(make: Make, on: Place) -> None:
    step, two = make("tiny.base").spec().step, Resources(nodes=2)
    assert store.plan(step, 0, "slurm", two).resources.nodes == 2
    with pytest.raises(StudioError, match="take Slurm for several"):
        store.plan(step, 0, on, two)


def test_one_that_was_just_started_is_neither_started_again_nor_deleted(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = make("tiny.base")
    known = Handle(id="1", host=socket.gethostname())
    job.write_handle(known)
    monkeypatch.setattr(local, "command", lambda *words: [sys.executable, "-c", ""])
    store.start(job)
    process = launcher("local")._started[-1]  # type: ignore[attr-defined]
    assert job.handle() == known, "only a worker that has the job to itself says what finds it"
    with pytest.raises(StudioError, match="running already"):
        store.start(job)
    with pytest.raises(StudioError, match="cancel it first"):
        store.delete(job)
    process.wait()


def test_a_damaged_job_is_deleted_once_nothing_runs(running: Job) -> None:
    (running.folder / "job.json").write_text("{}")
    with pytest.raises(StudioError, match="cancel it first"):
        store.delete(running)
    running.write_handle(Handle(id=str(os.getpid()), host=socket.gethostname()))
    store.delete(running)
    assert not running.folder.exists()


def test_what_a_worker_has_started_ends_with_it(make: Make) -> None:
    job = make("tiny.base")
    code = (
        "import subprocess, sys; words = [sys.executable, '-c', 'import time; time.sleep(60)'];"
        "child = subprocess.Popen(words, process_group=0); print(child.pid, flush=True); child.wait()"
    )
    words = [sys.executable, "-c", code, str(job.folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, start_new_session=True) as worker:
        assert worker.stdout is not None
        recipe = psutil.Process(int(worker.stdout.readline()))
        job.write_handle(Handle(id=str(worker.pid), host=socket.gethostname()))
        store.end(job)
        assert not recipe.is_running()


def test_a_job_is_resumed_whose_worker_has_said_its_last_word_but_is_not_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a busy machine that takes a moment, and Resume may be pressed in it."""
    answers = iter([True, True, False])
    monkeypatch.setattr(store, "alive", lambda job: next(answers))
    store._wait_for_its_end(Job(Path("anywhere")))
    assert not list(answers)
    monkeypatch.setattr(store, "alive", lambda job: True)
    monkeypatch.setattr(store, "_LAST_SECONDS", 0.2)
    store._wait_for_its_end(Job(Path("anywhere")))
