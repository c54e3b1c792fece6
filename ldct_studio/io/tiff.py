"""TIFF in the reader process: pages of one file as a volume, with the spacing that ImageJ and OME record.

Pages only: the ``series`` of tifffile open the other files that an OME header names, which are not ours to
read.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ..core.errors import LoadError
from .found import ArrayHeader
from .hints import modality_hint
from .voxels import LARGEST, Source, Voxels, checked_affine, checked_shape

if TYPE_CHECKING:
    from tifffile import TiffFile, TiffPage

_NONE, _LZW = 1, 5
_PACKED = {_NONE: 1, _LZW: 1400, 8: 1032, 32946: 1032, 32773: 64}
"""Bytes that a packed byte can hold: plain, LZW, Deflate (two numbers), PackBits."""
_WHITE_IS_0 = 0
_GRAY = (_WHITE_IS_0, 1)
_UNITS = {
    "mm": 1.0, "millimeter": 1.0, "cm": 10.0, "m": 1000.0, "inch": 25.4, "nm": 1e-6,
    "um": 1e-3, "µm": 1e-3, "μm": 1e-3, "\\u00b5m": 1e-3, "micron": 1e-3, "microns": 1e-3,
}  # fmt: skip
_NO_SIDE = (
    "A TIFF does not say how it lies in the patient; its pages were taken as axial, the first as the lowest."
)
Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Pages:
    """The pages of a file, one row of the volume each; ``shape`` is (k, j, i)."""

    path: Path
    shape: tuple[int, int, int]

    def slabs(self, rows: int, first: int = 0) -> Iterator[npt.NDArray[np.float32]]:
        """Yield ``rows`` pages at a time, from page ``first`` on."""
        with _opened(self.path) as file:
            for start in range(first, self.shape[0], rows):
                stop = min(start + rows, self.shape[0])
                slab = np.empty((stop - start, *self.shape[1:]), np.float32)
                for number in range(start, stop):
                    slab[number - start] = self._page(file, number)
                yield slab

    def _page(self, file: TiffFile, number: int) -> npt.NDArray[Any]:
        page = _page(file, number)
        try:
            found = self._lzw(page, number) if page.compression == _LZW else page.asarray(maxworkers=1)
        except _ERRORS as error:
            raise LoadError(f"is broken: page {number + 1} cannot be unpacked") from error
        if found.shape != self.shape[1:]:
            raise LoadError(f"is broken: page {number + 1} has another size than it says")
        return found

    def _lzw(self, page: TiffPage, number: int) -> npt.NDArray[Any]:
        """Unpack with Pillow, as tifffile needs a package that we do not ship.

        Pillow turns bytes around where 0 is white; numbers are as stored here, as in pages packed otherwise.
        """
        from PIL import Image

        with Image.open(self.path) as image:
            image.seek(number)
            found = np.asarray(image)
        return ~found if page.photometric == _WHITE_IS_0 and found.dtype == np.uint8 else found


def read_tiff(path: Path) -> tuple[ArrayHeader, Source]:
    """Read and check the pages of a file; raises LoadError with a sentence."""
    with _opened(path) as file:
        try:
            first = _page(file, 0)
            _check_kind(first)
            source = _stacked_by_imagej(path, file, first) or _pages(path, file, first)
            spacing = _spacing(file, first)
        except _ERRORS as error:
            raise LoadError("is broken: its pages cannot be read") from error
    steps = None if spacing is None else np.column_stack([np.diag(spacing[::-1]), np.zeros(3)])
    found = ArrayHeader(
        shape=source.shape,
        affine=None if steps is None else checked_affine(steps),
        modality=modality_hint(path),
        warnings=(_NO_SIDE,),
        page=source.shape[0] == 1,
    )
    return found, source


_ERRORS = (
    *(ValueError, TypeError, AttributeError, LookupError, ArithmeticError, OSError, EOFError),
    *(struct.error, zlib.error),
)
"""What tifffile and Pillow raise for broken files; their own errors are ValueError and OSError."""


def _opened(path: Path) -> TiffFile:
    from tifffile import TiffFile

    try:
        return TiffFile(path)
    except _ERRORS as error:
        raise LoadError("is broken: it is no TIFF" if path.stat().st_size else "is empty") from error


def _page(file: TiffFile, number: int) -> TiffPage:
    from tifffile import TiffPage

    try:
        page = file.pages[number]
    except _ERRORS as error:
        raise LoadError(f"is broken: page {number + 1} cannot be found") from error
    if not isinstance(page, TiffPage):
        raise LoadError(f"is broken: page {number + 1} cannot be read")
    return page


def _check_kind(page: TiffPage) -> None:
    if page.samplesperpixel != 1 or int(page.photometric) not in _GRAY:
        raise LoadError("holds colors, not voxel values")
    if page.dtype is None or page.dtype.kind not in "iufb" or page.dtype.itemsize > 8:
        raise LoadError("holds numbers of a kind that are no voxel values")
    compression = int(page.compression)
    if compression not in _PACKED or (compression == _LZW and page.dtype.str[1:] not in ("u1", "u2")):
        named = getattr(page.compression, "name", compression)
        raise LoadError(f"is packed in a way that is not read here ({named}); save it unpacked")


def _pages(path: Path, file: TiffFile, first: TiffPage) -> Pages:
    """Return the pages that have the size of the first one; LoadError where another one is among them."""
    count = len(file.pages)
    shape = checked_shape([first.imagewidth, first.imagelength, count])
    there, total = path.stat().st_size, 0
    for number in range(count):
        page = _page(file, number)
        _check_kind(page)
        if (page.imagelength, page.imagewidth, page.dtype) != (shape[1], shape[2], first.dtype):
            raise LoadError(f"has pages of different sizes; page {number + 1} differs from the first")
        _check_size(page, number, there)
        total += shape[1] * shape[2] * 4
        if total > LARGEST:
            raise LoadError("claims more than 8 GiB of voxels and was not opened")
    return Pages(path, shape)


def _check_size(page: TiffPage, number: int, there: int) -> None:
    parts = list(zip(page.dataoffsets, page.databytecounts, strict=False))
    need = page.imagelength * page.imagewidth * max(page.bitspersample, 1) // 8
    if any(offset + length > there for offset, length in parts):
        raise LoadError(f"is truncated: page {number + 1} lies behind its end")
    if need > sum(length for _, length in parts) * _PACKED[int(page.compression)]:
        raise LoadError("is truncated: it claims more voxels than it can hold")


def _stacked_by_imagej(path: Path, file: TiffFile, first: TiffPage) -> Voxels | None:
    """Return the pictures that ImageJ writes behind the only page, where a stack is larger than 4 GB."""
    count = _count(_imagej(file), "images")
    if count < 2 or len(list(islice(file.pages, 2))) > 1 or first.dtype is None or not first.is_contiguous:
        return None
    shape = checked_shape([first.imagewidth, first.imagelength, count])
    source = Voxels(path, shape, np.dtype(first.dtype).newbyteorder(file.byteorder), first.dataoffsets[0])
    source.check()
    return source


def _spacing(file: TiffFile, first: TiffPage) -> Triple | None:
    """Return (z, y, x) in mm, as ImageJ or OME recorded it; LoadError where pages are channels or times."""
    if file.is_ome:
        return _of_ome(first.description)
    imagej = _imagej(file)
    channels, slices, frames = (_count(imagej, name) for name in ("channels", "slices", "frames"))
    if channels > 1 or (slices > 1 and frames > 1):
        raise LoadError("holds several channels or times; save one of them as a stack of slices")
    factor = _UNITS.get(str(imagej.get("unit", "")).lower())
    density = [first.tags.valueof(name) for name in ("YResolution", "XResolution")]
    if factor is None or not all(_is_ratio(value) for value in density):
        return None  # the resolution of other programs is that of a printer
    y, x = (factor * value[1] / value[0] for value in density)
    z = imagej.get("spacing")
    return _sound((factor * abs(float(z)), y, x)) if isinstance(z, (int, float)) else None


def _of_ome(description: str) -> Triple | None:
    """Read spacing and order off the first ``Pixels`` of an OME header, without parsing its XML."""
    pixels = re.search(r"<(?:\w+:)?Pixels\b([^>]{0,4000})>", description[: 1 << 20])
    given = dict(re.findall(r'(\w+)\s*=\s*"([^"]{0,100})"', pixels[1])) if pixels else {}
    sizes = {axis: int(given[f"Size{axis}"]) for axis in "ZCT" if given.get(f"Size{axis}", "").isdecimal()}
    if sizes.get("C", 1) > 1 or (sizes.get("T", 1) > 1 and sizes.get("Z", 1) > 1):
        raise LoadError("holds several channels or times; save one of them as a stack of slices")
    found = []
    for axis in "ZYX":
        factor = _UNITS.get(given.get(f"PhysicalSize{axis}Unit", "µm").lower())
        try:
            found.append(float(given[f"PhysicalSize{axis}"]) * (factor or float("nan")))
        except (KeyError, ValueError):
            return None
    return _sound((found[0], found[1], found[2]))


def _sound(spacing: Triple) -> Triple | None:
    return spacing if all(1e-6 < value < 1e5 for value in spacing) else None


def _imagej(file: TiffFile) -> dict[str, Any]:
    return file.imagej_metadata or {} if file.is_imagej else {}


def _count(imagej: dict[str, Any], name: str) -> int:
    value = imagej.get(name, 1)
    return value if isinstance(value, int) else 1


def _is_ratio(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(isinstance(n, int) and n > 0 for n in value)
