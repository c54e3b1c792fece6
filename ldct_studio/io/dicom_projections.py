"""DICOM-CT-PD in the reader process: one view of a clinical scanner per file, geometry in private elements.

The format is that of Chen et al. 2015 (Med. Phys. 42, 6964) and LDCT-and-Projection-data (Moen et al. 2021),
whose user manual lists the elements. Their numbers and types were taken from two public readers of it, the
dictionary of CTBangBang_DICOM_Raw and FreeCT; where the first version and the third differ, both are read.
"""

from __future__ import annotations

import math
import struct
from typing import Any, Literal

import numpy as np
from pydicom.dataset import Dataset

from ..core.errors import LoadError
from .dicom_header import number, text
from .found import Head, ViewHeader
from .prescan import Scanned

Kind = Literal["US", "FL", "CS", "DS"]

# DICOM-CT-PD name, element, type; lengths in mm, angles in radians
ELEMENTS: dict[str, tuple[tuple[int, int], Kind]] = {
    "DetectorElementTransverseSpacing": ((0x7029, 0x1002), "FL"),
    "DetectorElementAxialSpacing": ((0x7029, 0x1006), "FL"),
    "DetectorShape": ((0x7029, 0x100B), "CS"),  # CYLINDRICAL, SPHERICAL or FLAT
    "NumberofDetectorRows": ((0x7029, 0x1010), "US"),
    "NumberofDetectorColumns": ((0x7029, 0x1011), "US"),
    "DetectorFocalCenterAngularPosition": ((0x7031, 0x1001), "FL"),
    "DetectorFocalCenterAxialPosition": ((0x7031, 0x1002), "FL"),
    "DetectorFocalCenterRadialDistance": ((0x7031, 0x1003), "FL"),
    "ConstantRadialDistance": ((0x7031, 0x1031), "FL"),
    "DetectorCentralElement": ((0x7031, 0x1033), "FL"),  # column, row, counted from 1
    "FlyingFocalSpotMode": ((0x7033, 0x100E), "CS"),  # FFSNONE, FFSZ, FFSXY, FFSXYZ
    "NumberofSourceAngularSteps": ((0x7033, 0x1013), "US"),
    "PhotonStatistics": ((0x7033, 0x1065), "FL"),  # photons per channel without the patient
    "TypeofProjectionData": ((0x7037, 0x1009), "CS"),  # AXIAL or HELICAL
    "TypeofProjectionGeometry": ((0x7037, 0x100A), "CS"),  # FANBEAM, CONEBEAM or PARALLEL
    "LogFlag": ((0x7039, 0x1009), "CS"),  # YES where values are line integrals
    "WaterAttenuationCoefficient": ((0x7041, 0x1001), "DS"),  # 1/mm; third version
    "HUCalibrationFactor": ((0x0018, 0x0061), "DS"),  # 1/mm; first version
}
_FORMATS = {"US": "H", "FL": "f"}


def is_view(data: Dataset) -> bool:
    """Say whether a DICOM file holds a view and not a picture."""
    return all(
        _first(data, name) is not None
        for name in (
            "NumberofDetectorColumns",
            "DetectorFocalCenterAngularPosition",
            "ConstantRadialDistance",
        )
    )


