"""NumbersDock: numbers of all panes: of a region, the slice or labels over dose, and of every measurement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QTabBar,
    QWidget,
)

from ..core.lane import Frame
from . import theme
from .background import Background
from .contrast_card import AgreementCard
from .contrast_numbers import ContrastNumbers
from .dock import Dock, text_label
from .image_numbers import ImageNumbers, similarities
from .label_numbers import LabelNumbers, is_segmented
from .language import tr
from .lesion_table import LesionTable
from .marks_csv import measurements_csv
from .marks_desk import MarksDesk
from .marks_list import MarksList
from .numbers_heads import ImageHead, LabelHead, RegionHead
from .numbers_table import NumbersDelegate, NumbersHeader, NumbersModel
from .numbers_widths import ColumnWidths, NumbersTable
from .pace import Pace
from .pane_numbers import LETTERS, Numbers, table_text
from .probe_survey import Survey
from .region_numbers import RegionNumbers
from .scene import Scene
from .state import AppState, only_dose

_CONTRAST, _LESIONS, _LABELS, _LIST = "Contrast", "Lesions", "Labels", "List"
_NARROW = 330
_MANY = 5
"""More columns than these stand closer."""
_READABLE = 200
"""Ms between two states of a table in a drag: more often nobody reads it, and drawing it costs pictures."""
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
    below: QWidget | None = None
    """What stands under the table."""


class NumbersDock(Dock):
    """One of the tables whose rows are panes, the list of measurements, or that of lesions."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "numbers-dock", tr("Numbers"), parent)
        self._region, self._image, self._labels = RegionNumbers(), ImageNumbers(), LabelNumbers()
        self._contrast, self._lesions = ContrastNumbers(), LesionTable(state)
        self.desk = MarksDesk(state, lambda: self._region.frames, self)
        self._list = MarksList(state)
        self._sheets = self._make_sheets()
        self._pace = Pace(lambda: self._show(self.state.scene), self, pause=_READABLE)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._work: Background[dict[tuple[object, ...], float]] = Background(tr("Comparing pictures"))
        self._tabs = self._make_tabs()
        self._model, self._widths = NumbersModel(self), ColumnWidths()
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
        self._lesions.close_work()

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
        if self._tab == _LIST:
            text = measurements_csv(self.state.scene, self._region.frames, separator)
        elif self._tab == _LESIONS:
            text = self._lesions.text(separator)
        else:
            text = table_text(self._model.metrics, self._model.rows, separator)
        if text:
            QGuiApplication.clipboard().setText(text)

    def tables(self) -> tuple[tuple[str, Numbers[Any]], ...]:
        """Return every kind of numbers with its name, whichever is on show."""
        return tuple((sheet.name, sheet.numbers) for sheet in self._sheets)

    @property
    def _tab(self) -> str:
        """The name of the tab on show."""
        return str(self._tabs.tabData(self._tabs.currentIndex()))

    @property
    def _sheet(self) -> Sheet | None:
        """The table of panes on show; None where it is a list."""
        return next((sheet for sheet in self._sheets if sheet.name == self._tab), None)

    def _make_sheets(self) -> tuple[Sheet, ...]:
        region, image, label = RegionHead(), ImageHead(self.state), LabelHead(self.state)
        taken, card = RegionHead("contrast"), AgreementCard()

        def show_taken(scene: Scene) -> None:
            taken.show_scene(scene)
            card.show_scene(scene, self._contrast.frames, self._contrast.subject(scene))

        about = tr("What the region takes up of the contrast agent")
        return (
            Sheet("Contrast", about, self._contrast, taken, show_taken, card),
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
        for sheet in self._sheets:
            if sheet.name != _CONTRAST:
                _add_tab(tabs, tabs.count(), sheet.name, tr(sheet.name), sheet.tip)
        about = self.tr("Every region, ruler, angle and line profile")
        _add_tab(tabs, tabs.count(), _LIST, self.tr("List"), about)
        return tabs

    def _offer(self, scene: Scene) -> None:
        """Offer the tabs of contrast where there is a scan before it, and turn to the first then."""
        pair = scene.study is not None and scene.study.partner is not None
        labels = next(i for i in range(self._tabs.count()) if self._tabs.tabData(i) == _LABELS)
        self._tabs.setTabVisible(labels, is_segmented(scene))
        if pair == (self._tabs.tabData(0) == _CONTRAST):
            return
        silent = QSignalBlocker(self._tabs)
        if pair:
            about = self.tr("What enhances, where, how large it is and how much")
            _add_tab(self._tabs, 0, _LESIONS, self.tr("Lesions"), about)
            _add_tab(self._tabs, 0, _CONTRAST, tr(_CONTRAST), self._sheets[0].tip)
        else:
            for _ in range(2):
                self._tabs.removeTab(0)
        self._tabs.setCurrentIndex(0)
        silent.unblock()

    def _make_table(self) -> NumbersTable:
        table = NumbersTable()
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
        self._lesions.told.connect(self.desk.told)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.copy)
        self.state.changed.connect(self._follow)
        self._table.resized.connect(self._fit)
        theme.notifier.changed.connect(self._scale)

    def _arrange(self) -> None:
        self.body.addWidget(self._tabs)
        for sheet in self._sheets:
            self.body.addWidget(sheet.head)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._table)
        self.body.addWidget(self._foot)
        for sheet in self._sheets:
            if sheet.below is not None:
                self.body.addWidget(sheet.below)
        self.body.addWidget(self._list)
        self.body.addWidget(self._lesions)

    def _scale(self) -> None:
        self._widths.forget()
        self._widths.take(self._model.rows)
        self._fit()

    def _fit(self) -> None:
        px, header = theme.current().px, self._table.horizontalHeader()
        side = px(42 if self._delegate.compact else 46)
        header.setMinimumSectionSize(px(30))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        metrics = self._model.metrics
        many = len(metrics) > _MANY
        least = [px(37 if metric.unit else 31) if many else side for metric in metrics]
        if many and self._delegate.compact:
            least.pop()  # the last stands beside the region itself
        for column, width in enumerate(self._widths.fitted(least, self._table.width()), 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self._table.setColumnWidth(column, width)
        for column in range(1, self._model.columnCount()):
            self._table.setColumnHidden(column, column > len(least))
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
        self._offer(scene)
        chosen = self._sheet
        self._list.setVisible(self._tab == _LIST)
        self._lesions.setVisible(self._tab == _LESIONS)
        if chosen is None:
            self._show_list(scene)
            return
        numbers = chosen.numbers
        rows = numbers.rows(scene)
        if anew := self._model.show_rows(numbers.columns(scene), rows, LETTERS[scene.active]):
            self._widths.forget()
        if self._widths.take(rows) or anew:
            self._fit()
        chosen.show_head(scene)
        self._foot.setText(self._footnote(numbers, scene))
        self._empty.setText(self.tr(numbers.empty))
        self._empty.setVisible(not rows)
        for sheet in self._sheets:
            for part in filter(None, (sheet.head, sheet.below)):
                part.setVisible(bool(rows) and sheet is chosen)
        self._table.setVisible(bool(rows))
        self._foot.setVisible(bool(rows))
        self._copy.setEnabled(bool(rows))
        self._more.setEnabled(bool(rows))

    def _show_list(self, scene: Scene) -> None:
        around = (part for sheet in self._sheets for part in (sheet.head, sheet.below) if part is not None)
        for part in (*around, self._empty, self._table, self._foot):
            part.hide()
        if self._tab == _LIST:
            self._list.show_scene(scene, self._region.frames)
            some = bool(scene.rois or scene.marks)
        else:
            self._lesions.show_scene(scene)
            some = True
        self._copy.setEnabled(some)
        self._more.setEnabled(some)

    def _footnote(self, numbers: Numbers[Any], scene: Scene) -> str:
        curves = any(len(cell.curve) >= 2 for row in self._model.rows for cell in row.cells)
        said = tr("Curves: dose from 1 to 100 %, dot = now") if curves else ""
        return "\n".join(filter(None, (tr(numbers.footnote(scene)), said)))

    def _compare(self) -> None:
        """Compute the SSIM values that are missing, where anyone sees them."""
        chosen = self._sheet
        if chosen is None or chosen.numbers is not self._image or not self.isVisible():
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


def _add_tab(tabs: QTabBar, place: int, name: str, text: str, tip: str) -> None:
    tabs.insertTab(place, text)
    tabs.setTabData(place, name)
    tabs.setTabToolTip(place, tip)
