"""Segmentation opening: the pictures of a DICOM segmentation to label maps on a grid of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..core.errors import LoadError
from ..core.volume import LabelMap
from .contour_filling import Mask
from .found import LabelsHeader, SegmentedFrames, Slab
from .label_layers import MOST_LAYERS, Layers
from .labels import listed
from .orient import Placement, toward_lps
from .reader import Reader, Readers

_HALF = 0.5
"""Of a voxel that a segment has to fill."""
_MOST_PLACES = 20000


@dataclass(frozen=True)
class _Stack:
    """Where the pictures of a segmentation lie: ``places[n]`` is the slice of picture n."""

    placement: Placement
    places: tuple[int, ...]


def read_segmentation(
    readers: Readers, path: Path, header: LabelsHeader, frames: SegmentedFrames
) -> tuple[tuple[LabelMap, ...], list[str]]:
    """Return the label maps of a segmentation and sentences about them.

    Raises LoadError where pictures cannot be read or do not lie in one stack.
    """
    stack = _stacked(frames)
    names = {structure.value: structure.name or f"Label {structure.value}" for structure in header.structures}
    layers = Layers(stack.placement.grid, header.structures)
    seen: set[int] = set()
    lost: set[int] = set()
    for value, planes in _segments(readers, path, frames, stack):
        if value not in names:
            raise LoadError(f"is broken: it does not say what its segment {value} is")
        (seen if layers.add(value, planes, stack.placement.in_file_order) else lost).add(value)
    notes = []
    if frames.full > 1:
        notes.append("A voxel belongs to a segment that fills half of it or more.")
    if lost:
        left = listed([names[value] for value in sorted(lost)])
        notes.append(f"More than {MOST_LAYERS} segments overlap; these are left out: {left}.")
    if blank := [names[value] for value in names if value not in seen | lost]:
        notes.append(f"Segments without a voxel are left out: {listed(blank)}.")
    return layers.maps, notes


def _segments(
    readers: Readers, path: Path, frames: SegmentedFrames, stack: _Stack
) -> Iterator[tuple[int, Mapping[int, Mask]]]:
    """Yield the voxels of one segment after the other, by slice; where numbers are segments, slice by slice.

    Slices without a voxel are left out, and so is a segment that has none.
    """
    reader = readers.one()
    for segment in dict.fromkeys(sorted(frames.segments)):
        planes: dict[int, Mask] = {}
        for index in (n for n, value in enumerate(frames.segments) if value == segment):
            picture, place = _picture(reader, readers, path, frames, index), stack.places[index]
            if segment == 0:
                yield from (
                    (value, {place: picture == value}) for value in map(int, np.unique(picture)) if value
                )
                continue
            mask = picture >= _HALF * frames.full
            if mask.any():
                planes[place] = planes[place] | mask if place in planes else mask
        if planes:
            yield segment, planes


def _picture(
    reader: Reader, readers: Readers, path: Path, frames: SegmentedFrames, index: int
) -> npt.NDArray[np.float32]:
    """Return the numbers of one picture as stored, valid until the next is asked for."""
    header, size = frames.header, (frames.header.rows, frames.header.columns)
    question = {"do": "decode", "path": str(path), "frame": header.slices[index].frame}
    question |= {"syntax": header.syntax, "slope": None, "intercept": None}
    slab = Slab.model_validate(reader.ask(question, readers.cancelled))
    if slab.shape != size:
        raise LoadError("is broken: its picture has another size than its header says")
    return reader.array(size)


def _stacked(frames: SegmentedFrames) -> _Stack:
    """Work out the grid that the pictures lie on, which may leave out slices and hold several of one slice.

    Raises LoadError where they do not say where they lie, or not in one stack of even slices.
    """
    slices = frames.header.slices
    first = slices[0]
    if first.orientation is None or first.spacing is None or any(one.position is None for one in slices):
        raise LoadError("does not say where its pictures lie")
    if any(one.orientation != first.orientation or one.spacing != first.spacing for one in slices):
        raise LoadError("has pictures in several directions or of several sizes, which no volume has")
    row, column = np.array(first.orientation[:3]), np.array(first.orientation[3:])
    normal = np.cross(row, column)
    positions = np.array([one.position for one in slices])
    along = positions @ normal
    gap = _gap(along, first.gap or first.thickness)
    places = np.rint((along - along.min()) / gap).astype(np.int64)
    lowest, highest = positions[along.argmin()], positions[along.argmax()]
    span = int(places.max())
    step = (highest - lowest) / span if span else normal * gap
    pixel = min(first.spacing)
    if np.abs(lowest + places[:, None] * step - positions).max() > max(0.05 * gap, 0.05 * pixel):
        raise LoadError("has pictures that do not lie in one stack of even slices")
    if span >= _MOST_PLACES:
        raise LoadError(f"has pictures more than {_MOST_PLACES:,} slices apart and was not opened")
    shape = (span + 1, frames.header.rows, frames.header.columns)
    steps = [step, column * first.spacing[0], row * first.spacing[1]]
    return _Stack(toward_lps(shape, steps, lowest), tuple(map(int, places)))


def _gap(along: npt.NDArray[np.float64], recorded: float | None) -> float:
    """Return the distance of slices in mm: as recorded where pictures lie at whole multiples of it.

    A segmentation leaves out slices without a voxel, so neighbors may lie further apart than slices.
    """
    distances = np.diff(np.unique(np.round(along, 3)))
    distances = distances[distances > 0.01]
    if not len(distances):
        return recorded or 1.0
    if recorded and np.abs(distances / recorded - np.rint(distances / recorded)).max() < 0.05:
        return recorded if np.rint(distances / recorded).min() >= 1 else float(distances.min())
    return float(distances.min())
