"""CellView: what the panes show of a cell of a study."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from .dose import DoseLevel, Scan
from .step import Step


@dataclass(frozen=True)
class CellView:
    """A case, the dose of a cell, and the lanes to lay beside each other there.

    No steps in ``lanes`` stand for the loaded volume. ``segmenter`` draws on every lane. ``row`` is the
    axial slice to begin with, None for that of the middle. A ``dose`` of ``Scan()`` is one of what 100 % was
    of the case itself; any other scan is taken as it is.
    """

    case: Path
    dose: DoseLevel
    seed: int
    lanes: tuple[tuple[Step, ...], ...]
    segmenter: Step | None = None
    row: int | None = None

    @property
    def said(self) -> Scan | None:
        """What the cell says 100 % was, None for that of the case; without a source it is the study's."""
        scan = self.dose.scan
        if scan == Scan():
            return None
        return replace(scan, source="study") if scan.source == "default" else scan
