"""The table of the study: preconditions come first, and an ordering is judged as it is."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

import pytest

from ldct_studio.core.paths import shipped_plugins
from ldct_studio.discovery import load_file

LEVELS = {  # PSNR, Dice
    "Low-dose": (20.0, 0.2),
    "FBP": (22.0, 0.5),
    "BM3D": (25.0, 0.55),
    "Base U-Net": (28.0, 0.5),
    "Task-adaptive 0.01": (27.0, 0.6),
    "Task-adaptive 0.1": (26.0, 0.7),
    "Joint 0.1": (26.0, 0.5),
    "Joint 0.1, own T": (26.0, 0.7),
    "Joint 0.9": (15.0, 0.1),
    "Joint 0.9, own T": (15.0, 0.6),
    "Full dose": (None, 0.9),
}
GOOD = {"spread": 0.1, "sigma": 40.0, "sigma inside": 1.0}


@pytest.fixture(scope="module")
def verdicts() -> ModuleType:
    assert load_file(shipped_plugins() / "task_adaptive" / "__init__.py") is not None
    return importlib.import_module("ldct_studio_plugins.task_adaptive.verdicts")


def table(verdicts: ModuleType, **changed: tuple[float | None, float]) -> Any:
    made = verdicts.Table()
    named = {name.replace("_", " "): value for name, value in changed.items()}
    for method, (psnr, dice) in {**LEVELS, **named}.items():
        for patient in range(4):
            shift = (patient + 1) * (1 + len(method)) % 7 / 200  # no two methods differ by a constant
            made.add(verdicts.Row(method, patient, psnr and psnr + shift, None, dice + shift, dice + shift))
    return made


def test_every_ordering_of_the_study_is_recognized(verdicts: ModuleType) -> None:
    tables = [table(verdicts), table(verdicts)]
    assert all(held for _, held in verdicts.orderings(tables))
    assert "DOES NOT HOLD" not in verdicts.report(tables, [GOOD, GOOD])


def test_one_seed_that_disagrees_is_enough(verdicts: ModuleType) -> None:
    tables = [table(verdicts), table(verdicts, BM3D=(29.0, 0.55))]
    told = verdicts.report(tables, [GOOD, GOOD])
    assert "DOES NOT HOLD: PSNR low-dose < FBP < BM3D < base" in told


@pytest.mark.parametrize(
    ("facts", "changed", "words"),
    [
        ({"spread": 0.5}, {}, "moved by 0.50 dB"),
        ({"sigma inside": 0.0}, {}, "edge of the grid"),
        ({}, {"Full_dose": (None, 0.45)}, "not above 0.5"),
        ({}, {"Base_U-Net": (21.0, 0.5)}, "not above FBP"),
    ],
)
def test_without_its_preconditions_no_ordering_is_told(
    verdicts: ModuleType, facts: dict[str, float], changed: dict[str, Any], words: str
) -> None:
    told = verdicts.report([table(verdicts, **changed)], [GOOD | facts])
    assert words in told
    assert "Orderings" not in told


def test_the_paired_test_is_scipys(verdicts: ModuleType) -> None:
    from scipy.stats import ttest_rel

    a, b = [0.51, 0.62, 0.70, 0.43], [0.42, 0.60, 0.55, 0.45]
    made = verdicts.Table()
    for method, values in (("A", a), ("B", b)):
        for patient, value in enumerate(values):
            made.add(verdicts.Row(method, patient, None, None, value, value))
    assert verdicts.paired([made], "A", "B", "dice") == pytest.approx(ttest_rel(a, b).pvalue)


def test_rows_survive_an_interruption(verdicts: ModuleType) -> None:
    first, second = table(verdicts), verdicts.Table()
    second.load_state_dict(first.state_dict())
    assert second.rows == first.rows


def test_a_score_that_is_not_defined_is_left_out(verdicts: ModuleType) -> None:
    made = verdicts.Table()
    made.add(verdicts.Row("FBP", 0, 20.0, 0.5, 0.8, None))
    made.add(verdicts.Row("FBP", 1, 20.0, 0.5, 0.6, 0.2))
    assert made.mean("FBP", "tumor") == pytest.approx(0.2)
    assert made.mean("FBP", "dice") == pytest.approx(0.6)
