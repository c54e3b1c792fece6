"""Pictures that lie unpacked in their file: the same numbers as pydicom reads, and its refusals."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from ldct_studio.core.errors import LoadError
from ldct_studio.io import dicom_pixels
from ldct_studio.io.dicom_files import read_head
from ldct_studio.io.dicom_pixels import decode
from ldct_studio.io.found import DicomHeader, Plain, Slab

EXPLICIT, IMPLICIT = ExplicitVRLittleEndian, ImplicitVRLittleEndian
GONE = object()


def written(path: Path, syntax: str = EXPLICIT, frames: int = 1, **odd: object) -> DicomHeader:
    """Write a CT of random numbers, with some elements changed, and return its header."""
    data = Dataset()
    data.SOPClassUID, data.SOPInstanceUID, data.Modality = CTImageStorage, "1.2.3", "CT"
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.Rows, data.Columns, data.BitsAllocated, data.BitsStored = 6, 5, 16, 16
    data.HighBit, data.PixelRepresentation, data.RescaleSlope, data.RescaleIntercept = 15, 0, "1", "-1024"
    numbers = np.random.default_rng(1).integers(0, 65536, 30 * frames, dtype=np.uint16)
    numbers[::7] = 63536
    data.PixelData = numbers.tobytes()
    for keyword, value in odd.items():
        if value is GONE:
            delattr(data, keyword)
        else:
            setattr(data, keyword, value)
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = syntax
    data.file_meta.MediaStorageSOPClassUID, data.file_meta.MediaStorageSOPInstanceUID = (
        CTImageStorage,
        "1.2.3",
    )
    dcmwrite(path, data, enforce_file_format=True, implicit_vr=syntax == IMPLICIT, little_endian=True)
    head = read_head(path)
    assert head.dicom is not None
    return head.dicom


def decoded(path: Path, header: DicomHeader, frame: int, plain: Plain | None) -> tuple[np.ndarray, Slab]:
    dicom_pixels.dataset.cache_clear()
    out: list[np.ndarray] = []

    def allocate(shape: tuple[int, ...]) -> np.ndarray:
        out.append(np.empty(shape, np.float32))
        return out[0]

    piece = header.slices[0]
    slab = decode(path, frame, header.syntax, piece.slope, piece.intercept, plain, allocate)
    return out[0], slab


CASES: list[dict[str, object]] = [
    *({"PixelRepresentation": sign, "BitsStored": bits, "HighBit": bits - 1}
      for sign, bits in itertools.product((0, 1), (16, 15, 12, 10))),
    {"PhotometricInterpretation": "MONOCHROME1"},
    {"PixelPaddingValue": 63536},
    {"PixelRepresentation": 1, "PixelPaddingValue": -2000, "PixelPaddingRangeLimit": -1900},
    {"LossyImageCompression": "01", "PixelPaddingValue": 63536},
    {"RescaleSlope": "0.5", "RescaleIntercept": "-4000"},
    {"Modality": "MR"},
    {"SamplesPerPixel": GONE},
    {"PixelRepresentation": GONE},
    {"PhotometricInterpretation": GONE},
    {"BitsStored": GONE},
]  # fmt: skip


@pytest.mark.parametrize("syntax", [EXPLICIT, IMPLICIT], ids=["explicit", "implicit"])
@pytest.mark.parametrize("odd", CASES, ids=lambda odd: ",".join(odd))
def test_numbers_are_those_of_pydicom(tmp_path: Path, syntax: str, odd: dict[str, object]) -> None:
    header = written(tmp_path / "a.dcm", syntax, **odd)
    assert header.plain is not None
    (own, told), (theirs, said) = (decoded(tmp_path / "a.dcm", header, 0, p) for p in (header.plain, None))
    np.testing.assert_array_equal(own, theirs)
    assert told == said


def test_frames_follow_each_other(tmp_path: Path) -> None:
    header = written(tmp_path / "a.dcm", frames=3, NumberOfFrames=3)
    for frame in range(3):
        own, theirs = (decoded(tmp_path / "a.dcm", header, frame, p)[0] for p in (header.plain, None))
        np.testing.assert_array_equal(own, theirs)


@pytest.mark.parametrize(
    "odd",
    [{"PixelRepresentation": None}, {"PixelRepresentation": 2}, {"PhotometricInterpretation": ""}],
    ids=str,
)
def test_what_makes_no_sense_is_left_to_pydicom_which_refuses_it(
    tmp_path: Path, odd: dict[str, object]
) -> None:
    header = written(tmp_path / "a.dcm", **odd)
    assert header.plain is None
    with pytest.raises(Exception, match=r"(?i)element|value|pixel|photometric"):
        decoded(tmp_path / "a.dcm", header, 0, header.plain)


def test_impossible_bits_keep_their_sentence(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="its number of bits per pixel is impossible"):
        written(tmp_path / "a.dcm", BitsStored=20)


def test_a_file_that_changed_meanwhile_is_not_read(tmp_path: Path) -> None:
    header = written(tmp_path / "a.dcm")
    written(tmp_path / "a.dcm", PatientName="A^Longer^Name^Than^Before")
    with pytest.raises(LoadError, match="was changed while it was being opened"):
        decoded(tmp_path / "a.dcm", header, 0, header.plain)
