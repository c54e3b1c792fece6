"""CellView: what the panes show of a cell of a study."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .dose import DoseLevel
from .step import Step


@dataclass(frozen=True)
class CellView:
    """A case, the dose of a cell, and the lanes to lay beside each other there.

    No steps in ``lanes`` stand for the loaded volume. ``segmenter`` draws on every lane. ``row`` is the
    axial slice to begin with, None for that of the middle. Where the scan of the ``dose`` is "default", 100 %
    is what it is of the case itself.
    """

    case: Path
    dose: DoseLevel
    seed: int
    lanes: tuple[tuple[Step, ...], ...]
    segmenter: Step | None = None
    row: int | None = None
