"""What a validation compares and finds: regions of real scans beside their simulation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import torch
from pydantic import Field

from ..core.config import Config
from ..core.dose import Scan
from ..core.roi import Region
from ..core.volume import Volume
from ..physics.quality import Spectrum
from ..physics.region_noise import RegionNoise
from ..physics.scanner_fit import Fitted
from .reading import Estimate

State = Literal["pass", "fail", "unsure"]
BANDS = 3
"""Bands of frequency, each of which holds a third of the real noise power."""
_NORMAL = 1.959964


class Plan(Config):
    """How the simulation is made and judged."""

    mode: Literal["insert", "rescan"] = Field(
        default="insert",
        title="Low dose by",
        description="Insert adds the missing noise to the reference; Rescan scans its mean again.",
        json_schema_extra={"names": {"insert": "Insert", "rescan": "Rescan"}},
    )
    bowtie: bool = Field(
        default=False,
        title="Bowtie filter",
        description="Fewer photons off the center, as behind 2.5 to 37 mm of aluminum.",
    )
    mark: float = Field(
        default=5.0,
        gt=0,
        le=50,
        title="Pass mark",
        description="How far simulated over real SD, and mean frequency, may be from 1.",
        json_schema_extra={"unit": "%"},
    )
    seeds: int = Field(
        default=4, ge=1, le=64, title="Seeds", description="Noise is drawn once for each of them."
    )
    slices: int = Field(
        default=16,
        ge=1,
        le=64,
        title="Slices",
        description="At most so many around the middle of each scan; repeats share them.",
    )
    apart: int = Field(
        default=1,
        ge=1,
        le=50,
        title="Every",
        description="1 takes neighboring slices, 2 every second one: slices that overlap share noise.",
    )
    fitted: bool = Field(
        default=False,
        title="Fit photons",
        description="Find the photons and, where the scans tell it, the electronic noise that fit best.",
    )


@dataclass(frozen=True, eq=False)
class Real:
    """A real scan at a fraction of the reference's dose, or repeats of it."""

    title: str
    volumes: tuple[Volume, ...]
    fraction: float


@dataclass(frozen=True, eq=False)
class Compared:
    """One region of one real scan beside its simulation; ratios are simulated over real."""

    region: str
    scan: str
    fraction: float
    real: RegionNoise
    simulated: RegionNoise
    own: RegionNoise
    """The reference."""
    mark: float
    """How far from 1 ratios may be."""

    @property
    def ratio(self) -> Estimate:
        """SD simulated over real with its 95 % interval, from the freedoms of both variances."""
        value = self.simulated.sd / self.real.sd
        error = math.sqrt(0.5 / self.real.freedom + 0.5 / self.simulated.freedom)
        spread = math.exp(_NORMAL * error)
        return Estimate(value, value / spread, value * spread)

    @property
    def color(self) -> Estimate | None:
        """Mean frequency of the noise, simulated over real; None where no square lies in the region."""
        ours, theirs = self.simulated.mean_frequency, self.real.mean_frequency
        if not ours or not theirs:
            return None
        value = ours / theirs
        spread = math.exp(_NORMAL * math.hypot(self.real.frequency_error, self.simulated.frequency_error))
        return Estimate(value, value / spread, value * spread)

    @property
    def bands(self) -> tuple[float, ...]:
        """Noise power simulated over real in three bands of frequency, from low to high; () if unknown."""
        if self.real.spectrum is None or self.simulated.spectrum is None:
            return ()
        return _bands(self.simulated.spectrum, self.real.spectrum)

    @property
    def shift(self) -> float:
        """Mean of the simulated less that of the real region, in HU."""
        return self.simulated.mean - self.real.mean

    @property
    def state(self) -> State:
        """Whether SD and mean frequency are within the mark.

        Beyond it they fail, unless their interval holds 1; then, and where the interval of the SD is wider
        than the mark, nothing can be said.
        """
        ratios = [one for one in (self.ratio, self.color) if one is not None]
        beyond = [one for one in ratios if abs(one.value - 1) > self.mark]
        if any(not one.low <= 1 <= one.high for one in beyond):
            return "fail"
        return "unsure" if beyond or (self.ratio.high - self.ratio.low) / 2 > self.mark else "pass"


@dataclass(frozen=True, eq=False)
class Validation:
    """What was compared with the scan as it was estimated and, where it was fitted, as it fits best."""

    plan: Plan
    scan: Scan
    regions: tuple[Region, ...]
    picture: torch.Tensor
    """The mean of the reference (y, x) in HU."""
    how: str
    rows: tuple[Compared, ...]
    fitted: Fitted | None = None
    fitted_scan: Scan | None = None
    fitted_rows: tuple[Compared, ...] = ()
    cautions: tuple[str, ...] = ()
    implied: dict[str, float] = field(default_factory=dict)
    """The dose of each real scan that follows from its noise, over that of the reference."""

    @property
    def best(self) -> tuple[Scan, tuple[Compared, ...]]:
        """The scan to keep and its rows: the fitted one where it is nearer."""
        if self.fitted_scan is not None and distance(self.fitted_rows) < distance(self.rows):
            return self.fitted_scan, self.fitted_rows
        return self.scan, self.rows

    @property
    def passed(self) -> bool:
        """Whether every region of every scan is within the mark."""
        return all(row.state == "pass" for row in self.best[1])


def distance(rows: Sequence[Compared]) -> float:
    """Return the mean distance of simulated over real SD from 1 (Muenzel et al. 2014)."""
    return sum(abs(row.ratio.value - 1) for row in rows) / len(rows)


def _bands(one: Spectrum, other: Spectrum) -> tuple[float, ...]:
    samples = other.samples.double()
    power = other.power * samples
    reached = power.cumsum(0) / power.sum()
    band = (reached * BANDS - 1e-9).long().clamp(0, BANDS - 1)
    over = torch.zeros(BANDS, dtype=torch.float64).index_add_(0, band, one.power * samples)
    under = torch.zeros(BANDS, dtype=torch.float64).index_add_(0, band, power)
    return tuple((over / under)[under > 0].tolist())
