"""What a segmenter finds at every dose: the values, the dose at which a tolerance breaks, and the plot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.cancel import stop_when
from ldct_studio.core.dose import Scan
from ldct_studio.core.errors import Cancelled, PluginError
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Lane
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui.pane import FBP, INSERT
from ldct_studio.gui.plot_charts import chart_text
from ldct_studio.gui.plot_kinds import PLOTS
from ldct_studio.gui.plot_view import Chart
from ldct_studio.gui.plots_dock import PlotsDock
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from ldct_studio.gui.task_plot import NO_SEGMENTER, NOT_YET, TaskPlot
from ldct_studio.gui.task_stability import (
    AREA,
    DICE,
    DOSES,
    HD95,
    Course,
    Stability,
    compared_panes,
    find_stability,
    first_broken,
    sentences,
    stability_chart,
)
from tests.gui.four_panes import four_panes

SEGMENTER = Step("segmenter", "threshold", (("low", 150.0),))
GONE = Step("denoiser", "gone")


def scene() -> Scene:
    """Return a scene of a disc of 300 HU in water, with reference, FBP and a difference."""
    grid = Grid((1, 64, 64), (1.0, 1.0, 1.0))
    y, x = np.indices((64, 64)) - 31.5
    radius = np.hypot(x, y)
    row = np.where(radius < 28, 0.0, -1000.0) + 300.0 * (radius < 12)
    study = Study("disc", {"CT": Volume(torch.from_numpy(row.astype(np.float32))[None], grid)})
    study = replace(study, scan=Scan((500.0,)))
    opened = replace(four_panes().opened(study, 0), segmenter=SEGMENTER)
    panes = (opened.panes[0], opened.panes[1], opened.panes[3])
    return replace(opened, panes=panes, rows=1, columns=3, active=1)


@pytest.fixture(scope="module")
def found() -> Stability:
    at = scene()
    assert at.request is not None
    return find_stability(at.request, compared_panes(at))


def test_eight_doses_from_1_to_100_percent_in_equal_ratios() -> None:
    assert len(DOSES) == 8
    assert DOSES[0] == pytest.approx(0.01)
    assert DOSES[-1] == 1
    ratios = np.divide(DOSES[1:], DOSES[:-1])
    assert ratios == pytest.approx(np.full(7, ratios[0]))


def test_panes_that_show_the_patient_at_a_lower_dose_are_compared() -> None:
    assert compared_panes(scene()) == {"B": Lane("FBP", (INSERT, FBP))}


def test_at_full_dose_nothing_changed_and_below_it_gets_worse(found: Stability) -> None:
    (course,) = found.courses
    assert found.names == ("Threshold",)
    dices = course.values["Threshold", DICE]
    assert dices[-1] == 1, "Insert at 100 % is the loaded slice"
    assert course.values["Threshold", AREA][-1] == 0
    assert course.values["Threshold", HD95][-1] == 0
    assert dices[0] < 0.8 < dices[5]  # type: ignore[operator]


def test_a_method_that_fails_says_why_at_every_dose() -> None:
    at = scene()
    assert at.request is not None
    told: list[tuple[int, int]] = []
    lanes = {"B": Lane("Gone", (INSERT, FBP, GONE))}
    made = find_stability(at.request, lanes, lambda done, total: told.append((done, total)))
    assert told[-1] == (8, 8)
    values = made.courses[0].values["Threshold", DICE]
    assert all("There is no denoiser" in str(value) for value in values)
    assert "There is no denoiser" in sentences(made, "Threshold", DICE, 0.9)[0]
    assert isinstance(stability_chart(made, "Threshold", DICE, 0.9), str)


def test_a_slice_that_cannot_be_segmented_ends_it_and_so_does_cancel() -> None:
    at = replace(scene(), segmenter=Step("segmenter", "gone"))
    assert at.request is not None
    with pytest.raises(PluginError, match="no segmenter"):
        find_stability(at.request, compared_panes(at))
    at = scene()
    assert at.request is not None
    with stop_when(lambda: True), pytest.raises(Cancelled):
        find_stability(at.request, compared_panes(at))


def test_the_first_dose_beyond_the_tolerance() -> None:
    steady = (0.2, 0.95, 0.5, 0.8, 0.96, 1.0, 1.0, 1.0)
    half = (0.9 - 0.96) / (0.8 - 0.96)
    assert first_broken(steady, DICE, 0.9) == pytest.approx(DOSES[4] * (DOSES[3] / DOSES[4]) ** half)
    assert first_broken(steady, DICE, 0.1) is None
    assert first_broken((0.5,) * 8, DICE, 0.9) == 1
    both_ways = (*(-80.0,) * 6, 0.0, 0.0)
    assert first_broken(both_ways, AREA, 20.0) == pytest.approx(DOSES[6] * (DOSES[5] / DOSES[6]) ** 0.25)
    lost = ("One of the two does not hold this label.", *(1.0,) * 7)
    assert first_broken(lost, HD95, 5.0) == DOSES[1]


def test_sentences_and_chart_say_the_same() -> None:
    values = {("Liver", DICE): (0.2, 0.4, 0.6, 0.8, 0.85, 0.95, 1.0, 1.0), ("Liver", AREA): (50.0,) * 8}
    request = scene().request
    assert request is not None
    fbp, task = Lane("FBP", (INSERT, FBP)), Lane("Task-adaptive", (INSERT, FBP))
    good = Course("C", task, 0, dict.fromkeys(values, (1.0,) * 8))
    result = Stability(request, ("Liver",), (Course("B", fbp, 0, values), good))
    assert sentences(result, "Liver", DICE, 0.9) == [
        "B FBP: tolerance broken below 19\u00a0% dose.",
        "C Task-adaptive: within tolerance down to 1.0\u00a0% dose.",
    ]
    chart = stability_chart(result, "Liver", DICE, 0.9)
    assert isinstance(chart, Chart)
    assert chart.levels == (0.9,)
    assert [curve.letter for curve in chart.curves] == ["B", "C"]
    assert chart.curves[0].x.tolist() == pytest.approx([100 * dose for dose in DOSES])
    assert chart.on_axis.curves[0].x.tolist() == pytest.approx(np.linspace(0, 2, 8))
    lines = chart_text(chart).splitlines()
    assert lines[0] == "Curve,Dose (%),Dice"
    assert lines[1] == "B,1,0.2"
    assert len(lines) == 17
    area = stability_chart(result, "Liver", AREA, 10.0)
    assert isinstance(area, Chart)
    assert area.levels == (-10.0, 10.0)
    assert area.span == (-10.0, 50.0)
    assert sentences(result, "Liver", AREA, 10.0)[0] == (
        "B FBP: beyond the tolerance already at 100\u00a0% dose."
    )


def test_a_dose_without_a_value_is_a_gap() -> None:
    request = scene().request
    assert request is not None
    lost = "One of the two does not hold this label."
    values = {("Liver", HD95): (9.0, lost, 8.0, 7.0, lost, 3.0, 2.0, 1.0)}
    result = Stability(request, ("Liver",), (Course("B", Lane("FBP", (INSERT, FBP)), 0, values),))
    chart = stability_chart(result, "Liver", HD95, 5.0)
    assert isinstance(chart, Chart)
    (curve,) = chart.curves
    assert curve.joined is not None
    assert curve.joined.tolist() == [False, True, False, True, True, False]
    assert len(chart_text(chart).splitlines()) == 7


def test_it_answers_a_pane_that_fills_the_window_but_not_another_slice_of_it(found: Stability) -> None:
    at = replace(scene(), study=found.request.study)
    assert found.answers(at)
    assert found.answers(replace(at, fraction=0.3, maximized=True))
    assert not found.answers(replace(at, seed=8))
    other = replace(at.panes[1], lane=replace(at.panes[1].lane, title="Other"))
    assert not found.answers(replace(at, panes=(at.panes[0], other, at.panes[2])))
    course = found.courses[0]
    apart = replace(found, courses=(course, replace(course, letter="C", row=4)))
    assert apart.place == "Slices 1 (B), 5 (C)"


@pytest.fixture
def dock(qtbot: QtBot) -> Iterator[PlotsDock]:
    widget = PlotsDock(AppState(scene()))
    qtbot.addWidget(widget)
    widget.resize(348, 500)
    widget.show()
    widget._tabs.setCurrentIndex(len(PLOTS))
    yield widget
    widget.close_work()


def text(dock: PlotsDock, name: str) -> str:
    label = dock.findChild(QLabel, name)
    return label.text() if label.isVisible() else ""


def test_the_plot_is_computed_on_request(qtbot: QtBot, dock: PlotsDock) -> None:
    task, state = dock.findChild(TaskPlot), dock._state
    assert text(dock, "task-reason") == NOT_YET
    assert not dock._copy.isEnabled()
    told: list[object] = []
    task._work.progress.connect(told.append)
    dock.findChild(QPushButton, "task-compute").click()
    assert dock.findChild(QPushButton, "task-cancel").isVisible()
    qtbot.waitUntil(lambda: task.chart is not None, timeout=30_000)
    assert len(told) == 8
    assert not dock.findChild(QProgressBar, "task-bar").isVisible()
    assert text(dock, "task-said").startswith("B FBP: tolerance broken below")
    assert text(dock, "task-foot") == "Slice 1, seed 7, against the labels of the loaded slice."
    state.update("Dose", fraction=0.5)
    assert "Out of date" not in text(dock, "task-foot")
    state.update("New noise", seed=8)
    assert text(dock, "task-foot").endswith("Out of date: compute again.")
    dock._copy.click()
    assert QGuiApplication.clipboard().text().startswith("Curve,Dose (%),Dice\nB,1,")
    state.update("Segmentation", segmenter=None)
    assert text(dock, "task-reason") == NO_SEGMENTER
    assert not dock.findChild(QPushButton, "task-compute").isEnabled()


def test_measure_and_tolerance_change_what_is_said(qtbot: QtBot, dock: PlotsDock, found: Stability) -> None:
    task = dock.findChild(TaskPlot)
    task._take(found)
    field, measure = dock.findChild(QLineEdit, "task-tolerance"), dock.findChild(QComboBox, "task-measure")
    before = text(dock, "task-said")
    field.setText("0.01")
    assert text(dock, "task-said") == "B FBP: within tolerance down to 1.0\u00a0% dose."
    assert task.chart is not None
    assert task.chart.levels == (0.01,)
    field.setText("much")
    assert field.property("invalid") == "true"
    assert task.chart.levels == (0.01,), "a bad value changes nothing"
    measure.setCurrentIndex(1)
    assert field.text() == "10"
    assert field.property("invalid") == "false"
    assert text(dock, "task-unit") == "%"
    assert task.chart.y_title == "Area change (%)"
    measure.setCurrentIndex(0)
    assert field.text() == "0.01", "each measure keeps its own"
    for wrong in ("90", "inf", "nan", "0"):
        field.setText(wrong)
        assert field.property("invalid") == "true"
    measure.setCurrentIndex(1)
    field.setText("12.55")
    measure.setCurrentIndex(2)
    measure.setCurrentIndex(1)
    assert field.text() == "12.55"
    measure.setCurrentIndex(0)
    field.setText("0.9")
    assert text(dock, "task-said") == before


def test_cancel_leaves_the_plot_as_it_is(qtbot: QtBot, dock: PlotsDock) -> None:
    task = dock.findChild(TaskPlot)
    dock.findChild(QPushButton, "task-compute").click()
    cancel = dock.findChild(QPushButton, "task-cancel")
    with qtbot.waitSignal(task._work.cancelled, timeout=30_000):
        cancel.click()
        assert cancel.text() == "Cancelling…"
    assert dock.findChild(QPushButton, "task-compute").isVisible()
    assert task.chart is None


def test_why_it_failed_stays_until_something_else_is_asked(dock: PlotsDock, found: Stability) -> None:
    task, measure = dock.findChild(TaskPlot), dock.findChild(QComboBox, "task-measure")
    task._fail("It stopped.")
    assert text(dock, "task-foot") == "It stopped."
    assert text(dock, "task-reason") == NOT_YET
    dock._tabs.setCurrentIndex(0)
    dock._tabs.setCurrentIndex(len(PLOTS))
    assert text(dock, "task-foot") == "It stopped.", "another tab takes nothing away"
    measure.setCurrentIndex(1)
    assert text(dock, "task-foot") == ""
    task._take(found)
    task._fail("It stopped again.")
    assert text(dock, "task-foot") == "It stopped again."
    assert task.chart is not None


def test_other_tabs_come_back(qtbot: QtBot, dock: PlotsDock) -> None:
    dock._tabs.setCurrentIndex([plot.name for plot in PLOTS].index("Photons"))
    qtbot.waitUntil(dock._view.isVisible)
    assert not dock.findChild(TaskPlot).isVisible()
    dock._copy.click()
    assert QGuiApplication.clipboard().text().startswith("Curve,Slice,Photons per ray")
