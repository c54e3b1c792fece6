"""Learning enhancement: targets, weights, patches, resuming, and what an evaluation says."""

from __future__ import annotations

import csv
import importlib
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled, PluginError, StudioError
from ldct_studio.core.paths import shipped_plugins
from ldct_studio.discovery import load_file
from ldct_studio.nets.architecture import Architecture, ConditionalBody, SubtractionHead
from ldct_studio.nets.model import Card, TrainedFor, load_model
from ldct_studio.physics.contrast.scans import Condition
from tests.plugins.recipe_runs import digests, run_recipe

TINY = {"heads": 2, "scans": 1, "voxel_mm": 8.0, "width": 4, "patch": 8, "border": 1, "batch": 2, "last": 0.5}
SMALL = ",".join(f"{name}={value}" for name, value in TINY.items())


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> Iterator[None]:
    assert load_file(shipped_plugins() / "gadolinium" / "__init__.py") is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(part("recipes"), "HELD_BACK", 1)
        yield


def part(name: str) -> ModuleType:
    return importlib.import_module(f"ldct_studio_plugins.gadolinium.{name}")


def run(text: str, folder: Path) -> list[Any]:
    return run_recipe(f"gadolinium.{text}", folder)


def test_the_weight_of_the_loss_on_known_shapes() -> None:
    """0.01 outside, 1.01 in quiet brain, and 1 more each for edges, what is smooth, and what is sure."""
    sigma, brain = 0.1, torch.zeros(24, 24, 24, dtype=torch.bool)
    brain[2:-2, 2:-2, 2:-2] = True
    difference = torch.zeros(24, 24, 24)
    difference[8:14, 8:14, 8:14] = 1.0
    difference[18, 18, 18] = 0.9 * sigma  # alone, and never above σ
    sure = (difference > 0.5).float()
    made = part("losses").weight_map(difference, sure, brain, sigma)
    assert float(made[0, 0, 0]) == pytest.approx(0.01)
    assert float(made[20, 4, 4]) == pytest.approx(1.01)
    assert float(made[18, 18, 18]) == pytest.approx(1.01), "the Laplacian of a top is negative"
    assert 3 <= float(made[11, 11, 11]) <= 3.02, "brain, smooth and sure; it is flat"
    assert 2.01 < float(made[7, 11, 11]) <= 3.01, "beside the edge: brain, smooth, and a positive Laplacian"
    assert float(made.max()) <= 4.01


def test_places_above_half_sigma_count_where_they_hang_together_with_one_above_it() -> None:
    brain = torch.ones(20, 20, 20, dtype=torch.bool)
    difference = torch.zeros(20, 20, 20)
    difference[4:9, 4:9, 4:9] = 0.15
    difference[4:9, 4:9, 9:14] = 0.08
    near = part("losses").weight_map(difference, torch.zeros(20, 20, 20), brain, 0.1)
    difference[4:9, 4:9, 4:9] = 0.08
    alone = part("losses").weight_map(difference, torch.zeros(20, 20, 20), brain, 0.1)
    assert float(near[6, 6, 12]) == pytest.approx(2.01, abs=0.02)
    assert float(alone[6, 6, 12]) == pytest.approx(1.01, abs=0.02)


def test_the_loss_is_hubers_and_leaves_the_border_out() -> None:
    made, target = torch.zeros(1, 1, 6, 6, 6), torch.full((1, 1, 6, 6, 6), 0.2)
    target[..., 0, :, :] = 100.0
    loss = part("losses").enhancement_loss(made, target, torch.full_like(made, 3.0), 1)
    assert float(loss) == pytest.approx(3 * (0.2 - 0.005))


def test_too_little_of_what_enhances_may_count_more_than_too_much() -> None:
    made, target, bright = (
        torch.tensor(values) for values in ([0.1, 0.3, 0.1, 0.2], [0.2, 0.2, 0.2, 0.2], [1.0, 1, 0, 1])
    )
    weights = part("losses").missing_weight(made, target, bright, 2.0)
    assert weights.tolist() == [2.0, 1.0, 1.0, 1.0]


def test_lesions_count_more_than_vessels_and_what_does_not_enhance_no_more() -> None:
    truth, lesions = torch.tensor([-1.0, 0.1, 0.2, 1.0, 4.0, 0.5]), torch.tensor([1.0, 0, 0, 0.5, 0, 1])
    made = part("losses").bright_map(truth, lesions)
    torch.testing.assert_close(made, torch.tensor([0, 0, 1, 3, 0.25, 5]))


