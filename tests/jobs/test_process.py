"""The process of a recipe: its last word, and the same weights however often it was killed."""

from __future__ import annotations

import os
import queue
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from ldct_studio.core.events import Done, Failed, Metric, Resumed, Stopped, Waiting
from ldct_studio.jobs import process
from ldct_studio.jobs.job import Job
from tests.jobs.conftest import Make

STEPS = 100
TINY = f"tiny.base:steps={STEPS}"
ROOT = Path(__file__).resolve().parents[2]


class Forks:
    """Starts processes of jobs in milliseconds and kills them when told."""

    def __init__(self) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.jobs.forking"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
        )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        assert self._lines.get(timeout=60) == "ready\n"

    def run(self, job: Job, seconds: float = 60.0) -> bool:
        """Run a job, killed after so many seconds; say whether it ended before."""
        assert self._parent.stdin is not None
        print(job.folder, file=self._parent.stdin, flush=True)
        pid = int(self._lines.get(timeout=10))
        try:
            return self._lines.get(timeout=seconds) == "0\n"
        except queue.Empty:
            os.kill(pid, signal.SIGKILL)
        self._lines.get(timeout=10)
        return False

    def close(self) -> None:
        self._parent.kill()
        self._parent.wait()
        self._reader.join()
        for stream in (self._parent.stdin, self._parent.stdout):
            assert stream is not None
            stream.close()

    def _read(self) -> None:
        assert self._parent.stdout is not None
        for line in self._parent.stdout:
            self._lines.put(line)


@pytest.fixture
def forks(make: Make) -> Iterator[Forks]:
    found = Forks()
    yield found
    found.close()


def _killed(forks: Forks, make: Make, jobs: int, kills: int) -> None:
    """Compare trainings, killed at moments drawn by lot until they end, with one that was left alone."""
    whole, begin = make(TINY, "whole"), time.perf_counter()
    assert forks.run(whole)
    events = whole.journal.read().events
    chance, length = random.Random(11), events[-1].time - events[0].time
    starting = time.perf_counter() - begin - length
    for number in range(jobs):
        job = make(TINY, f"killed-{number}")
        for kill in range(3 * kills):  # on a busy machine the first ones may come before its first step
            if kill >= kills and _resumed_on_the_way(job):
                break
            assert not forks.run(job, starting + chance.uniform(0, 0.5) * length) or _ended(job)
        assert forks.run(job)
        assert (job.folder / "sha256").read_text() == (whole.folder / "sha256").read_text()
        assert _resumed_on_the_way(job), "it was never killed on the way"


def _resumed_on_the_way(job: Job) -> bool:
    resumed = [event for event in job.journal.read().events if isinstance(event, Resumed)]
    return any(0 < event.step < STEPS for event in resumed)


def _ended(job: Job) -> bool:
    return isinstance(job.journal.recent()[-1], Done)


def test_killed_five_times_it_ends_with_the_same_weights(forks: Forks, make: Make) -> None:
    _killed(forks, make, 1, 5)


@pytest.mark.slow
def test_killed_thirty_times_it_ends_with_the_same_weights(forks: Forks, make: Make) -> None:
    _killed(forks, make, 6, 5)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("StudioError", "The scans have no labels; take others."),
        ("OSError", "/full/disk cannot be read or written (No space left on device)"),
        ("MemoryError", "The memory of the CPU does not suffice"),
        ("SystemExit", "The recipe failed (SystemExit: 0)"),
        ("ValueError", "The recipe failed (ValueError: xxx"),
    ],
)
def test_an_error_is_a_last_word_of_one_line(make: Make, kind: str, sentence: str) -> None:
    word = process._last_word(make(f"raises:kind={kind}"))
    assert isinstance(word, Failed)
    assert word.error.startswith(sentence)
    assert len(word.error) <= 2000


def test_a_failed_recipe_has_told_its_last_number(make: Make) -> None:
    job = make("raises:told=5")
    assert isinstance(process._last_word(job), Failed)
    assert [event.step for event in job.journal.recent() if isinstance(event, Metric)][-1] == 4


def test_one_that_was_canceled_says_so(make: Make) -> None:
    job = make("tiny.base")
    job.cancel_file.touch()
    assert isinstance(process._last_word(job), Stopped)
    job.cancel_file.unlink()
    assert process._last_word(make("raises:kind=Cancelled", "other")) is None


def test_a_recipe_that_was_changed_is_told_about(make: Make) -> None:
    job = make("raises")
    job.write_spec(job.spec().model_copy(update={"plugin": "0" * 64}))
    process._last_word(job)
    assert "changed" in job.journal.path.read_text()


def test_a_recipe_that_is_gone_is_a_sentence(make: Make) -> None:
    job = make("raises")
    job.write_spec(job.spec().model_copy(update={"recipe": "gone"}))
    word = process._last_word(job)
    assert isinstance(word, Failed)
    assert word.error.startswith("There is no recipe “gone”")


@pytest.mark.slow
def test_two_processes_share_the_work_and_one_may_be_killed(make: Make, tmp_path: Path) -> None:
    recipe = f"{TINY},data={tmp_path}"
    whole, job = make(recipe, "whole", devices=2), make(recipe, "job", devices=2)
    _work(whole).wait()
    (tmp_path / "hold").touch()
    worker, pause = _work(job), threading.Event()
    while f'"step":{STEPS}' not in job.journal.path.read_text():
        pause.wait(0.1)
    both = psutil.Process(worker.pid).children(recursive=True)
    assert len(both) == 2
    both[1].kill()
    worker.wait(timeout=60)
    assert not any(process.is_running() for process in both)
    assert isinstance(job.journal.recent()[-1], Failed)
    (tmp_path / "hold").unlink()
    _work(job).wait()
    assert isinstance(job.journal.recent()[-1], Done)
    assert (job.folder / "sha256").read_text() == (whole.folder / "sha256").read_text()


def _work(job: Job) -> subprocess.Popen[bytes]:
    """Start the worker of a job, which otherwise takes only what is left of the processor."""
    job.journal.append(Waiting(on="local"))
    code = "from ldct_studio.jobs import worker; worker.go_last = lambda: None; worker.main()"
    return subprocess.Popen([sys.executable, "-c", code, str(job.folder)], cwd=ROOT)
