"""Prescan: walk a DICOM file's elements with bounds, before any library sees it (reliability.md §3.2)."""

from __future__ import annotations

import io
import mmap
import struct
import zlib
from dataclasses import dataclass, field
from typing import BinaryIO

from ..core.errors import LoadError

LARGEST_FILE = 1 << 30
"""A file is read whole, within the reader's 2 GiB of address space."""
LARGEST_PICTURE = 8 << 30
DEEPEST = 32
MOST_ITEMS = 100_000
MOST_ELEMENTS = 1_000_000
LARGEST_INFLATED = 256 << 20
HIGHEST_RATIO = 100

_IMPLICIT, _BIG, _DEFLATED = "1.2.840.10008.1.2", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"
PLAIN = (_IMPLICIT, "1.2.840.10008.1.2.1")
"""The transfer syntaxes whose pixels stand in the file as this program computes with them."""
_LONG = frozenset((b"OB", b"OW", b"OF", b"OD", b"OL", b"OV", b"SQ", b"UC", b"UN", b"UR", b"UT", b"SV", b"UV"))
_SHORT = frozenset(b"AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US".split())
_UNDEFINED = 0xFFFFFFFF
_PIXELS = ((0x7FE0, 0x0008), (0x7FE0, 0x0009), (0x7FE0, 0x0010))
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
_WANTED = {
    (0x0028, 0x0002): "samples",
    (0x0028, 0x0010): "rows",
    (0x0028, 0x0011): "columns",
    (0x0028, 0x0100): "bits",
}


class NotDicomError(LoadError):
    """The file is not DICOM at all."""


@dataclass
class Scanned:
    """What the walk saw: the transfer syntax, the sizes, and where the pixels begin (-1: nowhere)."""

    syntax: str = _IMPLICIT
    headless: bool = False
    """Without preamble or file meta information."""
    sizes: dict[str, int] = field(default_factory=dict)
    frames: int = 1
    pixels: int = -1
    pixel_length: int = 0
    size: int = 0
    """Bytes of the file."""
    plain: int = -1
    """Where whole numbers begin that are not packed (-1: nowhere)."""
    program: bool = False
    """The preamble looks like a program (CVE-2019-11687); it is read as data only."""


def prescan(file: BinaryIO) -> Scanned:
    """Check the file's structure and return what was seen.

    Raises NotDicomError, or LoadError with a sentence, where a library must not be let near it.
    """
    start = file.read(256)
    size = file.seek(0, io.SEEK_END)
    if start[128:132] != b"DICM" and not _looks_like_elements(start, size):
        raise NotDicomError("is not DICOM" if start else "is empty")
    if size > LARGEST_FILE:
        raise LoadError("is larger than 1 GiB, which this version does not open")
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        return _prescan(view)


def _prescan(view: mmap.mmap) -> Scanned:
    scanned = Scanned(size=len(view))
    start = 132 if view[128:132] == b"DICM" else 0
    scanned.headless = start == 0
    scanned.program = start == 132 and view[:128].startswith(_PROGRAMS)
    start = _meta(view, start, scanned)
    if scanned.syntax == _DEFLATED:
        _Walk(_inflate(view, start), 0, scanned).run()
    else:
        _Walk(view, start, scanned).run()
    _check_sizes(scanned)
    return scanned


def _looks_like_elements(start: bytes, size: int) -> bool:
    """Say whether a file begins with group 0002 or 0008 and a length that fits."""
    if size < 16:
        return False
    heads = [struct.unpack_from(order + "HHL", start) for order in "<>"]
    return any(
        group in (0x0002, 0x0008) and (start[4:6] in _LONG | _SHORT or length < min(size, 4096))
        for group, _, length in heads
    )


def _meta(view: mmap.mmap, start: int, scanned: Scanned) -> int:
    """Read the file meta information for the transfer syntax; return where the data set begins."""
    position, found = start, False
    while position + 8 <= len(view) and view[position : position + 2] == b"\x02\x00":
        element, vr = struct.unpack_from("<H2s", view, position + 2)
        if vr not in _LONG | _SHORT:
            raise LoadError("is broken: its file meta information cannot be read")
        head, length = _explicit_length(view, position, "<", vr)
        if length > len(view) - head:
            raise LoadError("is broken or truncated in its file meta information")
        if element == 0x0010:
            scanned.syntax, found = view[head : head + length].rstrip(b"\0 ").decode("ascii", "replace"), True
        position = head + length
    if not found:
        scanned.syntax = _guess_syntax(view, position)
    return position


def _guess_syntax(view: mmap.mmap, position: int) -> str:
    """Guess the encoding of a data set that does not name it, from its first element."""
    if view[position + 4 : position + 6] in _LONG | _SHORT:
        group = struct.unpack_from("<H", view, position)[0]
        return _BIG if group >= 0x0100 and group & 0xFF == 0 else "1.2.840.10008.1.2.1"
    return _IMPLICIT


def _explicit_length(view: bytes | mmap.mmap, position: int, order: str, vr: bytes) -> tuple[int, int]:
    """Return where the value begins and how long it is."""
    long = vr in _LONG
    if position + (12 if long else 8) > len(view):
        raise LoadError("is truncated in the middle of its header")
    if long:
        return position + 12, struct.unpack_from(order + "L", view, position + 8)[0]
    return position + 8, struct.unpack_from(order + "H", view, position + 6)[0]


