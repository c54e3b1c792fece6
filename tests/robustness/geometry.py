"""Synthetic series whose every pixel has a number of its own and a known place in the patient."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import CTImageStorage, EnhancedCTImageStorage, ExplicitVRLittleEndian, generate_uid

Vector = tuple[float, float, float]
SHAPE = (6, 10, 8)
_STEP = 4.0


def _axis(number: int, sign: float) -> Vector:
    x, y, z = (sign if number == axis else 0.0 for axis in range(3))
    return x, y, z


@dataclass(frozen=True)
class Case:
    """One series: how it lies, what is odd about it, and whether that has to be said."""

    name: str
    row: Vector = (1, 0, 0)
    """The direction of a row, LPS."""
    column: Vector = (0, 1, 0)
    positions: tuple[Vector, ...] = tuple((-12.0, 7.0, 30.0 + 2.5 * k) for k in range(SHAPE[0]))
    spacing: tuple[float, float] = (0.8, 0.7)
    """Between rows, between columns, mm."""
    names: tuple[int, ...] = ()
    """The number in the file name of each slice; () = in order."""
    instances: tuple[int, ...] = ()
    without: tuple[str, ...] = ()
    """Elements that are left out."""
    slopes: tuple[float, ...] = ()
    frames: bool = False
    """Whether it is one enhanced multi-frame file, with its frames in the order of ``names``."""
    patient: str = "HFS"
    thickness: float = 3.0
    warned: str = ""
    """What a warning has to say; "" where everything has to be exact."""
    anatomy: bool = False
    """Whether the numbers follow from the place in the patient, instead of being each there once."""
    peers: bool = True
    """Whether SimpleITK and highdicom are right about it."""

    @property
    def values(self) -> npt.NDArray[np.float64]:
        """HU (k, j, i)."""
        if self.anatomy:
            return np.rint(self.places @ [20.0, 5.0, 4.0])
        count = len(self.positions)
        return -1000 + _STEP * np.arange(count * SHAPE[1] * SHAPE[2]).reshape(count, *SHAPE[1:])

    @property
    def places(self) -> npt.NDArray[np.float64]:
        """LPS mm (k, j, i, 3)."""
        _, j, i = np.indices((1, *SHAPE[1:]))
        down = j[..., None] * np.array(self.column) * self.spacing[0]
        right = i[..., None] * np.array(self.row) * self.spacing[1]
        return np.array(self.positions)[:, None, None] + down + right

    def write(self, folder: Path) -> None:
        """Write the files of the series."""
        folder.mkdir()
        series = generate_uid()
        names = self.names or tuple(range(len(self.positions)))
        if self.frames:
            _enhanced(self, series, names).save_as(folder / "all.dcm", enforce_file_format=True)
            return
        for index, name in enumerate(names):
            data = one_slice(self, series, index)
            for keyword in self.without:
                delattr(data, keyword)
            data.save_as(folder / f"IM{name:03d}", enforce_file_format=True)


def _basic(case: Case, series: str, kind: str) -> FileDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = kind, generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    data.SOPClassUID, data.SOPInstanceUID = kind, meta.MediaStorageSOPInstanceUID
    data.StudyInstanceUID = data.FrameOfReferenceUID = "1.2.3.4"
    data.SeriesInstanceUID, data.Modality, data.ImageType = series, "CT", ["ORIGINAL", "PRIMARY", "AXIAL"]
    data.PatientName, data.PatientID, data.PatientPosition = "A", "B", case.patient
    data.StudyID = data.AccessionNumber = data.PatientBirthDate = data.PatientSex = ""
    data.StudyDate = data.StudyTime = data.ReferringPhysicianName = data.Manufacturer = ""
    data.SeriesNumber, data.InstanceNumber, data.PositionReferenceIndicator = 1, 1, ""
    data.Rows, data.Columns = SHAPE[1:]
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 16, 15, 0
    return data


def _stored(case: Case, index: int) -> tuple[bytes, float]:
    slope = case.slopes[index] if case.slopes else 1.0
    return np.rint((case.values[index] + 1000) / slope).astype("<u2").tobytes(), slope


def one_slice(case: Case, series: str, index: int) -> FileDataset:
    """Return one slice of a series as a data set."""
    data = _basic(case, series, CTImageStorage)
    data.InstanceNumber = case.instances[index] if case.instances else index + 1
    data.ImagePositionPatient = [f"{v:.6f}"[:16] for v in case.positions[index]]
    data.ImageOrientationPatient = [f"{v:.12f}"[:16] for v in (*case.row, *case.column)]
    data.SliceLocation = float(np.cross(case.row, case.column) @ case.positions[index])
    data.PixelSpacing, data.SliceThickness = list(case.spacing), case.thickness
    data.PixelData, data.RescaleSlope = _stored(case, index)
    data.RescaleIntercept = -1000
    return data


def _enhanced(case: Case, series: str, order: tuple[int, ...]) -> FileDataset:
    data = _basic(case, series, EnhancedCTImageStorage)
    data.NumberOfFrames = len(order)
    data.ContentDate, data.ContentTime = "20260101", "120000"
    shared, measures, plane = Dataset(), Dataset(), Dataset()
    measures.PixelSpacing, measures.SliceThickness = list(case.spacing), case.thickness
    plane.ImageOrientationPatient = [f"{v:.12f}"[:16] for v in (*case.row, *case.column)]
    shared.PixelMeasuresSequence, shared.PlaneOrientationSequence = [measures], [plane]
    data.SharedFunctionalGroupsSequence = [shared]
    frames, pixels = [], []
    for index in order:
        frame, position, transformation = Dataset(), Dataset(), Dataset()
        position.ImagePositionPatient = list(case.positions[index])
        stored, transformation.RescaleSlope = _stored(case, index)
        transformation.RescaleIntercept, transformation.RescaleType = -1000, "HU"
        frame.PlanePositionSequence = [position]
        frame.PixelValueTransformationSequence = [transformation]
        frames.append(frame)
        pixels.append(stored)
    data.PerFrameFunctionalGroupsSequence = frames
    data.PixelData = b"".join(pixels)
    return data


def cases() -> Iterator[Case]:
    """Return all series."""
    yield from _orientations()
    yield from _patients()
    yield from _orders()
    yield from _spacings()
    yield from _missing()
    yield from _frames()


def _along(row: Vector, column: Vector, step: float = 2.5, count: int = SHAPE[0]) -> tuple[Vector, ...]:
    normal = np.cross(row, column)
    return tuple(tuple(np.array([-12.0, 7.0, 30.0]) + step * k * normal) for k in range(count))


def _orientations() -> Iterator[Case]:
    for (a, s), (b, t) in product(product(range(3), (1.0, -1.0)), repeat=2):
        if a != b:
            row, column = _axis(a, s), _axis(b, t)
            letters = "".join("XYZ"[n] + ("+" if sign > 0 else "-") for n, sign in ((a, s), (b, t)))
            step = 2.5 if (a + b) % 2 else -2.5
            yield Case(f"orientation {letters}", row, column, _along(row, column, step))
    generator = np.random.default_rng(11)
    for number in range(4):
        turned, _ = np.linalg.qr(generator.normal(size=(3, 3)))
        row, column = tuple(turned[0].tolist()), tuple(turned[1].tolist())
        yield Case(f"oblique {number}", row, column, _along(row, column))


PATIENTS: dict[str, tuple[Vector, Vector]] = {
    "HFS": ((1, 0, 0), (0, 1, 0)),
    "HFP": ((-1, 0, 0), (0, -1, 0)),
    "FFS": ((-1, 0, 0), (0, 1, 0)),
    "FFP": ((1, 0, 0), (0, -1, 0)),
}
"""Rows and columns of the gantry's picture in the patient, by how the patient lies (PS3.3 C.7.3.1.1.2)."""


