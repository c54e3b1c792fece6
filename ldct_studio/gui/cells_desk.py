"""CellsDesk: what the user does with studies: put one together, run, stop and report on it, open a cell."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu

from ..studies.cells import Result
from ..studies.plan import Cell
from .cases import Cases
from .cells_builder import CellsBuilder, NewStudy
from .cells_opening import CellOpening
from .cells_page import CellsPage
from .cells_table import Place, number
from .cells_watch import CellsWatch
from .cells_words import Deed, deeds
from .commands import workspace
from .language import tr
from .notice import Notice
from .state import AppState

_MOST = 20
"""Cells that the menu of an averaged place lists, those of the lowest value first."""


class CellsDesk(QObject):
    """The page of the studies, and what happens when something is wanted there."""

    told = Signal(object)
    """A Notice."""
    training_wanted = Signal(str, object)
    """A recipe whose start dialog is wanted, and the folder of models for it or None."""

    def __init__(self, state: AppState, cases: Cases) -> None:
        super().__init__()
        self._state = state
        self.watch = CellsWatch(self)
        self.page = CellsPage(self.watch)
        self.opening = CellOpening(state, cases)
        self.opening.told.connect(self.told)
        self.watch.failed.connect(lambda text: self.told.emit(Notice("error", tr(text))))
        studies = self.page.studies
        studies.new_wanted.connect(self.ask_new)
        studies.file_wanted.connect(self.ask_file)
        studies.study.wanted.connect(self.do)
        studies.study.opened.connect(self.open_place)
        self.page.proposal.training_wanted.connect(self.training_wanted)

    def ask_new(self) -> None:
        """Ask what the study is, write it, and start it."""
        self._show()
        dialog = CellsBuilder(self.page.window())
        dialog.started.connect(self._begin)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_file(self) -> None:
        """Ask for the file of a study, and start it or go on with it."""
        self._show()
        title, kinds = tr("Open study"), tr("Studies (*.toml)")
        chosen, _ = QFileDialog.getOpenFileName(self.page.window(), title, str(Path.home()), kinds)
        if chosen:
            self.watch.begin(Path(chosen))

    def do(self, deed: Deed) -> None:
        """Do something with the study on show, where that is possible."""
        view = self.page.studies.shown
        if view is None or deed not in deeds(view) or self.watch.busy:
            return
        out = view.job.folder
        match deed:
            case "run-study" | "again-study":
                self.watch.begin(view.path, out, view.workers, view.on, again=deed == "again-study")
            case "stop-study":
                self.watch.stop(view.job)
            case "report-study":
                self.watch.report(view.path, out)

    def open_place(self, place: Place) -> None:
        """Open the cell of a place in the panes; of several, the one that is chosen from a menu."""
        if len(place.cells) == 1:
            self._open_cell(place.cells[0])
            return
        grid = self.page.studies.study.grid
        menu = QMenu(grid)
        menu.setObjectName("cells-menu")
        menu.setAccessibleName(tr("Cells of this place"))
        for cell in sorted(place.cells, key=self._value)[:_MOST]:
            menu.addAction(self._words(cell)).triggered.connect(partial(self._open_cell, cell))
        if len(place.cells) > _MOST:
            more = tr("{0} more; choose one value over the grid").format(len(place.cells) - _MOST)
            menu.addAction(more).setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(grid.below(grid.currentIndex()))

    def close(self) -> None:
        """Let go of the studies, which go on; call before the window goes."""
        self.watch.close()
        self.page.proposal.watch.close()

    def _open_cell(self, cell: Cell, checked: bool = False) -> None:
        self.opening.open(cell, self._result(cell))

    def _result(self, cell: Cell) -> Result | None:
        view = self.page.studies.shown
        return None if view is None else view.results.get(cell.name)

    def _value(self, cell: Cell) -> float:
        """Return the value of a cell, infinite where it has none."""
        view, found = self.page.studies.shown, self._result(cell)
        value = None if view is None or found is None else number(found, view.headline)
        return math.inf if value is None else value

    def _words(self, cell: Cell) -> str:
        """Return a cell as the menu lists it: what tells it apart, and its value."""
        view = self.page.studies.shown
        words, found = self.page.studies.study.told_apart(cell), self._result(cell)
        if view is None or found is None:
            return tr("{0} (not computed yet)").format(words)
        if found.state == "failed":
            return tr("{0} (failed)").format(words)
        value = number(found, view.headline)
        return words if value is None else f"{words}\t{value:.2f}"

    def _begin(self, new: NewStudy) -> None:
        self.watch.write_and_begin(new.path, new.plan, new.workers)

    def _show(self) -> None:
        self._state.become(workspace("study")(self._state.scene))
        self.page.tabs.setCurrentIndex(0)
