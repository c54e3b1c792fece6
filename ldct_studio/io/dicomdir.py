"""DICOMDIR: the files of a medium that its directory lists (PS3.3 F), looked for below its folder only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..core.errors import LoadError
from .entry_names import folded, why_not
from .found import References

MOST_REFERENCES = 100_000


def is_dicomdir(path: Path) -> bool:
    """Say whether a file is called as the directory of a medium is; media may ignore case."""
    return path.name.lower() == "dicomdir"


def read_references(path: Path) -> References:
    """Return what a DICOMDIR lists, in the reader process; raises LoadError with a sentence."""
    import pydicom
    from pydicom.errors import InvalidDicomError

    from .prescan import prescan

    with path.open("rb") as file:
        prescan(file)
    try:
        data = pydicom.dcmread(path, specific_tags=["DirectoryRecordSequence"])
        records = list(data.get("DirectoryRecordSequence") or ())
        found = [_parts(record.get("ReferencedFileID")) for record in records]
    except (InvalidDicomError, AttributeError, TypeError, ValueError, KeyError) as error:
        raise LoadError("is broken: its records cannot be read") from error
    files = tuple(dict.fromkeys(parts for parts in found if parts))
    if len(files) > MOST_REFERENCES:
        raise LoadError(f"lists more than {MOST_REFERENCES:,} files and was not opened")
    return References(files=files)


def _parts(value: object) -> tuple[str, ...]:
    """Return the parts of a file ID; names that some writers join with slashes are taken apart."""
    words = [value] if isinstance(value, str) else list(value or ())  # type: ignore[call-overload]
    joined = "/".join(str(word) for word in words).replace("\\", "/")
    return tuple(part[:255] for part in joined.split("/") if part)


def find(folder: Path, references: References) -> tuple[list[Path], int, int]:
    """Return the listed files that are there, how many are missing, and how many lead out of the folder.

    Names match up to case, and without the version that ISO 9660 adds to them. Links out of the folder
    are not followed.
    """
    root, names = folder.resolve(), dict[Path, dict[str, Path]]()
    found: list[Path] = []
    missing = outside = 0
    for parts in references.files:
        path = None if why_not("/".join(parts)) else _walk(folder, parts, names)
        if why_not("/".join(parts)) or (path is not None and not path.resolve().is_relative_to(root)):
            outside += 1
        elif path is None or not path.is_file():
            missing += 1
        else:
            found.append(path)
    return found, missing, outside


def _walk(folder: Path, parts: tuple[str, ...], names: dict[Path, dict[str, Path]]) -> Path | None:
    """Return the path of the parts below a folder; ``names`` keeps what each folder holds."""
    here: Path | None = folder
    for part in parts:
        if here is None:
            return None
        if here not in names:
            names[here] = dict(_listed(here))
        here = names[here].get(_bare(part))
    return here


def _listed(folder: Path) -> Iterator[tuple[str, Path]]:
    if folder.is_dir():
        for path in folder.iterdir():
            yield _bare(path.name), path


def _bare(name: str) -> str:
    return folded(name.partition(";")[0].rstrip("."))
