"""The line profile: all panes in one plot, in millimeters and HU."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldct_studio.core.lane import Frame
from ldct_studio.core.marks import Profile, Ruler
from ldct_studio.gui import theme
from ldct_studio.gui.numbers_table import series_color
from ldct_studio.gui.plot_profile import DRAW, ProfilePlot, profile_chart, selected_profile
from ldct_studio.gui.plot_view import Chart
from ldct_studio.gui.solid import Solid
from ldct_studio.gui.state import AppState

Maker = Callable[..., Frame]


@pytest.fixture
def line(opened: AppState) -> Profile:
    assert opened.scene.source is not None
    grid = opened.scene.source.grid
    made = Profile("Edge", (grid.patient((1, 13, 30)), grid.patient((1, 13, 50))))
    opened.update("x", marks=(made,), mark=0)
    return made


def test_every_pane_is_a_curve_in_its_color(opened: AppState, frame_of: Maker, line: Profile) -> None:
    lanes = [pane.lane for pane in opened.scene.panes]
    frames = {lanes[0]: frame_of(opened, lanes[0]), lanes[1]: frame_of(opened, lanes[1], 100.0)}
    chart = profile_chart(opened.scene, frames)
    assert isinstance(chart, Chart)
    assert (chart.x_title, chart.y_title) == ("Edge: distance (mm)", "Value (HU)")
    assert [curve.letter for curve in chart.curves] == ["A", "B"]
    assert [curve.dashed for curve in chart.curves] == [True, False]
    assert chart.curves[1].color == series_color("B", theme.current())
    first, second = chart.curves
    assert (first.x[0], first.x[-1]) == (0.0, pytest.approx(20.0))
    assert second.y == pytest.approx(first.y + 100)
    inside = (first.x >= 10) & (first.x <= 13)
    assert (first.y[inside] == 500).all()
    assert (first.y[(first.x <= 9) | (first.x >= 14)] == -1000).all()
    assert chart.y_range is not None
    assert chart.y_range[0] < -1000 < 600 < chart.y_range[1]


def test_without_a_line_or_a_picture_it_says_so(opened: AppState, frame_of: Maker) -> None:
    assert profile_chart(opened.scene, {}) == DRAW
    assert opened.scene.source is not None
    far = Profile("p", ((900.0, 0.0, 102.0), (950.0, 0.0, 102.0)))
    opened.update("x", marks=(far,), mark=0)
    assert "computed" in str(profile_chart(opened.scene, {}))
    solid = replace(opened.scene.with_solid(0, Solid()), active=0, maximized=True)
    assert "3-D" in str(profile_chart(solid, {}))
    lane = opened.scene.panes[0].lane
    assert "outside" in str(profile_chart(opened.scene, {lane: frame_of(opened, lane)}))


def test_the_selected_line_comes_before_the_newest(opened: AppState, line: Profile) -> None:
    other = Profile("Other", line.points)
    opened.update("x", marks=(line, Ruler("r", line.points), other), mark=0)
    assert selected_profile(opened.scene) == line
    opened.update(mark=1)
    assert selected_profile(opened.scene) == other


def test_the_page_follows_pictures_and_names_the_curves(
    qtbot: QtBot, opened: AppState, frame_of: Maker, line: Profile
) -> None:
    page = ProfilePlot(opened)
    qtbot.addWidget(page)
    page.resize(324, 300)
    page.show()
    assert page.chart is None
    with qtbot.waitSignal(page.charted):
        page.show_frame(frame_of(opened, opened.scene.panes[1].lane, np.float32(7.0)))
    assert page.chart is not None
    legend = page.findChild(QLabel, "profile-legend")
    assert legend.isVisible()
    assert "FBP\u00a017\u00a0%" in legend.text()
    assert series_color("B", theme.current()).name() in legend.text()
    with qtbot.waitSignal(page.charted):
        opened.update("Delete", marks=(), mark=None)
    assert page.chart is None
    assert page.findChild(QLabel, "profile-reason").text() == DRAW
