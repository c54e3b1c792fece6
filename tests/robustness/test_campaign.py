"""A seeded share of every campaign: nothing dies here, every file has an answer, nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldct_studio.io.opening import open_paths
from ldct_studio.io.save import save_dicom

from . import hostile
from .campaign import CAMPAIGNS, SEED, run


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_every_file_ends_in_a_study_or_a_sentence(tmp_path: Path, name: str) -> None:
    campaign = CAMPAIGNS[name]
    (tmp_path / "files").mkdir()
    counts = run(campaign.files(campaign.test, SEED), tmp_path / "files")
    assert counts.passed, (str(counts), counts.faults)
    assert counts.files == campaign.test
    assert name != "polyglots" or counts.rejected == 0


@pytest.mark.usefixtures("here")
def test_programs_in_preambles_are_said_and_never_exported(tmp_path: Path) -> None:
    for number, (name, content) in enumerate(hostile.polyglots()):
        if "explicit" not in name:
            continue
        path = tmp_path / str(number) / name
        path.parent.mkdir()
        path.write_bytes(content)
        study = open_paths([path])
        flagged = any("look like a program" in text for text in study.facts.warnings)
        assert flagged == (not name.startswith("TIFF")), name
        out = tmp_path / f"out {number}"
        save_dicom(study.first, out)
        assert all(file.read_bytes()[:128] == bytes(128) for file in out.iterdir())


def test_there_are_forty_hostile_files_and_more() -> None:
    names = [name for name, _ in hostile.files()]
    assert len(set(names)) == len(names) >= 40
