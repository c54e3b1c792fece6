"""ProfilePlot: values along a line in every pane, one curve each, as a page of the plots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..core.errors import GeometryError
from ..core.lane import Frame, Lane
from ..core.marks import Profile
from . import figures, theme
from .contrast_lanes import is_pair
from .contrast_measures import TOLD, measurable, scan_noise, uptake
from .dock import text_label
from .lane_words import dose_of, lane_unit, named
from .language import tr
from .marks_values import Frames, profile_of, shown
from .measuring import drawn_in, keep
from .numbers_table import series_color
from .pane import REFERENCE
from .pane_numbers import LETTERS, WAITING
from .plot_charts import IN_3D
from .plot_view import Chart, Curve, PlotView
from .scene import Scene
from .state import AppState, only_dose

PROFILE_DEFINITION = (
    "Values along the selected line profile in every pane, bilinear between pixel centers, every half a "
    "pixel; 0 mm is the end with the small circle."
)
OTHER_UNIT = "This picture is in another unit than the volume on show."
DRAW = "Press L and drag a line over a picture: its values are plotted for every pane."
REST_MS = 60
"""The plot follows pictures and the line after so long, so that a drag is not slowed."""


class ProfilePlot(QWidget):
    """One plot with a legend under it; the same offers as the other pages: frames in, a chart out."""

    charted = Signal()
    """There is another chart, or none."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._frames: dict[Lane, Frame] = {}
        self.chart: Chart | None = None
        self._view = PlotView("profile-plot", self.tr("Line profile"), self.tr(PROFILE_DEFINITION))
        self._reason = text_label("profile-reason", "second", wrap=True)
        self._legend = _legend_label()
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._draw)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().px(6))
        self._less = QCheckBox(self.tr("Less the scan before contrast"))
        self._less.setObjectName("profile-less")
        self._less.setToolTip(self.tr("Plot what the pictures show more than the scan before contrast"))
        self._less.setChecked(True)
        self._less.toggled.connect(self._draw)
        for part in (self._reason, self._view, self._legend, self._less):
            box.addWidget(part, int(part is self._view))
        self._view.setMinimumHeight(theme.current().px(150))
        self._reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._reason.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        state.changed.connect(self._follow)
        theme.notifier.changed.connect(self._later)
        self._draw()

    def show_frame(self, frame: Frame) -> None:
        """Take a new finished picture, of any plane."""
        if frame.request.source is self._state.scene.source and frame.state == "full":
            keep(self._frames, frame, self._state.scene)
            self._later()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was left out while hidden."""
        super().showEvent(event)
        self._draw()

    def _follow(self, new: Scene, old: Scene) -> None:
        if new.source is not old.source:
            self._frames = {}
        if not only_dose(new, old):
            self._later()

    def _later(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _draw(self) -> None:
        self._timer.stop()
        scene = self._state.scene
        self._less.setVisible(is_pair(scene))
        less = is_pair(scene) and self._less.isChecked()
        drawn = uptake_along(scene, self._frames) if less else profile_chart(scene, self._frames)
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


def selected_profile(scene: Scene) -> Profile | None:
    """Return the selected line profile, or the newest; None without one."""
    if scene.mark is not None:
        mark = scene.marks[scene.mark]
        if isinstance(mark, Profile):
            return mark
    return next((mark for mark in reversed(scene.marks) if isinstance(mark, Profile)), None)


def profile_chart(scene: Scene, frames: Frames) -> Chart | str:
    """Return the values along the line in every pane on show, or why there are none."""
    line = selected_profile(scene)
    if line is None:
        return DRAW
    unit = lane_unit(REFERENCE, scene.source) if scene.source else "HU"

    def along(frame: Frame) -> tuple[list[float], list[float]]:
        if lane_unit(frame.lane, frame.request.source) != unit:
            raise GeometryError(OTHER_UNIT)
        return profile_of(frame, line)

    curves = _curves(scene, frames, along)
    return curves if isinstance(curves, str) else _chart(line, f"Value ({unit})", curves, unit == "HU")


def uptake_along(scene: Scene, frames: Frames) -> Chart | str:
    """Return what every pane shows more than the scan before contrast along the line, or why it is none."""
    line = selected_profile(scene)
    if line is None:
        return DRAW

    def along(frame: Frame) -> tuple[list[float], list[float]]:
        drawn_in(frame, line.plane)
        places, values = line.values(uptake(frame), frame.cuts)
        return places.tolist(), values.tolist()

    said = {pane.lane for _, pane in shown(scene) if measurable(pane.lane)}
    fitting = {lane: frame for lane, frame in frames.items() if lane in said}
    curves = _curves(scene, fitting, along)
    if isinstance(curves, str):
        return curves
    chart = _chart(line, "Uptake (a.u.)", curves, False)
    try:
        level = TOLD * scan_noise(next(iter(fitting.values())))
    except GeometryError:
        return chart  # a slice with too little brain has no noise to draw
    x = curves[0].x[[0, -1]]
    noise = Curve(f"{TOLD:g}σ", x, np.full(2, level), theme.current().text_3, True, place=0.97 * float(x[1]))
    return replace(chart, curves=(*curves, noise))


def _curves(
    scene: Scene, frames: Frames, along: Callable[[Frame], tuple[list[float], list[float]]]
) -> list[Curve] | str:
    """Return places and values of every pane on show, or why there are none."""
    curves, reason = [], WAITING if shown(scene) else IN_3D
    for index, pane in shown(scene):
        frame = frames.get(pane.lane)
        if frame is None:
            continue
        try:
            places, values = along(frame)
        except GeometryError as error:
            reason = str(error)
            continue
        letter = LETTERS[index]
        color = series_color(letter, theme.current())
        curves.append(Curve(letter, np.array(places), np.array(values), color, pane.lane.is_reference))
    return curves or reason


def _chart(line: Profile, values: str, curves: list[Curve], in_hu: bool) -> Chart:
    low, high = (float(end([end(curve.y) for curve in curves])) for end in (np.min, np.max))
    room = max(0.05 * (high - low), 1.0 if in_hu else 0.01)
    title = f"{line.name}: distance (mm)"
    return Chart(title, values, tuple(curves), y_range=(low - room, high + 3 * room))


def legend(scene: Scene, chart: Chart, frames: Frames) -> str:
    """Return the letters of the curves in their colors with method and dose, as rich text."""
    said = []
    colors = {curve.letter: curve.color.name() for curve in chart.curves}
    for index, pane in shown(scene):
        letter, frame = LETTERS[index], frames.get(pane.lane)
        if letter not in colors or frame is None:
            continue
        made_at, asked = dose_of(frame), frame.request
        dose = "" if made_at is None else f" {figures.percent(made_at)}"
        mark = f'<span style="color:{colors[letter]}; font-weight:600">{letter}</span>'
        words = f"{tr(named(pane.lane, asked.study, asked.volume))}{dose}".replace(" ", figures.NBSP)
        words = words.replace("-", "\u2011")  # a hyphen where no line ends
        said.append(f"{mark}{figures.NBSP}{escape(words)}")
    return " &nbsp; ".join(said)


def _legend_label() -> QLabel:
    label = text_label("profile-legend", "caption", wrap=True)
    label.setTextFormat(Qt.TextFormat.RichText)
    return label
