"""Case: what flows through a lane."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from .dose import DoseLevel
from .projections import Projections
from .step import Step
from .volume import LabelMap, Volume


@dataclass(frozen=True, eq=False)
class Case:
    """One or more axial rows on their way through the steps of a lane.

    ``image`` is the picture so far; it starts as ``reference``, the loaded rows. ``projections`` are
    the line integrals so far; ``noise`` is the inserted noise alone where noise was inserted, so that a
    linear reconstructor returns image + R(noise), which is exact at 100 %.
    """

    reference: Volume
    image: Volume
    projections: Projections
    rows: tuple[int, ...]
    dose: DoseLevel
    seed: int
    noise: Projections | None = None
    labels: LabelMap | None = None

    def with_image(self, image: Volume, step: Step) -> Self:
        """Return the case with a new picture that remembers the step."""
        return replace(self, image=self.image.made(image.data, step))

    def with_labels(self, labels: LabelMap) -> Self:
        """Return the case with a segmentation of its picture."""
        return replace(self, labels=labels)