def _patients() -> Iterator[Case]:
    for name, (row, column) in PATIENTS.items():
        yield Case(f"patient {name}", row, column, _along(row, column), patient=name)


def _orders() -> Iterator[Case]:
    turned, mixed = (5, 4, 3, 2, 1, 0), (3, 0, 5, 1, 4, 2)
    yield Case("names reversed", names=turned)
    yield Case("names shuffled", names=mixed)
    yield Case("instances shuffled", instances=mixed)
    yield Case("instances all 1", instances=(1,) * 6)
    yield Case("files from the top down", positions=Case("").positions[::-1])
    yield Case("rescale per slice", slopes=(1, 2, 0.5, 4, 1, 2), peers=False)
    yield Case("one slice", positions=Case("").positions[:1], peers=False)


def _spacings() -> Iterator[Case]:
    straight = Case("")
    yield replace(straight, name="long pixels", spacing=(2.0, 0.3))
    yield replace(straight, name="wide pixels", spacing=(0.3, 2.0))
    yield replace(straight, name="overlapping slices", thickness=5.0)
    yield replace(straight, name="gaps between slices", thickness=1.0)
    far = tuple((-900.25, 870.5, 1500.125 + 2.5 * k) for k in range(6))
    yield replace(straight, name="far from the origin", positions=far)
    rounded = tuple((-12.0, 7.0, round(30 + 0.6251 * k, 2)) for k in range(6))
    yield replace(straight, name="rounded positions", positions=rounded, warned="rounded")
    uneven = tuple((-12.0, 7.0, 30 + 2.5 * k + 0.13 * k**2) for k in range(6))
    yield replace(straight, name="uneven slices", positions=uneven, warned="unevenly spaced", peers=False)
    for angle in (-18.5, 16.5, 5.0):
        c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
        tilted = replace(straight, column=(0.0, float(c), float(s)), peers=False)
        yield replace(tilted, name=f"tilt {angle}", warned=f"sheared by {abs(angle):.1f}°")


