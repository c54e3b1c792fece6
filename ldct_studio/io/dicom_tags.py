"""DICOM tags in the reader process: every element of a file as a line of text, huge values cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pydicom
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.tag import BaseTag

from .dicom_header import clean
from .found import Element, Tags
from .prescan import prescan

MOST_LINES = 5000
MOST_ITEMS = 64
"""Items of one sequence that are listed; the frames of a long multi-frame file are alike."""
_LONGEST = 160
_STANDARD_UID = "1.2.840.10008."
_PERSONAL_KINDS = frozenset(
    ("PN", "DA", "DT", "TM", "LT", "ST", "UT", "UC", "UR", "UN", "LO", "SH", "AE", "OB", "OB or OW")
)
"""Names, dates, text, identifiers and what nobody knows (PS3.15, basic application level confidentiality
profile)."""
_TECHNICAL = frozenset(
    (
        "ConvolutionKernel",
        "FileMetaInformationVersion",
        "FilterType",
        "ImagedNucleus",
        "ImplementationVersionName",
        "Manufacturer",
        "ManufacturerModelName",
        "PositionReferenceIndicator",
        "ReceiveCoilName",
        "RescaleType",
        "SequenceName",
        "SoftwareVersions",
        "TransmitCoilName",
    )
)
"""Text of those kinds that is of the machine alone; what is not named here is hidden."""
HIDDEN = "•••"


def read_tags(path: Path, hide: bool) -> Tags:
    """Return the header of a DICOM file.

    With ``hide`` no value leaves this process that may tell who the patient is. Raises NotDicomError or
    LoadError with a sentence.
    """
    with path.open("rb") as file:
        scanned = prescan(file)
    data = pydicom.dcmread(path, stop_before_pixels=True, force=True)
    listing = _Listing(hide)
    lines = [*listing.lines(data.file_meta), *listing.lines(data)]
    if scanned.pixels >= 0:
        size = f"{scanned.pixel_length:,} bytes" if scanned.pixel_length < 0xFFFFFFFF else "compressed"
        lines.append(Element(tag="(7FE0,0010)", name="Pixel Data", value=size))
    return Tags(elements=tuple(lines), left_out=listing.left_out)


class _Listing:
    """Turns data sets into lines, up to so many in all."""

    def __init__(self, hide: bool) -> None:
        self._hide, self._room, self.left_out = hide, MOST_LINES, 0

    def lines(self, data: Dataset) -> Iterator[Element]:
        for tag in sorted(data.keys()):
            if self._room <= 0:
                self.left_out += 1
                continue
            self._room -= 1
            yield self._line(data, BaseTag(tag))

    def _line(self, data: Dataset, tag: BaseTag) -> Element:
        place = f"({tag.group:04X},{tag.element:04X})"
        try:
            element = data[tag]
            if element.VR == "SQ":
                return self._sequence(place, element)
            hidden = self._hide and _personal(element)
            value = HIDDEN if hidden else shown(element.value)
            return Element(tag=place, name=clean(element.name), vr=element.VR, value=value, hidden=hidden)
        except Exception as error:  # one broken element costs one line; a codec may raise anything
            return Element(tag=place, value=f"Broken: it could not be read ({type(error).__name__}).")

    def _sequence(self, place: str, element: DataElement) -> Element:
        items = list(element.value)
        count = f"{len(items):,} item" + ("" if len(items) == 1 else "s")
        if self._hide and element.tag.is_private:
            return Element(tag=place, name=clean(element.name), vr="SQ", value=HIDDEN, hidden=True)
        if len(items) > MOST_ITEMS:
            count += f", the first {MOST_ITEMS} are listed"
        children = tuple(
            Element(name=f"Item {number}", children=tuple(self.lines(item)))
            for number, item in enumerate(items[:MOST_ITEMS], 1)
        )
        return Element(tag=place, name=clean(element.name), vr="SQ", value=count, children=children)


def _personal(element: DataElement) -> bool:
    """Say whether a value may tell who the patient is, or when and where they were scanned."""
    if element.tag.group == 0x0010 or element.tag.is_private:
        return True
    if element.VR == "UI":
        return not all(str(part).startswith(_STANDARD_UID) for part in _parts(element.value))
    return element.VR in _PERSONAL_KINDS and element.keyword not in _TECHNICAL


def shown(value: Any) -> str:
    """Print a value as one line; a long one is cut and its length told."""
    if isinstance(value, bytes):
        if len(value) <= 16:
            return value.hex(" ")
        return f"{value[:16].hex(' ')} … ({len(value):,} bytes)"
    parts = list(_parts(value))
    text = "\\".join(clean(part) for part in parts[:_LONGEST])
    if len(text) <= _LONGEST and len(parts) <= _LONGEST:
        whole = len(str(parts[0])) if len(parts) == 1 else 0
        return text if whole <= _LONGEST else f"{text[:_LONGEST]} … ({whole:,} characters)"
    length = f"{len(parts):,} values" if len(parts) > 1 else f"{len(str(parts[0])):,} characters"
    return f"{text[:_LONGEST]} … ({length})"


def _parts(value: Any) -> Iterable[Any]:
    if value is None or value == "":
        return ()
    return value if isinstance(value, list | tuple | pydicom.multival.MultiValue) else (value,)
