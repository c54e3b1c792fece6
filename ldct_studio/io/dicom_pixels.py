"""DICOM pixels in the reader process: one picture in HU or as stored, float32."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pydicom
from pydicom.dataset import Dataset
from pydicom.encaps import get_frame
from pydicom.pixels import get_decoder
from pydicom.uid import UID

from ..core.errors import LoadError
from .dicom_header import number
from .dicom_plain import outside_of, read_plain
from .found import Outside, Plain, Slab

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

_DEFLATED_FRAMES = "1.2.840.10008.1.2.8.1"
_EXTENDED = "1.2.840.10008.1.2.4.51"
_USUAL = {"SamplesPerPixel": 1, "PhotometricInterpretation": "MONOCHROME2", "PixelRepresentation": 0}

Allocate = Callable[[tuple[int, ...]], npt.NDArray[np.float32]]


def decode(
    path: Path,
    frame: int,
    syntax: str,
    slope: float | None,
    intercept: float | None,
    plain: Plain | None,
    out: Allocate,
) -> Slab:
    """Decode one frame into ``out((rows, columns))`` and return what was done.

    ``slope`` and ``intercept`` are this picture's own; None leaves the numbers as stored.
    """
    if plain is not None:
        stored, outside = read_plain(path, plain, frame), plain.outside
    else:
        data = dataset(path)
        stored, outside = _stored(data, frame, syntax), outside_of(data, syntax)
    result = out(stored.shape)
    np.multiply(
        stored, np.float32(1 if slope is None else slope), out=result, dtype=np.float32, casting="unsafe"
    )
    result += np.float32(intercept or 0)
    in_hu = outside is not None and slope is not None
    unreal = _replace_unreal(result, AIR if in_hu else 0.0)
    padded = _pad(outside, stored, result) if outside is not None else 0
    return Slab(shape=stored.shape, padded=padded, unreal=unreal)


@lru_cache(maxsize=1)
def dataset(path: Path) -> Dataset:
    """Return a file; the last one is kept, since frames of one file are asked for in a row.

    What the decoder insists on and old scanners left out takes its usual value.
    """
    data = pydicom.dcmread(path, force=True)
    for keyword, usual in _USUAL.items():
        if keyword not in data:
            setattr(data, keyword, usual)
    if "BitsStored" not in data and "BitsAllocated" in data:
        data.BitsStored = data.BitsAllocated
    return data


def _stored(data: Dataset, frame: int, syntax: str) -> npt.NDArray[Any]:
    if syntax == _DEFLATED_FRAMES:
        return _inflated(data, frame)
    if syntax == _EXTENDED and data.BitsStored == 12:
        from .jpeg_extended import twelve_bits

        return twelve_bits(data, frame)
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


def _inflated(data: Dataset, frame: int) -> npt.NDArray[Any]:
    """Decode a frame that was deflated by itself (PS3.5 A.4.13), which pydicom does not."""
    bits, pixels = number(data, "BitsAllocated") or 0, data.Rows * data.Columns
    if bits not in (1, 8, 16):
        raise LoadError("is broken: its number of bits per pixel is impossible")
    frames = int(number(data, "NumberOfFrames", 1) or 1)
    packed = get_frame(data.PixelData, frame, number_of_frames=frames)
    need = -(-pixels * int(bits) // 8)
    try:
        plain = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, need)
    except zlib.error:
        raise LoadError("is broken: its deflated picture cannot be unpacked") from None
    if len(plain) < need:
        raise LoadError("is broken: its deflated picture is too short")
    kind = "i" if number(data, "PixelRepresentation") else "u"
    stored = np.frombuffer(plain, f"<{kind}2" if bits == 16 else f"{kind}1" if bits == 8 else np.uint8)
    stored = np.unpackbits(stored, count=pixels, bitorder="little") if bits == 1 else stored
    return stored.reshape(data.Rows, data.Columns)


def _replace_unreal(result: npt.NDArray[np.float32], by: float) -> int:
    if np.isfinite(result.sum(dtype=np.float64)):
        return 0
    wrong = ~np.isfinite(result)
    result[wrong] = by
    return int(wrong.sum())


def _pad(outside: Outside, stored: npt.NDArray[Any], result: npt.NDArray[np.float32]) -> int:
    """Turn pixels outside the field of view into air and return how many were changed.

    Values that the scanner wrote above -1024 HU stay. Where padding is not declared, a corner far below
    air gives it away. Compression with loss smears the padding, so all that is below air goes there.
    """
    value = outside.value
    if value is None:
        value = float(stored[0, 0]) if result[0, 0] <= -1500 else None
    if value is None:
        return 0
    low, high = sorted((value, value if outside.limit is None else outside.limit))
    below = result < AIR
    if not outside.lossy:
        below &= (stored >= low) & (stored <= high)
    result[below] = AIR
    return int(below.sum())