def test_the_target_keeps_what_enhances_and_loses_noise() -> None:
    chance = torch.Generator().manual_seed(1)
    difference = 0.03 * torch.randn(40, 40, 40, generator=chance)
    difference[18:22, 18:22, 18:22] += 0.5
    brain = torch.ones(40, 40, 40, dtype=torch.bool)
    brain[:4] = False
    sure, y = part("heads").target_of(difference, brain, 2.5)
    inside = (slice(18, 22),) * 3
    torch.testing.assert_close(y[inside], difference[inside], rtol=0.01, atol=0.001)
    quiet = brain.clone()
    quiet[inside] = False
    assert float(y[quiet].std()) < 0.5 * float(difference[quiet].clamp(min=0).std())
    assert not y[:4].any()
    assert float(sure.max()) <= 1


def test_the_truth_is_learned_in_the_unit_of_the_pair_that_is_seen() -> None:
    heads = part("heads")
    brain = heads.draw_head(1, 2.5)
    scans = heads.scan_brain(brain, Condition(0.2, sigma=0.04), 1)
    learned, shown = (heads.example(scans, 2.5, target) for target in ("truth", "scan"))
    assert torch.equal(learned.inputs, shown.inputs)
    low = heads.subtract(scans.pre, scans.low, brain.mask, (2.5,) * 3)
    box = heads.seen(low.pre, low.post, brain.mask, (2.5,) * 3, 2.5).box
    own = (heads.enhancement(scans) / low.quantile).clamp(min=0)
    torch.testing.assert_close(learned.target.float(), (own * brain.mask)[box], atol=2e-3, rtol=2e-3)
    lesions = (brain.lesions > 0)[box]
    assert 0.8 < float(shown.target[lesions].float().mean() / learned.target[lesions].float().mean()) < 1


def test_heads_and_conditions_are_those_of_their_numbers() -> None:
    heads = part("heads")
    config = heads.Heads(heads=2, scans=2, voxel_mm=8)
    first, again = list(heads.examples(config)), list(heads.examples(config))
    assert len(first) == 4
    for a, b in zip(first, again, strict=True):
        assert torch.equal(a.inputs, b.inputs)
        assert torch.equal(a.told, b.told)
    drawn = [heads.draw_condition(config, torch.Generator().manual_seed(seed)) for seed in range(300)]
    assert {one.agent for one in drawn} == {"gadobutrol", "gadoterate"}, "gadoteridol is held out"
    assert {one.field for one in drawn} == {1.5, 3.0}
    assert min(one.fraction for one in drawn) == pytest.approx(0.05, abs=0.01)
    assert max(one.fraction for one in drawn) == pytest.approx(0.5, abs=0.01)
    assert all(0.005 <= one.sigma <= 0.04 for one in drawn)


def test_middles_of_lesions_lie_where_the_lesions_are() -> None:
    heads = part("heads")
    brain = heads.draw_head(1, 2.0)
    one = heads.example(heads.scan_brain(brain, Condition(0.2), 1), 2.5, "scan")
    spot = max(brain.spots, key=lambda spot: spot.diameter * (not spot.ring))
    z, y, x = one.lesions[brain.spots.index(spot)].round().int().tolist()
    assert float(one.target[z, y, x]) > 0.2
    assert float(one.target[z, y, x]) > 5 * float(one.target[one.brain].float().mean())


def test_patches_are_turned_together_and_scaled_with_what_is_told() -> None:
    """Whatever turn is drawn, target and weight stay where the inputs are."""
    heads, patches = part("heads"), part("patches")
    volume = torch.rand(20, 22, 24)
    inputs, told = torch.stack((volume,) * 3), torch.full((4,), 0.2)
    one = heads.Example(inputs, volume, volume, volume, volume > 0, torch.zeros(0, 3), told)
    chance = torch.Generator().manual_seed(2)
    batch = patches.draw_patches([one], 8, 40, chance, torch.device("cpu"))
    assert batch.inputs.shape == (40, 3, 8, 8, 8)
    scale = batch.told[:, 3] / 0.2
    assert 5 < int((scale != 1).sum()) < 35
    assert float(scale[scale != 1].std()) == pytest.approx(0.05, rel=0.4)
    torch.testing.assert_close(batch.inputs[:, :1], batch.target)
    torch.testing.assert_close(batch.weight * scale.view(-1, 1, 1, 1, 1), batch.target)
    torch.testing.assert_close(batch.bright, batch.weight)
    assert torch.equal(batch.told[:, :3], torch.full((40, 3), 0.2))


