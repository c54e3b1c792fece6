"""The noise of a dose as a picture of its own: SD in HU at every pixel, computed and not drawn."""

from __future__ import annotations

from ..core.case import Case
from ..plugin import LanePlugin
from .known_noise import deviation
from .reconstructors import Fbp


class NoiseMap(LanePlugin, name="noise-map", title="Noise map", live=True):
    """The SD in HU that FBP has at this dose.

    After Insert it is the noise of the loaded scan and what was inserted, together that of the dose. After
    Rescan it is the noise of the new scan alone: the grain of the loaded rows counts as anatomy there.
    """

    kind = "reconstructor"
    maps = True

    class Config(Fbp.Config):
        """The window of the lane whose noise is meant."""

    config: Config

    def apply(self, case: Case) -> Case:
        """Replace the picture by the SD of its noise."""
        sd = deviation(case, self.config.apodization(case.dose.scan.apodization))
        return case.with_image(case.reference.made(sd), self.step)
