"""Photons and electronic noise that explain the noise of flat regions at several doses."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ..core.cancel import interruptible
from ..core.projections import ScanGeometry
from .attenuation import hu_to_mu
from .counting import log_counts
from .projector import project
from .rows import square

_COARSE, _VIEWS = 128, 96
_WIDEST = math.log(10.0)
"""Photons are sought within a factor of ten."""
_ELECTRONIC = (0.0, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 14.0, 20.0, 28.0, 40.0, 56.0, 80.0)
"""Electronic noise that is tried, in photons (SD)."""
_LIKELY = 3.84
"""χ² above the least one up to which a value is possible, at 95 %."""
_LAW = 0.02
"""Relative error of a variance by the law itself: rays are taken from a coarse picture."""


@dataclass(frozen=True, eq=False)
class Rays:
    """Line integrals (rays,) of a phantom, and the share (regions, rays) that each has in a region."""

    lines: torch.Tensor
    share: torch.Tensor

    def variance(self, photons: float, electronic: float) -> torch.Tensor:
        """Return the mean variance (regions,) of the rays through each region, float64."""
        ray = log_counts(electronic).variance_at(self.lines - math.log(photons))
        return self.share @ ray


@dataclass(frozen=True)
class Level:
    """The variance in HU² of one region at one dose: measured, and as ``photons`` made it in simulation.

    ``own`` is that of the reference scan, which is in the simulated one; 0 where the simulation is of all
    the noise. The freedoms say how sure the two are.
    """

    region: int
    fraction: float
    measured: float
    measured_freedom: float
    simulated: float
    simulated_freedom: float
    own: float
    own_measured: float
    own_freedom: float


@dataclass(frozen=True)
class Fitted:
    """Photons per ray and electronic noise that fit best.

    ``spread`` is the relative SD of the photons, ``electronic_range`` what the scans allow at 95 %.
    """

    photons: float
    electronic: float
    spread: float
    electronic_range: tuple[float, float]

    @property
    def tells_electronic(self) -> bool:
        """Whether the scans tell the electronic noise within a factor of two."""
        low, high = self.electronic_range
        return low > 0 and high < 4 * low


def rays_through(picture: torch.Tensor, masks: torch.Tensor, pixel_mm: float) -> Rays:
    """Return the rays of a picture (y, x) in HU and their shares in regions (k, y, x), from coarse pixels."""
    stack = torch.cat([hu_to_mu(picture.float())[None], masks.float()])
    stack = square(stack)
    factor = max(1, math.ceil(stack.shape[-1] / _COARSE))
    pad = -stack.shape[-1] % factor
    stack = F.pad(stack, (pad // 2, pad - pad // 2, pad // 2, pad - pad // 2))
    coarse = F.avg_pool2d(stack[:, None], factor)[:, 0]
    geometry = ScanGeometry.covering(coarse.shape[-1], pixel_mm * factor, _VIEWS)
    lines = project(coarse, geometry, pixel_mm * factor).flatten(1).double().cpu()
    share = lines[1:].clamp_min(0)
    share = torch.where(share > 0.02 * share.amax(1, keepdim=True), share, 0)
    used = share.sum(0) > 0
    share = share[:, used]
    return Rays(lines[0, used], share / share.sum(1, keepdim=True))


def fit(rays: Rays, levels: Sequence[Level], photons: float, electronic: float) -> Fitted:
    """Return what explains the measured variances best, given those simulated with these values.

    A region's variance is a constant times the mean variance of its rays; the constant is that of the
    simulation, so window, grid and method are in it. The reference is a level, too: its own noise has to
    follow from the same photons. Electronic noise that the scans allow at 95 % stays as it was, because
    many scans hardly tell it. Weighed by the freedoms, with 2 % for the law itself. Raises ``Cancelled``
    where nobody waits.
    """
    law = _Law(rays, tuple(levels), photons, electronic)
    tried = sorted({*_ELECTRONIC, electronic})
    found = {value: law.best(value) for value in interruptible(tried)}
    least = min(cost for _, cost in found.values())
    possible = [value for value in tried if found[value][1] <= least + _LIKELY]
    chosen = electronic if electronic in possible else min(tried, key=lambda value: found[value][1])
    log, cost = found[chosen]
    step = 0.05
    bend = (law.cost(log + step, chosen) + law.cost(log - step, chosen) - 2 * cost) / step**2
    spread = math.sqrt(2 / bend) if bend > 0 else math.inf
    return Fitted(photons * math.exp(log), chosen, spread, (possible[0], possible[-1]))


def implied_fraction(rays: Rays, levels: Sequence[Level], photons: float, electronic: float) -> float:
    """Return the dose at which the simulation would have the measured variances of one real scan.

    It follows from the reference's own noise, so photons that are wrong for both hardly matter.
    """
    from scipy import optimize  # 0.2 s that the window does not pay for

    at = [level.region for level in levels]
    grown = torch.tensor([level.measured / level.own_measured for level in levels], dtype=torch.float64)
    full = rays.variance(photons, electronic)[at]

    def off(log: float) -> float:
        low = rays.variance(math.exp(log) * photons, electronic)[at]
        return float((low / full / grown).log().square().sum())

    found = optimize.minimize_scalar(off, bounds=(math.log(1e-3), math.log(10.0)), method="bounded")
    return math.exp(float(found.x))


@dataclass(frozen=True, eq=False)
class _Law:
    rays: Rays
    levels: tuple[Level, ...]
    photons: float
    electronic: float

    def best(self, electronic: float) -> tuple[float, float]:
        """Return ln of the best photons over those simulated with, and the cost there."""
        from scipy import optimize

        found = optimize.minimize_scalar(
            lambda log: self.cost(log, electronic), bounds=(-_WIDEST, _WIDEST), method="bounded"
        )
        return float(found.x), float(found.fun)

    def cost(self, log: float, electronic: float) -> float:
        """Return χ² of photons e^log times those simulated with."""
        scaled = {a: self._means(a, log, electronic) for a in self._fractions}
        base = {a: self._means(a, 0.0, self.electronic) for a in self._fractions}
        total = 0.0
        for level in self.levels:
            full, low = (float(scaled[a][level.region]) for a in (1.0, level.fraction))
            was_full, was_low = (float(base[a][level.region]) for a in (1.0, level.fraction))
            taken_off, was_taken_off = (full, was_full) if level.own else (0.0, 0.0)
            if was_low <= was_taken_off:
                continue
            gain = (level.simulated - level.own) / (was_low - was_taken_off)
            expected = level.own + gain * (low - taken_off)
            total += _misfit(expected, level.measured, level.simulated_freedom, level.measured_freedom)
            share = sum(other.region == level.region for other in self.levels)
            total += _misfit(gain * full, level.own_measured, level.own_freedom, math.inf) / share
        return total

    @property
    def _fractions(self) -> set[float]:
        return {1.0, *(level.fraction for level in self.levels)}

    def _means(self, fraction: float, log: float, electronic: float) -> torch.Tensor:
        return self.rays.variance(fraction * self.photons * math.exp(log), electronic)


def _misfit(expected: float, measured: float, one: float, other: float) -> float:
    if expected <= 0 or measured <= 0:
        return 1e6
    return math.log(expected / measured) ** 2 / (2 / one + 2 / other + _LAW**2)
