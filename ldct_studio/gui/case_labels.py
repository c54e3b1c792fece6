"""Case labels: label maps that are opened onto the volume on show, and how they join its case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from ..core.study import Study
from ..core.volume import Volume
from ..io.labels import OpenedLabels
from ..io.opening import open_labels
from .language import tr


@dataclass(frozen=True, eq=False)
class CaseLabels:
    """The label maps of some files, and the case that was open when they were asked for."""

    study: Study
    files: tuple[tuple[Path, OpenedLabels], ...]

    @property
    def sentence(self) -> str:
        """What was done to them on their way in, else that they are there."""
        notes = dict.fromkeys(tr(note) for _, opened in self.files for note in opened.notes)
        names = ", ".join(opened.title for _, opened in self.files)
        return " ".join(notes) or tr("The labels of {0} lie on the volume.").format(names)

    def joined(self, study: Study) -> Study:
        """Return the case with the label maps, which take the place of what their files held before."""
        for path, opened in self.files:
            study = _joined(study, path, opened)
        return study


def opened_onto(
    paths: Sequence[Path], study: Study, volume: Volume, cancelled: Callable[[], bool]
) -> CaseLabels:
    """Open files of labels onto a volume of a case; raises LoadError or GeometryError."""
    frame = study.facts.frame_of_reference
    files = ((path, open_labels(path, volume, cancelled, frame_of_reference=frame)) for path in paths)
    return CaseLabels(study, tuple((path.absolute(), opened) for path, opened in files))


def _joined(study: Study, path: Path, opened: OpenedLabels) -> Study:
    known = {file: name for name, file in (study.origin.labels if study.origin else ())}
    names = chain([opened.title], (f"{opened.title} {number}" for number in count(2)))
    name = known.get(str(path)) or next(n for n in names if not opened.named(n).keys() & study.labels.keys())
    for title, labels in opened.named(name).items():
        study = study.with_labels(title, labels)
    return replace(study, origin=study.origin and study.origin.with_labels(name, str(path)))
