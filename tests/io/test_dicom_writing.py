"""An exported series obeys the standard, lies where the volume lies, or is refused with a sentence."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import highdicom
import numpy as np
import numpy.typing as npt
import pydicom
import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled, StudioError
from ldct_studio.core.grid import Grid
from ldct_studio.core.study import Facts, Study
from ldct_studio.core.volume import Label, LabelMap, Modality, Volume
from ldct_studio.io.opening import open_paths
from ldct_studio.io.save import save_dicom, save_labels_dicom
from ldct_studio.io.segment_codes import category_and_type
from ldct_studio.io.segmentation_writing import SEGMENTATION

Array = npt.NDArray[Any]
FLAT = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
OBLIQUE = (0.8, -0.6, 0.0, 0.6, 0.8, 0.0, 0.0, 0.0, 1.0)
TILTED = (1.0, 0.0, 0.0, 0.0, 1.0, 0.6, 0.0, 0.0, 0.8)
SLANTED = (1.0, 0.6, 0.0, 0.0, 0.8, 0.0, 0.0, 0.0, 1.0)
EVERY = pytest.mark.parametrize("direction", [FLAT, OBLIQUE, TILTED], ids=["flat", "oblique", "tilted"])


def _volume(hu: Array, direction: tuple[float, ...] = FLAT, modality: Modality = "CT") -> Volume:
    grid = Grid(hu.shape, (2.5, 0.8, 0.7), (-10.25, -20.5, 100.125), direction)
    return Volume(torch.from_numpy(hu.astype(np.float32)), grid, modality)


def _labels(grid: Grid) -> LabelMap:
    data = torch.zeros(grid.shape, dtype=torch.uint8)
    data[1:4, 5:9, 4:11], data[3, 20:30, 10:20] = 3, 7
    names = (Label(3, "Liver", "#B86728"), Label(5, "Spleen", "#42B0EA"), Label(7, "Lesion 1", "#EC009D"))
    return LabelMap(data, grid, names)


def _verified(path: Path) -> str:
    """Return the errors and warnings that dciodvfy has; skip the test where it is absent."""
    if shutil.which("dciodvfy") is None:
        pytest.skip("dciodvfy is absent; Debian has it in dicom3tools")
    done = subprocess.run(["dciodvfy", "-new", str(path)], capture_output=True, text=True, timeout=30)
    lines = (done.stdout + done.stderr).splitlines()
    return "\n".join(line for line in lines if line.startswith(("Error", "Warning", "Abort")))


@EVERY
@pytest.mark.parametrize("modality", ["CT", "MR"])
def test_the_series_obeys_the_standard(
    tmp_path: Path, hu: Array, direction: tuple[float, ...], modality: Modality
) -> None:
    volume = _volume(hu, direction, modality)
    study = Study("x", {"v": volume}, facts=Facts(body_part="ABDOMEN", windows=((350.0, 50.0),)))
    save_dicom(volume, tmp_path / "out", study, comment="simulated dose a=0.25, seed 7, not for diagnosis")
    assert _verified(tmp_path / "out" / "00003.dcm") == ""


def test_without_a_recorded_window_all_values_of_another_unit_are_shown(tmp_path: Path, hu: Array) -> None:
    percent = _volume(np.linspace(0.0, 80.0, hu.size).reshape(hu.shape), modality="MR")
    for volume, window in ((percent, (80.0, 40.0)), (_volume(hu), (400.0, 40.0))):
        save_dicom(volume, tmp_path / volume.modality, Study("x", {"v": volume}))
        data = pydicom.dcmread(tmp_path / volume.modality / "00001.dcm")
        assert (data.WindowWidth, data.WindowCenter) == window


def test_an_unknown_part_of_the_body_is_no_error(tmp_path: Path, hu: Array) -> None:
    study = Study("x", {"v": _volume(hu)}, facts=Facts(body_part="DOE JANE"))
    save_dicom(_volume(hu), tmp_path / "out", study)
    assert b"DOE" not in (tmp_path / "out" / "00001.dcm").read_bytes()
    assert "Error" not in _verified(tmp_path / "out" / "00001.dcm")


@EVERY
def test_pydicom_finds_every_voxel_where_it_lies(
    tmp_path: Path, hu: Array, direction: tuple[float, ...]
) -> None:
    volume = _volume(hu, direction)
    save_dicom(volume, tmp_path / "out")
    for row, path in enumerate(sorted((tmp_path / "out").iterdir())):
        data = pydicom.dcmread(path)
        values = data.pixel_array * float(data.RescaleSlope) + float(data.RescaleIntercept)
        assert np.array_equal(values, hu[row])
        along_x, along_y = np.split(np.array(data.ImageOrientationPatient, float), 2)
        down, right = (float(v) for v in data.PixelSpacing)
        place = np.array(data.ImagePositionPatient, float) + 3 * down * along_y + 5 * right * along_x
        assert place == pytest.approx(volume.grid.patient((row, 3, 5)), abs=1e-3)


def test_tilted_slices_tell_their_distance_across(tmp_path: Path, hu: Array) -> None:
    save_dicom(_volume(hu, TILTED), tmp_path / "out")
    data = pydicom.dcmread(tmp_path / "out" / "00001.dcm")
    assert float(data.SpacingBetweenSlices) == pytest.approx(2.5 * 0.8)


def test_merged_slices_do_not_have_the_thickness_of_the_loaded_ones(tmp_path: Path, hu: Array) -> None:
    loaded = _volume(hu)
    merged = Volume(loaded.data[:2], loaded.grid.thicker(2).rows(0, 2))
    study = Study("x", {"v": loaded, "merged": merged}, facts=Facts(slice_thickness=1.25))
    for volume, told in ((loaded, 1.25), (merged, 5.0)):
        save_dicom(volume, tmp_path / str(told), study)
        assert float(pydicom.dcmread(tmp_path / str(told) / "00001.dcm").SliceThickness) == told


def test_slices_that_are_no_rectangles_are_refused(tmp_path: Path, hu: Array) -> None:
    with pytest.raises(StudioError, match=r"right angles.*NIfTI"):
        save_dicom(_volume(hu, SLANTED), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_of_an_export_that_was_stopped(tmp_path: Path, hu: Array) -> None:
    asked: list[int] = []

    def enough() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Cancelled), stop_when(enough):
        save_dicom(_volume(hu), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_whole_numbers_of_mr_need_no_rescaling(tmp_path: Path, hu: Array) -> None:
    save_dicom(_volume(hu, modality="MR"), tmp_path / "out")
    assert "RescaleSlope" not in pydicom.dcmread(tmp_path / "out" / "00001.dcm")
    assert np.array_equal(open_paths([tmp_path / "out"]).first.data.numpy(), hu)


@EVERY
def test_labels_come_back_voxel_for_voxel_on_their_series(
    tmp_path: Path, hu: Array, direction: tuple[float, ...]
) -> None:
    volume = _volume(hu, direction)
    labels = _labels(volume.grid)
    save_labels_dicom(labels, volume, tmp_path / "out", found_by="Organs network")
    path = tmp_path / "out" / SEGMENTATION
    assert _verified(path) == ""
    read = highdicom.seg.segread(path)
    slices = [pydicom.dcmread(file) for file in sorted((tmp_path / "out").glob("0*.dcm"))]
    assert read.FrameOfReferenceUID == slices[0].FrameOfReferenceUID
    assert read.StudyInstanceUID == slices[0].StudyInstanceUID
    voxels = read.get_pixels_by_source_instance(
        [data.SOPInstanceUID for data in slices], combine_segments=True, assert_missing_frames_are_empty=True
    )
    assert np.array_equal(voxels, np.select([labels.data == 3, labels.data == 7], [1, 2]))
    described = [read.get_segment_description(number) for number in (1, 2)]
    assert [one.SegmentLabel for one in described] == ["Liver", "Lesion 1"]
    assert described[0].SegmentAlgorithmName == "Organs network"
    frames = read.PerFrameFunctionalGroupsSequence
    places = {tuple(map(float, f.PlanePositionSequence[0].ImagePositionPatient)) for f in frames}
    expected = {volume.grid.patient((row, 0, 0)) for row in (1, 2, 3)}
    assert np.array(sorted(places)) == pytest.approx(np.array(sorted(expected)), abs=1e-3)


def test_pydicom_alone_reads_the_labels_and_nobody_else(tmp_path: Path, hu: Array) -> None:
    volume = _volume(hu)
    study = Study("DOE^JANE", {"v": volume}, facts=Facts(patient="DOE^JANE", description="DOE"))
    save_labels_dicom(_labels(volume.grid), volume, tmp_path / "out", study)
    raw = (tmp_path / "out" / SEGMENTATION).read_bytes()
    assert raw[:128] == bytes(128)
    assert b"DOE" not in raw
    data = pydicom.dcmread(tmp_path / "out" / SEGMENTATION)
    assert data.pixel_array.sum() == int((_labels(volume.grid).data > 0).sum())
    assert data.PatientIdentityRemoved == "YES"


def test_the_folder_with_labels_opens_again(tmp_path: Path, hu: Array) -> None:
    volume = _volume(hu)
    save_labels_dicom(_labels(volume.grid), volume, tmp_path / "out")
    opened = open_paths([tmp_path / "out"])
    assert np.array_equal(opened.first.data.numpy(), hu)
    assert opened.first.grid.same_place(volume.grid)


def test_labels_that_cannot_be_saved_say_why(tmp_path: Path, hu: Array) -> None:
    volume = _volume(hu)
    elsewhere = _labels(_volume(hu, OBLIQUE).grid)
    with pytest.raises(StudioError, match="another grid"):
        save_labels_dicom(elsewhere, volume, tmp_path / "out")
    empty = LabelMap(torch.zeros(hu.shape, dtype=torch.uint8), volume.grid, ())
    with pytest.raises(StudioError, match="no labeled voxel"):
        save_labels_dicom(empty, volume, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Liver", "10200004"),
        ("Right kidney", "64033007"),
        ("kidney_left", "64033007"),
        ("Urinary bladder", "89837001"),
        ("Gallbladder", "28231008"),
        ("Liver lesion", "52988006"),
        ("Lesions", "52988006"),
        ("Blob", "85756007"),
    ],
)
def test_structures_are_named_in_snomed(name: str, code: str) -> None:
    assert category_and_type(name)[1].value == code
