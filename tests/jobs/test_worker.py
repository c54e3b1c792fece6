"""The worker: whatever the process of a recipe does, somebody says what happened, and nothing is left."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest
from filelock import FileLock

from ldct_studio.core.events import Done, Failed, Started, Stopped
from ldct_studio.core.resources import Resources
from ldct_studio.jobs import log, worker
from ldct_studio.jobs.job import Handle, Job, Spec
from ldct_studio.jobs.status import status

ROOT = Path(__file__).resolve().parents[2]
SPEC = Spec(program="0", recipe="x", plugin="0" * 64, seed=0)
QUIET = "import os, signal, sys, time, pathlib; folder = pathlib.Path(sys.argv[-1]);"
SAYS = "(folder / 'said').write_text(str(os.getpid()));"


@pytest.fixture
def job(tmp_path: Path) -> Job:
    made = Job(tmp_path)
    made.write_spec(SPEC)
    return made


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "go_last", lambda: None)  # it lasts
    monkeypatch.setattr(worker, "GRACE", 0.5)
    monkeypatch.setattr(worker, "_LOOK", 0.02)


def _work(monkeypatch: pytest.MonkeyPatch, job: Job, code: str) -> int:
    """Let the worker watch over a process that runs ``code`` in place of a recipe."""
    monkeypatch.setattr(worker, "command", lambda role, module: [sys.executable, "-c", QUIET + code])
    monkeypatch.setattr(sys, "argv", ["worker", str(job.folder)])
    return worker.main()


def _last(job: Job) -> object:
    return job.journal.recent()[-1]


def _gone(pid: int) -> bool:
    try:
        psutil.Process(pid).wait(timeout=5)
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        return False
    return True


def test_it_adds_nothing_to_a_last_word(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    line = Done().model_dump_json()
    assert _work(monkeypatch, job, f"(folder / 'events.jsonl').open('a').write('{line}\\n')") == 0
    assert [type(event) for event in job.journal.read().events] == [Started, Done]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("os.abort()", "crashed (SIGABRT)"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "crashed (SIGSEGV)"),
        ("os._exit(7)", "crashed (exit code 7)"),
        ("sys.exit()", "crashed (exit code 0)"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "killed, most likely because memory ran out"),
    ],
)
def test_it_says_how_a_process_ended(
    monkeypatch: pytest.MonkeyPatch, job: Job, code: str, sentence: str
) -> None:
    assert _work(monkeypatch, job, code) == 1
    word = _last(job)
    assert isinstance(word, Failed)
    assert sentence in word.error
    assert status(job).state == "failed"


def test_what_takes_too_much_memory_is_ended(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    job.write_spec(SPEC.model_copy(update={"resources": Resources(memory_gb=0.2)}))
    code = "held = []\nwhile len(held) < 100: held.append(b'x' * 10_000_000); time.sleep(0.01)"
    assert _work(monkeypatch, job, "\n" + code) == 1
    word = _last(job)
    assert isinstance(word, Failed)
    assert "needed more than 0.2 GB of memory" in word.error


def test_what_hangs_is_ended_some_time_after_it_was_canceled(
    monkeypatch: pytest.MonkeyPatch, job: Job
) -> None:
    job.cancel_file.touch()
    code = "signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    assert _work(monkeypatch, job, code) == 1
    word = _last(job)
    assert isinstance(word, Stopped)
    assert "did not stop" in word.text


def test_what_a_recipe_starts_ends_with_it(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    code = f"pid = os.fork();\nif pid == 0: {SAYS} time.sleep(60)\n"
    code += "while not (folder / 'said').exists(): time.sleep(0.01)\nos._exit(1)"
    _work(monkeypatch, job, code)
    assert _gone(int((job.folder / "said").read_text()))


def test_a_flood_of_output_does_not_fill_the_disk(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    code = "line = 'x' * 999_999\nfor n in range(100): print(line)\nprint('the end', flush=True)"
    _work(monkeypatch, job, "\n" + code)
    logs = [path.stat().st_size for path in job.folder.glob("log*.txt")]
    assert 0 < sum(logs) <= 2 * log.LOG_BYTES + 100
    assert log.log_tail(job.log, 1) == "the end"


def test_the_system_may_end_it_and_the_recipe_is_told(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    code = f"signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); {SAYS} time.sleep(60)"
    timer = threading.Thread(target=_terminate_when, args=(job.folder / "said",))
    timer.start()
    assert _work(monkeypatch, job, code) == 1
    timer.join()
    word = _last(job)
    assert isinstance(word, Failed)
    assert word.error == "The system ended the job; resume it to go on."


def _terminate_when(path: Path) -> None:
    pause = threading.Event()
    while not path.exists():
        pause.wait(0.01)
    os.kill(os.getpid(), signal.SIGTERM)


def test_two_do_not_do_the_same_job(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    monkeypatch.setattr(worker, "_LOCK_SECONDS", 0.1)
    with FileLock(job.folder / "lock"):
        assert _work(monkeypatch, job, "pass") == 1
    assert not job.journal.path.exists()
    assert job.handle() is None, "it is not the one that does the job"
    _work(monkeypatch, job, "pass")
    assert job.handle() == Handle(id=str(os.getpid()), host=socket.gethostname())


def test_a_worker_that_fails_says_so(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    def refuse(*words: object, **settings: object) -> None:
        raise NotImplementedError("this disk knows no locks")

    monkeypatch.setattr(worker, "FileLock", refuse)
    assert _work(monkeypatch, job, "pass") == 1
    word = _last(job)
    assert isinstance(word, Failed)
    assert "this disk knows no locks" in word.error


def test_what_was_half_written_is_removed(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    (job.folder / "model").mkdir()
    names = ("checkpoint-1.pt.12.part", "model/weights.13.part", "checkpoint-1.pt", "handle.json.14.part")
    for name in names:
        (job.folder / name).touch()
    _work(monkeypatch, job, "pass")
    assert [name for name in names if (job.folder / name).exists()] == list(names[2:])


def test_the_recipe_ends_where_the_worker_is_killed(job: Job) -> None:
    """In processes of their own, which import neither torch nor Qt."""
    child = f"{QUIET}from ldct_studio.jobs.stopping import end_with_parent;"
    child += f"end_with_parent();{SAYS}time.sleep(60)"
    code = "import sys; from ldct_studio.jobs import worker; worker.go_last = lambda: None"
    code += f"; worker.command = lambda *_: {[sys.executable, '-c', child]!r}"
    code += "; assert not {'torch', 'PySide6'} & set(sys.modules); worker.main()"
    said, pause = job.folder / "said", threading.Event()
    process = subprocess.Popen([sys.executable, "-c", code, str(job.folder)], cwd=ROOT)
    while not (said.exists() and said.read_text()):
        pause.wait(0.02)
    assert psutil.pid_exists(int(said.read_text()))
    process.kill()
    process.wait()
    assert _gone(int(said.read_text()))
