"""The command `contrast`: a pair becomes maps and a table, or one sentence says why not."""

from __future__ import annotations

import json
from pathlib import Path

import nibabel
import numpy as np
import pytest
import torch

from ldct_studio.cli import main
from ldct_studio.core.grid import Grid
from ldct_studio.core.rigid import Rigid
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.io.save import save_labels_nifti, save_nifti
from ldct_studio.physics.contrast.brains import draw_brain
from ldct_studio.physics.contrast.scans import Condition, image
from ldct_studio.physics.contrast.signal import Sequence, rician

SHAPE, VOXEL = (56, 70, 58), 3.2


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a head before contrast, at a fifth of the dose and at the whole, and its brain."""
    folder = tmp_path_factory.mktemp("pair")
    brain = draw_brain(4, SHAPE, VOXEL)
    z, y, x = (-(size - 1) / 2 * VOXEL for size in SHAPE)
    grid = Grid(SHAPE, (VOXEL,) * 3, (x, y, z))
    chance = torch.Generator().manual_seed(2)
    for name, dose in (("t1", 0.0), ("t1_low_gd", 0.2), ("t1_gd", 1.0)):
        shown = 4000 * image(brain, dose, Condition(0.2), Sequence())
        lying = grid if dose == 0 else Rigid((0.0, 0.0, 3.0), (2.0, 0.0, 0.0)).laid(grid)
        save_nifti(Volume(rician(shown, 8.0, chance), lying, "MR"), folder / f"{name}.nii.gz")
    labels = LabelMap(brain.mask.to(torch.uint8), grid, (Label(1, "Brain", "#ffffff"),))
    save_labels_nifti(labels, folder / "t1_brainmask.nii.gz")
    return folder


def _run(*words: object) -> int:
    def no_window(paths: list[Path], demo: bool) -> int:
        raise AssertionError("a command opened the window")

    return main(["contrast", *(str(word) for word in words)], no_window)


def _voxels(path: Path) -> np.ndarray:
    return np.asarray(nibabel.load(path).dataobj)


@pytest.mark.slow
def test_maps_and_a_table_are_written(pair: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "maps"
    words = ("--standard", pair / "t1_gd.nii.gz", "--dose", 0.2)
    assert _run(pair / "t1.nii.gz", pair / "t1_low_gd.nii.gz", *words, "--out", out) == 0
    printed = capsys.readouterr().out
    for line in ("Shift (mm)", "Rotation (°)", "Mutual information", "Gain", "Noise", "Enhances", "Mean CE"):
        assert line in printed
    assert str(pair) not in printed
    told = json.loads((out / "contrast.json").read_text("utf-8"))
    assert told["injection"] == {"agent": "gadobutrol", "field_t": 3.0, "fraction_of_standard_dose": 0.2}
    assert [one["file"] for one in told["after"]] == ["t1_low_gd.nii.gz", "t1_gd.nii.gz"]
    for one in told["after"]:
        laid = one["registration"]
        assert laid["rotation_degrees"] == pytest.approx(3.0, abs=0.3)
        assert laid["mutual_information_after_bits"] > laid["mutual_information_before_bits"]
        assert one["noise"] > 0
    before = nibabel.load(pair / "t1.nii.gz")
    files = [
        "pre",
        "post",
        "subtraction",
        "ce",
        "percent",
        "scaled-subtraction",
        "standard-post",
        "standard-ce",
        "predicted-ce",
        "predicted",
        "beyond",
    ]
    maps = {name: _voxels(out / f"{name}.nii.gz") for name in files}
    for name, voxels in maps.items():
        assert voxels.shape == before.shape, name
        assert np.isfinite(voxels).all()
        np.testing.assert_allclose(nibabel.load(out / f"{name}.nii.gz").affine, before.affine, atol=1e-4)
    np.testing.assert_allclose(maps["scaled-subtraction"], 5 * maps["subtraction"], atol=1e-5)
    assert maps["ce"].min() == 0
    inside = _voxels(out / "brain.nii.gz") == 1
    assert not inside[_voxels(pair / "t1_brainmask.nii.gz") == 0].any(), "the mask beside the scan"
    assert np.abs(maps["subtraction"][~inside]).max() == 0
    assert np.quantile(maps["pre"][inside], 0.95) == pytest.approx(1.0, abs=1e-3)
    assert maps["standard-ce"].sum() > 1.5 * maps["ce"].sum()
    np.testing.assert_allclose(maps["predicted"], maps["pre"] + maps["predicted-ce"], atol=1e-5)
    np.testing.assert_allclose(maps["beyond"], maps["post"] + maps["predicted-ce"], atol=1e-5)
    assert maps["predicted-ce"].min() == 0
    assert maps["predicted-ce"].sum() > 1.5 * maps["ce"].sum()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--dose", "1.5"), "at most 1 times the standard dose"),
        (("--agent", "water"), "'water' is not one of"),
        (("--standard", "nowhere.nii.gz"), "There is no file or folder nowhere.nii.gz"),
        (("--mask", "nowhere.nii.gz"), "“nowhere.nii.gz” does not exist"),
    ],
)
def test_what_makes_no_sense_is_refused(
    words: tuple[str, str], sentence: str, pair: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "maps"
    assert _run(pair / "t1.nii.gz", pair / "t1_gd.nii.gz", *words, "--out", out) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert sentence in told
    assert not out.exists()


def test_ct_and_a_full_folder_are_refused(
    pair: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    grid = Grid((4, 20, 20), (3.0, 9.0, 9.0))
    save_nifti(Volume(torch.linspace(-1000, 500, 1600).reshape(4, 20, 20), grid), tmp_path / "ct.nii.gz")
    assert _run(pair / "t1.nii.gz", tmp_path / "ct.nii.gz", "--out", tmp_path / "maps") == 2
    assert "after contrast is CT in HU" in capsys.readouterr().err
    assert _run(pair / "t1.nii.gz", pair / "t1_gd.nii.gz", "--out", tmp_path) == 2
    assert "is not empty" in capsys.readouterr().err
