"""MVCT to kVCT: training, the set and its evaluation."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled, PluginError
from ldct_studio.methods import denoisers  # noqa: F401  (non-local means, BM3D and TV are registered)
from ldct_studio.nets.model import load_model
from ldct_studio.studies.cells import Cells
from ldct_studio.studies.plan import Plan
from tests.plugins.mvct_parts import SMALL, TINY, Drawn, few, filled, part, run
from tests.plugins.recipe_runs import digests


@pytest.fixture(scope="module", autouse=True)
def _few() -> Iterator[None]:
    with few():
        yield


def test_a_training_is_resumed_bit_for_bit_and_its_card_says_how_it_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pictures of the history matter from the third step on: it holds two."""
    monkeypatch.setattr("ldct_studio.training.run.SAVE_SECONDS", 0.0)
    monkeypatch.setattr(part("fitting"), "_POOLED", 2)
    text = f"cyclegan:{SMALL},slices=4,steps=8"
    run(text, tmp_path / "whole")
    checkpoint, sizes = tmp_path / "parts" / "checkpoint-1.pt", set[int]()

    def late() -> bool:
        if checkpoint.exists():
            sizes.add(checkpoint.stat().st_mtime_ns)
        return len(sizes) >= 5

    with stop_when(late), pytest.raises(Cancelled):
        run(text, tmp_path / "parts")
    assert any(event.event == "resumed" for event in run(text, tmp_path / "parts"))
    assert digests(tmp_path / "parts") == digests(tmp_path / "whole")
    _, card = load_model(tmp_path / "whole" / "model")
    assert (card.kind, card.works_at_mm, card.steps) == ("translator", 8.0, 8)
    assert card.familiar is not None
    assert card.familiar.size == 32
    assert "not VGG" in card.data
    assert card.command.startswith("ldct-studio train mvct_to_kvct.cyclegan:")
    moved = {f"{name}, moved in the last quarter" for name in ("DIG (HU²)", "RMSE (HU)")}
    assert set(card.figures) == {"DIG (HU²)", "RMSE (HU)", *moved}


def test_losses_fall_and_the_shipped_half_is_what_was_trained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part("fitting"), "LOOKS", 2)
    told = run(f"cyclegan:{SMALL},slices=4,steps=40,rate=5e-3", tmp_path / "job")
    cycle = [event.values["cycle"] for event in told if event.event == "metric" and "cycle" in event.values]
    assert cycle[-1] < 0.6 * cycle[0]
    config = part("recipes").Training(**TINY)
    generators = part("generators").Generators(config, config)
    x = torch.rand(1, 1, 32, 32) * 2 - 1
    losses = part("losses")
    net = generators.translator(config)
    wanted = losses.in_hu(generators(x, x).kv.detach())
    torch.testing.assert_close(net(losses.in_hu(x)), wanted, rtol=0, atol=0.01)


