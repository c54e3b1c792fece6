"""Series: which DICOM pictures belong together, in which order they lie, and what is odd about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..core.errors import GeometryError
from ..core.magnet import Magnet
from ..core.study import Series
from .found import DicomHeader, Slice
from .orient import Placement, toward_lps

SLANTED = 0.5
"""Degrees between the step from slice to slice and their normal; below, a grid counts as upright."""
_MOST_GAPS = 3
"""Gaps that a sentence tells."""
_TILT = "tilt"
"""What the remark about it is known by."""
_AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


@dataclass(frozen=True)
class Remark:
    """A sentence of the import report, its mark on the picture, and what it is about."""

    sentence: str
    mark: str = ""
    about: str = ""


@dataclass
class Remarks:
    """What the import report says of a series; some sentences have a mark that stays on the picture."""

    _said: list[Remark] = field(default_factory=list)

    @property
    def sentences(self) -> tuple[str, ...]:
        """All sentences, in order; some marks have none."""
        return tuple(one.sentence for one in self._said if one.sentence)

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks, each once."""
        return tuple(dict.fromkeys(one.mark for one in self._said if one.mark))

    def say(self, sentence: str, mark: str = "", about: str = "") -> None:
        """Add a sentence, and a few words for the picture where numbers are not what they seem.

        What is said ``about`` something can be said otherwise later, by its name.
        """
        self._said.append(Remark(sentence, mark, about))

    def say_instead(self, about: str, sentence: str, mark: str = "") -> None:
        """Say something else in place of what was said about something."""
        self._said = [Remark(sentence, mark, about) if one.about == about else one for one in self._said]


@dataclass(frozen=True)
class Picture:
    """One picture of one file."""

    path: Path
    header: DicomHeader
    slice: Slice


