"""Voxels in the reader process: plain or packed numbers, which must fit their file before any is read."""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, Protocol

import numpy as np
import numpy.typing as npt

from ..core.errors import LoadError

LARGEST = 8 << 30
Packing = Literal["", "gzip", "zlib", "bzip2"]
_MOST_PACKED: dict[Packing, int] = {"": 1, "gzip": 1032, "zlib": 1032, "bzip2": 1 << 20}
"""Bytes that one packed byte can hold (zlib technical details; a bzip2 block of runs)."""
_BROKEN = "is truncated or broken inside its compression"


class Source(Protocol):
    """Something that a reader can take slab by slab."""

    def slabs(self, rows: int, first: int = 0) -> Iterator[npt.NDArray[np.float32]]:
        """Yield ``rows`` file rows (k) at a time, from row ``first`` to the end of its volume."""


class Readable(Protocol):
    """What is read from its start on."""

    def read(self, count: int, /) -> bytes:
        """Return up to ``count`` bytes, none at the end."""


@dataclass(frozen=True)
class Voxels:
    """Where the voxels of a file stand and what their numbers mean; ``shape`` is (k, j, i) of one volume."""

    path: Path
    shape: tuple[int, int, int]
    dtype: np.dtype[Any]
    start: int = 0
    """Bytes of the file before the numbers."""
    skip: int = 0
    """Bytes before the numbers in what was unpacked."""
    packing: Packing = ""
    slope: float = 1.0
    intercept: float = 0.0
    volumes: int = 1

    @property
    def _row(self) -> int:
        return self.shape[1] * self.shape[2] * self.dtype.itemsize

    @property
    def bytes(self) -> int:
        """How many bytes the numbers of all volumes take, unpacked."""
        return self.volumes * self.shape[0] * self._row

    def slabs(self, rows: int, first: int = 0) -> Iterator[npt.NDArray[np.float32]]:
        """Yield ``rows`` file rows at a time; volume n starts at row n·k. LoadError where they end early."""
        stop = (first // self.shape[0] + 1) * self.shape[0]
        before = self.skip + first * self._row
        with _unpacked(self.path, self.start if self.packing else self.start + before, self.packing) as file:
            leave_out(file, before if self.packing else 0)
            for start in range(first, stop, rows):
                count = min(rows, stop - start)
                raw = np.frombuffer(_exactly(file, count * self._row), self.dtype)
                yield self._scaled(raw.reshape(count, *self.shape[1:]))

    def _scaled(self, raw: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
        with np.errstate(all="ignore"):
            if self.slope == 1 and self.intercept == 0:
                return raw.astype(np.float32)
            return (raw.astype(np.float64) * self.slope + self.intercept).astype(np.float32)

    def check(self) -> None:
        """Raise LoadError where the numbers cannot be in the file, or are more than can be opened."""
        try:
            there = self.path.stat().st_size - self.start
        except OSError:
            raise LoadError(f"has its voxels in “{self.path.name}”, which is missing") from None
        if self.skip + self.bytes > there * _MOST_PACKED[self.packing]:
            raise LoadError("is truncated: it claims more voxels than it can hold")
        if self.bytes // self.volumes > LARGEST:
            raise LoadError(
                f"claims {self.bytes / self.volumes / 2**30:.0f} GiB of voxels and was not opened"
            )


def checked_shape(sizes: list[int]) -> tuple[int, int, int]:
    """Return (k, j, i) of sizes (i, j, k); raises LoadError where they are none."""
    if len(sizes) != 3 or min(sizes) < 1 or max(sizes) > 65535:
        raise LoadError(f"has an impossible size: {' × '.join(map(str, sizes)) or 'none'}")
    return sizes[2], sizes[1], sizes[0]


def checked_affine(affine: npt.NDArray[np.float64]) -> tuple[float, ...]:
    """Return a 3×4 affine row by row; raises LoadError where it says no place in space."""
    if not np.isfinite(affine).all() or np.abs(affine).max() > 1e6:
        raise LoadError("is broken: its position is not a finite number")
    lengths = np.linalg.norm(affine[:, :3], axis=0)
    if lengths.min() < 1e-6 or abs(np.linalg.det(affine[:, :3] / lengths)) < 1e-3:
        raise LoadError("is broken: its orientation is singular")
    return tuple(float(value) for value in affine.ravel())


def beside(path: Path, name: str) -> Path:
    """Return the file of a name that a header gives, in the folder of the header.

    Raises LoadError for any other place: a header must not make this program read whatever it likes.
    """
    plain = name.removeprefix("./")
    if not plain.strip(".") or any(c in plain for c in "/\\:\0") or plain.startswith("~"):
        raise LoadError("has its voxels outside its folder, where no header may lead; put both side by side")
    found = path.with_name(plain)
    if not found.is_file():
        raise LoadError(f"has its voxels in “{plain}”, which is missing")
    if found.resolve().parent != path.parent.resolve():
        raise LoadError("has its voxels behind a link out of its folder; put both side by side")
    return found


@contextmanager
def _unpacked(path: Path, start: int, packing: Packing) -> Iterator[Readable]:
    with path.open("rb") as file:
        file.seek(start)
        if packing == "gzip":
            with gzip.GzipFile(fileobj=file, mode="rb") as unzipped:
                yield unzipped
        elif packing == "bzip2":
            with bz2.BZ2File(file) as unpacked:
                yield unpacked
        else:
            yield _Inflated(file) if packing == "zlib" else file


class _Inflated:
    """What a zlib stream unpacks to; also one of gzip, which some programs write in its place."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._engine = file, zlib.decompressobj(zlib.MAX_WBITS | 32)

    def read(self, count: int, /) -> bytes:
        while not self._engine.eof:
            packed = self._engine.unconsumed_tail or self._file.read(1 << 16)
            if not packed:
                raise EOFError("the stream has no end")
            if found := self._engine.decompress(packed, count):
                return found
        return b""


def some(file: Readable, count: int) -> bytes:
    """Return up to ``count`` bytes; raises LoadError where they cannot be unpacked."""
    try:
        return file.read(count)
    except (EOFError, OSError, zlib.error) as error:
        raise LoadError(_BROKEN) from error


def leave_out(file: Readable, count: int) -> None:
    """Step over ``count`` bytes; raises LoadError where there are fewer."""
    while count > 0:
        step = len(some(file, min(count, 1 << 20)))
        if step == 0:
            raise LoadError("is truncated")
        count -= step


def _exactly(file: Readable, count: int) -> bytearray:
    found = bytearray()
    while len(found) < count:
        part = some(file, min(count - len(found), 1 << 24))
        if not part:
            raise LoadError("is truncated: it ends before its last voxel")
        found += part
    return found


def gzipped(path: Path) -> bool:
    """Say whether a file starts as gzip does, whatever it is called."""
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def start_of(path: Path, count: int) -> bytes:
    """Return the first ``count`` bytes of a file, or fewer, unpacked where it is gzipped."""
    with _unpacked(path, 0, "gzip" if gzipped(path) else "") as file:
        return some(file, count)
