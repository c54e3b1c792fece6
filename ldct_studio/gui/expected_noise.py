"""The noise to be expected in a region at any dose: computed ray by ray where that is possible."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..core.errors import GeometryError
from ..core.lane import Lane
from ..core.roi import Region
from ..core.volume import Volume
from ..live.noise_maps import FRACTIONS, NoiseMaps
from .measuring import in_region, noise_and_structure, region, selected
from .pane import RESCAN
from .scene import Scene


@dataclass(frozen=True)
class RootLaw:
    """Noise that falls with the root of the dose: quantum noise alone."""

    full: float
    """SD in HU of the noise at 100 %."""
    structure: float = 0.0
    """SD in HU of what the region holds besides noise, such as a vessel; the dose does not change it."""
    photon_ratio: float = 1.0
    """Photons of the loaded scan over the photons that 100 % is taken for; 1 unless overridden."""
    rescan: bool = False
    """Whether the whole noise of the dose is added, instead of what is missing from the scan's."""

    def at(self, fraction: float) -> float:
        """Return the expected SD in HU.

        The loaded picture keeps its noise σ_ref. With r = ``photon_ratio``, insertion gives
        σ_ref·sqrt(1 + r·(1 − a)/a), which is σ_ref·a^(-1/2) for r = 1; a rescan σ_ref·sqrt(1 + r/a).
        """
        added = self.photon_ratio * ((1 if self.rescan else 1 - fraction) / fraction)
        return math.hypot(self.structure, self.full * math.sqrt(1 + added))


@dataclass(frozen=True)
class MappedNoise:
    """Noise that was computed for the region, electronic noise and starvation included."""

    quiet: float
    """SD in HU of the region without the noise of a dose; with inserted noise that of the loaded picture."""
    computed: tuple[float, ...]
    """SD in HU of the noise at each of ``FRACTIONS``."""
    inserted: bool
    """Whether ``quiet`` holds the noise of 100 % already, so that only what is missing comes to it."""

    def at(self, fraction: float) -> float:
        """Return the expected SD in HU: what is there as measured, what the dose adds as computed.

        sqrt(quiet² + σ(a)² − σ(1)²) where noise is inserted, sqrt(quiet² + σ(a)²) where all of it is new.
        Bias is left out: the shading that starved rays leave comes on top.
        """
        sd = float(np.exp(np.interp(math.log(fraction), _LOG_FRACTIONS, np.log(self.computed))))
        own = self.computed[-1] if self.inserted else 0.0
        return math.sqrt(max(self.quiet**2 + sd**2 - own**2, 0.0))


Expected = RootLaw | MappedNoise
_LOG_FRACTIONS = np.log(FRACTIONS)


class Expectation:
    """What is expected in the region of a scene; what it takes from a picture or from maps is kept."""

    def __init__(self) -> None:
        self._maps: NoiseMaps | None = None
        self._split, self._mapped = lru_cache(maxsize=1)(_split), lru_cache(maxsize=1)(_mapped)

    def take(self, maps: NoiseMaps) -> None:
        """Use noise maps for the scenes that they hold for."""
        self._maps = maps

    def of(self, scene: Scene, lane: Lane | None, row: int) -> Expected | None:
        """Return the noise in the region that a scene selects, in a slice and a lane of lowered dose and FBP.

        It is computed where maps of them are there. Otherwise it follows the law: until they are, without a
        region or such a lane, with photons that are a guess, or along rays of a fan. The law starts from the
        noise of the region in the loaded picture, or else from that of flat soft tissue; it says nothing
        (None) of volumes that have none, and of those that no X-rays made.
        """
        volume, roi, maps = scene.source, selected(scene), self._maps
        if volume is None or volume.unit != "HU":
            return None
        if roi is not None and lane is not None and maps is not None and _holds(maps, scene, lane, row):
            mapped = self._mapped(maps, roi)
            if mapped is not None:
                return mapped
        noise, structure = scene.reference_scan.noise, 0.0
        if roi is not None and noise != 0:
            noise, structure = self._split(volume, row, roi)
        if not noise:
            return None
        rescan = (scene.lowered_by if lane is None else lane.steps[0]).name == RESCAN.name
        return RootLaw(noise, structure, _photon_ratio(scene, row), rescan)


def _holds(maps: NoiseMaps, scene: Scene, lane: Lane, row: int) -> bool:
    """Say whether maps are those of a lane and slice in a scene."""
    asked = maps.request
    same = asked.source is scene.source and asked.dose.scan == scene.reference_scan
    return same and asked.row_of(maps.lane) == row and maps.lane.steps == lane.steps


def _mapped(maps: NoiseMaps, roi: Region) -> MappedNoise | None:
    """Return the root mean square of maps in a region; None where it cannot be measured or is zero."""
    grid = maps.request.source.grid
    try:
        quiet = in_region(maps.quiet.numpy(), roi, grid).sd
        rows, columns, mask = region(roi, grid)
    except GeometryError:
        return None
    noise = np.sqrt(np.square(maps.maps.numpy()[:, rows, columns][:, mask]).mean(1))
    return MappedNoise(quiet, tuple(noise.tolist()), maps.inserted) if noise.all() else None


def _split(volume: Volume, row: int, roi: Region) -> tuple[float | None, float]:
    """Return noise and structure of a region of the loaded picture; None where it cannot be measured."""
    try:
        return noise_and_structure(volume.data[row].numpy(), roi, volume.grid)
    except GeometryError:
        return None, 0.0


def _photon_ratio(scene: Scene, row: int) -> float:
    """Return the study's photons over the user's; 1 where the study's are only a guess."""
    if scene.study is None or scene.scan is None:
        return 1.0
    known = scene.study.scan_of(scene.volume)
    return 1.0 if known.source == "default" else known.photons_at(row) / scene.reference_scan.photons_at(row)
