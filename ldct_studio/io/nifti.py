"""NIfTI-1, NIfTI-2 and ANALYZE 7.5 in the reader process: a bounded look at the header, then voxels."""

from __future__ import annotations

import io
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..core.errors import LoadError
from .formats import has
from .found import ArrayHeader
from .hints import is_label_map, modality_hint, named_as_labels, names_beside, plain
from .voxels import Voxels, checked_affine, checked_shape, gzipped, start_of

Matrix = npt.NDArray[np.float64]
_LABEL_INTENT = 1002
_HU = re.compile(rb"HU(?=[;\s\0]|$)")
"""Begins the description of what we saved in HU; other units, such as HU², begin otherwise."""
_HEADER_HALVES, _VOXEL_HALVES = (".hdr", ".hdr.gz"), (".img", ".img.gz")
_NO_SIDE = "The file does not say where its voxels lie; left and right may be swapped."
_ANALYZE_SIDE = "An ANALYZE file does not say which side is left; left and right may be swapped."


def read_nifti(path: Path) -> tuple[ArrayHeader, Voxels]:
    """Read and check a header; nothing is allocated from it before it fits the file's size."""
    header, paired = _header(path)
    warnings: list[str] = []
    shape, volumes = _shape(header)
    dtype = _dtype(header)
    if dtype.kind not in "iuf" or dtype.itemsize > 8:
        raise LoadError("holds colors or complex numbers, not voxel values")
    affine = _affine(header, warnings)
    source = _voxels(path, header, paired, shape, dtype, volumes)
    source.check()
    intent = int(header["intent_code"]) if "intent_code" in header.keys() else 0  # noqa: SIM118 (no mapping)
    found = ArrayHeader(
        shape=shape,
        affine=checked_affine(affine),
        label_map=is_label_map(source, intent == _LABEL_INTENT or named_as_labels(path)),
        modality=modality_hint(path),
        hu=_HU.match(bytes(header["descrip"])) is not None,
        description=_plain(bytes(header["descrip"])),
        names=names_beside(path),
        warnings=tuple(warnings),
        volumes=volumes,
    )
    return found, source


def parsed_header(path: Path) -> Any:
    """Return nibabel's header of a file; raises LoadError with a sentence."""
    return _header(path)[0]


def _header(path: Path) -> tuple[Any, bool]:
    """Return the parsed header and whether the voxels stand in an ``.img`` beside it."""
    from nibabel import Nifti1Header, Nifti2Header
    from nibabel.spatialimages import HeaderDataError
    from nibabel.spm2analyze import Spm2AnalyzeHeader
    from nibabel.wrapstruct import WrapStructError

    half = _half(path, ".hdr")
    start = start_of(half, 540)
    if len(start) < 348:
        raise LoadError("is empty or truncated")
    kinds = ((Nifti1Header, 348, start[344:347]), (Nifti2Header, 540, start[4:7]))
    for kind, size, magic in kinds:
        if magic in (b"n+1", b"ni1", b"n+2", b"ni2") and len(start) >= size:
            try:
                return kind.from_fileobj(io.BytesIO(start[:size]), check=False), magic[:2] == b"ni"
            except (HeaderDataError, WrapStructError, ValueError) as error:
                raise LoadError("is broken: its NIfTI header cannot be read") from error
    sizes = (int.from_bytes(start[:4], "little"), int.from_bytes(start[:4], "big"))
    if 348 in sizes and has(half, _HEADER_HALVES):
        # nibabel takes plain ANALYZE as SPM does, which keeps a scale and an origin in unused fields
        return Spm2AnalyzeHeader.from_fileobj(io.BytesIO(start[:348]), check=False), True
    raise LoadError("is not a NIfTI file")


def _half(path: Path, ending: str) -> Path:
    """Return the ``.hdr`` or ``.img`` of a pair that a path names either half of; other paths stay."""
    bare = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    if bare.suffix.lower() not in (".hdr", ".img") or bare.suffix.lower() == ending:
        return path
    names = (ending, f"{ending}.gz", ending.upper())
    for other in (bare.with_suffix(name) for name in names):
        if other.is_file():
            return other
    raise LoadError(f"has its {'header' if ending == '.hdr' else 'voxels'} in {ending}, which is missing")


