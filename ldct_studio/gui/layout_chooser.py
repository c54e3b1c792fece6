"""The layout chooser: point at the place of the last pane, from 1×1 to 3×3."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from . import theme
from .places import LARGEST

_CELL, _GAP, _MARGIN, _CAPTION = 28, 4, 8, 20


class LayoutChooser(QWidget):
    """Three by three cells; ``chosen((rows, columns))`` on click or Enter, arrow keys move."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("layout-chooser")
        self.setAccessibleName(self.tr("Rows and columns of panes"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pick = (2, 2)

    def show_layout(self, rows: int, columns: int) -> None:
        """Mark the layout in force."""
        self._pick = (rows, columns)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the cells with their caption."""
        side = LARGEST * _CELL + (LARGEST - 1) * _GAP + 2 * _MARGIN
        tokens = theme.current()
        return QSize(tokens.px(side), tokens.px(side + _CAPTION))

    def paintEvent(self, event: object) -> None:
        """Draw the cells; those of the picked layout are filled."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in range(LARGEST):
            for column in range(LARGEST):
                inside = row < self._pick[0] and column < self._pick[1]
                painter.setPen(QPen(tokens.text_2 if inside else tokens.line_strong))
                painter.setBrush(tokens.selected if inside else QColor(Qt.GlobalColor.transparent))
                painter.drawRoundedRect(self._cell(row, column), 3, 3)
        painter.setPen(tokens.text_2)
        painter.setFont(tokens.font("caption"))
        area = self.rect().adjusted(0, self.height() - tokens.px(_CAPTION + 4), 0, -tokens.px(4))
        text = f"{self._pick[0]} × {self._pick[1]}"
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pick the cell under the pointer."""
        step = theme.current().px(_CELL + _GAP)
        edge = theme.current().px(_MARGIN)
        column, row = ((int(v) - edge) // step + 1 for v in (event.position().x(), event.position().y()))
        self._move(row, column)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer."""
        self.chosen.emit(self._pick)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrow keys, choose with Enter or Space."""
        key = Qt.Key
        steps = {key.Key_Left: (0, -1), key.Key_Right: (0, 1), key.Key_Up: (-1, 0), key.Key_Down: (1, 0)}
        if event.key() in steps:
            rows, columns = steps[Qt.Key(event.key())]
            self._move(self._pick[0] + rows, self._pick[1] + columns)
        elif event.key() in (key.Key_Return, key.Key_Enter, key.Key_Space):
            self.chosen.emit(self._pick)
        else:
            super().keyPressEvent(event)

    def _move(self, rows: int, columns: int) -> None:
        self._pick = (min(max(rows, 1), LARGEST), min(max(columns, 1), LARGEST))
        self.update()

    def _cell(self, row: int, column: int) -> QRectF:
        tokens = theme.current()
        side, step, edge = tokens.px(_CELL), tokens.px(_CELL + _GAP), tokens.px(_MARGIN)
        return QRectF(edge + column * step + 0.5, edge + row * step + 0.5, side - 1, side - 1)