def _missing() -> Iterator[Case]:
    straight = Case("")
    at = straight.positions
    for name, kept in (("one", (0, 1, 3, 4, 5)), ("two together", (0, 1, 4, 5)), ("two apart", (0, 2, 3, 5))):
        gone = replace(straight, name=f"{name} missing", positions=tuple(at[k] for k in kept), peers=False)
        yield replace(gone, warned="missing (")
    yield replace(straight, name="first missing", positions=at[1:])
    twice = (*at, at[2])
    yield replace(straight, name="one twice", positions=twice, warned="at a position that", peers=False)
    yield replace(straight, name="all twice", positions=at + at, warned="at a position that", peers=False)
    for gone_too, words in (((), "slice location"), (("SliceLocation",), "instance number")):
        without = ("ImagePositionPatient", *gone_too)
        lost = replace(straight, name=f"no position, {words}", without=without, peers=False)
        yield replace(lost, warned=f"ordered by their {words}")
    absent = (("ImageOrientationPatient", "taken as axial"), ("PixelSpacing", "lengths are unknown"))
    for keyword, words in absent:
        yield replace(straight, name=f"no {keyword}", without=(keyword,), warned=words, peers=False)


def _frames() -> Iterator[Case]:
    inside = Case("", frames=True)
    yield replace(inside, name="frames in order")
    yield replace(inside, name="frames shuffled", names=(3, 0, 5, 1, 4, 2))
    yield replace(inside, name="frames with slopes", slopes=(1, 2, 0.5, 4, 1, 2), peers=False)
    row, column = (0.0, 1.0, 0.0), (0.0, 0.0, -1.0)
    yield replace(inside, name="frames sagittal", row=row, column=column, positions=_along(row, column))
    kept = tuple(inside.positions[k] for k in (0, 1, 3, 4, 5))
    yield replace(inside, name="frames missing", positions=kept, warned="missing (", peers=False)
