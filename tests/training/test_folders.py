"""Collections in folders, written small with the program's own writers."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from ldct_studio.core.errors import GeometryError, LoadError
from ldct_studio.core.grid import Grid
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.io.save import save_dicom, save_labels_nifti, save_nifti
from ldct_studio.physics.patients import LABELS
from ldct_studio.training.folders import FullAndQuarter, Lits, TotalSegmentator, Volumes

GRID = Grid((3, 8, 8), (2.0, 1.5, 1.5))
VALUE = {label.name: label.value for label in LABELS}


def scan(value: float = 40.0) -> Volume:
    """Return a box of a value in air."""
    hu = torch.full(GRID.shape, -1000.0)
    hu[:, 2:6, 2:6] = value
    return Volume(hu, GRID)


def mask(*boxes: tuple[int, slice]) -> LabelMap:
    """Return a label map with a value in some rows of all slices."""
    data = torch.zeros(GRID.shape, dtype=torch.int16)
    for value, rows in boxes:
        data[:, rows, 2:6] = value
    names = tuple(Label(value, f"Structure {value}", "#FFFFFF") for value, _ in boxes)
    return LabelMap(data, GRID, names)


def test_lits_has_liver_and_tumor(tmp_path: Path) -> None:
    batch = tmp_path / "batch 1"
    batch.mkdir()
    for number in (10, 11):
        save_nifti(scan(), batch / f"volume-{number}.nii.gz")
    save_labels_nifti(mask((1, slice(2, 6)), (2, slice(3, 4))), batch / "segmentation-10.nii.gz")
    source = Lits(tmp_path)
    assert source.patients() == ("10",)
    slices = source.slices("10")
    assert slices.pixel_mm == pytest.approx(1.5)
    assert torch.equal(slices.hu, scan().data)
    assert slices.organs is not None
    assert slices.lesions is not None
    assert slices.structures == {VALUE["Liver"]}
    assert torch.equal(slices.organs, (scan().data > 0).byte()), "a tumor is part of the liver"
    assert int(slices.lesions.sum()) == 12
    with pytest.raises(LoadError, match="no such patient"):
        source.slices("11")


def test_totalsegmentator_merges_its_masks(tmp_path: Path) -> None:
    folder = tmp_path / "s0001"
    (folder / "segmentations").mkdir(parents=True)
    save_nifti(scan(), folder / "ct.nii.gz")
    masks = {"liver": 2, "kidney_left": 3, "vertebrae_L1": 4, "lung_upper_lobe_left": 5, "brain": 6}
    for name, row in masks.items():
        save_labels_nifti(mask((1, slice(row, row + 1))), folder / "segmentations" / f"{name}.nii.gz")
    save_labels_nifti(mask(), folder / "segmentations" / "spleen.nii.gz")
    source = TotalSegmentator(tmp_path)
    assert source.patients() == ("s0001",)
    slices = source.slices("s0001")
    organs = slices.organs
    assert organs is not None
    labeled = ("Liver", "Left kidney", "Bone", "Lung", "Spleen")
    assert slices.structures == {VALUE[name] for name in labeled}, "an empty mask is a label, too"
    assert slices.lesions is None
    expected = [0, 0, VALUE["Liver"], VALUE["Left kidney"], VALUE["Bone"], VALUE["Lung"], 0, 0]
    assert organs[1, :, 3].tolist() == expected


def test_full_and_quarter_dose_lie_at_the_same_place(tmp_path: Path) -> None:
    for name, value in (("full_1mm", 40.0), ("quarter_1mm", 55.0)):
        save_dicom(scan(value), tmp_path / "L067" / name)
    (tmp_path / "L096" / "full_1mm").mkdir(parents=True)
    source = FullAndQuarter(tmp_path)
    assert source.patients() == ("L067",)
    slices = source.slices("L067")
    assert slices.low is not None
    assert float(slices.hu[1, 3, 3]) == pytest.approx(40, abs=0.5)
    assert float(slices.low[1, 3, 3]) == pytest.approx(55, abs=0.5)
    assert slices.pixel_mm == pytest.approx(1.5)


def test_doses_that_lie_elsewhere_are_refused(tmp_path: Path) -> None:
    moved = replace(GRID, origin=(30.0, 0.0, 0.0))
    save_dicom(scan(), tmp_path / "p" / "1-Full Dose Images")
    save_dicom(Volume(scan().data, moved), tmp_path / "p" / "2-Low Dose Images")
    with pytest.raises(GeometryError, match="same place"):
        FullAndQuarter(tmp_path).slices("p")


def test_follow_up_is_not_a_low_dose(tmp_path: Path) -> None:
    for name in ("full", "follow-up"):
        folder = tmp_path / "p" / name
        folder.mkdir(parents=True)
        (folder / "1.dcm").write_bytes(b"")
    assert FullAndQuarter(tmp_path).patients() == ()


def test_a_plain_folder_has_files_and_folders(tmp_path: Path) -> None:
    save_nifti(scan(), tmp_path / "one.nii.gz")
    save_labels_nifti(mask((7, slice(2, 4)), (15, slice(4, 5))), tmp_path / "one_labels.nii.gz")
    save_dicom(scan(60.0), tmp_path / "two")
    source = Volumes(tmp_path)
    assert source.patients() == ("one", "two")
    one, two = (source.slices(name) for name in source.patients())
    assert one.organs is not None
    assert one.lesions is not None
    assert one.organs[1, :, 3].tolist() == [0, 0, 7, 7, 1, 0, 0, 0], "a lesion is part of the liver"
    assert one.lesions[1, :, 3].tolist() == [0, 0, 0, 0, 1, 0, 0, 0]
    assert one.structures is None
    assert two.organs is None
    assert float(two.hu.max()) == pytest.approx(60, abs=0.5)


@pytest.mark.parametrize("value", [16, 300])
def test_a_label_map_of_another_numbering_is_refused(tmp_path: Path, value: int) -> None:
    save_nifti(scan(), tmp_path / "one.nii.gz")
    save_labels_nifti(mask((1, slice(2, 4)), (value, slice(4, 5))), tmp_path / "one_labels.nii.gz")
    with pytest.raises(LoadError, match=rf"“one_labels.nii.gz” has the value {value}, .*docs/plugins.md"):
        Volumes(tmp_path).slices("one")


def test_the_documented_numbers_are_those_of_the_labels() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "plugins.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \|$", text, re.MULTILINE)
    assert [(int(value), name) for value, name in rows] == [
        *((label.value, label.name) for label in LABELS),
        (15, "Lesion of the liver"),
    ]


def test_what_is_not_in_hu_is_refused(tmp_path: Path) -> None:
    save_nifti(Volume(torch.from_numpy(np.ones(GRID.shape, np.float32)), GRID, "other"), tmp_path / "x.nii")
    with pytest.raises(LoadError, match="no HU"):
        Volumes(tmp_path).slices("x")


def test_pictures_are_told_apart_from_labels_and_other_files(tmp_path: Path) -> None:
    masks = "s1/segmentations/liver.nii.gz"
    for name in ("a.nii.gz", "a_labels.nii.gz", "LICENSE", "b/1.dcm", "s1/ct.nii.gz", masks):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    def names(source: TotalSegmentator | Volumes) -> set[str]:
        return {path.relative_to(tmp_path).as_posix() for path in source.pictures()}

    assert names(TotalSegmentator(tmp_path)) == {"s1/ct.nii.gz"}
    assert names(Volumes(tmp_path)) == {"a.nii.gz", "b/1.dcm", "s1/ct.nii.gz", masks}
