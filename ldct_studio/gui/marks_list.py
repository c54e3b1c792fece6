"""MarksList: all measurements with their numbers in every pane; a click goes to one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from . import theme
from .buttons import push
from .commands import delete_region
from .dock import text_label
from .language import tr
from .marks_table import MarksDelegate, MarksHeader, MarksModel
from .marks_values import Frames, gone_to, listed, renamed, shown
from .pane_numbers import LETTERS
from .scene import Scene
from .state import AppState

EMPTY = tr(
    "Nothing is measured yet. Press E and draw an ellipse, D for a ruler, A for an angle or L for a line "
    "profile."
)
_MOST = 7
"""Rows that are shown without scrolling."""


class MarksList(QWidget):
    """The list, and under it the button that writes it as CSV."""

    export_wanted = Signal()

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._model = MarksModel(self)
        self._table = self._make_table()
        self._empty = text_label("marks-empty", "second", self.tr(EMPTY), wrap=True)
        self._export = push(
            self.tr("Export measurements…"),
            "marks-export",
            tip=self.tr("Write every measurement with its numbers in every pane as CSV"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        foot = QHBoxLayout()
        foot.addWidget(self._export)
        foot.addStretch()
        column.addWidget(self._empty)
        column.addWidget(self._table)
        column.addLayout(foot)
        self._connect()

    def show_scene(self, scene: Scene, frames: Frames) -> None:
        """Show what is measured in the newest pictures of the panes."""
        rows = listed(scene, frames)
        letters = tuple(LETTERS[i] for i, _ in shown(scene))
        selected = scene.roi if scene.mark is None else len(scene.rois) + scene.mark
        if self._model.show_rows(rows, letters, selected):
            self._fit()
        for part, visible in ((self._empty, not rows), (self._table, bool(rows)), (self._export, bool(rows))):
            part.setVisible(visible)

    def go_to(self, number: int) -> None:
        """Select a measurement and scroll a pane to where it was set."""
        self._state.become(gone_to(self._state.scene, number), "Go to measurement")
        self._state.settle()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("marks-table")
        table.setAccessibleName(self.tr("Measurements by pane"))
        table.setToolTip(
            self.tr("Measurements in every pane; click to go to one, F2 to rename, Delete to delete")
        )
        table.setHorizontalHeader(MarksHeader(table))
        table.setModel(self._model)
        table.setItemDelegate(MarksDelegate(table))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        triggers = QAbstractItemView.EditTrigger
        table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        return table

    def _connect(self) -> None:
        self._table.clicked.connect(lambda index: self.go_to(index.row()))
        self._model.renamed.connect(self._rename)
        self._export.clicked.connect(self.export_wanted)
        enter = QShortcut(QKeySequence(Qt.Key.Key_Return), self._table)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._table)
        for shortcut, done in ((enter, self._go), (delete, self._delete)):
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(done)
        theme.notifier.changed.connect(self._fit)

    def _go(self) -> None:
        index: QModelIndex = self._table.currentIndex()
        if index.isValid():
            self.go_to(index.row())

    def _delete(self) -> None:
        """Delete the row that the keyboard is on."""
        self._go()
        self._state.become(delete_region(self._state.scene), "Delete measurement")
        self._state.settle()

    def _rename(self, number: int, name: str) -> None:
        self._state.become(renamed(self._state.scene, number, name), "Rename measurement")
        self._state.settle()

    def _fit(self) -> None:
        px, header = theme.current().px, self._table.horizontalHeader()
        header.setMinimumSectionSize(px(42))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, 1 + len(self._model.panes)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self._table.setColumnWidth(column, px(44))
        self._table.verticalHeader().setDefaultSectionSize(px(42))
        self._table.setFixedHeight(px(24) + px(42) * min(len(self._model.rows), _MOST) + 2)
