from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from ldct_studio.gui import plots_dock
from ldct_studio.gui.plot_charts import chart_text
from ldct_studio.gui.plot_profile import DRAW as DRAW_LINE
from ldct_studio.gui.plot_profile import ProfilePlot, uptake_along
from ldct_studio.gui.plot_uptake import DRAW, FULL, NO_PAIR, UptakePlot, uptake_chart
from ldct_studio.gui.plot_view import Chart, Curve
from ldct_studio.gui.plots_dock import PlotsDock
from ldct_studio.gui.state import AppState
from tests.gui import uptake_case as case
from tests.gui.four_panes import four_panes
from tests.gui.session_case import study as ct_study
from tests.gui.uptake_case import LESION, LINE, A, B, C, D, frame, scene, study


@pytest.fixture
def page(qtbot: QtBot) -> UptakePlot:
    widget = UptakePlot(AppState(scene(study(), LESION)))
    qtbot.addWidget(widget)
    widget.resize(320, 300)
    return widget


def drawn(page: UptakePlot) -> dict[str, Curve]:
    page._draw()
    assert page.chart is not None
    return {curve.letter: curve for curve in page.chart.curves}


def visit(page: UptakePlot, *doses: float) -> None:
    for dose in doses:
        page._state.update("dose", fraction=dose)
        page.show_frame(frame(page._state.scene, B, dose))


def test_visited_doses_stand_along_a_curve_for_every_pane(page: UptakePlot) -> None:
    visit(page, 0.1, 0.5, 0.2)
    page.show_frame(frame(page._state.scene, D))
    curves = drawn(page)
    assert list(curves) == ["B", "D", "3σ"]
    assert curves["B"].x == pytest.approx([10, 20, 50])
    assert curves["B"].y == pytest.approx([0.04, 0.08, 0.2], abs=1e-3)
    assert curves["B"].dots
    assert curves["D"].dashed
    assert curves["D"].y == pytest.approx([case.CE] * 2, abs=1e-3)
    assert curves["3σ"].y == pytest.approx([3 * case.NOISE] * 2, rel=0.01)
    assert page.chart is not None
    assert (page.chart.x_title, page.chart.y_title) == ("Contrast dose (%)", "CE in the region (a.u.)")
    assert "B,20,0.08" in chart_text(page.chart)


def test_another_region_begins_anew(page: UptakePlot) -> None:
    visit(page, 0.1, 0.5)
    elsewhere = replace(LESION, center=(8.0, 30.0, 10.0))
    page._state.update("region", rois=(elsewhere,))
    curves = drawn(page)
    assert curves["B"].x == pytest.approx([50])
    assert curves["B"].y == pytest.approx([0.0], abs=2e-3)
    assert FULL not in curves, "the standard dose does not enhance there"


def test_without_a_pane_of_it_the_standard_dose_has_a_line_of_its_own(page: UptakePlot) -> None:
    at = page._state.scene
    page._state.become(replace(at, panes=at.panes[:D], rows=1, columns=3), "fewer")
    visit(page, 0.1)
    curves = drawn(page)
    assert list(curves) == ["B", FULL, "3σ"]
    assert curves[FULL].dashed
    assert curves[FULL].y == pytest.approx([case.CE] * 2, abs=1e-3)


def test_without_region_pair_or_picture_it_says_what_to_do() -> None:
    at = scene(study(), LESION)
    assert uptake_chart(replace(at, rois=()), {}, {}) == DRAW
    assert uptake_chart(replace(at, volume="Before"), {}, {}) == NO_PAIR
    assert uptake_chart(at, {}, {}) == "The picture is being computed."
    coronal = replace(LESION, plane="coronal")
    shown = {at.panes[B].lane: frame(at, B)}
    assert "coronal" in str(uptake_chart(replace(at, rois=(coronal,)), shown, {}))


def test_the_profile_is_less_the_scan_before_contrast() -> None:
    at = replace(scene(study()), marks=(LINE,), mark=0)
    frames = {at.panes[pane].lane: frame(at, pane, part) for pane, part in ((A, 0.0), (B, 0.1), (D, 1.0))}
    chart = uptake_along(at, frames)
    assert isinstance(chart, Chart)
    assert [curve.letter for curve in chart.curves] == ["B", "D", "3σ"]
    assert chart.y_title == "Uptake (a.u.)"
    full, middle = chart.curves[1], np.abs(chart.curves[1].x - 10) < 4
    assert full.y[middle].mean() == pytest.approx(case.CE, abs=0.005)
    assert full.y[full.x < 3].mean() == pytest.approx(0.0, abs=0.005)
    assert chart.y_range is not None
    assert chart.y_range[1] < 0.6, "no unit of HU is left free"
    assert uptake_along(replace(at, marks=(), mark=None), frames) == DRAW_LINE


def test_the_profile_can_show_values_again(qtbot: QtBot) -> None:
    state = AppState(replace(scene(study()), marks=(LINE,), mark=0))
    plot = ProfilePlot(state)
    qtbot.addWidget(plot)
    plot.show()
    plot.show_frame(frame(state.scene, D))
    plot._draw()
    less = plot.findChild(QCheckBox, "profile-less")
    assert less.isVisible()
    assert plot.chart is not None
    assert plot.chart.y_title == "Uptake (a.u.)"
    less.setChecked(False)
    assert plot.chart.y_title == "Value (a.u.)"
    assert plot.chart.curves[0].y.max() == pytest.approx(case.PRE + case.CE + case.NOISE, abs=0.02)
    state.open(four_panes().opened(ct_study()))
    plot._draw()
    assert not less.isVisible()


def test_the_tabs_are_those_of_the_scan(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plots_dock, "has_network", lambda scene: False)
    dock = PlotsDock(AppState(four_panes().opened(ct_study())))
    qtbot.addWidget(dock)
    tabs = dock._tabs

    def offered() -> list[str]:
        return [tabs.tabText(i) for i in range(tabs.count()) if not tabs._group.button(i).isHidden()]

    dock.show()
    assert offered() == ["NPS", "TTF", "d′", "Noise", "Histogram", "Photons", "Task", "Profile"]
    dock._state.open(scene(study(), LESION))
    assert offered() == ["Histogram", "Profile", "Uptake"]
    assert tabs.tabText(tabs.currentIndex()) == "Uptake"
    dock.uptake.show_frame(frame(dock._state.scene, C))
    qtbot.waitUntil(lambda: dock.uptake.chart is not None)
    assert dock._copy.isEnabled()
    dock._state.open(four_panes().opened(ct_study()))
    assert tabs.tabText(tabs.currentIndex()) == "NPS"
    assert len(offered()) == 8
    dock.close_work()
