"""The noise inside the liver: that of the picture as it is, and that of the scanner alone."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from ldct_studio.api import Config, LabelMap, geometry_of, hu_to_mu, pixel_of, project, square

from .scans import Case, Option
from .structures import eroded, masks, truth_of

ERODED = 3
"""Voxels off the edge of the liver."""
_ROWS = 3
"""Slices that are scanned twice more."""
_FEWEST = 200
"""Voxels that a standard deviation is taken of at least."""
_SECOND = 104_729, 1_299_709
"""Added to the seed of a study for the two scans that the noise alone is taken from."""


class LiverNoise(Config):
    """Standard deviations in HU inside the liver, and the counts of the darkest ray; None where unknown."""

    raw: float | None
    """Of the picture, 3 voxels off the edge: noise and texture."""
    alone: float | None
    """Of the difference of two scans, over √2: noise alone."""
    counts: float | None
    """Photons that the darkest ray through these slices counts."""


@dataclass(frozen=True)
class Liver:
    """Where the liver of a case is, 3 voxels off its edge."""

    case: Case
    mask: torch.Tensor

    @classmethod
    def of(cls, case: Case, found: LabelMap) -> Liver:
        """Return the true liver where labels are known, else the one that was found at full dose."""
        _, truth = case.loaded
        known = truth_of("Liver", masks(truth))
        liver = known if known is not None else truth_of("Liver", masks((found,)))
        empty = torch.zeros(found.grid.shape, dtype=torch.bool)
        return cls(case, eroded(empty if liver is None else liver.cpu(), ERODED))

    def noise(self, picture: torch.Tensor, percent: float, option: Option) -> LiverNoise:
        """Measure a picture (z, y, x) at a dose, and two more scans of the slices with most of the liver."""
        if int(self.mask.sum()) < _FEWEST:
            return LiverNoise(raw=None, alone=None, counts=None)
        areas = self.mask.flatten(1).sum(1)
        count = min(_ROWS, len(areas))
        first = int(areas.unfold(0, count, 1).sum(1).argmax())
        inside = self.mask[first : first + count]
        seeds = [self.case.seed + more for more in _SECOND]
        one, other = (self.case.few(first, count, percent, option, seed).data[inside] for seed in seeds)
        return LiverNoise(
            raw=float(picture[self.mask].std()),
            alone=float((one - other).std() / 2**0.5),
            counts=self._fewest(first, count, percent),
        )

    def _fewest(self, first: int, count: int, percent: float) -> float:
        rows = self.case.loaded[0].rows(first, count)
        lines = project(square(hu_to_mu(rows.data)), geometry_of(rows.grid), pixel_of(rows.grid))
        dose = self.case.dose(percent, first, count)
        sent = torch.tensor([dose.photons_at(row) for row in range(count)])
        return float((sent * torch.exp(-lines.flatten(1).amax(1))).min())
