"""Scans of a phantom as they come from files: how much dose each had, and which are repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..core.dose import Exposure
from ..core.study import Study
from .compared import Real

_SAME_DOSE = 2e-3
"""Fractions closer than this, relative, are one dose: the scans are repeats."""


@dataclass(frozen=True, eq=False)
class LowScan:
    """A scan at a lower dose, with its fraction of the reference's dose."""

    title: str
    study: Study
    fraction: float


def known_fraction(reference: Exposure, low: Exposure) -> float | None:
    """Return the dose of a scan over the reference's: that of the mAs, else of CTDIvol; None if unknown."""
    for ours, theirs in ((low.mas, reference.mas), (low.ctdi_vol, reference.ctdi_vol)):
        if ours is not None and theirs is not None and theirs > 0 and ours > 0:
            return ours / theirs
    return None


def grouped(scans: Sequence[LowScan]) -> tuple[Real, ...]:
    """Return scans with the repeats of a dose together, from the highest dose down."""
    groups: list[list[LowScan]] = []
    for scan in sorted(scans, key=lambda one: -one.fraction):
        if groups and abs(groups[-1][0].fraction / scan.fraction - 1) < _SAME_DOSE:
            groups[-1].append(scan)
        else:
            groups.append([scan])
    return tuple(
        Real(_title(group), tuple(scan.study.first for scan in group), group[0].fraction) for group in groups
    )


def _title(group: Sequence[LowScan]) -> str:
    more = len(group) - 1
    return group[0].title + (f" and {more} more" if more else "")


def unlike(reference: Study, scans: Sequence[LowScan]) -> tuple[str, ...]:
    """Return a sentence for every scan whose files tell another scanner, kernel or tube voltage."""
    said = []
    for scan in scans:
        ours, theirs = reference.scan.exposure, scan.study.scan.exposure
        if _other(reference.facts.scanner, scan.study.facts.scanner):
            said.append(f"{scan.title} was made on another scanner than the reference.")
        if _other(ours.kernel, theirs.kernel):
            said.append(f"{scan.title} was reconstructed with another kernel than the reference.")
        if _other(ours.kvp, theirs.kvp):
            said.append(f"{scan.title} was made with another tube voltage than the reference.")
    return tuple(said)


def _other(one: object, two: object) -> bool:
    return bool(one) and bool(two) and one != two
