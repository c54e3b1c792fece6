"""DICOM pixels in the reader process: one picture in HU or as stored, float32."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pydicom
from pydicom.dataset import Dataset
from pydicom.pixels import get_decoder
from pydicom.uid import UID

from ..core.errors import LoadError
from .dicom_header import number, text
from .found import Slab

AIR = -1024.0
"""HU shown outside the field of view where the scanner wrote less."""

# Measured: the fastest decoder that is free of copyleft, per transfer syntax; others have only one.
_PLUGINS = {
    "1.2.840.10008.1.2.4.50": "gdcm",
    "1.2.840.10008.1.2.4.51": "gdcm",
    "1.2.840.10008.1.2.4.57": "gdcm",
    "1.2.840.10008.1.2.4.70": "gdcm",
    "1.2.840.10008.1.2.4.80": "pyjpegls",
    "1.2.840.10008.1.2.4.81": "pyjpegls",
    "1.2.840.10008.1.2.4.90": "pylibjpeg",
    "1.2.840.10008.1.2.4.91": "pylibjpeg",
    "1.2.840.10008.1.2.5": "pylibjpeg",
}

Allocate = Callable[[tuple[int, ...]], npt.NDArray[np.float32]]


def decode(
    path: Path, frame: int, syntax: str, slope: float | None, intercept: float | None, out: Allocate
) -> Slab:
    """Decode one frame into ``out((rows, columns))`` and return what was done.

    ``slope`` and ``intercept`` are this picture's own; None leaves the numbers as stored.
    """
    data = _dataset(path)
    stored = _stored(data, frame, syntax)
    result = out(stored.shape)
    np.multiply(
        stored, np.float32(1 if slope is None else slope), out=result, dtype=np.float32, casting="unsafe"
    )
    result += np.float32(intercept or 0)
    unreal = _replace_unreal(result)
    padded = _pad(data, stored, result) if text(data, "Modality") == "CT" else 0
    return Slab(shape=stored.shape, padded=padded, unreal=unreal)


@lru_cache(maxsize=1)
def _dataset(path: Path) -> Dataset:
    """Read a file; the last one is kept, since frames of one file are asked for in a row."""
    return pydicom.dcmread(path, force=True)


def _stored(data: Dataset, frame: int, syntax: str) -> npt.NDArray[Any]:
    try:
        decoder = get_decoder(UID(syntax))
    except NotImplementedError:
        name = UID(syntax).name
        raise LoadError(f"is encoded in a way that this program does not know ({name})") from None
    data.file_meta.TransferSyntaxUID = UID(syntax)
    plugin = _PLUGINS.get(syntax, "")
    stored: npt.NDArray[Any] = decoder.as_array(data, index=frame, raw=True, decoding_plugin=plugin)[0]
    if stored.ndim != 2 or stored.shape != (data.Rows, data.Columns):
        raise LoadError("is broken: its decoded picture has another size than its header says")
    return stored


def _replace_unreal(result: npt.NDArray[np.float32]) -> int:
    if np.isfinite(result.sum(dtype=np.float64)):
        return 0
    wrong = ~np.isfinite(result)
    result[wrong] = AIR
    return int(wrong.sum())


def _pad(data: Dataset, stored: npt.NDArray[Any], result: npt.NDArray[np.float32]) -> int:
    """Turn pixels outside the field of view into air and return how many were changed.

    Values that the scanner wrote above -1024 HU stay. Where padding is not declared, a corner far below
    air gives it away.
    """
    value, limit = number(data, "PixelPaddingValue"), number(data, "PixelPaddingRangeLimit")
    if value is None:
        value = float(stored[0, 0]) if result[0, 0] <= -1500 else None
    if value is None:
        return 0
    low, high = sorted((value, value if limit is None else limit))
    outside = (stored >= low) & (stored <= high) & (result < AIR)
    result[outside] = AIR
    return int(outside.sum())
