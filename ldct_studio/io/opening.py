"""Opening: paths in, a study out. The parsing happens in the reader process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..core.device import cores
from ..core.errors import GeometryError, LoadError
from ..core.progress import Progress
from ..core.study import Series, Study
from ..core.volume import LabelMap, Volume
from .arrays_opening import ArrayFile, SpacingNeededError, open_label_map, open_volume
from .found import DicomHeader, Head
from .gather import gather, is_array
from .labels import onto
from .reader import Limits, Reader, Readers, Stopped
from .series import Group, group
from .series_opening import Picture2D, first_look, head_of, open_series

Report = Callable[[Progress], None]
Spacing = tuple[float, float, float]

__all__ = ["OnlyLabelsError", "SpacingNeededError", "open_labels", "open_masks", "open_paths"]

_MOST_LISTED = 20
_LONG = 30  # files; a longer series shows a slice while its headers are still being read
_MOST_LABEL_MAPS = 8


class OnlyLabelsError(LoadError):
    """There is a label map here and no volume; ``open_labels`` puts it on the volume that is open."""


@dataclass
class _Contents:
    """Everything that a look at the files found."""

    groups: list[Group] = field(default_factory=list)
    volumes: list[ArrayFile] = field(default_factory=list)
    label_maps: list[ArrayFile] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    foreign: int = 0


def _ignore(progress: Progress) -> None:
    """Report to nobody."""


def _never() -> bool:
    return False


def open_paths(
    paths: Sequence[Path],
    on_progress: Report = _ignore,
    cancelled: Stopped = _never,
    series: str | None = None,
    spacing: Spacing | None = None,
    limits: Limits | None = None,
) -> Study:
    """Open a DICOM series, a NIfTI volume or an array, with the label maps beside it.

    Blocks; run it in a thread. ``series`` is a key of ``Facts.series``; None opens the largest CT
    series. ``spacing`` (z, y, x) in mm is for arrays, which do not record it. The first decoded slice
    arrives as ``Progress.preview`` long before the last is read; of a long series one comes while the
    headers are still being read, its row estimated from its name. Raises Cancelled within 200 ms of
    ``cancelled()``, SpacingNeededError, OnlyLabelsError, or LoadError with a sentence.
    """
    files = gather([path.absolute() for path in paths])
    with Readers(limits or Limits(), cancelled) as readers:
        contents = _look(readers, files, on_progress)
        anchor = paths[0].absolute() if len(paths) == 1 and paths[0].is_file() else None
        chosen = _choose(contents, series, anchor, paths)
        if isinstance(chosen, Group):
            study = open_series(readers, chosen, on_progress, len(files))
        else:
            study = open_volume(readers, chosen, on_progress, len(files), spacing)
        return _complete(study, contents, chosen, readers, paths)


def open_labels(
    path: Path, volume: Volume, cancelled: Stopped = _never, limits: Limits | None = None
) -> tuple[LabelMap, str]:
    """Open a NIfTI label map onto a volume's grid.

    Returns the label map and the sentence that says what was done to it, '' where nothing was. Raises
    LoadError or GeometryError.
    """
    with Readers(limits or Limits(), cancelled) as readers:
        contents = _look(readers, gather([path.absolute()]), _ignore)
        candidates = contents.label_maps + contents.volumes
        if not candidates:
            raise LoadError(_nothing([path], contents))
        return onto(open_label_map(readers, candidates[0]), volume.grid)


def open_masks(
    paths: Sequence[Path], volume: Volume, cancelled: Stopped = _never, limits: Limits | None = None
) -> dict[Path, LabelMap]:
    """Open NIfTI label maps, one structure each as a rule, onto a volume's grid, by absolute path.

    Files that cannot be read are missing from the answer. Raises GeometryError where one lies elsewhere.
    """
    with Readers(limits or Limits(), cancelled) as readers:
        contents = _look(readers, gather([path.absolute() for path in paths]), _ignore)
        files = contents.label_maps + contents.volumes
        return {file.path: onto(open_label_map(readers, file), volume.grid)[0] for file in files}


def _look(readers: Readers, files: Sequence[Path], on_progress: Report) -> _Contents:
    """Ask what every file is."""
    heads: dict[Path, Head] = {}
    reasons: dict[Path, str] = {}
    if not files:
        raise LoadError("There is no file in that folder; choose the folder that holds the images.")
    middle = files[len(files) // 2]

    def work(reader: Reader, path: Path, stopped: Stopped) -> tuple[Head, Picture2D | None]:
        head = head_of(reader, path, stopped)
        early = path == middle and len(files) > _LONG and head.dicom is not None
        return head, first_look(reader, path, head.dicom, stopped) if early and head.dicom else None

    order = [middle, *(path for path in files if path != middle)]
    for seen, outcome in enumerate(readers.each(order, work, min(cores(), 4, 1 + len(files) // 200)), 1):
        preview = None
        if outcome.result is None:
            reasons[outcome.job] = str(outcome.error)
        else:
            heads[outcome.job], picture = outcome.result
            preview = None if picture is None else (len(files) // 2, picture)
        on_progress(Progress(seen, 2 * len(files), f"Looking at {seen} of {len(files)} files", preview))
    return _contents(files, heads, reasons)


def _contents(files: Sequence[Path], heads: dict[Path, Head], reasons: dict[Path, str]) -> _Contents:
    contents = _Contents()
    pictures: list[tuple[Path, DicomHeader]] = []
    for path in files:
        head = heads.get(path)
        if head is None or head.kind in ("broken", "imageless"):
            reason = reasons[path] if head is None else head.reason
            contents.left_out.append(f"“{path.name}” {reason}.")
        elif head.dicom is not None:
            pictures.append((path, head.dicom))
        elif head.array is not None:
            file = ArrayFile(path, head.array)
            (contents.label_maps if head.array.label_map else contents.volumes).append(file)
        else:
            contents.foreign += 1
    contents.groups = group(pictures)
    contents.volumes.sort(key=lambda file: (file.header.affine is None, file.header.modality != "CT"))
    return contents


def _choose(
    contents: _Contents, key: str | None, anchor: Path | None, paths: Sequence[Path]
) -> Group | ArrayFile:
    """Return what opens: the wanted one, the one of the file that was opened, or the best."""
    candidates = _candidates(contents)
    if key is not None:
        for candidate in candidates:
            if candidate.key == key:
                return candidate
        raise LoadError("There is no such series here any more; open the folder again.")
    for candidate in contents.groups:
        if anchor is not None and any(picture.path == anchor for picture in candidate.pictures):
            return candidate
    if anchor is not None and contents.left_out and not is_array(anchor):
        mine = [sentence for sentence in contents.left_out if sentence.startswith(f"“{anchor.name}”")]
        if mine:
            raise LoadError(mine[0])
    if candidates:
        return candidates[0]
    if contents.label_maps:
        raise OnlyLabelsError("This is a label map; open it together with its volume, or onto an open one.")
    raise LoadError(_nothing(paths, contents))


def _candidates(contents: _Contents) -> list[Group | ArrayFile]:
    slices = [g for g in contents.groups if not g.header.localizer]
    localizers = [g for g in contents.groups if g.header.localizer]
    return [*slices, *contents.volumes, *localizers]


def _nothing(paths: Sequence[Path], contents: _Contents) -> str:
    """Say why nothing could be opened."""
    if len(contents.left_out) == 1:
        return contents.left_out[0]
    where = f"“{paths[0].name}”" if len(paths) == 1 else "These paths"
    if contents.left_out:
        return (
            f"{where} holds nothing that can be opened; {len(contents.left_out)} files were left out: "
            + (contents.left_out[0])
        )
    return f"{where} holds no DICOM, NIfTI or NumPy file; open a folder with one of them."


def _complete(
    study: Study,
    contents: _Contents,
    chosen: Group | ArrayFile,
    readers: Readers,
    paths: Sequence[Path],
) -> Study:
    """Add label maps, the other series and the import report."""
    warnings = list(study.facts.warnings)
    labels: dict[str, LabelMap] = {}
    for file in contents.label_maps[:_MOST_LABEL_MAPS]:
        try:
            moved, note = onto(open_label_map(readers, file), study.first.grid)
        except (LoadError, GeometryError) as error:
            warnings.append(f"“{file.path.name}” was left out: {error}")
            continue
        labels[_unused(file.title, labels)] = moved
        if note:
            warnings.append(f"“{file.path.name}”: {note}")
    if len(contents.label_maps) > _MOST_LABEL_MAPS:
        more = len(contents.label_maps) - _MOST_LABEL_MAPS
        warnings.append(f"{more} more label maps are here and were not opened.")
    warnings += _listed(contents.left_out)
    facts = replace(study.facts, warnings=tuple(warnings), series=_offered(contents, chosen))
    return replace(study, labels=labels, facts=facts, path=str(paths[0]))


def _unused(title: str, taken: dict[str, LabelMap]) -> str:
    return title if title not in taken else _unused(f"{title} 2", taken)


def _listed(sentences: Sequence[str]) -> list[str]:
    more = len(sentences) - _MOST_LISTED
    return [*sentences[:_MOST_LISTED], *([f"{more} more files were left out."] if more > 0 else [])]


def _offered(contents: _Contents, chosen: Group | ArrayFile) -> tuple[Series, ...]:
    return tuple(candidate.offer(candidate is chosen) for candidate in _candidates(contents))
