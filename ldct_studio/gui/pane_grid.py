"""PaneGrid: panes in rows and columns, and what stands where a pane is missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from . import theme
from .places import LARGEST


class PaneGrid(QWidget):
    """The places of one window; a pane that is placed here leaves the window where it was."""

    add_wanted = Signal(object)
    """The button (QPushButton) of an empty place was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty: list[QWidget] = []
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.current().size("pane_gap"))

    def arrange(self, panes: Sequence[QWidget], rows: int, columns: int) -> None:
        """Show panes in their order; places beyond them offer to add one."""
        for empty in self._empty:
            empty.hide()
            empty.deleteLater()
        self._empty = []
        while self._layout.takeAt(0) is not None:
            continue
        places = rows * columns
        for place in range(places):
            widget = panes[place] if place < len(panes) else self._empty_place()
            self._layout.addWidget(widget, place // columns, place % columns)
            widget.show()
        for line in range(LARGEST):
            self._layout.setRowStretch(line, int(line * columns < places))
            self._layout.setColumnStretch(line, int(line < columns))

    def _empty_place(self) -> QWidget:
        place = QWidget(self)
        theme.set_role(place, "stage")
        button = QPushButton(self.tr("Add a pane"), place)
        button.setObjectName("add-pane")
        button.setToolTip(self.tr("Choose a method for this place"))
        button.clicked.connect(lambda: self.add_wanted.emit(button))
        column = QVBoxLayout(place)
        column.addStretch(1)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        self._empty.append(place)
        return place
