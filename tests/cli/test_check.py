"""`check`: a line for every series and every rejected file, and an exit code that tells them apart."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import torch

from ldct_studio.cli import main
from ldct_studio.core.grid import Grid
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.io.save import save_dicom, save_labels_nifti
from tests.robustness.here import reading_here


def _run(*words: object) -> int:
    with reading_here():
        return main([str(word) for word in words], lambda paths, demo: 0)


@pytest.fixture
def series(tmp_path: Path) -> Path:
    folder = tmp_path / "scan"
    grid = Grid((4, 32, 32), (2.0, 1.0, 1.0))
    save_dicom(Volume(torch.full(grid.shape, 40.0), grid), folder)
    return folder


def test_a_good_folder_is_ok(series: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("check", series) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("ok ")
    assert "CT, 4 slices of 32 × 32 pixels, 1 × 1 × 2 mm, in HU." in lines[0]
    assert lines[-1] == "1 ok, 0 with warnings, 0 rejected"


def test_rejected_files_have_a_line_each(series: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (series / "empty.dcm").touch()
    sorted(series.iterdir())[1].unlink()
    assert _run("check", series.parent) == 1
    states = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert states == ["warnings", "rejected", "0"]


def test_a_path_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("check", tmp_path / "nowhere") == 2
    assert "There is no file or folder" in capsys.readouterr().err


def test_info_tells_marks_and_what_was_left_out(series: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (series / "empty.dcm").touch()
    assert _run("info", series) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["left_out"] == ["“empty.dcm” is empty."]
    assert told["marks"] == []
    assert told["recorded_unit"] == ""


def test_a_label_map_has_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    grid = Grid((4, 32, 32), (2.0, 1.0, 1.0))
    data = torch.zeros(grid.shape, dtype=torch.uint8)
    data[1:3, 8:16, 8:16] = 1
    save_labels_nifti(LabelMap(data, grid, (Label(1, "Liver", "#AA3300"),)), tmp_path / "liver_labels.nii.gz")
    assert _run("check", tmp_path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split(maxsplit=1) == [
        "ok",
        "liver_labels: a label map (Liver), to be opened with its scan.",
    ]


def test_an_archive_below_a_folder_is_named(series: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b", "c", "d"):
        with zipfile.ZipFile(series / f"{name}.zip", "w") as made:
            made.writestr("x.txt", "x")
    assert _run("check", series) == 1
    assert "“a.zip”, “b.zip”, “c.zip” and 1 more are archives further down" in capsys.readouterr().out


def test_a_file_that_is_no_scan_is_not_passed_over_for_its_neighbors(
    series: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = series / "note.txt"
    note.write_text("a note")
    assert _run("check", note) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "“note.txt” holds no file of a known format" in lines[0]
    assert lines[-1] == "0 ok, 0 with warnings, 1 rejected"
    assert _run("info", note) == 2
    assert "note.txt" in capsys.readouterr().err
