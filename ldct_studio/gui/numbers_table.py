"""The table of the numbers dock: a model for keyboard, copy and screen readers, and how a row is drawn."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from . import dose_scale, theme
from .icons import pixmap
from .lane_words import with_gain
from .language import tr
from .numbers_widths import LEFT, RIGHT, fitting
from .pane_numbers import Cell, Metric, PaneNumbers

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_INDEX = QModelIndex()
_CURVE = 12
"""Px below which a curve is a dot and not drawn."""


class NumbersModel(QAbstractTableModel):
    """Panes by metrics."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.metrics: tuple[Metric, ...] = ()
        self.rows: tuple[PaneNumbers, ...] = ()
        self.active = ""
        """The letter of the active pane."""

    def show_rows(self, metrics: tuple[Metric, ...], rows: tuple[PaneNumbers, ...], active: str) -> bool:
        """Show other numbers; say whether the table has another form now."""
        if metrics != self.metrics or len(rows) != len(self.rows):
            self.beginResetModel()
            self.metrics, self.rows, self.active = metrics, rows, active
            self.endResetModel()
            return True
        if (rows, active) != (self.rows, self.active):
            self.rows, self.active = rows, active
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(metrics)))
        return False

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of panes."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the pane's column and the metrics'."""
        return 0 if parent.isValid() else 1 + len(self.metrics)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text, the tooltip or the alignment of a cell."""
        row = self.rows[index.row()]
        cell = row.cells[index.column() - 1] if index.column() else None
        dose = with_gain(row.dose, row.gain)
        said = cell.told(tr(cell.unit)) if cell else f"{row.letter} {tr(row.title)} {dose}".strip()
        if role == Qt.ItemDataRole.DisplayRole:
            return said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{said} {tr(cell.reason if cell else row.warning)}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, cell, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if cell else _LEFT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a metric's name, or its definition as a tooltip."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if section == 0:
            return {Qt.ItemDataRole.DisplayRole: tr("Pane")}.get(Qt.ItemDataRole(role))
        metric = self.metrics[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{tr(metric.name)} {tr(metric.unit)}".strip()
        return tr(metric.definition) if role == Qt.ItemDataRole.ToolTipRole else None

    def _tip(self, row: PaneNumbers, cell: Cell | None, column: int) -> str:
        if cell is None:
            return " ".join(
                [tr(row.warning), *(tr(c.reason) for c in row.cells if c.doubtful)]
            ).strip() or tr("{0}: click to make the pane active").format(row.title)
        told = f"{cell.told(tr(cell.unit))}. " if cell.unit else ""
        return f"{told}{tr(self.metrics[column - 1].definition)} {tr(cell.reason)}".strip()


class NumbersHeader(QHeaderView):
    """Names in 11/600 with the unit under them, right-aligned over their numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(super().sizeHint().width(), theme.current().px(36))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw a name and its unit."""
        tokens = theme.current()
        painter.save()
        painter.setPen(QPen(tokens.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        model = self.model()
        if logical and isinstance(model, NumbersModel):
            metric = model.metrics[logical - 1]
            box = QRectF(rect).adjusted(0, 0, -tokens.px(4), -tokens.px(6))
            half = box.height() / 2
            name = tokens.font("caption")
            name.setWeight(QFont.Weight.DemiBold)
            painter.setFont(name)
            painter.setPen(tokens.text_2)
            painter.drawText(box.adjusted(0, 0, 0, -half), _RIGHT, tr(metric.name))
            painter.setFont(tokens.font("caption"))
            painter.setPen(tokens.text_3)
            painter.drawText(box.adjusted(0, half, 0, 0), _RIGHT, tr(metric.unit))
        painter.restore()


class NumbersDelegate(QStyledItemDelegate):
    """Draws the series mark, letter and dose; a number over its curve; doubt in amber with an icon."""

    compact = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(theme.current().px(48), theme.current().px(42 if self.compact else 46))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        model = index.model()
        if not isinstance(model, NumbersModel):
            return
        row, rect = model.rows[index.row()], QRectF(option.rect)
        tokens = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.letter == model.active:
            painter.fillRect(rect, tokens.selected)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), tokens.line)
        if index.column() == 0:
            self.draw_head(painter, rect, row, tokens)
        else:
            _draw_cell(painter, rect, row.cells[index.column() - 1], tokens)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), tokens.px(4), tokens.px(4))
        painter.restore()

    def draw_head(self, painter: QPainter, rect: QRectF, row: PaneNumbers, tokens: theme.Tokens) -> None:
        """Draw what a row is of."""
        _draw_pane(painter, rect, row, tokens)


def series_color(letter: str, tokens: theme.Tokens) -> QColor:
    """Return the curve color of a pane."""
    return tokens.series[(ord(letter) - ord("A")) % len(tokens.series)]


def _draw_pane(painter: QPainter, rect: QRectF, row: PaneNumbers, tokens: theme.Tokens) -> None:
    px = tokens.px
    painter.fillRect(
        QRectF(rect.left() + px(2), rect.top() + px(8), 2.5, rect.height() - px(16)),
        series_color(row.letter, tokens),
    )
    line = QRectF(rect.left() + px(11), rect.top() + px(5), rect.width() - px(13), px(17))
    painter.setFont(tokens.font("strong"))
    painter.setPen(tokens.text)
    painter.drawText(line, _LEFT, row.letter)
    name = line.adjusted(px(15), 0, 0, 0)
    title = painter.fontMetrics().elidedText(tr(row.title), Qt.TextElideMode.ElideRight, int(name.width()))
    painter.drawText(name, _LEFT, title)
    painter.setFont(tokens.font("caption"))
    painter.setPen(tokens.text_3)
    below = name.translated(0, px(18))
    dose = with_gain(row.dose, row.gain)
    painter.drawText(below, _LEFT, dose)
    if row.warning or any(cell.doubtful for cell in row.cells):
        x = below.left() + painter.fontMetrics().horizontalAdvance(dose) + px(6)
        draw_warning(painter, QPointF(x, below.center().y() - px(6)), tokens)


def _draw_cell(painter: QPainter, rect: QRectF, cell: Cell, tokens: theme.Tokens) -> None:
    px = tokens.px
    line = QRectF(rect.left(), rect.top() + px(5), rect.width() - px(RIGHT), px(17))
    text, font = fitting(cell.text + cell.mark, line.width() - px(LEFT) / 2)
    painter.setFont(font)
    painter.setPen(tokens.warn if cell.doubtful else tokens.text)
    painter.drawText(line, _RIGHT, text)
    if cell.doubtful:
        x = line.right() - painter.fontMetrics().horizontalAdvance(text) - px(15)
        if x >= rect.left():
            draw_warning(painter, QPointF(x, line.center().y() - px(6)), tokens)
    right = line.right() - _draw_unit(painter, line.translated(0, px(17)), cell, tokens)
    if len(cell.curve) >= 2 and right - line.left() >= px(_CURVE):
        wide = min(px(34), right - line.left())
        box = QRectF(right - wide, line.bottom() + px(4), wide, px(12))
        _draw_sparkline(painter, box, cell, tokens)


def _draw_unit(painter: QPainter, line: QRectF, cell: Cell, tokens: theme.Tokens) -> float:
    """Write the unit of a number that is not its column's below it; return how wide that is."""
    if not cell.unit:
        return 0.0
    painter.setFont(tokens.font("caption"))
    painter.setPen(tokens.text_3)
    room = int(line.width() - tokens.px(LEFT) / 2)
    unit = painter.fontMetrics().elidedText(tr(cell.unit), Qt.TextElideMode.ElideRight, room)
    painter.drawText(line, _RIGHT, unit)
    return painter.fontMetrics().horizontalAdvance(unit) + tokens.px(4)


def draw_warning(painter: QPainter, place: QPointF, tokens: theme.Tokens) -> None:
    """Draw the icon of doubt."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(place, pixmap("warning", tokens.px(12), tokens.warn, ratio))


def _draw_sparkline(painter: QPainter, box: QRectF, cell: Cell, tokens: theme.Tokens) -> None:
    """Draw a number over the visited doses, 1 to 100 % across, with a dot at the dose of now."""
    low, high = min(v for _, v in cell.curve), max(v for _, v in cell.curve)
    span = high - low or 1.0

    def place(fraction: float, value: float) -> QPointF:
        x = box.left() + dose_scale.position(fraction) * box.width()
        return QPointF(x, box.bottom() - (value - low) / span * box.height())

    painter.setPen(QPen(tokens.text_3, 1.2))
    painter.drawPolyline([place(a, v) for a, v in cell.curve])
    now = next((v for a, v in cell.curve if cell.now and math.isclose(a, cell.now, rel_tol=1e-6)), None)
    if now is not None and cell.now is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.text)
        painter.drawEllipse(place(cell.now, now), 2.5, 2.5)
