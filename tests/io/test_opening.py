"""Opening DICOM series: right values at the right place, or a sentence that says what is odd."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pydicom
import pytest
from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLossless,
    JPEGLSLossless,
    RLELossless,
)

from ldct_studio.core.errors import Cancelled, LoadError
from ldct_studio.core.progress import Progress
from ldct_studio.core.study import Study
from ldct_studio.io.describe import describe
from ldct_studio.io.opening import open_paths
from tests.robustness.samples import to_jpeg_lossless

Array = npt.NDArray[Any]
Write = Callable[..., list[Path]]


def voxels(study: Study) -> Array:
    return study.first.data.numpy()


def said(study: Study, words: str) -> bool:
    return any(words in warning for warning in study.facts.warnings)


def test_a_series_opens_where_it_lies(tmp_path: Path, hu: Array, write_series: Write) -> None:
    write_series(tmp_path / "series", hu)
    study = open_paths([tmp_path / "series"])
    grid = study.first.grid
    assert np.array_equal(voxels(study), hu)
    assert study.first.modality == "CT"
    assert grid.spacing == pytest.approx((2.5, 0.8, 0.7))
    assert grid.patient((0, 0, 0)) == pytest.approx((-10, -20, 100))
    assert grid.patient((2, 3, 5)) == pytest.approx((-10 + 3.5, -20 + 2.4, 105))
    assert study.facts.warnings == ()
    assert study.facts.windows == ((400, 40), (1500, 300))
    assert (study.facts.body_part, study.facts.scanner) == ("ABDOMEN", "Maker Model 1")
    assert study.facts.patient == "CANARY^PATIENT"


@pytest.mark.parametrize(
    "syntax", [RLELossless, JPEG2000Lossless, JPEGLSLossless], ids=lambda uid: uid.keyword
)
def test_lossless_codecs_give_the_same_voxels(
    tmp_path: Path, hu: Array, write_series: Write, syntax: str
) -> None:
    write_series(tmp_path / "series", hu, syntax=syntax)
    assert np.array_equal(voxels(open_paths([tmp_path / "series"])), hu)


def test_jpeg_lossless_gives_the_same_voxels(tmp_path: Path, hu: Array, write_series: Write) -> None:
    pytest.importorskip("gdcm")
    for path in write_series(tmp_path / "series", hu):
        to_jpeg_lossless(str(path))
    assert pydicom.dcmread(path).file_meta.TransferSyntaxUID in (JPEGLossless, "1.2.840.10008.1.2.4.70")
    assert np.array_equal(voxels(open_paths([tmp_path / "series"])), hu)


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, DeflatedExplicitVRLittleEndian])
def test_other_encodings_give_the_same_voxels(
    tmp_path: Path, hu: Array, write_series: Write, syntax: str
) -> None:
    def change(data: FileDataset, index: int) -> None:
        data.file_meta.TransferSyntaxUID = syntax

    write_series(tmp_path / "series", hu, change)
    assert np.array_equal(voxels(open_paths([tmp_path / "series"])), hu)


def test_one_file_brings_its_series(tmp_path: Path, hu: Array, write_series: Write) -> None:
    first = write_series(tmp_path, hu)
    other = write_series(tmp_path / "other", hu[:2])
    for number, path in enumerate(other):
        path.rename(tmp_path / f"other{number}.dcm")
    study = open_paths([tmp_path / "other0.dcm"])
    assert np.array_equal(voxels(study), hu[:2])
    assert [line.images for line in study.facts.series] == [6, 2]
    assert np.array_equal(voxels(open_paths([first[3]])), hu)


def test_another_series_opens_by_its_key(tmp_path: Path, hu: Array, write_series: Write) -> None:
    write_series(tmp_path / "a", hu)
    write_series(tmp_path / "b" / "c", hu[:3])
    study = open_paths([tmp_path])
    assert voxels(study).shape[0] == 6
    other = next(line for line in study.facts.series if not line.opened)
    assert np.array_equal(voxels(open_paths([tmp_path], series=other.key)), hu[:3])
    with pytest.raises(LoadError, match="no such series"):
        open_paths([tmp_path], series="1.2.3")


def test_a_series_with_contrast_agent_says_so(tmp_path: Path, hu: Array, write_series: Write) -> None:
    def given(data: FileDataset, index: int) -> None:
        data.ContrastBolusAgent = "Gadobutrol"

    def without(data: FileDataset, index: int) -> None:
        data.ContrastBolusAgent = "NONE"

    write_series(tmp_path / "after", hu, given)
    write_series(tmp_path / "before", hu[:4], without)
    write_series(tmp_path / "silent", hu[:2])
    notes = [line.note for line in open_paths([tmp_path]).facts.series]
    assert notes == ["with contrast agent", "", ""]


def test_rescale_is_each_slice_its_own(tmp_path: Path, hu: Array, write_series: Write) -> None:
    def change(data: FileDataset, index: int) -> None:
        data.RescaleSlope = [1, 2, 0.5][index % 3]
        data.RescaleIntercept = -1024 - index

    write_series(tmp_path / "series", hu, change)
    slopes = np.array([1, 2, 0.5] * 2)[:, None, None]
    expected = (hu.astype(np.float64) + 1024) * slopes - 1024 - np.arange(6)[:, None, None]
    assert np.array_equal(voxels(open_paths([tmp_path / "series"])), expected.astype(np.float32))


def test_a_gap_is_said_and_the_rest_stays_in_place(tmp_path: Path, hu: Array, write_series: Write) -> None:
    write_series(tmp_path / "series", hu)[3].unlink()
    study = open_paths([tmp_path / "series"])
    assert said(study, "1 slice is missing (a gap of 5.0 mm after slice 3)")
    assert np.array_equal(voxels(study)[[0, 1, 2, 4, 5]], hu[[0, 1, 2, 4, 5]])
    assert (voxels(study)[3] == -1024).all()


def test_uneven_spacing_is_said(tmp_path: Path, hu: Array, write_series: Write) -> None:
    def change(data: FileDataset, index: int) -> None:
        data.ImagePositionPatient[2] = 100 + 2.5 * index + 0.13 * index**2

    write_series(tmp_path / "series", hu, change)
    assert said(open_paths([tmp_path / "series"]), "unevenly spaced")


def test_a_sheared_stack_is_said_and_stays_in_place(tmp_path: Path, hu: Array, write_series: Write) -> None:
    def change(data: FileDataset, index: int) -> None:
        data.ImagePositionPatient[1] = -20 + 0.5 * index

    write_series(tmp_path / "series", hu, change)
    study = open_paths([tmp_path / "series"])
    assert said(study, "sheared by 11.3°")
    assert study.first.grid.patient((4, 0, 0)) == pytest.approx((-10, -18, 110))


@pytest.mark.parametrize(
    ("row", "column", "step"),
    [
        ((1, 0, 0), (0, 1, 0), (0, 0, -2.5)),
        ((-1, 0, 0), (0, -1, 0), (0, 0, 2.5)),
        ((0, 1, 0), (0, 0, -1), (2.5, 0, 0)),
        ((1, 0, 0), (0, 0, -1), (0, 2.5, 0)),
        ((0.8, 0.6, 0), (-0.6, 0.8, 0), (0, 0, 2.5)),
    ],
    ids=["descending", "prone", "sagittal", "coronal", "oblique"],
)
def test_every_voxel_lies_where_its_file_says(
    tmp_path: Path, hu: Array, write_series: Write, row: Any, column: Any, step: Any
) -> None:
    def change(data: FileDataset, index: int) -> None:
        data.ImageOrientationPatient = [*row, *column]
        data.ImagePositionPatient = [index * s for s in step]

    write_series(tmp_path / "series", hu, change)
    study = open_paths([tmp_path / "series"])
    grid, data = study.first.grid, voxels(study)
    for k, j, i in [(0, 0, 0), (2, 5, 3), (5, 19, 15), (3, 0, 15)]:
        place = np.array(step) * k + np.array(column) * 0.8 * j + np.array(row) * 0.7 * i
        index = np.array(grid.index(tuple(place)))
        assert np.abs(index - np.rint(index)).max() < 1e-6
        z, y, x = np.rint(index).astype(int)
        assert data[z, y, x] == hu[k, j, i]
    assert (np.diag(grid.matrix) > 0.7).all()


def test_missing_facts_are_said(tmp_path: Path, hu: Array, write_series: Write) -> None:
    def change(data: FileDataset, index: int) -> None:
        del data.PixelSpacing, data.ImagePositionPatient, data.RescaleSlope, data.RescaleIntercept

    write_series(tmp_path / "series", hu, change)
    study = open_paths([tmp_path / "series"])
    assert said(study, "pixel spacing is missing")
    assert said(study, "ordered by their instance number")
    assert said(study, "not HU")
    assert study.first.unit == "a.u."
    assert np.array_equal(voxels(study), hu.astype(np.float32) + 1024)


def test_padding_becomes_air(tmp_path: Path, hu: Array, write_series: Write) -> None:
    def change(data: FileDataset, index: int) -> None:
        stored = np.frombuffer(data.PixelData, np.uint16).reshape(data.Rows, data.Columns).astype(np.int16)
        stored[:3] = -2000
        data.PixelData, data.PixelRepresentation = stored.tobytes(), 1
        data.BitsStored, data.HighBit = 16, 15
        if index % 2:
            data.add_new(0x00280120, "SS", -2000)

    write_series(tmp_path / "series", hu, change)
    study = open_paths([tmp_path / "series"])
    assert (voxels(study)[:, :3] == -1024).all()
    assert np.array_equal(voxels(study)[:, 3:], hu[:, 3:])
    assert said(study, "outside the field of view")


def test_two_pictures_at_one_place_are_said(tmp_path: Path, hu: Array, write_series: Write) -> None:
    def change(data: FileDataset, index: int) -> None:
        if index == 3:
            data.ImagePositionPatient[2] = 105.0

    write_series(tmp_path / "series", hu, change)
    study = open_paths([tmp_path / "series"])
    assert said(study, "1 image lies at a position that another one has")
    assert np.array_equal(voxels(study)[2], hu[2])


def test_the_exposure_comes_from_the_header(tmp_path: Path, hu: Array, write_series: Write) -> None:
    def change(data: FileDataset, index: int) -> None:
        data.KVP, data.XRayTubeCurrent, data.RevolutionTime, data.SpiralPitchFactor = (
            120,
            200 + index,
            0.5,
            0.8,
        )
        data.CTDIvol, code = 8.5, Dataset()
        code.CodeValue = "113691"
        data.CTDIPhantomTypeCodeSequence = [code]
        data.ConvolutionKernel = "Br38f"
        data.ImagePositionPatient[2] = 100 - 2.5 * index

    write_series(tmp_path / "series", hu, change)
    study = open_paths([tmp_path / "series"])
    exposure = study.scan.exposure
    assert exposure.kvp == 120
    assert exposure.mas == pytest.approx(202.5 * 0.5 / 0.8)
    assert not exposure.mas_as_recorded
    assert (exposure.ctdi_vol, exposure.ctdi_phantom_cm, exposure.kernel) == (8.5, 32, "Br38f")
    assert exposure.slice_ma == (205, 204, 203, 202, 201, 200), "the last file is the lowest slice"
    dose = describe(study).dose
    assert (dose.ctdi_vol_mgy, dose.tube_current_ma) == (8.5, (200, 205))


def test_the_first_slice_arrives_long_before_the_last(tmp_path: Path, hu: Array, write_series: Write) -> None:
    write_series(tmp_path / "series", hu)
    seen: list[Progress] = []
    study = open_paths([tmp_path / "series"], seen.append)
    first = next(progress for progress in seen if progress.preview is not None)
    assert first.done == 7, "six headers and one slice"
    assert first.preview is not None
    row, picture = first.preview
    assert row == 2
    assert np.array_equal(picture, voxels(study)[row])
    assert sum(progress.preview is not None for progress in seen) == 1
    assert seen[-1].done == seen[-1].total == 12


def test_a_long_series_shows_a_slice_before_its_last_header(
    tmp_path: Path, hu: Array, write_series: Write
) -> None:
    many = np.concatenate([hu + n for n in range(7)])
    write_series(tmp_path / "series", many)
    seen: list[Progress] = []
    open_paths([tmp_path / "series"], seen.append)
    early = seen[0]
    assert (early.done, early.preview is not None) == (1, True)
    assert early.preview is not None
    row, picture = early.preview
    assert np.array_equal(picture, many[row])


def test_cancel_stops_between_slices(tmp_path: Path, hu: Array, write_series: Write) -> None:
    write_series(tmp_path / "series", hu)
    seen: list[Progress] = []
    with pytest.raises(Cancelled):
        open_paths([tmp_path / "series"], seen.append, lambda: len(seen) >= 8)
    assert len(seen) < 12


def test_no_name_of_a_patient_is_logged(
    tmp_path: Path,
    hu: Array,
    write_series: Write,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def change(data: FileDataset, index: int) -> None:
        data.add_new(0x00081010, "SH", "CANARY" + "x" * 40)  # too long, which pydicom reports

    caplog.set_level(logging.DEBUG)
    with pydicom.config.disable_value_validation():
        write_series(tmp_path / "series", hu, change)
    (tmp_path / "series" / "IM0002.dcm").write_bytes(b"\0" * 128 + b"DICM" + b"CANARY" * 50)
    capfd.readouterr()
    study = open_paths([tmp_path / "series"])
    assert "CANARY" not in caplog.text
    assert "CANARY" not in "".join(capfd.readouterr())
    assert "CANARY" not in describe(study).model_dump_json()
    assert "CANARY" not in study.name


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"PhotometricInterpretation": "RGB", "SamplesPerPixel": 3, "Columns": 2}, "color picture"),
        ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.7"}, "secondary capture"),
        ({"Rows": 0}, "impossible size"),
        ({"Rows": 60000, "Columns": 60000}, "truncated"),
        ({"BitsStored": 0}, "bits per pixel"),
        ({"RescaleSlope": "1e30"}, "RescaleSlope"),
    ],
)
def test_what_cannot_be_a_slice_is_refused_with_a_sentence(
    tmp_path: Path, hu: Array, write_series: Write, change: dict[str, Any], sentence: str
) -> None:
    def spoil(data: FileDataset, index: int) -> None:
        for keyword, value in change.items():
            setattr(data, keyword, value)

    write_series(tmp_path / "series", hu[:1], spoil)
    with pytest.raises(LoadError, match=sentence):
        open_paths([tmp_path / "series"])


def test_paths_without_pictures_end_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="does not exist"):
        open_paths([tmp_path / "nowhere"])
    with pytest.raises(LoadError, match="nothing to open"):
        open_paths([])
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(LoadError, match="holds no file of a known format"):
        open_paths([tmp_path])
    with pytest.raises(LoadError, match="holds no file of a known format"):
        open_paths([tmp_path / "notes.txt"])


def test_simpleitk_sees_the_same(tmp_path: Path, hu: Array, write_series: Write) -> None:
    sitk = pytest.importorskip("SimpleITK")

    def change(data: FileDataset, index: int) -> None:
        data.ImageOrientationPatient = [0.8, 0.6, 0, -0.6, 0.8, 0]
        data.RescaleIntercept = -1000

    write_series(tmp_path / "series", hu, change)
    study = open_paths([tmp_path / "series"])
    reader = sitk.ImageSeriesReader()
    reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(tmp_path / "series")))
    image = reader.Execute()
    assert np.array_equal(voxels(study), sitk.GetArrayFromImage(image).astype(np.float32))
    assert study.first.grid.origin == pytest.approx(image.GetOrigin(), abs=1e-3)
    assert study.first.grid.spacing[::-1] == pytest.approx(image.GetSpacing(), abs=1e-3)
    assert study.first.grid.direction == pytest.approx(image.GetDirection(), abs=1e-6)


def test_an_empty_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="no file in that folder"):
        open_paths([tmp_path])
