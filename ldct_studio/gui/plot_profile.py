"""ProfilePlot: values along a line in every pane, one curve each, as a page of the plots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtWidgets import QCheckBox, QWidget

from ..core.errors import GeometryError
from ..core.lane import Frame, Lane
from ..core.marks import Profile
from . import theme
from .contrast_lanes import is_pair
from .contrast_measures import TOLD, measurable, scan_noise, uptake
from .lane_words import is_in_unit
from .language import tr
from .marks_values import Frames, profile_of, shown
from .measuring import drawn_in, keep
from .numbers_table import series_color
from .pane_numbers import LETTERS, WAITING
from .plot_charts import IN_3D, unit_on_show
from .plot_legend import legend, legend_label
from .plot_page import PlotPage
from .plot_view import Chart, Curve
from .scene import Scene
from .state import AppState

PROFILE_DEFINITION = (
    "Values along the selected line profile in every pane, bilinear between pixel centers, every half a "
    "pixel; 0 mm is the end with the small circle."
)
OTHER_UNIT = "This picture is in another unit than the volume on show."
DRAW = "Press L and drag a line over a picture: its values are plotted for every pane."
REST_MS = 60
"""The plot follows pictures and the line after so long, so that a drag is not slowed."""


class ProfilePlot(PlotPage):
    """One plot with a legend under it; the same offers as the other pages: frames in, a chart out."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "profile", tr("Line profile"), tr(PROFILE_DEFINITION), parent, REST_MS)
        self._frames: dict[Lane, Frame] = {}
        self._less = QCheckBox(self.tr("Less the scan before contrast"))
        self._less.setObjectName("profile-less")
        self._less.setToolTip(self.tr("Plot what the pictures show more than the scan before contrast"))
        self._less.setChecked(True)
        self._less.toggled.connect(self._draw)
        self._arrange(legend_label("profile-legend")).addWidget(self._less)
        self._draw()

    def show_frame(self, frame: Frame) -> None:
        """Take a new finished picture, of any plane."""
        if frame.request.source is self._state.scene.source and frame.state == "full":
            keep(self._frames, frame, self._state.scene)
            self._later()

    def _follow(self, new: Scene, old: Scene) -> None:
        if new.source is not old.source:
            self._frames = {}
        super()._follow(new, old)

    def _draw(self) -> None:
        self._less.setVisible(is_pair(self._state.scene))
        super()._draw()

    def _drawn(self) -> Chart | str:
        scene = self._state.scene
        less = is_pair(scene) and self._less.isChecked()
        return uptake_along(scene, self._frames) if less else profile_chart(scene, self._frames)

    def _words(self, chart: Chart) -> tuple[str, ...]:
        return (legend(self._state.scene, chart, self._frames),)


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
    unit = unit_on_show(scene)

    def along(frame: Frame) -> tuple[list[float], list[float]]:
        if not is_in_unit(frame.lane, frame.request.source):
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
