"""CellGrid: the cells of a study as a table that fills while they are computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ..studies.cells import Result
from . import theme
from .cells_colors import filled, ink
from .cells_table import Layout, Place, place
from .icons import State, paint_state
from .language import tr

Index = QModelIndex | QPersistentModelIndex

_WIDE, _WIDEST, _HIGH, _HIGHEST, _HEADS = 68, 132, 32, 44, 280
"""Sizes of a cell and the width of the heads of rows, in px."""
_FEW, _MEASURED = 12, 500
"""Rows that are higher, and heads whose width is measured."""
_SHAPES: dict[str, State] = {"done": "full", "failed": "failed", "running": "refining", "waiting": "stale"}
_WORDS = {
    "done": tr("Done"),
    "failed": tr("Failed"),
    "running": tr("Under way"),
    "waiting": tr("Not computed yet"),
}
_NOWHERE = Layout((), (), "", "", {})


class GridModel(QAbstractTableModel):
    """The places of a layout with what the results say of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.layout_ = _NOWHERE
        self._places: dict[tuple[int, int], Place] = {}

    def arrange(self, layout: Layout) -> None:
        """Show other rows and columns."""
        self.beginResetModel()
        self.layout_, self._places = layout, {}
        self.endResetModel()

    def take(self, results: Mapping[str, Result], under_way: frozenset[str], headline: str) -> None:
        """Show what is known now; what stays as it is is not drawn again."""
        cells = self.layout_.cells
        new = {at: place(found, results, under_way, headline) for at, found in cells.items()}
        changed = [at for at, one in new.items() if self._places.get(at) != one]
        self._places = new
        if changed:
            rows, columns = zip(*changed, strict=True)
            corners = (min(rows), min(columns)), (max(rows), max(columns))
            self.dataChanged.emit(*(self.index(*corner) for corner in corners))

    def place_at(self, index: Index) -> Place | None:
        """Return what stands at an index."""
        return self._places.get((index.row(), index.column()))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.layout_.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.layout_.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the number of a place, and its words."""
        found = self.place_at(index)
        if found is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return found.text or _WORDS[found.mark]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(index, found)
        return None

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the values of the axes."""
        heads = self.layout_.columns if side == Qt.Orientation.Horizontal else self.layout_.rows
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return left if side == Qt.Orientation.Vertical else Qt.AlignmentFlag.AlignCenter
        return heads[section] if shown and section < len(heads) else None

    def words(self, index: Index, found: Place) -> str:
        """Return all that is known of a place, a fact per line."""
        where = f"{self.layout_.rows[index.row()]} · {self.layout_.columns[index.column()]}"
        lines = [where]
        if len(found.cells) > 1:
            said = tr("{0} of {1} cells done").format(found.done, len(found.cells))
            lines.append(said + (tr(", {0} failed").format(found.failed) if found.failed else ""))
        else:
            lines.append(_WORDS[found.mark])
        if found.value is not None:
            lines.append(tr("Value {0}").format(found.text))
        return "\n".join(filter(None, (*lines, tr(found.error))))


class CellGrid(QTableView):
    """``opened(cells)`` with the cells of the place that was clicked, or Enter pressed on."""

    opened = Signal(object)
    pointed = Signal(object)
    """The Place that the keyboard or the pointer went to, or None."""

    def __init__(self) -> None:
        super().__init__()
        self.model_ = GridModel(self)
        self.setObjectName("cells-grid")
        self.setAccessibleName(self.tr("Cells of the study"))
        self.setModel(self.model_)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._open)
        self.selectionModel().currentChanged.connect(lambda new: self.pointed.emit(self.model_.place_at(new)))
        theme.notifier.changed.connect(self._scale)
        self._scale()

    def arrange(self, layout: Layout) -> None:
        """Show other rows and columns."""
        self.model_.arrange(layout)
        self._scale()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a place with Enter or Space; copy all numbers with the usual key."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text())
        else:
            super().keyPressEvent(event)

    def text(self) -> str:
        """Return the table as lines, columns separated by tabs."""
        made, shown = self.model_, self.model_.layout_
        lines = ["\t".join(("", *shown.columns))]
        for row, head in enumerate(shown.rows):
            values = (str(made.data(made.index(row, column)) or "") for column in range(len(shown.columns)))
            lines.append("\t".join((head, *values)))
        return "\n".join(lines)

    def below(self, index: QModelIndex) -> QPoint:
        """Return where a menu of a place opens, on the screen."""
        rect = self.visualRect(index)
        return self.viewport().mapToGlobal(rect.bottomLeft())

    def _open(self, index: Index) -> None:
        found = self.model_.place_at(index)
        if found is not None:
            self.opened.emit(found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the cells what room there is, up to a width that eyes take in at once."""
        super().resizeEvent(event)
        self._scale()

    def _scale(self) -> None:
        px = theme.current().px
        heads = self.fontMetrics().horizontalAdvance
        columns, rows = self.model_.layout_.columns, self.model_.layout_.rows
        side = min(px(_HEADS), max([px(96), *(heads(text) + px(20) for text in rows[:_MEASURED])]))
        least = max([px(_WIDE), *(heads(text) + px(16) for text in columns[:_MEASURED])])
        room = (self.width() - side - px(12)) // max(len(columns), 1)
        self.horizontalHeader().setMinimumSectionSize(px(32))
        self.horizontalHeader().setDefaultSectionSize(max(least, min(room, px(_WIDEST))))
        self.verticalHeader().setDefaultSectionSize(px(_HIGH if len(rows) > _FEW else _HIGHEST))
        self.verticalHeader().setFixedWidth(side)


class _Delegate(QStyledItemDelegate):
    """Draws a place: colored by its value, the number over it; a shape where there is none."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        found = model.place_at(index) if isinstance(model, GridModel) else None
        if found is None:
            return
        tokens = theme.current()
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.raised if found.value is None else filled(found.value))
        painter.drawRoundedRect(box, tokens.px(3), tokens.px(3))
        if found.value is None:
            _draw_shape(painter, box, _SHAPES[found.mark])
        else:
            _draw_number(painter, box, found)
        _draw_edge(painter, box, option)
        painter.restore()


def _draw_number(painter: QPainter, box: QRectF, found: Place) -> None:
    tokens = theme.current()
    assert found.value is not None
    painter.setFont(tokens.font("strong"))
    painter.setPen(ink(filled(found.value)))
    left = len(found.cells) - found.done
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, found.text)
    if left:  # failed ones keep a cross for good, others may still come
        side = tokens.px(7)
        corner = QRectF(box.right() - side - tokens.px(4), box.center().y() - side / 2, side, side)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        color = ink(filled(found.value))
        painter.setPen(QPen(color, 1.4 * tokens.scale))
        if found.failed:
            painter.drawLine(corner.topLeft(), corner.bottomRight())
            painter.drawLine(corner.bottomLeft(), corner.topRight())
        else:
            painter.drawArc(corner, 0, 270 * 16)


def _draw_shape(painter: QPainter, box: QRectF, shape: State) -> None:
    side = theme.current().px(10)
    at = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    paint_state(painter, at, shape)


def _draw_edge(painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
    """Draw what is under the pointer or has the focus."""
    tokens = theme.current()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    if focused or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(QPen(tokens.accent if focused else tokens.text_2, 2 if focused else 1))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), tokens.px(3), tokens.px(3))
