"""What is measured in a region while frames arrive: fast statistics, and what was seen at which dose."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..core.errors import GeometryError
from ..core.grid import Grid
from ..core.lane import Frame, Lane, Request
from ..core.roi import Ellipse, Statistics, measure
from .scene import NOTCH, Scene

_BINS_PER_NOTCH = 2
_FLAT = 0.85
"""Of flat tissue the robust SD is at least this part of the SD, give or take chance."""


def in_region(image: npt.NDArray[np.float32], roi: Ellipse, grid: Grid) -> Statistics:
    """Measure a picture (y, x) in a region; raise ``GeometryError`` with the reason where it cannot."""
    if image.shape != grid.shape[1:]:
        raise GeometryError("The region belongs to a picture of another size.")
    rows, columns, mask = region(roi, grid)
    return measure(image[rows, columns], mask)


def noise_and_structure(image: npt.NDArray[np.float32], roi: Ellipse, grid: Grid) -> tuple[float, float]:
    """Split the SD of a region (HU) into noise and what is no noise, such as a vessel at its edge.

    Noise is the SD itself, unless the robust SD (1.4826 times the median distance from the median) is
    clearly below it: then a part of the pixels is of another tissue. Raises ``GeometryError``.
    """
    sd = in_region(image, roi, grid).sd
    rows, columns, mask = region(roi, grid)
    values = image[rows, columns][mask]
    robust = 1.4826 * float(np.median(np.abs(values - np.median(values))))
    if robust > _FLAT * sd:
        return sd, 0.0
    return robust, math.sqrt(sd * sd - robust * robust)


@lru_cache(maxsize=32)
def region(roi: Ellipse, grid: Grid) -> tuple[slice, slice, npt.NDArray[np.bool_]]:
    """Return the smallest window (rows, columns) around a region, and its mask in that window."""
    mask = roi.mask(grid)
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if rows.size == 0:
        raise GeometryError("The region lies outside the picture; move it back.")
    window = slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
    return *window, mask[window]


def selected(scene: Scene) -> Ellipse | None:
    """Return the selected region, or the first; None without one."""
    if not scene.rois:
        return None
    return scene.rois[scene.roi if scene.roi is not None and scene.roi < len(scene.rois) else 0]


def answers(frame: Frame, request: Request) -> bool:
    """Say whether a picture is what the request asks for in that lane."""
    asked = frame.request
    same = asked.source is request.source and asked.row_of(frame.lane) == request.row_of(frame.lane)
    return same and (frame.lane.is_reference or (asked.dose == request.dose and asked.seed == request.seed))


def keep(frames: dict[Lane, Frame], frame: Frame, scene: Scene) -> None:
    """Keep the newest picture of a lane, and let go of lanes that no pane shows any more."""
    shown = {pane.lane for pane in scene.panes}
    for lane in [lane for lane in frames if lane not in shown]:
        del frames[lane]
    if frame.lane in shown:
        frames[frame.lane] = frame


class Visited:
    """Values at the doses visited so far; forgotten as soon as anything but the dose changes.

    Doses closer than half a notch share one place, so a long drag keeps some twenty of them.
    """

    def __init__(self) -> None:
        self._context: object = None
        self._values: dict[int, tuple[float, float]] = {}

    def record(self, context: object, fraction: float, value: float) -> None:
        """Remember a value; ``context`` is everything else that the value depends on."""
        if context != self._context:
            self._context, self._values = context, {}
        self._values[round(math.log(fraction) / math.log(NOTCH) * _BINS_PER_NOTCH)] = (fraction, value)

    def curve(self, context: object) -> tuple[tuple[float, float], ...]:
        """Return (dose, value) pairs by rising dose; nothing where the context is another."""
        return tuple(sorted(self._values.values())) if context == self._context else ()
