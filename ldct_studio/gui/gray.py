"""Gray values in the unit of a volume: how finely windows are set, and the one that fits a slice."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ..core.plane import Plane, cut
from ..core.volume import Volume
from .figures import places

if TYPE_CHECKING:
    from .scene import Scene

HU = "HU"
WIDTHS = (1.0, 10_000.0)
"""Narrowest and widest window in HU."""
_LEVELS = (-20_000.0, 20_000.0)
_ANY_WIDTH, _ANY_LEVEL = (1e-4, 1e6), (-1e6, 1e6)
"""The same in any other unit."""
_PERCENTILES = (0.1, 99.9)


def unit_of(scene: Scene) -> str:
    """Return the unit of the volume on show, HU where nothing is open."""
    return scene.source.unit if scene.source else HU


def rounded(value: float, width: float, unit: str) -> float:
    """Return a value as it is told in a window of this width: whole in HU."""
    return float(round(value, places(width, unit)))


def finest(width: float, unit: str) -> float:
    """Return the smallest step that is told in a window of this width."""
    return float(10.0 ** -places(width, unit))


def step(width: float, unit: str) -> float:
    """Return what one step changes a window's width by: 10 HU, else a tenth of the width's decade."""
    return 10.0 if unit == HU else float(10.0 ** (math.floor(math.log10(width)) - 1))


def bounded(width: float, unit: str) -> float:
    """Return a window's width within what can be set, as it is told."""
    low, high = WIDTHS if unit == HU else _ANY_WIDTH
    held = min(max(width, low), high)
    return rounded(held, held, unit)


def bounded_level(level: float, width: float, unit: str) -> float:
    """Return a window's level within what can be set, as it is told."""
    low, high = _LEVELS if unit == HU else _ANY_LEVEL
    return rounded(min(max(level, low), high), width, unit)


def automatic(volume: Volume, plane: Plane, row: int) -> tuple[float, float]:
    """Return width and level from the 0.1 to the 99.9 percentile of a cut (after 3D Slicer)."""
    pixels = cut(volume.data, plane, row).cpu().numpy()
    low, high = (float(value) for value in np.percentile(pixels[np.isfinite(pixels)], _PERCENTILES))
    if volume.unit == HU:
        return max(1.0, round(high - low)), round((high + low) / 2)
    width = bounded(high - low, volume.unit)
    return width, bounded_level((high + low) / 2, width, volume.unit)


def usual(volume: Volume | None) -> tuple[float, float]:
    """Return the window of a volume that records none: 400/40 in HU, else what fits its middle slice."""
    if volume is None or volume.unit == HU:
        return 400.0, 40.0
    return automatic(volume, "axial", volume.grid.shape[0] // 2)
