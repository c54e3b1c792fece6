"""However far a column of docks is dragged, its tables are whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QSplitter, QTableView, QWidget
from pytestqt.qtbot import QtBot

import ldct_studio.methods  # noqa: F401  (registers the steps of the panes)
from ldct_studio.core.roi import Ellipse
from ldct_studio.gui.layers_dock import LayersDock
from ldct_studio.gui.numbers_dock import NumbersDock
from ldct_studio.gui.panels import Panels
from ldct_studio.gui.plots_dock import PlotsDock
from ldct_studio.gui.recipe_dock import RecipeDock
from ldct_studio.gui.state import AppState
from ldct_studio.gui.study_dock import StudyDock
from ldct_studio.gui.window_dock import WindowDock
from tests.gui.four_panes import four_panes
from tests.gui.session_case import study

REGION = Ellipse("Liver", (0.0, 55.0, -107.5), 12.0, 9.0)


@pytest.fixture
def docks(qapp: object) -> dict[str, QWidget]:
    state = AppState(replace(four_panes().opened(study()), rois=(REGION,), roi=0))
    kinds = {
        "study": StudyDock,
        "layers": LayersDock,
        "window": WindowDock,
        "numbers": NumbersDock,
        "plots": PlotsDock,
        "recipe": RecipeDock,
    }
    return {name: kind(state) for name, kind in kinds.items()}


@pytest.fixture
def panels(qtbot: QtBot, docks: dict[str, QWidget]) -> Callable[[bool], Panels]:
    def make(narrow: bool) -> Panels:
        made = Panels(QWidget(), docks)
        qtbot.addWidget(made, before_close_func=lambda _: close(docks))
        made.resize(1280 if narrow else 1600, 700)
        made.arrange(narrow, True, True)
        made.show()
        return made

    return make


def close(docks: dict[str, QWidget]) -> None:
    for dock in docks.values():
        if isinstance(dock, (StudyDock, LayersDock, NumbersDock, PlotsDock)):
            dock.close_work()


@pytest.mark.parametrize("narrow", [False, True])
def test_a_column_that_is_dragged_narrow_keeps_its_tables_whole(
    qtbot: QtBot, panels: Callable[[bool], Panels], docks: dict[str, QWidget], narrow: bool
) -> None:
    made = panels(narrow)
    splitter = made.findChild(QSplitter)
    splitter.setSizes([1, 1, 10_000, 1])
    numbers = docks["numbers"]
    assert isinstance(numbers, NumbersDock)
    table = numbers.findChild(QTableView, "numbers-table")
    for sheet in range(3):
        numbers._tabs.setCurrentIndex(sheet)
        qtbot.wait(0)
        header = table.horizontalHeader()
        if table.isVisible():
            assert header.length() <= table.viewport().width(), "the last columns are cut off"
            assert header.sectionSize(0) >= 40, "the column of panes shows letter and dose"
    page = made.tabs.currentWidget() if narrow else made.right
    assert page.widget().minimumSizeHint().width() <= page.viewport().width()
    if not narrow:
        left = made.left
        assert left.widget().minimumSizeHint().width() <= left.viewport().width()
