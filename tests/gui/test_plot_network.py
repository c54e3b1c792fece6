"""The page of the network: where the case lies, and what is predicted told otherwise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ldct_studio.core.lane import Lane
from ldct_studio.core.paths import data_dir
from ldct_studio.core.plane import PLANES, cut, stacked
from ldct_studio.core.roi import Ellipse
from ldct_studio.gui import told as told_module
from ldct_studio.gui.contrast_lanes import LOW, PREDICT, SCALED, UPTAKE
from ldct_studio.gui.pane import Pane
from ldct_studio.gui.plot_charts import chart_text
from ldct_studio.gui.plot_embedding import HERE
from ldct_studio.gui.plot_network import NOT_YET, NetworkPlot
from ldct_studio.gui.plot_sweeps import DRAW, FEEBLE, sentences, sweep_chart
from ldct_studio.gui.plot_view import Chart, Curve
from ldct_studio.gui.plots_dock import PlotsDock
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from ldct_studio.gui.told import Network, Told, inside, network_of
from ldct_studio.methods.condition_sweeps import Sweep
from ldct_studio.methods.enhancing import MODEL
from tests.gui.four_panes import four_panes
from tests.gui.session_case import study as ct_study
from tests.gui.toy_enhancer import toy_enhancer
from tests.gui.uptake_case import GRID, LESION, scene, study

SWEEP = Sweep("dose", 0.2, (0.05, 0.1, 0.2, 0.33, 0.5), (0.8, 0.6, 0.4, 0.3, 0.2))


@pytest.fixture
def model() -> str:
    """Write a model that has learned something by chance, and return its name."""
    return toy_enhancer()


@pytest.fixture
def page(qtbot: QtBot, model: str) -> NetworkPlot:
    widget = NetworkPlot(AppState(at(fraction=0.2)))
    qtbot.addWidget(widget)
    widget.resize(340, 420)
    widget.show()
    qtbot.addWidget(widget, before_close_func=lambda page: page.close_work())
    return widget


def at(fraction: float = 0.2, model: str = "toy") -> Scene:
    """Return a pair of which a pane shows what the toy predicts."""
    shown = scene(study(), LESION, fraction=fraction)
    predicted = Lane("Predicted", (LOW, PREDICT.replace(model=model), UPTAKE))
    return replace(shown, panes=(*shown.panes[:4], Pane(predicted)), columns=3, rows=2)


def drawn(page: NetworkPlot) -> Chart:
    assert page.chart is not None
    return page.chart


def words(curve: Curve) -> str:
    return curve.letter.replace("\u00a0", " ")


def choose(page: NetworkPlot, name: str, index: int) -> None:
    box = page.findChild(QComboBox, name)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(index)


def test_the_case_lies_among_what_was_trained(qtbot: QtBot, page: NetworkPlot) -> None:
    qtbot.waitUntil(lambda: page.chart is not None)
    chart = drawn(page)
    *dots, here = chart.curves
    assert [words(curve) for curve in dots] == ["5.0 %", "10 %", "15 %", "20 %", "33 %", "50 %"]
    assert {len(curve.x) for curve in dots} == {2 * 3 * 3}
    assert len({curve.color.name() for curve in dots}) == 6
    assert here.letter == HERE
    assert (chart.mark, chart.levels) == (here.x[0], (here.y[0],))
    assert "of the variance" in chart.x_title
    assert "20\u00a0%," in chart_text(chart)
    legend = page.findChild(QLabel, "network-legend")
    assert isinstance(legend, QLabel)
    assert legend.text().count("●") == 7
    page._state.update("dose", fraction=0.9)
    page._draw()
    assert drawn(page).mark != chart.mark
    assert "training range" in drawn(page).note


def test_it_is_colored_by_field_agent_and_noise(qtbot: QtBot, page: NetworkPlot) -> None:
    qtbot.waitUntil(lambda: page.chart is not None)
    for index, said in (
        (1, ["1.5 T", "3 T"]),
        (2, ["gadoterate", "gadobutrol", "gadoteridol (not trained)"]),
        (3, ["0.5 %", "1.4 %", "4.0 %"]),
    ):
        choose(page, "network-color", index)
        assert [words(curve) for curve in drawn(page).curves[:-1]] == said
        assert sum(len(curve.x) for curve in drawn(page).curves) == 6 * 2 * 3 * 3 + 1


def test_told_otherwise_it_computes_on_request(qtbot: QtBot, page: NetworkPlot) -> None:
    choose(page, "network-kind", 1)
    assert page._reason.text() == NOT_YET
    page.findChild(QPushButton, "network-compute").click()
    qtbot.waitUntil(lambda: page._told is not None, timeout=20_000)
    chart = drawn(page)
    assert chart.mark == pytest.approx(20.0)
    ce = chart.curves[0]
    assert ce.y[list(ce.x).index(20.0)] == pytest.approx(100.0)
    assert [curve.letter for curve in chart.curves] == ["CE", "1 / dose"]
    note = page.findChild(QLabel, "network-note")
    assert isinstance(note, QLabel)
    assert "Rim, slice 6" in note.text()
    assert "Out of date" not in note.text()
    choose(page, "network-stated", 2)
    assert drawn(page).x_title.startswith("Stated r1")
    page._state.update("dose", fraction=0.1)
    page._draw()
    assert "Out of date" in note.text()


def test_cancel_leaves_the_page_as_it_is(
    qtbot: QtBot, page: NetworkPlot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = told_module.find_sweeps

    def slow(*about: object) -> object:
        page._work.cancel()
        return real(*about)  # type: ignore[arg-type]

    monkeypatch.setattr(told_module, "find_sweeps", slow)
    choose(page, "network-kind", 1)
    with qtbot.waitSignal(page._work.cancelled, timeout=20_000):
        page.findChild(QPushButton, "network-compute").click()
    assert page._told is None
    assert page._reason.text() == NOT_YET


def test_without_a_region_it_says_what_to_do(qtbot: QtBot, page: NetworkPlot) -> None:
    page._state.update("region", rois=(), roi=None)
    choose(page, "network-kind", 1)
    assert page._reason.text() == DRAW
    assert not page.findChild(QPushButton, "network-compute").isEnabled()


def test_the_sentences_say_what_was_found() -> None:
    said = sentences(SWEEP)
    assert "a CE of 0.400 a.u." in said[0]
    assert "Told 10 % of the standard dose instead, it predicts 1.5 times that." in said[1].replace(
        "\u00a0", " "
    )
    assert said[-1].replace("\u00a0", " ") == "Found: as expected, 200 % to 50 %."
    rising = replace(SWEEP, values=tuple(reversed(SWEEP.values)))
    assert "not as expected" in sentences(rising)[-1]
    r1 = Sweep("r1", 4.5, (3.4, 4.5), (0.38, 0.4))
    assert sentences(r1)[-1].replace("\u00a0", " ") == "Found: 95 % at the lowest to 100 % at the highest."


def test_next_to_no_uptake_is_not_compared() -> None:
    request = at().request
    assert request is not None
    feeble = replace(SWEEP, values=(0.004,) * 5)
    assert sweep_chart(Told(Network("toy", (LOW,)), request, LESION, 5, (feeble,)), "dose") == FEEBLE
    chart = sweep_chart(Told(Network("toy", (LOW,)), request, LESION, 5, (SWEEP,)), "dose")
    assert isinstance(chart, Chart)
    assert chart.curves[0].y == pytest.approx([200, 150, 100, 75, 50])
    law = chart.curves[1]
    assert np.interp(10.0, law.x, law.y) == pytest.approx(200, rel=0.01)


def test_a_region_is_cut_as_it_was_drawn() -> None:
    request = at().request
    assert request is not None
    for plane in PLANES:
        center = (14.0, 22.0, 8.0)
        roi = Ellipse("Off", center, 5.0, 3.0, plane=plane)
        voxels, mask = inside(roi, request, 4), roi.mask(stacked(GRID, plane))
        assert voxels.sum() == mask.sum() > 0
        assert np.array_equal(cut(voxels, plane, 4).numpy(), mask)


def test_the_network_is_that_of_the_active_pane(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = at()
    assert network_of(shown) == Network("toy", (LOW,))
    other = Pane(Lane("Other", (LOW, SCALED, PREDICT.replace(model="other"))))
    both = replace(shown, panes=(*shown.panes, other), active=len(shown.panes))
    assert network_of(both) == Network("other", (LOW, SCALED))
    none = replace(shown, panes=shown.panes[:4])
    monkeypatch.setattr(told_module, "models", lambda kind: {"toy": data_dir(), MODEL: data_dir()})
    assert network_of(none) == Network(MODEL, (LOW,))
    monkeypatch.setattr(told_module, "models", lambda kind: {"toy": data_dir()})
    assert network_of(none) == Network("toy", (LOW,))
    assert network_of(replace(shown, volume="Before")) is None


def test_the_tab_is_there_for_pairs_with_a_network(qtbot: QtBot, model: str) -> None:
    dock = PlotsDock(AppState(four_panes().opened(ct_study())))
    qtbot.addWidget(dock)
    dock.show()

    def offered() -> list[str]:
        tabs = dock._tabs
        return [tabs.tabText(i) for i in range(tabs.count()) if not tabs._group.button(i).isHidden()]

    assert "Network" not in offered()
    dock._state.open(at())
    assert offered() == ["Histogram", "Profile", "Uptake", "Network"]
    assert dock._tabs.tabText(dock._tabs.currentIndex()) == "Uptake"
    dock.close_work()
