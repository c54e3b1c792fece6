"""DICOMDIR: the files that it lists open, wherever case differs; what is missing or outside is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MediaStorageDirectoryStorage, generate_uid

from ldct_studio.core.errors import LoadError
from ldct_studio.io.dicomdir import find, read_references
from ldct_studio.io.opening import open_paths
from tests.io.conftest import Array

Write = Callable[..., list[Path]]


def directory(path: Path, files: Sequence[Sequence[str] | str]) -> Path:
    """Write a DICOMDIR that lists files, each by its parts."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = MediaStorageDirectoryStorage
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPInstanceUID = generate_uid()
    data = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    records = [Dataset()]
    records[0].DirectoryRecordType = "PATIENT"
    for parts in files:
        record = Dataset()
        record.DirectoryRecordType = "IMAGE"
        record.ReferencedFileID = list(parts) if not isinstance(parts, str) else parts
        records.append(record)
    data.DirectoryRecordSequence = records
    data.save_as(path, enforce_file_format=True)
    return path


@pytest.fixture
def medium(tmp_path: Path, hu: Array, write_series: Write) -> Path:
    """Return a folder like a CD: files without endings in nested folders, in lower case."""
    paths = write_series(tmp_path / "cd" / "dicom" / "st0" / "se0", hu)
    for number, path in enumerate(paths):
        path.rename(path.with_name(f"im{number}"))
    return tmp_path / "cd"


@pytest.mark.filterwarnings("ignore")
def test_the_listed_files_open_whatever_their_case(
    medium: Path, tmp_path: Path, hu: Array, write_series: Write
) -> None:
    write_series(medium / "other", hu)
    listed = [("DICOM", "ST0", "SE0", f"IM{number}") for number in range(5)]
    outside = [("..", "out"), ("DICOM", "..", "..", "out"), ("C:", "x")]
    path = directory(medium / "dicomdir", [*listed, *outside, ("DICOM", "GONE"), ("DICOM", "ST0")])
    study = open_paths([path])
    assert np.array_equal(study.first.data.numpy(), hu[:5]), "the sixth is not listed"
    assert len(study.facts.series) == 1
    assert "“dicomdir” lists 10 files; 2 of them are missing." in study.facts.warnings
    assert "“dicomdir” lists 3 files outside its folder, which were not looked at." in study.facts.warnings


def test_links_out_of_the_medium_are_not_followed(medium: Path, tmp_path: Path) -> None:
    inside = medium / "dicom" / "st0" / "se0" / "im0"
    (tmp_path / "secret").write_bytes(inside.read_bytes())
    (medium / "link").symlink_to(tmp_path / "secret")
    (medium / "away").symlink_to(tmp_path)
    path = directory(medium / "DICOMDIR", ["LINK", ("AWAY", "SECRET"), ("DICOM", "ST0", "SE0", "IM0")])
    assert find(medium, read_references(path)) == ([inside], 0, 2)


@pytest.mark.filterwarnings("ignore")
def test_names_of_iso_9660_and_joined_names_are_found(medium: Path) -> None:
    inside = medium / "dicom" / "st0" / "se0"
    (inside / "im0").rename(inside / "IM0.;1")
    path = directory(medium / "DICOMDIR", ["DICOM/ST0/SE0/IM0", ("DICOM", "ST0", "SE0", "IM1")])
    assert find(medium, read_references(path)) == ([inside / "IM0.;1", inside / "im1"], 0, 0)


def test_a_medium_without_its_files_says_so(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="lists 2 files; 2 of them are missing; open the folder"):
        open_paths([directory(tmp_path / "DICOMDIR", [("A", "B"), ("A", "C")])])


def test_a_broken_directory_opens_its_folder(medium: Path, hu: Array) -> None:
    (medium / "DICOMDIR").write_bytes(b"no directory at all")
    study = open_paths([medium / "DICOMDIR"])
    assert np.array_equal(study.first.data.numpy(), hu)
    assert any("all files of its folder were looked at" in warning for warning in study.facts.warnings)


@pytest.mark.data
def test_a_real_medium_opens_and_says_what_is_missing(shared_data: Path) -> None:
    import pydicom

    folder = shared_data / "dicom_odd" / "pydicom" / "dicomdirtests"
    study = open_paths([folder / "DICOMDIR"])
    listed = {
        tuple(record.ReferencedFileID)
        for record in pydicom.dcmread(folder / "DICOMDIR").DirectoryRecordSequence
        if "ReferencedFileID" in record
    }
    there = sum(folder.joinpath(*parts).is_file() for parts in listed)
    assert (len(listed), there) == (31, 14)
    assert "“DICOMDIR” lists 31 files; 17 of them are missing." in study.facts.warnings
    assert sum(line.images for line in study.facts.series) == there
