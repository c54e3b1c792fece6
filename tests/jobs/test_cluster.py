"""What is asked of clusters and what their answers mean, without a cluster."""

from __future__ import annotations

import os
import subprocess

import pytest

from ldct_studio.core.errors import StudioError
from ldct_studio.core.events import Done, Started
from ldct_studio.jobs import cluster, store
from ldct_studio.jobs.job import Handle, Job
from ldct_studio.jobs.ray import Ray
from ldct_studio.jobs.slurm import Slurm
from tests.jobs.conftest import Make


class Answers:
    """A cluster that answers every question alike, and remembers the questions."""

    def __init__(self) -> None:
        self.code, self.out, self.error = 0, "", ""
        self.asked: list[list[str]] = []

    def __call__(self, words: list[str]) -> subprocess.CompletedProcess[str]:
        self.asked.append(words)
        return subprocess.CompletedProcess(words, self.code, self.out, self.error)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    found = Answers()
    monkeypatch.setattr(cluster, "call", found)
    monkeypatch.setattr(cluster, "tool", lambda name, otherwise: name)
    return found


@pytest.fixture
def job(make: Make) -> Job:
    return make("tiny.base", "a job's folder", threads=3, devices=2, memory_gb=1.5)


def test_slurm_is_told_what_the_job_takes(answers: Answers, job: Job) -> None:
    answers.out = "12;here\n"
    assert Slurm().start(job, job.spec()).id == "12"
    words = answers.asked[0]
    for word in ("--requeue", "--ntasks-per-node=2", "--cpus-per-task=3", "--mem=1500M", "--nodes=1"):
        assert word in words
    assert words[-1].endswith(" 'a job'\"'\"'s folder'") or "job'\"'\"'s folder" in words[-1]


@pytest.mark.parametrize(
    ("code", "out", "error", "there"),
    [
        (0, "PENDING\n", "", True),
        (0, "COMPLETING\n", "", True),
        (0, "", "", False),
        (0, "CANCELLED\n", "", False),
        (1, "", "slurm_load_jobs error: Invalid job id specified", False),
        (1, "", "Unable to contact slurm controller", True),
    ],
)
def test_slurm_says_whether_a_job_is_there(
    answers: Answers, job: Job, code: int, out: str, error: str, there: bool
) -> None:
    answers.code, answers.out, answers.error = code, out, error
    slurm = Slurm()
    handle = Handle(id="12", host="x")
    assert slurm.alive(job, handle) == there
    assert slurm.alive(job, handle) == there
    assert len(answers.asked) == 1, "it is not asked all the time"
    assert f"--name={cluster.name_of(job)}" in answers.asked[0], "numbers are used again"


def test_ray_is_told_what_the_job_takes(answers: Answers, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    handle = Ray().start(job, job.spec())
    words = answers.asked[0]
    assert words[words.index("--entrypoint-num-cpus") + 1] == "6"
    assert words[words.index("--entrypoint-memory") + 1] == "1500000000"
    assert handle.id in words
    assert str(job.folder) == words[-1]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Status for job 'x': RUNNING", True),
        ("Status for job 'x': PENDING", True),
        ("ConnectionError: Failed to connect to Ray", True),
        ("Job 'x' succeeded", False),
        ("Job 'x' failed", False),
        ("Job 'x' was stopped", False),
        ("RuntimeError: Request failed with status code 404: Job x does not exist.", False),
    ],
)
def test_ray_says_whether_a_job_is_there(answers: Answers, job: Job, text: str, there: bool) -> None:
    answers.error = text
    assert Ray().alive(job, Handle(id="x", host="x")) == there


@pytest.mark.parametrize("launcher", [Slurm(), Ray()])
def test_a_refusal_is_one_sentence(answers: Answers, job: Job, launcher: Slurm | Ray) -> None:
    answers.code, answers.error = 1, "long story\nsbatch: error: invalid partition specified: nowhere\n"
    with pytest.raises(StudioError, match=r"refused the job: .*invalid partition specified: nowhere$"):
        launcher.start(job, job.spec())


def test_an_open_ray_cluster_on_the_network_is_refused(
    answers: Answers, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAY_API_SERVER_ADDRESS", "http://192.0.2.7:8265")
    monkeypatch.delenv("RAY_AUTH_MODE", raising=False)
    with pytest.raises(StudioError, match="RAY_AUTH_MODE=token"):
        Ray().start(job, job.spec())
    monkeypatch.setenv("RAY_AUTH_MODE", "token")
    Ray().start(job, job.spec())


def test_a_missing_command_says_what_to_do(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name, path: None)
    with pytest.raises(StudioError, match="login node"):
        Slurm().start(job, job.spec())
    with pytest.raises(StudioError, match=r"pip install ldct-studio\[cluster\]"):
        Ray().start(job, job.spec())


def test_a_cluster_that_does_not_answer_is_a_sentence() -> None:
    with pytest.raises(StudioError, match="does not answer"):
        cluster.call(["/nowhere/squeue"])


def test_a_finished_job_is_deleted_where_its_cluster_is_not(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name, path: None)
    job.write_spec(job.spec().model_copy(update={"on": "slurm"}))
    job.write_handle(Handle(id="12", host="x"))
    job.journal.append(Started(host="x"))
    os.utime(job.journal.path, (0, 0))
    with pytest.raises(StudioError, match="login node"):
        store.delete(job)
    job.journal.append(Done())
    store.delete(job)
    assert not job.folder.exists()
