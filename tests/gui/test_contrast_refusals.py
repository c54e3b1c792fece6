"""What is no pair of scans of one head: the window says why in one sentence, and shows nothing made of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from pytestqt.qtbot import QtBot

from ldct_studio.core.grid import Grid
from ldct_studio.core.origin import PairOrigin, ScanOrigin
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.gui.app import Studio
from ldct_studio.gui.notice import Notice
from ldct_studio.io.save import save_labels_nifti, save_nifti
from ldct_studio.methods.contrast_demo import small_brain
from ldct_studio.methods.contrast_study import AFTER, BEFORE

PATIENCE = 120_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the coarse demo head before and after contrast."""
    study = small_brain()
    for volume, name in ((BEFORE, "t1"), (AFTER, "t1c")):
        _save(tmp_path / f"{name}.nii.gz", 1000 * study.volumes[volume].data, study.first.grid)
    return tmp_path


def _save(path: Path, data: torch.Tensor, grid: Grid) -> None:
    save_nifti(Volume(data.round(), grid, "MR"), path)


def _said(studio: Studio, qtbot: QtBot, *files: Path) -> Notice:
    """Open scans before and after contrast, maybe with a mask, and return what the window says."""
    scans = [ScanOrigin((str(file),)) for file in files]
    mask = scans[2] if len(scans) > 2 else None
    with qtbot.waitSignal(studio.cases.ended, timeout=PATIENCE):
        studio.cases.open_pair(PairOrigin(*scans[:2], mask=mask))
    notice = studio.window.notices.current
    assert notice is not None
    return notice


def _refused(studio: Studio, notice: Notice, sentence: str) -> None:
    assert (notice.kind, notice.text) == ("error", sentence)
    assert studio.state.scene.study is None


def test_ct_given_as_mr(studio: Studio, qtbot: QtBot, folder: Path) -> None:
    grid = Grid((12, 30, 30), (12.0, 6.0, 6.0))
    save_nifti(Volume(torch.linspace(-1000, 500, 10800).reshape(grid.shape), grid), folder / "ct.nii.gz")
    for files, when in ((("t1", "ct"), "after"), (("ct", "t1c"), "before")):
        notice = _said(studio, qtbot, *(folder / f"{name}.nii.gz" for name in files))
        _refused(
            studio,
            notice,
            f"The scan {when} contrast is CT in HU; enhancement maps are made of MR scans, choose one.",
        )


def test_scans_without_overlap(studio: Studio, qtbot: QtBot, folder: Path) -> None:
    grid = small_brain().first.grid
    noise = 1000 + 100 * torch.randn(grid.shape, generator=torch.Generator().manual_seed(5))
    _save(folder / "knee.nii.gz", noise, replace(grid, origin=(900.0, 900.0, -900.0)))
    _refused(
        studio,
        _said(studio, qtbot, folder / "t1.nii.gz", folder / "knee.nii.gz"),
        "The two scans do not overlap where their files place them, and do not look alike elsewhere; choose "
        "two scans of the same part of one head.",
    )


def test_an_empty_brain_mask_and_one_of_other_voxels(studio: Studio, qtbot: QtBot, folder: Path) -> None:
    grid, colors = small_brain().first.grid, (Label(1, "Brain", "#ffffff"),)
    scans = (folder / "t1.nii.gz", folder / "t1c.nii.gz")
    for filled, lying, sentence in (
        (torch.zeros, grid, "The brain mask is empty; choose another one."),
        (
            torch.ones,
            replace(grid, origin=(1.0, 2.0, 3.0)),
            "The brain mask “mask.nii.gz” lies on another grid than the scan before contrast; choose one "
            "that was drawn on that scan.",
        ),
    ):
        labels = LabelMap(filled(grid.shape, dtype=torch.uint8), lying, colors)
        save_labels_nifti(labels, folder / "mask.nii.gz")
        _refused(studio, _said(studio, qtbot, *scans, folder / "mask.nii.gz"), sentence)


def test_a_flat_scan(studio: Studio, qtbot: QtBot, folder: Path) -> None:
    study = small_brain()
    flat = study.volumes[BEFORE].rows(20, 3)
    _save(folder / "flat.nii.gz", 1000 * flat.data, flat.grid)
    _refused(
        studio,
        _said(studio, qtbot, folder / "flat.nii.gz", folder / "t1c.nii.gz"),
        "The scan before contrast has too few slices (3); choose one with at least 4.",
    )


@pytest.mark.data
@pytest.mark.slow
def test_scans_of_different_patients(studio: Studio, qtbot: QtBot, shared_data: Path) -> None:
    folder = shared_data / "mri_pre_post_gd"
    notice = _said(
        studio, qtbot, folder / "TCGA-DU-7294" / "t1.nii.gz", folder / "TCGA-FG-6692" / "t1c.nii.gz"
    )
    assert notice.kind == "warning"
    assert notice.text == (
        "The two scans do not look alike (local correlation 0.19, in one head it is 0.6 or more): check that "
        "they are of the same patient, and the registration in the checkerboard. 1 more in the data panel."
    )
