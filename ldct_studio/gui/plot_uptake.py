"""UptakePlot: what a region takes up over the dose of the contrast agent, as a page of the plots."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QWidget

from ..core.errors import GeometryError
from ..core.lane import Frame, Lane
from ..core.roi import Region
from . import theme
from .contrast_measures import TOLD, measurable, scan_noise
from .contrast_numbers import is_standard, mean_uptake, standard_uptake
from .language import tr
from .measuring import Visited, keep, selected
from .numbers_table import series_color
from .pane_numbers import LETTERS, WAITING
from .plot_charts import IN_3D
from .plot_legend import legend, legend_label
from .plot_page import PlotPage
from .plot_view import Chart, Curve
from .scene import Scene
from .state import AppState, only_dose

UPTAKE_DEFINITION = (
    "CE, the mean in the region of the picture − scan before contrast, at the doses that were visited, with "
    "a dot each. Dashed: the measured scan at the standard dose. 3σ: three times the noise of one pixel of "
    "the loaded scan, below which a pixel cannot be told from noise."
)
DRAW = "Press E and draw an ellipse on the scan after contrast: its uptake is plotted over the dose."
NO_PAIR = "Uptake is that of a scan after contrast; show it in the panes."
_TICKS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_ENDS = np.array([1.0, 100.0])
FULL = "Full dose"
"""Stands at the line of the scan at the standard dose where no pane shows it."""


class UptakePlot(PlotPage):
    """One plot with a legend under it; the same offers as the other pages: frames in, a chart out."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "uptake", tr("Uptake over dose"), tr(UPTAKE_DEFINITION), parent)
        self._frames: dict[Lane, Frame] = {}
        self._visited: dict[Lane, Visited] = {}
        self._arrange(legend_label("uptake-legend"))
        self._draw()

    def show_frame(self, frame: Frame) -> None:
        """Take a new finished picture, of any plane, and remember what the region takes up at its dose."""
        scene = self._state.scene
        if frame.request.source is not scene.source or frame.state != "full" or frame.request.partner is None:
            return
        keep(self._frames, frame, scene)
        self._visited = {lane: seen for lane, seen in self._visited.items() if lane in self._frames}
        roi = selected(scene, None)
        if roi is not None and frame.lane in self._frames and measurable(frame.lane):
            self._remember(frame, roi)
        self._later()

    def _remember(self, frame: Frame, roi: Region) -> None:
        try:
            value = mean_uptake(frame, roi)
        except GeometryError:
            return  # the chart says why
        seen = self._visited.setdefault(frame.lane, Visited())
        seen.record(_context(frame, roi), frame.request.dose.fraction, value)

    def _follow(self, new: Scene, old: Scene) -> None:
        if new.source is not old.source:
            self._frames, self._visited = {}, {}
        if not only_dose(new, old):
            roi = selected(new, None)
            for frame in self._frames.values() if roi is not None and roi != selected(old, None) else ():
                self._remember(frame, roi)  # type: ignore[arg-type]
        super()._follow(new, old)

    def _drawn(self) -> Chart | str:
        return uptake_chart(self._state.scene, self._frames, self._visited)

    def _words(self, chart: Chart) -> tuple[str, ...]:
        return (legend(self._state.scene, chart, self._frames),)


def uptake_chart(scene: Scene, frames: dict[Lane, Frame], visited: dict[Lane, Visited]) -> Chart | str:
    """Return the uptake of the selected region over the dose in every pane, or why there is none."""
    if scene.study is None or scene.study.partner_of(scene.volume) is None:
        return NO_PAIR
    roi = selected(scene, None)
    if roi is None:
        return DRAW
    shown = [(i, pane.lane) for i, pane in scene.pictures[: len(LETTERS)] if measurable(pane.lane)]
    curves, reason, told = [], WAITING if shown else IN_3D, None
    for index, lane in shown:
        frame = frames.get(lane)
        if frame is None:
            continue
        try:
            now = mean_uptake(frame, roi)
        except GeometryError as error:
            reason = str(error)
            continue
        told = told or frame
        curves.append(_curve(LETTERS[index], frame, now, visited, roi))
    if told is None:
        return reason
    return Chart(
        "Contrast dose (%)",
        "CE in the region (a.u.)",
        (*curves, *_lines(told, roi, curves)),
        log_ticks=_TICKS,
        x_range=(-0.06, 2.12),
    )


def _curve(letter: str, frame: Frame, now: float, visited: dict[Lane, Visited], roi: Region) -> Curve:
    """Return the visited doses of a pane, or a level line where its picture does not depend on the dose."""
    color = series_color(letter, theme.current())
    if not frame.lane.is_lowered:
        return Curve(letter, _ENDS, np.full(2, now), color, dashed=is_standard(frame), place=0.4)
    seen = visited.get(frame.lane)
    points = dict(seen.curve(_context(frame, roi)) if seen else ()) | {frame.request.dose.fraction: now}
    doses = sorted(points)
    return Curve(letter, 100 * np.array(doses), np.array([points[dose] for dose in doses]), color, dots=True)


def _lines(frame: Frame, roi: Region, curves: list[Curve]) -> list[Curve]:
    """Return the level of the standard dose where no pane shows it, and that of the noise."""
    tokens, lines = theme.current(), []
    full = standard_uptake(frame, roi)
    if isinstance(full, float) and not any(curve.dashed for curve in curves):
        lines.append(Curve(FULL, _ENDS, np.full(2, full), tokens.text_2, dashed=True, place=0.4))
    try:
        level = TOLD * scan_noise(frame)
    except GeometryError:
        return lines  # a slice without enough brain has no line
    return [*lines, Curve(f"{TOLD:g}σ", _ENDS, np.full(2, level), tokens.text_3, dashed=True, place=0.15)]


def _context(frame: Frame, roi: Region) -> tuple[object, ...]:
    request = frame.request
    return request.study, request.volume, frame.row, request.seed, roi
