"""Studies of many cells: each is computed once, whatever fails, dies or is resumed."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest
from filelock import FileLock

from ldct_studio.cli.commands import main
from ldct_studio.core.errors import PluginError, StudioError
from ldct_studio.core.step import Step
from ldct_studio.jobs import store
from ldct_studio.jobs.job import Job
from ldct_studio.jobs.status import alive, status
from ldct_studio.studies.cells import LOCK, Cells
from ldct_studio.studies.engine import processes
from ldct_studio.studies.plan import Plan, read_plan
from tests.studies.conftest import plan_file


def run(*words: object) -> int:
    return main(["study", *map(str, words)], lambda paths, demo: 0)


def test_cells_are_all_combinations_with_a_name_that_stays(tmp_path: Path) -> None:
    plan = Plan(recipe="toy_study.cell", settings={"seconds": 0.0}, axes={"a": (1, 2), "b": (3, 4, 5)})
    cells = plan.cells()
    assert [(c.place["a"], c.place["b"]) for c in cells] == [(a, b) for a in (1, 2) for b in (3, 4, 5)]
    assert len({cell.name for cell in cells}) == 6
    other = Plan(recipe="toy_study.cell", settings={"seconds": 0.0}, axes={"b": (5, 9), "a": (2,)})
    assert other.cells()[0].name == cells[-1].name  # a study that grows keeps what it has


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("recipe = ", "is no TOML file"),
        ('recipe = "toy_study.cell"', "is no study"),
        ('recipe = "toy"\n[axes]\na = [1]', "is no study"),
        ('recipe = "toy_study.cell"\n[axes]\na = []', "is empty"),
        ('recipe = "toy_study.cell"\n[axes]\na = [1, 1]', "stands twice"),
        ('recipe = "toy_study.cell"\n[axes]\nc = [1]', "not a setting"),
        ('recipe = "nobody.cell"\n[axes]\na = [1]', "no recipe"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_in_a_sentence(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text)
    with pytest.raises((StudioError, PluginError), match=words):
        read_plan(path).cells()
    with pytest.raises(StudioError, match="cannot be read"):
        read_plan(tmp_path / "nothing.toml")


def test_relative_paths_are_those_beside_the_plan(tmp_path: Path) -> None:
    plan = read_plan(plan_file(tmp_path, "a = [1]", 'journal = "there/journal"'))
    assert plan.settings["journal"] == str(tmp_path / "there" / "journal")


def test_a_cell_is_computed_once_and_a_failed_one_says_why(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    settings = {"journal": str(journal), "fail_at": 2}
    plan, cells = (
        Plan(recipe="toy_study.cell", settings=settings, axes={"a": (1, 2)}),
        Cells(tmp_path / "cells"),
    )
    good, bad = plan.cells()
    for _ in range(2):
        found = cells.compute(good)
        assert found is not None
        assert found.found == {"product": 1}
        failed = cells.compute(bad)
        assert failed is not None
        assert (failed.state, failed.error) == ("failed", "2 was not wanted.")
    assert len(journal.read_text().splitlines()) == 1
    with FileLock(tmp_path / "cells" / good.name / LOCK):
        cells.forget(good)
        assert cells.compute(good) is None  # somebody else is at it


def test_a_cell_whose_process_dies_is_given_up_and_the_rest_goes_on(tmp_path: Path) -> None:
    plan = Plan(recipe="toy_study.cell", settings={"die_at": 2}, axes={"a": (1, 2, 3, 4)})
    found = {
        cell.place["a"]: result for cell, result in processes(Cells(tmp_path / "cells"), plan.cells(), 2)
    }
    assert {a: result.state for a, result in found.items()} == {1: "done", 2: "failed", 3: "done", 4: "done"}
    assert "ended 3 times" in found[2].error


def test_the_command_runs_tells_and_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = plan_file(tmp_path, "a = [1, 2, 3]\nb = [10, 20]", "fail_at = 2")
    assert run("status", path) == 0
    assert "6 cells: 0 done, 0 failed, 6 left" in capsys.readouterr().out
    assert run("run", path, "--workers", 2) == 0
    said = capsys.readouterr().out
    assert "4 cells computed, 2 failed" in said
    assert "2 · 10: 2 was not wanted." in said
    assert run("run", path, "--again") == 0
    assert "0 cells computed, 2 failed" in capsys.readouterr().out
    assert run("status", path) == 0
    said = capsys.readouterr().out
    assert "6 cells, done: 4 done, 2 failed, 0 left" in said
    assert "a: 1 2/2, 2 0/2, 3 2/2" in said
    assert run("report", path) == 0
    assert "The sum is 120." in capsys.readouterr().out


def _kill_someone(job: Job, number: int) -> bool:
    """Kill the coordinator in every other turn, else one process of its pool; say whether one was there."""
    coordinators = [one for one in psutil.process_iter(["cmdline"]) if _runs(one, job)]
    pool = [child for one in coordinators for child in one.children() if "spawn_main" in _words(child)]
    chosen = pool if number % 2 else coordinators
    if not chosen:
        return False
    chosen[number % len(chosen)].kill()
    return True


def _runs(process: psutil.Process, job: Job) -> bool:
    return "ldct_studio.jobs.process" in _words(process) and str(job.folder) in _words(process)


def _words(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


@pytest.mark.slow
def test_killed_ten_times_200_cells_are_computed_once_each(tmp_path: Path) -> None:
    side, kills = 15, 10
    journal = tmp_path / "journal"
    numbers = list(range(1, side + 1))
    settings = f'seconds = 0.1\njournal = "{journal.as_posix()}"'
    path = plan_file(tmp_path, f"a = {numbers}\nb = {numbers}", settings)
    folder = path.with_suffix("")
    step = Step("recipe", "study").replace(plan=str(path), workers=2)
    job = store.create(store.plan(step, 0), folder)
    store.start(job)
    done, deadline, written = 0, time.monotonic() + 120 * kills, dict[Path, int]()
    while status(job).state != "done" and time.monotonic() < deadline:
        if done < kills and _written(folder) >= (done + 1) * side * side // (kills + 1):
            done += _kill_someone(job, done)
        if not (status(job).active or alive(job)):
            store.start(job)
        for file in (folder / "cells").glob("*/result.json"):
            written.setdefault(file, file.stat().st_mtime_ns)
        time.sleep(0.05)
    assert status(job).state == "done"
    assert done == kills
    lines = Counter(tuple(line.split()[:2]) for line in journal.read_text().splitlines())
    assert len(lines) == side * side
    results = [json.loads(file.read_text()) for file in (folder / "cells").glob("*/result.json")]
    assert sum(one["found"]["product"] for one in results) == sum(numbers) ** 2
    again = sum(count - 1 for count in lines.values())
    assert again <= kills  # killed in the moment between their line and their result, which no run saw
    assert written == {file: file.stat().st_mtime_ns for file in written}  # what is finished is left alone


def _written(folder: Path) -> int:
    return len(list((folder / "cells").glob("*/result.json")))
