"""NRRD (``.nrrd``; ``.nhdr`` with its voxels beside it) in the reader process.

A reader of the header of our own (https://teem.sourceforge.net/nrrd/format.html), for the reasons that
``meta_image`` gives; pynrrd reads whole files into memory.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from ..core.errors import LoadError
from .found import ArrayHeader, Tags
from .hints import is_label_map, modality_hint, named_as_labels, names_beside, plain
from .text_header import Fields, as_tags, integers, numbers, words
from .voxels import Packing, Voxels, beside, checked_affine, checked_shape

_LONGEST = 1 << 20
"""Bytes of a header; that of a segmentation of 3D Slicer with many structures is long."""
_NAMES = {
    "i1": "signed char, int8, int8_t", "u1": "uchar, unsigned char, uint8, uint8_t",
    "i2": "short, short int, signed short, signed short int, int16, int16_t",
    "u2": "ushort, unsigned short, unsigned short int, uint16, uint16_t",
    "i4": "int, signed int, int32, int32_t", "u4": "uint, unsigned int, uint32, uint32_t",
    "i8": "longlong, long long, long long int, signed long long, signed long long int, int64, int64_t",
    "u8": "ulonglong, unsigned long long, unsigned long long int, uint64, uint64_t",
    "f4": "float", "f8": "double",
}  # fmt: skip
_TYPES = {name: kind for kind, names in _NAMES.items() for name in names.split(", ")}
_PACKINGS: dict[str, Packing] = {
    "raw": "", "gzip": "gzip", "gz": "gzip", "bzip2": "bzip2", "bz2": "bzip2",
}  # fmt: skip
_SIGNS = {
    "left-posterior-superior": (1, 1, 1), "lps": (1, 1, 1),
    "right-anterior-superior": (-1, -1, 1), "ras": (-1, -1, 1),
    "left-anterior-superior": (1, -1, 1), "las": (1, -1, 1),
}  # fmt: skip
"""From the directions of a space to LPS."""
_KNOWN = frozenset(
    (
        *("type", "dimension", "sizes", "endian", "encoding", "byte skip", "line skip", "kinds", "centers"),
        *("space", "space dimension", "space directions", "space origin", "space units", "spacings"),
        *("centerings", "thicknesses", "measurement frame", "axis mins", "axis maxs", "units"),
    )
)
"""Fields that tell nothing of a patient."""
_UNITS = {"mm": 1.0, "millimeter": 1.0, "cm": 10.0, "m": 1e3, "um": 1e-3, "µm": 1e-3, "microns": 1e-3}
_SCALAR = ("domain", "space", "none", "???")
_NO_SIDE = "The file does not say where its voxels lie; left and right may be swapped."


def read_nrrd(path: Path) -> tuple[ArrayHeader, Voxels]:
    """Read and check a header; raises LoadError with a sentence."""
    fields, end = _fields(path)
    axes = integers(fields, "dimension", 1)[0]
    kinds = fields.get("kinds", "").lower().split()
    if axes != 3 or any(kind not in _SCALAR for kind in kinds):
        said = f" ({', '.join(kinds)})"[:60] if kinds else ""
        raise LoadError(f"has {axes} axes{said}; only volumes with three and one value per voxel open")
    source = _voxels(path, fields, end)
    source.check()
    affine, warnings = _affine(fields)
    segments = _segments(fields)
    found = ArrayHeader(
        shape=source.shape,
        affine=affine,
        label_map=is_label_map(source, bool(segments) or named_as_labels(path)),
        modality=modality_hint(path),
        description=plain(fields.get("content", "")),
        names=segments or names_beside(path),
        warnings=warnings,
    )
    return found, source


def read_tags(path: Path, hide: bool) -> Tags:
    """Return the fields of the header; with ``hide`` without free text. Raises LoadError."""
    return as_tags(_fields(path)[0], hide, _KNOWN)


def _fields(path: Path) -> tuple[Fields, int]:
    """Return fields and keys up to the empty line, and where it ends; a detached header needs none."""
    with path.open("rb") as file:
        start = file.read(_LONGEST)
    if not re.match(rb"NRRD000[1-5]\r?\n", start):
        raise LoadError("is no NRRD file" if start else "is empty")
    found = re.search(rb"\r?\n\r?\n", start)
    if found is None and len(start) == _LONGEST:
        raise LoadError("is broken: its header has no end")
    head = start[: found.start()] if found else start
    fields: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").splitlines()[1:]:
        if line.startswith("#"):
            continue
        key, colon, value = line.partition(":")
        if colon:
            fields[_standard(key)] = value.removeprefix("=").strip()
    return fields, found.end() if found else len(start)


def _standard(name: str) -> str:
    """Return the name of a field in its usual spelling."""
    short = {"datafile": "data file", "byteskip": "byte skip", "lineskip": "line skip"}
    lower = name.strip().lower()
    return short.get(lower, lower)


def _voxels(path: Path, fields: Fields, end: int) -> Voxels:
    kind = _TYPES.get(fields.get("type", "").lower())
    if kind is None:
        raise LoadError(f"holds elements of type “{fields.get('type', '')[:40]}”, which are no voxel values")
    encoding = fields.get("encoding", "").lower()
    if encoding not in _PACKINGS:
        raise LoadError(f"is written as “{encoding[:40]}”; save it with the encoding raw or gzip")
    big = words(fields, "endian", 1, None if int(kind[1]) > 1 else ["little"])[0].lower() == "big"
    dtype = np.dtype((">" if big else "<") + kind)
    shape = checked_shape(integers(fields, "sizes", 3))
    data, start = path, end
    if "data file" in fields:
        name = fields["data file"]
        if name.upper().startswith("LIST") or "%" in name:
            raise LoadError("has each slice in a file of its own; save it as one .nrrd")
        data, start = beside(path, name), 0
    return _behind(Voxels(data, shape, dtype, start, packing=_PACKINGS[encoding]), fields)


def _behind(source: Voxels, fields: Fields) -> Voxels:
    """Return voxels behind the lines, then the bytes, that are to be left out; -1 bytes: up to the voxels."""
    lines, count = (integers(fields, name, 1, ["0"])[0] for name in ("line skip", "byte skip"))
    if not 0 <= lines <= 1000 or count < -1 or (count == -1 and source.packing):
        raise LoadError("is broken: its voxels begin at an impossible place")
    start = _after_lines(source, lines)
    if count == -1:
        start, count = max(source.path.stat().st_size - source.bytes, start), 0
    skip = count if source.packing else 0
    return Voxels(source.path, source.shape, source.dtype, start + count - skip, skip, source.packing)


def _after_lines(source: Voxels, lines: int) -> int:
    with source.path.open("rb") as file:
        file.seek(source.start)
        for _ in range(lines):
            file.readline(1 << 16)
        return file.tell()


def _affine(fields: Fields) -> tuple[tuple[float, ...] | None, tuple[str, ...]]:
    """Return the 3×4 affine from (i, j, k) to LPS mm, None where there is no spacing, and warnings."""
    if "space directions" not in fields:
        spacing = numbers(fields, "spacings", 3, ["nan"] * 3)
        if not np.isfinite(spacing).all():
            return None, ()
        affine = _mm(fields) * np.column_stack([np.diag(spacing), np.zeros(3)])
        return checked_affine(affine), (_NO_SIDE,)
    steps = [_vector(text) for text in re.findall(r"\([^()]*\)|none", fields["space directions"])]
    if len(steps) != 3:
        raise LoadError("is broken: its space directions are not three vectors")
    origin = _vector(fields.get("space origin", "(0,0,0)"))
    signs = _SIGNS.get(fields.get("space", "").lower())
    affine = _mm(fields) * np.column_stack([*steps, origin]) * np.array(signs or (1, 1, 1))[:, None]
    lost = signs is None or "space origin" not in fields
    return checked_affine(affine), (_NO_SIDE,) if lost else ()


def _mm(fields: Fields) -> float:
    """Return how many mm the unit of the space is; 1 where none is named."""
    named = {
        word.strip('"').lower() for word in (fields.get("space units") or fields.get("units", "")).split()
    }
    named -= {"", "none", "???"}
    if not named:
        return 1.0
    if len(named) > 1 or not named <= _UNITS.keys():
        raise LoadError(f"has lengths in {' and '.join(sorted(named))[:40]}; save it in mm")
    return _UNITS[named.pop()]


def _vector(text: str) -> list[float]:
    try:
        found = [float(word) for word in text.strip().strip("()").split(",")]
    except ValueError:
        raise LoadError("is broken: its space directions are no numbers") from None
    if len(found) != 3:
        raise LoadError("is broken: its space has not three dimensions")
    return found


def _segments(fields: Fields) -> tuple[tuple[int, str], ...]:
    """Return value and name of the segments of 3D Slicer."""
    found = []
    for number in range(1000):
        value, name = (fields.get(f"segment{number}_{part}", "") for part in ("labelvalue", "name"))
        if value.isdecimal() and name:
            found.append((int(value), plain(name)))
    return tuple(found)
