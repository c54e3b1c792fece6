"""Arrays opening: files of voxels that are no DICOM to volumes and label maps."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
import torch

from ..core.errors import LoadError
from ..core.progress import Progress
from ..core.study import Facts, Study
from ..core.volume import LabelMap, Modality, Volume
from .array_file import ArrayFile, placement_of
from .found import ArrayHeader, Slab
from .labels import label_map
from .orient import Placement
from .reader import Readers
from .series_opening import AIR, empty

_HIGHEST_LABEL = 1 << 20
_SLAB = 4 << 20  # voxels of one slab: 16 MiB of float32


def open_volume(
    readers: Readers,
    file: ArrayFile,
    on_progress: Callable[[Progress], None],
    before: int,
    spacing: tuple[float, float, float] | None,
) -> Study:
    """Read a volume; raises SpacingNeededError where the spacing is neither recorded nor given."""
    placement = placement_of(file, spacing)
    data, unreal = _read(readers, file, placement, on_progress, before)
    modality, warnings = _modality(file.header, data)
    if unreal:
        np.nan_to_num(data, copy=False, nan=AIR if modality == "CT" else 0.0)
        warnings.append(f"{unreal:,} voxels were not numbers and are shown as background.")
    facts = Facts(
        description=file.header.description,
        warnings=(*file.warnings, *warnings),
        files=tuple(str(path) for path in file.files),
    )
    volume = Volume(torch.from_numpy(data), placement.grid, modality)
    return Study(file.title, {file.title: volume}, facts=facts)


def open_label_map(readers: Readers, file: ArrayFile) -> LabelMap:
    """Read a file as integers on its own grid; raises LoadError where they are none."""
    placement = placement_of(file, None)
    data, unreal = _read(readers, file, placement, lambda progress: None, 0)
    fits = not unreal and data.min() >= 0 and data.max() < _HIGHEST_LABEL
    whole = data.astype(np.int32) if fits else None
    if whole is None or not np.array_equal(whole, data):
        raise LoadError(f"“{file.path.name}” is no label map: its voxels are not whole numbers from 0 up.")
    return label_map(whole, placement.grid, dict(file.header.names), file.title)


def _read(
    readers: Readers,
    file: ArrayFile,
    placement: Placement,
    on_progress: Callable[[Progress], None],
    before: int,
) -> tuple[npt.NDArray[np.float32], int]:
    """Read a file slab by slab into ``data[z, y, x]``; also return how many voxels are no numbers."""
    k, j, i = file.header.shape
    rows = max(1, _SLAB // (j * i))
    if rows * j * i * 4 > readers.limits.block:
        raise LoadError(f"“{file.path.name}” is larger than {j} × {i} voxels per slice can be here.")
    data = empty(placement.grid.shape)
    into = placement.in_file_order(data)
    unreal = done = 0
    pieces = _slabs(readers, file, rows) if not file.pages else _one_by_one(readers, file)
    try:
        for start, slab in pieces:
            part = into[start : start + slab.shape[0]]
            np.copyto(part, readers.one().array(part.shape))
            unreal += slab.unreal
            done = start + part.shape[0]
            preview = _preview(data, placement, done - 1) if start == 0 else None
            on_progress(Progress(before + done, before + k, f"Reading slice {done} of {k}", preview))
    except LoadError as error:
        broken = file.files[min(done, len(file.files) - 1)]
        raise LoadError(f"“{broken.name}” {error}.") from error
    return data, unreal


def _slabs(readers: Readers, file: ArrayFile, rows: int) -> Iterator[tuple[int, Slab]]:
    """Ask for a volume slab by slab; yield where each begins."""
    k, j, i = file.header.shape
    question = {"do": "start", "path": str(file.path), "rows": rows, "first": file.volume * k}
    readers.one().ask(question, readers.cancelled)
    for start in range(0, k, rows):
        yield start, _next(readers, (min(rows, k - start), j, i))


def _one_by_one(readers: Readers, file: ArrayFile) -> Iterator[tuple[int, Slab]]:
    """Ask for the pages of a stack, each from a file of its own."""
    for number, path in enumerate(file.pages):
        question = {"do": "start", "path": str(path), "rows": 1, "first": 0}
        readers.one().ask(question, readers.cancelled)
        yield number, _next(readers, (1, *file.header.shape[1:]))


def _next(readers: Readers, shape: tuple[int, int, int]) -> Slab:
    slab = Slab.model_validate(readers.one().ask({"do": "next"}, readers.cancelled))
    if slab.shape != shape:
        raise LoadError("is truncated")
    return slab


def _preview(
    data: npt.NDArray[np.float32], placement: Placement, index: int
) -> tuple[int, npt.NDArray[np.float32]] | None:
    if not placement.axial:
        return None
    row = placement.row(index)
    return row, np.nan_to_num(data[row])


def _modality(header: ArrayHeader, data: npt.NDArray[np.float32]) -> tuple[Modality, list[str]]:
    """Say what the numbers are, from the file, its name or the numbers themselves."""
    low, high = float(np.nanmin(data)), float(np.nanmax(data))
    if header.hu or header.modality == "MR":
        return "CT" if header.hu else "MR", []
    values = f"The file does not name its unit; values from {low:g} to {high:g}"
    if low <= -500 or (header.modality == "CT" and low < 0):
        return "CT", [f"{values} were taken as HU."]
    return "other", [f"{values} are no HU and have arbitrary units."]