def test_what_still_moves_in_the_last_quarter_is_said() -> None:
    course = part("course").Course()
    for step in range(9, 100, 10):
        course.add(step, {"still": 50.0, "falls": 100.0 - step / 2, "shakes": 50.0 + 2 * (step // 10 % 2)})
    assert course.moved("still", 100) == 0.0
    assert course.moved("falls", 100) > 0.03
    assert course.moved("unknown", 100) is None


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with planning CT of six patients."""
    monkeypatch.setattr(part("scans"), "Volumes", Drawn)
    return filled(tmp_path / "scans", "planning", range(6))


@pytest.fixture(scope="module")
def presets() -> dict[str, Any]:
    """Return the presets as they are."""
    return dict(part("everything").PRESETS)


@pytest.fixture(scope="module")
def models(presets: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the models of a tiny set."""
    everything = part("everything")
    tiny = replace(presets["small"], sizes=(2,), ablated=2, settings=TINY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(everything.PRESETS, "small", tiny)
        patch.setattr(part("fitting"), "LOOKS", 1)
        patch.setattr(part("registering"), "_GAP", 10.0)
        job = tmp_path_factory.mktemp("set")
        run("all:steps=2,seeds=2", job)
        yield job / "models"


def test_a_set_has_every_size_and_leaves_each_loss_out_and_goes_on_where_it_was(models: Path) -> None:
    card = part("everything").read_set(models)
    names = {"plain-2", "proposed-2", *(f"no-{loss}-2" for loss in ("perceptual", "autoencoder", "air"))}
    assert set(card.networks) == {f"seed-{seed}/{name}" for seed in range(2) for name in names}
    assert card.steps == 2
    assert "perceptual=0.0" in card.networks["seed-0/no-perceptual-2"].command
    before = digests(models)
    assert len(set(before.values())) == len(before), "other seeds and losses make other weights"
    run("all:steps=2,seeds=2", models.parent)
    assert digests(models) == before
    with pytest.raises(PluginError, match=r"train mvct_to_kvct:all"):
        part("everything").read_set(models / "nowhere")


def test_the_presets_have_the_sizes_of_the_specification(
    presets: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = presets["paper"]
    monkeypatch.setitem(part("everything").PRESETS, "small", presets["small"])
    assert paper.sizes == (16, 48, 128, 300, 700, 1500, 2745)
    whole = part("everything").Everything(part("everything").Everything.Config(preset="paper"))
    net = whole.networks()[1].recipe.config
    assert (net.width, net.encoder_blocks, net.decoder_blocks, net.judge_width) == (32, 5, 4, 64)
    small = part("everything").Everything()
    assert len(small.networks()) == 9
    assert {network.recipe.config.steps for network in small.networks()} == {2000}, "equal steps for all"
    assert small.config.seeds >= 3


def test_an_evaluation_measures_every_method_and_says_what_does_not_hold(
    models: Path, tmp_path: Path
) -> None:
    run(f"evaluation:models={models},patients=2,shifts=1", tmp_path / "job")
    report = (tmp_path / "job" / "report.txt").read_text(encoding="utf-8")
    assert max(map(len, report.splitlines())) <= 150
    assert "not VGG" in report
    assert "with which planning CT has 0.7263" in report
    assert report.count("  holds") + report.count("DOES NOT HOLD") == 10
    with (tmp_path / "job" / "table.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2 * (6 + 2 * 5)
    untouched = [row for row in rows if row["method"] == "MVCT, untouched"]
    assert {float(row["DIG (HU²)"]) for row in untouched} == {0.0}
    truth = [row for row in rows if row["method"] == "Planning CT (hidden)"]
    assert all(float(t["RMSE (HU)"]) < float(u["RMSE (HU)"]) for t, u in zip(truth, untouched, strict=True))
    assert (tmp_path / "job" / "plots.pdf").stat().st_size > 1000
    assert (tmp_path / "job" / "unmet.txt").read_text(encoding="utf-8"), "untrained, they do not hold"
    shifts = (tmp_path / "job" / "registration.csv").read_text(encoding="utf-8").splitlines()
    assert len(shifts) == 1 + 3


def test_scans_of_the_user_are_measured_without_their_truth(
    models: Path, folder: Path, tmp_path: Path
) -> None:
    run(f"evaluation:models={models},data={filled(folder, 'mvct', (0, 2))}", tmp_path / "job")
    report = (tmp_path / "job" / "report.txt").read_text(encoding="utf-8")
    assert report.startswith("2 patients")
    assert report.count("not known") >= 5
    assert "Mean error in HU" not in report
    with (tmp_path / "job" / "table.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["RMSE (HU)"] for row in rows} == {""}
    assert "Planning CT (hidden)" not in {row["method"] for row in rows}


def made_up(method: str, slices: int, seed: int, number: int, **more: float) -> Any:
    row = part("table").Row(
        method,
        slices,
        seed,
        number,
        100.0,
        0.73,
        0.9,
        50.0,
        0.9,
        1.0,
        0.0,
        *(0.0 for _ in part("table").TISSUES),
    )
    return replace(row, **more)


def perfect(change: Callable[[Any], Any] = lambda row: row) -> tuple[Any, Any, Any]:
    """Return table, registrations and facts of which every claim holds."""
    table, everything = part("table"), part("everything")
    chance, rows = torch.Generator().manual_seed(11), []
    off = iter((0.1 * torch.rand(1000, generator=chance)).tolist())
    for number in range(8):
        rows += [made_up("MVCT, untouched", 0, 0, number, dig=0.0, rmse=60 + next(off))]
        rows += [made_up("Planning CT (hidden)", 0, 0, number)]
        for seed in range(2):
            for size in (2, 4):
                rows += [made_up("plain", size, seed, number, dig=300 + next(off), rmse=90 + next(off))]
                rows += [made_up("proposed", size, seed, number, dig=100 + next(off), rmse=40 + next(off))]
            rows += [
                made_up(kind, 4, seed, number, dig=150 + next(off), rmse=55 + next(off))
                for kind in everything.WITHOUT
            ]
    shifts = part("registering").Registrations()
    for number in range(8):
        for method, error in (("MVCT, untouched", 2.0), ("proposed", 1.0)):
            shifts.add([part("registering").Registered(number, method, number, 5.0, error + next(off))])
    still = {f"{name}, moved in the last quarter": 0.01 for name in ("DIG (HU²)", "RMSE (HU)")}
    card = everything.SetCard(
        preset="small",
        sizes=(2, 4),
        ablated=4,
        seeds=2,
        steps=2,
        perceived="not VGG",
        networks={
            f"seed-{s}/plain-{n}": everything.Result(command="", figures=still)
            for s in range(2)
            for n in (2, 4)
        },
    )
    return table.Table(map(change, rows)), shifts, part("verdicts").Facts(card, 20.0, 0.73, 4.0, 8)


def test_verdicts_hold_where_all_is_as_claimed_and_fail_where_it_is_not() -> None:
    judge = part("verdicts").verdicts
    assert [one.holds for one in judge(*perfect())] == [True] * 10

    def failing(change: Callable[[Any], Any]) -> list[int]:
        return [i for i, one in enumerate(judge(*perfect(change))) if not one.holds]

    def of(method: str, **more: float) -> Callable[[Any], Any]:
        return lambda row: replace(row, **more) if row.method == method else row

    assert failing(of("plain", dig=90.0)) == [1]
    assert failing(of("proposed", similar=0.78)) == [2]
    assert failing(of("plain", rmse=30.0)) == [3]
    assert failing(of("MVCT, untouched", rmse=30.0)) == [4]
    assert failing(of("proposed", around=6.0)) == [5]
    assert failing(of("no air", rmse=39.0)) == [8]
    assert failing(lambda row: replace(row, rmse=None)) == [3, 4, 6, 7, 8]
    table, shifts, facts = perfect()
    moving = {"DIG (HU²), moved in the last quarter": 0.05, "RMSE (HU), moved in the last quarter": 0.0}
    networks = {
        **facts.card.networks,
        "seed-1/plain-4": part("everything").Result(command="", figures=moving),
    }
    first = judge(table, shifts, replace(facts, card=facts.card.model_copy(update={"networks": networks})))[0]
    assert not first.holds
    assert "not converged" in first.because[-1]


def test_shifts_are_within_10_mm_and_a_perfect_scan_is_registered() -> None:
    registering = part("registering")
    lengths = [math.hypot(*registering.shift_of(number)) for number in range(50)]
    assert 6 < sum(lengths) / 50 < 9
    assert max(lengths) <= 10
    config = part("recipes").Training(**TINY, noise_low=5, noise_high=5)
    planning, given = registering.volumes(config, 1_000_001, (4.0, -3.0, 5.0))
    assert given.modality == "MVCT"
    assert registering._error(given, planning, (4.0, -3.0, 5.0)) < 2.5


def test_a_study_of_cells_has_the_same_report(tmp_path: Path) -> None:
    settings = {**TINY, "steps": 1, "patients": 2}
    axes = {"kind": ["plain", "proposed"], "slices": [2], "repeat": [0, 1]}
    plan = Plan(recipe="mvct_to_kvct.cell", settings=settings, axes=axes)
    part("cells")
    cells = Cells(tmp_path / "cells")
    cells.keep_index(plan.cells())
    for cell in plan.cells():
        result = cells.compute(cell)
        assert result is not None
        assert result.state == "done", result.error
    run(f"report:cells={tmp_path / 'cells'}", tmp_path / "report")
    report = (tmp_path / "report" / "report.txt").read_text(encoding="utf-8")
    assert "2 patients, pixels of 8 mm; preset study, 2 seeds, 1 steps each." in report
    assert "proposed, 2 slices" in report
    with pytest.raises(PluginError, match="not run yet"):
        run(f"report:cells={tmp_path}", tmp_path / "none")
