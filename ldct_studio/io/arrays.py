"""``.npy`` and ``.npz`` in the reader process: nothing unpickled, sizes checked first."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib import format as npy

from ..core.errors import LoadError
from .found import ArrayHeader
from .hints import modality_hint
from .voxels import LARGEST

_LARGEST_MEMBER = 1 << 30
_PREFERRED = ("volume", "data", "image", "hu", "arr_0")


@dataclass(frozen=True)
class Array:
    """One array of a file; ``member`` names it inside an ``.npz``."""

    path: Path
    member: str
    shape: tuple[int, int, int]

    def slabs(self, rows: int, first: int = 0) -> Iterator[npt.NDArray[np.float32]]:
        """Yield ``rows`` rows (z) at a time, from row ``first`` on."""
        whole = self._whole().reshape(self.shape)
        for start in range(first, self.shape[0], rows):
            yield np.asarray(whole[start : start + rows], dtype=np.float32)

    def _whole(self) -> npt.NDArray[Any]:
        if not self.member:
            found: npt.NDArray[Any] = np.load(self.path, mmap_mode="r", allow_pickle=False)
            return found
        with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as file:
            member: npt.NDArray[Any] = npy.read_array(file, allow_pickle=False)
            return member


def read_array(path: Path) -> tuple[ArrayHeader, Array]:
    """Read and check the header of an array file; raises LoadError with a sentence."""
    try:
        shape, member = _member(path) if path.suffix.lower() == ".npz" else (_plain_shape(path), "")
    except (ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise LoadError("is broken or holds no plain numbers") from error
    if len(shape) not in (2, 3) or min(shape) < 1:
        raise LoadError(f"holds an array of shape {shape}; a volume has two or three axes")
    z, y, x = (1, *shape)[-3:]
    return ArrayHeader(shape=(z, y, x), modality=modality_hint(path)), Array(path, member, (z, y, x))


def _plain_shape(path: Path) -> tuple[int, ...]:
    with path.open("rb") as file:
        shape, bytes_needed = _npy_header(file)
        if bytes_needed + file.tell() > path.stat().st_size:
            raise LoadError("is truncated: it claims more numbers than it holds")
    return shape


def _member(path: Path) -> tuple[tuple[int, ...], str]:
    """Return the shape and name of the volume inside an ``.npz``."""
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist()[:1000] if info.filename.endswith(".npy")]
        ranked = sorted(infos, key=lambda info: _rank(info.filename))
        for info in ranked:
            with archive.open(info) as file:
                shape, bytes_needed = _npy_header(file)
            if len(shape) in (2, 3) and min(shape) > 1:
                if max(info.file_size, bytes_needed) > _LARGEST_MEMBER:
                    raise LoadError("holds more than 1 GiB packed; save it as .npy")
                return shape, info.filename
    raise LoadError("holds no array with two or three axes")


def _rank(name: str) -> int:
    stem = name.removesuffix(".npy").lower()
    return _PREFERRED.index(stem) if stem in _PREFERRED else len(_PREFERRED)


def _npy_header(file: Any) -> tuple[tuple[int, ...], int]:
    """Return the shape and the bytes of the numbers that follow."""
    version = npy.read_magic(file)
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, _, dtype = read(file)
    if dtype.kind not in "iufb" or dtype.itemsize > 8:
        raise LoadError("holds objects, text or complex numbers, not voxel values")
    total = math.prod(shape) * dtype.itemsize
    if total > LARGEST:
        raise LoadError(f"claims {total / 2**30:.0f} GiB of numbers and was not opened")
    return shape, total
