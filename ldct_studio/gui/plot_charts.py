"""What the plots show: noise power, values and photons, from the pictures in the panes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import torch

from ..core.errors import GeometryError, StudioError
from ..core.grid import Grid
from ..core.lane import Frame
from ..core.roi import Ellipse
from ..physics.quality import noise_power, radial
from ..physics.rows import pixel_of
from . import figures, theme
from .measuring import region, selected
from .numbers_table import series_color
from .pane_numbers import LETTERS, separated
from .plot_view import Chart, Curve
from .scene import Scene

SMALLEST, LARGEST = 32, 64
"""Side in px of the square whose noise power is taken."""
_BINS = 40
_DRAW = "Press E and draw an ellipse: the plot is of the pixels in it."

Frames = dict[int, Frame]
"""The newest frame of every pane on show, by the number of the pane."""


def noise_power_chart(scene: Scene, frames: Frames) -> Chart | str:
    """Return the radial NPS of a square around the region in every pane, or why there is none."""
    roi = selected(scene)
    if roi is None:
        return _DRAW
    curves = []
    try:
        for number, frame in frames.items():
            if frame.image is not None:
                x, y = spectrum(frame.image, roi, frame.request.source.grid)
                curves.append(_curve(number, frame, x, y))
    except StudioError as error:
        return str(error)
    if not curves:
        return _waiting()
    top = max(float(curve.y.max()) for curve in curves)
    thousands = top >= 2_000
    shown = [replace(curve, y=curve.y / 1000) for curve in curves] if thousands else curves
    unit = "10³ HU²·mm²" if thousands else "HU²·mm²"
    return Chart("Spatial frequency (mm⁻¹)", f"NPS ({unit})", tuple(shown))


def spectrum(
    image: npt.NDArray[np.float32], roi: Ellipse, grid: Grid
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return frequency in 1/mm and noise power in HU²·mm² of one detrended square around a region.

    The square is 32 to 64 px wide and not smaller than the region where it can. One square of one
    picture: rings of few samples are uncertain.
    """
    rows, columns = square_around(roi, grid)
    patch = torch.from_numpy(np.ascontiguousarray(image[rows, columns]))
    pixel = pixel_of(grid)
    found = radial(noise_power(patch[None], pixel), pixel)
    return found.frequency.numpy(), found.power.numpy()


def square_around(roi: Ellipse, grid: Grid) -> tuple[slice, slice]:
    """Return the rows and columns of the square, moved inside the picture where it would stick out."""
    _, row, column = grid.index(roi.center)
    height, width = grid.shape[1:]
    if not (0 <= row < height and 0 <= column < width):
        raise GeometryError("The region lies outside the picture; move it back.")
    wanted = 2 * max(roi.half_x / grid.spacing[2], roi.half_y / grid.spacing[1])
    side = min(max(round(wanted), SMALLEST), LARGEST, height, width) // 2 * 2
    top = min(max(round(row) - side // 2, 0), height - side)
    left = min(max(round(column) - side // 2, 0), width - side)
    return slice(top, top + side), slice(left, left + side)


def values_chart(scene: Scene, frames: Frames) -> Chart | str:
    """Return how often values occur in the region, in every pane but differences."""
    roi = selected(scene)
    if roi is None:
        return _DRAW
    try:
        held = {
            number: _values(frame.image, roi, frame.request.source.grid)
            for number, frame in frames.items()
            if frame.image is not None and frame.lane.minus is None
        }
    except GeometryError as error:
        return str(error)
    if not held:
        return _waiting()
    low, high = _span(held.values())
    edges = np.linspace(low, high, _BINS + 1)
    middles = (edges[:-1] + edges[1:]) / 2
    curves = [
        _curve(number, frames[number], middles, 100 * np.histogram(values, edges)[0] / values.size)
        for number, values in held.items()
    ]
    unit = scene.source.unit if scene.source else "HU"
    return Chart(f"Value ({unit})", "Pixels (%)", tuple(curves))


def photons_chart(scene: Scene, frames: Frames) -> Chart | str:
    """Return n0 per slice, of the scan and at the slider's dose."""
    if scene.source is None or scene.dose is None:
        return "Open a study first."
    count = scene.source.grid.shape[0]
    full = np.array([scene.dose.scan.photons_at(row) for row in range(count)])
    power = int(np.floor(np.log10(full.max())))
    slices, full = np.arange(1, count + 1, dtype=np.float64), full / 10.0**power
    tokens = theme.current()
    curves = [Curve(figures.percent(1.0), slices, full, tokens.text_3, dashed=True, place=0.8 * count)]
    if scene.fraction < 1:
        now = figures.percent(scene.fraction)
        curves.append(Curve(now, slices, full * scene.fraction, tokens.text, place=0.8 * count))
    unit = figures.power(10.0**power, 1).partition("×")[2].strip() or str(10**power)
    return Chart("Slice", f"Photons per ray ({unit})", tuple(curves), mark=float(scene.row + 1))


def chart_text(chart: Chart) -> str:
    """Return the curves as CSV, one line per point: curve, x and y, under the titles of the axes."""
    points = [
        [curve.letter, f"{x:.6g}", f"{y:.6g}"]
        for curve in chart.curves
        for x, y in zip(curve.x.tolist(), curve.y.tolist(), strict=True)
    ]
    return separated([["Curve", chart.x_title, chart.y_title], *points], ",")


def _curve(number: int, frame: Frame, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> Curve:
    letter = LETTERS[number]
    return Curve(letter, x, y, series_color(letter, theme.current()), frame.lane.is_reference)


def _values(image: npt.NDArray[np.float32], roi: Ellipse, grid: Grid) -> npt.NDArray[np.float32]:
    if image.shape != grid.shape[1:]:
        raise GeometryError("The region belongs to a picture of another size.")
    rows, columns, mask = region(roi, grid)
    return image[rows, columns][mask]


def _span(held: Iterable[npt.NDArray[np.float32]]) -> tuple[float, float]:
    """Return where 99.8 % of all values lie, at least 1 wide."""
    ends = [np.quantile(values, (0.001, 0.999)) for values in held]
    low, high = float(min(end[0] for end in ends)), float(max(end[1] for end in ends))
    return (low, high) if high - low >= 1 else (low - 0.5, high + 0.5)


def _waiting() -> str:
    return "The pictures are being computed."
