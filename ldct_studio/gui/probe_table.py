"""The table of physics at a place: a row for every pane, with intervals, or why a pane has no numbers."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ..probe.reading import Reading
from . import figures, theme
from .language import tr
from .probe_survey import Result, Survey

COLUMNS: tuple[tuple[str, str], ...] = (
    (tr("Pane"), tr("The pane and its method")),
    (
        tr("Contrast kept (%)"),
        tr(
            "Difference of the pictures with and without the disc, averaged over the seeds and over the "
            "pixels of the disc, each weighed with the share that the disc covers; in % of what the disc "
            "itself would give. ± is half of the 95 % confidence interval; a linear method has none."
        ),
    ),
    (
        tr("TTF f50 (1/mm)"),
        tr(
            "Task transfer function, read from the disc itself: the spectrum of the mean difference over "
            "that of the disc, in rings of frequency. f50 is where it falls to one half. It depends on "
            "contrast and dose for methods that are not linear."
        ),
    ),
    (
        tr("Noise (HU)"),
        tr(
            "SD over all noise of the dose, root mean square over the pixels within the disc's radius, four "
            "pixels at least. Where noise is inserted, that of the loaded scan is added."
        ),
    ),
    (
        tr("d′ (95 % CI)"),
        tr(
            "Channelized Hotelling observer with 5 difference-of-Gaussians channels that knows disc and "
            "background. With and without the disc the noise is the same. The interval is exact for linear "
            "methods and Gaussian noise."
        ),
    ),
    (
        tr("2AFC correct (%)"),
        tr("Share of right answers in a choice between two pictures, one of them with the disc: Φ(d′/√2)"),
    ),
)
"""Columns with their definitions."""
_Index = QModelIndex | QPersistentModelIndex
_ROOM, _EDGE = 28, 3


class ProbeTable(QTableWidget):
    """Read only; the arrow keys go from cell to cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self.setObjectName("probe-table")
        self.setAccessibleName(self.tr("Physics at this place, a row for every pane"))
        self.setToolTip(self.tr("Point at a column's name for its definition"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setItemDelegate(_Aligned(self))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.current().px(28))
        for column, (name, definition) in enumerate(COLUMNS):
            head = QTableWidgetItem(self.tr(name))
            head.setToolTip(self.tr(definition))
            head.setTextAlignment(_side(column))
            self.setHorizontalHeaderItem(column, head)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_survey(self, survey: Survey) -> None:
        """Show the rows that are there."""
        self.clearSpans()
        self.setRowCount(len(survey.results))
        for row, one in enumerate(survey.results):
            without = isinstance(one.reading, str)
            for column, (text, tip) in enumerate(cells(one)):
                item = QTableWidgetItem(tr(text))
                item.setToolTip(tr(tip))
                item.setTextAlignment(_side(0 if without else column))
                self.setItem(row, column, item)
            if without:
                self.setSpan(row, 1, 1, len(COLUMNS) - 1)


class _Aligned(QStyledItemDelegate):
    """Sets cells under the names of their columns, with room between neighbors."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the size of the text and the room beside it."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + theme.current().px(_ROOM), hint.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the text as far from the edges as a header does."""
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(_EDGE, 0, -_EDGE, 0)
        super().paint(painter, inside, index)


def cells(one: Result) -> list[tuple[str, str]]:
    """Return text and tooltip of every cell of a row."""
    pane = (f"{one.letter} {tr(one.lane.title)}", tr(one.lane.title))
    if not isinstance(one.reading, Reading):
        return [pane, (tr("No numbers"), one.reading), *([("", one.reading)] * (len(COLUMNS) - 2))]
    kept, found, f50 = one.reading.kept, one.reading.detectability, one.reading.frequency50
    half = 50 * (kept.high - kept.low)
    share = figures.fixed(100 * kept.value) + (f" ± {figures.fixed(half)}" if half >= 0.05 else "")
    interval = f"{figures.fixed(found.low, 2)}–{figures.fixed(found.high, 2)}"
    texts = (
        share,
        figures.UNKNOWN if isinstance(f50, str) else figures.fixed(f50, 3),
        figures.fixed(one.reading.noise),
        f"{figures.fixed(found.value, 2)} ({interval})",
        figures.fixed(100 * one.reading.right),
    )
    tips = (COLUMNS[1][1], f50 if isinstance(f50, str) else COLUMNS[2][1], *(tip for _, tip in COLUMNS[3:]))
    return [pane, *zip(texts, tips, strict=True)]


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
