"""The noise power plot: radial and 2-D spectra of a square around the region, and what they add up to."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import torch

from ..core.errors import GeometryError, StudioError
from ..core.grid import Grid
from ..core.lane import Frame
from ..core.roi import Region
from ..physics.quality import noise_power, radial, variance_of
from ..physics.rows import pixel_of
from .lane_words import is_in_unit
from .measuring import selected
from .pane_numbers import LETTERS, Cell, Metric
from .plot_charts import DRAW, Frames, cell, pane_curve, pictures_in
from .plot_repeats import SEEDS, Repeats
from .plot_view import Chart, Table, Tile
from .scene import Scene

SMALLEST, LARGEST = 32, 64
"""Side in px of the square whose noise power is taken."""
NOISE_DEFINITION = (
    "Noise power spectrum (ICRU 87, AAPM TG-233) of a square of 32 to 64 px around the region, less its "
    "second-order polynomial: Δx²/s² · |DFT|², averaged over rings of 0.05 mm⁻¹, in HU²·mm². Where noise is "
    "at low frequencies the picture is blotchy. The small pictures are the 2-D spectra."
)
PEAK = Metric(
    "f_peak", "mm⁻¹", "f_peak: frequency of the highest noise power, of a parabola through the top.", places=2
)
MEAN = Metric("f_av", "mm⁻¹", "f_av: mean frequency weighted with the radial noise power (TG-233).", places=2)
INTEGRAL = Metric("√∫NPS", "HU", "√∫NPS: root of the integral of the 2-D spectrum, a standard deviation.")
CHECK = Metric(
    "∫NPS/σ²",
    "%",
    "∫NPS/σ² − 1: the integral of the noise power that the dose adds in 8 seeds, against the variance σ² "
    "of every pixel over 8 other seeds. Within chance it is 0.",
    signed=True,
)
NOISE_METRICS = (PEAK, MEAN, INTEGRAL, CHECK)
_ADDED = (
    "{0}: the noise that the dose adds, from {1} seeds, without anatomy. "
    "Other curves: one square of one picture, anatomy included."
)
_SINGLE = "One square of one picture: anatomy counts as noise. Repeat to see what the dose adds alone."


@dataclass(frozen=True, eq=False)
class Power:
    """The noise power (s, s) in HU²·mm² of a square, zero frequency first, and the pixel in mm."""

    values: torch.Tensor
    pixel: float

    @property
    def tile_edge(self) -> float:
        """The Nyquist frequency in 1/mm."""
        return 0.5 / self.pixel


def noise_power_chart(scene: Scene, frames: Frames, repeats: Repeats | None = None) -> Chart | str:
    """Return the radial NPS of a square around the region in every pane, or why there is none.

    Where noise was drawn again, it is that of the drawn noise alone.
    """
    roi = selected(scene)
    if roi is None:
        return DRAW
    curves, rows, tiles, added = [], [], [], []
    fits = partial(is_in_unit, source=scene.source)
    try:
        for number, frame in pictures_in(scene, roi, frames, fits).items():
            square = square_around(roi, frame.cuts)
            drawn = None if repeats is None else repeats.of(frame)
            power, check = _measured(frame, square, drawn)
            ring = radial(power.values, power.pixel)
            curves.append(pane_curve(number, frame, ring.frequency.numpy(), ring.power.numpy()))
            letter = LETTERS[number]
            added += [letter] if drawn is not None else []
            sigma = math.sqrt(variance_of(power.values, power.pixel))
            found = (ring.peak_frequency, ring.mean_frequency, sigma, check)
            rows.append((letter, _cells(found)))
            tiles.append(Tile(letter, power.values.numpy(), power.tile_edge))
    except StudioError as error:
        return str(error)
    thousands = max(float(curve.y.max()) for curve in curves) >= 2_000
    shown = [replace(curve, y=curve.y / 1000) for curve in curves] if thousands else curves
    unit = "10³ HU²·mm²" if thousands else "HU²·mm²"
    note = _ADDED.format(", ".join(added), SEEDS // 2) if added else _SINGLE
    return Chart(
        "Spatial frequency (mm⁻¹)",
        f"NPS ({unit})",
        tuple(shown),
        table=Table(NOISE_METRICS, tuple(rows)),
        tiles=tuple(tiles),
        note=note,
    )


def power_in(frame: Frame, square: tuple[slice, slice]) -> Power:
    """Return the noise power of one detrended square of a frame's picture.

    One square of one picture: rings of few samples are uncertain. Raises ``GeometryError``.
    """
    if frame.image is None:
        raise GeometryError(frame.error)
    pixel = pixel_of(frame.cuts)
    patch = torch.from_numpy(np.ascontiguousarray(frame.image[square]))
    return Power(noise_power(patch[None], pixel), pixel)


def square_around(roi: Region, grid: Grid) -> tuple[slice, slice]:
    """Return the rows and columns of the square, moved inside the picture where it would stick out.

    It is 32 to 64 px wide, and not smaller than the region where it can.
    """
    _, row, column = grid.index(roi.center)
    height, width = grid.shape[1:]
    if not (0 <= row < height and 0 <= column < width):
        raise GeometryError("The region lies outside the picture; move it back.")
    wanted = 2 * max(roi.half_x / grid.spacing[2], roi.half_y / grid.spacing[1])
    side = min(max(round(wanted), SMALLEST), LARGEST, height, width) // 2 * 2
    top = min(max(round(row) - side // 2, 0), height - side)
    left = min(max(round(column) - side // 2, 0), width - side)
    return slice(top, top + side), slice(left, left + side)


def added_power(drawn: torch.Tensor, pixel: float) -> tuple[torch.Tensor, float]:
    """Return the noise power (s, s) of half of the squares (n, s, s), and the variance of the other half.

    The mean of each half is no noise and is taken away, and n/(n - 1) makes up for what goes with it. The
    power integrates to the variance but for chance: the halves share no noise.
    """
    first, second = drawn[0::2].to(torch.float64), drawn[1::2].to(torch.float64)
    noise = (first - first.mean(0)) * math.sqrt(len(first) / (len(first) - 1))
    return noise_power(noise, pixel, "mean"), float(second.var(0, correction=1).mean())


def _measured(
    frame: Frame, square: tuple[slice, slice], drawn: torch.Tensor | None
) -> tuple[Power, float | str]:
    """Return the noise power of a pane, and by how many % its integral misses the variance of others."""
    if drawn is None:
        why = "Nothing is added to the loaded volume." if frame.lane.is_reference else "Press Repeat first."
        return power_in(frame, square), why
    pixel = pixel_of(frame.cuts)
    values, variance = added_power(drawn[:, square[0], square[1]], pixel)
    if variance <= 0:
        return Power(values, pixel), "At this dose no noise is added."
    return Power(values, pixel), 100 * (variance_of(values, pixel) / variance - 1)


def _cells(found: tuple[float | str, ...]) -> tuple[Cell, ...]:
    return tuple(cell(metric, value) for metric, value in zip(NOISE_METRICS, found, strict=True))
