"""Contents: what lies under the paths that a user named, and which of it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..core.device import cores
from ..core.errors import LoadError
from ..core.progress import Progress
from .array_file import ArrayFile, stacked, volumes_of
from .containers import Collected
from .dicom_labels_opening import DicomLabels
from .found import DicomHeader, Head
from .projections_opening import RaysFile, ViewFile, ViewGroup, view_groups
from .reader import Reader, Readers, Stopped
from .series import Group, group
from .series_opening import Picture2D, first_look, head_of

Candidate = Group | ArrayFile | RaysFile | ViewGroup
_LONG = 30  # files; a longer series shows a slice while its headers are still being read
_ONLY_LABELS = "This is a label map; open it together with its volume, or onto an open one."


class OnlyLabelsError(LoadError):
    """There is a label map here and no volume; ``open_labels`` puts it on the volume that is open."""


@dataclass
class Contents:
    """Everything that a look at the files found."""

    groups: list[Group] = field(default_factory=list)
    volumes: list[ArrayFile] = field(default_factory=list)
    label_maps: list[ArrayFile | DicomLabels] = field(default_factory=list)
    rays: list[RaysFile | ViewGroup] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What an archive or a DICOMDIR names and could not give."""

    @property
    def candidates(self) -> list[Candidate]:
        """What may open, best first."""
        slices = [g for g in self.groups if not g.header.localizer]
        localizers = [g for g in self.groups if g.header.localizer]
        return [*slices, *self.volumes, *self.rays, *localizers]

    def choose(self, key: str | None, anchor: Path | None, paths: Sequence[Path]) -> Candidate:
        """Return what opens: the one of a key, that of the file ``anchor``, or the best; else LoadError."""
        candidates = self.candidates
        if key is not None:
            for candidate in candidates:
                if candidate.key == key:
                    return candidate
            raise LoadError("There is no such series here any more; open the folder again.")
        for candidate in self.groups:
            if anchor is not None and any(picture.path == anchor for picture in candidate.pictures):
                return candidate
        for volume in self.volumes:
            if anchor is not None and anchor in volume.files:
                return volume
        if candidates:
            return candidates[0]
        if self.label_maps:
            raise OnlyLabelsError(_ONLY_LABELS)
        raise LoadError(self.nothing(paths))

    def refuse_alone(self, path: Path) -> None:
        """Raise LoadError where the one file that was asked for is no picture that opens."""
        if self.label_maps:
            raise OnlyLabelsError(_ONLY_LABELS)
        if self.left_out:
            raise LoadError(self.left_out[0])
        if not self.candidates:
            raise LoadError(self.nothing([path]))

    def nothing(self, paths: Sequence[Path]) -> str:
        """Say why nothing could be opened."""
        left_out = [*self.left_out, *self.notes]
        if len(left_out) == 1:
            return left_out[0]
        where = f"“{paths[0].name}”" if len(paths) == 1 else "These paths"
        if left_out:
            count = len(left_out)
            return f"{where} holds nothing that can be opened; {count} files were left out: {left_out[0]}"
        return (
            f"{where} holds no file of a known format; open DICOM, NIfTI, MetaImage, NRRD, TIFF or NumPy "
            "files, or measured projections."
        )


def look(readers: Readers, collected: Collected, on_progress: Callable[[Progress], None]) -> Contents:
    """Ask what every file is; raises LoadError where there is none, and Cancelled."""
    files = collected.files
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
    contents = _contents(files, heads, reasons)
    contents.notes.extend(collected.notes)
    return contents


def _contents(files: Sequence[Path], heads: dict[Path, Head], reasons: dict[Path, str]) -> Contents:
    contents = Contents()
    pictures: list[tuple[Path, DicomHeader]] = []
    views: list[ViewFile] = []
    for path in files:
        head = heads.get(path)
        if head is None or head.kind in ("broken", "imageless"):
            reason = reasons[path] if head is None else head.reason
            contents.left_out.append(f"“{path.name}” {reason}.")
        elif head.labels is not None:
            contents.label_maps.append(DicomLabels(path, head.labels))
        elif head.dicom is not None:
            pictures.append((path, head.dicom))
        elif head.array is not None:
            into = contents.label_maps if head.array.label_map else contents.volumes
            into.extend(volumes_of(path, head.array))
        elif head.rays is not None:
            contents.rays.append(RaysFile(path, head.rays))
        elif head.view is not None:
            views.append(ViewFile(path, head.view))
    contents.groups = group(pictures)
    contents.rays += view_groups(views)
    contents.volumes = stacked(contents.volumes)
    contents.volumes.sort(
        key=lambda file: (file.header.page, file.header.affine is None, file.header.modality != "CT")
    )
    return contents
