"""The commands `train` and `jobs`, with a job in a process of its own."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ldct_studio import methods  # noqa: F401  (registers the built-in methods)
from ldct_studio.cli import main
from ldct_studio.cli.training import read_recipe
from ldct_studio.core.events import Done, Progress, Resumed
from ldct_studio.core.step import Step
from ldct_studio.jobs import local, process, store
from ldct_studio.jobs.job import Job
from ldct_studio.jobs.status import alive, status
from tests.jobs.conftest import Make

# A job takes only what is left of the processor, and tests leave little of it.
WORKER = "from ldct_studio.jobs import worker; worker.go_last = lambda: None; worker.main()"


def _run(*words: object) -> int:
    def no_window(paths: list[Path], demo: bool) -> int:
        raise AssertionError("a command opened the window")

    return main([str(word) for word in words], no_window)


@pytest.mark.parametrize(
    ("text", "name", "settings"),
    [
        ("u-net", "u-net", {}),
        ("task_adaptive:base", "task_adaptive.base", {}),
        ("task_adaptive.base:steps=5,rate=1e-4", "task_adaptive.base", {"steps": 5, "rate": 1e-4}),
        (
            r"task_adaptive:base:data=C:\scans,steps=5",
            "task_adaptive.base",
            {"data": r"C:\scans", "steps": 5},
        ),
    ],
)
def test_a_recipe_is_a_name_and_settings(text: str, name: str, settings: dict[str, object]) -> None:
    assert read_recipe(text) == Step("recipe", name, tuple(sorted(settings.items())))  # type: ignore[arg-type]


def test_a_dry_run_shows_everything_and_makes_nothing(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (
        "train",
        "tiny:base:steps=7",
        "--out",
        tmp_path / "out",
        "--seed",
        5,
        "--threads",
        2,
        "--dry-run",
    )
    assert _run(*words) == 0
    told = capsys.readouterr().out
    for line in ("tiny.base", "steps = 7", "seed       5", "threads    2", "ldct_studio.jobs.worker"):
        assert line in told
    assert not (tmp_path / "out").exists()


def test_a_preset_is_a_setting_and_the_effort_is_shown(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("train", "tiny:all", "--preset", "paper", "--dry-run") == 0
    told = capsys.readouterr().out
    for line in ("preset = paper", "steps      12,345", "memory     about 2.3 GB", "about 3,400 hours here"):
        assert line in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["train", "tiny:all", "--preset", "huge", "--out", "new"], "“preset” is 'huge'"),
        (["train", "tiny:base", "--preset", "small", "--out", "new"], "Tiny has no presets"),
        (["train", "tiny:base:steps=0", "--out", "new"], "“steps” is 0"),
        (["train", "nothing", "--out", "new"], "There is no recipe “nothing”"),
        (["train", "tiny:base", "--out", "new", "--on", "ray", "--nodes", "2"], "one node"),
        (["train", "tiny:base:steps=8", "--out", "job"], "holds another job"),
        (["train", "tiny:base:steps=7", "--out", "job", "--seed", "9"], "holds another job"),
        (["train", "tiny:base:steps=7", "--out", "job", "--seed", "3"], "is finished"),
        (["train", "tiny:base:steps=9", "--out", "stopped", "--seed", "3", "--on", "slurm"], "on = local"),
        (["train", "tiny:base:steps=9", "--out", "stopped", "--seed", "3", "--devices", "2"], "devices = 1"),
        (
            ["train", "tiny:base:steps=9", "--out", "stopped", "--seed", "3", "--precision", "bf16-mixed"],
            "precision = 32-true",
        ),
        (["train", "tiny:base:steps=9", "--out", "stopped", "--seed", "3", "--memory", "9"], "memory_gb = 2"),
        (["jobs", "resume", "nowhere"], "There is no job nowhere"),
        (["jobs", "delete", "."], "There is no job"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    make: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    sentence: str,
) -> None:
    make("tiny.base:steps=7").journal.append(Done())
    make("tiny.base:steps=9", "stopped", memory_gb=2)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("ldct_studio.jobs.cluster.tool", lambda name, otherwise: name)
    assert _run(*words, *(["--dry-run"] if "new" in words else [])) == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_jobs_are_listed_and_deleted(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    job = store.create(make("tiny.base:steps=7").spec())
    job.journal.append(Progress(step=3, total=7, stage=1))
    job.journal.append(Done())
    assert _run("jobs") == 0
    (line,) = capsys.readouterr().out.splitlines()
    for word in (job.name, "done", "3/7", "Finished."):
        assert word in line
    (job.folder / "job.json").write_text("{}")
    assert _run("jobs") == 0
    assert _run("jobs", "delete", job.name) == 0
    assert store.jobs() == ()


class Canceller(threading.Thread):
    """Cancels a job once it tells of its first stage, and measures how soon that is acknowledged."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job, self.seconds = job, float("inf")

    def run(self) -> None:
        pause, deadline = threading.Event(), time.monotonic() + 60
        while not self._told() and time.monotonic() < deadline:
            pause.wait(0.05)
        begin = time.perf_counter()
        store.cancel(self._job)
        assert status(self._job).state in {"cancelling", "cancelled"}
        self.seconds = time.perf_counter() - begin

    def _told(self) -> bool:
        return any(event == event.model_copy(update={"step": 50}) for event in self._progress())

    def _progress(self) -> Iterator[Progress]:
        return (event for event in self._job.journal.recent() if isinstance(event, Progress))


def test_a_training_is_canceled_and_resumed(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(local, "command", lambda *words: [sys.executable, "-c", WORKER])
    (tmp_path / "hold").touch()
    out, recipe = tmp_path / "out", f"tiny:base:steps=50,data={tmp_path}"
    canceller = Canceller(Job(out))
    canceller.start()
    assert _run("train", recipe, "--out", out, "--threads", 1) == 130
    canceller.join()
    assert canceller.seconds < 0.1
    while alive(Job(out)):
        threading.Event().wait(0.05)
    told = capsys.readouterr().out
    assert "step 0" in told
    assert f"Resume: ldct-studio jobs resume {out}" in told
    (tmp_path / "hold").unlink()
    job, whole = Job(out), make(f"tiny.base:steps=50,data={tmp_path}", "whole", seed=0)
    job.cancel_file.unlink()
    assert isinstance(process._last_word(job), Done)
    assert isinstance(process._last_word(whole), Done)
    assert any(isinstance(event, Resumed) for event in job.journal.read().events)
    assert (out / "sha256").read_text() == (whole.folder / "sha256").read_text()
