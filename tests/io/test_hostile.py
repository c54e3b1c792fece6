"""Hostile files end in a sentence, quickly and without memory."""

from __future__ import annotations

import gzip
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ldct_studio.core.errors import LoadError
from ldct_studio.io.opening import open_paths
from ldct_studio.io.prescan import NotDicomError, Scanned, prescan

EXPLICIT, DEFLATED = "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99"


def element(group: int, number: int, vr: bytes, value: bytes, length: int | None = None) -> bytes:
    size = len(value) if length is None else length
    if vr in (b"SQ", b"OB", b"OW", b"UN"):
        return struct.pack("<HH2sHL", group, number, vr, 0, size) + value
    return struct.pack("<HH2sH", group, number, vr, size) + value


def dicom(body: bytes, syntax: str = EXPLICIT, preamble: bytes = b"\0" * 128) -> bytes:
    uid = syntax.encode() + b"\0" * (len(syntax) % 2)
    return preamble + b"DICM" + element(2, 0x10, b"UI", uid) + body


def nested(depth: int) -> bytes:
    start = element(0x0008, 0x1110, b"SQ", b"", 0xFFFFFFFF) + struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF)
    return start * depth


def picture(**changes: Any) -> bytes:
    values = {"rows": 4, "columns": 4, "bits": 16, "frames": b"1 ", "length": None, **changes}
    return (
        element(0x0028, 0x0002, b"US", struct.pack("<H", 1))
        + element(0x0028, 0x0008, b"IS", values["frames"])
        + element(0x0028, 0x0010, b"US", struct.pack("<H", values["rows"]))
        + element(0x0028, 0x0011, b"US", struct.pack("<H", values["columns"]))
        + element(0x0028, 0x0100, b"US", struct.pack("<H", values["bits"]))
        + element(0x7FE0, 0x0010, b"OW", bytes(32), values["length"])
    )


def answer(tmp_path: Path, content: bytes) -> str:
    """Return what the prescan says; anything but a LoadError fails the test."""
    try:
        return scan(tmp_path, content).syntax
    except LoadError as error:
        return str(error)


def scan(tmp_path: Path, content: bytes) -> Scanned:
    path = tmp_path / "hostile.dcm"
    path.write_bytes(content)
    with path.open("rb") as file:
        return prescan(file)


def test_a_good_file_passes(tmp_path: Path) -> None:
    scanned = scan(tmp_path, dicom(picture()))
    assert scanned.sizes == {"samples": 1, "rows": 4, "columns": 4, "bits": 16}
    assert scanned.pixel_length == 32
    assert not scanned.program


@pytest.mark.parametrize("magic", [b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"#!/bin/sh\n"])
def test_a_program_in_the_preamble_is_flagged(tmp_path: Path, magic: bytes) -> None:
    assert scan(tmp_path, dicom(picture(), preamble=magic.ljust(128, b"\0"))).program


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (dicom(nested(33)), "deeper than 32"),
        (dicom(nested(200_000)), "deeper than 32"),
        (
            dicom(
                element(0x0008, 0x1110, b"SQ", b"", 0xFFFFFFFF)
                + struct.pack("<HHL", 0xFFFE, 0xE000, 0) * 100_001
            ),
            "100,000 items",
        ),
        (dicom(picture(frames=b"2147483647")), "claims a picture of"),
        (dicom(picture(rows=65535, columns=65535)), "truncated"),
        (dicom(picture(frames=b"-5")), "impossible size"),
        (dicom(picture(rows=0)), "impossible size"),
        (dicom(picture(length=0xFFFFFFFE)), "truncated: 4,294,967,294 bytes"),
        (dicom(element(0x0010, 0x0010, b"PN", b"x", 60000)), "longer than the file"),
        (dicom(element(0x0008, 0x1110, b"SQ", b"", 1 << 30)), "longer than the file"),
        (dicom(b"\x08\x00\x05\x00UN\0\0\xff"), "truncated"),
        (dicom(b"not deflated", DEFLATED), "cannot be unpacked"),
        (b"\0" * 128 + b"DICM\x02\0\x10\0UI\xff\xff1", "file meta information"),
        (b"\0" * 128 + b"DICM\x02\0\x10\0??\xff\xff1", "file meta information"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_structure_out_of_bounds_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(LoadError, match=sentence):
        scan(tmp_path, content)


def test_a_deflated_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    engine = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    zeros = bytes(1 << 20)
    bomb = b"".join(engine.compress(zeros) for _ in range(300)) + engine.flush()
    with pytest.raises(LoadError, match="unpacks to far more"):
        scan(tmp_path, dicom(bomb, DEFLATED))


@pytest.mark.parametrize(
    "content", [b"", b"x", b"hello world, this is text", bytes(200), b"\x89PNG\r\n" + bytes(99)]
)
def test_other_files_are_not_dicom(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(NotDicomError):
        scan(tmp_path, content)


def test_every_cut_of_a_file_is_an_answer(tmp_path: Path) -> None:
    whole = dicom(nested(3) + element(0x0008, 0x0060, b"CS", b"CT") + picture())
    for cut in range(len(whole)):
        assert answer(tmp_path, whole[:cut])


def test_random_bytes_are_an_answer(tmp_path: Path) -> None:
    generator = np.random.default_rng(7)
    whole = np.frombuffer(dicom(nested(3) + picture()), np.uint8)
    for _ in range(500):
        changed = whole.copy()
        changed[generator.integers(132, len(whole), 4)] = generator.integers(0, 256, 4)
        assert isinstance(answer(tmp_path, changed.tobytes()), str)


def test_a_nifti_bomb_is_refused(tmp_path: Path) -> None:
    import nibabel

    header = nibabel.Nifti1Header()
    header.set_data_shape((2000, 2000, 2000))
    header.set_data_dtype(np.int16)
    header.set_sform(np.eye(4), 1)
    claim = header.binaryblock + bytes(4)
    (tmp_path / "small.nii").write_bytes(claim + bytes(1000))
    (tmp_path / "bomb.nii.gz").write_bytes(gzip.compress(claim + bytes(1 << 24)))
    for name in ("small.nii", "bomb.nii.gz"):
        with pytest.raises(LoadError, match=r"more voxels than it can hold|GiB"):
            open_paths([tmp_path / name])


def test_pickled_numbers_are_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "objects.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(LoadError, match="objects"):
        open_paths([tmp_path / "objects.npy"], spacing=(1, 1, 1))
