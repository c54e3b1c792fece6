"""The scans of a phantom that are compared: from files, folders or the window, each with its mAs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..core.dose import Scan
from ..core.study import Study
from ..io.formats import is_array
from ..methods.loaders import open_study
from ..probe.validation_scans import LowScan
from . import dialogs, figures, theme
from .background import Asked, Background, Report
from .buttons import push
from .language import tr
from .number_text import printed, read
from .privacy import keep_path_secret
from .scene import Scene

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SAME = 2e-3
"""mAs closer than this, relative, are the same: the scans are repeats."""


@dataclass(frozen=True, eq=False)
class Entry:
    """One scan, with its mAs or any number that grows with the dose alike; None while it is not known."""

    title: str
    study: Study
    mas: float | None
    scan: Scan | None = None
    """What 100 % was where that is known already."""


@dataclass(frozen=True, eq=False)
class Sorted:
    """The scans of the highest dose, and the others with their fractions."""

    reference: tuple[Entry, ...]
    lows: tuple[LowScan, ...]


def sorted_scans(entries: Sequence[Entry]) -> Sorted | str:
    """Return which scans are the reference and which have lower doses, or what is missing."""
    if len(entries) < 2:
        return tr("Add two scans of one phantom at least, at different mAs.")
    if any(entry.mas is None for entry in entries):
        return tr("Write the mAs of every scan, or any numbers that grow with the dose alike.")
    most = max(entry.mas or 0 for entry in entries)
    high = tuple(entry for entry in entries if (entry.mas or 0) >= most * (1 - _SAME))
    lows = tuple(
        LowScan(entry.title, entry.study, (entry.mas or 0) / most) for entry in entries if entry not in high
    )
    return Sorted(high, lows) if lows else tr("All scans have the same mAs; add one at a lower dose.")


class ScannerScans(QWidget):
    """A table of scans with editable mAs, and buttons to add and remove them; opened in the background."""

    changed = Signal()
    failed = Signal(object)
    """One sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self._scene: Scene | None = None
        self._work: Background[list[Entry]] = Background(tr("Opening"))
        self._work.done.connect(self._opened)
        self._work.failed.connect(self.failed)
        for over in (self._work.done, self._work.failed, self._work.cancelled):
            over.connect(lambda *_: self._show_busy(False))
        self.table = QTableWidget(0, 3)
        self._style_table()
        self._shown = self._button(self.tr("Add scan on show"), "shown", self.add_shown)
        self._shown.setToolTip(self.tr("Add the volume that the window shows"))
        self._files = self._button(self.tr("Add files…"), "files", lambda: self.add(dialogs.ask_files(self)))
        self._folder = self._button(
            self.tr("Add folder…"), "folder", lambda: self.add(dialogs.ask_folder(self))
        )
        self._remove = self._button(self.tr("Remove"), "remove", self.remove)
        buttons = QGridLayout()
        buttons.setSpacing(theme.current().px(8))
        for place, button in enumerate((self._shown, self._files, self._folder, self._remove)):
            buttons.addWidget(button, place // 2, place % 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().px(8))
        box.addWidget(self.table)
        box.addLayout(buttons)
        self._show_rows()

    def end(self) -> None:
        """End what is being opened."""
        self._work.close()

    def follow(self, scene: Scene) -> None:
        """Know what the window shows."""
        self._scene = scene
        self._show_buttons()

    def add_shown(self) -> None:
        """Add the volume that the window shows, with the photons that were set or are known."""
        scene = self._scene
        if scene is None or scene.study is None or scene.source is None:
            return
        scan = scene.reference_scan
        study = replace(scene.study, volumes={scene.volume: scene.source}, scan=scan)
        known = scan if scan.source in ("user", "study", "known") and not scan.scanner else None
        self._take([Entry(scene.volume, study, scan.exposure.mas, known)])

    def add(self, paths: Sequence[Path]) -> None:
        """Open files or a folder; several files are several scans where they are volumes or arrays."""
        if not paths:
            return
        for path in paths:
            keep_path_secret(path)
        whole = all(is_array(path) for path in paths)
        parts = [[path] for path in paths] if whole else [list(paths)]

        def work(report: Report, cancelled: Asked) -> list[Entry]:
            studies = [(part[0], open_study(part, report, cancelled)) for part in parts]
            return [
                Entry(path.name.partition(".")[0], study, study.scan.exposure.mas) for path, study in studies
            ]

        self._show_busy(True)
        self._work.start(work)

    def remove(self) -> None:
        """Take the chosen scan out."""
        row = self.table.currentRow()
        if 0 <= row < len(self.entries):
            del self.entries[row]
            self._show_rows()
            self.changed.emit()

    def _take(self, entries: Sequence[Entry]) -> None:
        self.entries += entries
        self._show_rows()
        self.changed.emit()

    def _opened(self, entries: object) -> None:
        if isinstance(entries, list):
            self._take(entries)

    def _style_table(self) -> None:
        table, px = self.table, theme.current().px
        table.setObjectName("scanner-scans")
        table.setAccessibleName(self.tr("Scans of the phantom"))
        table.setToolTip(self.tr("The scan with the most mAs is the reference; equal mAs are repeats"))
        for column, text in enumerate((self.tr("Scan"), self.tr("mAs"), self.tr("Dose (%)"))):
            head = QTableWidgetItem(text)
            head.setTextAlignment(_RIGHT if column else _LEFT)
            head.setToolTip(_TIPS[column])
            table.setHorizontalHeaderItem(column, head)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(px(28))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            table.setColumnWidth(column, px(76))
        table.setFixedHeight(px(28 * 5))
        table.itemChanged.connect(self._edited)
        table.itemSelectionChanged.connect(self._show_buttons)

    def _button(self, text: str, name: str, done: Callable[[], None]) -> QPushButton:
        made = push(text, f"scanner-{name}", tip=text.rstrip("…"))
        made.clicked.connect(lambda: done())
        return made

    def _show_rows(self) -> None:
        self.table.blockSignals(True)
        self.table.setRowCount(len(self.entries))
        most = max((entry.mas or 0 for entry in self.entries), default=0)
        for row, entry in enumerate(self.entries):
            share = figures.UNKNOWN
            if entry.mas and most:
                share = figures.number(100 * entry.mas / most)
            texts = (entry.title, "" if entry.mas is None else printed(entry.mas), share)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text if column == 0 else _TIPS[column])
                if column != 1:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                if column:
                    item.setTextAlignment(_RIGHT)
                self.table.setItem(row, column, item)
        self.table.blockSignals(False)
        self._show_buttons()

    def _edited(self, item: QTableWidgetItem) -> None:
        value = read(item.text())
        mas = float(value) if isinstance(value, int | float) and value > 0 else None
        self.entries[item.row()] = replace(self.entries[item.row()], mas=mas)
        self._show_rows()
        self.changed.emit()

    def _show_buttons(self) -> None:
        scene = self._scene
        can = scene is not None and scene.source is not None and scene.source.unit == "HU"
        self._shown.setEnabled(can)
        self._remove.setEnabled(self.table.currentRow() >= 0 and bool(self.entries))

    def _show_busy(self, busy: bool) -> None:
        for button in (self._files, self._folder):
            button.setEnabled(not busy)


_TIPS = (
    "",
    tr("Tube load of the scan, or any number that grows with the dose alike; press F2 to change it"),
    tr("Of the scan with the most mAs, which is the reference"),
)
