"""Studies on a Ray of two nodes, one of which is lost, and on a Slurm that takes its node back."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from ldct_studio.jobs import studying
from ldct_studio.jobs.job import Job
from ldct_studio.jobs.status import status
from tests.jobs import daemons
from tests.jobs.daemons import wait_until
from tests.studies.conftest import plan_file

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(600)]
SIDE = 8
SECOND = "127.0.0.2"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return the plan of 64 cells of half a second, which keep a journal."""
    numbers = list(range(1, SIDE + 1))
    settings = f'seconds = 0.5\njournal = "{_journal(tmp_path).as_posix()}"'
    return plan_file(tmp_path, f"a = {numbers}\nb = {numbers}", settings)


def _journal(folder: Path) -> Path:
    return folder / "journal"


def _finished(job: Job) -> list[Path]:
    return list((job.folder / "cells").glob("*/result.json"))


def _check(job: Job, folder: Path, lost: int) -> None:
    """Every cell has its product; what was written when a process was lost may be there twice."""
    results = [json.loads(file.read_text()) for file in _finished(job)]
    assert {one["state"] for one in results} == {"done"}
    products = sorted(one["found"]["product"] for one in results)
    assert products == sorted(a * b for a in range(1, SIDE + 1) for b in range(1, SIDE + 1))
    lines = Counter(tuple(line.split()[:2]) for line in _journal(folder).read_text().splitlines())
    assert len(lines) == SIDE * SIDE
    assert sum(lines.values()) - SIDE * SIDE <= lost


def test_a_node_of_ray_is_lost(plan: Path, tmp_path: Path) -> None:
    with daemons.ray() as cluster:  # of its two cores one is for the study itself
        cluster.add_node(SECOND)
        job = studying.begin(plan, "ray")
        wait_until(lambda: len(_finished(job)) > 12, 240)
        before = {file: file.stat().st_mtime_ns for file in _finished(job)}
        workers = {line.split()[2] for line in _journal(tmp_path).read_text().splitlines()}
        assert len(workers) == 2  # one of each node
        assert cluster.lose_node(SECOND)
        wait_until(lambda: not status(job).active, 240)
        assert status(job).state == "done"
        _check(job, tmp_path, lost=1)
        assert before == {file: file.stat().st_mtime_ns for file in before}


def test_slurm_takes_its_node_back(plan: Path, tmp_path: Path) -> None:
    with daemons.slurm():
        job = studying.begin(plan, "slurm", workers=2)
        wait_until(lambda: len(_finished(job)) > 12, 240)
        before = {file: file.stat().st_mtime_ns for file in _finished(job)}
        handle = job.handle()
        assert handle is not None
        subprocess.run(["scontrol", "requeue", handle.id], check=True)
        wait_until(lambda: status(job).state == "waiting", 120)
        subprocess.run(["scontrol", "update", f"JobId={handle.id}", "StartTime=now"], check=True)
        wait_until(lambda: not status(job).active, 240)
        assert status(job).state == "done"
        _check(job, tmp_path, lost=2)
        assert before == {file: file.stat().st_mtime_ns for file in before}
