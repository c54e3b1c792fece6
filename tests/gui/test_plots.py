from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from ldct_studio.core.dose import Scan
from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.roi import Ellipse
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui.plot_charts import photons_chart, values_chart
from ldct_studio.gui.plot_noise import noise_power_chart, square_around
from ldct_studio.gui.plot_view import Chart, Curve, PlotView, apart, letter_place
from ldct_studio.gui.plots_dock import PlotsDock
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from ldct_studio.gui.theme import current
from tests.gui.four_panes import four_panes

PIXEL = 0.8
GRID = Grid((4, 128, 128), (2.5, PIXEL, PIXEL))
ROI = Ellipse("Liver 1", (50.0, 50.0, 0.0), 20.0, 20.0)
SIGMA = 20.0


def scene(*regions: Ellipse) -> Scene:
    case = Study(
        "Case", {"Axial": Volume(torch.full(GRID.shape, 50.0), GRID)}, scan=Scan((1e5, 2e5, 2e5, 4e5))
    )
    return replace(four_panes().opened(case), rois=regions)


def frames(of: Scene) -> dict[int, Frame]:
    request = of.request
    assert request is not None
    random = np.random.default_rng(0)
    return {
        i: Frame(request, lane, random.normal(50, SIGMA, GRID.shape[1:]).astype(np.float32))
        for i, lane in enumerate(request.lanes)
    }


def chart(found: Chart | str) -> Chart:
    assert isinstance(found, Chart), found
    return found


def test_white_noise_has_a_flat_spectrum_of_its_variance() -> None:
    at = scene(ROI)
    found = chart(noise_power_chart(at, frames(at)))
    assert found.curves[1].x.max() <= 0.5 / PIXEL + 1e-9
    assert found.curves[1].y[2:].mean() == pytest.approx(SIGMA**2 * PIXEL**2, rel=0.1)


@pytest.mark.parametrize(
    ("center", "half", "expected"),
    [
        ((50.0, 50.0), 5.0, (46, 78)),
        ((50.0, 50.0), 20.0, (37, 87)),
        ((50.0, 50.0), 90.0, (30, 94)),
        ((2.0, 2.0), 5.0, (0, 32)),
        ((100.0, 100.0), 5.0, (96, 128)),
    ],
)
def test_the_square_holds_the_region_and_stays_inside(
    center: tuple[float, float], half: float, expected: tuple[int, int]
) -> None:
    rows, columns = square_around(Ellipse("", (*center, 0.0), half, half), GRID)
    assert (rows.start, rows.stop) == expected
    assert (columns.start, columns.stop) == expected


def test_a_region_outside_the_picture_is_refused() -> None:
    with pytest.raises(GeometryError, match="outside"):
        square_around(replace(ROI, center=(900.0, 0.0, 0.0)), GRID)


def test_charts_say_what_is_missing() -> None:
    at = scene()
    assert "draw an ellipse" in str(noise_power_chart(at, frames(at)))
    assert "draw an ellipse" in str(values_chart(at, {}))
    assert "being computed" in str(noise_power_chart(scene(ROI), {}))
    outside = scene(replace(ROI, center=(900.0, 0.0, 0.0)))
    assert "outside" in str(values_chart(outside, frames(outside)))
    assert photons_chart(four_panes(), {}) == "Open a study first."


def test_every_pane_has_a_curve_with_its_letter() -> None:
    at = scene(ROI)
    found = chart(noise_power_chart(at, frames(at)))
    assert [curve.letter for curve in found.curves] == ["A", "B", "C", "D"]
    assert [curve.dashed for curve in found.curves] == [True, False, False, False]
    assert [curve.letter for curve in chart(values_chart(at, frames(at))).curves] == ["A", "B", "C"]


def test_the_values_of_a_region_add_up_to_100_percent() -> None:
    at = scene(ROI)
    for curve in chart(values_chart(at, frames(at))).curves:
        assert curve.y.sum() == pytest.approx(100, abs=1)


def test_photons_follow_the_dose_and_mark_the_slice() -> None:
    at = replace(scene(), fraction=0.5, row=3)
    found = chart(photons_chart(at, {}))
    assert found.y_title == "Photons per ray (10⁵)"
    full, now = found.curves
    assert full.y.tolist() == pytest.approx([1, 2, 2, 4])
    assert now.y.tolist() == pytest.approx([0.5, 1, 1, 2])
    assert found.mark == 4


def test_a_letter_stands_where_its_curve_is_alone() -> None:
    x = np.linspace(0, 1, 50)
    color = current().text
    flat, bump = Curve("A", x, 0 * x, color), Curve("B", x, np.exp(-(((x - 0.3) / 0.1) ** 2)), color)
    place, height = letter_place(bump, Chart("", "", (flat, bump)))
    assert place == pytest.approx(0.3, abs=0.03)
    assert height == pytest.approx(1, abs=0.1)


