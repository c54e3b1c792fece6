"""Arrays opening: NIfTI and NumPy files to volumes and label maps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from ..core.errors import LoadError
from ..core.progress import Progress
from ..core.study import Facts, Series, Study
from ..core.volume import LabelMap, Modality, Volume
from .found import ArrayHeader, Slab
from .labels import label_map
from .orient import Placement, toward_lps
from .reader import Readers
from .series_opening import AIR, empty

_HIGHEST_LABEL = 1 << 20
_SLAB = 4 << 20  # voxels of one slab: 16 MiB of float32


class SpacingNeededError(LoadError):
    """The file does not record its voxel spacing; ask for it and open again with ``spacing``."""

    def __init__(self, name: str, shape: tuple[int, int, int]) -> None:
        super().__init__(f"“{name}” needs the voxel spacing in mm, which it does not record.")
        self.shape = shape


@dataclass(frozen=True)
class ArrayFile:
    """One file and what it says of itself."""

    path: Path
    header: ArrayHeader

    @property
    def key(self) -> str:
        """What opens this file among others."""
        return str(self.path)

    @property
    def title(self) -> str:
        """The file's name without its ending."""
        return self.path.name.removesuffix(".gz").rsplit(".", 1)[0] or self.path.name

    def offer(self, opened: bool) -> Series:
        """Describe the file as one of several that could be opened."""
        k, j, i = self.header.shape
        spacing = None if self.header.affine is None else placement_of(self, None).file_spacing
        sample = (str(self.path), k // 2)
        return Series(
            self.key, self.title, self.header.modality, k, (j, i), opened, spacing=spacing, sample=sample
        )


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
        warnings=(*file.header.warnings, *warnings),
        files=(str(file.path),),
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


def placement_of(file: ArrayFile, spacing: tuple[float, float, float] | None) -> Placement:
    """Say where the voxels of a file lie; raises SpacingNeededError where nothing tells their spacing."""
    header = file.header
    if header.affine is not None:
        affine = np.array(header.affine).reshape(3, 4)
        return toward_lps(header.shape, affine[:, [2, 1, 0]].T, affine[:, 3])
    if spacing is None:
        raise SpacingNeededError(file.path.name, header.shape)
    return toward_lps(header.shape, np.diag(spacing)[:, ::-1], np.zeros(3))


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
    unreal = 0
    reader = readers.one()
    try:
        reader.ask({"do": "start", "path": str(file.path), "rows": rows}, readers.cancelled)
        for start in range(0, k, rows):
            part = into[start : start + rows]
            slab = Slab.model_validate(reader.ask({"do": "next"}, readers.cancelled))
            if slab.shape != part.shape:
                raise LoadError("is truncated")
            np.copyto(part, reader.array((part.shape[0], j, i)))
            unreal += slab.unreal
            done = start + part.shape[0]
            preview = _preview(data, placement, done - 1) if start == 0 else None
            on_progress(Progress(before + done, before + k, f"Reading slice {done} of {k}", preview))
    except LoadError as error:
        raise LoadError(f"“{file.path.name}” {error}.") from error
    return data, unreal


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
