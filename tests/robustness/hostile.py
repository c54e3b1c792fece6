"""Hostile files by name: structures out of bounds, lying sizes, bombs, and files that are two things."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from .samples import dicom, jpeg_lossless, nifti, picture, saved

EXPLICIT, DEFLATED = "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99"
Named = tuple[str, bytes]
"""A file name and what the file holds."""


def element(group: int, number: int, vr: bytes, value: bytes, length: int | None = None) -> bytes:
    """Return one element, explicit little endian, that may lie about its length."""
    size = len(value) if length is None else length
    if vr in (b"SQ", b"OB", b"OW", b"UN"):
        return struct.pack("<HH2sHL", group, number, vr, 0, size) + value
    return struct.pack("<HH2sH", group, number, vr, size) + value


def raw(body: bytes, syntax: str = EXPLICIT, preamble: bytes = b"\0" * 128) -> bytes:
    """Return a file of some elements."""
    uid = syntax.encode() + b"\0" * (len(syntax) % 2)
    return preamble + b"DICM" + element(2, 0x10, b"UI", uid) + body


def nested(depth: int) -> bytes:
    """Return sequences in sequences that never end."""
    start = element(0x0008, 0x1110, b"SQ", b"", 0xFFFFFFFF) + struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF)
    return start * depth


def items(count: int) -> bytes:
    """Return a sequence of empty items."""
    start = element(0x0008, 0x1110, b"SQ", b"", 0xFFFFFFFF)
    return start + struct.pack("<HHL", 0xFFFE, 0xE000, 0) * count


def sized(**changes: Any) -> bytes:
    """Return the elements of a picture of 4 × 4 pixels, some of which lie."""
    values = {"rows": 4, "columns": 4, "bits": 16, "frames": b"1 ", "length": None, **changes}
    return (
        element(0x0028, 0x0002, b"US", struct.pack("<H", 1))
        + element(0x0028, 0x0008, b"IS", values["frames"])
        + element(0x0028, 0x0010, b"US", struct.pack("<H", values["rows"]))
        + element(0x0028, 0x0011, b"US", struct.pack("<H", values["columns"]))
        + element(0x0028, 0x0100, b"US", struct.pack("<H", values["bits"]))
        + element(0x7FE0, 0x0010, b"OW", bytes(32), values["length"])
    )


def changed(**values: Any) -> bytes:
    """Return a good slice with other values of some elements."""
    data = picture()
    for keyword, value in values.items():
        setattr(data, keyword, value)
    return saved(data)


def _patched(kind: str, old: bytes, new: bytes) -> bytes:
    content = dicom(kind)
    place = content.rindex(old)
    return content[:place] + new + content[place + len(new) :]


def files() -> Iterator[Named]:
    """Return the named files; the extension is part of the name where it matters."""
    for name, content in (*_structures(), *_values(), *_tables(), *_codecs(), *_others()):
        yield (name if "." in name else f"{name}.dcm"), content


def _structures() -> Iterator[Named]:
    yield "nested 200,000 deep", raw(nested(200_000))
    yield "nested 33 deep", raw(nested(33))
    yield "a million items", raw(items(1_000_000))
    yield "undefined length without end", raw(element(0x0009, 0x1001, b"UN", bytes(2 << 20), 0xFFFFFFFF))
    yield "element longer than the file", raw(element(0x0010, 0x0010, b"PN", b"x", 60000))
    yield "sequence longer than the file", raw(element(0x0008, 0x1110, b"SQ", b"", 1 << 30))
    yield "meta information longer than the file", b"\0" * 128 + b"DICM\x02\0\x10\0UI\xff\xff1"
    yield "unknown value representation", b"\0" * 128 + b"DICM\x02\0\x10\0??\xff\xff1"
    yield "preamble alone", b"\0" * 128 + b"DICM"
    yield "nothing at all", b""
    yield "two million elements", raw(element(0x0009, 0x1001, b"CS", b"") * 2_000_000)


def _values() -> Iterator[Named]:
    yield "65,535 rows and columns", raw(sized(rows=65535, columns=65535))
    yield "2^31 - 1 frames", raw(sized(frames=b"2147483647"))
    yield "-5 frames", raw(sized(frames=b"-5"))
    yield "64 bits of one byte", raw(sized(bits=64))
    yield "no rows", raw(sized(rows=0))
    yield "4 GiB of pixels announced", raw(sized(length=0xFFFFFFFE))
    yield "frame size wraps at 2^32", raw(sized(rows=32768, columns=32768, frames=b"4 "))
    yield "0 bits stored", changed(BitsStored=0)
    yield "high bit above the bits", changed(HighBit=255)
    yield "slope of 1e30", changed(RescaleSlope="1e30")
    yield "orientation of zeros", changed(ImageOrientationPatient=[0] * 6)
    yield "pixels of no size", changed(PixelSpacing=[0, 0])
    yield "position of 1e12 mm", changed(ImagePositionPatient=["1e12"] * 3)
    yield (
        "samples of three",
        changed(SamplesPerPixel=3, PhotometricInterpretation="RGB", PlanarConfiguration=0),
    )


def _tables() -> Iterator[Named]:
    lut = {f"{color}PaletteColorLookupTableDescriptor": [65535, 0, 16] for color in ("Red", "Green", "Blue")}
    data = {f"{color}PaletteColorLookupTableData": b"\1\2" for color in ("Red", "Green", "Blue")}
    yield "palette shorter than it says", changed(PhotometricInterpretation="PALETTE COLOR", **lut, **data)
    spoiled = picture()
    spoiled.add_new(0x60000010, "US", 65535)
    spoiled.add_new(0x60000011, "US", 65535)
    spoiled.add_new(0x60000050, "SS", [-32768, -32768])
    spoiled.add_new(0x60003000, "OW", b"\1\2")
    yield "overlay larger than its data", saved(spoiled)
    spoiled = picture()
    spoiled.add_new(0x00283002, "US", [65535, 0, 16])
    spoiled.add_new(0x00283006, "OW", b"\1\2")
    yield "lookup table shorter than it says", saved(spoiled)


def _codecs() -> Iterator[Named]:
    yield (
        "fragment longer than the file",
        _patched("rle", b"\xfe\xff\xdd\xe0", b"\xfe\xff\x00\xe0\xff\xff\xff\x7f"),
    )
    rle = dicom("rle")
    head = rle.index(b"\xfe\xff\x00\xe0", rle.index(b"\xe0\x7f\x10\x00"))
    body = rle.index(b"\xfe\xff\x00\xe0", head + 8) + 8
    yield "255 segments of RLE", rle[:body] + struct.pack("<L", 255) + rle[body + 4 :]
    yield "segment of RLE beyond the end", rle[:body] + struct.pack("<LL", 2, 1 << 31) + rle[body + 8 :]
    table = struct.pack("<LL", 8, 0) + struct.pack("<LL", 1 << 31, 1 << 30)
    yield "offset table beyond the file", rle[: head + 4] + table[:4] + table[8:] + rle[head + 8 :]
    j2k = dicom("jpeg-2000")
    size = j2k.index(b"\xff\x51") + 6
    yield "JPEG 2000 of 2^31 pixels", j2k[:size] + struct.pack(">LL", 1 << 31, 1 << 31) + j2k[size + 8 :]
    jls = dicom("jpeg-ls")
    frame = jls.index(b"\xff\xf7") + 5
    yield "JPEG-LS of another size", jls[:frame] + struct.pack(">HH", 65535, 65535) + jls[frame + 4 :]
    lossless = jpeg_lossless()
    frame = lossless.index(b"\xff\xc3") + 5
    yield (
        "JPEG lossless of another size",
        lossless[:frame] + struct.pack(">HH", 65535, 65535) + lossless[frame + 4 :],
    )
    tables = lossless.index(b"\xff\xc4") + 5
    yield "JPEG lossless with a broken code table", lossless[:tables] + b"\xff" * 16 + lossless[tables + 16 :]


def _others() -> Iterator[Named]:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../../outside.dcm", dicom("explicit"))
    yield "zip with a path outside", buffer.getvalue()
    yield "zip called npz.npz", buffer.getvalue()
    yield "gzip called DICOM", gzip.compress(dicom("explicit"))
    yield "text", b"hello world, this is no picture" * 100
    yield "random bytes", np.random.default_rng(3).bytes(4096)


def bombs() -> Iterator[Named]:
    """Return ten small files that claim, or become, large ones."""
    zeros, engine = bytes(1 << 20), zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    yield "deflated.dcm", raw(b"".join(engine.compress(zeros) for _ in range(300)) + engine.flush(), DEFLATED)
    claim = bytearray(nifti()[:352])
    struct.pack_into("<8h", claim, 40, 3, 2000, 2000, 2000, 1, 1, 1, 1)
    yield "claims.nii", bytes(claim) + bytes(1000)
    yield "claims.nii.gz", gzip.compress(bytes(claim) + bytes(1 << 24))
    struct.pack_into("<8h", claim, 40, 3, 32767, 32767, 32767, 1, 1, 1, 1)
    yield "claims more.nii.gz", gzip.compress(bytes(claim))
    yield "gzip in gzip.nii.gz", gzip.compress(gzip.compress(bytes(1 << 24)))
    yield (
        "claims.npy",
        b"\x93NUMPY\x01\0v\0"
        + str({"descr": "<f4", "fortran_order": False, "shape": (10**4, 10**4, 10**4)}).encode().ljust(117)
        + b"\n",
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.npy", buffer.getvalue() + bytes(64 << 20))
    yield "zeros.npz", buffer.getvalue()
    for kind, mark in (("jpeg-2000", b"\xff\x51"), ("rle", b"")):
        data = bytearray(dicom(kind))
        for tag in (b"\x28\0\x10\0US\2\0", b"\x28\0\x11\0US\2\0"):
            struct.pack_into("<H", data, data.index(tag) + 8, 4096)
        if mark:
            struct.pack_into(">LL", data, data.index(mark) + 6, 4096, 4096)
        yield f"4096 squared {kind}.dcm", bytes(data)
    yield "20,000 frames.dcm", changed(NumberOfFrames=20_000)


PREAMBLES = {
    "PE": b"MZ\x90\0",
    "ELF": b"\x7fELF\2\1\1",
    "Mach-O": b"\xcf\xfa\xed\xfe",
    "script": b"#!/bin/sh\necho\n",
    "TIFF": b"II*\0\x08\0\0\0",
}
"""First bytes of what else a DICOM file may be; all but TIFF would run."""


def polyglots() -> Iterator[Named]:
    """Return twenty good slices with another file's beginning in their preamble."""
    for name, start in PREAMBLES.items():
        for kind in ("explicit", "implicit", "deflated", "rle"):
            yield f"{name} {kind}.dcm", start.ljust(128, b"\0") + dicom(kind)[128:]