@pytest.fixture
def state() -> AppState:
    return AppState(scene(ROI))


@pytest.fixture
def dock(qtbot: QtBot, state: AppState) -> Iterator[PlotsDock]:
    widget = PlotsDock(state)
    qtbot.addWidget(widget)
    widget.resize(348, 300)
    yield widget
    widget.close_work()


def test_nothing_is_computed_while_hidden(dock: PlotsDock, state: AppState) -> None:
    for frame in frames(state.scene).values():
        dock.show_frame(frame)
    assert not dock._timer.isActive()
    assert dock._view._chart is None


def test_a_visible_plot_follows_at_rest(qtbot: QtBot, dock: PlotsDock, state: AppState) -> None:
    for frame in frames(state.scene).values():
        dock.show_frame(frame)
    dock.show()
    qtbot.waitUntil(lambda: dock._view._chart is not None)
    assert len(dock._view._lines) == 4
    assert not [menu for menu in dock.findChildren(QMenu) if menu.isVisible()]
    state.update(rows=1, columns=2)
    qtbot.waitUntil(lambda: len(dock._view._lines) == 2)
    state.update(rois=())
    qtbot.waitUntil(dock._reason.isVisible)
    assert not dock._view.isVisible()


def test_previews_are_not_plotted(qtbot: QtBot, dock: PlotsDock, state: AppState) -> None:
    pictures = frames(state.scene)
    for number, frame in pictures.items():
        dock.show_frame(replace(frame, state="preview", rounds=(1, 30)) if number == 1 else frame)
    dock.show()
    qtbot.waitUntil(lambda: dock._view._chart is not None)
    assert [curve.letter for curve in chart(dock._view._chart).curves] == ["A", "C", "D"]
    dock.show_frame(pictures[1])
    qtbot.waitUntil(lambda: len(dock._view._lines) == 4)


def test_tabs_are_the_plots_that_work(qtbot: QtBot, dock: PlotsDock) -> None:
    names = [dock._tabs.tabText(i) for i in range(dock._tabs.count())]
    of_ct = ["NPS", "TTF", "d′", "Noise", "Histogram", "Photons", "Task", "Profile"]
    assert names == [*of_ct, "Uptake", "Network"]
    dock.show()
    dock._tabs.setCurrentIndex(names.index("Photons"))
    qtbot.waitUntil(lambda: dock._view._chart is not None and dock._view._chart.mark is not None)
    assert all(dock._tabs.tabToolTip(i) for i in range(len(names)))


def test_restyling_leaves_the_axis_in_its_unit(qtbot: QtBot) -> None:
    x = np.linspace(0.05, 0.6, 20)
    view = PlotView("plot", "Plot", "")
    qtbot.addWidget(view)
    view.resize(340, 240)
    view.show()
    shown = Chart("Spatial frequency (mm⁻¹)", "NPS", (Curve("A", x, np.exp(-x) / 100, current().text),))
    for _ in range(2):
        view.show_chart(shown)
        view._restyle()
        assert [view._plot.getAxis(side).autoSIPrefixScale for side in ("left", "bottom")] == [1.0, 1.0]


def test_letters_do_not_lie_on_each_other() -> None:
    places = [(0.30, 1.0), (0.31, 1.05), (0.9, 1.0), (0.29, 1.1)]
    found = apart(places, [0.1] * 4, 0.2)
    assert found == [(0.30, 1.0), (0.31, pytest.approx(1.2)), (0.9, 1.0), (0.29, pytest.approx(1.4))]


@pytest.mark.parametrize("height", [110, 130, 300])
def test_letters_of_curves_that_coincide_stay_in_the_plot(qtbot, height: int) -> None:
    x, color = np.linspace(1, 100, 9), current().text
    curves = [Curve(letter, x, np.full(9, 0.7), color, dashed=True, place=50.0) for letter in "BCE"]
    view = PlotView("plot", "Uptake", "Uptake over dose")
    qtbot.addWidget(view)
    view.resize(260, 200)
    view.show()
    view.show_chart(Chart("Dose (%)", "CE (a.u.)", tuple(curves)))
    view.resize(260, height)
    box = view._plot.plotItem.vb

    def tops() -> list[float]:
        return [letter.mapRectToScene(letter.boundingRect()).top() + 4 for letter in view._letters]

    qtbot.waitUntil(lambda: min(tops()) >= box.mapRectToScene(box.rect()).top() - 1)
    assert max(tops()) - min(tops()) > 20
