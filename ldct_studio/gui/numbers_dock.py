"""NumbersDock: numbers of all panes: of a region, the slice or labels over dose, and of every measurement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QTabBar,
    QTableView,
    QWidget,
)

from ..core.lane import Frame
from . import theme
from .background import Background
from .dock import Dock, text_label
from .image_numbers import ImageNumbers, similarities
from .label_numbers import LabelNumbers
from .language import tr
from .marks_csv import measurements_csv
from .marks_desk import MarksDesk
from .marks_list import MarksList
from .numbers_heads import ImageHead, LabelHead, RegionHead
from .numbers_table import NumbersDelegate, NumbersHeader, NumbersModel
from .pace import Pace
from .pane_numbers import LETTERS, Numbers, table_text
from .probe_survey import Survey
from .region_numbers import RegionNumbers
from .scene import Scene
from .state import AppState, only_dose

_NARROW = 330
_MANY = 5
"""More columns than these stand closer."""
REST_MS = 250
"""The SSIM is computed once no picture came for so long."""


@dataclass(frozen=True)
class Sheet:
    """One table: its word, its definition, its numbers, and what stands over it."""

    name: str
    tip: str
    numbers: Numbers[Any]
    head: QWidget
    show_head: Callable[[Scene], None]


class NumbersDock(Dock):
    """One of three tables, whose rows are panes, or the list of measurements."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "numbers-dock", tr("Numbers"), parent)
        self._region, self._image, self._labels = RegionNumbers(), ImageNumbers(), LabelNumbers()
        self.desk = MarksDesk(state, lambda: self._region.frames, self)
        self._list = MarksList(state)
        self._sheets = self._make_sheets()
        self._pace = Pace(lambda: self._show(self.state.scene), self)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._work: Background[dict[tuple[object, ...], float]] = Background(tr("Comparing pictures"))
        self._tabs = self._make_tabs()
        self._model = NumbersModel(self)
        self._delegate = NumbersDelegate(self)
        self._empty = text_label("numbers-empty", "second", "", wrap=True)
        self._foot = text_label("numbers-foot", "caption", "", wrap=True)
        self._table = self._make_table()
        self._copy = self.add_button(
            "copy", "copy", self.tr("Copy the table"), self.tr("Copy the table as text (Ctrl+C in the table)")
        )
        self._more = self.add_button(
            "more", "dots-three", self.tr("More ways to copy"), self.tr("Copy as text or CSV")
        )
        self._connect()
        self._arrange()
        self._show(state.scene)

    def show_frame(self, frame: Frame) -> None:
        """Take a new picture."""
        if frame.request.source is self.state.scene.source:
            for sheet in self._sheets:
                if frame.lane.is_axial or sheet.numbers.any_cut:
                    sheet.numbers.take(frame, self.state.scene)
            self._pace.ask()
            self._rest.start()

    def show_survey(self, survey: Survey) -> None:
        """Take d′ of the observer, which stands in the table where it was probed in the region."""
        self._region.survey = survey
        self._pace.ask()

    def close_work(self) -> None:
        """Wait for a comparison under way; call before the window goes."""
        self._rest.stop()
        self._work.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Compute what was left out while hidden."""
        super().showEvent(event)
        self._rest.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use lower rows and narrower columns in a narrow column of docks."""
        super().resizeEvent(event)
        compact = event.size().width() < theme.current().px(_NARROW)
        if compact != self._delegate.compact:
            self._delegate.compact = compact
            self._fit()

    def copy(self, separator: str = "\t") -> None:
        """Put the table on the clipboard, with tabs or with another separator."""
        self._pace.now()
        if self._on_list:
            text = measurements_csv(self.state.scene, self._region.frames, separator)
        else:
            text = table_text(self._model.metrics, self._model.rows, separator)
        QGuiApplication.clipboard().setText(text)

    def tables(self) -> tuple[tuple[str, Numbers[Any]], ...]:
        """Return every kind of numbers with its name, whichever is on show."""
        return tuple((sheet.name, sheet.numbers) for sheet in self._sheets)

    @property
    def _on_list(self) -> bool:
        return self._tabs.currentIndex() == len(self._sheets)

    @property
    def _sheet(self) -> Sheet:
        return self._sheets[min(self._tabs.currentIndex(), len(self._sheets) - 1)]

    def _make_sheets(self) -> tuple[Sheet, ...]:
        region, image, label = RegionHead(), ImageHead(self.state), LabelHead(self.state)
        return (
            Sheet("Region", tr("In the region that was drawn"), self._region, region, region.show_scene),
            Sheet("Image", tr("Against the loaded slice"), self._image, image, image.show_scene),
            Sheet("Labels", tr("What the segmenter finds"), self._labels, label, self._show_label(label)),
        )

    def _show_label(self, head: LabelHead) -> Callable[[Scene], None]:
        def show(scene: Scene) -> None:
            structure = self._labels.subject(scene)
            head.show_names(self._labels.names(scene), structure.name if structure else "")

        return show

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setObjectName("numbers-tabs")
        tabs.setAccessibleName(self.tr("Kind of numbers"))
        tabs.setExpanding(False)
        tabs.setDrawBase(False)
        for place, sheet in enumerate(self._sheets):
            tabs.addTab(tr(sheet.name))
            tabs.setTabToolTip(place, sheet.tip)
        tabs.addTab(self.tr("List"))
        tabs.setTabToolTip(len(self._sheets), self.tr("Every region, ruler, angle and line profile"))
        return tabs

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("numbers-table")
        table.setAccessibleName(self.tr("Numbers by pane"))
        table.setToolTip(self.tr("Numbers of every pane; click a row to make its pane active"))
        header = NumbersHeader(table)
        table.setHorizontalHeader(header)
        table.setModel(self._model)
        table.setItemDelegate(self._delegate)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return table

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._turn)
        self._rest.timeout.connect(self._compare)
        self._work.done.connect(self._learn)
        self._work.failed.connect(self._fail)
        self._table.clicked.connect(self._choose)
        self._table.activated.connect(self._choose)
        self._copy.clicked.connect(lambda: self.copy())
        self._more.clicked.connect(self._open_menu)
        self._list.export_wanted.connect(self.desk.export)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.copy)
        self.state.changed.connect(self._follow)
        theme.notifier.changed.connect(self._fit)

    def _arrange(self) -> None:
        self.body.addWidget(self._tabs)
        for sheet in self._sheets:
            self.body.addWidget(sheet.head)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._table)
        self.body.addWidget(self._foot)
        self.body.addWidget(self._list)

    def _fit(self) -> None:
        px, header = theme.current().px, self._table.horizontalHeader()
        side = px(42 if self._delegate.compact else 46)
        header.setMinimumSectionSize(px(30))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, metric in enumerate(self._model.metrics, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            close = px(37 if metric.unit else 31)
            self._table.setColumnWidth(column, side if len(self._model.metrics) <= _MANY else close)
        many = len(self._model.metrics) > _MANY
        for column in range(1, self._model.columnCount()):  # the last stands beside the region itself
            last = column == len(self._model.metrics)
            self._table.setColumnHidden(column, last and many and self._delegate.compact)
        self._table.verticalHeader().setDefaultSectionSize(side)
        self._table.setFixedHeight(px(36) + side * len(self._model.rows) + 2)

    def _turn(self) -> None:
        self._show(self.state.scene)
        self._rest.start()

    def _follow(self, new: Scene, old: Scene) -> None:
        if only_dose(new, old):
            return  # the numbers are those of the pictures
        if new.study is not old.study or new.volume != old.volume:
            for sheet in self._sheets:
                sheet.numbers.forget()
        self._show(new)
        if new.domain != old.domain:
            self._rest.start()

    def _show(self, scene: Scene) -> None:
        self._list.setVisible(self._on_list)
        if self._on_list:
            self._show_list(scene)
            return
        chosen, numbers = self._sheet, self._sheet.numbers
        rows = numbers.rows(scene)
        if self._model.show_rows(numbers.metrics, rows, LETTERS[scene.active]):
            self._fit()
        chosen.show_head(scene)
        self._foot.setText(self._footnote(scene))
        self._empty.setText(self.tr(numbers.empty))
        self._empty.setVisible(not rows)
        for sheet in self._sheets:
            sheet.head.setVisible(bool(rows) and sheet is chosen)
        self._table.setVisible(bool(rows))
        self._foot.setVisible(bool(rows))
        self._copy.setEnabled(bool(rows))
        self._more.setEnabled(bool(rows))

    def _show_list(self, scene: Scene) -> None:
        self._list.show_scene(scene, self._region.frames)
        for part in (*(sheet.head for sheet in self._sheets), self._empty, self._table, self._foot):
            part.hide()
        some = bool(scene.rois or scene.marks)
        self._copy.setEnabled(some)
        self._more.setEnabled(some)

    def _footnote(self, scene: Scene) -> str:
        curves = any(len(cell.curve) >= 2 for row in self._model.rows for cell in row.cells)
        said = tr("Curves: dose from 1 to 100 %, dot = now") if curves else ""
        return "\n".join(filter(None, (tr(self._sheet.numbers.footnote(scene)), said)))

    def _compare(self) -> None:
        """Compute the SSIM values that are missing, where anyone sees them."""
        if self._on_list or self._sheet.numbers is not self._image or not self.isVisible():
            return
        pairs = self._image.wanted(self.state.scene)
        if pairs:
            self._work.start(lambda report, cancelled: similarities(pairs))

    def _learn(self, similar: dict[tuple[object, ...], float]) -> None:
        self._image.learn(similar)
        self._pace.ask()

    def _fail(self, reason: str) -> None:
        self._image.fail(self.state.scene, reason)
        self._pace.ask()

    def _choose(self, index: QModelIndex) -> None:
        letter = self._model.rows[index.row()].letter
        self.state.update("Active pane", active=LETTERS.index(letter))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy as text")).triggered.connect(lambda: self.copy())
        menu.addAction(self.tr("Copy as CSV")).triggered.connect(lambda: self.copy(","))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
