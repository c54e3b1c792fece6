"""Gather: from what the user dropped to the files that are looked at."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import islice
from pathlib import Path

from ..core.errors import LoadError
from .formats import TIFF, has, is_whole, without_ending

MOST_FILES = 100_000
_NEVER = ("dicomdir", "thumbs.db", ".ds_store", "desktop.ini")


def gather(paths: Sequence[Path]) -> list[Path]:
    """Return the files of some paths in a stable order: folders with all below them, files themselves.

    A single DICOM file or TIFF brings its like from its folder, since a slice rarely comes alone. No link to
    a folder is followed. Raises LoadError where a path does not exist or a folder is endless.
    """
    if not paths:
        raise LoadError("There is nothing to open.")
    slices = [path for path in paths if path.is_file() and _wanted(path)]
    kinds = ([path for path in slices if not is_whole(path)], [path for path in slices if has(path, TIFF)])
    alone = {kind[0] for kind in kinds if len(kind) == 1}
    files = list(islice(_files(paths, alone), MOST_FILES + 1))
    if len(files) > MOST_FILES:
        raise LoadError(f"There are more than {MOST_FILES:,} files here; open a folder further down.")
    return list(dict.fromkeys(files))


def _files(paths: Iterable[Path], alone: Set[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        elif path in alone:
            yield path
            siblings = (p for p in sorted(path.parent.iterdir()) if _wanted(p) and _is_like(p, path))
            yield from (p for p in siblings if p.is_file())
        elif path.is_file():
            yield path
        else:
            raise LoadError(f"“{path.name}” does not exist or is not a file.")


def _is_like(path: Path, other: Path) -> bool:
    return has(path, TIFF) if has(other, TIFF) else not is_whole(path)


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (p for p in (Path(parent, name) for name in sorted(names)) if _wanted(p) and p.is_file())


def _wanted(path: Path) -> bool:
    """Say whether a file is looked at: not where it comes with the header beside it."""
    name = path.name.lower()
    header = path.with_name(without_ending(path.name) + ".hdr")
    return name not in _NEVER and not (name.endswith((".img", ".img.gz")) and _exists(header))


def _exists(header: Path) -> bool:
    return header.exists() or header.with_name(f"{header.name}.gz").exists()
