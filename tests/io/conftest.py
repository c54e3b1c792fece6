"""Files that the tests write themselves: a lopsided picture as DICOM series and NIfTI."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid

Array = npt.NDArray[Any]
Change = Callable[[FileDataset, int], None]
CANARY = "CANARY^PATIENT"


@pytest.fixture
def hu() -> Array:
    """Return whole HU ``(z, y, x)`` without any symmetry, -1024 to 2100."""
    z, y, x = np.meshgrid(np.arange(6), np.arange(40), np.arange(36), indexing="ij")
    values = -1024 + 40 * x + 30 * y + 100 * z + 7 * x * y % 50
    values[2, 5:9, 3:7] = 1500
    return values.astype(np.int16)


def _slice(pixels: Array, index: int, series: str, study: str) -> FileDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    data.SOPClassUID, data.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    data.StudyInstanceUID, data.SeriesInstanceUID, data.FrameOfReferenceUID = study, series, study
    data.Modality, data.ImageType = "CT", ["ORIGINAL", "PRIMARY", "AXIAL"]
    data.PatientName, data.PatientID = CANARY, "CANARY-ID"
    data.SeriesDescription, data.BodyPartExamined = "Test series", "ABDOMEN"
    data.Manufacturer, data.ManufacturerModelName = "Maker", "Model 1"
    data.InstanceNumber = index + 1
    data.ImagePositionPatient = [-10.0, -20.0, 100.0 + 2.5 * index]
    data.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    data.PixelSpacing, data.SliceThickness = [0.8, 0.7], 3.0
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.Rows, data.Columns = pixels.shape
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 12, 11, 0
    data.RescaleSlope, data.RescaleIntercept, data.RescaleType = 1, -1024, "HU"
    data.WindowWidth, data.WindowCenter = [400, 1500], [40, 300]
    data.PixelData = (pixels.astype(np.int32) + 1024).astype(np.uint16).tobytes()
    return data


@pytest.fixture
def write_series() -> Callable[..., list[Path]]:
    """Return a function that writes HU as a CT series and returns the files, bottom slice first."""

    def write(folder: Path, hu: Array, change: Change | None = None, syntax: str = "") -> list[Path]:
        folder.mkdir(parents=True, exist_ok=True)
        series, study = generate_uid(), generate_uid()
        paths = []
        for index, pixels in enumerate(hu):
            data = _slice(pixels, index, series, study)
            if change is not None:
                change(data, index)
            if syntax:
                data.compress(syntax, generate_instance_uid=False)
            paths.append(folder / f"IM{index:04d}.dcm")
            data.save_as(paths[-1], enforce_file_format=True)
        return paths

    return write


@pytest.fixture
def write_nifti() -> Callable[..., Path]:
    """Return a function that writes ``data[x, y, z]`` with a RAS affine."""

    def write(path: Path, data: Array, affine: Array, **header: Any) -> Path:
        import nibabel

        image = nibabel.Nifti1Image(data, affine)
        for key, value in header.items():
            image.header[key] = value
        nibabel.save(image, path)
        return path

    return write
