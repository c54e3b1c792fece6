"""Samples: small good files of every format that is opened, which campaigns damage."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
from pydicom import dcmread
from pydicom.dataset import FileDataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

from .geometry import Case, one_slice

SYNTAXES = {
    "explicit": ExplicitVRLittleEndian,
    "implicit": ImplicitVRLittleEndian,
    "deflated": DeflatedExplicitVRLittleEndian,
    "rle": RLELossless,
    "jpeg-ls": JPEGLSLossless,
    "jpeg-2000": JPEG2000Lossless,
}
TRUNCATED = ("explicit", "implicit", "rle", "jpeg-ls", "jpeg-2000")


@cache
def dicom(kind: str) -> bytes:
    """Return a CT slice of 32 × 32 pixels in a transfer syntax."""
    data = picture()
    syntax = SYNTAXES[kind]
    if syntax in (RLELossless, JPEGLSLossless, JPEG2000Lossless):
        data.compress(syntax, generate_instance_uid=False)
    data.file_meta.TransferSyntaxUID = syntax
    return saved(data)


def picture() -> FileDataset:
    """Return the slice as a data set, to be spoiled."""
    data = one_slice(Case(""), "1.2.3.5", 0)
    y, x = np.indices((32, 32))
    data.Rows, data.Columns = 32, 32
    data.PixelData = (1000 + 20 * x + 7 * y + x * y % 13).astype("<u2").tobytes()
    return data


def saved(data: FileDataset) -> bytes:
    """Return a data set as the bytes of a file."""
    buffer = io.BytesIO()
    data.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


@cache
def jpeg_lossless() -> bytes:
    """Return the slice in JPEG lossless, which only GDCM writes."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "slice.dcm"
        path.write_bytes(dicom("explicit"))
        to_jpeg_lossless(str(path))
        assert dcmread(path).file_meta.TransferSyntaxUID.is_compressed
        return path.read_bytes()


def to_jpeg_lossless(path: str) -> None:
    """Encode the picture of a file as JPEG lossless, in place."""
    import gdcm

    reader = gdcm.ImageReader()
    reader.SetFileName(path)
    assert reader.Read()
    change = gdcm.ImageChangeTransferSyntax()
    change.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.JPEGLosslessProcess14_1))
    change.SetInput(reader.GetImage())
    assert change.Change()
    writer = gdcm.ImageWriter()
    writer.SetFile(reader.GetFile())
    writer.SetImage(change.GetOutput())
    writer.SetFileName(path)
    assert writer.Write()


@cache
def nifti() -> bytes:
    """Return a NIfTI file of 8 × 8 × 4 voxels."""
    import nibabel

    image = nibabel.Nifti1Image(np.arange(256, dtype=np.int16).reshape(8, 8, 4), np.diag([1, 1, 2, 1]))
    return bytes(image.to_bytes())
