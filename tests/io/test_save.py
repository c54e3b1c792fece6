"""What is saved and opened again is the same, at the same place, and holds no patient."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import numpy.typing as npt
import pydicom
import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled, StudioError
from ldct_studio.core.grid import Grid
from ldct_studio.core.study import Facts, Study
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.io.opening import open_labels, open_paths
from ldct_studio.io.save import save_dicom, save_labels_nifti, save_nifti
from ldct_studio.io.target import refuse
from ldct_studio.io.written import whole_file, whole_folder

Array = npt.NDArray[Any]
Write = Callable[..., list[Path]]
TURN = (0.8, -0.6, 0.0, 0.6, 0.8, 0.0, 0.0, 0.0, 1.0)
SHEAR = (1.0, 0.0, 0.0, 0.0, 1.0, 0.6, 0.0, 0.0, 0.8)


def volume(hu: Array, direction: tuple[float, ...] = TURN) -> Volume:
    grid = Grid(hu.shape, (2.5, 0.8, 0.7), (-10.25, -20.5, 100.125), direction)
    return Volume(torch.from_numpy(hu.astype(np.float32)), grid)


@pytest.mark.parametrize("direction", [TURN, SHEAR], ids=["oblique", "sheared"])
@pytest.mark.parametrize("shift", [0.0, 0.3], ids=["whole", "fractions"])
def test_nifti_round_trip_is_exact(
    tmp_path: Path, hu: Array, direction: tuple[float, ...], shift: float
) -> None:
    saved = volume(hu + shift, direction)
    save_nifti(saved, tmp_path / "out.nii.gz", "simulated dose 0.25")
    opened = open_paths([tmp_path / "out.nii.gz"]).first
    assert torch.equal(opened.data, saved.data)
    assert opened.grid.same_place(saved.grid, 1e-3)
    assert opened.modality == "CT"
    assert [path.name for path in tmp_path.glob("*out*")] == ["out.nii.gz"]


def test_soft_tissue_alone_stays_ct(tmp_path: Path) -> None:
    saved = volume(np.full((2, 8, 8), 40.0))
    save_nifti(saved, tmp_path / "out.nii")
    assert open_paths([tmp_path / "out.nii"]).first.modality == "CT"


@pytest.mark.parametrize("direction", [TURN, SHEAR], ids=["oblique", "sheared"])
def test_dicom_round_trip_is_exact_for_whole_hu(
    tmp_path: Path, hu: Array, direction: tuple[float, ...]
) -> None:
    saved = volume(hu, direction)
    save_dicom(saved, tmp_path / "out", comment="simulated dose 0.25, seed 7, not for diagnosis")
    opened = open_paths([tmp_path / "out"])
    assert torch.equal(opened.first.data, saved.data)
    assert opened.first.grid.same_place(saved.grid, 1e-3)
    assert opened.first.modality == "CT"


def test_dicom_keeps_fractions_to_half_a_hu(tmp_path: Path, hu: Array) -> None:
    saved = volume(hu + np.linspace(-0.7, 0.7, hu.size).reshape(hu.shape))
    save_dicom(saved, tmp_path / "out")
    opened = open_paths([tmp_path / "out"]).first
    assert float((opened.data - saved.data).abs().max()) <= 0.5 + 1e-4


def test_dicom_says_what_it_is_and_not_whose(tmp_path: Path, hu: Array, write_series: Write) -> None:
    write_series(tmp_path / "in", hu)
    study = open_paths([tmp_path / "in"])
    save_dicom(study.first, tmp_path / "out", study, "Low dose", "simulated dose 0.25, seed 7")
    files = sorted((tmp_path / "out").iterdir())
    assert len(files) == 6
    for path in files:
        raw = path.read_bytes()
        assert raw[:128] == bytes(128)
        assert b"CANARY" not in raw
    slices = [pydicom.dcmread(path) for path in files]
    source = pydicom.dcmread(tmp_path / "in" / "IM0000.dcm")
    assert len({data.SOPInstanceUID for data in slices}) == 6
    assert len({data.SeriesInstanceUID for data in slices}) == 1
    assert not {source.StudyInstanceUID, source.SeriesInstanceUID} & {
        slices[0].StudyInstanceUID,
        slices[0].SeriesInstanceUID,
    }
    assert slices[0].ImageType[:2] == ["DERIVED", "SECONDARY"]
    assert slices[0].ImageComments == "simulated dose 0.25, seed 7"
    assert slices[0].DerivationDescription == "simulated dose 0.25, seed 7"
    assert slices[0].SeriesDescription == "Low dose"
    assert slices[0].PatientName == "ANONYMOUS^"
    assert slices[0].PatientIdentityRemoved == "YES"
    assert slices[0].DeidentificationMethodCodeSequence[0].CodeValue == "113100"
    assert [float(v) for v in slices[2].ImagePositionPatient] == [-10, -20, 105]


def test_dicom_goes_into_an_empty_folder_only(tmp_path: Path, hu: Array) -> None:
    (tmp_path / "out").mkdir()
    save_dicom(volume(hu), tmp_path / "out")
    with pytest.raises(StudioError, match="already holds something"):
        save_dicom(volume(hu), tmp_path / "out")


@pytest.mark.parametrize("unit", ["SD of noise", "HU²"])
def test_a_map_is_saved_in_its_unit_and_not_as_ct(tmp_path: Path, hu: Array, unit: str) -> None:
    saved = replace(volume(np.abs(hu) / 300), own_unit=unit)
    save_nifti(saved, tmp_path / "out.nii.gz", "not for diagnosis")
    header: Any = nibabel.load(tmp_path / "out.nii.gz").header
    assert bytes(header["descrip"]).rstrip(b"\0").decode() == f"{unit.replace('²', '?')}; not for diagnosis"
    opened = open_paths([tmp_path / "out.nii.gz"]).first
    assert torch.equal(opened.data, saved.data)
    assert opened.unit == "a.u."
    with pytest.raises(StudioError, match=f"Values in {unit} are no CT picture, .*; save as NIfTI"):
        save_dicom(saved, tmp_path / "series")
    assert not (tmp_path / "series").exists()


def test_mr_keeps_its_numbers(tmp_path: Path, hu: Array) -> None:
    saved = Volume(torch.rand(3, 16, 16), Grid((3, 16, 16), (1, 1, 1)), "MR")
    save_dicom(saved, tmp_path / "out")
    opened = open_paths([tmp_path / "out"]).first
    assert opened.modality == "MR"
    assert float((opened.data - saved.data).abs().max()) < 1e-4


def test_values_that_do_not_fit_dicom_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="do not fit DICOM"):
        save_dicom(volume(np.full((1, 4, 4), 1e6)), tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with pytest.raises(StudioError, match="Only CT and MR"):
        save_dicom(Volume(torch.zeros(1, 4, 4), Grid((1, 4, 4), (1, 1, 1)), "other"), tmp_path / "out")


def test_labels_round_trip_with_their_names(tmp_path: Path, hu: Array) -> None:
    data = torch.zeros(hu.shape, dtype=torch.int16)
    data[2, 3:5, 6:9], data[4] = 3, 7
    saved = LabelMap(
        data, volume(hu).grid, (Label(3, "liver", "#112233"), Label(7, "vein, portal", "#445566"))
    )
    save_labels_nifti(saved, tmp_path / "seg.nii.gz")
    found = open_labels(tmp_path / "seg.nii.gz", volume(hu))
    assert found.notes == ()
    opened = found.only
    assert torch.equal(opened.data, data)
    assert [(label.value, label.name) for label in opened.labels] == [(3, "liver"), (7, "vein  portal")]


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, hu: Array, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.nii"
    save_nifti(volume(hu), path)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StudioError, match="no space left"):
        save_nifti(volume(hu + 1), path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir() if "part" in file.name] == []


def test_another_ending_is_refused(tmp_path: Path, hu: Array) -> None:
    with pytest.raises(StudioError, match=r"\.nii"):
        save_nifti(volume(hu), tmp_path / "out.png")


def test_simpleitk_reads_what_we_write(tmp_path: Path, hu: Array) -> None:
    sitk = pytest.importorskip("SimpleITK")
    saved = volume(hu)
    save_nifti(saved, tmp_path / "out.nii.gz")
    save_dicom(saved, tmp_path / "out")
    reader = sitk.ImageSeriesReader()
    reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(tmp_path / "out")))
    for image in (sitk.ReadImage(str(tmp_path / "out.nii.gz")), reader.Execute()):
        assert np.array_equal(sitk.GetArrayFromImage(image), hu)
        point = image.TransformIndexToPhysicalPoint((5, 3, 2))
        assert point == pytest.approx(saved.grid.patient((2, 3, 5)), abs=1e-3)


def test_nothing_of_the_patient_is_in_an_exported_folder(tmp_path: Path) -> None:
    volume = Volume(torch.zeros(2, 8, 8), Grid((2, 8, 8), (1.0, 1.0, 1.0)))
    facts = Facts(description="DOE^JANE canary", patient="DOE^JANE QXZ7Q", body_part="ABDOMEN")
    save_dicom(volume, tmp_path / "out", Study("DOE", {"v": volume}, facts=facts))
    for file in (tmp_path / "out").iterdir():
        content = file.read_bytes()
        assert b"DOE" not in content
        assert b"QXZ7Q" not in content
        assert content[:128] == bytes(128)


def test_cancel_while_it_is_written_keeps_the_old_file(tmp_path: Path) -> None:
    asked: list[bool] = []
    (tmp_path / "old.nii").write_text("old")

    def write(part: Path) -> None:
        part.write_text("new")
        asked.append(True)

    with stop_when(lambda: bool(asked)):
        with pytest.raises(Cancelled), whole_file(tmp_path / "old.nii") as part:
            write(part)
        asked.clear()
        with pytest.raises(Cancelled), whole_folder(tmp_path / "series") as part:
            write(part / "1.dcm")
    assert [path.name for path in tmp_path.iterdir()] == ["old.nii"]
    assert (tmp_path / "old.nii").read_text() == "old"


def test_a_folder_that_cannot_be_read_is_one_sentence_without_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", denied)
    with pytest.raises(StudioError, match="permission denied") as told, whole_folder(tmp_path):
        pass
    assert str(tmp_path) not in str(told.value)
    with pytest.raises(StudioError, match="permission denied"):
        refuse(tmp_path, replace=True)


def test_names_of_labels_replace_only_such_a_table(tmp_path: Path) -> None:
    grid = Grid((1, 2, 2), (1.0, 1.0, 1.0))
    labels = LabelMap(torch.zeros(grid.shape, dtype=torch.uint8), grid, (Label(1, "Liver", "#B86728"),))
    save_labels_nifti(labels, tmp_path / "a.nii")
    save_labels_nifti(labels, tmp_path / "a.nii")
    (tmp_path / "a.csv").write_text("patient,age\n")
    with pytest.raises(StudioError, match="another file"):
        save_labels_nifti(labels, tmp_path / "a.nii")
    assert (tmp_path / "a.csv").read_text() == "patient,age\n"
