"""What stands under a plot: the numbers of every pane, and its spectrum as a small picture."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from . import figures, theme
from .dock import text_label
from .language import tr
from .numbers_table import series_color
from .plot_view import Table, Tile

_TILE = 44


class NumbersBelow(QWidget):
    """A row of numbers for every pane under a row of names with units; tooltips say what and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plots-numbers")
        self.setAccessibleName(self.tr("Numbers of the plot"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._labels: dict[tuple[int, int], QLabel] = {}
        theme.notifier.changed.connect(self._scale)
        self._scale()

    def show_table(self, table: Table | None) -> None:
        """Show other numbers; none hides the widget."""
        for label in self._labels.values():
            label.hide()
        self.setVisible(table is not None)
        if table is None:
            return
        for column, metric in enumerate(table.metrics, 1):
            head = self._label(0, column, f"plots-head-{column}", "caption")
            _say(head, f"{tr(metric.name)} {metric.unit}".strip(), tr(metric.definition))
            self._grid.setColumnStretch(column, 1)
        for row, (letter, cells) in enumerate(table.rows, 1):
            mark = self._label(row, 0, f"plots-pane-{letter}", "strong")
            mark.setStyleSheet(f"color: {series_color(letter, theme.current()).name()}")
            _say(mark, letter, "")
            for column, (metric, cell) in enumerate(zip(table.metrics, cells, strict=True), 1):
                role = "second" if cell.text == figures.UNKNOWN else "warn" if cell.doubtful else ""
                number = self._label(row, column, f"plots-cell-{letter}-{column}", role)
                _say(number, cell.text, f"{tr(metric.definition)} {tr(cell.reason)}".strip())

    def _label(self, row: int, column: int, name: str, role: str) -> QLabel:
        """Return the label at a place, made where there is none yet."""
        label = self._labels.get((row, column))
        if label is None:
            label = self._labels[row, column] = text_label(name, role)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label, row, column)
        label.setObjectName(name)
        if label.property("role") != role:
            label.setProperty("role", role)
            theme.repolish(label)
        label.show()
        return label

    def _scale(self) -> None:
        self._grid.setHorizontalSpacing(theme.current().px(8))
        self._grid.setVerticalSpacing(theme.current().px(2))


def _say(label: QLabel, text: str, tip: str) -> None:
    label.setText(text)
    label.setAccessibleName(text)
    label.setToolTip(tip)


class SpectraBelow(QWidget):
    """The 2-D spectra of the panes in a row, zero frequency in the middle, dark to bright with the root."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: tuple[Tile, ...] = ()
        self.setObjectName("plots-spectra")
        self.setAccessibleName(self.tr("2-D noise power spectra"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """Show other spectra; none hides the widget."""
        self._tiles = tiles
        self.setVisible(bool(tiles))
        if tiles:
            edge = figures.fixed(tiles[0].edge, 2)
            self.setToolTip(
                self.tr(
                    "2-D noise power, zero frequency in the middle, ±{0} mm⁻¹ at the borders; brightness is "
                    "its root, from 0 to the highest of each pane."
                ).format(edge)
            )
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a tile."""
        return QSize(theme.current().px(200), theme.current().px(_TILE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each spectrum beside its letter."""
        tokens, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(tokens.font("strong"))
        count = max(len(self._tiles), 4)
        step = self.width() / count
        for place, tile in enumerate(self._tiles):
            painter.setPen(series_color(tile.letter, tokens))
            left = place * step
            word = QRectF(left, 0, tokens.px(14), tokens.px(16))
            painter.drawText(word, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, tile.letter)
            side = min(step - tokens.px(18), float(self.height()))
            painter.drawImage(QRectF(left + tokens.px(14), 0, side, side), gray(tile))
        painter.end()


def gray(tile: Tile) -> QImage:
    """Return a spectrum as a gray picture with zero frequency in the middle."""
    root = np.sqrt(np.fft.fftshift(tile.power))
    top = float(root.max())
    values = np.ascontiguousarray(255 * root / top if top > 0 else root, np.uint8)
    height, width = values.shape
    return QImage(values.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()