def _inflate(view: mmap.mmap, start: int) -> bytes:
    compressed = len(view) - start
    limit = min(LARGEST_INFLATED, max(compressed * HIGHEST_RATIO, 1 << 20))
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = engine.decompress(view[start:], limit)
    except zlib.error as error:
        raise LoadError("is broken: its deflated data cannot be unpacked") from error
    if engine.unconsumed_tail:
        raise LoadError("unpacks to far more than a picture needs and was not opened")
    return data


class _Walk:
    """One bounded pass over the elements; a stack instead of recursion."""

    def __init__(self, view: bytes | mmap.mmap, start: int, scanned: Scanned) -> None:
        self.view, self.position, self.scanned = view, start, scanned
        self.order = ">" if scanned.syntax == _BIG else "<"
        self.explicit = scanned.syntax != _IMPLICIT
        self.stack: list[tuple[int, bool, int]] = []  # end (or _UNDEFINED), explicit before, items
        self.elements = 0

    def run(self) -> None:
        """Walk to the pixels or the end."""
        while True:
            self._close_finished()
            if self.position + 8 > len(self.view):
                break
            self.elements += 1
            if self.elements > MOST_ELEMENTS:
                raise LoadError("has more than a million elements and was not opened")
            if not self._element():
                break

    def _close_finished(self) -> None:
        while self.stack and self.stack[-1][0] != _UNDEFINED and self.position >= self.stack[-1][0]:
            self.explicit = self.stack.pop()[1]

    def _element(self) -> bool:
        """Step over one element or into a sequence; False at the pixels."""
        group, element = struct.unpack_from(self.order + "HH", self.view, self.position)
        if group == 0xFFFE:
            self._item(element)
            return True
        vr, head, length = self._header()
        if not self.stack and (group, element) in _PIXELS:
            self._pixels(head, length)
            if element == 0x0010 and self.scanned.syntax in PLAIN and length != _UNDEFINED:
                self.scanned.plain = head
            return False
        if vr == b"SQ" or length == _UNDEFINED:
            self._enter(vr, head, length)
            return True
        if length > len(self.view) - head:
            raise LoadError(
                f"is broken or truncated: element ({group:04X},{element:04X}) is longer than the file"
            )
        if not self.stack:
            self._note((group, element), head, length)
        self.position = head + length
        return True

    def _header(self) -> tuple[bytes, int, int]:
        vr = bytes(self.view[self.position + 4 : self.position + 6])
        if self.explicit and (vr in _LONG or vr in _SHORT):
            return vr, *_explicit_length(self.view, self.position, self.order, vr)
        return b"", self.position + 8, struct.unpack_from(self.order + "L", self.view, self.position + 4)[0]

    def _item(self, element: int) -> None:
        length = struct.unpack_from(self.order + "L", self.view, self.position + 4)[0]
        self.position += 8
        if element == 0xE000 and self.stack:
            end, explicit, items = self.stack[-1]
            if items >= MOST_ITEMS:
                raise LoadError("has a sequence of more than 100,000 items and was not opened")
            self.stack[-1] = (end, explicit, items + 1)
        elif element == 0xE0DD and self.stack:
            self.explicit = self.stack.pop()[1]
        if element == 0xE000 and length not in (0, _UNDEFINED) and length > len(self.view) - self.position:
            raise LoadError("is broken or truncated: an item is longer than the file")

    def _enter(self, vr: bytes, head: int, length: int) -> None:
        if len(self.stack) >= DEEPEST:
            raise LoadError("has sequences nested deeper than 32 and was not opened")
        if length != _UNDEFINED and length > len(self.view) - head:
            raise LoadError("is broken or truncated: a sequence is longer than the file")
        end = _UNDEFINED if length == _UNDEFINED else head + length
        self.stack.append((end, self.explicit, 0))
        if vr == b"UN":  # PS3.5 6.2.2: a UN sequence is implicit little endian inside
            self.explicit = False
        self.position = head

    def _note(self, tag: tuple[int, int], head: int, length: int) -> None:
        if tag in _WANTED and length == 2:
            self.scanned.sizes[_WANTED[tag]] = struct.unpack_from(self.order + "H", self.view, head)[0]
        elif tag == (0x0028, 0x0008) and length <= 16:
            text = bytes(self.view[head : head + length]).strip(b" \0")
            self.scanned.frames = int(text) if text.lstrip(b"-").isdigit() else 1

    def _pixels(self, head: int, length: int) -> None:
        if length != _UNDEFINED and length > len(self.view) - head:
            left = len(self.view) - head
            raise LoadError(f"is truncated: {length:,} bytes of pixels are announced, {left:,} are there")
        self.scanned.pixels, self.scanned.pixel_length = self.position, length


def _check_sizes(scanned: Scanned) -> None:
    if scanned.pixels < 0:
        return
    rows, columns = scanned.sizes.get("rows", 0), scanned.sizes.get("columns", 0)
    bits, samples = scanned.sizes.get("bits", 16), scanned.sizes.get("samples", 1)
    if rows < 1 or columns < 1 or scanned.frames < 1:
        raise LoadError(f"has an impossible size: {rows} × {columns} pixels, {scanned.frames} frames")
    total = -(-rows * columns * scanned.frames * samples * bits // 8)  # single bits are packed
    if total > LARGEST_PICTURE:
        raise LoadError(f"claims a picture of {total / 2**30:.0f} GiB and was not opened")
    if scanned.pixel_length != _UNDEFINED and total > scanned.pixel_length:
        raise LoadError(
            f"is truncated: its size needs {total:,} bytes of pixels, {scanned.pixel_length:,} are there"
        )
