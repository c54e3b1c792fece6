"""How long a picture takes while a training runs beside it: ``python -m tests.bench.training``.

The training of docs/plugins.md runs as a job; it is stopped and goes on in turn (SIGSTOP, SIGCONT), so that
both times come from the same minutes. Ends with 1 where a picture takes more than twice as long.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

os.environ["LDCT_STUDIO_HOME"] = tempfile.mkdtemp(prefix="ldct-studio-bench-")

import ldct_studio  # isort: skip  # noqa: F401  (before torch: it says how torch's threads wait)
import psutil
import torch

from ldct_studio import discovery, pipeline
from ldct_studio import methods as _methods  # noqa: F401  (registers the built-in methods)
from ldct_studio.core.dose import DoseLevel
from ldct_studio.core.events import Progress
from ldct_studio.core.lane import Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.paths import user_plugins
from ldct_studio.core.step import Step
from ldct_studio.jobs import store
from ldct_studio.jobs.job import Job
from ldct_studio.methods.demo import small_study

DOCS = Path(__file__).resolve().parents[2] / "docs" / "plugins.md"
LANE = Lane("FBP", (Step("simulator", "insert"), Step("reconstructor", "fbp")))
TURNS, PICTURES = 6, 60
GOAL = 2.0


def training() -> Job:
    """Start the training of the documentation, and return when it has made its first steps."""
    path = user_plugins() / "small_denoiser.py"
    examples = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    path.write_text(next(text for text in examples if "Recipe" in text))
    discovery.allow(path)
    discovery.load_file(path)
    job = store.create(store.plan(Step("recipe", "small_denoiser", (("steps", 10**6), ("size", 256))), 1))
    store.start(job)
    pause = threading.Event()
    while not any(isinstance(event, Progress) for event in job.journal.recent()):
        pause.wait(0.2)
    return job


def pictures(request: Request, memo: Memo) -> list[float]:
    """Return the times in ms of pictures at doses that were not asked for before."""
    times = []
    for _ in range(PICTURES):
        fraction = float(torch.empty(1).uniform_(0.05, 0.9))
        wanted = replace(request, dose=DoseLevel(fraction, request.dose.scan))
        begin = time.perf_counter()
        frame = pipeline.frame(wanted, LANE, memo)
        times.append((time.perf_counter() - begin) * 1000)
        assert not frame.error
    return times


def tree(job: Job) -> list[psutil.Process]:
    """Return the processes of a job."""
    handle = job.handle()
    assert handle is not None
    worker = psutil.Process(int(handle.id))
    return [worker, *worker.children(recursive=True)]


def hold(job: Job, held: bool) -> None:
    """Stop the processes of a job, or let them go on."""
    for process in tree(job) if held else reversed(tree(job)):
        (process.suspend if held else process.resume)()


def main() -> int:
    """Measure in turn and print; return the exit code."""
    study = small_study(512, 3)
    request, memo = Request(study, next(iter(study.volumes)), 1, DoseLevel(0.5, study.scan), (LANE,)), Memo()
    pictures(request, memo)  # tables and kept noise
    job = training()
    alone, beside = [], []
    try:
        for _ in range(TURNS):
            hold(job, True)
            alone += pictures(request, memo)
            hold(job, False)
            before = sum(process.cpu_times().user for process in tree(job))
            beside += pictures(request, memo)
            print(f"the training took {sum(p.cpu_times().user for p in tree(job)) - before:.2f} s meanwhile")
    finally:
        store.end(job)
    for name, times in (("alone", alone), ("beside a training", beside)):
        tenth = sorted(times)[int(0.9 * len(times))]
        print(f"a picture {name}: {statistics.median(times):.1f} ms, one in ten {tenth:.1f} ms")
    ratio = statistics.median(beside) / statistics.median(alone)
    print(f"{ratio:.2f} times as long (goal {GOAL:g}); {torch.get_num_threads()} threads")
    return int(ratio > GOAL)


if __name__ == "__main__":
    sys.exit(main())
