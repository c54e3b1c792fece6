"""Hostile files end in a sentence, quickly and without memory."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from ldct_studio.core.errors import LoadError
from ldct_studio.io.opening import open_paths
from ldct_studio.io.prescan import NotDicomError, Scanned, prescan
from tests.robustness.hostile import DEFLATED, bombs, element, items, nested, raw, sized


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
    scanned = scan(tmp_path, raw(sized()))
    assert scanned.sizes == {"samples": 1, "rows": 4, "columns": 4, "bits": 16}
    assert scanned.pixel_length == 32
    assert not scanned.program


@pytest.mark.parametrize("magic", [b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"#!/bin/sh\n"])
def test_a_program_in_the_preamble_is_flagged(tmp_path: Path, magic: bytes) -> None:
    assert scan(tmp_path, raw(sized(), preamble=magic.ljust(128, b"\0"))).program


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (raw(nested(33)), "deeper than 32"),
        (raw(nested(200_000)), "deeper than 32"),
        (
            raw(items(100_001)),
            "100,000 items",
        ),
        (raw(sized(frames=b"2147483647")), "claims a picture of"),
        (raw(sized(rows=65535, columns=65535)), "truncated"),
        (raw(sized(frames=b"-5")), "impossible size"),
        (raw(sized(rows=0)), "impossible size"),
        (raw(sized(length=0xFFFFFFFE)), "truncated: 4,294,967,294 bytes"),
        (raw(element(0x0010, 0x0010, b"PN", b"x", 60000)), "longer than the file"),
        (raw(element(0x0008, 0x1110, b"SQ", b"", 1 << 30)), "longer than the file"),
        (raw(b"\x08\x00\x05\x00UN\0\0\xff"), "truncated"),
        (raw(b"not deflated", DEFLATED), "cannot be unpacked"),
        (b"\0" * 128 + b"DICM\x02\0\x10\0UI\xff\xff1", "file meta information"),
        (b"\0" * 128 + b"DICM\x02\0\x10\0??\xff\xff1", "file meta information"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_structure_out_of_bounds_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(LoadError, match=sentence):
        scan(tmp_path, content)


def test_a_deflated_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="unpacks to far more"):
        scan(tmp_path, next(content for name, content in bombs() if name == "deflated.dcm"))


@pytest.mark.parametrize(
    "content", [b"", b"x", b"hello world, this is text", bytes(200), b"\x89PNG\r\n" + bytes(99)]
)
def test_other_files_are_not_raw(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(NotDicomError):
        scan(tmp_path, content)


def test_every_cut_of_a_file_is_an_answer(tmp_path: Path) -> None:
    whole = raw(nested(3) + element(0x0008, 0x0060, b"CS", b"CT") + sized())
    for cut in range(len(whole)):
        assert answer(tmp_path, whole[:cut])


def test_random_bytes_are_an_answer(tmp_path: Path) -> None:
    generator = np.random.default_rng(7)
    whole = np.frombuffer(raw(nested(3) + sized()), np.uint8)
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
