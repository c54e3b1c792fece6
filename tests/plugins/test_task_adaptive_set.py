"""The evaluation set and its evaluation: presets, resuming, the card, whom methods are measured on."""

from __future__ import annotations

import csv
import hashlib
import importlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled, PluginError
from ldct_studio.core.events import Event, Metric
from ldct_studio.core.grid import Grid
from ldct_studio.core.paths import shipped_plugins
from ldct_studio.core.resources import Resources
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.discovery import load_file
from ldct_studio.io.save import save_labels_nifti, save_nifti
from ldct_studio.nets.model import CARD, read_card
from ldct_studio.training.run import FabricRun
from tests.plugins.recipe_runs import digests, run_recipe

CPU = torch.device("cpu")
TINY = {"patients": 4, "size": 32, "batch": 2, "width": 2, "depth": 2, "views": 32}
NETWORKS = ("segmenter", "base", "task-0.1", "joint-0.1", "joint-0.9")


def part(name: str) -> ModuleType:
    assert load_file(shipped_plugins() / "task_adaptive" / "__init__.py") is not None
    return importlib.import_module(f"ldct_studio_plugins.task_adaptive.{name}")


@pytest.fixture(scope="module")
def presets() -> Iterator[dict[str, Any]]:
    """Make the small preset tiny; return the presets as they are."""
    everything = part("everything")
    real = dict(everything.PRESETS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(everything.PRESETS, "small", replace(real["small"], alphas=(0.1,), settings=TINY))
        patch.setattr(part("patients"), "HELD_BACK", 2)
        patch.setattr(part("methods"), "SIGMAS", (10.0, 40.0, 280.0))
        patch.setattr(part("methods"), "_TUNING", 2)
        yield real


@pytest.fixture(scope="module")
def models(presets: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the models of a tiny set of two seeds."""
    folder = tmp_path_factory.mktemp("set")
    run("all:steps=3,seeds=2", folder)
    return folder / "models"


def run(text: str, folder: Path) -> list[Any]:
    return run_recipe(f"task_adaptive.{text}", folder)


def test_a_set_is_resumed_bit_for_bit_and_its_card_says_how_it_was_made(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ldct_studio.training.run.SAVE_SECONDS", 0.0)
    within_the_third = tmp_path / "set" / "checkpoint-3.pt"
    with stop_when(within_the_third.exists), pytest.raises(Cancelled):
        run("all:steps=3,seeds=2", tmp_path / "set")
    assert not (tmp_path / "set" / "models" / "card.json").exists()
    patients, drawn, begun = part("patients"), [], []
    draw, setup = patients.draw_pool, FabricRun.setup
    patients._drawn.cache_clear()
    monkeypatch.setattr(patients, "draw_pool", lambda *words: drawn.append(words) or draw(*words))
    monkeypatch.setattr(FabricRun, "setup", lambda *words: begun.append(words) or setup(*words))
    run("all:steps=3,seeds=2", tmp_path / "set")
    assert len(begun) == 10 - 2, "what is finished is not begun again"
    assert len(drawn) == 2, "all networks learn from the same patients"
    assert len(digests(models)) == 14
    assert digests(tmp_path / "set" / "models") == digests(models)
    card = part("everything").read_set(tmp_path / "set" / "models")
    assert set(card.networks) == {f"seed-{seed}/{name}" for seed in range(2) for name in NETWORKS}
    assert card.command == "ldct-studio train task_adaptive.all:seeds=2,steps=3 --seed 5"
    assert (card.preset, card.steps, card.seeds) == ("small", 3, (5, 6))
    base = read_card(models / "seed-1" / "base" / "model")
    assert card.networks["seed-1/base"].figures == base.figures
    assert base.seed == 6


def test_time_goes_on_where_the_checkpoint_left_it(monkeypatch: pytest.MonkeyPatch) -> None:
    parts, now = part("parts"), [0.0]
    monkeypatch.setattr(parts.time, "monotonic", lambda: now[0])
    clock = parts.Clock()
    now[0] = 10.0
    kept = clock.state_dict()
    now[0] = 15.0  # lost in a crash
    again = parts.Clock()
    now[0] = 17.0
    again.load_state_dict(kept)
    assert again.seconds == 10.0
    now[0] = 20.0
    assert again.state_dict() == {"seconds": 13.0}


def test_the_presets_are_what_was_published_and_a_quarter_of_its_width(presets: dict[str, Any]) -> None:
    small, paper = presets["small"], presets["paper"]
    assert (paper.settings["size"], paper.settings["width"], paper.settings["batch"]) == (512, 64, 16)
    assert paper.alphas == paper.shares == (0.1, 0.5, 0.9)
    assert paper.photons == 4096
    assert paper.steps == 100 * (paper.settings["patients"] // 16)
    assert small.settings["width"] * 4 == paper.settings["width"]
    assert small.steps >= 5000
    assert part("everything").Everything.Config().seeds >= 3
    whole = part("everything").Everything.Config(preset="paper")
    networks = part("everything").Everything(whole).networks()
    assert [network.name for network in networks][:2] == ["segmenter", "base"]
    assert len(networks) == 8
    judge, base = networks[0].recipe.config, networks[1].recipe.config
    assert (judge.loss, base.alpha, base.photons_low, base.views) == ("dice", 0.0, 4096, 1000)
    assert (base.floor, base.size * base.upsample >= 1000) == (0.1, True)


def test_the_effort_is_scaled_from_a_small_step(
    presets: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    effort, everything = part("effort"), part("everything")
    config = everything.Everything().networks()[1].recipe.config
    own = effort._measured(config.model_copy(update={"size": 64, "width": 4, "batch": 4}), CPU)
    monkeypatch.setattr(effort, "ENOUGH", 0.0)  # the first try is enough
    small = config.model_copy(update={"size": 128, "width": 32, "batch": 4})
    scaled = effort.step_cost(small, CPU)
    assert scaled.memory == pytest.approx(own.memory * 4 * 8, rel=0.1)
    monkeypatch.setattr(effort, "step_cost", lambda *_: effort.Cost(2.0, 1e6))
    monkeypatch.setattr(effort, "_scan_seconds", lambda *_: 1.0)
    monkeypatch.setattr(effort, "_draw_seconds", lambda _: 0.5)
    told = everything.Everything(everything.Everything.Config(seeds=2, steps=10)).effort(CPU)
    assert told.steps == 2 * 5 * 10
    # Segmenter 2 s, base 2 + 1 s, three of two networks 4 + 1 s a step; four patients are drawn for all.
    assert told.seconds == pytest.approx(2 * 10 * (2 + 3 + 3 * 5) + 4 * 0.5)
    weights = sum(p.numel() for p in effort._network(config, CPU).parameters())
    assert told.memory == pytest.approx(4 * 32**2 * 5 + 2 * (1e6 + 16 * weights))


def test_seeds_report_under_names_of_their_own(tmp_path: Path) -> None:
    told: list[Event] = []
    work = FabricRun(tmp_path, 5, Resources(), told.append)
    for seed in range(2):
        one = part("parts").Part(work, tmp_path / "models" / f"seed-{seed}" / "base", seed)
        one.metrics(0, {"loss": 1.0})
        one.picture(0, "FBP", torch.zeros(4, 4))
    work.close()
    names = [name for event in told if isinstance(event, Metric) for name in event.values]
    assert names == ["seed-0/base: loss", "seed-1/base: loss"]
    files = sorted(path.name for path in (tmp_path / "pictures").iterdir())
    assert files == ["0000000-seed-0-base-fbp.png", "0000000-seed-1-base-fbp.png"]


def test_every_method_is_measured_on_every_patient_of_every_seed(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    psnr, signed = part("scores").psnr, list[bool]()
    monkeypatch.setattr(part("evaluation"), "psnr", lambda *words: signed.append(words[2]) or psnr(*words))
    run(f"evaluation:models={models},patients=2", tmp_path)
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    methods = ["Low-dose", "FBP", "BM3D", "Base U-Net", "Task-adaptive α=0.1", "Joint C=0.1"]
    methods += ["Joint C=0.1, own T", "Joint C=0.9", "Joint C=0.9, own T", "Full dose"]
    assert [(row["seed"], row["patient"], row["method"]) for row in rows] == [
        (str(seed), str(patient), method) for seed in range(2) for patient in range(2) for method in methods
    ]
    assert signed == 4 * [True, *6 * [False]], "of the first row alone the noise is not clipped"
    one, other = ([r["PSNR (dB)"] for r in rows if r["seed"] == s and r["method"] == "FBP"] for s in "01")
    assert one == other, "all seeds see the same scans"
    assert all((row["SSIM"] == "") == (row["method"] == "Full dose") for row in rows)
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert report.startswith(
        "2 synthetic patients, 10000 photons per ray; preset small, 2 seeds, 3 steps each"
    )
    unmet = (tmp_path / "unmet.txt").read_text(encoding="utf-8").splitlines()
    assert any("unknown amount" in line for line in unmet), "three steps cannot have converged"
    assert all(line in report for line in unmet)


def test_an_evaluation_is_resumed_with_the_same_table(models: Path, tmp_path: Path) -> None:
    text = f"evaluation:models={models},patients=2"
    with stop_when((tmp_path / "part" / "checkpoint-1.pt").exists), pytest.raises(Cancelled):
        run(text, tmp_path / "part")
    assert any(event.event == "resumed" for event in run(text, tmp_path / "part"))
    run(text, tmp_path / "whole")
    tables = [(tmp_path / name / "table.csv").read_bytes() for name in ("part", "whole")]
    assert tables[0] == tables[1]


@pytest.mark.parametrize("text", ["", "{}"])
def test_a_set_that_is_not_finished_is_refused(text: str, tmp_path: Path) -> None:
    if text:
        (tmp_path / "card.json").write_text(text)
    with pytest.raises(PluginError, match=r"damaged" if text else r"no finished evaluation set"):
        run(f"evaluation:models={tmp_path}", tmp_path)


def scans(folder: Path, tumor: bool = True) -> Path:
    """Write a folder like LiTS with one patient of 3 slices, two of which show a liver."""
    folder.mkdir()
    grid = Grid((3, 40, 48), (2.0, 5.0, 5.0))
    hu = torch.full(grid.shape, -1000.0)
    hu[:, 8:32, 8:40] = 40.0
    labels = torch.zeros(grid.shape, dtype=torch.int16)
    labels[1:, 12:24, 12:24] = 1
    if tumor:
        labels[1:, 14:20, 14:20] = 2
    names = (Label(1, "Liver", "#FFFFFF"), Label(2, "Tumor", "#FF0000"))
    save_nifti(Volume(hu, grid), folder / "volume-1.nii.gz")
    save_labels_nifti(LabelMap(labels, grid, names), folder / "segmentation-1.nii.gz")
    return folder


def test_scans_are_measured_at_the_pixel_size_of_the_models(models: Path, tmp_path: Path) -> None:
    run(f"evaluation:models={models},data={scans(tmp_path / 'scans')}", tmp_path / "job")
    with (tmp_path / "job" / "table.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["seed"] == "0" and row["method"] == "FBP"]
    assert [(row["patient"], row["slice"]) for row in rows] == [("0", "0"), ("0", "1")]
    assert (tmp_path / "job" / "report.txt").read_text(encoding="utf-8").startswith("1 patient, ")


def test_slices_and_labels_are_brought_to_another_pixel_size(tmp_path: Path) -> None:
    config = part("examples").Examples(size=32)  # 12.5 mm
    pool = part("subjects").Scans(config, scans(tmp_path / "scans")).pool(0)
    assert pool.hu.shape == pool.labels.shape == (2, 32, 32)
    assert pool.pixel_mm == pytest.approx(12.5)
    assert pool.hu.amax() == pytest.approx(40)
    for number, pixels in ((1, 144 - 36), (2, 36)):
        area = int((pool.labels[0] == number).sum()) * pool.pixel_mm**2
        assert area == pytest.approx(pixels * 25, rel=0.35)
    assert set(pool.labels.unique().tolist()) == {0, 1, 2}


def test_patients_that_the_models_learned_from_are_refused(models: Path, tmp_path: Path) -> None:
    folder = scans(tmp_path / "scans")
    digest = hashlib.sha256((folder / "volume-1.nii.gz").read_bytes()).hexdigest()
    shutil.copytree(models, tmp_path / "models")
    place = tmp_path / "models" / "seed-1" / "joint-0.9" / "task" / CARD
    card = json.loads(place.read_text(encoding="utf-8"))
    place.write_text(json.dumps(card | {"files": [{"name": "volume-7.nii.gz", "sha256": digest}]}))
    with pytest.raises(PluginError, match=r"learned from 1 of the files .* choose other patients"):
        run(f"evaluation:models={tmp_path / 'models'},data={folder}", tmp_path / "job")
    assert not (tmp_path / "job" / "table.csv").exists()


def test_files_that_are_alike_in_many_collections_are_no_patients(tmp_path: Path) -> None:
    folder = scans(tmp_path / "scans")
    (folder / "LICENSE").write_text("CC BY 4.0")
    digest = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    volume = digest.pop("volume-1.nii.gz")
    subjects = part("subjects").Scans(part("examples").Examples(size=32), folder)
    subjects.refuse(set(digest.values()))
    with pytest.raises(PluginError, match="learned from 1 of the files"):
        subjects.refuse({volume, *digest.values()})


def test_scans_without_labels_are_refused(models: Path, tmp_path: Path) -> None:
    folder = scans(tmp_path / "scans")
    (folder / "segmentation-1.nii.gz").unlink()
    with pytest.raises(PluginError, match="no labels of liver and tumors"):
        run(f"evaluation:models={models},data={folder}", tmp_path / "job")
    (folder / "volume-1.nii.gz").unlink()
    with pytest.raises(PluginError, match="no scans with labels"):
        run(f"evaluation:models={models},data={folder}", tmp_path / "job")
