"""The table of the study: preconditions come first, and an ordering is judged as it is."""

from __future__ import annotations

import importlib
import math
import random
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
import torch

from ldct_studio.core.paths import shipped_plugins
from ldct_studio.discovery import load_file
from ldct_studio.training.paired import mean, sd

LEVELS = {  # PSNR, Dice
    "Low-dose": (20.0, 0.2),
    "FBP": (22.0, 0.5),
    "BM3D": (25.0, 0.55),
    "Base U-Net": (28.0, 0.5),
    "Task-adaptive α=0.01": (27.0, 0.6),
    "Task-adaptive α=0.1": (26.0, 0.7),
    "Joint C=0.1": (26.0, 0.5),
    "Joint C=0.1, own T": (26.0, 0.7),
    "Joint C=0.9": (15.0, 0.1),
    "Joint C=0.9, own T": (15.0, 0.6),
    "Full dose": (None, 0.9),
}


def part(name: str) -> ModuleType:
    assert load_file(shipped_plugins() / "task_adaptive" / "__init__.py") is not None
    return importlib.import_module(f"ldct_studio_plugins.task_adaptive.{name}")


def table(seed: int = 0, scatter: float = 0.02, **changed: tuple[float | None, float]) -> Any:
    rows, chance = [], random.Random(seed)
    named = {name.replace("_", " "): value for name, value in changed.items()}
    for method, (psnr, dice) in {**LEVELS, **named}.items():
        for patient in range(12):
            shift = chance.gauss(0, scatter)
            ssim = None if psnr is None else 0.9 + shift
            scores = (psnr and psnr + shift, ssim, ssim, dice + shift, dice + shift)
            rows.append(part("table").Row(method, patient, 0, *scores))
    return part("table").Table(rows)


def facts(**changed: object) -> Any:
    good = {"sigma": 40.0, "inside": True, "spread": 0.1}
    return part("verdicts").Facts(**{**good, **changed})


def told(tables: list[Any], seeds: list[Any]) -> str:
    text: str = part("report").report("About.", tables, part("verdicts").unmet(tables, seeds))
    return text


def test_every_ordering_of_the_study_is_recognized_and_told_with_its_figures() -> None:
    tables = [table(0), table(1)]
    orderings = part("verdicts").orderings(tables)
    assert len(orderings) == 5
    assert all(ordering.holds for ordering in orderings)
    text = told(tables, [facts(), facts()])
    assert text.count("  holds ") == 5
    assert "DOES NOT HOLD" not in text
    (line,) = [line for line in text.splitlines() if line.strip().startswith("BM3D 25.0")]
    assert "Base U-Net 28.0" in line
    assert "2/2 seeds" in line
    (link,) = [link for link in orderings[1].links if link.below == "BM3D"]
    assert f"(p {link.test.p:.0e}, " in line


def test_one_seed_that_disagrees_is_enough() -> None:
    text = told([table(), table(1, BM3D=(28.5, 0.55))], [facts(), facts()])
    assert "DOES NOT HOLD  PSNR: low-dose < FBP < BM3D < base" in text
    assert "1/2 seeds" in text


def test_a_difference_within_chance_is_no_ordering() -> None:
    noisy = table(scatter=3.0)
    (ordering,) = [o for o in part("verdicts").orderings([noisy]) if "best task" in o.text]
    assert not ordering.holds
    assert any(link.test.p > 0.05 for link in ordering.links)


def test_the_best_of_the_task_adaptive_networks_is_judged() -> None:
    tables = [table(**{"Task-adaptive_α=0.01": (27.0, 0.8)})]
    first = part("verdicts").orderings(tables)[0]
    assert first.links[0].above == first.links[1].below == "Task-adaptive α=0.01"


@pytest.mark.parametrize(
    ("seed", "changed", "words"),
    [
        ({"spread": 0.5}, {}, "moved by 0.50 dB"),
        ({"spread": math.inf}, {}, "moved by an unknown amount"),
        ({"inside": False}, {}, "40 HU, is at the edge"),
        ({}, {"Full_dose": (None, 0.45)}, "not above 0.5"),
        ({}, {"Base_U-Net": (21.0, 0.5)}, "not above FBP"),
    ],
)
def test_without_its_preconditions_no_ordering_is_told(
    seed: dict[str, object], changed: dict[str, Any], words: str
) -> None:
    text = told([table(), table(1, **changed)], [facts(), facts(**seed)])
    assert "  Seed 1: " in text
    assert words in text
    assert "Seed 0" not in text
    assert "Orderings" not in text


