"""DICOM labels opening: a segmentation or an RT structure set onto the volume that it was made for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..core.errors import GeometryError, LoadError
from ..core.grid import Grid
from ..core.volume import LabelMap
from .found import LabelsHeader, Structure
from .labels import OpenedLabels, listed, onto
from .reader import Readers
from .segmentation_opening import read_segmentation
from .structures_opening import read_structures


@dataclass(frozen=True)
class DicomLabels:
    """One file and what it says of itself."""

    path: Path
    header: LabelsHeader

    @property
    def title(self) -> str:
        """What the file calls itself, else its name."""
        return self.header.title or self.path.stem


def open_dicom_labels(
    readers: Readers, file: DicomLabels, grid: Grid, frame_of_reference: str
) -> OpenedLabels:
    """Read a file onto the grid of a volume, ``frame_of_reference`` being that of the volume, '' if unknown.

    Raises LoadError, or GeometryError where the file belongs to another place or another scan.
    """
    structures, notes = _of_the_scan(file.header.structures, frame_of_reference)
    header, moved = file.header, list[str]()
    try:
        if header.frames is None:
            maps, said = read_structures(readers, file.path, structures, grid)
        else:
            own, said = read_segmentation(readers, file.path, header, header.frames)
            maps, moved = _onto(own, grid)
            said += moved
    except LoadError as error:
        raise LoadError(_sentence(file.path.name, str(error))) from error
    if not maps:
        raise LoadError(f"“{file.path.name}” holds no labeled voxel.")
    if len(maps) > 1:
        said.append(f"Structures overlap, so they are shown as {len(maps)} label maps that hold all of them.")
    return OpenedLabels(file.title, maps, (*notes, *said), moved=bool(moved))


def _onto(maps: tuple[LabelMap, ...], grid: Grid) -> tuple[tuple[LabelMap, ...], list[str]]:
    """Return those label maps that have voxels on a grid; raises GeometryError where none has."""
    kept: list[LabelMap] = []
    notes: list[str] = []
    outside: list[str] = []
    for labels in maps:
        try:
            moved, said = onto(labels, grid)
        except GeometryError:
            if labels is maps[-1] and not kept:
                raise
            outside += [label.name for label in labels.labels]
            continue
        kept.append(moved)
        notes += said
    if outside:
        notes.append(f"Structures outside of the volume are left out: {listed(outside)}.")
    return tuple(kept), list(dict.fromkeys(notes))


def _sentence(name: str, reason: str) -> str:
    """Return a whole sentence of what a reader says of a file, or a sentence as it is."""
    return reason if reason.endswith(".") else f"“{name}” {reason}."


def _of_the_scan(structures: tuple[Structure, ...], frame: str) -> tuple[tuple[Structure, ...], list[str]]:
    """Return the structures in the frame of reference of the volume, and what is to be said of it.

    Raises GeometryError where there are none but those in others.
    """
    foreign = [one for one in structures if frame and one.frame_of_reference not in ("", frame)]
    if foreign and len(foreign) == len(structures):
        raise GeometryError(
            "The labels were drawn in another frame of reference than the volume's; open their own scan."
        )
    kept = tuple(one for one in structures if one not in foreign)
    notes = []
    if foreign:
        names = listed([one.name for one in foreign])
        notes.append(f"Structures in another frame of reference than the volume's are left out: {names}.")
    if not frame or any(not one.frame_of_reference for one in kept):
        notes.append("The frame of reference is not recorded in both files; positions alone were taken.")
    return kept, notes
