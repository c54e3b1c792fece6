"""What is asked: a disc of known size and contrast, at a place, against the noise of so many seeds."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..core.errors import GeometryError
from ..core.grid import Point
from ..physics.attenuation import HU_PER_MU

CHANNELS = 5
"""Channels of the observer: differences of Gaussians."""
FEWEST = 4 * CHANNELS
"""Fewer seeds say too little about the covariance of the channels."""
MOST = 1000
_WEAK = 0.05
"""How much of its rays a disc may take away without being felt in their noise."""


@dataclass(frozen=True)
class Task:
    """A disc: its place (LPS mm), its diameter in mm, its contrast in HU, and how many seeds to draw.

    Raises ``GeometryError`` for what cannot be asked. The disc has to be faint: it is added to line integrals
    whose photons were counted without it.
    """

    place: Point
    diameter: float
    contrast: float
    seeds: int = 100

    def __post_init__(self) -> None:
        if not (math.isfinite(self.diameter) and self.diameter > 0):
            raise GeometryError("The diameter of the disc must be above 0 mm.")
        if not math.isfinite(self.contrast) or self.contrast == 0:
            raise GeometryError("The contrast of the disc must differ from 0 HU.")
        if abs(self.contrast) / HU_PER_MU * self.diameter / 1000 > _WEAK:
            raise GeometryError(
                f"A disc of {self.diameter:g} mm and {self.contrast:g} HU takes more than "
                f"{100 * _WEAK:.0f} % of the photons behind it; choose a smaller or fainter one."
            )
        if self.seeds < FEWEST:
            raise GeometryError(
                f"{CHANNELS} channels need at least {FEWEST} seeds, and more to be sure; "
                f"take {FEWEST} or more instead of {self.seeds}."
            )
        if self.seeds > MOST:
            raise GeometryError(f"At most {MOST} seeds can be drawn, not {self.seeds}.")


def seeds_of(seed: int, count: int) -> tuple[int, ...]:
    """Return the seeds that one seed stands for: the same ones each time, none shared with another's."""
    return tuple(int(n) for n in np.random.SeedSequence(seed).generate_state(count))