def _shape(header: Any) -> tuple[tuple[int, int, int], int]:
    """Return (k, j, i) of one volume, and how many there are."""
    dims = [int(n) for n in header["dim"][1 : 1 + max(0, min(int(header["dim"][0]), 7))]]
    if len(dims) < 2 or min(dims) < 1:
        raise LoadError(f"has an impossible size: {' × '.join(map(str, dims)) or 'none'}")
    volumes = math.prod(dims[3:])
    if volumes > 65535:
        raise LoadError(f"claims {volumes:,} volumes and was not opened")
    return checked_shape([*dims[:3], 1][:3]), volumes


def _dtype(header: Any) -> np.dtype[Any]:
    try:
        found: np.dtype[Any] = np.dtype(header.get_data_dtype())
    except KeyError:
        raise LoadError(f"is broken: it has no data type {int(header['datatype'])}") from None
    return found


def _voxels(
    path: Path, header: Any, paired: bool, shape: tuple[int, int, int], dtype: np.dtype[Any], volumes: int
) -> Voxels:
    offset = float(header["vox_offset"]) if "vox_offset" in header.keys() else 0.0  # noqa: SIM118
    if not 0 <= offset < 2**40:
        raise LoadError("is broken: its voxels begin at an impossible place")
    data = path
    if paired:
        data = _half(path, ".img")
        if not has(data, _VOXEL_HALVES):
            raise LoadError("is the header of a pair; end its name in .hdr and that of its voxels in .img")
    else:
        offset = max(offset, header.template_dtype.itemsize)  # as nifti_clib does where it says 0
    packed = gzipped(data)
    start, skip = (0, int(offset)) if packed else (int(offset), 0)
    return Voxels(data, shape, dtype, start, skip, "gzip" if packed else "", *_scale(header), volumes)


def _scale(header: Any) -> tuple[float, float]:
    """Return slope and intercept; a slope of 0 or none means that there is none (nifti1.h)."""
    slope, intercept = float(header["scl_slope"]), float(header["scl_inter"])
    if not math.isfinite(slope) or slope == 0:
        return 1.0, 0.0
    return slope, intercept if math.isfinite(intercept) else 0.0


def _affine(header: Any, warnings: list[str]) -> Matrix:
    """Return the 3×4 affine from (i, j, k) to LPS mm; where a file gives two, the sform counts."""
    if "sform_code" not in header.keys():  # noqa: SIM118
        warnings.append(_ANALYZE_SIDE)
        return _in_lps(header.get_best_affine(), 1.0)
    unit = {1: 1000.0, 3: 0.001}.get(int(header["xyzt_units"]) & 7, 1.0)
    given = {
        name: _in_lps(_matrix(header, name), unit)
        for name in ("sform", "qform")
        if int(header[f"{name}_code"]) != 0
    }
    if not given:
        warnings.append(_NO_SIDE)
        return _in_lps(header.get_base_affine(), unit)
    sound = [name for name, matrix in given.items() if _is_sound(matrix)]
    if len(given) == 2 and sound == ["qform"]:
        warnings.append("The first position of the file (sform) is broken; the second (qform) was used.")
        return given["qform"]
    if len(sound) == 2 and _apart(given["sform"], given["qform"], header) > 0.1:
        warnings.append("The file gives two different positions (sform and qform); the sform was used.")
    return next(iter(given.values()))


def _matrix(header: Any, name: str) -> Matrix:
    from nibabel.spatialimages import HeaderDataError

    try:
        found = header.get_sform() if name == "sform" else header.get_qform()
    except (HeaderDataError, ValueError):  # a quaternion of no rotation
        found = np.zeros((4, 4))
    return np.asarray(found, dtype=np.float64)


def _in_lps(affine: npt.ArrayLike, unit: float) -> Matrix:
    return np.asarray(affine, dtype=np.float64)[:3] * unit * [[-1.0], [-1.0], [1.0]]


def _is_sound(affine: Matrix) -> bool:
    try:
        checked_affine(affine)
    except LoadError:
        return False
    return True


def _apart(one: Matrix, other: Matrix, header: Any) -> float:
    """Return how far apart two affines put a corner of the volume at most, in mm."""
    last = [max(int(n) - 1, 0) for n in header["dim"][1:4]]
    corners = np.array([[*np.multiply(last, bits), 1] for bits in np.ndindex(2, 2, 2)], dtype=np.float64)
    return float(np.linalg.norm((one - other) @ corners.T, axis=0).max())


def _plain(raw: bytes) -> str:
    return plain(raw.decode("utf-8", "replace"))
