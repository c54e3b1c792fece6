"""Lane, Request and Frame: a column of the comparison, what a picture depends on, and the picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Self

import numpy as np
import numpy.typing as npt

from .contrast import Partner
from .dose import DoseLevel
from .grid import Grid, Point
from .oblique import Oblique
from .plane import Plane, Slab, stacked
from .projections import Projections
from .step import Step
from .study import Study
from .volume import LabelMap, Volume


@dataclass(frozen=True)
class Lane:
    """One column of the comparison: a title and the steps from the loaded rows to its picture.

    No steps: the loaded volume. With ``minus`` the picture is this lane's minus that of other steps.
    ``row`` is set where the pane was unlinked and scrolls on its own; it counts along the ``plane``.
    """

    title: str
    steps: tuple[Step, ...] = ()
    minus: tuple[Step, ...] | None = None
    row: int | None = None
    plane: Plane = "axial"
    slab: Slab | None = None
    prior: bool = False
    """Whether it shows the request's prior, cut at the place of the volume on show, and no steps at all."""
    tilt: Oblique | None = None
    """Set where the cuts are oblique; ``plane`` is then the one that they were turned from."""

    @property
    def is_reference(self) -> bool:
        """Whether the lane shows a loaded volume itself."""
        return not self.steps and self.minus is None

    @property
    def is_lowered(self) -> bool:
        """Whether a step of it lowers the dose."""
        return any(step.kind == "simulator" for step in (*self.steps, *(self.minus or ())))

    @property
    def is_axial(self) -> bool:
        """Whether the picture is one axial row, as methods make them, and not cut out of several."""
        return self.plane == "axial" and self.slab is None and not self.resliced

    @property
    def resliced(self) -> bool:
        """Whether its picture is interpolated, and may have no value where a volume ends."""
        return self.prior or self.tilt is not None

    @property
    def seen_as(self) -> Plane:
        """The plane of its pictures: regions and marks are drawn in those along the axes only."""
        return self.plane if self.tilt is None else "oblique"

    def cuts(self, grid: Grid) -> Grid:
        """Return the grid of its cuts, [cut, down, right], over a volume."""
        return stacked(grid, self.plane) if self.tilt is None else self.tilt.cuts(grid)

    def through(self, point: Point) -> Self:
        """Return the lane with an oblique cut through a place; others are cut where the scene says."""
        return self if self.tilt is None else replace(self, tilt=replace(self.tilt, center=point))

    def placed_as(self, other: Lane) -> Self:
        """Return the lane cut as another one is."""
        return replace(self, row=other.row, plane=other.plane, slab=other.slab, tilt=other.tilt)

    def simulated_by(self, simulator: Step) -> Self:
        """Return the lane with another way to lower the dose."""
        return replace(
            self,
            steps=_simulated(self.steps, simulator),
            minus=self.minus and _simulated(self.minus, simulator),
        )


def _simulated(steps: tuple[Step, ...], simulator: Step) -> tuple[Step, ...]:
    return tuple(simulator if step.kind == "simulator" else step for step in steps)


@dataclass(frozen=True)
class Request:
    """Everything a picture depends on; a ``segmenter`` draws its labels on every picture of the patient.

    ``row``, ``coronal`` and ``sagittal`` are the cuts on show: indices along z, y and x.
    """

    study: Study
    volume: str
    row: int
    dose: DoseLevel
    lanes: tuple[Lane, ...]
    seed: int = 7
    segmenter: Step | None = None
    coronal: int = 0
    sagittal: int = 0
    prior: Volume | None = None
    """Another scan of the patient, on a grid that lays it onto the source."""

    def row_of(self, lane: Lane) -> int:
        """Return the cut that a lane shows, along its plane."""
        if lane.tilt is not None:
            return lane.tilt.row(self.source.grid)
        linked = {"axial": self.row, "coronal": self.coronal, "sagittal": self.sagittal}[lane.plane]
        return linked if lane.row is None else lane.row

    @property
    def source(self) -> Volume:
        """The volume that the lanes start from."""
        return self.study.volumes[self.volume]

    @property
    def measured(self) -> Projections | None:
        """The line integrals that the source was reconstructed from; None where it came as pictures."""
        return self.study.projections.get(self.volume)

    @property
    def partner(self) -> Partner | None:
        """The scan before contrast where the source is the one after it."""
        return self.study.partner_of(self.volume)


State = Literal["full", "preview"]


@dataclass(frozen=True, eq=False)
class Frame:
    """One lane's finished picture, or the sentence why there is none, and the request it answers.

    ``image`` is float32 (y, x), C-contiguous, finite, on the CPU, in the volume's unit; ``counts`` is
    the expected number of photons on the darkest ray of the slice (None for the reference). A preview of a
    method that iterates tells after how many of how many ``rounds`` it was taken. ``labels`` is what the
    request's segmenter found in this picture; it comes after the picture, or ``labels_error`` says why not.
    """

    request: Request
    lane: Lane
    image: npt.NDArray[np.float32] | None
    error: str = ""
    seconds: float = 0.0
    state: State = "full"
    counts: float | None = None
    rounds: tuple[int, int] | None = None
    labels: LabelMap | None = None
    labels_error: str = ""
    unapplied: bool = False
    """Whether there is no picture only because the steps were not applied to the volume yet."""
    under: npt.NDArray[np.float32] | None = None
    """What the picture is drawn over (y, x), like it; None where it is drawn by itself."""
    outside: npt.NDArray[np.bool_] | None = None
    """Where an interpolated picture has no value (y, x), as its volume ends; None where it has all."""

    @property
    def row(self) -> int:
        """The cut that the picture shows, along the plane of its lane."""
        return self.request.row_of(self.lane)

    @property
    def fraction(self) -> float | None:
        """The dose that it was made at; 1 is that of the loaded volume, None a prior's, which is unknown."""
        if self.lane.prior:
            return None
        return self.request.dose.fraction if self.lane.is_lowered else 1.0

    @property
    def cuts(self) -> Grid:
        """The grid of the cuts, [cut, down, right], that the picture is one of."""
        return self.lane.cuts(self.request.source.grid)
