"""StudyDock: what is open: volumes, label maps, other series of the folder, the import report."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from . import theme
from .dock import Dock, text_label
from .language import tr
from .scene import Scene
from .state import AppState
from .study_list import ROLE, Item, StudyDelegate, items
from .thumbnails import Thumbnails

EMPTY = tr(
    "Nothing is open. Choose a folder or files with + (Ctrl+Shift+O, Ctrl+O), or drop them on the window: "
    "DICOM, NIfTI, MetaImage, NRRD, TIFF, NumPy or zip."
)


class StudyDock(Dock):
    """A click on a volume shows it; a double click on another series of the folder asks for that.

    ``series_requested(key)`` says which. The days of scans are left out in privacy mode.
    """

    open_requested = Signal()
    series_requested = Signal(str)

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "study-dock", tr("Data"), parent)
        self._dates = True
        self._model = QStandardItemModel(self)
        self._thumbnails = Thumbnails(state, self)
        self._delegate = StudyDelegate(self)
        self._view = self._make_view()
        self._empty = text_label("study-empty", "caption", self.tr(EMPTY), wrap=True)
        add = self.add_button("open", "plus", self.tr("Open"), self.tr("Open files or a folder (Ctrl+O)"))
        add.clicked.connect(self.open_requested)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._view)
        state.changed.connect(self._follow)
        self._thumbnails.made.connect(self._draw_pictures)
        theme.notifier.changed.connect(self._fit)
        self._fill(state.scene)

    def _make_view(self) -> QListView:
        view = QListView()
        view.setObjectName("study-list")
        view.setAccessibleName(self.tr("Volumes and series"))
        view.setModel(self._model)
        view.setItemDelegate(self._delegate)
        view.setMouseTracking(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.clicked.connect(self._show_chosen)
        view.activated.connect(self._choose)  # double click or Return
        return view

    def close_work(self) -> None:
        """End the making of thumbnails; call before the window goes."""
        self._thumbnails.close_work()

    def show_dates(self, dates: bool) -> None:
        """Tell the days of scans, or leave them out."""
        if dates != self._dates:
            self._dates = dates
            self._fill(self.state.scene)

    def resizeEvent(self, event: Any) -> None:
        """Fit the list again, as warnings wrap differently."""
        super().resizeEvent(event)
        self._fit()

    @property
    def chosen(self) -> Item | None:
        """The row that the keyboard or the last click is at."""
        index = self._view.currentIndex()
        return index.data(ROLE) if index.isValid() else None

    def offer(self, action: QAction) -> None:
        """Offer something that can be done with the chosen row, in the list's menu."""
        self._view.addAction(action)

    def _follow(self, new: Scene, old: Scene) -> None:
        if new.study is not old.study:
            self._fill(new)
        elif new.volume != old.volume:
            self._delegate.shown = new.volume
            self._view.viewport().update()

    def _fill(self, scene: Scene) -> None:
        bar, current = self._view.verticalScrollBar(), self._view.currentIndex()
        at, held = bar.value(), (current.data(ROLE) if current.isValid() else None)
        self._model.clear()
        self._delegate.shown = scene.volume
        if scene.study is not None:
            for item in items(scene.study, self._thumbnails, self._dates):
                self._model.appendRow(_row(item))
        self._empty.setVisible(scene.study is None)
        self._view.setVisible(scene.study is not None)
        self._fit()
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            if held is not None and index.data(ROLE).key == held.key and index.data(ROLE).kind == held.kind:
                self._view.setCurrentIndex(index)
        bar.setValue(at)

    def _draw_pictures(self) -> None:
        """Put the thumbnails that were made meanwhile into their rows, which stay where they are."""
        study = self.state.scene.study
        if study is None:
            return
        for number, item in enumerate(items(study, self._thumbnails, self._dates)):
            row = self._model.item(number)
            if row is not None and (item.picture or item.missing):
                row.setData(item, ROLE)
                row.setToolTip(_tip(item))

    def _fit(self) -> None:
        height = sum(self._view.sizeHintForRow(row) for row in range(self._model.rowCount()))
        self._view.setFixedHeight(min(height + 4, theme.current().px(420)))

    def _show_chosen(self, index: QModelIndex) -> None:
        item: Item = index.data(ROLE)
        if item.kind == "volume":
            self._show_volume(item.key)

    def _choose(self, index: QModelIndex) -> None:
        item: Item = index.data(ROLE)
        if item.kind == "series":
            self.series_requested.emit(item.key)
        elif item.kind == "volume":
            self._show_volume(item.key)

    def _show_volume(self, name: str) -> None:
        scene = self.state.scene
        if scene.study is None or name == scene.volume:
            return
        self.state.become(scene.shown_as(name), "Volume")


def _row(item: Item) -> QStandardItem:
    row = QStandardItem(item.text)
    row.setData(item, ROLE)
    row.setData(item.said, Qt.ItemDataRole.AccessibleTextRole)
    row.setToolTip(_tip(item))
    clickable = item.kind in ("volume", "series")
    row.setFlags(
        Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if clickable else Qt.ItemFlag.ItemIsEnabled
    )
    return row


def _tip(item: Item) -> str:
    """Say all of a row that may be cut short, what a click does, and why there is no picture."""
    missing = tr("No thumbnail: its middle slice {0}.").format(tr(item.missing)) if item.missing else ""
    does = {"volume": tr("Click to show it."), "series": tr("Double-click to open it instead.")}
    if item.kind not in does:
        return item.said
    return " ".join(filter(None, (f"{item.said}.", does[item.kind], missing)))
