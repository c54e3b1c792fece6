"""Gather: from what the user dropped to the files that are looked at."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from ..core.errors import LoadError

MOST_FILES = 100_000
_ARRAYS = (".nii", ".nii.gz", ".npy", ".npz", ".hdr", ".img")
_NEVER = ("dicomdir", "thumbs.db", ".ds_store", "desktop.ini")


def is_array(path: Path) -> bool:
    """Say whether the name is one of NIfTI or NumPy."""
    return path.name.lower().endswith(_ARRAYS)


def gather(paths: Sequence[Path]) -> list[Path]:
    """Return the files of some paths in a stable order: folders with all below them, files themselves.

    A single DICOM file brings the other files of its folder, since a slice rarely comes alone. A DICOMDIR
    stands for its folder; what it lists is not followed, and no link to a folder is. Raises LoadError
    where a path does not exist or a folder is endless.
    """
    if not paths:
        raise LoadError("There is nothing to open.")
    slices = [path for path in paths if path.is_file() and _wanted(path) and not is_array(path)]
    alone = slices[0] if len(slices) == 1 else None
    files = list(islice(_files(paths, alone), MOST_FILES + 1))
    if len(files) > MOST_FILES:
        raise LoadError(f"There are more than {MOST_FILES:,} files here; open a folder further down.")
    return list(dict.fromkeys(files))


def _files(paths: Iterable[Path], alone: Path | None) -> Iterator[Path]:
    for path in paths:
        if path.is_dir() or path.name.lower() == "dicomdir":
            yield from _below(path if path.is_dir() else path.parent)
        elif path == alone:
            yield path
            siblings = (p for p in sorted(path.parent.iterdir()) if _wanted(p) and not is_array(p))
            yield from (p for p in siblings if p.is_file())
        elif path.is_file():
            yield path
        else:
            raise LoadError(f"“{path.name}” does not exist or is not a file.")


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (p for p in (Path(parent, name) for name in sorted(names)) if _wanted(p) and p.is_file())


def _wanted(path: Path) -> bool:
    name = path.name.lower()
    return name not in _NEVER and not (name.endswith(".img") and path.with_suffix(".hdr").exists())
