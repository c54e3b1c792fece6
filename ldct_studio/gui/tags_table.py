"""The lines of a file's header as a tree that can be searched and copied from."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from ..io.found import Element, Tags
from . import theme
from .language import tr

_COLUMNS = (tr("Tag"), tr("Name"), "VR", tr("Value"))
_WIDTHS = (150, 250, 96)


class TagsTable(QTreeView):
    """Tag, name, VR and value of every element; sequences open like folders."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tags-table")
        self.setAccessibleName(self.tr("Header of the file"))
        self._lines = QStandardItemModel(self)
        self._found = QSortFilterProxyModel(self)
        self._searched = False
        self._found.setSourceModel(self._lines)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._found.setFilterKeyColumn(-1)
        self._found.setRecursiveFilteringEnabled(True)
        self._found.setAutoAcceptChildRows(True)
        self.setModel(self._found)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAllColumnsShowFocus(True)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)
        self.show_tags(Tags(elements=()))
        theme.notifier.changed.connect(self._scale)
        self._scale()

    def show_tags(self, tags: Tags) -> None:
        """Show the header of another file; what was open and where one looked stays where it can."""
        opened, at = self._opened(), self.verticalScrollBar().value()
        self._lines.removeRows(0, self._lines.rowCount())
        self._lines.setHorizontalHeaderLabels([self.tr(text) for text in _COLUMNS])
        _append(self._lines.invisibleRootItem(), tags.elements)
        for index in _indexes(self._found, QModelIndex()):
            if _path(index) in opened:
                self.expand(index)
        self.verticalScrollBar().setValue(at)

    def search(self, text: str) -> int:
        """Show the lines that hold a text, whatever its case, and return how many."""
        self._found.setFilterFixedString(text.strip())
        if text.strip():
            self.expandAll()
        elif self._searched:
            self.collapseAll()
        self._searched = bool(text.strip())
        return sum(1 for _ in _indexes(self._found, QModelIndex()))

    def copy(self) -> str:
        """Copy the selected lines, columns separated by tabs, and return them."""
        rows = self.selectionModel().selectedRows()
        lines = ["\t".join(str(row.siblingAtColumn(c).data() or "") for c in range(4)) for row in rows]
        text = "\n".join(lines)
        if lines:
            QGuiApplication.clipboard().setText(text)
        return text

    def _opened(self) -> set[tuple[str, ...]]:
        return {_path(i) for i in _indexes(self._found, QModelIndex()) if self.isExpanded(i)}

    def _scale(self) -> None:
        px = theme.current().px
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, px(width))
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)


def _append(parent: QStandardItem, elements: Iterable[Element]) -> None:
    for element in elements:
        texts = (element.tag, element.name, element.vr, element.value)
        cells = [QStandardItem(text) for text in texts]
        if not element.tag:  # an item of a sequence has a number only
            cells[0].setText(element.name)
            cells[1].setText("")
        for cell in cells:
            cell.setToolTip(tr("Hidden while privacy is on.") if element.hidden else element.value)
            if element.hidden:
                cell.setForeground(theme.current().text_3)
        _append(cells[0], element.children)
        parent.appendRow(cells)


def _indexes(model: QSortFilterProxyModel, parent: QModelIndex) -> Iterable[QModelIndex]:
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        yield index
        yield from _indexes(model, index)


def _path(index: QModelIndex) -> tuple[str, ...]:
    """Return the tags from the top down to a line."""
    path: tuple[str, ...] = ()
    while index.isValid():
        path = (str(index.data()), *path)
        index = index.parent()
    return path
