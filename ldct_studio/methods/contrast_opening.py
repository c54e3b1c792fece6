"""Opening a pair: the scans before and after contrast by the usual readers, then prepared for comparison."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch

from ..core.cancel import stop_when
from ..core.contrast import Laid
from ..core.grid import Grid
from ..core.origin import Origin, PairOrigin, ScanOrigin
from ..core.progress import Progress
from ..core.study import Study
from ..core.volume import Volume
from ..physics.contrast.findings import Findings, find
from ..physics.contrast.preparing import prepare
from ..physics.contrast.registering import Registered
from .contrast_demo import brain_study
from .contrast_study import LESIONS, pair_study
from .loaders import open_study

NOTHING = (
    "Nothing enhances on one side of the brain alone ({0} mL); the surface, the middle, and what both sides "
    "show alike are not looked at."
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
        path=origin.after.paths[0],
        origin=Origin(pair=origin),
    )


def prepared_study(
    studies: list[Study], origin: PairOrigin, on_progress: Report, cancelled: Asked
) -> Study:
    """Return the study of scans that are open: before, after, and at the standard dose where there is one."""
    pre, *posts = (study.first for study in studies)

    def told(done: int, total: int) -> None:
        on_progress(Progress(done, total, "Registering the scans before and after contrast."))

    with stop_when(cancelled):
        found = prepare(pre, posts, told, _mask(studies[0], pre))
        on_progress(Progress(1, 1, "Looking for what enhances on one side."))
        findings = find(found.subtractions[0], found.pre.grid)
    facts = studies[0].facts
    other = facts.patient and studies[1].facts.patient and facts.patient != studies[1].facts.patient
    names = ("The two scans name different patients; check that they show the same one.",) * bool(other)
    said = (NOTHING.format(f"{findings.volume_ml:.1f}"),) * (not findings.enhances)
    warnings = (*names, *found.warnings, *said, *(w for study in studies for w in study.facts.warnings))
    standard = found.posts[1].data if len(found.posts) > 1 else None
    return pair_study(
        " → ".join(dict.fromkeys(study.name for study in studies[:2])),
        found.pre.grid,
        found.subtractions[0],
        origin.injection,
        laid=_laid(found.registrations[0]),
        standard=standard,
        labels={LESIONS: findings.as_labels(found.pre.grid)} if findings.found else {},
        row=_row_of(findings, found.pre.grid),
        facts=replace(studies[1].facts, warnings=warnings, series=(), files=()),
    )


def _row_of(findings: Findings, grid: Grid) -> int | None:
    """Return the axial slice through the middle of the largest finding."""
    return round(grid.index(findings.found[0].center)[0]) if findings.found else None


def _scans(origin: PairOrigin) -> list[ScanOrigin]:
    return [one for one in (origin.before, origin.after, origin.standard) if one is not None]


def _opened(one: ScanOrigin, on_progress: Report, cancelled: Asked) -> Study:
    return open_study([Path(path) for path in one.paths], on_progress, cancelled, one.series)


def _mask(study: Study, pre: Volume) -> torch.Tensor | None:
    """Return a label map of the scan before contrast that calls itself a brain mask."""
    for name, labels in study.labels.items():
        named = "brain" in name.lower() and name.lower().startswith(study.name.lower())
        if named and labels.grid.same_place(pre.grid) and bool((labels.data > 0).any()):
            return labels.data > 0
    return None


def _laid(found: Registered) -> Laid:
    return Laid(found.rigid, found.before, found.after, found.displacement_mm[0], found.warning)
