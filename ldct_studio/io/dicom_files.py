"""DICOM files in the reader process: which kind each one is, and so what is read of it."""

from __future__ import annotations

from pathlib import Path

import pydicom
from pydicom.dataset import Dataset
from pydicom.uid import UID

from .dicom_header import header_of, refuse_unsuitable, text
from .dicom_labels import read_segmentation, read_structures
from .dicom_plain import plain_of
from .dicom_projections import is_view, view_head
from .found import Head
from .prescan import prescan

_STRUCTURES = "1.2.840.10008.5.1.4.1.1.481.3"


def read_head(path: Path) -> Head:
    """Say what a DICOM file holds; raises NotDicomError or LoadError with a sentence."""
    with path.open("rb") as file:
        scanned = prescan(file)
    data = pydicom.dcmread(path, stop_before_pixels=True, force=True)
    if text(data, "SOPClassUID") == _STRUCTURES:
        return Head(kind="labels", labels=read_structures(data))
    if scanned.pixels < 0:
        return Head(kind="imageless", reason=f"holds no picture ({_class_name(data)})")
    if is_view(data):
        return view_head(data, scanned)
    if text(data, "Modality") == "SEG":
        return Head(kind="labels", labels=read_segmentation(data, scanned))
    refuse_unsuitable(data)
    header = header_of(data, scanned)
    return Head(kind="dicom", dicom=header.model_copy(update={"plain": plain_of(data, scanned)}))


def _class_name(data: Dataset) -> str:
    name = UID(text(data, "SOPClassUID")).name
    return name if name and not name[0].isdigit() else "an unknown kind of DICOM object"
