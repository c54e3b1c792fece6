"""Zip archives in the reader process: their directory says what may be unpacked, before any entry is."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from ..core.errors import LoadError
from .entry_names import folded, why_not
from .found import Entry, Listing
from .hints import plain

MOST_ENTRIES = 20_000
LARGEST = 8 << 30
"""Bytes that an archive may unpack to."""
HIGHEST_RATIO, SMALL = 100, 1 << 20
"""How far entries above ``SMALL`` bytes may have been packed; volumes with noise reach 2 to 4."""
CHUNK = 16 << 20
_BOMB = f"unpacks to more than {HIGHEST_RATIO} times its size"
_END, _END64 = b"PK\x05\x06", b"PK\x06\x06"
_LONGEST_DIRECTORY = MOST_ENTRIES * 512


class Archive:
    """One zip archive, open; raises LoadError with a sentence."""

    def __init__(self, path: Path) -> None:
        _check_directory(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as error:
            raise LoadError("is broken: it cannot be unpacked") from error
        self._infos = self._zip.infolist()
        _check_bomb(self._infos, path.stat().st_size)

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def listing(self) -> Listing:
        """Say what may be unpacked, and why the rest may not."""
        entries: list[Entry] = []
        left_out: list[str] = []
        taken: dict[str, bool] = {}  # by folded names: whether it is a file
        for number, info in enumerate(self._infos):
            name = info.filename.replace("\\", "/")
            if info.is_dir() or name.endswith("/"):
                continue
            reason = _why_not(info, name) or _clash(name, taken)
            if reason:
                left_out.append(f"“{_last(name)}” in the archive {reason} and was left out.")
                continue
            entries.append(Entry(number=number, name=name, size=info.file_size))
        return Listing(entries=tuple(entries), left_out=tuple(left_out))

    def chunks(self, number: int) -> Iterator[bytes]:
        """Yield the bytes of an entry; no more than its directory says."""
        try:
            with self._zip.open(self._infos[number]) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise LoadError("is broken inside the archive") from error


def _check_directory(path: Path) -> None:
    """Refuse a directory that is too long before it is read; numbers in it may lie, its bytes do not."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - (1 << 16) - 200))
        tail = file.read()
        at = len(tail) - 22 if tail[-22:-18] == _END else tail.rfind(_END)
        if at < 0 or len(tail) < at + 22:
            raise LoadError("is no zip archive, or is truncated" if size else "is empty")
        length = struct.unpack_from("<L", tail, at + 12)[0]
        end = size - len(tail) + at
        at64 = tail.rfind(_END64, 0, at)
        if length == 0xFFFFFFFF and at64 >= 0 and len(tail) >= at64 + 48:
            length, end = struct.unpack_from("<Q", tail, at64 + 40)[0], size - len(tail) + at64
        if length > _LONGEST_DIRECTORY:
            raise LoadError(f"claims more than {MOST_ENTRIES:,} files and was not unpacked")
        file.seek(max(0, end - length))
        if file.read(length).count(b"PK\x01\x02") > MOST_ENTRIES:
            raise LoadError(f"holds more than {MOST_ENTRIES:,} files and was not unpacked")


def _check_bomb(infos: list[zipfile.ZipInfo], packed: int) -> None:
    total = sum(info.file_size for info in infos)
    if total > LARGEST:
        raise LoadError(f"unpacks to {total / 2**30:.0f} GiB, more than 8 GiB, and was not unpacked")
    if _is_bomb(total, packed):  # of the file: entries may share their packed bytes
        raise LoadError(f"{_BOMB}, as no scan does, and was not unpacked")


def _is_bomb(size: int, packed: int) -> bool:
    return size > SMALL and size > HIGHEST_RATIO * packed


def _why_not(info: zipfile.ZipInfo, name: str) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a link"
    if kind not in (0, stat.S_IFREG):
        return "is no regular file"
    if info.flag_bits & 1:
        return "is encrypted"
    if info.compress_type not in (
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
        zipfile.ZIP_BZIP2,
        zipfile.ZIP_LZMA,
    ):
        return "is packed in a way that is not read here"
    if _is_bomb(info.file_size, info.compress_size):
        return _BOMB
    return why_not(name)


def _clash(name: str, taken: dict[str, bool]) -> str:
    """Say that a name is that of an entry before it where case does not count, or take it."""
    parts = folded(name).split("/")
    whole = "/".join(parts)
    above = ["/".join(parts[:n]) for n in range(1, len(parts))]
    if whole in taken or any(taken.get(folder, False) for folder in above):
        return "has the name of another entry, up to upper and lower case,"
    taken[whole] = True
    for folder in above:
        taken[folder] = False
    return ""


def _last(name: str) -> str:
    return plain(name.rstrip("/").rpartition("/")[2])[:60] or "an entry"
