"""The command `validate`: its table, its exit code, what it writes, and its sentences."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ldct_studio import methods  # noqa: F401
from ldct_studio.cli.commands import main
from tests.probe.test_validation import PIXEL, scanned

Run = Callable[..., int]
SPACING = ("--spacing", f"5,{PIXEL},{PIXEL}")
KNOWN = ("--n0", "2e4", "--electronic", "5", "--window", "ram-lak", "--seeds", "1", "--slices", "8")


@pytest.fixture
def scans(tmp_path: Path) -> tuple[str, str]:
    paths = tmp_path / "high.npy", tmp_path / "low.npy"
    for path, volume in zip(paths, (scanned(2e4, 1), scanned(6e3, 2)), strict=True):
        np.save(path, volume.data.numpy()[:8])
    return str(paths[0]), str(paths[1])


def _run(*words: str) -> int:
    return main(["validate", *words], lambda paths, demo: 0)


def test_a_table_a_model_and_a_csv(
    scans: tuple[str, str], tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "table.csv"
    words = (*scans, "--fraction", "0.3", *SPACING, *KNOWN, "--pass", "0.1", "--save", "Water CT")
    assert _run(*words, "--out", str(out), "--phantom", "water, 230 mm") == 0
    told = capsys.readouterr().out
    assert "8 slices, each less the mean of 8 neighbors, itself among them" in told
    assert told.count(" pass\n") == 5
    assert "It passes: simulated over real SD is" in told
    assert out.read_text(encoding="utf-8").startswith("# It passes")
    model = json.loads((home / "data" / "scanners" / "Water CT.json").read_text(encoding="utf-8"))
    assert model["phantom"] == "water, 230 mm"
    assert model["settings"][0]["photons"] == 2e4
    assert set(model["settings"][0]["measured"][0]["ratios"]) == {"Middle", "Right", "Left", "Top", "Bottom"}


def test_what_does_not_pass_ends_with_1(scans: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(*scans, "--fraction", "0.5", "--roi", "0,0,25", *SPACING, *KNOWN) == 1
    told = capsys.readouterr().out
    assert "ROI 1" in told
    assert "fail" in told
    assert "check the mAs" in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "do not record their mAs; add --fraction for each LOW"),
        (("--fraction", "0.3", "--fraction", "0.2"), "2 fractions for 1 scans"),
        (("--fraction", "0.3", "--roi", "0,5"), "is no region; write X,Y,RADIUS"),
        (("--fraction", "0.3", "--pass", "5"), "is no mark"),
        (("--fraction", "0.3", "--out", "table.txt"), "is no table"),
        (("--fraction", "0.3", "--save", ".."), "is no name for a scanner model"),
        (("--fraction", "1.3"), "has to be the scan of the highest dose"),
    ],
)
def test_one_sentence_where_it_cannot(
    scans: tuple[str, str], words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(*scans, *words, *SPACING, *KNOWN) == 2
    assert sentence in capsys.readouterr().err
