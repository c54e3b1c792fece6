"""Segmentation writing: a label map as DICOM SEG, beside the series whose slices it lies on (PS3.3 A.51)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .. import __version__
from ..core.errors import StudioError
from ..core.study import Study
from ..core.volume import Label, LabelMap, Volume
from .dicom_writing import dicom_slices
from .segment_codes import category_and_type
from .written import whole_folder

if TYPE_CHECKING:
    from highdicom.seg import Segmentation, SegmentDescription
    from pydicom.dataset import FileDataset

SEGMENTATION = "segmentation.dcm"
"""The name of the segmentation in the folder of its series."""
_MAKER = "LDCT Studio"
_GRAY = "#808080"


def save_labels_dicom(
    labels: LabelMap,
    volume: Volume,
    folder: Path,
    study: Study | None = None,
    comment: str = "",
    found_by: str = "",
) -> None:
    """Write a volume as a DICOM series and a label map that refers to it, into a new or empty folder.

    Segments are numbered from 1 in the order of their label values; labels without a voxel are left out.
    ``found_by`` names the method that found the labels; without it they count as drawn by a person, as DICOM
    has no word for what nobody recorded. Nothing of the patient is copied. Raises StudioError.
    """
    kept = _kept(labels)
    if not labels.grid.same_place(volume.grid):
        raise StudioError("The labels lie on another grid than the volume; save them as NIfTI.")
    if not kept:
        raise StudioError("There is no labeled voxel to save; choose another label map.")
    with whole_folder(folder) as part:
        slices = []
        for name, data in dicom_slices(volume, study, comment=comment):
            data.save_as(part / name, enforce_file_format=True)
            del data.PixelData  # only what the segmentation refers to is needed further
            slices.append(data)
        segmentation = _segmentation(slices, _numbered(labels, kept), kept, comment, found_by)
        segmentation.save_as(part / SEGMENTATION, enforce_file_format=True)


def _kept(labels: LabelMap) -> tuple[Label, ...]:
    """Return the labels that have voxels, by value; a value that nobody named gets a name."""
    known = {label.value: label for label in labels.labels}
    values = [int(value) for value in np.unique(labels.data.cpu().numpy()) if value]
    return tuple(known.get(value) or Label(value, f"Label {value}", _GRAY) for value in values)


def _numbered(labels: LabelMap, kept: tuple[Label, ...]) -> npt.NDArray[np.uint16]:
    """Return the voxels with segment numbers, which run from 1 without a gap, instead of label values."""
    values = np.array([label.value for label in kept])
    data = labels.data.cpu().numpy()
    return np.where(data == 0, 0, np.searchsorted(values, data) + 1).astype(np.uint16)


def _segmentation(
    slices: list[FileDataset],
    numbers: npt.NDArray[np.uint16],
    kept: tuple[Label, ...],
    comment: str,
    found_by: str,
) -> Segmentation:
    from highdicom.seg import Segmentation, SegmentationTypeValues
    from pydicom.uid import generate_uid

    made = Segmentation(
        source_images=slices,
        pixel_array=numbers,
        segmentation_type=SegmentationTypeValues.BINARY,
        segment_descriptions=[_described(n, label, found_by) for n, label in enumerate(kept, 1)],
        series_instance_uid=generate_uid(),
        series_number=9001,
        sop_instance_uid=generate_uid(),
        instance_number=1,
        manufacturer=_MAKER,
        manufacturer_model_name=_MAKER,
        software_versions=__version__,
        device_serial_number="0",
        content_label="LABELS",
        content_description="Labels",
        series_description=f"{_MAKER} labels",
    )
    made.preamble = b"\0" * 128
    if comment:
        made.DerivationDescription = comment[:1024]
    for keyword in ("PatientIdentityRemoved", "DeidentificationMethod", "DeidentificationMethodCodeSequence"):
        setattr(made, keyword, slices[0][keyword].value)
    return made


def _described(number: int, label: Label, found_by: str) -> SegmentDescription:
    from highdicom.color import CIELabColor
    from highdicom.content import AlgorithmIdentificationSequence
    from highdicom.seg import SegmentAlgorithmTypeValues, SegmentDescription
    from pydicom.sr.codedict import codes

    category, kind = category_and_type(label.name)
    finder = None
    if found_by:
        name, family = found_by.replace("\\", " ")[:64], codes.DCM.ArtificialIntelligence
        finder = AlgorithmIdentificationSequence(name=name, family=family, version=__version__)
    types = SegmentAlgorithmTypeValues
    return SegmentDescription(
        segment_number=number,
        segment_label=label.name.replace("\\", " ")[:64],
        segmented_property_category=category,
        segmented_property_type=kind,
        algorithm_type=types.AUTOMATIC if found_by else types.MANUAL,
        algorithm_identification=finder,
        display_color=CIELabColor.from_rgb(*(int(label.color[n : n + 2], 16) for n in (1, 3, 5))),
    )
