"""UptakePlot: what a region takes up over the dose of the contrast agent, as a page of the plots."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ..core.errors import GeometryError
from ..core.lane import Frame, Lane
from ..core.roi import Region
from . import theme
from .contrast_measures import TOLD, measurable, scan_noise
from .contrast_numbers import is_standard, mean_uptake, standard_uptake
from .dock import text_label
from .measuring import Visited, keep, selected
from .numbers_table import series_color
from .pane_numbers import LETTERS, WAITING
from .plot_charts import IN_3D
from .plot_profile import legend
from .plot_view import Chart, Curve, PlotView
from .scene import Scene
from .state import AppState, only_dose

UPTAKE_DEFINITION = (
    "CE, the mean in the region of the picture − scan before contrast, at the doses that were visited, with "
    "a dot each. Dashed: the measured scan at the standard dose. 3σ: three times the noise of one pixel of "
    "the loaded scan, below which a pixel cannot be told from noise."
)
DRAW = "Press E and draw an ellipse on the scan after contrast: its uptake is plotted over the dose."
NO_PAIR = "Uptake is that of a scan after contrast; show it in the panes."
REST_MS = 80
_TICKS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_ENDS = np.array([1.0, 100.0])
FULL = "Full dose"
"""Stands at the line of the scan at the standard dose where no pane shows it."""


class UptakePlot(QWidget):
    """One plot with a legend under it; the same offers as the other pages: frames in, a chart out."""

    charted = Signal()
    """There is another chart, or none."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._frames: dict[Lane, Frame] = {}
        self._visited: dict[Lane, Visited] = {}
        self.chart: Chart | None = None
        self._view = PlotView("uptake-plot", self.tr("Uptake over dose"), self.tr(UPTAKE_DEFINITION))
        self._reason = text_label("uptake-reason", "second", wrap=True)
        self._legend = text_label("uptake-legend", "caption", wrap=True)
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._draw)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().px(6))
        for part in (self._reason, self._view, self._legend):
            box.addWidget(part, int(part is self._view))
        self._view.setMinimumHeight(theme.current().px(150))
        self._reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._reason.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        state.changed.connect(self._follow)
        theme.notifier.changed.connect(self._later)
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

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was left out while hidden."""
        super().showEvent(event)
        self._draw()

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
            self._later()

    def _later(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _draw(self) -> None:
        self._timer.stop()
        scene = self._state.scene
        drawn = uptake_chart(scene, self._frames, self._visited)
        self.chart = drawn if isinstance(drawn, Chart) else None
        for part in (self._view, self._legend):
            part.setVisible(self.chart is not None)
        self._reason.setVisible(self.chart is None)
        if isinstance(drawn, Chart):
            self._view.show_chart(drawn)
            self._legend.setText(legend(scene, drawn, self._frames))
        else:
            self._reason.setText(self.tr(drawn))
        self.charted.emit()


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
