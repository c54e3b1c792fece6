"""Opening a pair: the scans before and after contrast by the usual readers, then prepared for comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import torch

from ..core.cancel import stop_when
from ..core.contrast import Injection, Laid
from ..core.errors import GeometryError, LoadError
from ..core.grid import Grid
from ..core.origin import Origin, PairOrigin, ScanOrigin
from ..core.progress import Progress
from ..core.study import Study
from ..io.formats import is_array
from ..io.labels import OpenedLabels
from ..io.opening import open_labels
from ..physics.contrast.findings import Findings, find
from ..physics.contrast.preparing import prepare
from ..physics.contrast.registering import Registered
from .contrast_demo import brain_study
from .contrast_study import FINDINGS, pair_study
from .loaders import open_study

NOTHING = (
    "Nothing enhances on one side of the brain alone; the surface, the middle, and what both sides show "
    "alike are not looked at."
)
LITTLE = (
    "Only spots of less than 0.5 mL enhance on one side of the brain alone, {0} mL in all; the surface, the "
    "middle, and what both sides show alike are not looked at."
)
Report = Callable[[Progress], None]
Asked = Callable[[], bool]


def open_pair(
    origin: PairOrigin,
    on_progress: Report = lambda progress: None,
    cancelled: Asked = lambda: False,
) -> Study:
    """Return the study of scans before and after contrast, registered and on one scale, or the demo brain.

    Raises ``StudioError`` with one sentence for what cannot be compared, ``Cancelled`` where nobody waits.
    """
    if origin.before is None or origin.after is None:
        return replace(brain_study(on_progress, cancelled), origin=Origin(pair=origin))
    studies = [_opened(one, on_progress, cancelled) for one in _scans(origin)]
    return replace(
        prepared_study(studies, origin, on_progress, cancelled),
        path=_place(origin.before, origin.after),
        origin=Origin(pair=origin),
    )


def prepared_study(studies: list[Study], origin: PairOrigin, on_progress: Report, cancelled: Asked) -> Study:
    """Return the study of scans that are open: before, after, and at the standard dose where there is one."""
    pre, *posts = (study.first for study in studies)

    def told(done: int, total: int) -> None:
        on_progress(Progress(done, total, "Registering the scans before and after contrast."))

    brain = brain_of(studies[0], Path(origin.mask.paths[0]) if origin.mask else None, cancelled)
    with stop_when(cancelled):
        found = prepare(pre, posts, told, brain)
        on_progress(Progress(1, 1, "Looking for what enhances on one side."))
        findings = find(found.subtractions[0], found.pre.grid)
    silent = found.registrations[0].alike and not findings.enhances  # of two heads it would say nothing
    little = LITTLE.format(f"{findings.volume_ml:.1f}") if findings.found else NOTHING
    said = (little,) * silent
    before, after = (study.facts for study in studies[:2])
    full = None
    if len(found.posts) > 1:
        full = (found.subtractions[1], _laid(found.registrations[1]))
    return pair_study(
        _name(studies, origin),
        found.pre.grid,
        found.subtractions[0],
        origin.injection,
        laid=_laid(found.registrations[0]),
        full=full,
        labels={FINDINGS: findings.as_labels(found.pre.grid)} if findings.found else {},
        row=_row_of(findings, found.pre.grid),
        facts=replace(
            after,  # of what was seen; where it lies, and how thick slices are, is that of the scan before
            slice_thickness=before.slice_thickness,
            frame_of_reference=before.frame_of_reference,
            warnings=(*doubts(studies, origin.injection), *found.warnings, *said, *imported(studies)),
            left_out=tuple(dict.fromkeys(text for study in studies for text in study.facts.left_out)),
            marks=tuple(dict.fromkeys(mark for study in studies for mark in study.facts.marks)),
            slanted=False,
            series=(),
            files=(),
        ),
    )


def _name(studies: list[Study], origin: PairOrigin) -> str:
    """Return what a pair is called: the folder that holds both scans, and the scans."""
    scans = " → ".join(dict.fromkeys(study.name for study in studies[:2]))
    if origin.before is None or origin.after is None:
        return scans
    folder = Path(_place(origin.before, origin.after))
    return f"{folder.name}: {scans}" if folder.name and folder.is_dir() else scans


def _place(before: ScanOrigin, after: ScanOrigin) -> str:
    """Return the folder that holds both scans, which offers them again; else where the second one lies."""
    if before.paths[0] == after.paths[0] and Path(after.paths[0]).is_dir():
        return after.paths[0]  # both are series of it
    parents = {str(Path(scan.paths[0]).parent) for scan in (before, after)}
    return parents.pop() if len(parents) == 1 else after.paths[0]


def _row_of(findings: Findings, grid: Grid) -> int | None:
    """Return the axial slice through the middle of the largest finding."""
    return round(grid.index(findings.found[0].center)[0]) if findings.found else None


def _scans(origin: PairOrigin) -> list[ScanOrigin]:
    return [one for one in (origin.before, origin.after, origin.standard) if one is not None]


def _opened(one: ScanOrigin, on_progress: Report, cancelled: Asked) -> Study:
    return open_study([Path(path) for path in one.paths], on_progress, cancelled, one.series)


def brain_of(study: Study, mask: Path | None = None, cancelled: Asked = lambda: False) -> torch.Tensor | None:
    """Return the brain in the scan before contrast, (z, y, x), bool; None where it is still to be found.

    It is that of ``mask``, a label map, else of one that lies beside the scan, is named like it and
    calls itself a brain. Raises ``LoadError`` or ``GeometryError`` for a ``mask`` that is none of the scan.
    """
    if mask is not None:
        opened = _labels(mask, study, cancelled)
        if opened.moved:
            raise GeometryError(
                f"The brain mask “{mask.name}” lies on another grid than the scan before contrast; choose "
                "one that was drawn on that scan."
            )
        return opened.only.data > 0
    for path in _beside(study):
        try:
            opened = _labels(path, study, cancelled)
            brain = opened.only.data > 0
        except (LoadError, GeometryError):  # it may be anything: nobody said that it is a mask
            continue
        if not opened.moved and bool(brain.any()):
            return brain
    return None


def _labels(path: Path, study: Study, cancelled: Asked) -> OpenedLabels:
    return open_labels(path, study.first, cancelled, frame_of_reference=study.facts.frame_of_reference)


def _beside(study: Study) -> list[Path]:
    """Return the files that by their names are a brain mask of a scan that was opened from a single file."""
    files = study.facts.files
    if len(files) != 1 or not is_array(Path(files[0])):
        return []
    scan = Path(files[0])
    name = scan.name.partition(".")[0].lower()
    others = sorted(path for path in scan.parent.iterdir() if path != scan and is_array(path))
    return [path for path in others if _is_brain_of(name, path.name.lower())]


def _is_brain_of(scan: str, file: str) -> bool:
    rest = file.removeprefix(scan)
    return rest != file and not rest[:1].isalnum() and "brain" in rest


def doubts(studies: Sequence[Study], injection: Injection) -> tuple[str, ...]:
    """Say what the files of the scans tell against comparing them, or against what was said of them."""
    patients = {study.facts.patient for study in studies if study.facts.patient}
    told = ["The scans name different patients; check that they show the same one."] * (len(patients) > 1)
    fields = {study.facts.magnet.usual_field for study in studies} - {None, injection.field}
    for field in sorted(one for one in fields if one is not None):
        told.append(
            f"A scan was made at {field:g} T by its file, and {injection.field:g} T was chosen; choose the "
            "field of the scans."
        )
    return tuple(told)


def imported(studies: Sequence[Study]) -> tuple[str, ...]:
    """Return the sentences of the import reports, each of them once."""
    return tuple(dict.fromkeys(warning for study in studies for warning in study.facts.warnings))


def _laid(found: Registered) -> Laid:
    way = found.displacement_mm[0]
    return Laid(found.rigid, found.before, found.after, way, found.likeness, found.overlap, found.warning)
