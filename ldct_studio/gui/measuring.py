"""What is measured in a region while frames arrive: fast statistics, and what was seen at which dose."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..core.errors import GeometryError
from ..core.grid import Grid, Point
from ..core.lane import Frame, Lane, Request
from ..core.plane import Plane, Slab, merged, neighbors, stack, stacked
from ..core.roi import Region, Statistics, measure
from .lane_words import lane_unit
from .scene import NOTCH, Scene

_BINS_PER_NOTCH = 2
_RESTED = 0.7
"""Seconds after which a dose is one where the hand rested, and not one that it passed."""
_FLAT = 0.85
"""Of flat tissue the robust SD is at least this part of the SD, give or take chance."""


def in_region(
    image: npt.NDArray[np.float32], roi: Region, grid: Grid, outside: npt.NDArray[np.bool_] | None = None
) -> Statistics:
    """Measure a picture (y, x) in a region, without the pixels ``outside``, which have no value.

    Raises ``GeometryError`` with the reason where it cannot.
    """
    if image.shape != grid.shape[1:]:
        raise GeometryError("The region belongs to a picture of another size.")
    rows, columns, mask = region(roi, grid)
    part = image[rows, columns]
    return measure(part if outside is None else _without(part, outside[rows, columns]), mask)


def in_frame(frame: Frame, roi: Region) -> Statistics:
    """Measure a pane's picture in a region; raise ``GeometryError`` with the reason where it cannot."""
    if frame.image is None:
        raise GeometryError(frame.error)
    if frame.lane.prior:
        return _in_prior(frame, roi)
    return in_region(frame.image, roi, _cuts(frame, roi), frame.outside)


def known(frame: Frame) -> npt.NDArray[np.float32] | None:
    """Return a pane's picture (y, x), NaN where its volume has ended and the picture has no value."""
    if frame.image is None or frame.outside is None:
        return frame.image
    return _without(frame.image, frame.outside)


