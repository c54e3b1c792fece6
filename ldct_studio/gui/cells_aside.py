"""Beside the grid: the place that one went to, what the study is and costs, and why cells failed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from . import theme
from .buttons import label
from .cells_news import StudyView
from .cells_table import words_of
from .cells_words import facts
from .dialogs import sentence
from .language import tr

_ASIDE, _MOST = 316, 200
"""Width in px, and failed cells that are listed."""


class CellsAside(QWidget):
    """Facts of a study, and a sentence for each failed cell."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cells-aside")
        theme.set_role(self, "aside")
        self._rows: tuple[tuple[str, str], ...] = ()
        self._values: list[QLabel] = []
        self._grid = QGridLayout()
        self.place = sentence("", "second")
        self.place.setObjectName("cells-place")
        self.said = sentence("", "second")
        self._said_title = label(tr("Last news"), "section")
        self._why_title = label(tr("Failed cells"), "section")
        self.why = QPlainTextEdit()
        self.why.setObjectName("cells-why")
        self.why.setAccessibleName(tr("Why cells failed"))
        self.why.setToolTip(tr("A line for each cell that failed, and the reason"))
        self.why.setReadOnly(True)
        self.why.setProperty("role", "log")
        self._column = QVBoxLayout(self)
        self._column.addWidget(label(tr("Cell"), "section"))
        self._column.addWidget(self.place)
        self._column.addSpacing(theme.current().px(10))
        self._column.addWidget(label(tr("Study"), "section"))
        self._column.addLayout(self._grid)
        self._column.addSpacing(theme.current().px(10))
        self._column.addWidget(self._said_title)
        self._column.addWidget(self.said)
        self._column.addWidget(self._why_title)
        self._column.addWidget(self.why, 1)
        self._column.addStretch()
        theme.notifier.changed.connect(self._scale)
        self._scale()
        self.show_place("")

    def show_place(self, words: str) -> None:
        """Say what is known of a place of the grid."""
        self.place.setText(words or tr("A click on a cell, or Enter, opens its case in the panes."))

    def show_study(self, view: StudyView) -> None:
        """Show the facts of a study; what stays is not touched."""
        rows = facts(view)
        if rows != self._rows:
            self._fill(rows)
        self.said.setText(tr(view.said))
        self.said.setVisible(bool(view.said))
        self._said_title.setVisible(bool(view.said))
        failed = view.failed
        told = words_of(view.cells[0].plan) if failed else None
        lines = "\n".join(f"{told(cell, ())}: {tr(one.error)}" for cell, one in failed[:_MOST] if told)
        if len(failed) > _MOST:
            lines += "\n" + tr("… and {0} more").format(len(failed) - _MOST)
        if lines != self.why.toPlainText():
            self.why.setPlainText(lines)
        self.why.setVisible(bool(failed))
        self._why_title.setVisible(bool(failed))

    def _fill(self, rows: Sequence[tuple[str, str]]) -> None:
        if [title for title, _ in rows] == [title for title, _ in self._rows]:
            for number, (_, value) in enumerate(rows):
                self._values[number].setText(value)
            self._rows = tuple(rows)
            return
        self._rows = tuple(rows)
        while (item := self._grid.takeAt(0)) is not None:
            old = cast(QWidget, item.widget())
            old.hide()
            old.deleteLater()
        self._values = [sentence(value) for _, value in rows]
        for place, (title, _) in enumerate(rows):
            self._grid.addWidget(sentence(title, "second"), place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._values[place], place, 1, Qt.AlignmentFlag.AlignTop)

    def _scale(self) -> None:
        px = theme.current().px
        self.setFixedWidth(px(_ASIDE))
        self._column.setContentsMargins(px(12), px(12), px(12), px(12))
        self._column.setSpacing(px(8))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
