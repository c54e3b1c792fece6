"""Array files: files of voxels that are no DICOM, the volumes in each, and pages that form one volume."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from ..core.errors import LoadError
from ..core.study import Series
from .formats import without_ending
from .found import ArrayHeader
from .orient import Placement, toward_lps
from .unpacked import name_of


class SpacingNeededError(LoadError):
    """The file does not record its voxel spacing; ask for it and open again with ``spacing``."""

    def __init__(self, name: str, shape: tuple[int, int, int]) -> None:
        super().__init__(f"“{name}” needs the voxel spacing in mm, which it does not record.")
        self.shape = shape


@dataclass(frozen=True)
class ArrayFile:
    """One volume of a file and what the file says of itself."""

    path: Path
    header: ArrayHeader
    volume: int = 0
    """Which of the volumes of the file."""
    pages: tuple[Path, ...] = ()
    """The files of a stack of single pages, the first slice first; empty where one file holds the volume."""

    @property
    def key(self) -> str:
        """What opens this volume among others."""
        name = name_of(self.path)
        return f"{name}#{self.volume}" if self.volume else name

    @property
    def title(self) -> str:
        """The file's name without its ending, and which of its volumes; of a stack the folder's name."""
        if self.pages:
            return self.path.parent.name or self.path.name
        name = without_ending(self.path.name)
        return f"{name}, volume {self.volume + 1}" if self.header.volumes > 1 else name

    @property
    def warnings(self) -> tuple[str, ...]:
        """What there is to know of the file, and of which of its volumes this is."""
        if self.header.volumes == 1:
            return self.header.warnings
        others = f"The file holds {self.header.volumes} volumes; volume {self.volume + 1} is shown."
        return (*self.header.warnings, others)

    @property
    def files(self) -> tuple[Path, ...]:
        """The file of every slice, or a single one for all."""
        return self.pages or (self.path,)

    def offer(self, opened: bool) -> Series:
        """Describe the volume as one of several that could be opened."""
        k, j, i = self.header.shape
        spacing = None if self.header.affine is None else placement_of(self, None).file_spacing
        sample = (str(self.pages[k // 2]), 0) if self.pages else (str(self.path), self.volume * k + k // 2)
        return Series(
            self.key, self.title, self.header.modality, k, (j, i), opened, spacing=spacing, sample=sample
        )


def placement_of(file: ArrayFile, spacing: tuple[float, float, float] | None) -> Placement:
    """Say where the voxels of a file lie; raises SpacingNeededError where nothing tells their spacing."""
    header = file.header
    if header.affine is not None:
        affine = np.array(header.affine).reshape(3, 4)
        return toward_lps(header.shape, affine[:, [2, 1, 0]].T, affine[:, 3])
    if spacing is None:
        raise SpacingNeededError(file.path.name, header.shape)
    return toward_lps(header.shape, np.diag(spacing)[:, ::-1], np.zeros(3))


def volumes_of(path: Path, header: ArrayHeader) -> list[ArrayFile]:
    """Return every volume of a file; of label maps the first, as several would be one over the other."""
    count = 1 if header.label_map else header.volumes
    return [ArrayFile(path, header, volume) for volume in range(count)]


def stacked(files: Iterable[ArrayFile]) -> list[ArrayFile]:
    """Put single pages of one folder and size on top of each other, in the natural order of their names.

    A stack comes where its first page was; everything else stays as it is.
    """
    stacks: dict[object, list[ArrayFile]] = {}
    for file in files:
        header = file.header
        page = (file.path.parent, header.shape, header.affine) if header.page else file.key
        stacks.setdefault(page, []).append(file)
    return [found[0] if len(found) == 1 else _stack(found) for found in stacks.values()]


def _stack(pages: list[ArrayFile]) -> ArrayFile:
    ordered = sorted(pages, key=lambda file: natural(file.path.name))
    first = ordered[0].header
    said = [*first.warnings, f"{len(ordered)} files were stacked in the order of their names."]
    said += _gaps([file.path for file in ordered])
    header = first.model_copy(
        update={"shape": (len(ordered), *first.shape[1:]), "warnings": tuple(said), "page": False}
    )
    return replace(ordered[0], header=header, pages=tuple(file.path for file in ordered))


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return what sorts names as people count: slice 2 before slice 10."""
    parts = re.split(r"(\d+)", name.lower())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _gaps(paths: list[Path]) -> list[str]:
    """Say that numbers are left out in names whose last number counts the slices."""
    found = [re.findall(r"\d+", without_ending(path.name)) for path in paths]
    if not all(found):
        return []
    numbers = [int(words[-1]) for words in found]
    steps = {after - before for before, after in pairwise(numbers)}
    if len(steps) == 1 or min(steps) < 1:
        return []
    return ["Numbers are left out in the names of the files; slices may be missing, which is not shown."]