def _without(image: npt.NDArray[np.float32], outside: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    return np.where(outside, np.float32(np.nan), image)


def _in_prior(frame: Frame, roi: Region) -> Statistics:
    """Measure the prior's own voxels at the cut on show, wherever a region was drawn.

    They are those of its nearest slice, or of as many as a slab is thick: interpolation hides noise.
    """
    shown, slab = _cuts(frame, roi), frame.lane.slab
    prior = frame.request.prior
    if prior is None:
        raise GeometryError("The prior was closed.")
    cuts = stacked(prior.grid, roi.plane)
    near = neighbors(shown, frame.row, slab)
    _, down, right = shown.index(roi.center)
    places = [shown.patient((at, down, right)) for at in (near.start, (near.start + near.stop - 1) / 2)]
    first, middle = (cuts.index(place)[0] for place in places)
    if not all(-0.5 <= at <= cuts.shape[0] - 0.5 for at in (first, 2 * middle - first)):
        raise GeometryError("The prior does not reach the region.")
    thick = (near.stop - near.start) * shown.spacing[0]
    held = _held(cuts, middle, thick, slab)
    image = merged(stack(prior.data, roi.plane, held), slab)
    return in_region(image.contiguous().numpy(), replace(roi, center=places[1]), cuts)


def _held(cuts: Grid, middle: float, thick: float, slab: Slab | None) -> slice:
    """Return the cuts that are as thick together as a slab in mm, or one, nearest to a place among them."""
    count = 1 if slab is None else min(max(round(thick / cuts.spacing[0]), 1), cuts.shape[0])
    first = min(max(round(middle - (count - 1) / 2), 0), cuts.shape[0] - count)
    return slice(first, first + count)


@dataclass(frozen=True)
class Measured(Statistics):
    """Mean and SD of a pane's picture in a region, and their unit."""

    unit: str


def measured(frame: Frame, roi: Region) -> Measured | None:
    """Measure a pane's picture in a region; None where it cannot be."""
    try:
        found = in_frame(frame, roi)
    except GeometryError:
        return None
    return Measured(found.mean, found.sd, found.count, lane_unit(frame.lane, frame.request.source))


def in_loaded(frame: Frame, roi: Region) -> Statistics:
    """Measure the loaded picture behind a pane's in a region; raise ``GeometryError`` where it cannot."""
    cuts = _cuts(frame, roi)
    return in_region(loaded(frame), roi, cuts)


def loaded(frame: Frame) -> npt.NDArray[np.float32]:
    """Return the loaded picture (down, right) at the place of a pane's."""
    lane = frame.lane
    cuts = stack(frame.request.source.data, lane.plane, neighbors(frame.cuts, frame.row, lane.slab))
    picture: npt.NDArray[np.float32] = merged(cuts, lane.slab).numpy()
    return picture


def drawn_in(frame: Frame, plane: Plane) -> None:
    """Raise ``GeometryError`` where a pane's picture is of another plane than a measurement."""
    if frame.lane.seen_as != plane:
        raise GeometryError(f"It was drawn in {plane} pictures, and this one is {frame.lane.seen_as}.")


def slice_of(place: Point, plane: Plane, grid: Grid) -> int:
    """Return the nearest cut of a volume's grid to a patient position, held at the first and last."""
    cuts = stacked(grid, plane)
    return min(max(round(cuts.index(place)[0]), 0), cuts.shape[0] - 1)


def _cuts(frame: Frame, roi: Region) -> Grid:
    drawn_in(frame, roi.plane)
    return frame.cuts


def noise_and_structure(image: npt.NDArray[np.float32], roi: Region, grid: Grid) -> tuple[float, float]:
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


@lru_cache(maxsize=256)
def region(roi: Region, grid: Grid) -> tuple[slice, slice, npt.NDArray[np.bool_]]:
    """Return the smallest window (rows, columns) around a region, and its mask in that window."""
    mask = roi.mask(grid)
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if rows.size == 0:
        _, row, column = grid.index(roi.center)
        if 0 <= row < grid.shape[1] and 0 <= column < grid.shape[2]:
            raise GeometryError("The region holds fewer than two pixels; draw it larger.")
        raise GeometryError("The region lies outside the picture; move it back.")
    window = slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
    return *window, mask[window]


def selected(scene: Scene, plane: Plane | None = "axial") -> Region | None:
    """Return the selected region, or the first, of a plane or of any; None without one."""
    chosen = scene.rois[scene.roi : scene.roi + 1] if scene.roi is not None else ()
    fitting = (roi for roi in (*chosen, *scene.rois) if plane in (None, roi.plane))
    return next(fitting, None)


def answers(frame: Frame, request: Request) -> bool:
    """Say whether a picture is what the request asks for in that lane."""
    asked = frame.request
    same = asked.source is request.source and asked.row_of(frame.lane) == request.row_of(frame.lane)
    if frame.lane.prior:
        return same and asked.prior is request.prior
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

    Of doses closer than half a notch one is kept, that where the hand rested, and the newest of all: a long
    drag leaves some twenty.
    """

    def __init__(self) -> None:
        self._context: object = None
        self._values: dict[int, tuple[float, float]] = {}
        self._newest: tuple[float, float] | None = None
        self._since = 0.0

    def record(self, context: object, fraction: float, value: float) -> None:
        """Remember a value; ``context`` is everything else that the value depends on."""
        now = time.monotonic()
        if context != self._context:
            self._context, self._values, self._newest = context, {}, None
        last = self._newest
        if last is None or last[0] != fraction:
            if last is not None and now - self._since >= _RESTED:
                self._values[_place(last[0])] = last
            self._since = now
        self._newest = (fraction, value)
        kept = self._values.setdefault(_place(fraction), self._newest)
        if kept[0] == fraction:
            self._values[_place(fraction)] = self._newest

    def curve(self, context: object) -> tuple[tuple[float, float], ...]:
        """Return (dose, value) pairs by rising dose; nothing where the context is another."""
        if context != self._context or self._newest is None:
            return ()
        return tuple(sorted((dict(self._values.values()) | dict([self._newest])).items()))


def _place(fraction: float) -> int:
    return round(math.log(fraction) / math.log(NOTCH) * _BINS_PER_NOTCH)
