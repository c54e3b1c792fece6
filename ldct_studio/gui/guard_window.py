"""The window guard: where the noise in view exceeds a quarter of the window width, gray levels are noise."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from ..core.lane import Frame
from ..live.noise_maps import FRACTIONS, NoiseMaps
from .figures import gray, number, plain, with_unit
from .language import tr
from .pane import View
from .picture import limits
from .scene import Scene
from .transform import Placement

SHARE = 0.25
"""The largest share of the window width that the noise may have (interface.md §5 item 6)."""
_FEWEST = 100
"""Pixels within the window below which the map says nothing."""
_STEP = 2
"""Every second pixel of a map is enough for its median."""
_LOG_FRACTIONS = np.log(FRACTIONS)


def warning(width: float, noise: float | None, unit: str = "HU") -> str:
    """Return what stands beside a window that the noise, in its unit, is too much for, or ''."""
    if noise is None or not math.isfinite(noise) or noise <= SHARE * width:
        return ""
    if unit != "HU":
        return tr("Window {0}, noise {1}").format(*_told(width, noise, unit))
    return tr("Window {0} HU, noise {1} HU").format(plain(width), plain(noise))


def _told(width: float, noise: float, unit: str) -> tuple[str, str]:
    return with_unit(gray(width, width, unit), unit), with_unit(number(noise, 2), unit)


def meaning(width: float, noise: float, unit: str = "HU") -> str:
    """Return what the warning means and what to do next."""
    if unit != "HU":
        said, seen = _told(width, noise, unit)
        return tr(
            "The noise in view, {0} (SD of the quietest region), is more than a quarter of the window of "
            "{1}. Gray levels then show noise rather than tissue: widen the window or smooth more."
        ).format(seen, said)
    return tr(
        "The noise in view, {0} HU (SD of the quietest region, or computed from the "
        "photons where no region is drawn), is more than a quarter of the window of "
        "{1} HU. Gray levels then show noise rather than tissue: widen the window, "
        "raise the dose or smooth more."
    ).format(plain(noise), plain(width))


class ExpectedInView:
    """The noise that maps expect of the tissue which a window shows, in the part of a picture in view."""

    def __init__(self) -> None:
        self._maps: NoiseMaps | None = None
        self._known: tuple[object, float | None] = (None, None)

    def take(self, maps: NoiseMaps) -> bool:
        """Use these maps; say whether they are others than before."""
        new, self._maps = maps is not self._maps, maps
        return new

    def noise(self, scene: Scene, frame: Frame | None, view: View, placement: Placement) -> float | None:
        """Return the median SD in HU over the pixels between black and white; None without maps of this.

        Nothing is guessed: maps hold for one slice and the steps of one lane, at any dose and seed.
        """
        maps = self._maps
        if maps is None or frame is None or not _of(maps, scene, frame):
            return None
        key = (maps, frame.request.dose.fraction, view, placement)
        if key != self._known[0]:
            self._known = (key, _median(maps, frame.request.dose.fraction, view, placement))
        return self._known[1]


def _of(maps: NoiseMaps, scene: Scene, frame: Frame) -> bool:
    asked, shown = maps.request, frame.request
    same = asked.source is shown.source is scene.source and asked.dose.scan == shown.dose.scan
    lane = frame.lane
    return same and lane.is_axial and lane.steps == maps.lane.steps and frame.row == asked.row_of(maps.lane)


def _median(maps: NoiseMaps, fraction: float, view: View, placement: Placement) -> float | None:
    rows, columns = _in_view(placement, maps.quiet.shape)
    quiet = maps.quiet.numpy()[rows, columns]
    low, high = sorted(limits(view))
    shown = (quiet > low) & (quiet < high)
    if int(shown.sum()) < _FEWEST / _STEP**2:
        return None
    place = np.interp(math.log(fraction), _LOG_FRACTIONS, np.arange(len(FRACTIONS)))
    before = min(int(place), len(FRACTIONS) - 2)
    ends = [np.median(maps.maps[before + n].numpy()[rows, columns][shown]) for n in (0, 1)]
    if not min(ends) > 0:
        return None
    weight = float(place) - before
    return float(math.exp((1 - weight) * math.log(ends[0]) + weight * math.log(ends[1])))


def _in_view(placement: Placement, shape: tuple[int, ...]) -> tuple[slice, slice]:
    """Return the rows and columns of a picture that lie in its pane, thinned."""
    pane = QRectF(0, 0, placement.width, placement.height)
    corners = [placement.pixel(QPointF(*place)) for place in ((0, 0), (pane.right(), pane.bottom()))]
    columns = sorted(corner[0] for corner in corners)
    rows = sorted(corner[1] for corner in corners)
    return _span(rows, shape[0]), _span(columns, shape[1])


def _span(ends: list[float], length: int) -> slice:
    return slice(min(max(round(ends[0]), 0), length), min(max(round(ends[1]) + 1, 0), length), _STEP)
