"""The table of a validation: a row for every region of every real scan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ..probe.compared import Compared
from . import figures, theme
from .language import tr

COLUMNS: tuple[tuple[str, str], ...] = (
    (tr("Dose (%)"), tr("Of the dose of the reference; point at a number for the scan")),
    (tr("Region"), tr("Circles of flat water or tissue; they stand in the picture")),
    (tr("Real (HU)"), tr("SD of the real scan, without what does not change from slice to slice")),
    (tr("Sim. (HU)"), tr("SD of the simulated scan, root mean square over the seeds")),
    (
        tr("SD ratio (95 %)"),
        tr(
            "SD simulated over real, with its 95 % interval from the independent values behind both; noise "
            "of neighboring pixels is alike, so these are fewer than the pixels"
        ),
    ),
    (
        tr("Frequency"),
        tr("Mean frequency of the noise power, simulated over real: 1 where the noise is as fine"),
    ),
    (
        tr("NPS low, mid, high"),
        tr(
            "Noise power simulated over real in three bands of frequency, each with a third of the real power"
        ),
    ),
    (
        tr("Verdict"),
        tr(
            "Pass: SD and frequency are within the mark. Fail: one is beyond it, and its interval leaves 1 "
            "out. Unsure: the region is too small to tell"
        ),
    ),
)
"""Columns with their definitions."""
REGIONS = (tr("Middle"), tr("Right"), tr("Left"), tr("Top"), tr("Bottom"))
"""What regions are called that are found by themselves."""
STATES = {"pass": tr("Pass"), "fail": tr("Fail"), "unsure": tr("Unsure")}
_ROOM = "\u2002"
"""Between a number and the word at its right."""
_WIDTHS = (64, 88, 78, 78, 160, 84, 136)
_TEXT = (1, 7)
"""Columns of words."""


class ScannerTable(QTableWidget):
    """Read only; the row that is chosen has its spectra in the plot."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self.setObjectName("scanner-table")
        self.setAccessibleName(self.tr("Simulated over real noise, a row for every region"))
        self.setToolTip(self.tr("Point at a column's name for its definition; choose a row for its spectra"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.current().px(24))
        for column, (name, definition) in enumerate(COLUMNS):
            head = QTableWidgetItem(f"{_ROOM if column in _TEXT else ''}{self.tr(name)}")
            head.setToolTip(self.tr(definition))
            head.setTextAlignment(_side(column))
            self.setHorizontalHeaderItem(column, head)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, theme.current().px(width))
        header.setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        self.currentCellChanged.connect(lambda row, *_: self.chosen.emit(row))

    def show_rows(self, rows: Sequence[Compared]) -> None:
        """Show other rows and choose the first one that is not within the mark."""
        self.setRowCount(len(rows))
        tokens = theme.current()
        colors = {"pass": tokens.ok, "fail": tokens.bad, "unsure": tokens.warn}
        for number, row in enumerate(rows):
            for column, text in enumerate(cells(row)):
                item = QTableWidgetItem(f"{_ROOM}{text}" if column in _TEXT else text)
                item.setTextAlignment(_side(column))
                item.setToolTip(self.tr(COLUMNS[column][1]) if column else row.scan)
                if column == len(COLUMNS) - 1:
                    item.setForeground(colors[row.state])
                self.setItem(number, column, item)
        first = next((k for k, row in enumerate(rows) if row.state != "pass"), 0)
        if rows:
            self.setCurrentCell(first, 0)


def cells(row: Compared) -> tuple[str, ...]:
    """Return the text of every cell of a row."""
    ratio = row.ratio
    interval = f"{figures.fixed(ratio.low, 2)}–{figures.fixed(ratio.high, 2)}"
    return (
        figures.number(100 * row.fraction),
        tr(row.region),
        figures.fixed(row.real.sd),
        figures.fixed(row.simulated.sd),
        f"{figures.fixed(ratio.value, 3)} ({interval})",
        figures.UNKNOWN if row.color is None else figures.fixed(row.color.value, 3),
        "  ".join(figures.fixed(band, 2) for band in row.bands) or figures.UNKNOWN,
        STATES[row.state],
    )


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column in _TEXT else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
