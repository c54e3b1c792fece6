"""LesionTable: the volumes that enhance, largest first; a click goes to one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QVBoxLayout, QWidget

from ..core.atomic import write_text
from ..core.study import Study
from ..methods.contrast_study import LESIONS
from . import theme
from .background import Asked, Background, Report
from .buttons import narrow_box, push
from .contrast_lesions import (
    DIAMETER,
    NONE,
    RATIO,
    UPTAKEN,
    VOLUME,
    Lesions,
    Ratios,
    find_lesions,
    gone_to,
    lesion_rows,
    lesions_csv,
    origin_of,
    predicted_volumes,
    ratios,
)
from .dialogs import ask_target
from .dock import text_label
from .language import tr
from .numbers_table import NumbersDelegate, NumbersHeader, NumbersModel
from .pane_numbers import Cell, PaneNumbers
from .scene import Scene
from .state import AppState

_MOST = 9
"""Rows that are shown without scrolling."""
_ROW, _COLUMN = 42, 50
Found = tuple[Lesions, str, Ratios]
"""The lesions, the predicted volume they were compared in, and the ratios there."""


class LesionTable(QWidget):
    """The table, the choice of the predicted volume over it, and what is said of it below."""

    told = Signal(str, str)
    """A kind of notice and its sentence."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._study: Study | None = None
        self._found: Found | None = None
        self._asked: tuple[Study | None, str] = None, ""
        self._work: Background[Found] = Background(tr("Finding lesions"))
        self._model = LesionModel(self)
        self._box = narrow_box(
            "lesions-volume",
            self.tr("Predicted volume"),
            self.tr("The computed volume whose uptake is compared with the measured standard dose"),
        )
        self._said = text_label("lesions-said", "second", wrap=True)
        self._table = self._make_table()
        self._foot = text_label("lesions-foot", "caption", wrap=True)
        self._export = push(
            self.tr("Export lesions…"), "lesions-export", tip=self.tr("Write the table as CSV")
        )
        self._arrange()
        self._connect()

    def show_scene(self, scene: Scene) -> None:
        """Show the lesions of a study; they are found as soon as the table is seen."""
        if scene.study is not self._study:
            if _sources(scene.study) != _sources(self._study):
                self._forget()
            self._study = scene.study
            self._offer(predicted_volumes(scene.study))
        self._fill(scene)
        self._show()
        self._find()

    def text(self, separator: str) -> str:
        """Return the table as lines of text; '' while there is none."""
        if self._found is None:
            return ""
        lesions, volume, found = self._found
        return lesions_csv(lesions, found, volume, separator)

    def close_work(self) -> None:
        """Wait for work under way; call before the window goes."""
        self._work.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the note the height that its lines need at this width."""
        super().resizeEvent(event)
        self._fit_note()

    def _fit_note(self) -> None:
        self._foot.setFixedHeight(max(self._foot.heightForWidth(self.width()), 0))

    def showEvent(self, event: QShowEvent) -> None:
        """Find what was left out while hidden."""
        super().showEvent(event)
        self._find()

    def write(self, path: Path) -> None:
        """Write the table as CSV, and say so."""
        try:
            write_text(path, self.text(","))
        except OSError:
            self.told.emit("error", tr("{0} could not be written. Choose another folder.").format(path.name))
        else:
            self.told.emit("info", tr("The lesions were saved as {0}.").format(path.name))

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("lesions-table")
        table.setAccessibleName(self.tr("Lesions"))
        table.setHorizontalHeader(NumbersHeader(table))
        table.setModel(self._model)
        table.setItemDelegate(LesionDelegate(table))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return table

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        for part in (self._box, self._said, self._table, self._foot):
            column.addWidget(part)
        column.addWidget(self._export, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self._work.done.connect(self._take)
        self._work.failed.connect(self._fail)
        self._box.activated.connect(lambda _: self._find())
        self._table.clicked.connect(self._go)
        self._export.clicked.connect(self._ask)
        enter = QShortcut(QKeySequence(Qt.Key.Key_Return), self._table)
        enter.setContext(Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(lambda: self._go(self._table.currentIndex()))
        theme.notifier.changed.connect(self._fit)

    def _offer(self, volumes: tuple[str, ...]) -> None:
        self._box.clear()
        for name in volumes:
            self._box.addItem(tr(name), name)
        self._box.setVisible(bool(volumes))

    def _find(self) -> None:
        """Find lesions and ratios that are wanted and not known yet."""
        study, volume = self._study, self._box.currentData() or ""
        if study is None or study.partner is None or not self.isVisible() or self._asked == (study, volume):
            return
        self._asked, known = (study, volume), self._found

        def work(report: Report, cancelled: Asked) -> Found:
            lesions = find_lesions(study) if known is None else replace(known[0], study=study)
            return lesions, volume, ratios(lesions, volume) if volume else {}

        self._said.setText(self.tr("Looking for what enhances…"))
        self._said.setVisible(known is None)
        self._work.start(work)

    def _forget(self) -> None:
        """Let go of what was found, and of a search, as there are other scans."""
        self._work.cancel()
        self._found, self._asked = None, (None, "")
        self._said.clear()

    def _take(self, found: Found) -> None:
        if _sources(found[0].study) != _sources(self._study):
            return  # of scans that were on show before
        self._found = found
        self._said.setText("" if found[0].listed else tr(NONE))
        self._fill(self._state.scene)
        self._show()

    def _fail(self, reason: str) -> None:
        self._found = None
        self._said.setText(tr(reason))
        self._show()

    def _fill(self, scene: Scene) -> None:
        rows = lesion_rows(self._found[0], self._found[2]) if self._found else ()
        metrics = (VOLUME, DIAMETER, UPTAKEN, *((RATIO,) if self._found and self._found[2] else ()))
        listed = self._found[0].listed if self._found else ()
        at = next((str(lesion.number) for lesion in listed if lesion.found.center == scene.crosshair), "")
        if self._model.show_rows(metrics, rows, at):
            self._fit()

    def _show(self) -> None:
        some = bool(self._model.rows)
        self._said.setVisible(bool(self._said.text()) and not some)
        for part in (self._table, self._foot, self._export):
            part.setVisible(some)
        if self._found is not None:
            said = " ".join(map(tr, origin_of(self._found[0])))
            self._foot.setText(said)
            self._fit_note()
            self._table.setToolTip(self.tr("{0} Click a row to go there.").format(said))

    def _fit(self) -> None:
        px, header = theme.current().px, self._table.horizontalHeader()
        header.setMinimumSectionSize(px(30))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, self._model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self._table.setColumnWidth(column, px(_COLUMN))
        self._table.verticalHeader().setDefaultSectionSize(px(_ROW))
        self._table.setFixedHeight(px(36) + px(_ROW) * min(len(self._model.rows), _MOST) + 2)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid() and self._found is not None:
            place = self._found[0].listed[index.row()].found.center
            self._state.become(gone_to(self._state.scene, place), "Go to lesion")
            self._state.settle()

    def _ask(self) -> None:
        path = ask_target(self.window(), self.tr("Export lesions"), "lesions.csv", "CSV (*.csv)")
        if path is not None:
            self.write(path)


class LesionModel(NumbersModel):
    """Lesions by what is measured of them."""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a metric's name, or its definition as a tooltip."""
        if section == 0 and orientation == Qt.Orientation.Horizontal:
            return tr("Lesion") if role == Qt.ItemDataRole.DisplayRole else None
        return super().headerData(section, orientation, role)

    def _tip(self, row: PaneNumbers, cell: Cell | None, column: int) -> str:
        if cell is not None:
            return super()._tip(row, cell, column)
        return tr("{0}, at {1}. Click to go there.").format(tr(row.title), row.dose)


class LesionDelegate(NumbersDelegate):
    """Draws the name of a lesion over its place."""

    def draw_head(self, painter: QPainter, rect: QRectF, row: PaneNumbers, tokens: theme.Tokens) -> None:
        """Draw name and place; what the study says besides the name stands in the tooltip."""
        px = tokens.px
        line = QRectF(rect.left() + px(4), rect.top() + px(4), rect.width() - px(6), px(17))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for text, font, color, down in (
            (tr(row.title).partition(":")[0], tokens.font("strong"), tokens.text, 0),
            (row.dose, tokens.font("caption"), tokens.text_3, px(17)),
        ):
            painter.setFont(font)
            painter.setPen(color)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
            painter.drawText(line.translated(0, down), side, shown)


def _sources(study: Study | None) -> tuple[object, ...]:
    """Return what the lesions of a study are found in."""
    return () if study is None else (study.partner, study.labels.get(LESIONS))
