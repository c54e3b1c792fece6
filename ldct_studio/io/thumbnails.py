"""Thumbnails: the middle slices of series that are not open, decoded in the reader process, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from ..core.errors import GeometryError, LoadError
from ..core.plane import PLANES, Plane, cut, stacked
from ..core.study import Series
from ..core.volume import Volume
from .array_file import ArrayFile, placement_of
from .found import DicomHeader, Slab
from .orient import Placement
from .reader import Limits, Outcome, Reader, Readers, Stopped
from .series import Picture
from .series_opening import head_of, one_slice

SIDE = 128
"""Most pixels along a side of a thumbnail."""
_SOFT = (400.0, 40.0)
"""Width and level in HU where none is recorded, as the panes open with."""
_PERCENTILES = (1.0, 99.0)


@dataclass(frozen=True, eq=False)
class Thumbnail:
    """A small gray picture (down, right), 8 bits, and its height and width in mm."""

    gray: npt.NDArray[np.uint8]
    size: tuple[float, float]


def thumbnails(
    wanted: Sequence[Series], cancelled: Stopped, limits: Limits | None = None
) -> Iterator[Outcome[Series, Thumbnail]]:
    """Yield the thumbnail of each series, or why there is none; blocks, so run it in a thread.

    Raises Cancelled as soon as ``cancelled()``.
    """
    with Readers(limits or Limits(), cancelled) as readers:
        yield from readers.each(wanted, _look, 1)


def of_volume(volume: Volume, windows: Sequence[tuple[float, float]] = ()) -> Thumbnail:
    """Return the thumbnail of the middle axial slice of a volume, in the first of its recorded windows."""
    row = volume.data[volume.grid.shape[0] // 2].cpu().numpy()
    window = windows[0] if windows else _SOFT if volume.unit == "HU" else None
    return _thumbnail(row, volume.grid.spacing[1:], window)


def _look(reader: Reader, series: Series, stopped: Stopped) -> Thumbnail:
    path, frame = Path(series.sample[0]), series.sample[1]
    head = head_of(reader, path, stopped)
    try:
        if head.dicom is not None:
            return _of_dicom(reader, path, head.dicom, frame, stopped)
        if head.array is not None:
            return _of_array(reader, ArrayFile(path, head.array), frame, stopped)
    except GeometryError as error:
        raise LoadError("does not say where its slices lie") from error
    raise LoadError("is no picture any more")


def _of_dicom(reader: Reader, path: Path, header: DicomHeader, frame: int, stopped: Stopped) -> Thumbnail:
    piece = next((piece for piece in header.slices if piece.frame == frame), header.slices[0])
    voxels, placement = one_slice(reader, Picture(path, header, piece), stopped)
    soft = _SOFT if header.modality == "CT" and not header.localizer and piece.slope is not None else None
    return _as_seen(voxels, placement, header.windows[0] if header.windows else soft)


def _of_array(reader: Reader, file: ArrayFile, index: int, stopped: Stopped) -> Thumbnail:
    """Read one slice of a file, counted over all its volumes."""
    _, rows, columns = file.header.shape
    single = ArrayFile(file.path, file.header.model_copy(update={"shape": (1, rows, columns)}))
    placement = placement_of(single, None if file.header.affine else (1.0, 1.0, 1.0))
    if rows * columns * 4 > reader.limits.block:
        raise LoadError("has larger slices than can be read")
    reader.ask({"do": "start", "path": str(file.path), "rows": 1, "first": index}, stopped)
    slab = Slab.model_validate(reader.ask({"do": "next"}, stopped))
    if slab.shape != (1, rows, columns):
        raise LoadError("is truncated")
    voxels = np.empty(placement.grid.shape, np.float32)
    np.copyto(placement.in_file_order(voxels)[0], np.nan_to_num(reader.array(slab.shape)[0]))
    hu = file.header.hu or file.header.modality == "CT"
    return _as_seen(voxels, placement, _SOFT if hu else None)


def _as_seen(
    voxels: npt.NDArray[np.float32], placement: Placement, window: tuple[float, float] | None
) -> Thumbnail:
    """Return a single slice, whichever way the file cuts the patient, the way it is looked at."""
    plane: Plane = PLANES[placement.order.index(0)]
    picture = cut(torch.from_numpy(voxels), plane, 0).numpy()
    return _thumbnail(picture, stacked(placement.grid, plane).spacing[1:], window)


def _thumbnail(
    picture: npt.NDArray[np.float32], spacing: tuple[float, float], window: tuple[float, float] | None
) -> Thumbnail:
    """Shrink a picture by means over squares of pixels, and window it; None = 1 to 99 % of its values."""
    size = (picture.shape[0] * spacing[0], picture.shape[1] * spacing[1])
    step = -(-max(picture.shape) // SIDE)
    down, right = (max(1, length // step) for length in picture.shape)
    height, width = min(step, picture.shape[0]), min(step, picture.shape[1])
    blocks = picture[: down * height, : right * width].reshape(down, height, right, width)
    small = blocks.mean((1, 3), dtype=np.float32)
    if window is None:
        low, high = (float(value) for value in np.percentile(small, _PERCENTILES))
    else:
        low, high = window[1] - window[0] / 2, window[1] + window[0] / 2
    gray = (small - low) * (255 / max(high - low, 1e-6))
    return Thumbnail(np.ascontiguousarray(np.clip(gray, 0, 255).astype(np.uint8)), size)
