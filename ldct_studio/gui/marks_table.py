"""The list of measurements: a row for each, a column for every pane; names can be edited."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from . import theme
from .figures import UNKNOWN
from .icons import pixmap
from .language import tr
from .marks_values import KINDS, Listed
from .numbers_table import Index, NumbersHeader, draw_warning, series_color
from .pane_numbers import Cell

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_INDEX = QModelIndex()


class MarksModel(QAbstractTableModel):
    """Measurements by panes."""

    renamed = Signal(int, str)
    """The row of a measurement and the name that was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Listed, ...] = ()
        self.panes: tuple[str, ...] = ()
        """The letters of the panes."""
        self.selected: int | None = None
        """The row of the selected measurement."""

    def show_rows(self, rows: tuple[Listed, ...], panes: tuple[str, ...], selected: int | None) -> bool:
        """Show other numbers; say whether the table has another form now."""
        if panes != self.panes or len(rows) != len(self.rows):
            self.beginResetModel()
            self.rows, self.panes, self.selected = rows, panes, selected
            self.endResetModel()
            return True
        if (rows, selected) != (self.rows, self.selected):
            self.rows, self.selected = rows, selected
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(panes)))
        return False

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of measurements."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the column of names and those of the panes."""
        return 0 if parent.isValid() else 1 + len(self.panes)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let names be edited."""
        flags = super().flags(index)
        return flags if index.column() else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text, the name to edit, or the tooltip of a cell."""
        row = self.rows[index.row()]
        cell = row.cells[index.column() - 1] if index.column() else None
        said = cell.text.replace("\n", " ") if cell else row.name
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                f"{said} {tr(cell.reason)}".strip() if cell else f"{tr(KINDS[row.kind][0])} {said} {row.size}"
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, cell)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell of another name."""
        if role != Qt.ItemDataRole.EditRole or index.column():
            return False
        self.renamed.emit(index.row(), str(value))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the letter of a pane."""
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.panes[section - 1] if section else self.tr("Measurement")

    def _tip(self, row: Listed, cell: Cell | None) -> str:
        if cell is None:
            return self.tr("{0}, {1}. Click to go there; double-click or F2 to rename it.").format(
                tr(KINDS[row.kind][0]), tr(row.size)
            )
        if row.kind == "profile":
            said = self.tr("Mean along the line, and highest − lowest value, in the unit of the picture.")
        elif row.kind in ("ruler", "angle"):
            said = ""
        else:
            said = self.tr("Mean ± standard deviation in the region, in the unit of the picture.")
        told = "" if cell.text == UNKNOWN else cell.text.replace("\n", " ")
        return "  ".join(filter(None, (told, f"{said} {tr(cell.reason)}".strip())))


class MarksHeader(NumbersHeader):
    """The letters of the panes in their colors, right-aligned over their numbers."""

    def sizeHint(self) -> QSize:
        """Return room for one line."""
        return QSize(super().sizeHint().width(), theme.current().px(24))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw a letter."""
        tokens, model = theme.current(), self.model()
        painter.save()
        painter.setPen(QPen(tokens.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if isinstance(model, MarksModel) and logical:
            letter = model.panes[logical - 1]
            painter.setFont(tokens.font("strong"))
            painter.setPen(series_color(letter, tokens))
            painter.drawText(QRectF(rect).adjusted(0, 0, -tokens.px(4), 0), _RIGHT, letter)
        painter.restore()


class MarksDelegate(QStyledItemDelegate):
    """Draws icon, name and size; a mean over what it varies by; doubt in amber with an icon."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(theme.current().px(48), theme.current().px(42))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Put the field for a name over the name."""
        editor.setGeometry(option.rect.adjusted(0, 0, 0, -1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        model = index.model()
        if not isinstance(model, MarksModel):
            return
        row, rect, tokens = model.rows[index.row()], QRectF(option.rect), theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == model.selected:
            painter.fillRect(rect, tokens.selected)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), tokens.line)
        if index.column() == 0:
            _draw_name(painter, rect, row, tokens)
        else:
            _draw_values(painter, rect, row.cells[index.column() - 1], tokens)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), tokens.px(4), tokens.px(4))
        painter.restore()


def _draw_name(painter: QPainter, rect: QRectF, row: Listed, tokens: theme.Tokens) -> None:
    px, ratio = tokens.px, painter.device().devicePixelRatio()
    side = px(14)
    place = QPointF(rect.left() + px(2), rect.top() + px(7))
    painter.drawPixmap(place, pixmap(KINDS[row.kind][1], side, tokens.text_2, ratio))
    line = QRectF(rect.left() + px(21), rect.top() + px(4), rect.width() - px(23), px(17))
    _draw_line(painter, line, tr(row.name), tokens.font("strong"), tokens.text, _LEFT)
    _draw_line(
        painter, line.translated(0, px(17)), tr(row.size), tokens.font("caption"), tokens.text_3, _LEFT
    )


def _draw_values(painter: QPainter, rect: QRectF, cell: Cell, tokens: theme.Tokens) -> None:
    px = tokens.px
    over, _, below = cell.text.partition("\n")
    line = QRectF(rect.left(), rect.top() + px(4), rect.width() - px(4), px(17))
    number = tokens.font("strong")
    number.setWeight(QFont.Weight.Medium)
    _draw_line(painter, line, over, number, tokens.warn if cell.doubtful else tokens.text, _RIGHT)
    _draw_line(painter, line.translated(0, px(17)), below, tokens.font("caption"), tokens.text_3, _RIGHT)
    if cell.doubtful:
        painter.setFont(number)
        x = line.right() - painter.fontMetrics().horizontalAdvance(over) - px(15)
        if x >= rect.left() - px(2):
            draw_warning(painter, QPointF(x, line.center().y() - px(6)), tokens)


def _draw_line(
    painter: QPainter, box: QRectF, text: str, font: QFont, color: QColor, side: Qt.AlignmentFlag
) -> None:
    painter.setFont(font)
    painter.setPen(color)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, side, shown)
