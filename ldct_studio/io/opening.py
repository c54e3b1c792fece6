"""Opening: paths in, a study out. The parsing happens in the reader process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..core.acquired import Acquired
from ..core.errors import GeometryError, LoadError, StudioError
from ..core.grid import Grid
from ..core.progress import Progress
from ..core.study import Series, Study
from ..core.volume import LabelMap, Volume
from .array_file import ArrayFile, SpacingNeededError
from .arrays_opening import open_label_map, open_volume
from .containers import Collected, collect
from .contents import Candidate, Contents, OnlyLabelsError, look
from .dicom_labels_opening import DicomLabels, open_dicom_labels
from .formats import is_array
from .labels import OpenedLabels, onto
from .projections_opening import RaysFile, ViewGroup, open_rays, open_views
from .reader import Limits, Readers, Stopped
from .series import Group, apart
from .series_opening import open_series

Report = Callable[[Progress], None]
Spacing = tuple[float, float, float]

__all__ = [
    "FoundLabels",
    "OnlyLabelsError",
    "SpacingNeededError",
    "open_each",
    "open_labels",
    "open_masks",
    "open_paths",
]

_MOST_LISTED = 20
_MOST_LABEL_MAPS = 8


def _ignore(progress: Progress) -> None:
    """Report to nobody."""


def _never() -> bool:
    return False


@dataclass(frozen=True)
class FoundLabels:
    """A label map that was found, by its title, and the names of its structures as far as they are known."""

    title: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, file: ArrayFile | DicomLabels) -> FoundLabels:
        """Name what a file says that it holds."""
        if isinstance(file, ArrayFile):
            return cls(file.title, tuple(name for _, name in file.header.names))
        return cls(file.title, tuple(part.name for part in file.header.structures if part.name))


def open_paths(
    paths: Sequence[Path],
    on_progress: Report = _ignore,
    cancelled: Stopped = _never,
    series: str | None = None,
    spacing: Spacing | None = None,
    limits: Limits | None = None,
    upright: bool = False,
) -> Study | Acquired:
    """Open a DICOM series, another volume or an array with the label maps beside it, or projections.

    Label maps are files of few small whole numbers, DICOM segmentations and RT structure sets; one of them
    alone is opened onto a volume by ``open_labels``. Blocks; run it in a thread. ``series`` is a key of
    ``Facts.series``; None opens the largest CT series. ``spacing`` (z, y, x) in mm is for arrays, which do
    not record it, and its x for channels of projections.
    ``upright`` moves the slices of a tilted gantry onto a grid at right angles. The first decoded slice
    arrives as ``Progress.preview`` long before the last is read; of a long series one comes while the
    headers are still being read, its row estimated from its name. Raises Cancelled within 200 ms of
    ``cancelled()``, SpacingNeededError, OnlyLabelsError, or LoadError with a sentence.
    """
    with Readers(limits or Limits(), cancelled) as readers:
        collected = collect(readers, [path.absolute() for path in paths], on_progress)
        anchor = paths[0].absolute() if len(paths) == 1 and paths[0].is_file() else None
        if anchor in collected.files and not is_array(anchor):
            look(readers, Collected((anchor,)), _ignore).refuse_alone(anchor)
        contents = look(readers, collected, on_progress)
        chosen = contents.choose(series, anchor, paths)
        if isinstance(chosen, RaysFile | ViewGroup):
            return _acquired(readers, chosen, contents, on_progress, len(collected.files), spacing)
        if isinstance(chosen, Group):
            study = open_series(readers, chosen, on_progress, len(collected.files), upright)
        else:
            study = open_volume(readers, chosen, on_progress, len(collected.files), spacing)
        return _complete(study, contents, chosen, readers, paths)


def open_each(
    path: Path, on_progress: Report = _ignore, cancelled: Stopped = _never, limits: Limits | None = None
) -> Iterator[Study | Acquired | FoundLabels | StudioError]:
    """Open everything below a path, one after the other; label maps, which need a volume, are only named.

    Yields a study for every series and volume and a measured scan for projections, or the sentence why there
    is none, then the label maps, then a sentence for every other file that cannot be opened.
    """
    with Readers(limits or Limits(), cancelled) as readers:
        collected = collect(readers, [path.absolute()], on_progress)
        if path.is_file() and path.absolute() in collected.files:
            alone = look(readers, Collected((path.absolute(),)), _ignore)
            if not alone.candidates and not alone.label_maps:
                yield LoadError(alone.nothing([path]))
                return
        contents, before = look(readers, collected, on_progress), len(collected.files)
        for candidate in contents.candidates:
            try:
                if isinstance(candidate, Group):
                    yield open_series(readers, candidate, on_progress, before)
                elif isinstance(candidate, ArrayFile):
                    yield open_volume(readers, candidate, on_progress, before, None)
                else:
                    yield _acquired(readers, candidate, contents, on_progress, before, None)
            except (LoadError, GeometryError) as error:
                yield error
        yield from map(FoundLabels.of, contents.label_maps)
        yield from map(LoadError, [*contents.left_out, *contents.notes])


def open_labels(
    path: Path,
    volume: Volume,
    cancelled: Stopped = _never,
    limits: Limits | None = None,
    frame_of_reference: str = "",
) -> OpenedLabels:
    """Open a label map, a DICOM segmentation or an RT structure set onto a volume's grid.

    ``frame_of_reference`` is that of the volume, '' where it is unknown: then positions alone decide.
    Raises LoadError, or GeometryError where the labels belong to another place or another scan.
    """
    with Readers(limits or Limits(), cancelled) as readers:
        collected = collect(readers, [path.absolute()])
        if path.absolute() in collected.files and not is_array(path):  # not those that lie beside it
            collected = Collected((path.absolute(),))
        contents = look(readers, collected, _ignore)
        candidates = [*contents.label_maps, *contents.volumes]
        if not candidates:
            raise LoadError(contents.nothing([path]))
        return _onto(readers, candidates[0], volume.grid, frame_of_reference)


def open_masks(
    paths: Sequence[Path], volume: Volume, cancelled: Stopped = _never, limits: Limits | None = None
) -> dict[Path, LabelMap]:
    """Open label maps, one structure each as a rule, onto a volume's grid, by absolute path.

    Files that cannot be read are missing from the answer. Raises GeometryError where one lies elsewhere.
    """
    with Readers(limits or Limits(), cancelled) as readers:
        contents = look(readers, collect(readers, [path.absolute() for path in paths]), _ignore)
        files = [*contents.label_maps, *contents.volumes]
        firsts = [file for file in files if not (isinstance(file, ArrayFile) and file.volume)]
        return {file.path: _onto(readers, file, volume.grid, "").only for file in firsts}


def _onto(readers: Readers, file: ArrayFile | DicomLabels, grid: Grid, frame: str) -> OpenedLabels:
    """Read a file of labels onto a grid."""
    if isinstance(file, DicomLabels):
        return open_dicom_labels(readers, file, grid, frame)
    found, notes = onto(open_label_map(readers, file), grid)
    return OpenedLabels(file.title, (found,), (*file.warnings, *notes), moved=bool(notes))


def _complete(
    study: Study,
    contents: Contents,
    chosen: Candidate,
    readers: Readers,
    paths: Sequence[Path],
) -> Study:
    """Add label maps, the other series and the import report."""
    warnings = list(study.facts.warnings)
    if isinstance(chosen, Group):
        warnings += apart(contents.groups, chosen)
    labels: dict[str, LabelMap] = {}
    refused, more = list(contents.left_out), 0
    for file in contents.label_maps:
        if len(labels) >= _MOST_LABEL_MAPS:
            more += 1
            continue
        try:
            opened = _onto(readers, file, study.first.grid, study.facts.frame_of_reference)
        except (LoadError, GeometryError) as error:
            refused.append(f"“{file.path.name}” was left out: {error}")
            continue
        for title, found in opened.named(file.title).items():
            labels[_unused(title, labels)] = found
        warnings += [f"“{file.path.name}”: {note}" for note in opened.notes]
    if more:
        warnings.append(f"{more} more label maps are here and were not opened.")
    left_out = _listed([*refused, *contents.notes])
    facts = replace(
        study.facts,
        warnings=(*warnings, *left_out),
        left_out=tuple(left_out),
        series=_offered(contents, chosen),
    )
    return replace(study, labels=labels, facts=facts, path=str(paths[0]))


def _acquired(
    readers: Readers,
    chosen: RaysFile | ViewGroup,
    contents: Contents,
    on_progress: Report,
    before: int,
    spacing: Spacing | None,
) -> Acquired:
    """Read measured projections, with the other series and the import report."""
    if isinstance(chosen, ViewGroup):
        acquired = open_views(readers, chosen, on_progress, before)
    else:
        acquired = open_rays(readers, chosen, on_progress, before, None if spacing is None else spacing[2])
    facts = acquired.facts
    unused = [f"“{file.path.name}” was left out: projections take no labels." for file in contents.label_maps]
    left_out = tuple(_listed([*contents.left_out, *unused, *contents.notes]))
    warnings, series = (*facts.warnings, *left_out), _offered(contents, chosen)
    return replace(acquired, facts=replace(facts, warnings=warnings, left_out=left_out, series=series))


def _unused(title: str, taken: dict[str, LabelMap]) -> str:
    return title if title not in taken else _unused(f"{title} 2", taken)


def _listed(sentences: Sequence[str]) -> list[str]:
    more = len(sentences) - _MOST_LISTED
    return [*sentences[:_MOST_LISTED], *([f"{more} more files were left out."] if more > 0 else [])]


def _offered(contents: Contents, chosen: Candidate) -> tuple[Series, ...]:
    return tuple(candidate.offer(candidate is chosen) for candidate in contents.candidates)
