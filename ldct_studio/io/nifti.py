"""NIfTI in the reader process: a bounded look at the header, then slabs of float32."""

from __future__ import annotations

import gzip
import io
import math
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

import numpy as np
import numpy.typing as npt

from ..core.errors import LoadError
from .found import ArrayHeader, Head

LARGEST = 8 << 30
_DEFLATE_RATIO = 1032  # the most that deflate can pack (zlib technical details)
_HINTS = re.compile(r"seg|label|mask|roi|atlas|contour|gtv|ctv|ptv|annot", re.IGNORECASE)
_MOST_LABELS = 130  # TotalSegmentator has 117


@dataclass(frozen=True)
class Nifti:
    """Where the voxels of one NIfTI volume stand and what their numbers mean; ``shape`` is (k, j, i)."""

    path: Path
    offset: int
    shape: tuple[int, int, int]
    dtype: np.dtype[Any]
    slope: float
    intercept: float

    def slabs(self, rows: int) -> Iterator[npt.NDArray[np.float32]]:
        """Yield ``rows`` file rows (k) at a time; LoadError where the file ends early."""
        per_row = self.shape[1] * self.shape[2]
        with _opened(self.path) as file:
            _skip(file, self.offset)
            for start in range(0, self.shape[0], rows):
                count = min(rows, self.shape[0] - start)
                raw = np.frombuffer(_exactly(file, count * per_row * self.dtype.itemsize), self.dtype)
                yield self._scaled(raw.reshape(count, *self.shape[1:]))

    def _scaled(self, raw: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
        with np.errstate(all="ignore"):
            if self.slope == 1 and self.intercept == 0:
                return raw.astype(np.float32)
            return (raw.astype(np.float64) * self.slope + self.intercept).astype(np.float32)


def read_nifti(path: Path) -> tuple[ArrayHeader, Nifti]:
    """Read and check a header; nothing is allocated from it before it fits the file's size."""
    header, pair = _header(path)
    dims = [int(n) for n in header["dim"][1 : 1 + max(0, min(int(header["dim"][0]), 7))]]
    warnings: list[str] = []
    shape = _shape(dims, warnings)
    dtype = header.get_data_dtype()
    if dtype.kind not in "iuf" or dtype.itemsize > 8:
        raise LoadError("holds colors or complex numbers, not voxel values")
    data_path, offset = (path.with_suffix(".img"), 0) if pair else (path, int(header["vox_offset"]))
    source = Nifti(data_path, max(offset, 0), shape, dtype, *_scale(header))
    _check_size(source)
    affine = _affine(header, warnings)
    found = ArrayHeader(
        shape=shape,
        affine=tuple(float(v) for v in affine.ravel()),
        label_map=_is_label_map(source, header, path),
        modality=modality_hint(path),
        hu=bytes(header["descrip"]).startswith(b"HU"),
        description=_plain(bytes(header["descrip"])),
        names=tuple(_names(path)),
        warnings=tuple(warnings),
    )
    return found, source


def read_head(path: Path) -> Head:
    """Say what a NIfTI file holds; raises LoadError with a sentence."""
    return Head(kind="array", array=read_nifti(path)[0])


def parsed_header(path: Path) -> Any:
    """Return nibabel's header of a file; raises LoadError with a sentence."""
    return _header(path)[0]


def _header(path: Path) -> tuple[Any, bool]:
    """Return the parsed header and whether the voxels stand in an ``.img`` beside it."""
    from nibabel import Nifti1Header, Nifti2Header
    from nibabel.spatialimages import HeaderDataError
    from nibabel.wrapstruct import WrapStructError

    with _opened(path.with_suffix(".hdr") if path.suffix == ".img" else path) as file:
        start = _some(file, 540)
    if len(start) < 348:
        raise LoadError("is empty or truncated")
    for kind, size, magic_at in ((Nifti1Header, 348, 344), (Nifti2Header, 540, 4)):
        magic = start[magic_at : magic_at + 3]
        if magic in (b"n+1", b"ni1", b"n+2", b"ni2") and len(start) >= size:
            try:
                return kind.from_fileobj(io.BytesIO(start[:size]), check=False), magic[:2] == b"ni"
            except (HeaderDataError, WrapStructError, ValueError) as error:
                raise LoadError("is broken: its NIfTI header cannot be read") from error
    raise LoadError("is not a NIfTI file")


def _shape(dims: list[int], warnings: list[str]) -> tuple[int, int, int]:
    """Return (k, j, i); the first of several volumes."""
    if len(dims) < 2 or min(dims) < 1 or max(dims[:3]) > 65535:
        raise LoadError(f"has an impossible size: {' × '.join(map(str, dims)) or 'none'}")
    extra = math.prod(dims[3:])
    if extra > 1:
        warnings.append(f"The file holds {extra} volumes; the first is shown.")
    i, j, k = [*dims[:3], 1][:3]
    return k, j, i


def _scale(header: Any) -> tuple[float, float]:
    slope, intercept = float(header["scl_slope"]), float(header["scl_inter"])
    if not math.isfinite(slope) or slope == 0:
        return 1.0, 0.0
    return slope, intercept if math.isfinite(intercept) else 0.0


def _check_size(source: Nifti) -> None:
    need = source.offset + math.prod(source.shape) * source.dtype.itemsize
    try:
        there = source.path.stat().st_size
    except OSError:
        raise LoadError(f"has its voxels in {source.path.suffix}, which is missing") from None
    if _zipped(source.path):
        there *= _DEFLATE_RATIO
    if need > there:
        raise LoadError("is truncated: it claims more voxels than it can hold")
    if need > LARGEST:
        raise LoadError(f"claims {need / 2**30:.0f} GiB of voxels and was not opened")


def _affine(header: Any, warnings: list[str]) -> npt.NDArray[np.float64]:
    """Return the 3×4 affine from (i, j, k) to LPS mm."""
    sform, qform = int(header["sform_code"]), int(header["qform_code"])
    affine = np.asarray(header.get_best_affine(), dtype=np.float64)
    if sform == 0 and qform == 0:
        warnings.append("The file does not say where its voxels lie; left and right may be swapped.")
    elif sform and qform and not np.allclose(_qform(header), affine, atol=0.1):
        warnings.append("The file gives two different positions (sform and qform); the sform was used.")
    affine = affine[:3] * {1: 1000.0, 3: 0.001}.get(int(header["xyzt_units"]) & 7, 1.0)
    if not np.isfinite(affine).all() or np.abs(affine).max() > 1e6:
        raise LoadError("is broken: its position is not a finite number")
    lengths = np.linalg.norm(affine[:, :3], axis=0)
    if lengths.min() < 1e-6 or abs(np.linalg.det(affine[:, :3] / lengths)) < 1e-3:
        raise LoadError("is broken: its orientation is singular")
    return np.asarray(affine * [[-1.0], [-1.0], [1.0]], dtype=np.float64)


def _qform(header: Any) -> npt.NDArray[np.float64]:
    from nibabel.spatialimages import HeaderDataError

    try:
        return np.asarray(header.get_qform(), dtype=np.float64)
    except (HeaderDataError, ValueError):
        return np.zeros((4, 4))


def _is_label_map(source: Nifti, header: Any, path: Path) -> bool:
    """Say whether the numbers are few small integers; reads only until it is clear that they are not."""
    hinted = int(header["intent_code"]) == 1002 or bool(_HINTS.search(path.name))
    seen: set[int] = set()
    rows = max(1, (1 << 22) // (source.shape[1] * source.shape[2]))
    for slab in source.slabs(rows):
        if not (slab.min() >= 0 and slab.max() < 2**15):  # also false for NaN
            return False
        whole = slab.astype(np.int32)
        seen.update(np.flatnonzero(np.bincount(whole.ravel())).tolist())
        if len(seen) > _MOST_LABELS or not np.array_equal(whole, slab):
            return False
    return len(seen) >= 2 and (hinted or max(seen) < 256)


def modality_hint(path: Path) -> Literal["", "CT", "MR"]:
    """Read the modality off a file name such as ``CT_image.nii.gz``."""
    words = re.split(r"[^a-z0-9]+", path.name.lower())
    if {"mr", "mri", "t1", "t2", "flair", "t1w", "t2w", "t1c", "t1gd"} & set(words):
        return "MR"
    return "CT" if {"ct", "cta", "cbct"} & set(words) else ""


def _names(path: Path) -> Iterator[tuple[int, str]]:
    """Yield value and name of each line of the ``.csv`` of the same name, or of ``labels.csv`` beside it."""
    stem = path.name.removesuffix(".gz").removesuffix(".nii")
    tables = [
        table for table in (path.with_name(stem + ".csv"), path.with_name("labels.csv")) if table.is_file()
    ]
    if not tables or tables[0].stat().st_size > 1 << 20:
        return
    for line in tables[0].read_text("utf-8", errors="replace").splitlines()[:5000]:
        value, _, name = line.partition(",")
        if value.strip().isdigit() and name.strip():
            yield int(value), _plain(name.encode("utf-8"))


def _plain(raw: bytes) -> str:
    found = raw.split(b"\0")[0].decode("utf-8", "replace")[:100]
    return "".join(c if c.isprintable() else " " for c in found).strip().strip('"')


def _zipped(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def _opened(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path, "rb")) if _zipped(path) else path.open("rb")


def _skip(file: BinaryIO, count: int) -> None:
    while count > 0:
        step = len(_some(file, min(count, 1 << 20)))
        if step == 0:
            raise LoadError("is truncated")
        count -= step


def _some(file: BinaryIO, count: int) -> bytes:
    try:
        return file.read(count)
    except (EOFError, OSError, zlib.error) as error:
        raise LoadError("is truncated or broken inside its compression") from error


def _exactly(file: BinaryIO, count: int) -> bytearray:
    found = bytearray()
    while len(found) < count:
        part = _some(file, min(count - len(found), 1 << 24))
        if not part:
            raise LoadError("is truncated: it ends before its last voxel")
        found += part
    return found
