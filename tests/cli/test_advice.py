"""The command `suggest-dose`: what it prints, and what it refuses in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from ldct_studio import discovery
from ldct_studio.cli.commands import main
from ldct_studio.core.advice import Advice, Ask, Askable
from ldct_studio.core.dose import Scan
from ldct_studio.core.volume import Volume
from ldct_studio.plugin import Advisor


class Told(Advisor, name="told-in-tests"):
    """Proposes what it is asked for in percent."""

    def askable(self) -> Askable:
        """Return a quality."""
        return Askable("PSNR", "dB", 10, 60, 40)

    def advise(self, volume: Volume, row: int, scan: Scan, ask: Ask) -> Advice:
        """Return the target in percent of the dose, and the slice as a reason."""
        others, because = (("Fixed dose", 0.5),), (f"row {row}", f"{scan.photons_at(row):g} photons")
        return Advice(ask.target / 100, 0.1, 0.9, others, because, "Do not rely on it.")


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(discovery, "discover", lambda: None)
    np.save(tmp_path / "scan.npy", np.full((5, 16, 16), -1000, np.float32))
    return tmp_path / "scan.npy"


def run(scan: Path, *more: str) -> int:
    words = ["suggest-dose", str(scan), "--spacing", "1,1,1", "--n0", "1e5", "--advisor", "told-in-tests"]
    return main([*words, *more], lambda paths, demo: 0)


def test_it_says_the_dose_its_interval_others_and_why(scan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(scan, "--target", "psnr=25") == 0
    said = capsys.readouterr().out
    for words in (
        "Slice 3: 25 % of the scan's dose for PSNR 25 dB in 95 % of cases.",
        "10 % to 90 %",
        "Fixed dose, with the same promise: 50 %.",
        "row 2.",
        "1e+05 photons per ray (as given)",
        "Do not rely on it.",
    ):
        assert words in said
    assert run(scan, "--target", "psnr=160") == 0
    assert "a lower dose cannot reach it" in capsys.readouterr().out


def test_it_prints_json(scan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(scan, "--slice", "2", "--confidence", "0.9", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["slice"], told["target"], told["confidence"], told["fraction"]) == (2, 40, 0.9, 0.4)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--slice", "6"), "There are 5 slices"),
        (("--target", "ssim=0.9"), "was not learned; ask for psnr=VALUE"),
        (("--target", "psnr=much"), "is not a number"),
        (("--confidence", "1"), "between 50 and 99.9 %"),
        (("--advisor", "nobody"), "no advisor"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    scan: Path, more: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(scan, *more) == 2
    assert words in capsys.readouterr().err
