"""NumbersDock: one region, every pane: noise, bias, contrast to noise and mean, each over dose."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QHeaderView, QMenu, QTableView, QWidget

from ..core.lane import Frame
from . import theme
from .dock import Dock, text_label
from .numbers_table import NumbersDelegate, NumbersHeader, NumbersModel
from .pace import Pace
from .region_numbers import LETTERS, METRICS, RegionNumbers, Regions, headline, table_text
from .scene import Scene
from .state import AppState, only_dose

_NARROW = 330
EMPTY = "Press E and draw an ellipse to measure noise, bias and contrast in every pane."


class NumbersDock(Dock):
    """The table of the selected region; a click on a row makes its pane active."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "numbers-dock", "Region of interest", parent)
        self._numbers = RegionNumbers()
        self._pace = Pace(lambda: self._show(self.state.scene), self)
        self._model = NumbersModel(self)
        self._delegate = NumbersDelegate(self)
        self._name = text_label("numbers-region", "", "")
        self._size = text_label("numbers-size", "caption", "")
        self._empty = text_label("numbers-empty", "second", self.tr(EMPTY), wrap=True)
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
        if frame.request.study is self.state.scene.study:
            self._numbers.take(frame, self.state.scene)
            self._pace.ask()

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
        QGuiApplication.clipboard().setText(table_text(self._model.rows, separator))

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("numbers-table")
        table.setAccessibleName(self.tr("Numbers of the region, by pane"))
        table.setToolTip(self.tr("Numbers of the region in every pane; click a row to make its pane active"))
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
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, 1 + len(METRICS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        return table

    def _connect(self) -> None:
        self._table.clicked.connect(self._choose)
        self._table.activated.connect(self._choose)
        self._copy.clicked.connect(lambda: self.copy())
        self._more.clicked.connect(self._open_menu)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.copy)
        self.state.changed.connect(self._follow)
        theme.notifier.changed.connect(self._fit)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.current().px(8))
        line.addWidget(self._name)
        line.addWidget(self._size)
        line.addStretch()
        self.body.addLayout(line)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._table)
        self.body.addWidget(self._foot)
        self._fit()

    def _fit(self) -> None:
        px = theme.current().px
        for column in range(1, 1 + len(METRICS)):
            self._table.setColumnWidth(column, px(42 if self._delegate.compact else 46))
        row = px(42 if self._delegate.compact else 46)
        self._table.verticalHeader().setDefaultSectionSize(row)
        self._table.setFixedHeight(px(36) + row * len(self._model.rows) + 2)

    def _follow(self, new: Scene, old: Scene) -> None:
        if only_dose(new, old):
            return  # the numbers are those of the pictures
        if new.study is not old.study or new.volume != old.volume:
            self._numbers.forget()
        self._show(new)

    def _show(self, scene: Scene) -> None:
        rows = self._numbers.rows(scene)
        count = len(self._model.rows)
        self._model.show_rows(rows, LETTERS[scene.active])
        if len(rows) != count:
            self._fit()
        name, size = headline(scene)
        self._name.setText(name)
        self._size.setText(size)
        self._foot.setText(self._footnote(scene))
        self._empty.setVisible(not rows)
        for widget in (self._table, self._foot, self._name, self._size):
            widget.setVisible(bool(rows))
        self._copy.setEnabled(bool(rows))
        self._more.setEnabled(bool(rows))

    def _footnote(self, scene: Scene) -> str:
        regions = Regions.of(scene)
        background = regions.background if regions else None
        lines = [f"CNR against {background.name}, σ of {background.name}"] if background else []
        if any(len(cell.curve) >= 2 for row in self._model.rows for cell in row.cells):
            lines.append("Curves: dose from 1 to 100 %, dot = now")
        return "\n".join(lines)

    def _choose(self, index: QModelIndex) -> None:
        letter = self._model.rows[index.row()].letter
        self.state.update("Active pane", active=LETTERS.index(letter))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy as text")).triggered.connect(lambda: self.copy())
        menu.addAction(self.tr("Copy as CSV")).triggered.connect(lambda: self.copy(","))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
