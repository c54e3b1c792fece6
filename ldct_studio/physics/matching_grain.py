"""How much coarser the grain of a scan's noise is than that of filtered back-projection.

Iterative reconstruction takes fine noise away and leaves coarse noise in, which one picture cannot tell from
anatomy. The difference of neighboring slices can: anatomy goes on from one to the next, and noise does not,
or by a share that its fine part tells.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch

from ..core.dose import Apodization
from .matching_course import location
from .matching_kernel import Spectra, independent, spectra_of
from .matching_tissue import HIGH_PASS_MM, Patches, gaussian

FARTHEST_MM = 3.5
"""Slices farther apart differ by anatomy."""
_HIGH_PASS_MM, _LOWEST = 4.0, 0.06
"""SD of the Gaussian that is subtracted from a difference of slices, and the lowest frequency in 1/mm that is
read there: lower than in a picture, as anatomy is mostly gone."""
_FINE = 0.5
"""Share of the noise power of filtered back-projection that is coarser than what counts as fine."""
_WEAK = 0.1
"""Share of the peak of its spectrum below which a ring says little of noise."""
_LEAST = 0.1
"""Power of fine noise in a difference over that in a slice: where it is less, a slice is there twice."""
_FEWEST = 30
"""Patches below which a difference says nothing."""
_REACH = 3
_NOTABLE = 2 * math.log(1.15)
"""Real scans that were filtered back-projections had up to 0.13; an iterative one had 0.45."""


def neighbors(rows: list[int], total: int) -> list[list[int]]:
    """Return the rows one, two and three beside some rows of a volume of ``total``, as far as it has them."""
    reach = range(1, min(_REACH, total // 2) + 1)
    return [[row + lag if row + lag < total else row - lag for row in rows] for lag in reach]


def differences(hu: torch.Tensor, beside: torch.Tensor, patches: Patches) -> Spectra:
    """Return the spectra of the differences of rows (n, y, x) in HU from those ``beside`` in patches."""
    apart = hu - beside
    return spectra_of(patches.cut(apart - gaussian(apart, _HIGH_PASS_MM / patches.pixel)))


def coarseness(
    spectra: Spectra, apart: Sequence[Spectra], apodization: Apodization, level: torch.Tensor
) -> float:
    """Return ln of the noise variance in flat tissue over what a window and the fine noise make of it.

    ``apart`` are ``differences`` in the patches of ``spectra``, from rows at some distances; ``level`` (m,)
    is the variance in HU² that is expected of each patch. Anatomy only adds, the more the farther apart, and
    so does nearby coarse noise that slices share less of than of fine noise: the least of all counts. Patches
    whose rows beside are the same say nothing. 0 where the least is not notable, or nothing is known.
    """
    said = [_coarseness(spectra, one, apodization, level) for one in apart]
    found = min((one for one in said if one is not None), default=0.0)
    return found if found > _NOTABLE else 0.0


def _coarseness(
    spectra: Spectra, apart: Spectra, apodization: Apodization, level: torch.Tensor
) -> float | None:
    noise, whole = (
        spectra.models([apodization], mm)[0][0] * spectra.samples for mm in (HIGH_PASS_MM, _HIGH_PASS_MM)
    )
    fine = _fine(noise, spectra.samples)
    within, between = (
        (one.power * one.samples)[:, fine].sum(1) / part[fine].sum()
        for one, part in ((spectra, noise), (apart, whole))
    )
    others = between > _LEAST * within
    if int(others.sum()) < _FEWEST:
        return None
    share = float((between / within)[others].median())
    used = spectra.frequency >= max(_LOWEST, 1.5 / (spectra.side * spectra.pixel))
    found = (apart.power * apart.samples)[others][:, used].sum(1) / whole[used].sum() / share
    samples = spectra.samples[used]
    return location((found / level[others]).log(), independent(whole[used] / samples, samples))


def _fine(noise: torch.Tensor, samples: torch.Tensor) -> torch.Tensor:
    """Return which rings hold fine noise, and enough of it; ``noise`` (rings,) is its power in each."""
    mean = noise / samples
    return (noise.cumsum(0) / noise.sum() > _FINE) & (mean > _WEAK * mean.max())
