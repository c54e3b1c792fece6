"""Licenses of everything that the program stands on, as one text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions

from .paths import shipped_licenses

_TEXTS = re.compile(r"^(licen[cs]e|copying|notice|copyright)", re.IGNORECASE)
_RULE = "=" * 78
_LONGEST = 300
"""Letters of a license's name; some packages put the whole text there."""


def licenses() -> str:
    """Return the text that an installer shipped, else that of every package beside this one."""
    file = shipped_licenses()
    if file.is_file():
        return file.read_text(encoding="utf-8")
    found = {one.name.lower(): one for one in distributions()}
    return collected(found[name] for name in sorted(found))


def collected(parts: Iterable[Distribution]) -> str:
    """Return name, version, license and license texts of packages, one after the other."""
    return "\n\n".join(_of(part) for part in parts) + "\n"


def name_of(part: Distribution) -> str:
    """Return the license of a package as it states it: an expression, a word, or its classifiers."""
    told = part.metadata
    for key in ("License-Expression", "License"):
        word = str((told.get_all(key) or [""])[0]).strip()
        if word and "\n" not in word and word.upper() != "UNKNOWN" and len(word) < _LONGEST:
            return word
    known = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or () if "License ::" in line]
    return "; ".join(known)


def _of(part: Distribution) -> str:
    head = f"{_RULE}\n{part.name} {part.version}\n{name_of(part)}\n{_RULE}"
    texts = [file.read_text(encoding="utf-8").strip() for file in part.files or () if _is_text(file.parts)]
    return "\n\n".join((head, *dict.fromkeys(texts)))


def _is_text(parts: tuple[str, ...]) -> bool:
    return any(".dist-info" in part for part in parts) and _TEXTS.match(parts[-1]) is not None
