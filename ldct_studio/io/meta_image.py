"""MetaImage (``.mha``; ``.mhd`` with its voxels beside it) in the reader process.

A reader of our own (https://itk.org/Wiki/MetaIO/Documentation) instead of SimpleITK's: it checks sizes before
anything is allocated, gives voxels slab by slab within the memory of this process, and no header ends the
process. What a header means it means as in ITK: positions are LPS, a row of the matrix is the
direction of an axis, ``AnatomicalOrientation`` and the intensity function are not applied.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import numpy as np

from ..core.errors import LoadError
from .found import ArrayHeader, Tags
from .hints import is_label_map, modality_hint, named_as_labels, names_beside
from .text_header import Fields, as_tags, integers, numbers
from .voxels import Packing, Voxels, beside, checked_affine, checked_shape

_LONGEST = 1 << 16
"""Bytes of a header."""
_TYPES = {
    "met_char": "i1", "met_uchar": "u1", "met_short": "i2", "met_ushort": "u2", "met_int": "i4",
    "met_uint": "u4", "met_long": "i4", "met_ulong": "u4", "met_long_long": "i8", "met_ulong_long": "u8",
    "met_float": "f4", "met_double": "f8",
}  # fmt: skip
"""A MET_LONG has four bytes in a file, whatever the machine calls long."""
_MODALITIES: dict[str, Literal["CT", "MR"]] = {"met_mod_ct": "CT", "met_mod_mr": "MR"}
_MATRICES = ("transformmatrix", "rotation", "orientation")
_ORIGINS = ("offset", "position", "origin")
_KNOWN = frozenset(
    (
        *("objecttype", "ndims", "dimsize", "headersize", "elementtype", "elementnumberofchannels"),
        *("binarydata", "binarydatabyteordermsb", "elementbyteordermsb", "compresseddata"),
        *("compresseddatasize", "centerofrotation", "anatomicalorientation", *_MATRICES, *_ORIGINS),
        *("elementspacing", "elementsize", "elementmin", "elementmax", "modality"),
        *("elementtointensityfunctionslope", "elementtointensityfunctionoffset"),
    )
)
"""Fields that tell nothing of a patient."""


def read_meta_image(path: Path) -> tuple[ArrayHeader, Voxels]:
    """Read and check a header; raises LoadError with a sentence."""
    fields, end = _fields(path)
    axes, channels = integers(fields, "ndims", 1)[0], integers(fields, "elementnumberofchannels", 1, ["1"])[0]
    if axes != 3:
        raise LoadError(f"has {axes} axes; a volume has three")
    if channels != 1:
        raise LoadError(f"holds {channels} values per voxel; only volumes with one value per voxel open")
    source = _voxels(path, fields, end)
    source.check()
    found = ArrayHeader(
        shape=source.shape,
        affine=_affine(fields),
        label_map=is_label_map(source, named_as_labels(path)),
        modality=_MODALITIES.get(fields.get("modality", "").lower()) or modality_hint(path),
        names=names_beside(path),
        warnings=_warnings(fields),
    )
    return found, source


def read_tags(path: Path, hide: bool) -> Tags:
    """Return the fields of the header; with ``hide`` without free text. Raises LoadError."""
    return as_tags(_fields(path)[0], hide, _KNOWN)


def _fields(path: Path) -> tuple[Fields, int]:
    """Return the fields up to ``ElementDataFile``, which is the last, and where the header ends."""
    with path.open("rb") as file:
        start = file.read(_LONGEST)
    fields: dict[str, str] = {}
    place = 0
    while (end := start.find(b"\n", place)) >= 0:
        name, equals, value = start[place:end].decode("utf-8", "replace").partition("=")
        place = end + 1
        if not equals:
            break
        fields[name.strip().lower()] = value.strip()
        if name.strip().lower() == "elementdatafile":
            return fields, place
    raise LoadError("is no MetaImage: its header does not say where its voxels are" if start else "is empty")


def _voxels(path: Path, fields: Fields, end: int) -> Voxels:
    if not _flag(fields, "binarydata", True):
        raise LoadError("holds its voxels as text; save it with binary data")
    kind = fields.get("elementtype", "").lower()
    if kind not in _TYPES:
        raise LoadError(f"holds elements of type “{kind[:40]}”, which are no voxel values")
    big = _flag(fields, "binarydatabyteordermsb", _flag(fields, "elementbyteordermsb", False))
    dtype = np.dtype((">" if big else "<") + _TYPES[kind])
    shape = checked_shape(integers(fields, "dimsize", 3))
    packing: Packing = "zlib" if _flag(fields, "compresseddata", False) else ""
    inside = fields["elementdatafile"].upper() == "LOCAL"
    if not inside and (
        fields["elementdatafile"].upper().startswith("LIST") or "%" in fields["elementdatafile"]
    ):
        raise LoadError("has each slice in a file of its own; save it as one .mha")
    data = path if inside else beside(path, fields["elementdatafile"])
    source = Voxels(data, shape, dtype, end if inside else 0, packing=packing)
    return _behind_header(source, integers(fields, "headersize", 1, ["0"])[0])


def _behind_header(source: Voxels, size: int) -> Voxels:
    """Return voxels behind ``size`` more bytes of a header of others; -1: they end where the file does."""
    if size == -1 and not source.packing:
        start = source.path.stat().st_size - source.bytes
        return Voxels(source.path, source.shape, source.dtype, max(start, source.start))
    if size < 0:
        raise LoadError("is broken: its voxels begin at an impossible place")
    return Voxels(source.path, source.shape, source.dtype, source.start + size, packing=source.packing)


def _affine(fields: Fields) -> tuple[float, ...]:
    """Return the 3×4 affine from (i, j, k) to LPS mm."""
    matrix = numbers(fields, _first(fields, _MATRICES), 9, list("100010001"))
    origin = numbers(fields, _first(fields, _ORIGINS), 3, ["0"] * 3)
    spacing = numbers(fields, _first(fields, ("elementspacing", "elementsize")), 3, ["1"] * 3)
    steps = np.array(matrix).reshape(3, 3) * np.array(spacing)[:, None]
    return checked_affine(np.column_stack([steps.T, origin]))


def _first(fields: Fields, names: tuple[str, ...]) -> str:
    return next((name for name in names if name in fields), names[0])


def _warnings(fields: Fields) -> tuple[str, ...]:
    found = []
    if not any(name in fields for name in ("elementspacing", "elementsize")):
        found.append("The file does not record its voxel spacing; 1 mm was taken.")
    slope = numbers(fields, "elementtointensityfunctionslope", 1, ["1"])[0]
    offset = numbers(fields, "elementtointensityfunctionoffset", 1, ["0"])[0]
    if (slope, offset) != (1, 0):
        found.append(
            f"The file names a slope of {slope:g} and an offset of {offset:g}, which programs pass over; "
            "its numbers are shown as they are stored."
        )
    return tuple(found)


def _flag(fields: Fields, name: str, default: bool) -> bool:
    """Return a yes or no as MetaIO reads it: by its first letter."""
    return fields[name][:1].lower() in ("t", "1") if name in fields else default
