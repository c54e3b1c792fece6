"""JPEG Extended with 12 bits in the reader process: GDCM decodes it, pydicom does not let it."""

from __future__ import annotations

from typing import Any

import gdcm
import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset
from pydicom.encaps import get_frame

from ..core.errors import LoadError

_EXTENDED = "1.2.840.10008.1.2.4.51"


def twelve_bits(data: Dataset, frame: int) -> npt.NDArray[Any]:
    """Return one frame (rows, columns), unsigned 16 bits; raises LoadError where it cannot be decoded."""
    frames = int(data.get("NumberOfFrames") or 1)
    image = gdcm.Image()
    image.SetNumberOfDimensions(2)
    image.SetDimensions((data.Columns, data.Rows, 1))
    image.SetDataElement(_element(get_frame(data.PixelData, frame, number_of_frames=frames)))
    kind = gdcm.PhotometricInterpretation.GetPIType(data.PhotometricInterpretation)
    image.SetPhotometricInterpretation(gdcm.PhotometricInterpretation(kind))
    image.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.GetTSType(_EXTENDED)))
    image.SetPixelFormat(gdcm.PixelFormat(1, 16, 12, 11, data.PixelRepresentation))
    buffer = image.GetBuffer().encode("utf-8", "surrogateescape")  # GDCM gives its bytes as a text
    if len(buffer) != 2 * data.Rows * data.Columns:
        raise LoadError("is broken: its JPEG picture cannot be decoded")
    return np.frombuffer(buffer, np.uint16).reshape(data.Rows, data.Columns)


def _element(packed: bytes) -> Any:
    fragment = gdcm.Fragment()
    fragment.SetByteStringValue(packed)
    fragments = gdcm.SequenceOfFragments.New()
    fragments.AddFragment(fragment)
    element = gdcm.DataElement(gdcm.Tag(0x7FE0, 0x0010))
    element.SetValue(fragments.__ref__())
    return element
