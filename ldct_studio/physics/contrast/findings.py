"""Findings: enhancement that only one side of the brain shows, told from vessels as well as that goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from scipy import ndimage

from ...core.cancel import check
from ...core.grid import Grid, Point
from ...core.volume import Label, LabelMap, Volume
from .boxes import box_around, within
from .enhancement import enhancement
from .midline import Midline, find_midline, other_side
from .subtraction import Subtraction

_SURE = 2.5
"""Local SDs above which a difference is more likely enhancement than not."""
_RIM_MM, _MIDDLE_MM = 5.0, 8.0
"""What lies so near to the surface of the brain, or to its middle, are sinuses, veins and the falx."""
_THIN_MM = 1.2
"""Radius within the slice below which something is a vessel."""
_SMOOTH_MM, _AWAY_MM, _MORE = 3.0, 6.0, 1.5
"""The map smoothed with the first (SD) has to be so many times what is near on the other side."""
_LEAST_ML, ENHANCES_ML = 0.1, 0.5
"""From which volume on a place is a finding, and a brain enhances: a ball of 1 cm."""
_MOST = 255
"""Findings, as many as a byte tells apart."""
_COLOR = "#e8743b"

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Finding:
    """A connected place that enhances."""

    center: Point
    """In LPS mm."""
    volume_ml: float
    mean: float
    """Of the CE map, over the pre-contrast scan's 95 % quantile."""
    peak: float


@dataclass(frozen=True, eq=False)
class Findings:
    """What enhances in a brain; the largest finding comes first."""

    labels: torch.Tensor
    """0, or 1 + the number of the finding, (z, y, x), uint8."""
    found: tuple[Finding, ...]
    all_ml: float
    """Everything in the brain above 2.5 local SDs, vessels, choroid plexus and dura included."""

    @property
    def enhances(self) -> bool:
        """Whether a finding is as large as a ball of 1 cm, 0.5 mL."""
        return any(finding.volume_ml >= ENHANCES_ML for finding in self.found)

    @property
    def volume_ml(self) -> float:
        """The volume of all findings."""
        return sum(finding.volume_ml for finding in self.found)

    @property
    def mean(self) -> float | None:
        """The mean of the CE map over all findings; None where there is none."""
        if not self.found:
            return None
        return sum(finding.mean * finding.volume_ml for finding in self.found) / self.volume_ml

    def as_labels(self, grid: Grid) -> LabelMap:
        """Return the findings as a label map on the grid of the pair."""
        names = (Label(n, f"Finding {n}", _COLOR) for n in range(1, len(self.found) + 1))
        return LabelMap(self.labels, grid, tuple(names))


def find(pair: Subtraction, grid: Grid) -> Findings:
    """Return what enhances on one side of a brain alone, from 0.1 mL on; ``grid`` is that of the pair.

    Vessels, plexus and dura enhance in everyone and on both sides. Left out are therefore the surface of
    the brain, its middle, what is thin within a slice, and what the other side shows as well: lesions there,
    and alike ones on both sides, are missed. A research aid, no detector of lesions.
    """
    midline = find_midline(Volume(pair.pre, grid, "MR"), pair.mask)
    box = box_around(pair.mask)
    near = within(grid, box)
    brain, ce = pair.mask[box].numpy(), enhancement(pair)[box].numpy()
    sure = (pair.normalized[box].numpy() > _SURE) & brain
    one_sided = _one_sided(ce, near, midline) & (np.abs(midline.over(near)) > _MIDDLE_MM)
    kept = np.zeros(grid.shape, bool)
    kept[box] = ndimage.binary_opening(sure & one_sided & (_depth(brain, near) > _RIM_MM), _disc(near))
    return _listed(kept, enhancement(pair).numpy(), grid, _milliliters(int(sure.sum()), grid))


def _one_sided(ce: npt.NDArray[np.float32], grid: Grid, midline: Midline) -> Bools:
    """Return where a map (z, y, x) is higher than anything near the mirrored place."""
    check()
    smooth = ndimage.gaussian_filter(ce, [_SMOOTH_MM / pitch for pitch in grid.spacing])
    reach = [2 * round(_AWAY_MM / pitch) + 1 for pitch in grid.spacing]
    widened = torch.from_numpy(ndimage.maximum_filter(smooth, reach))
    check()
    return np.asarray(smooth > _MORE * other_side(Volume(widened, grid, "MR"), midline).numpy())


def _listed(kept: Bools, ce: npt.NDArray[np.float32], grid: Grid, all_ml: float) -> Findings:
    parts, count = ndimage.label(kept)
    sizes = np.bincount(parts.ravel(), minlength=count + 1)[1:]
    order = [int(n) for n in np.argsort(-sizes, kind="stable") if _milliliters(sizes[n], grid) >= _LEAST_ML]
    labels = torch.zeros(grid.shape, dtype=torch.uint8)
    found = []
    for number, part in enumerate(order[:_MOST], 1):
        here = parts == part + 1
        labels[torch.from_numpy(here)] = number
        z, y, x = (float(place.mean()) for place in np.nonzero(here))
        values = ce[here]
        volume = _milliliters(sizes[part], grid)
        found.append(Finding(grid.patient((z, y, x)), volume, float(values.mean()), float(values.max())))
    return Findings(labels, tuple(found), all_ml)


def _milliliters(voxels: int, grid: Grid) -> float:
    return float(voxels) * float(np.prod(grid.spacing)) / 1000


def _depth(mask: Bools, grid: Grid) -> npt.NDArray[np.float64]:
    """Return how deep in the brain every voxel lies, in mm; what a scan cuts off is surface as well."""
    return np.asarray(ndimage.distance_transform_edt(np.pad(mask, 1), grid.spacing)[1:-1, 1:-1, 1:-1])


def _disc(grid: Grid) -> Bools:
    y, x = (np.arange(-n, n + 1) * pitch for n, pitch in _reach(grid))
    return np.asarray((y[:, None] ** 2 + x**2 <= _THIN_MM**2 + 1e-6)[None])


def _reach(grid: Grid) -> Iterator[tuple[int, float]]:
    for pitch in grid.spacing[1:]:
        yield max(int(_THIN_MM / pitch), 0), pitch
