"""What the quality of every case is at every dose: one curve per case, of which all else is read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch import nn

from ldct_studio.api import interruptible

from .cases import Cases, Pool, counted_scan, picture, rays_of, wanted
from .policies import Policy, densest
from .qualities import Quality

LOWEST, CAP, POINTS = 50 / 4096, 1e6 / 4096, 27
"""The grid of doses over the reference, evenly spaced in its logarithm; above the cap a target is
unreachable. With the publication's 4096 photons per ray it ends at 50 and at a million."""
_AT_ONCE, _SEED, _STILL = 4, 90_000, 1e-9


@dataclass(frozen=True, eq=False)
class Curves:
    """Cases under one policy and its reconstruction: the quality over the grid of doses.

    A dose is the mean number of photons per ray of a case; how it is spread over the views is the policy's.
    """

    photons: np.ndarray
    """What the policy gives each case, (n,)."""
    quality: np.ndarray
    """(n, points)."""
    densest: np.ndarray
    """The densest line integral of each case, (n,)."""
    doses: np.ndarray
    """Photons per ray of the points, (points,)."""

    @property
    def grid(self) -> np.ndarray:
        """Ln of the photons of the points."""
        return np.log(self.doses)

    def at(self, photons: np.ndarray) -> np.ndarray:
        """Return the quality (n,) of every case at so many photons; ends of the grid are held."""
        d = np.log(photons)
        return np.array([np.interp(x, self.grid, q) for x, q in zip(d, self.quality, strict=True)])

    def own(self, scale: float = 1.0) -> np.ndarray:
        """Return the quality (n,) at the policy's doses times a scale."""
        return self.at(self.photons * scale)

    def needed(self, target: float) -> np.ndarray:
        """Return the photons (n,) from which on each case reaches a target; infinite above the cap."""
        return np.array([_needed(self.grid, q, target) for q in self.quality])

    def reached(self, target: float) -> np.ndarray:
        """Return the fewest photons (n,) at which each case reaches a target, even if more lose it again.

        A network sags at doses that it was not trained for. Infinite where none does.
        """
        return np.array([_needed(self.grid, np.maximum.accumulate(q), target) for q in self.quality])

    @cached_property
    def slope(self) -> float:
        """Mean rise of the quality for an e-fold of dose, at the policy's doses."""
        return float((self.own(math.sqrt(math.e)) - self.own(1 / math.sqrt(math.e))).mean())

    def of(self, chosen: np.ndarray | slice) -> Curves:
        """Return some of the cases."""
        return Curves(self.photons[chosen], self.quality[chosen], self.densest[chosen], self.doses)

    def scaled(self, scale: float) -> Curves:
        """Return the cases under the policy with all doses times a scale."""
        return Curves(self.photons * scale, self.quality, self.densest, self.doses)


def correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Return Pearson's correlation of values (n,), 0 where either does not vary."""
    if min(a.std(), b.std()) < _STILL:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])


def _needed(grid: np.ndarray, quality: np.ndarray, target: float) -> float:
    """Return where a curve crosses the target for good."""
    below = np.flatnonzero(quality < target)
    if not len(below):
        return float(np.exp(grid[0]))
    last = below[-1]
    if last == len(grid) - 1:
        return math.inf
    low, high = quality[last], quality[last + 1]
    share = (target - low) / (high - low)
    return float(np.exp(grid[last] + share * (grid[last + 1] - grid[last])))


def doses_about(reference: float, points: int | None = None) -> np.ndarray:
    """Return the photons per ray that cases are measured at, (points,)."""
    return np.geomspace(LOWEST * reference, CAP * reference, points or POINTS)


def curves(
    config: Cases,
    pool: Pool,
    net: nn.Module,
    policy: Policy,
    quality: Quality,
    doses: np.ndarray,
    device: torch.device,
) -> Curves:
    """Measure cases at doses (points,), with counted photons; every case has noise of its own.

    The same noise field serves all doses and policies, so that they differ by the dose alone.
    """
    photons, values, paths = [], [], []
    with torch.no_grad():
        for first in interruptible(range(0, len(pool), _AT_ONCE)):
            cases = pool.of(slice(first, first + _AT_ONCE), device)
            p = rays_of(config, cases.hu)
            given = policy.photons(p, cases.prior)
            mean = given.mean((1, 2))
            fields = _fields(config, range(pool.first + first, pool.first + first + len(cases)), device)
            rows, full = [], wanted(config, cases, p)
            for dose in doses:
                shaped = given * (float(dose) / mean).view(-1, 1, 1)
                made = net(picture(config, counted_scan(config, p, shaped, fields)))
                rows.append(quality(made, full, cases.lesions))
            photons.append(mean)
            values.append(torch.stack(rows, 1))
            paths.append(densest(p))
    found = (torch.cat(part).double().cpu().numpy() for part in (photons, values, paths))
    return Curves(*found, doses)


@dataclass(frozen=True)
class Shown:
    """A case under a policy: its photons per ray, FBP and network in HU (N, N), and the network's quality."""

    photons: float
    fbp: torch.Tensor
    net: torch.Tensor
    quality: float


def shown(
    config: Cases,
    pool: Pool,
    number: int,
    net: nn.Module,
    policy: Policy,
    quality: Quality,
    device: torch.device,
) -> Shown:
    """Return a case of a pool as the policy scans it, with the noise field that it is measured with."""
    with torch.no_grad():
        cases = pool.of(slice(number, number + 1), device)
        p = rays_of(config, cases.hu)
        given = policy.photons(p, cases.prior)
        fields = _fields(config, range(pool.first + number, pool.first + number + 1), device)
        fbp = picture(config, counted_scan(config, p, given, fields))
        made = net(fbp)
        value = float(quality(made, wanted(config, cases, p), cases.lesions)[0])
    return Shown(float(given.mean()), fbp[0, 0].cpu(), made[0, 0].cpu(), value)


def _fields(config: Cases, numbers: range, device: torch.device) -> torch.Tensor:
    """Return the noise fields (2, n, views, bins) of cases by their number."""
    shape = 2, config.views, config.geometry.bins
    fields = [torch.randn(shape, generator=torch.Generator().manual_seed(_SEED + n)) for n in numbers]
    return torch.stack(fields, 1).to(device)