def test_the_last_round_asks_for_what_is_missing_where_the_dose_is_told() -> None:
    training = part("recipes").Training
    told, untold = training(steps=100), training(steps=100, conditional=False)
    assert [(one.steps, one.rate, one.missing) for one in told.rounds] == [(100, 1e-3, 1.0), (15, 5e-4, 2.0)]
    assert [one.missing for one in untold.rounds] == [1.0, 1.0]
    assert (told.total, training(steps=100, last=0).total) == (115, 100)


@pytest.mark.parametrize("kept", ["checkpoint-1.pt", "checkpoint-2.pt"])
def test_a_training_is_resumed_bit_for_bit_and_its_card_says_how_it_was_made(
    kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ldct_studio.training.run.SAVE_SECONDS", 0.0)
    run(f"network:{SMALL},steps=4", tmp_path / "whole")
    begun = tmp_path / "parts" / kept
    with stop_when(begun.exists), pytest.raises(Cancelled):
        run(f"network:{SMALL},steps=4", tmp_path / "parts")
    run(f"network:{SMALL},steps=4", tmp_path / "parts")
    assert digests(tmp_path / "parts") == digests(tmp_path / "whole")
    _, made = load_model(tmp_path / "whole" / "model")
    assert (made.kind, made.works_at_mm, made.spacing_mm, made.steps) == ("enhancer", 8.0, (6.4, 8.0), 6)
    assert made.command.startswith("ldct-studio train gadolinium.network:")
    assert "2 synthetic heads from number 0 on" in made.data
    assert made.trained_for is not None
    assert made.trained_for.relaxivity == (3.4, 4.6)
    assert set(made.figures) == {"error where it enhances", "share of the enhancement"}


def test_a_patch_that_no_brain_holds_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match=r"larger than a brain .*\.$"):
        run("network:heads=1,voxel_mm=8,patch=32", tmp_path / "job")


@pytest.fixture(scope="module")
def small_preset() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(part("everything").PRESETS, "small", TINY)
        patch.setattr(part("measuring"), "WRONGED", 2)
        patch.setattr(part("measuring"), "OTHERS", 1)
        patch.setattr(part("measuring"), "SWEPT", 1)
        yield


