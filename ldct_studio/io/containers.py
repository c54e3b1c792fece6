"""Containers: what stands for other files, a zip archive or a DICOMDIR, and the files that it stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..core.errors import LoadError
from ..core.progress import Progress
from .dicomdir import find, is_dicomdir
from .formats import ARCHIVE, has
from .found import References
from .gather import gather
from .reader import Readers
from .unpacked import unpacked

_MOST_NAMED = 3


@dataclass(frozen=True)
class Collected:
    """The files to look at, and sentences on those that a container names and that cannot be."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def collect(
    readers: Readers, paths: Sequence[Path], on_progress: Callable[[Progress], None] = lambda progress: None
) -> Collected:
    """Return the files of some paths as ``gather`` does, with what containers among the paths stand for.

    Raises LoadError or Cancelled.
    """
    plain: list[Path] = []
    listed: list[Path] = []
    notes: list[str] = []
    for path in paths:
        if path.is_file() and has(path, ARCHIVE):
            folder, said = unpacked(readers, path, on_progress)
            plain.append(folder)
            notes += said
        elif path.is_file() and is_dicomdir(path):
            files, said = _listed(readers, path)
            listed += files
            notes += said
        else:
            plain.append(path)
    files = gather(plain) if plain or not paths else []
    inner = [path for path in files if has(path, ARCHIVE)]
    if inner:
        files = [path for path in files if not has(path, ARCHIVE)]
        if not all(path.is_file() for path in plain):  # of a single file those beside it are looked at
            notes.append(_unopened(inner))
    if not files and not listed and notes:
        raise LoadError(notes[0])
    return Collected(tuple(dict.fromkeys([*files, *listed])), tuple(notes))


def _unopened(archives: Sequence[Path]) -> str:
    """Say which archives lie below a folder, or in another archive, and were not looked into."""
    names = ", ".join(f"“{path.name}”" for path in archives[:_MOST_NAMED])
    if len(archives) == 1:
        return f"{names} is an archive further down and was not looked into; open it by itself."
    more = f" and {len(archives) - _MOST_NAMED:,} more" if len(archives) > _MOST_NAMED else ""
    return f"{names}{more} are archives further down and were not looked into; open one by itself."


def _listed(readers: Readers, path: Path) -> tuple[list[Path], tuple[str, ...]]:
    """Return the files of a DICOMDIR; all of its folder where it cannot be read."""
    try:
        answer = readers.one().ask({"do": "references", "path": str(path)}, readers.cancelled)
        references = References.model_validate(answer)
    except (LoadError, ValueError) as error:  # the latter is pydantic's
        reason = error if isinstance(error, LoadError) else "is broken: its records do not make sense"
        return gather([path.parent]), (f"“{path.name}” {reason}; all files of its folder were looked at.",)
    found, missing, outside = find(path.parent, references)
    notes = []
    if missing:
        notes.append(f"“{path.name}” lists {len(references.files):,} files; {missing:,} of them are missing.")
    if outside:
        notes.append(f"“{path.name}” lists {outside:,} files outside its folder, which were not looked at.")
    if not found:
        said = notes[0] if notes else f"“{path.name}” lists no files."
        raise LoadError(f"{said.rstrip('.')}; open the folder of the images instead.")
    return found, tuple(notes)
