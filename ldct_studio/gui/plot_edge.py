"""The TTF plot: how sharp the edge of a disc in the region is in every pane."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from ..core.errors import GeometryError, StudioError
from ..core.grid import Grid
from ..core.lane import Frame
from ..core.roi import Region
from ..physics.disc_edge import LEAST_RADIUS, DiscEdge, Picture, find_disc, seen_in, why_doubtful
from ..physics.rows import pixel_of
from ..physics.transfer import Transfer, disc_transfer
from .lanes import shows_patient
from .measuring import loaded, region, selected
from .pane_numbers import LETTERS, Cell, Metric
from .plot_charts import DRAW, Frames, cell, pane_curve, pictures_in
from .plot_repeats import Repeats
from .plot_view import Chart, Table
from .scene import Scene

EDGE_DEFINITION = (
    "Task transfer function (AAPM TG-233) of the edge of a disc in the region: the profile over the distance "
    "from its middle, differentiated and transformed, 1 at zero frequency. It holds for this contrast and "
    "dose: methods that are not linear keep more of a high step than of a low one."
)
F50 = Metric("f50", "mm⁻¹", "f50: frequency at which the TTF has fallen to 50 %.", places=2)
F10 = Metric("f10", "mm⁻¹", "f10: frequency at which the TTF has fallen to 10 %.", places=2)
STEP = Metric("Contrast", "HU", "Mean of the disc less that of the ring around it.", signed=True, places=0)
RATIO = Metric("CNR", "", "Contrast over the SD in the ring around the disc; 15 are needed (TG-233).")
EDGE_METRICS = (F50, F10, STEP, RATIO)
_REACH = 0.75
"""How far from the edge the profile goes, as a part of the radius."""
_MARGIN = 24
"""Pixels around the region in which a disc may lie that it was drawn on."""

Window = tuple[slice, slice]


def edge_chart(scene: Scene, frames: Frames, repeats: Repeats | None = None) -> Chart | str:
    """Return the TTF of a disc in the region in every pane, or why there is none.

    The disc is found in the loaded picture; where noise was drawn again, its mean picture is measured.
    """
    roi = selected(scene)
    if roi is None:
        return DRAW
    curves, rows = [], []
    try:
        pictures = pictures_in(scene, roi, frames, shows_patient)
        first = next(iter(pictures.values()))
        pixel = pixel_of(first.cuts)
        window, wanted = _window(roi, first.cuts)
        disc = find_disc(loaded(first)[window].astype(np.float64), wanted)
        for number, frame in pictures.items():
            found, seen = _measured(_picture(frame, window, repeats), disc, pixel)
            rows.append((LETTERS[number], _cells(found, seen)))
            if isinstance(found, Transfer):
                curves.append(pane_curve(number, frame, found.frequency.numpy(), found.value.numpy()))
    except StudioError as error:
        return str(error)
    if not curves:
        return rows[0][1][0].reason
    note = f"Disc of {2 * disc.radius * pixel:.1f} mm, {disc.contrast:+.0f} HU in the loaded picture."
    return Chart(
        "Spatial frequency (mm⁻¹)",
        "TTF",
        tuple(curves),
        levels=(0.1, 0.5),
        table=Table(EDGE_METRICS, tuple(rows)),
        note=note.replace("-", "−"),
    )


def _window(roi: Region, grid: Grid) -> tuple[Window, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:
    """Return the rows and columns around a region in which its disc is looked for, and its mask there."""
    rows, columns, _ = region(roi, grid)
    window = tuple(
        slice(max(side.start - _MARGIN, 0), min(side.stop + _MARGIN, size))
        for side, size in ((rows, grid.shape[1]), (columns, grid.shape[2]))
    )
    return (window[0], window[1]), roi.mask(grid)[window[0], window[1]]


def _picture(frame: Frame, window: Window, repeats: Repeats | None) -> Picture:
    drawn = None if repeats is None else repeats.of(frame)
    if drawn is not None:
        return drawn[:, window[0], window[1]].to(torch.float64).mean(0).numpy()
    if frame.image is None:
        raise GeometryError(frame.error)
    return frame.image[window].astype(np.float64)


def _measured(picture: Picture, disc: DiscEdge, pixel: float) -> tuple[Transfer | str, DiscEdge]:
    """Return the TTF of a disc in a picture, or why there is none, and how the disc stands out there."""
    seen = seen_in(picture, disc.center, disc.radius)
    if why := why_doubtful(seen):
        return why, seen
    reach = max(_REACH * disc.radius, LEAST_RADIUS) * pixel
    try:
        found = disc_transfer(torch.from_numpy(picture)[None], disc.center, disc.radius * pixel, pixel, reach)
    except GeometryError as error:
        return str(error), seen
    return replace(found, value=found.value.clamp(0, 1.5)), seen


def _cells(found: Transfer | str, seen: DiscEdge) -> tuple[Cell, ...]:
    if isinstance(found, str):
        falls: tuple[float | str, ...] = (found, found)
    else:
        falls = tuple(
            f
            if (f := found.falls_to(level)) is not None
            else f"It stays above {100 * level:.0f} % up to Nyquist."
            for level in (0.5, 0.1)
        )
    ratio = abs(seen.contrast) / seen.noise if seen.noise > 0 else "There is no noise around the disc."
    values = (*falls, seen.contrast, ratio)
    return tuple(cell(metric, value) for metric, value in zip(EDGE_METRICS, values, strict=True))
