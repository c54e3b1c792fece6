"""Text headers in the reader process: the fields of MetaImage and NRRD, and the numbers in them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set

from ..core.errors import LoadError
from .found import Element, Tags
from .hints import plain

Fields = Mapping[str, str]
"""Values by the names of fields in lower case."""
_MOST_LINES = 2000


def words(fields: Fields, name: str, count: int, default: list[str] | None = None) -> list[str]:
    """Return the words of a field; raises LoadError where it is missing or has another number of them."""
    found = fields[name].split() if name in fields else default
    if found is None:
        raise LoadError(f"is broken: its header lacks “{name}”")
    if len(found) != count:
        raise LoadError(f"is broken: “{name}” of its header has {len(found)} values in place of {count}")
    return found


def numbers(fields: Fields, name: str, count: int, default: list[str] | None = None) -> list[float]:
    """Return the numbers of a field, which may be NaN; raises LoadError as ``words`` does."""
    try:
        return [float(word) for word in words(fields, name, count, default)]
    except ValueError:
        raise LoadError(f"is broken: “{name}” of its header is no number") from None


def integers(fields: Fields, name: str, count: int, default: list[str] | None = None) -> list[int]:
    """Return the whole numbers of a field; raises LoadError as ``words`` does."""
    found = numbers(fields, name, count, default)
    if not all(math.isfinite(value) and value == int(value) and abs(value) < 2**53 for value in found):
        raise LoadError(f"is broken: “{name}” of its header is no whole number")
    return [int(value) for value in found]


def as_tags(fields: Fields, hide: bool, known: Set[str]) -> Tags:
    """Return fields as lines; with ``hide`` the values of all but the ``known`` ones are withheld."""
    from .dicom_tags import HIDDEN  # it brings pydicom

    lines = []
    for name, value in list(fields.items())[:_MOST_LINES]:
        hidden = hide and name not in known
        lines.append(Element(name=plain(name), value=HIDDEN if hidden else value[:600], hidden=hidden))
    return Tags(elements=tuple(lines), left_out=max(0, len(fields) - _MOST_LINES))