@dataclass
class Group:
    """Pictures that may form one volume; ``part`` counts the volumes of one series."""

    pictures: list[Picture] = field(default_factory=list)
    part: int = 0

    @property
    def header(self) -> DicomHeader:
        """The header of the first picture."""
        return self.pictures[0].header

    @property
    def key(self) -> str:
        """A name that stays the same from one opening to the next."""
        return (self.header.series or "unnamed") + (f"#{self.part}" if self.part else "")

    @property
    def magnet(self) -> Magnet:
        """How an MR scan was made, as the first picture says."""
        header = self.header
        return Magnet(header.field, header.tr_ms, header.flip_deg, header.agent)

    def offer(self, opened: bool) -> Series:
        """Describe the group as one of several that could be opened."""
        header = self.header
        try:
            ordered = stack(self)
        except GeometryError:  # it says so where it is opened
            pictures, spacing = tuple(self.pictures), None
        else:
            pictures, spacing = ordered.pictures, ordered.placement.file_spacing
        middle = pictures[len(pictures) // 2]
        return Series(
            self.key,
            header.description,
            header.modality,
            len(self.pictures),
            (header.rows, header.columns),
            opened,
            "localizer" if header.localizer else "with contrast agent" if header.agent else "",
            spacing if middle.slice.spacing else None,
            header.date,
            (str(middle.path), middle.slice.frame),
            self.magnet,
        )

    def fits(self, picture: Picture) -> bool:
        """Say whether a picture has this group's series, kind, matrix, direction, pixel size and scale."""
        mine, other = self.header, picture.header
        return (
            (mine.series, mine.modality, mine.rows, mine.columns, mine.localizer, mine.unit, mine.mapped)
            == (
                other.series,
                other.modality,
                other.rows,
                other.columns,
                other.localizer,
                other.unit,
                other.mapped,
            )
            and _close(self.pictures[0].slice.orientation, picture.slice.orientation, 0.02)
            and _close(self.pictures[0].slice.spacing, picture.slice.spacing, 1e-3)
            and self.pictures[0].slice.rescaled == picture.slice.rescaled
        )


@dataclass(frozen=True)
class Tilt:
    """How far slices slide sideways, in degrees: the grid is sheared, as with a tilted gantry."""

    angle: float
    recorded: float | None
    """What the header says of the gantry."""

    @property
    def mark(self) -> str:
        """A few words for the picture."""
        return f"tilt {self.angle:.1f}°"

    def say(self, remarks: Remarks) -> None:
        """Warn of it."""
        after = "positions are right, but planes across the slices look slanted."
        sentence = f"The slices are sheared by {self.angle:.1f}°: {after}"
        if self.recorded:
            header = f"(gantry tilt {self.recorded:.1f}° recorded)"
            sentence = f"The slices are sheared by {self.angle:.1f}° {header}: {after}"
        remarks.say(sentence, self.mark, _TILT)

    def say_straightened(self, remarks: Remarks) -> None:
        """Say in place of the warning that it was taken out."""
        after = "were shifted onto an upright grid by linear interpolation, which lowers their noise."
        sentence = f"The slices are sheared by {self.angle:.1f}° and {after}"
        if self.recorded:
            header = f"(gantry tilt {self.recorded:.1f}° recorded)"
            sentence = f"The slices are sheared by {self.angle:.1f}° {header} and {after}"
        remarks.say_instead(_TILT, sentence, f"{self.mark}, straightened")


@dataclass(frozen=True)
class Stack:
    """A group in order: ``places[n]`` is the file-order slice of ``pictures[n]``; others are empty."""

    pictures: tuple[Picture, ...]
    places: tuple[int, ...]
    placement: Placement
    remarks: Remarks
    step: npt.NDArray[np.float64]
    """From slice to slice, LPS mm; there is a ``tilt`` where it is not square to them."""
    tilt: Tilt | None = None


def group(found: Iterable[tuple[Path, DicomHeader]]) -> list[Group]:
    """Sort pictures into groups, best first: CT before MR before others, localizers last, then by size."""
    groups: list[Group] = []
    for path, header in found:
        for piece in header.slices:
            picture = Picture(path, header, piece)
            home = next((g for g in groups if g.fits(picture)), None)
            if home is None:
                part = sum(g.header.series == header.series for g in groups)
                home = Group(part=part)
                groups.append(home)
            home.pictures.append(picture)
    return sorted(groups, key=_rank)


def _rank(candidate: Group) -> tuple[bool, int, int]:
    header = candidate.header
    kind = {"CT": 0, "MR": 1}.get(header.modality, 2)
    return header.localizer, kind, -len(candidate.pictures) * header.rows * header.columns


def _close(a: Sequence[float] | None, b: Sequence[float] | None, tolerance: float) -> bool:
    if a is None or b is None:
        return a is b
    return max(abs(p - q) for p, q in zip(a, b, strict=True)) <= tolerance


def stack(candidate: Group) -> Stack:
    """Order the pictures of a group by position and work out the grid they lie on.

    Missing slices at whole multiples of the spacing stay empty, so that every slice lies where it
    should. Raises GeometryError where the positions make no sense.
    """
    remarks = Remarks()
    orientation = candidate.pictures[0].slice.orientation or _AXIAL
    if candidate.pictures[0].slice.orientation is None:
        remarks.say(
            "The orientation is missing or impossible; the slices were taken as axial.", "sides assumed"
        )
    row, column = np.array(orientation[:3]), np.array(orientation[3:])
    normal = np.cross(row, column)
    positions = _positions(candidate.pictures, normal, remarks)
    keep = _ordered(candidate.pictures, positions @ normal, remarks)
    pictures, positions = [candidate.pictures[n] for n in keep], positions[keep]
    places, step = _places(pictures, positions, normal, remarks)
    tilt = _tilt(step, normal, pictures[0].header.tilt) if len(pictures) > 1 else None
    if tilt is not None:
        tilt.say(remarks)
    spacing = _pixel_size(pictures[0], remarks)
    shape = (places[-1] + 1, pictures[0].header.rows, pictures[0].header.columns)
    placement = toward_lps(shape, [step, column * spacing[0], row * spacing[1]], positions[0])
    _say_what_is_shared(pictures, remarks)
    return Stack(tuple(pictures), tuple(places), placement, remarks, step, tilt)


def _positions(
    pictures: Sequence[Picture], normal: npt.NDArray[np.float64], remarks: Remarks
) -> npt.NDArray[np.float64]:
    """Return an LPS position per picture (n, 3), from the best of three sources."""
    if all(p.slice.position is not None for p in pictures):
        return np.array([p.slice.position for p in pictures])
    if len(pictures) > 1 and all(p.slice.location is not None for p in pictures):
        remarks.say(
            "Positions are missing; the slices were ordered by their slice location.", "positions assumed"
        )
        return np.array([p.slice.location for p in pictures])[:, None] * normal
    distance = pictures[0].slice.gap or pictures[0].slice.thickness or 1.0
    if len(pictures) > 1:
        remarks.say(
            "Positions are missing; the slices were ordered by their instance number, "
            f"{distance:g} mm apart.",
            "positions assumed",
        )
    numbers = [p.slice.instance for p in pictures]
    order = [n if n is not None else k for k, n in enumerate(numbers)]
    if len(set(order)) < len(order):
        order = list(range(len(order)))
    return np.array(order, dtype=np.float64)[:, None] * distance * normal


def _ordered(pictures: Sequence[Picture], along: npt.NDArray[np.float64], remarks: Remarks) -> list[int]:
    """Return the picture numbers by position, one per position."""
    order = sorted(range(len(pictures)), key=lambda n: (round(float(along[n]), 3), _tie(pictures[n])))
    keep = [n for k, n in enumerate(order) if k == 0 or along[n] - along[order[k - 1]] > 2e-3]
    if extra := len(order) - len(keep):
        remarks.say(
            f"{count(extra, 'image lies', 'images lie')} at a position that another one has; "
            "the one with the lowest number is shown."
        )
    return keep


def _tie(picture: Picture) -> tuple[int, str, int]:
    number = picture.slice.instance
    return (number if number is not None else 1 << 31), str(picture.path), picture.slice.frame


def _places(
    pictures: Sequence[Picture],
    positions: npt.NDArray[np.float64],
    normal: npt.NDArray[np.float64],
    remarks: Remarks,
) -> tuple[list[int], npt.NDArray[np.float64]]:
    """Return the slice number of each picture and the LPS step from slice to slice."""
    first = pictures[0].slice
    if len(pictures) == 1:
        if not (first.gap or first.thickness):
            remarks.say("The slice thickness is not recorded; 1 mm was assumed.", "thickness assumed")
        return [0], normal * (first.thickness or first.gap or 1.0)
    along = positions @ normal
    gaps = np.diff(along)
    places, step = _even(positions, along, float(np.median(gaps)))
    if not len(places):
        places, step = _even(positions, along, float(gaps.min()))
    if len(places):
        if missing := int(places[-1]) + 1 - len(pictures):
            where = _gaps(places, along)
            remarks.say(
                f"{count(missing, 'slice is', 'slices are')} missing ({where}) and shown empty.",
                f"gap of {gaps.max():.1f} mm",
            )
        return places.tolist(), step
    remarks.say(
        f"The slices are unevenly spaced ({gaps.min():.2f} to {gaps.max():.2f} mm apart), "
        "so lengths and positions along z are wrong.",
        "uneven slices",
    )
    return list(range(len(pictures))), (positions[-1] - positions[0]) / (len(pictures) - 1)


def _even(
    positions: npt.NDArray[np.float64], along: npt.NDArray[np.float64], usual: float
) -> tuple[npt.NDArray[np.int_], npt.NDArray[np.float64]]:
    """Return the slice numbers at about ``usual`` mm apart, and the step; no numbers where none fit.

    None fit where a slice is away from its place, two share one, or more are missing than there are.
    """
    places = np.rint((along - along[0]) / usual).astype(int)
    step = (positions[-1] - positions[0]) / max(int(places[-1]), 1)
    pitch = (along[-1] - along[0]) / max(int(places[-1]), 1)
    away = np.abs(along - along[0] - places * pitch).max()
    if away > max(0.05, 0.01 * usual) or (np.diff(places) < 1).any() or places[-1] >= 2 * len(places):
        return places[:0], step
    return places, step


def _gaps(places: npt.NDArray[np.int_], along: npt.NDArray[np.float64]) -> str:
    found = _jumps(places)
    sizes = ", ".join(f"{along[n + 1] - along[n]:.1f}" for n in found[:_MOST_GAPS])
    slices = ", ".join(str(places[n] + 1) for n in found[:_MOST_GAPS])
    if len(found) == 1:
        return f"a gap of {sizes} mm after slice {slices}"
    several = f"gaps of {sizes} mm after slices {slices}"
    return f"gaps of {sizes} mm after slices {slices} and more" if len(found) > _MOST_GAPS else several


def _jumps(places: npt.NDArray[np.int_]) -> list[int]:
    return [int(n) for n in np.flatnonzero(np.diff(places) > 1)]


def _tilt(
    step: npt.NDArray[np.float64], normal: npt.NDArray[np.float64], recorded: float | None
) -> Tilt | None:
    """Return how far slices slide sideways; None where the grid counts as upright."""
    angle = float(np.degrees(np.arccos(np.clip(step @ normal / np.linalg.norm(step), -1, 1))))
    return Tilt(angle, recorded) if angle > SLANTED else None


def _pixel_size(picture: Picture, remarks: Remarks) -> tuple[float, float]:
    if picture.slice.spacing is None:
        remarks.say(
            "The pixel spacing is missing or impossible; 1 mm was assumed, so lengths are unknown.",
            "lengths unknown",
        )
        return 1.0, 1.0
    return picture.slice.spacing


def _say_what_is_shared(pictures: Sequence[Picture], remarks: Remarks) -> None:
    headers = {id(p.header): p.header for p in pictures}.values()
    for warning in dict.fromkeys(warning for header in headers for warning in header.warnings):
        remarks.say(warning)
    if len({header.frame_of_reference for header in headers}) > 1:
        remarks.say(
            "The slices belong to different frames of reference; their positions may not fit together.",
            "positions doubtful",
        )
    if lossy := sum(header.lossy for header in headers):
        remarks.say(
            f"{count(lossy, 'file was', 'files were')} compressed with loss; noise and fine detail are not "
            "those of the scanner.",
            "compressed with loss",
        )
    if pictures[0].header.inverted and pictures[0].header.modality != "CT":
        remarks.say("The pictures are meant to be shown with high numbers dark; the numbers are as stored.")


def apart(groups: Sequence[Group], chosen: Group) -> list[str]:
    """Say which pictures of a series are not in the chosen group: other size, direction, kind or unit."""
    series = chosen.header.series
    others = [g for g in groups if g is not chosen and series and g.header.series == series]
    if not others:
        return []
    number = sum(len(g.pictures) for g in others)
    return [
        f"{count(number, 'image of this series differs', 'images of this series differ')} in size, "
        "direction or kind and can be opened as a series of its own."
    ]


def count(number: int, one: str, many: str) -> str:
    """Return a number with the word that fits it."""
    return f"{number} {one if number == 1 else many}"
