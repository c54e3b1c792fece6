"""Lane, Request and Frame: a column of the comparison, what a picture depends on, and the picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Self

import numpy as np
import numpy.typing as npt

from .dose import DoseLevel
from .step import Step
from .study import Study
from .volume import LabelMap, Volume


@dataclass(frozen=True)
class Lane:
    """One column of the comparison: a title and the steps from the loaded rows to its picture.

    No steps: the loaded volume. With ``minus`` the picture is this lane's minus that of other steps.
    ``row`` is set where the pane was unlinked and scrolls on its own.
    """

    title: str
    steps: tuple[Step, ...] = ()
    minus: tuple[Step, ...] | None = None
    row: int | None = None

    @property
    def is_reference(self) -> bool:
        """Whether the lane shows the loaded volume itself."""
        return not self.steps and self.minus is None

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
    """Everything a picture depends on; a ``segmenter`` draws its labels on every picture of the patient."""

    study: Study
    volume: str
    row: int
    dose: DoseLevel
    lanes: tuple[Lane, ...]
    seed: int = 7
    segmenter: Step | None = None

    def row_of(self, lane: Lane) -> int:
        """Return the slice that a lane shows."""
        return self.row if lane.row is None else lane.row

    @property
    def source(self) -> Volume:
        """The volume that the lanes start from."""
        return self.study.volumes[self.volume]


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

    @property
    def row(self) -> int:
        """The slice that the picture shows."""
        return self.request.row_of(self.lane)