def test_the_report_fits_into_a_terminal_and_has_every_score_of_every_method() -> None:
    tables = [table(seed) for seed in range(8)]
    lines = told(tables, [facts()] * 8).splitlines()
    assert max(map(len, lines)) <= 100
    assert any("of Low-dose the noise is not" in line for line in lines)
    for method in LEVELS:
        (means,) = [line for line in lines if line.startswith(f"{method:22}") and line.count("±") >= 3][:1]
        scores = 3 if method == "Full dose" else 5
        assert means.count("±") == scores
    column = list(tables[0].scores("FBP", "psnr").values())
    everything = [value for t in tables for value in t.scores("FBP", "psnr").values()]
    assert len(everything) == 8 * len(column)
    cell = f"{mean(everything):.2f} ± {sd(everything):.2f}"
    assert any(line.startswith("FBP") and cell in line for line in lines)
    assert [line.split() for line in lines if "seed 7" in line] == [["seed", "6", "seed", "7"]]


def test_seeds_and_slices_of_a_patient_count_once() -> None:
    tables = [table(0), table(0), table(0)]
    one, three = (part("table").paired(some, "BM3D", "FBP", "dice") for some in (tables[:1], tables))
    assert three.n == one.n == 12
    assert three.p == pytest.approx(one.p)
    again = [replace(row, slice=1) for row in tables[0].rows]
    doubled = part("table").Table([*tables[0].rows, *again])
    assert part("table").paired([doubled], "BM3D", "FBP", "dice").p == pytest.approx(one.p)


def test_a_score_that_is_not_defined_is_left_out() -> None:
    row = part("table").Row
    made = part("table").Table(
        [row("FBP", 0, 0, 20.0, 0.5, 0.6, 0.8, None), row("FBP", 1, 0, 20.0, 0.5, 0.6, 0.6, 0.2)]
    )
    assert made.mean("FBP", "tumor") == pytest.approx(0.2)
    assert made.mean("FBP", "dice") == pytest.approx(0.6)
    assert made.mean("FBP", "dice_epsilon") == pytest.approx((0.9 + 0.4) / 2)
    assert math.isnan(made.mean("BM3D", "psnr"))


def test_similarity_in_the_body_does_not_see_the_air() -> None:
    y, x = torch.meshgrid(torch.arange(64) - 31.5, torch.arange(64) - 31.5, indexing="ij")
    full = torch.where((x / 20) ** 2 + (y / 15) ** 2 <= 1, 50.0, -1000.0) + 20 * torch.sin(x)
    hazy = torch.where((x / 26) ** 2 + (y / 21) ** 2 <= 1, full, full.clamp(-200) + 40 * torch.cos(3 * y))
    (same, body), (circle, inside) = (part("scores").similarity(made, full) for made in (full, hazy))
    assert (same, body) == (pytest.approx(1), pytest.approx(1))
    assert circle < 0.95
    assert inside > 0.999


def test_the_noise_of_a_signed_picture_is_not_clipped() -> None:
    """Else the air, whose noise the window hides, would make it better than it is."""
    scores = part("scores")
    full = torch.full((1, 1, 48, 48), -1000.0)
    full[..., 12:36, 12:36] = 40.0
    noise = 100 * torch.randn(1, 1, 48, 48, generator=torch.Generator().manual_seed(0))
    inside = noise[0, 0][scores.disc(48, 48)]
    expected = float(-10 * (inside / 500).square().mean().log10())
    assert scores.psnr(full + noise, full, signed=True) == pytest.approx(expected, abs=1e-3)
    assert scores.psnr(full + noise, full) > expected + 2
    pictures = (full + noise)[0, 0], full[0, 0]
    assert scores.similarity(*pictures, signed=True)[0] < scores.similarity(*pictures)[0] - 0.1
