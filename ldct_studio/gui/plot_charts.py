"""What plots have in common, and two of them: values and photons, from the pictures in the panes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

from ..core.errors import GeometryError
from ..core.grid import Grid
from ..core.lane import Frame, Lane
from ..core.roi import Region
from . import figures, theme
from .lane_words import is_in_unit, lane_unit
from .measuring import region, selected
from .numbers_table import series_color
from .pane import REFERENCE
from .pane_numbers import LETTERS, Cell, Metric, plain, separated
from .plot_view import Chart, Curve
from .scene import Scene

_BINS = 40
_NARROWEST = 0.01
"""How wide a histogram is at least, in a.u."""
VALUES_DEFINITION = "How often each value occurs in the region, in % of its pixels."
IN_3D = "A pane in 3-D has no slice to plot; show an axial slice in a pane."
DRAW = "Press E and draw an ellipse: the plot is of the pixels in it."

Frames = dict[int, Frame]
"""The newest frame of every pane on show, by the number of the pane."""


def pictures_in(
    scene: Scene, roi: Region, frames: Frames, fits: Callable[[Lane], bool] = lambda lane: True
) -> Frames:
    """Return the frames of lanes that fit, with a picture of the plane that a region was drawn in.

    Raises ``GeometryError`` with the reason where there is none.
    """
    fitting = {i: f for i, f in frames.items() if fits(f.lane)}
    found = {i: f for i, f in fitting.items() if f.image is not None and f.lane.seen_as == roi.plane}
    if found:
        return found
    if fitting and all(frame.image is None for frame in fitting.values()):
        raise GeometryError(next(iter(fitting.values())).error)
    if fitting:
        raise GeometryError(f"The region was drawn in {roi.plane} pictures; show one in a pane.")
    raise GeometryError(missing(scene, fits))


def missing(scene: Scene, fits: Callable[[Lane], bool]) -> str:
    """Return why no pane has a picture to plot: what is on show is none, or it is being computed."""
    lanes = [pane.lane for _, pane in scene.pictures]
    axial = [lane for lane in lanes if lane.is_axial]
    if not lanes:
        return IN_3D
    if not axial:
        return "Plots are read from axial slices; show a pane in the axial plane, without a slab."
    if not any(map(fits, axial)):
        return "Differences and maps do not show the patient; show the picture of a method in a pane."
    return "The pictures are being computed."


def values_chart(scene: Scene, frames: Frames) -> Chart | str:
    """Return how often values occur in the region, in every pane but differences."""
    roi = selected(scene)
    if roi is None:
        return DRAW
    unit = unit_on_show(scene)
    try:
        held = {
            number: _values(frame.image, roi, frame.cuts)
            for number, frame in pictures_in(scene, roi, frames, own_values(scene)).items()
            if frame.image is not None
        }
    except GeometryError as error:
        return str(error)
    low, high = _span(held.values(), 1.0 if unit == "HU" else _NARROWEST)
    edges = np.linspace(low, high, _BINS + 1)
    middles = (edges[:-1] + edges[1:]) / 2
    curves = [
        pane_curve(number, frames[number], middles, 100 * np.histogram(values, edges)[0] / values.size)
        for number, values in held.items()
    ]
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
    """Return the curves as CSV, one line per point: curve, x and y, under the titles of the axes.

    Lines that begin with # hold the numbers under the plot, above the curves.
    """
    points = [
        [curve.letter, f"{x:.6g}", f"{y:.6g}"]
        for curve in chart.curves
        for x, y in zip(curve.x.tolist(), curve.y.tolist(), strict=True)
    ]
    head = [f"# {line}\n" for line in (*_table_lines(chart), *chart.note.splitlines())]
    return "".join(head) + separated([["Curve", chart.x_title, chart.y_title], *points], ",")


def _table_lines(chart: Chart) -> list[str]:
    """Return the table under a chart, one line for every pane."""
    if chart.table is None:
        return []
    heads = [
        f"{metric.name} ({metric.unit})" if metric.unit else metric.name for metric in chart.table.metrics
    ]
    return [
        f"{letter}: "
        + "; ".join(f"{head} {plain(cell.text) or '-'}" for head, cell in zip(heads, cells, strict=True))
        for letter, cells in chart.table.rows
    ]


def pane_curve(number: int, frame: Frame, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> Curve:
    """Return the curve of a pane, with its letter and color; that of the loaded volume is dashed."""
    letter = LETTERS[number]
    return Curve(letter, x, y, series_color(letter, theme.current()), frame.lane.is_reference)


def cell(metric: Metric, value: float | str, reason: str = "", mark: str = "") -> Cell:
    """Return a cell of a table: a number with a mark, or "–" with the sentence why there is none."""
    if isinstance(value, str):
        return Cell(figures.UNKNOWN, value)
    return Cell(metric.text(value) + mark, reason, bool(reason))


def _values(image: npt.NDArray[np.float32], roi: Region, grid: Grid) -> npt.NDArray[np.float32]:
    if image.shape != grid.shape[1:]:
        raise GeometryError("The region belongs to a picture of another size.")
    rows, columns, mask = region(roi, grid)
    return image[rows, columns][mask]


def _span(held: Iterable[npt.NDArray[np.float32]], narrowest: float) -> tuple[float, float]:
    """Return where 99.8 % of all values lie, not narrower than this."""
    ends = [np.quantile(values, (0.001, 0.999)) for values in held]
    low, high = float(min(end[0] for end in ends)), float(max(end[1] for end in ends))
    return (low, high) if high - low >= narrowest else (low - narrowest / 2, high + narrowest / 2)


def unit_on_show(scene: Scene) -> str:
    """Return the unit of the volume on show, HU where nothing is open."""
    return lane_unit(REFERENCE, scene.source) if scene.source else "HU"


def own_values(scene: Scene) -> Callable[[Lane], bool]:
    """Return whether a lane's values are its own and in the unit of the volume on show."""
    return lambda lane: lane.minus is None and is_in_unit(lane, scene.source)
