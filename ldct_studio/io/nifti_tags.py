"""NIfTI header fields in the reader process, each as a line of text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from .dicom_tags import HIDDEN
from .found import Element, Tags
from .nifti import parsed_header

_PERSONAL = frozenset({"descrip", "aux_file", "db_name", "intent_name"})
"""Free text, in which some programs leave a name."""
_CODES: dict[str, dict[int, str]] = {
    "qform_code": {0: "unknown", 1: "scanner", 2: "aligned", 3: "Talairach", 4: "MNI"},
    "sform_code": {0: "unknown", 1: "scanner", 2: "aligned", 3: "Talairach", 4: "MNI"},
    "datatype": {
        2: "uint8", 4: "int16", 8: "int32", 16: "float32", 64: "float64", 256: "int8", 512: "uint16",
        768: "uint32", 1024: "int64", 1280: "uint64",
    },
}  # fmt: skip
"""What a number stands for (nifti1.h)."""


def read_tags(path: Path, hide: bool) -> Tags:
    """Return the header of a NIfTI file; with ``hide`` without its free text. Raises LoadError."""
    header = parsed_header(path)
    dtype = header.template_dtype
    lines = []
    for name in dtype.names:
        kind, offset = dtype.fields[name][:2]
        hidden = hide and name in _PERSONAL
        value = HIDDEN if hidden else _shown(name, header[name])
        lines.append(
            Element(tag=f"byte {offset}", name=name, vr=_kind(kind), value=value, hidden=hidden),
        )
    return Tags(elements=tuple(lines))


def _kind(kind: np.dtype[Any]) -> str:
    base, shape = kind.subdtype or (kind, ())
    name = f"text of {base.itemsize}" if base.kind == "S" else base.name
    return f"{name} × {shape[0]}" if shape else name


def _shown(name: str, value: Any) -> str:
    if value.dtype.kind == "S":
        text = bytes(value).split(b"\0")[0].decode("utf-8", "replace")
        return "".join(c if c.isprintable() else " " for c in text)
    numbers = [f"{number:.6g}" for number in np.atleast_1d(value).tolist()]
    if name in _CODES:
        meaning = _CODES[name].get(int(value))
        return f"{numbers[0]} ({meaning})" if meaning else numbers[0]
    return "\\".join(numbers)
