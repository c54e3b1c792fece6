"""DICOM segmentations and RT structure sets in the reader process (PS3.3 A.51, C.8.20, C.8.8.5, C.8.8.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from ..core.errors import LoadError
from .dicom_header import NOTHING, first, functional_group, header_of, number, numbers, text
from .dicom_pixels import dataset
from .found import Contours, LabelsHeader, SegmentedFrames, Structure
from .lab_color import srgb
from .prescan import Scanned

MOST_STRUCTURES = 4096
MOST_POINTS = 5_000_000
"""Of one region: 60 of the 64 MiB that one answer may hand over."""
_CLOSED = ("CLOSED_PLANAR", "CLOSEDPLANAR_XOR")
_FARTHEST = 1e6  # mm

Allocate = Callable[[tuple[int, ...]], npt.NDArray[np.float32]]


def read_segmentation(data: Dataset, scanned: Scanned) -> LabelsHeader:
    """Return what a segmentation says of its segments and of its pictures; raises LoadError."""
    header, kind = header_of(data, scanned), text(data, "SegmentationType")
    full = number(data, "MaximumFractionalValue") if kind == "FRACTIONAL" else 1
    if full is None or not 1 <= full <= 65535:
        raise LoadError("is broken: it does not say which number a whole voxel has")
    segments = (0,) * scanned.frames if kind == "LABELMAP" else tuple(_segments(data, scanned.frames))
    structures = {
        value: Structure(
            value=value,
            name=text(item, "SegmentLabel"),
            color=_lab_color(item),
            frame_of_reference=header.frame_of_reference,
        )
        for item in _items(data, "SegmentSequence")
        if (value := _segment(item, "SegmentNumber"))
    }
    frames = SegmentedFrames(header=header, segments=segments, full=full)
    return LabelsHeader(title=_title(data), structures=tuple(structures.values()), frames=frames)


def read_structures(data: Dataset) -> LabelsHeader:
    """Return the regions of a structure set that have contours, in the order of their contours."""
    described = {number(item, "ROINumber"): item for item in _items(data, "StructureSetROISequence")}
    structures = []
    for value, item in enumerate(_items(data, "ROIContourSequence"), 1):
        region = described.get(number(item, "ReferencedROINumber"), Dataset())
        frame = text(region, "ReferencedFrameOfReferenceUID") or text(data, "FrameOfReferenceUID")
        structures.append(
            Structure(
                value=value,
                name=text(region, "ROIName"),
                color=_display_color(item),
                frame_of_reference=frame,
            )
        )
    return LabelsHeader(title=_title(data), structures=tuple(structures))


def read_contours(path: Path, value: int, out: Allocate) -> Contours:
    """Put the closed contours of region ``value`` into ``out((points, 3))``, LPS mm, one after another."""
    contours = dataset(path).ROIContourSequence[value - 1].get("ContourSequence") or ()
    rings = [ring for contour in contours if len(ring := _ring(contour)) > 2]
    total = sum(map(len, rings))
    if total > MOST_POINTS:
        raise LoadError(f"has more than {MOST_POINTS:,} points in its contours")
    if total:
        np.concatenate(rings, out=out((total, 3)), casting="same_kind")
    return Contours(points=tuple(map(len, rings)), others=len(contours) - len(rings))


def _ring(contour: Dataset) -> npt.NDArray[np.float64]:
    """Return the points of a closed contour (n, 3); none of what encloses nothing."""
    if text(contour, "ContourGeometricType") not in _CLOSED:
        return np.empty((0, 3))
    element = contour.get_item("ContourData")
    value = None if element is None else element.value
    try:  # not through pydicom's numbers, which take a hundred times as long
        parts = value.split(b"\\") if isinstance(value, bytes) else list(value or ())
        points = np.array(parts, np.bytes_ if isinstance(value, bytes) else np.float64).astype(np.float64)
        points = points.reshape(-1, 3)
    except (ValueError, TypeError):
        raise LoadError("is broken: a contour of it is no list of points") from None
    if not np.isfinite(points).all() or np.abs(points).max(initial=0) > _FARTHEST:
        raise LoadError("is broken: a point of its contours lies nowhere")
    return points


def _segments(data: Dataset, frames: int) -> Iterator[int]:
    """Return the segment that each frame is of."""
    shared = first(data, "SharedFunctionalGroupsSequence")
    groups = data.get("PerFrameFunctionalGroupsSequence") or [Dataset()] * frames
    for group in groups[:frames]:
        item = functional_group([group, shared, NOTHING], "SegmentIdentificationSequence")
        value = _segment(item, "ReferencedSegmentNumber")
        if not value:
            raise LoadError("is broken: it does not say which segment a picture is of")
        yield value


def _segment(item: Dataset, keyword: str) -> int:
    """Return the number of a segment, 0 where it is none."""
    value = number(item, keyword)
    return int(value) if value is not None and 1 <= value <= 65535 else 0


def _items(data: Dataset, keyword: str) -> Sequence[Dataset]:
    items: Sequence[Dataset] = data.get(keyword) or ()
    if len(items) > MOST_STRUCTURES:
        raise LoadError(f"holds more than {MOST_STRUCTURES:,} structures and was not opened")
    return items


def _title(data: Dataset) -> str:
    keywords = ("SeriesDescription", "StructureSetLabel", "ContentLabel")
    return next((found for keyword in keywords if (found := text(data, keyword))), "")


def _lab_color(item: Dataset) -> str:
    found = numbers(item, "RecommendedDisplayCIELabValue")
    return srgb((found[0], found[1], found[2])) if len(found) == 3 else ""


def _display_color(item: Dataset) -> str:
    found = numbers(item, "ROIDisplayColor")
    inside = len(found) == 3 and all(0 <= part <= 255 for part in found)
    return "#" + "".join(f"{round(part):02X}" for part in found) if inside else ""