@pytest.fixture(scope="module")
def models(small_preset: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set")
    run("all:steps=2", folder)
    return folder / "models"


def test_a_set_has_both_networks_and_goes_on_where_it_was(models: Path, tmp_path: Path) -> None:
    told = part("everything").read_set(models)
    assert set(told.networks) == {"conditional", "unconditional"}
    assert "conditional=False" in told.networks["unconditional"].command
    deaf = [load_model(models / name / "model")[0].embedding is None for name in told.networks]
    assert deaf == [False, True]
    before = digests(models)
    run("all:steps=2", models.parent)
    assert digests(models) == before, "what is finished is not begun again"
    with pytest.raises(PluginError, match=r"train gadolinium:all"):
        part("everything").read_set(tmp_path)


def test_an_evaluation_measures_every_case_and_says_what_does_not_hold(models: Path, tmp_path: Path) -> None:
    run(f"evaluation:models={models},patients=2", tmp_path / "job")
    report = (tmp_path / "job" / "report.txt").read_text(encoding="utf-8")
    assert max(map(len, report.splitlines())) <= 110
    assert report.count("holds") + report.count("DOES NOT HOLD") == 8
    assert "nan" not in report
    assert "Component 1" in report
    with (tmp_path / "job" / "table.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cases = {row["case"].split(" ")[0] for row in rows}
    assert cases == {"test", "wrong", "sweep", "held-out"}
    test = [row for row in rows if row["case"] == "test"]
    assert len(test) == 2 * 3 * 3
    assert (tmp_path / "job" / "unmet.txt").read_text(encoding="utf-8"), "untrained, they do not hold"


def test_what_is_true_of_a_scan_is_what_a_perfect_scan_shows() -> None:
    """Without noise the subtraction of the standard dose is the truth that methods are measured against."""
    measuring = part("measuring")
    brain = part("heads").draw_head(3, 4.0)
    assert int(brain.lesions.max()) > 0
    one = measuring.scanned(brain, Condition(0.2, sigma=0.0), 3)
    shown = measuring.matched(one.scans.before, one.scans.before + one.scans.truth, brain.mask)
    torch.testing.assert_close(one.truth, shown - one.scans.before)
    assert float(one.truth[one.quiet].abs().mean()) < 0.1 * float(one.truth[one.lesions].mean())
    noisy = measuring.scanned(brain, Condition(0.2, sigma=0.1), 3)
    assert noisy.pair.quantile > 1.05, "noise makes the 95 % quantile larger, and the subtraction smaller"
    torch.testing.assert_close(noisy.in_scan_units(noisy.pair.pre), noisy.scans.pre)
    row = measuring.measure("test", 0, "Conditional", one, one.truth)
    assert row.rmse == 0.0
    assert row.made == row.wanted
    assert row.contrast == pytest.approx(row.expected, rel=0.05)
    assert row.expected is not None
    assert 1.1 < row.expected < 1.5, "low dose + prediction shows more than the standard dose"


def made_up(head: int, dose: float, method: str, rmse: float, background: float, **more: Any) -> Any:
    row = part("table").Row(
        "test", head, dose, method, "", rmse, rmse, 1.0, 1.0, 1.0, 1.0, 1.0, background, 1.2, 1.2
    )
    return replace(row, **more)


def perfect() -> Any:
    """Return a table of which every claim holds."""
    table, chance = part("table").Table(), torch.Generator().manual_seed(0)
    for head in range(10):
        offs = iter((0.001 * torch.rand(20, generator=chance)).tolist())
        for number, dose in enumerate((0.1, 0.2, 0.33)):
            for rank, method in enumerate(part("table").METHODS):
                background = 0.1 if rank == 2 else 0.01
                rmse = 0.1 * (rank + 1) - 0.02 * number + next(offs)
                table.add([made_up(head, dose, method, rmse, background)])
        for dose, told, made in ((0.1, "33%", 0.4), (0.33, "10%", 2.0)):
            wrong = {"case": "wrong dose", "told": told, "made": made + next(offs)}
            table.add([made_up(head, dose, "Conditional", 0.5, 0.01, **wrong)])
        for case in ("held-out agent", "held-out voxel"):
            table.add([made_up(head, 0.2, "Conditional", 0.1, 0.01, case=case)])
    return table


def card() -> Card:
    """Return the card of a network as the recipe trains it."""
    trained = TrainedFor(
        fractions=(0.05, 0.5),
        fields=(1.5, 3.0),
        agents=("gadobutrol", "gadoterate"),
        relaxivity=part("heads").relaxivities(),
        sigma=(0.005, 0.04),
    )
    network = Architecture(body=ConditionalBody(width=4), head=SubtractionHead())
    return Card(
        title="A",
        kind="enhancer",
        architecture=network,
        spacing_mm=(2.0, 2.5),
        works_at_mm=2.5,
        trained_for=trained,
    )


def test_verdicts_on_a_table_of_which_all_holds_and_on_ones_where_something_does_not() -> None:
    verdicts = part("verdicts").verdicts
    assert [one.holds for one in verdicts(perfect(), card())] == [True] * 8
    changes: tuple[tuple[int, Any], ...] = (
        (0, lambda row: replace(row, rmse=0.5) if row.method == "Conditional" else row),
        (1, lambda row: replace(row, background=0.03) if row.method == "Conditional" else row),
        (2, lambda row: replace(row, rmse=0.1) if row.method == "Conditional" else row),
        (3, lambda row: replace(row, contrast=1.4)),
        (4, lambda row: replace(row, made=1.0)),
        (5, lambda row: replace(row, made=0.8) if row.case == "held-out agent" else row),
    )
    for failing, change in changes:
        table = part("table").Table(map(change, perfect().rows))
        assert not verdicts(table, card())[failing].holds, failing


def test_paired_tests_compare_the_same_heads() -> None:
    table = part("table")
    above = [made_up(head, 0.1, "A", 1.0 + 0.1 * head, 0.0) for head in range(6)]
    below = [made_up(head, 0.1, "B", 0.1 * head + 0.01 * (head % 2), 0.0) for head in range(1, 7)]
    test = table.paired(above, below, "rmse")
    assert (test.n, test.difference > 0.9, test.p < 1e-6) == (5, True, True)
    assert math.isnan(table.paired(above[:1], below[:1], "rmse").p)
