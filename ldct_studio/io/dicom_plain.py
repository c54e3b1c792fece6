"""Plain DICOM pictures in the reader process: unpacked numbers, read from their place without a library."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from ..core.errors import LoadError
from .dicom_header import is_lossy, number, text
from .found import Outside, Plain
from .prescan import Scanned

_GRAY = ("MONOCHROME1", "MONOCHROME2")


def plain_of(data: Dataset, scanned: Scanned) -> Plain | None:
    """Say where the numbers of a file's pictures lie; None where they need a library, or a refusal by it.

    What is missing takes its usual value, as in ``dicom_pixels.dataset``; what is there has to make sense.
    """
    if scanned.plain < 0 or number(data, "BitsAllocated") != 16:
        return None
    signed, bits = _whole(data, "PixelRepresentation", 0), _whole(data, "BitsStored", 16)
    usual = "PhotometricInterpretation" not in data or text(data, "PhotometricInterpretation") in _GRAY
    if not usual or _whole(data, "SamplesPerPixel", 1) != 1 or signed not in (0, 1) or bits is None:
        return None
    return Plain(
        start=scanned.plain,
        size=scanned.size,
        rows=data.Rows,
        columns=data.Columns,
        signed=signed == 1,
        bits=bits,
        outside=outside_of(data, scanned.syntax),
    )


def _whole(data: Dataset, keyword: str, usual: int) -> int | None:
    """Return a whole number, the usual one where no element has it, None where that has none."""
    if keyword not in data:
        return usual
    value = number(data, keyword)
    return None if value is None or value != int(value) else int(value)


def outside_of(data: Dataset, syntax: str) -> Outside | None:
    """Say which numbers of a CT lie outside its field of view; None where the file is no CT."""
    if text(data, "Modality") != "CT":
        return None
    value, limit = number(data, "PixelPaddingValue"), number(data, "PixelPaddingRangeLimit")
    return Outside(value=value, limit=limit, lossy=is_lossy(data, syntax))


def read_plain(path: Path, plain: Plain, frame: int) -> npt.NDArray[Any]:
    """Return the numbers of one picture (rows, columns).

    Raises LoadError where the file is not the one any more that was looked at.
    """
    count = plain.rows * plain.columns
    kind = np.dtype("<i2" if plain.signed else "<u2")
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size != plain.size:
            raise LoadError("was changed while it was being opened; open it again")
        stored = np.fromfile(file, kind, count, offset=plain.start + frame * count * kind.itemsize)
    unused = 16 - plain.bits
    if unused:  # they may hold anything (PS3.5 8.1.1)
        np.left_shift(stored, unused, out=stored)
        np.right_shift(stored, unused, out=stored)
    return stored.reshape(plain.rows, plain.columns)
