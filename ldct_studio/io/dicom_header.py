"""DICOM headers in the reader process: a file in, typed facts out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pydicom
from pydicom.dataset import Dataset

from ..core.errors import LoadError
from .found import DicomHeader, Slice
from .prescan import Scanned

pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE

_SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
_LARGEST = 4096 * 4096
NOTHING = Dataset()
MOST_FRAMES = 20000
_SCREENS = ("SCREEN SAVE", "DOSE_INFO", "CT_SOM5 PROT", "CT_SOM7 PROT", "CT_SOM8 PROT")
"""Parts of Image Type (0008,0008) by which scanners mark pages of text that they store as slices."""
_MAPS = frozenset(("PERFUSION", "RCBF", "RCBV", "MTT", "TTP", "TMAX"))
_LOSSY = frozenset(f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 81, 91, 203))
_NATIVE = ("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99")
_PHANTOMS: dict[str, Any] = {"113690": 16, "113691": 32}  # PS3.16 CID 4052: IEC head, IEC body


def refuse_unsuitable(data: Dataset) -> None:
    """Raise LoadError for pictures that are no slices of a volume."""
    photometric = text(data, "PhotometricInterpretation")
    if text(data, "SOPClassUID").startswith(_SECONDARY_CAPTURE):
        raise LoadError("is a secondary capture (a screen picture), not a slice")
    if any(part in _SCREENS for part in _image_type(data)):
        raise LoadError("is a page of text that the scanner stored as a picture, not a slice")
    if number(data, "SamplesPerPixel", 1) != 1 or (photometric and not photometric.startswith("MONOCHROME")):
        raise LoadError(f"is a color picture ({photometric or 'unknown colors'}), not a slice")
    if text(data, "Modality") == "RTDOSE":
        raise LoadError("is a DICOM RTDOSE object, which this version does not open")
    allocated = number(data, "BitsAllocated", 16)
    if allocated not in (8, 16, 32, 64):
        raise LoadError(f"stores {allocated or 0:g} bits per pixel, which this program does not read")


def header_of(data: Dataset, scanned: Scanned) -> DicomHeader:
    """Return the facts of a picture; raises LoadError where its size or its numbers make no sense."""
    _refuse_impossible(data)
    mas, as_recorded = _mas(data)
    image_type = _image_type(data)
    shared = first(data, "SharedFunctionalGroupsSequence")
    timing = functional_group([shared, data], "MRTimingAndRelatedParametersSequence")
    return DicomHeader(
        rows=data.Rows,
        columns=data.Columns,
        slices=tuple(_slices(data, scanned)),
        modality=text(data, "Modality"),
        syntax=scanned.syntax,
        compressed=scanned.syntax not in _NATIVE,
        series=text(data, "SeriesInstanceUID"),
        instance_uid=text(data, "SOPInstanceUID"),
        frame_of_reference=text(data, "FrameOfReferenceUID"),
        localizer="LOCALIZER" in image_type,
        unit=_unit(data),
        mapped=not _MAPS.isdisjoint(image_type),
        lossy=is_lossy(data, scanned.syntax),
        inverted=text(data, "PhotometricInterpretation") == "MONOCHROME1",
        agent=_agent(data),
        field=_positive(number(data, "MagneticFieldStrength")),
        tr_ms=_positive(number(timing, "RepetitionTime")),
        flip_deg=_positive(number(timing, "FlipAngle")),
        description=text(data, "SeriesDescription") or text(data, "StudyDescription"),
        date=_day(text(data, "StudyDate") or text(data, "SeriesDate")),
        patient=text(data, "PatientName"),
        body_part=text(data, "BodyPartExamined"),
        scanner=f"{text(data, 'Manufacturer')} {text(data, 'ManufacturerModelName')}".strip(),
        kernel=" ".join(clean(part) for part in _parts(data.get("ConvolutionKernel"))),
        windows=tuple(_windows(data)),
        kvp=number(data, "KVP"),
        mas=mas,
        mas_as_recorded=as_recorded,
        ctdi_vol=_positive(number(data, "CTDIvol")),
        ctdi_phantom_cm=_phantom(data),
        tilt=number(data, "GantryDetectorTilt"),
        warnings=tuple(_warnings(scanned)),
    )


def _refuse_impossible(data: Dataset) -> None:
    stored, allocated = number(data, "BitsStored", 16), number(data, "BitsAllocated", 16)
    if not stored or not allocated or not 1 <= stored <= allocated:
        raise LoadError("is broken: its number of bits per pixel is impossible")
    if (number(data, "Rows") or 0) * (number(data, "Columns") or 0) > _LARGEST:
        raise LoadError("is larger than 4096 × 4096 pixels")


def is_lossy(data: Dataset, syntax: str) -> bool:
    """Say whether the pictures of a file were ever compressed with loss."""
    return syntax in _LOSSY or text(data, "LossyImageCompression") == "01"


def _image_type(data: Dataset) -> list[str]:
    return [clean(part).upper() for part in _parts(data.get("ImageType"))]


def _unit(data: Dataset) -> str:
    """Return the unit of the numbers: of a PET picture, of the rescaling, or of a real-world mapping.

    "US" is "unspecified" (PS3.3 C.11.1.1.2).
    """
    if text(data, "Modality") == "PT":
        return text(data, "Units")
    shared, frame = (first(data, f"{name}FunctionalGroupsSequence") for name in ("Shared", "PerFrame"))
    places = [frame, shared, data]
    found = text(functional_group(places, "PixelValueTransformationSequence"), "RescaleType").upper()
    if found not in ("", "US"):
        return found
    mapping = next(
        (group for place in places if len(group := first(place, "RealWorldValueMappingSequence"))), data
    )
    return text(first(mapping, "MeasurementUnitsCodeSequence"), "CodeValue")


def _warnings(scanned: Scanned) -> Iterable[str]:
    if scanned.program:
        yield "The first bytes look like a program; the file was read as data only."
    if scanned.headless:
        yield "The file meta information is missing; the encoding was guessed."


def _slices(data: Dataset, scanned: Scanned) -> Iterable[Slice]:
    if scanned.frames == 1 and "PerFrameFunctionalGroupsSequence" not in data:
        yield _slice(data, [data], 0)
        return
    if scanned.frames > MOST_FRAMES:
        raise LoadError(f"has more than {MOST_FRAMES:,} frames and was not opened")
    shared = first(data, "SharedFunctionalGroupsSequence")
    frames = data.get("PerFrameFunctionalGroupsSequence") or [Dataset()] * scanned.frames
    if len(frames) < scanned.frames:
        raise LoadError("is broken: it describes fewer frames than it holds")
    for index in range(scanned.frames):
        yield _slice(data, [frames[index], shared, data], index)


def _slice(data: Dataset, places: Sequence[Dataset], frame: int) -> Slice:
    """Read what may differ from picture to picture, from the frame, the shared groups or the top."""
    measures = functional_group(places, "PixelMeasuresSequence")
    values = functional_group(places, "PixelValueTransformationSequence")
    return Slice(
        frame=frame,
        position=_floats(functional_group(places, "PlanePositionSequence"), "ImagePositionPatient", 3),
        orientation=_orientation(
            _floats(functional_group(places, "PlaneOrientationSequence"), "ImageOrientationPatient", 6)
        ),
        spacing=_spacing(measures),
        slope=_rescale(values, "RescaleSlope"),
        intercept=_rescale(values, "RescaleIntercept"),
        location=number(data, "SliceLocation"),
        instance=_integer(number(data, "InstanceNumber")),
        thickness=_positive(number(measures, "SliceThickness")),
        gap=_positive(number(measures, "SpacingBetweenSlices")),
        ma=_positive(number(data, "XRayTubeCurrent")),
    )


def functional_group(places: Sequence[Dataset], keyword: str) -> Dataset:
    """Return the functional group of a frame, or the top level of a classic file."""
    for place in places[:-1]:
        group = first(place, keyword)
        if len(group):
            return group
    return places[-1]


def first(data: Dataset, keyword: str) -> Dataset:
    """Return the first item of a sequence, an empty one where there is none."""
    items = data.get(keyword)
    return items[0] if items else NOTHING


def _rescale(data: Dataset, keyword: str) -> float | None:
    if data.get_item(keyword) is None:
        return None
    value = number(data, keyword)
    if value is None or abs(value) > 1e6:
        raise LoadError(f"is broken: its {keyword} is not a sensible number")
    return value


def _spacing(data: Dataset) -> tuple[float, float] | None:
    found = _floats(data, "PixelSpacing", 2)
    return (found[0], found[1]) if found and min(found) > 0 else None


def _orientation(found: tuple[float, ...] | None) -> Any:
    """Return direction cosines that span a plane, as unit vectors; None for nonsense."""
    if found is None:
        return None
    row, column = math.hypot(*found[:3]), math.hypot(*found[3:])
    if not (0.9 < row < 1.1 and 0.9 < column < 1.1):
        return None
    if abs(sum(a * b for a, b in zip(found[:3], found[3:], strict=True))) > 0.05:
        return None
    return tuple(v / row for v in found[:3]) + tuple(v / column for v in found[3:])


def _mas(data: Dataset) -> tuple[float | None, bool]:
    """Return mAs and whether it stands as recorded, its meaning being the vendor's.

    Effective mAs = mA · rotation time / pitch (IEC 60601-2-44) where all three are recorded.
    """
    ma = _positive(number(data, "XRayTubeCurrent"))
    rotation, pitch = _positive(number(data, "RevolutionTime")), _positive(number(data, "SpiralPitchFactor"))
    if ma and rotation and pitch:
        return ma * rotation / pitch, False
    recorded = _positive(number(data, "Exposure"))
    if recorded:
        return recorded, True
    milliseconds = _positive(number(data, "ExposureTime"))
    return (ma * milliseconds / 1000 if ma and milliseconds else None), True


def _phantom(data: Dataset) -> Any:
    return _PHANTOMS.get(text(first(data, "CTDIPhantomTypeCodeSequence"), "CodeValue"))


def _agent(data: Dataset) -> str:
    said = text(data, "ContrastBolusAgent")
    return "" if said.lower() in ("no", "none", "without") else said


def _day(recorded: str) -> str:
    """Return a DICOM date (PS3.5: YYYYMMDD) as ISO writes it, '' where it is none."""
    try:
        return date.fromisoformat(recorded).isoformat() if len(recorded) == 8 else ""
    except ValueError:
        return ""


def _windows(data: Dataset) -> Iterable[tuple[float, float]]:
    widths, levels = numbers(data, "WindowWidth"), numbers(data, "WindowCenter")
    return [(w, c) for w, c in zip(widths, levels, strict=False) if w >= 1][:8]


def text(data: Dataset, keyword: str) -> str:
    """Return a value as harmless text, '' where it is missing or broken."""
    try:
        return clean(" ".join(str(part) for part in _parts(data.get(keyword))))
    except (ValueError, TypeError, LookupError, AttributeError, NotImplementedError):
        return ""


def clean(value: object) -> str:
    """Return at most 200 printable characters."""
    found = "" if value is None else str(value)
    return "".join(c if c.isprintable() else " " for c in found[:200]).strip()


def number(data: Dataset, keyword: str, default: float | None = None) -> float | None:
    """Return the first number of an element; None where it is broken, ``default`` where it is missing."""
    found = numbers(data, keyword)
    if found:
        return found[0]
    return default if data.get_item(keyword) is None else None


def numbers(data: Dataset, keyword: str) -> list[float]:
    """Return the numbers of an element, none where it is missing or one of them is broken."""
    try:
        found = [float(part) for part in _parts(data.get(keyword))]
    except (ValueError, TypeError, OverflowError, AttributeError, NotImplementedError):
        return []
    return found if all(math.isfinite(value) for value in found) else []


def _floats(data: Dataset, keyword: str, count: int) -> Any:
    found = numbers(data, keyword)
    return tuple(found) if len(found) == count and max(map(abs, found)) < 1e6 else None


def _parts(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str | bytes) else [value]


def _positive(value: float | None) -> float | None:
    return value if value is not None and value > 0 else None


def _integer(value: float | None) -> int | None:
    return None if value is None or abs(value) > 2**31 else int(value)
