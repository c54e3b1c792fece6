"""The command `evaluate`: which models it finds, that it resumes, and what it prints, keeps and returns."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ldct_studio import methods  # noqa: F401  (registers the built-in methods)
from ldct_studio.cli import evaluation, main
from ldct_studio.core.step import Step
from ldct_studio.jobs import process, store
from ldct_studio.jobs.job import Job
from ldct_studio.jobs.status import status
from tests.jobs.conftest import Make


def _run(*words: object) -> int:
    def no_window(paths: list[Path], demo: bool) -> int:
        raise AssertionError("a command opened the window")

    return main([str(word) for word in words], no_window)


@pytest.fixture(autouse=True)
def _in_this_process(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run jobs here, to their end."""

    def start(job: Job) -> None:
        word = process._last_word(job)
        assert word is not None
        job.journal.append(word)

    monkeypatch.setattr(store, "start", start)


def models(preset: str = "small") -> Path:
    """Return the models of a new finished set."""
    job = store.create(store.plan(Step.parse(f"recipe:tiny.all:preset={preset}"), 0))
    store.start(job)
    return job.folder / "models"


def evaluations() -> list[Job]:
    return [job for job in store.jobs() if job.spec().recipe == "tiny.evaluation"]


def test_the_newest_finished_set_of_the_preset_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, paper = models(), models(), models("paper")
    unfinished = store.create(store.plan(Step.parse("recipe:tiny.all"), 0))
    for age, job in enumerate((unfinished.folder, paper.parent, second.parent, first.parent)):
        os.utime(job / "job.json", (10_000 - age, 10_000 - age))
    out = tmp_path / "table.csv"
    assert _run("evaluate", "tiny", "--preset", "small", "--patients", 3, "--out", out) == 0
    assert f"3 patients of {second}" in capsys.readouterr().out
    assert out.read_text() == "method,patient\n"
    assert _run("evaluate", "tiny") == 0
    assert f"2 patients of {paper}" in capsys.readouterr().out


def test_without_one_of_the_user_s_own_the_set_that_ships_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = models("paper")
    shipped = tmp_path / "tiny-small"
    shutil.copytree(made, shipped)
    monkeypatch.setattr(evaluation, "resource", lambda name: tmp_path)
    assert _run("evaluate", "tiny", "--preset", "small") == 0
    assert f"2 patients of {shipped}" in capsys.readouterr().out
    assert _run("evaluate", "tiny") == 0
    assert f"2 patients of {made}" in capsys.readouterr().out


@pytest.mark.parametrize("named", ["models", "."])
def test_another_set_is_named_by_its_job_or_its_folder(
    named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = models()
    models()
    assert _run("evaluate", "tiny", "--models", chosen.parent / named) == 0
    assert f"2 patients of {chosen}" in capsys.readouterr().out


def test_what_was_stopped_is_resumed_unless_the_models_are_newer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    chosen = models()
    (chosen / "broken").touch()
    assert _run("evaluate", "tiny") == 2
    assert "cannot be read; repair it" in capsys.readouterr().err
    (job,) = evaluations()
    (chosen / "broken").unlink()
    assert _run("evaluate", "tiny", "--patients", 3) == 0
    assert len(evaluations()) == 2
    assert _run("evaluate", "tiny") == 0
    assert len(evaluations()) == 2
    assert status(job).state == "done"
    assert _run("evaluate", "tiny") == 0
    assert len(evaluations()) == 3, "what is finished is measured anew"
    (chosen / "broken").touch()
    assert _run("evaluate", "tiny") == 2
    (chosen / "broken").unlink()
    os.utime(chosen / "card.json", (4e9, 4e9))
    assert _run("evaluate", "tiny") == 0
    assert len(evaluations()) == 5


def test_a_precondition_that_is_not_met_is_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (models() / "poor").touch()
    assert _run("evaluate", "tiny", "--out", tmp_path / "table.csv") == 1
    assert "2 patients of" in capsys.readouterr().out
    assert (tmp_path / "table.csv").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nothing"], "There is no study “nothing”; known are: "),
        (["tiny", "--preset", "paper"], "run ldct-studio train tiny:all --preset paper"),
        (["tiny", "--models", "."], "There is no finished set of models in ."),
        (["tiny", "--models", ".", "--preset", "small"], "leave one out"),
        (["tiny", "--data", "."], "“data” is not a setting here"),
        (["tiny", "--patients", "0"], "“patients” is 0"),
        (["tiny", "--out", "table.txt"], "end it in .csv"),
        (["tiny", "--out", "no/such/table.csv"], "does not exist"),
        (["tiny", "--out", "there.csv"], "exists already"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    words: list[str],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.csv").touch()
    models()
    assert _run("evaluate", *words) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert len(told.err.splitlines()) == 1
    assert evaluations() == []
