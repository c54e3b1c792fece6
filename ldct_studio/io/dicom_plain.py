"""Plain DICOM pictures in the reader process: unpacked numbers, read from their place without a library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from ..core.errors import LoadError
from .dicom_header import is_lossy, number, text
from .found import Outside, Plain
from .prescan import Scanned

_GRAY = ("", "MONOCHROME1", "MONOCHROME2")


def plain_of(data: Dataset, scanned: Scanned) -> Plain | None:
    """Say where the numbers of a file's pictures lie; None where they need a library."""
    gray = number(data, "SamplesPerPixel", 1) == 1 and text(data, "PhotometricInterpretation") in _GRAY
    if scanned.plain < 0 or not gray or number(data, "BitsAllocated") != 16:
        return None
    return Plain(
        start=scanned.plain,
        rows=data.Rows,
        columns=data.Columns,
        signed=number(data, "PixelRepresentation", 0) == 1,
        bits=int(number(data, "BitsStored", 16) or 16),
        outside=outside_of(data, scanned.syntax),
    )


def outside_of(data: Dataset, syntax: str) -> Outside | None:
    """Say which numbers of a CT lie outside its field of view; None where the file is no CT."""
    if text(data, "Modality") != "CT":
        return None
    value, limit = number(data, "PixelPaddingValue"), number(data, "PixelPaddingRangeLimit")
    return Outside(value=value, limit=limit, lossy=is_lossy(data, syntax))


def read_plain(path: Path, plain: Plain, frame: int) -> npt.NDArray[Any]:
    """Return the numbers of one picture (rows, columns); raises LoadError where the file ends before them."""
    count = plain.rows * plain.columns
    kind = np.dtype("<i2" if plain.signed else "<u2")
    stored = np.fromfile(path, kind, count, offset=plain.start + frame * count * kind.itemsize)
    if stored.size < count:
        raise LoadError("is truncated: it ends before its last pixel")
    unused = 16 - plain.bits
    if unused:  # they may hold anything (PS3.5 8.1.1)
        np.left_shift(stored, unused, out=stored)
        np.right_shift(stored, unused, out=stored)
    return stored.reshape(plain.rows, plain.columns)
