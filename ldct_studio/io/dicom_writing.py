"""DICOM writing: a volume as a derived series of classic CT or MR slices (PS3.3 A.3, A.4)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .. import __version__
from ..core.dose import Exposure
from ..core.errors import StudioError
from ..core.grid import Grid
from ..core.study import Facts, Study
from ..core.volume import Volume
from .written import whole_folder

if TYPE_CHECKING:
    from pydicom.dataset import FileDataset

_CT_CLASS, _MR_CLASS = "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.4"


@dataclass(frozen=True)
class _Common:
    """What all slices of a saved series share."""

    volume: Volume
    facts: Facts
    exposure: Exposure
    description: str
    comment: str
    patient: str
    slope: float
    intercept: float
    now: datetime.datetime


def save_dicom(
    volume: Volume,
    folder: Path,
    study: Study | None = None,
    description: str = "",
    comment: str = "",
    patient: str = "ANONYMOUS",
) -> None:
    """Write a volume as a derived DICOM series, one file per axial row, into a new or empty folder.

    Whole HU are kept exactly, others to half a HU. All identifiers are new, and nothing of the patient is
    copied unless ``patient`` is given. ``comment`` says what was done ("simulated dose 0.25, seed 7, not
    for diagnosis"). Raises StudioError with a sentence.
    """
    from pydicom.uid import generate_uid

    data = volume.data.cpu().numpy()
    facts, exposure = (study.facts, study.scan.exposure) if study else (Facts(), Exposure())
    common = _Common(
        volume, facts, exposure, description, comment, patient, *_scale(volume, data), datetime.datetime.now()
    )
    uids = [generate_uid() for _ in range(3)]
    with whole_folder(folder) as part:
        for row in range(data.shape[0]):
            stored = np.rint((data[row].astype(np.float64) - common.intercept) / common.slope).astype(
                np.int16
            )
            _dicom_slice(common, row, stored, uids).save_as(
                part / f"{row + 1:05d}.dcm", enforce_file_format=True
            )


def _scale(volume: Volume, data: npt.NDArray[np.float32]) -> tuple[float, float]:
    """Return the rescale slope and intercept: 1 and -1024 for HU, a fitting pair for others."""
    low, high = float(data.min()), float(data.max())
    if volume.modality in ("CT", "MVCT"):
        if low < -(2**15) - 1024 or high > 2**15 - 1025:
            raise StudioError(f"Values from {low:.0f} to {high:.0f} HU do not fit DICOM; save as NIfTI.")
        return 1.0, -1024.0
    if volume.modality != "MR":
        raise StudioError("Only CT and MR volumes can be saved as DICOM; save as NIfTI.")
    slope = max((high - low) / 65000, 1e-6)
    return slope, low + 32500 * slope


def _dicom_slice(common: _Common, row: int, stored: npt.NDArray[np.int16], uids: list[Any]) -> FileDataset:
    from pydicom.dataset import FileDataset, FileMetaDataset
    from pydicom.uid import ExplicitVRLittleEndian, generate_uid

    ct = common.volume.modality != "MR"
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = _CT_CLASS if ct else _MR_CLASS
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    data.SpecificCharacterSet = "ISO_IR 192"
    data.SOPClassUID, data.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    data.StudyInstanceUID, data.SeriesInstanceUID, data.FrameOfReferenceUID = uids
    data.Modality = "CT" if ct else "MR"
    data.ImageType = ["DERIVED", "SECONDARY", "AXIAL" if ct else "OTHER"]
    data.InstanceNumber = row + 1
    _add_words(data, common)
    _add_geometry(data, common.volume.grid, row, common.facts.slice_thickness)
    _add_pixels(data, common, stored)
    return data


def _add_words(data: FileDataset, common: _Common) -> None:
    anonymous = common.patient == "ANONYMOUS"
    data.PatientName = common.patient
    data.PatientID = "ANONYMOUS" if anonymous else ""
    data.PatientBirthDate = data.PatientSex = data.StudyID = data.AccessionNumber = ""
    data.ReferringPhysicianName = data.StudyDate = data.StudyTime = data.PositionReferenceIndicator = ""
    if anonymous:
        data.PatientIdentityRemoved = "YES"
        data.DeidentificationMethod = "Rebuilt from voxels and geometry only"
    data.Manufacturer, data.ManufacturerModelName, data.SoftwareVersions = (
        "LDCT Studio",
        "LDCT Studio",
        __version__,
    )
    data.SeriesNumber = 9000
    data.SeriesDescription = _short(common.description or "LDCT Studio")
    data.DerivationDescription = data.ImageComments = common.comment[:1024]
    data.ContentDate, data.ContentTime = common.now.strftime("%Y%m%d"), common.now.strftime("%H%M%S")
    data.AcquisitionNumber, data.BurnedInAnnotation, data.LossyImageCompression = 1, "NO", "00"
    data.KVP = "" if common.exposure.kvp is None else _decimal(common.exposure.kvp)
    if common.exposure.kernel:
        data.ConvolutionKernel = common.exposure.kernel[:16]


def _short(text: str) -> str:
    return text.replace("\\", " ")[:64]


def _decimal(value: float) -> str:
    """Write a number in the 16 characters that a decimal string may have (PS3.5 6.2)."""
    from pydicom.valuerep import format_number_as_ds

    return str(format_number_as_ds(float(value)))


def _add_geometry(data: FileDataset, grid: Grid, row: int, thickness: float | None) -> None:
    data.PatientPosition = "HFS"
    data.ImagePositionPatient = [_decimal(v) for v in grid.patient((row, 0, 0))]
    data.ImageOrientationPatient = [_decimal(v) for v in (*grid.matrix[:, 0], *grid.matrix[:, 1])]
    data.PixelSpacing = [_decimal(grid.spacing[1]), _decimal(grid.spacing[2])]
    data.SliceThickness = _decimal(thickness or grid.spacing[0])
    data.SpacingBetweenSlices = _decimal(grid.spacing[0])


def _add_pixels(data: FileDataset, common: _Common, stored: npt.NDArray[np.int16]) -> None:
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.Rows, data.Columns = stored.shape
    data.BitsAllocated = data.BitsStored = 16
    data.HighBit, data.PixelRepresentation = 15, 1
    data.RescaleSlope, data.RescaleIntercept = _decimal(common.slope), _decimal(common.intercept)
    data.RescaleType = "HU" if common.volume.unit == "HU" else "US"
    width, level = common.facts.windows[0] if common.facts.windows else (400.0, 40.0)
    data.WindowWidth, data.WindowCenter = _decimal(width), _decimal(level)
    data.PixelData = stored.tobytes()
