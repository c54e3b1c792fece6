"""The study on show: what can be done with it, its grid of cells, its report, and its facts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ..jobs.studying import REPORT
from ..studies.plan import Cell
from . import theme
from .buttons import IconButton, push
from .cells_aside import CellsAside
from .cells_axes import CellsAxes
from .cells_colors import ColorKey
from .cells_grid import CellGrid
from .cells_news import StudyView
from .cells_table import Place, layout, titled, words_of
from .cells_words import Deed, counted, deeds, line, run_word
from .dock import text_label
from .language import tr
from .train_job import TrainTitle

_WIDE = 860
"""Below this width in px at 100 % the buttons stand under the title."""
_BUTTONS: tuple[tuple[Deed, str, str], ...] = (
    ("run-study", tr("Resume"), tr("Compute the cells that are left; finished ones stay")),
    ("stop-study", tr("Stop"), tr("Stop computing; finished cells stay, and the study can be resumed")),
    ("again-study", tr("Compute failed again"), tr("Compute the failed cells once more")),
    ("report-study", tr("Report"), tr("Write what the finished cells together show")),
)


class CellsStudy(QWidget):
    """Shows one ``StudyView``; ``wanted(Deed)`` with what the user asks for, ``opened(Place)`` on a click."""

    wanted = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cells-study")
        theme.set_role(self, "panel")
        self._view: StudyView | None = None
        self._title = TrainTitle()
        self._title.setObjectName("cells-title")
        self._line = text_label("cells-line", "second", wrap=True)
        self.buttons: dict[Deed, QPushButton] = {}
        self.axes, self.grid, self.key, self.aside = CellsAxes(), CellGrid(), ColorKey(), CellsAside()
        self.tabs, self.report, self._pages = QTabBar(), QPlainTextEdit(), QStackedWidget()
        self._arrange()
        self.axes.changed.connect(self._lay_out)
        self.grid.opened.connect(self.opened)
        self.grid.pointed.connect(self._tell)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)

    @property
    def shown(self) -> StudyView | None:
        """The study on show."""
        return self._view

    def show_study(self, view: StudyView, busy: bool) -> None:
        """Show a study; nothing is drawn anew where nothing changed."""
        old, self._view = self._view, view
        self._title.setText(view.title)
        self._title.setToolTip(f"{view.path}\n{view.job.folder}")
        self._line.setText(line(view))
        able = frozenset[Deed]() if busy else deeds(view)
        for deed, button in self.buttons.items():
            button.setEnabled(deed in able)
        self.buttons["run-study"].setText(run_word(view))
        if view is old:
            return
        another = old is None or old.job != view.job
        self.aside.show_study(view)
        self._show_report(view, None if another else old)
        if view.cells:
            self.axes.show_plan(view.cells[0].plan)
        self.axes.setVisible(bool(view.cells))
        if old is None or old.cells is not view.cells or another:
            self._lay_out()
        else:
            self._draw()
        if another:
            self.tabs.setCurrentIndex(0)
            self.aside.show_place("")

    def told_apart(self, cell: Cell) -> str:
        """Return the values of a cell along the axes that are averaged."""
        return words_of(cell.plan)(cell, [n for n, role in self.axes.roles.items() if role == "mean"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beside the title, or under it."""
        super().resizeEvent(event)
        wide = self.width() - self.aside.width() >= theme.current().px(_WIDE)
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def _lay_out(self) -> None:
        view = self._view
        if view is None:
            return
        if view.cells:
            self.grid.arrange(layout(view.cells[0].plan, view.cells, self.axes.roles))
        self.grid.setVisible(bool(view.cells))
        self.key.show_name(titled(view.headline))
        self._draw()

    def _draw(self) -> None:
        if self._view is not None:
            self.grid.model_.take(self._view.results, self._view.under_way, self._view.headline)
            self._tell(self.grid.model_.place_at(self.grid.currentIndex()))
            self.grid.setAccessibleDescription(counted(self._view))

    def _tell(self, place: Place | None) -> None:
        index = self.grid.currentIndex()
        self.aside.show_place("" if place is None else self.grid.model_.words(index, place))

    def _show_report(self, view: StudyView, old: StudyView | None) -> None:
        if view.report != self.report.toPlainText():
            self.report.setPlainText(view.report)
        self.report.setPlaceholderText(
            tr("The report is being written…")
            if view.reporting
            else tr("No report yet. Press Report to write it.")
        )
        if old is not None and old.reporting and not view.reporting and view.report:
            self.tabs.setCurrentIndex(1)

    def _arrange(self) -> None:
        px = theme.current().px
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(px(8))
        self._head.addWidget(self._title, 1)
        self._head.addLayout(self._button_row())
        main = QVBoxLayout()
        main.setContentsMargins(px(16), px(8), px(16), px(12))
        main.setSpacing(px(4))
        main.addLayout(self._head)
        main.addWidget(self._line)
        main.addLayout(self._tab_row())
        main.addWidget(self._pages, 1)
        cells = QWidget()
        column = QVBoxLayout(cells)
        column.setContentsMargins(0, px(8), 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self.axes)
        column.addWidget(self.grid, 1)
        self._pages.addWidget(cells)
        self._pages.addWidget(self._report_page())
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(main, 1)
        whole.addWidget(self.aside)

    def _button_row(self) -> QBoxLayout:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(theme.current().px(8))
        for deed, text, tip in _BUTTONS:
            button = push(text, deed, tip=tip)
            button.clicked.connect(partial(self.wanted.emit, deed))
            row.addWidget(button)
            self.buttons[deed] = button
        self.buttons["run-study"].setText(tr("Run study"))  # the wider word, so that nothing moves
        self.buttons["run-study"].setMinimumWidth(self.buttons["run-study"].sizeHint().width())
        tip = tr("Show the folder of the study with its cells and its report")
        folder = IconButton.plain("cells-folder", "folder-open", tr("Open folder"), tip, 16)
        folder.clicked.connect(self._open_folder)
        row.addWidget(folder)
        row.addStretch()
        return row

    def _tab_row(self) -> QHBoxLayout:
        self.tabs.setObjectName("cells-tabs")
        self.tabs.setAccessibleName(tr("Cells or report"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(tr("Cells"))
        self.tabs.addTab(tr("Report"))
        row = QHBoxLayout()
        row.addWidget(self.tabs)
        row.addStretch()
        row.addWidget(self.key, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _report_page(self) -> QWidget:
        self.report.setObjectName("cells-report")
        self.report.setAccessibleName(tr("Report of the study"))
        self.report.setReadOnly(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setProperty("role", "code")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, theme.current().px(8), 0, 0)
        column.addWidget(self.report)
        return page

    def _open_folder(self) -> None:
        if self._view is not None:
            report = self._view.job.folder / REPORT
            shown = report if self.tabs.currentIndex() == 1 and report.is_dir() else self._view.job.folder
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown)))
