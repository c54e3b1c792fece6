"""DICOM writing: a volume as a derived series of classic CT or MR slices (PS3.3 A.3, A.4)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .. import __version__
from ..core.cancel import interruptible
from ..core.dose import Exposure
from ..core.errors import StudioError
from ..core.grid import Grid
from ..core.study import Facts, Study
from ..core.volume import Volume
from .written import whole_folder

if TYPE_CHECKING:
    from pydicom.dataset import Dataset, FileDataset

_CT_CLASS, _MR_CLASS = "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.4"
ANONYMOUS = "ANONYMOUS"
_BASIC_PROFILE = ("113100", "DCM", "Basic Application Confidentiality Profile")
"""How the patient was removed, as a code of PS3.16 CID 7050."""
_UNPAIRED = frozenset(("ABDOMEN", "BRAIN", "CHEST", "HEAD", "HEART", "LIVER", "NECK", "PELVIS"))
"""Parts of the body without a left and a right one (PS3.16 annex L); other words are not copied."""
_SQUARE = 1e-4
"""How far from a right angle the rows and columns of a slice may be, as a cosine."""


@dataclass(frozen=True)
class _Common:
    """What all slices of a saved series share."""

    volume: Volume
    facts: Facts
    exposure: Exposure
    description: str
    comment: str
    patient: str
    window: tuple[float, float]
    slope: float
    intercept: float
    now: datetime.datetime


def save_dicom(
    volume: Volume,
    folder: Path,
    study: Study | None = None,
    description: str = "",
    comment: str = "",
    patient: str = ANONYMOUS,
) -> None:
    """Write a volume as a derived DICOM series, one file per axial row, into a new or empty folder.

    Whole HU are kept exactly, others to half a HU. All identifiers are new, and nothing of the patient is
    copied unless ``patient`` is given. ``comment`` says what was done ("simulated dose 0.25, seed 7, not
    for diagnosis"). Slices that lie oblique, or slide sideways as with a tilted gantry, keep their places.
    Raises StudioError with a sentence.
    """
    with whole_folder(folder) as part:
        for name, data in dicom_slices(volume, study, description, comment, patient):
            data.save_as(part / name, enforce_file_format=True)


def dicom_slices(
    volume: Volume,
    study: Study | None = None,
    description: str = "",
    comment: str = "",
    patient: str = ANONYMOUS,
) -> Iterator[tuple[str, FileDataset]]:
    """Yield the name and the content of every file of a series, as ``save_dicom`` writes it.

    Stops where ``stop_when`` says so.
    """
    from pydicom.uid import generate_uid

    _check(volume)
    data = volume.data.cpu().numpy()
    facts, exposure = (study.facts, study.scan.exposure) if study else (Facts(), Exposure())
    if study and not volume.grid.same_place(study.first.grid):
        facts = replace(facts, slice_thickness=None)  # that of the slices that were loaded
    window, scale, now = _window(facts, volume), _scale(volume, data), datetime.datetime.now()
    common = _Common(volume, facts, exposure, description, comment, patient, window, *scale, now)
    uids = [generate_uid() for _ in range(3)]
    for row in interruptible(range(data.shape[0])):
        exact = (data[row].astype(np.float64) - common.intercept) / common.slope
        yield f"{row + 1:05d}.dcm", _dicom_slice(common, row, np.rint(exact).astype(np.int16), uids)


def _check(volume: Volume) -> None:
    """Refuse maps over CT, which a viewer would show in HU, and slices that are no rectangles.

    DICOM cannot say the latter (PS3.3 C.7.6.2.1.1). Maps over MR have no unit of DICOM, as MR has none.
    """
    grid = volume.grid
    if volume.own_unit and volume.modality != "MR":
        raise StudioError(
            f"Values in {volume.own_unit} are no CT picture, as a DICOM series would say; save as NIfTI."
        )
    if abs(float(grid.matrix[:, 0] @ grid.matrix[:, 1])) > _SQUARE:
        raise StudioError(
            "The rows and columns of these slices are not at right angles, which DICOM cannot say; "
            "save as NIfTI."
        )


def _window(facts: Facts, volume: Volume) -> tuple[float, float]:
    """Return the recorded width and level, else those of soft tissue in HU, or of all values in other units.

    A width is at least 1 (PS3.3 C.11.2.1.2).
    """
    if facts.windows:
        return facts.windows[0]
    if volume.unit == "HU":
        return 400.0, 40.0
    low, high = float(volume.data.min()), float(volume.data.max())
    return max(high - low, 1.0), (low + high) / 2


def _scale(volume: Volume, data: npt.NDArray[np.float32]) -> tuple[float, float]:
    """Return the rescale slope and intercept: 1 and -1024 for HU, a fitting pair for others.

    Whole numbers of MR that fit stay as they are: the MR image of DICOM knows no rescaling.
    """
    low, high = float(data.min()), float(data.max())
    if volume.modality in ("CT", "MVCT"):
        if low < -(2**15) - 1024 or high > 2**15 - 1025:
            raise StudioError(f"Values from {low:.0f} to {high:.0f} HU do not fit DICOM; save as NIfTI.")
        return 1.0, -1024.0
    if volume.modality != "MR":
        raise StudioError("Only CT and MR volumes can be saved as DICOM; save as NIfTI.")
    if low >= -(2**15) and high < 2**15 and np.array_equal(data, np.rint(data)):
        return 1.0, 0.0
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
    _add_patient(data, common)
    _add_words(data, common)
    (_add_ct if ct else _add_mr)(data, common.exposure)
    _add_geometry(data, common.volume.grid, row, common.facts.slice_thickness)
    _add_pixels(data, common, stored)
    return data


def _add_patient(data: FileDataset, common: _Common) -> None:
    anonymous = common.patient == ANONYMOUS
    data.PatientName = common.patient if "^" in common.patient else f"{common.patient}^"
    data.PatientID = ANONYMOUS if anonymous else ""
    data.PatientBirthDate = data.PatientSex = data.AccessionNumber = data.ReferringPhysicianName = ""
    if anonymous:
        data.PatientIdentityRemoved = "YES"
        data.DeidentificationMethod = "Rebuilt from voxels and geometry only"
        data.DeidentificationMethodCodeSequence = [_code(*_BASIC_PROFILE)]


def _code(value: str, scheme: str, meaning: str) -> Dataset:
    from pydicom.dataset import Dataset

    code = Dataset()
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = value, scheme, meaning
    return code


def _add_words(data: FileDataset, common: _Common) -> None:
    """Say what this is and when it was made; the study is a new one of that day."""
    maker = ("LDCT Studio", "LDCT Studio", __version__)
    data.Manufacturer, data.ManufacturerModelName, data.SoftwareVersions = maker
    data.StudyID, data.SeriesNumber, data.AcquisitionNumber = "1", 9000, 1
    data.SeriesDescription = _short(common.description or "LDCT Studio")
    data.DerivationDescription = data.ImageComments = common.comment[:1024]
    data.StudyDate = data.SeriesDate = data.ContentDate = common.now.strftime("%Y%m%d")
    data.StudyTime = data.SeriesTime = data.ContentTime = common.now.strftime("%H%M%S")
    data.PatientPosition = data.PositionReferenceIndicator = ""  # not known any more
    if common.facts.body_part in _UNPAIRED:
        data.BodyPartExamined = common.facts.body_part
    else:
        data.Laterality = ""
    data.LossyImageCompression = "00"


def _add_ct(data: FileDataset, exposure: Exposure) -> None:
    data.KVP = "" if exposure.kvp is None else _decimal(exposure.kvp)
    if exposure.kernel:
        data.ConvolutionKernel = exposure.kernel[:16]


def _add_mr(data: FileDataset, exposure: Exposure) -> None:
    """Say that nothing is known of the sequence (PS3.3 C.8.3.1); "RM" is research mode."""
    data.ScanningSequence, data.SequenceVariant = "RM", "NONE"
    data.ScanOptions = data.MRAcquisitionType = data.RepetitionTime = ""
    data.EchoTime = data.EchoTrainLength = ""


def _short(text: str) -> str:
    return text.replace("\\", " ")[:64]


def _decimal(value: float) -> str:
    """Write a number in the 16 characters that a decimal string may have (PS3.5 6.2)."""
    from pydicom.valuerep import format_number_as_ds

    return str(format_number_as_ds(float(value)))


def _add_geometry(data: FileDataset, grid: Grid, row: int, thickness: float | None) -> None:
    data.ImagePositionPatient = [_decimal(v) for v in grid.patient((row, 0, 0))]
    data.ImageOrientationPatient = [_decimal(v) for v in (*grid.matrix[:, 0], *grid.matrix[:, 1])]
    data.PixelSpacing = [_decimal(grid.spacing[1]), _decimal(grid.spacing[2])]
    apart = grid.spacing[0] * abs(float(np.linalg.det(grid.matrix)))  # across the slices, also where tilted
    data.SliceThickness = _decimal(thickness or apart)
    data.SpacingBetweenSlices = _decimal(apart)


def _add_pixels(data: FileDataset, common: _Common, stored: npt.NDArray[np.int16]) -> None:
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.Rows, data.Columns = stored.shape
    data.BitsAllocated = data.BitsStored = 16
    data.HighBit, data.PixelRepresentation = 15, 1
    if (common.slope, common.intercept) != (1.0, 0.0):
        data.RescaleSlope, data.RescaleIntercept = _decimal(common.slope), _decimal(common.intercept)
        data.RescaleType = "HU" if common.volume.unit == "HU" else "US"
    data.WindowWidth, data.WindowCenter = map(_decimal, common.window)
    data.PixelData = stored.tobytes()
