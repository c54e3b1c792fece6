"""Case: what flows through a lane."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

from .contrast import Partner
from .dose import DoseLevel
from .errors import GeometryError
from .memo import Memo
from .projections import Projections
from .step import Step
from .volume import LabelMap, Volume


@dataclass(frozen=True, eq=False)
class Case:
    """One or more axial rows on their way through the steps of a lane.

    ``image`` is the picture so far; it starts as ``reference``, the loaded rows. ``lines`` are their
    line integrals, None where there are none; ``noise`` is what was inserted into them, kept apart so that a
    linear reconstructor returns reference + R(noise), which is exact at 100 %. ``partner`` is the scan
    before contrast where the rows are of the one after it. ``memo`` keeps what does not change with the dose.
    """

    reference: Volume
    image: Volume
    lines: Projections | None
    rows: tuple[int, ...]
    dose: DoseLevel
    seed: int
    noise: Projections | None = None
    bowtie: bool = False
    """Whether photons came through a bowtie filter."""
    noise_known: bool | None = None
    """Whether the noise of every ray follows from its photons alone; None where no dose was simulated."""
    acquired: bool = False
    """Whether a scanner measured the line integrals, noise included, and nobody made them of pictures."""
    labels: LabelMap | None = None
    seconds: float = 0.0
    """How long the steps so far took."""
    memo: Memo = field(default_factory=Memo, repr=False)
    partner: Partner | None = None

    @property
    def projections(self) -> Projections:
        """The line integrals of the rows; ``GeometryError`` where there are none."""
        if self.lines is None:
            raise GeometryError("This method needs the rays of a CT scan, and there are none here.")
        return self.lines

    @property
    def contrast(self) -> Partner:
        """The scan before contrast; ``GeometryError`` where the rows are of no scan after it."""
        if self.partner is None:
            raise GeometryError(
                "This method needs a scan before contrast; open a pair, and show the scan after contrast."
            )
        return self.partner

    @property
    def measured(self) -> Projections:
        """The line integrals at this dose: what a scanner would have measured."""
        if self.noise is None:
            return self.projections
        return self.projections.made(self.projections.data + self.noise.data)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that made the picture out of the reference."""
        return self.image.history[len(self.reference.history) :]

    def with_image(self, image: Volume, step: Step) -> Self:
        """Return the case with a new picture that remembers the step."""
        return replace(self, image=self.image.made(image.data, step))

    def with_labels(self, labels: LabelMap) -> Self:
        """Return the case with a segmentation of its picture."""
        return replace(self, labels=labels)