def view_head(data: Dataset, scanned: Scanned) -> Head:
    """Say what a view is; raises LoadError with a sentence where it cannot be used.

    Angles and channels are those of the upright picture, which the format sees from the other side: angles
    change their sign, and channels and rows their order (`flipped`), as in ODL's reader of these files.
    """
    rows, bins = (int(_number(data, f"NumberofDetector{what}")) for what in ("Rows", "Columns"))
    size = (number(data, "Rows"), number(data, "Columns"))
    if scanned.frames != 1 or size not in ((rows, bins), (bins, rows)):
        raise LoadError("is a view whose picture has another size than its detector")
    if not _word(data, "LogFlag").upper().startswith("Y"):
        raise LoadError("is a view before the logarithm was taken, which this version does not open")
    if number(data, "RescaleSlope") is None:
        raise LoadError("is a view that does not tell which line integrals its numbers are")
    column, row = _numbers(data, "DetectorCentralElement")[:2] or [math.nan, math.nan]
    if not (0 < column <= bins + 1 and 0 < row <= rows + 1):
        raise LoadError("is a view that does not tell which channel looks through the rotation center")
    mode = _word(data, "FlyingFocalSpotMode").upper()
    geometry = _word(data, "TypeofProjectionGeometry").upper()
    photons = [value for value in _numbers(data, "PhotonStatistics") if value > 0]
    return Head(
        kind="view",
        view=ViewHeader(
            rows=rows,
            bins=bins,
            transposed=size != (rows, bins),
            angle=-_number(data, "DetectorFocalCenterAngularPosition"),
            place=_number(data, "DetectorFocalCenterAxialPosition"),
            radius=_number(data, "DetectorFocalCenterRadialDistance"),
            distance=_number(data, "ConstantRadialDistance"),
            channel_mm=_number(data, "DetectorElementTransverseSpacing"),
            row_mm=_number(data, "DetectorElementAxialSpacing"),
            central=(bins - column, rows - row),
            kind="flat" if _word(data, "DetectorShape").upper() == "FLAT" else "arc",
            per_turn=int(_number(data, "NumberofSourceAngularSteps")),
            axial=_word(data, "TypeofProjectionData").upper() == "AXIAL",
            parallel=geometry in ("FANBEAM", "PARALLEL"),
            water=_water(data),
            photons=float(np.median(photons)) if photons else None,
            flying="" if mode in ("", "FFSNONE") else mode,
            instance=int(number(data, "InstanceNumber") or 0),
            series=text(data, "SeriesInstanceUID"),
            syntax=scanned.syntax,
            slope=number(data, "RescaleSlope"),
            intercept=number(data, "RescaleIntercept"),
            kvp=number(data, "KVP"),
            ma=number(data, "XRayTubeCurrent"),
            description=text(data, "SeriesDescription") or text(data, "StudyDescription"),
            patient=text(data, "PatientName"),
            body_part=text(data, "BodyPartExamined"),
            scanner=f"{text(data, 'Manufacturer')} {text(data, 'ManufacturerModelName')}".strip(),
        ),
    )


def flipped(picture: Any, header: ViewHeader) -> Any:
    """Return a picture of a file as (row, channel) of the upright patient."""
    rows = picture.T if header.transposed else picture
    return rows[::-1, ::-1]


def _water(data: Dataset) -> float | None:
    """Return the attenuation of water in 1/m; the files have it in 1/mm."""
    for name in ("WaterAttenuationCoefficient", "HUCalibrationFactor"):
        found = _first(data, name)
        if found is not None and 1e-3 < found < 0.1:
            return 1000 * found
    return None


def _number(data: Dataset, name: str) -> float:
    found = _first(data, name)
    if found is None:
        raise LoadError(f"is a view without {name}, which tells where its rays are")
    return found


def _first(data: Dataset, name: str) -> float | None:
    found = _numbers(data, name)
    return found[0] if found else None


def _numbers(data: Dataset, name: str) -> list[float]:
    """Return the numbers of a private element; it may come as bytes, its type being in no dictionary."""
    place, kind = ELEMENTS[name]
    element = data.get(place)
    value = None if element is None else element.value
    try:
        if isinstance(value, bytes) and kind in _FORMATS:
            count = len(value) // struct.calcsize(_FORMATS[kind])
            found = [float(v) for v in struct.unpack_from(f"<{count}{_FORMATS[kind]}", value)]
        elif isinstance(value, bytes):
            found = [float(part) for part in value.decode("ascii").strip("\0 ").split("\\")]
        elif value is None or isinstance(value, str):
            found = [float(value)] if value else []
        else:
            found = [float(part) for part in np.atleast_1d(np.asarray(value, dtype=np.float64))]
    except (ValueError, TypeError, struct.error):
        return []
    return found if all(map(math.isfinite, found)) else []


def _word(data: Dataset, name: str) -> str:
    element = data.get(ELEMENTS[name][0])
    value = "" if element is None or element.value is None else element.value
    return value.decode("ascii", "replace").strip("\0 ") if isinstance(value, bytes) else str(value).strip()
