"""What the pages of the plots have in common: a chart or a reason, when all rests, and only while visible."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldct_studio.gui import theme
from ldct_studio.gui.dock import text_label
from ldct_studio.gui.plot_page import PlotPage
from ldct_studio.gui.plot_view import Chart, Curve
from ldct_studio.gui.state import AppState

NONE = "There is nothing to plot."


class Toy(PlotPage):
    """Plots a line where it is given one, and counts how often it is asked."""

    def __init__(self, state: AppState) -> None:
        super().__init__(state, "toy", "Toy", "")
        self.line: Chart | str = NONE
        self.said = ("", "")
        self.asked = 0
        self._arrange(text_label("toy-first", ""), text_label("toy-second", ""))

    def _drawn(self) -> Chart | str:
        self.asked += 1
        return self.line

    def _words(self, chart: Chart) -> tuple[str, ...]:
        return self.said


@pytest.fixture
def page(qtbot: QtBot, opened: AppState) -> Toy:
    widget = Toy(opened)
    qtbot.addWidget(widget)
    return widget


def label(page: Toy, name: str) -> QLabel:
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found


def test_a_chart_stands_where_the_reason_stood(page: Toy) -> None:
    page.show()
    assert label(page, "toy-reason").text() == NONE
    assert page.chart is None
    ends = np.array([0.0, 1.0])
    page.line, page.said = Chart("x", "y", (Curve("A", ends, ends, theme.current().text),)), ("Words", "")
    page._draw()
    assert page.chart is page.line
    assert page._view.isVisible()
    assert not label(page, "toy-reason").isVisible()
    assert label(page, "toy-first").isVisible()
    assert not label(page, "toy-second").isVisible(), "a label without words takes no room"
    page.line = NONE
    page._draw()
    assert page.chart is None
    assert not page._view.isVisible()
    assert not label(page, "toy-first").isVisible()
    assert label(page, "toy-reason").isVisible()


def test_it_is_drawn_once_when_all_rests_and_only_while_visible(qtbot: QtBot, page: Toy) -> None:
    state = page._state
    state.update("row", row=0)
    assert not page._timer.isActive()
    page.show()
    asked = page.asked
    with qtbot.waitSignal(page.charted):
        state.update("row", row=1)
        state.become(replace(state.scene, row=2))
    assert page.asked == asked + 1
    state.update("Dose", fraction=0.5)
    assert not page._timer.isActive(), "pictures tell of another dose"
    page.hide()
    theme.notifier.changed.emit()
    assert not page._timer.isActive()
    page.show()
    assert page.asked == asked + 2
