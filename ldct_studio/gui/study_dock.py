"""StudyDock: what is open: volumes, label maps, other series of the folder, the import report."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from . import theme
from .dock import Dock, text_label
from .scene import Scene
from .state import AppState
from .study_list import ROLE, Item, StudyDelegate, items

EMPTY = "Nothing is open. Drop a DICOM folder or a NIfTI file on the window."


class StudyDock(Dock):
    """A click on a volume shows it; ``series_requested(key)`` asks for another series of the folder."""

    open_requested = Signal()
    series_requested = Signal(str)

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "study-dock", "Data", parent)
        self._model = QStandardItemModel(self)
        self._delegate = StudyDelegate(self)
        self._view = self._make_view()
        self._empty = text_label("study-empty", "caption", self.tr(EMPTY), wrap=True)
        add = self.add_button("open", "plus", self.tr("Open"), self.tr("Open files or a folder (Ctrl+O)"))
        add.clicked.connect(self.open_requested)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._view)
        state.changed.connect(self._follow)
        theme.notifier.changed.connect(self._fit)
        self._fill(state.scene)

    def _make_view(self) -> QListView:
        view = QListView()
        view.setObjectName("study-list")
        view.setAccessibleName(self.tr("Volumes and series"))
        view.setModel(self._model)
        view.setItemDelegate(self._delegate)
        view.setMouseTracking(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.clicked.connect(self._choose)
        view.activated.connect(self._choose)
        return view

    def resizeEvent(self, event: Any) -> None:
        """Fit the list again, as warnings wrap differently."""
        super().resizeEvent(event)
        self._fit()

    def _follow(self, new: Scene, old: Scene) -> None:
        if new.study is not old.study:
            self._fill(new)
        elif new.volume != old.volume:
            self._delegate.shown = new.volume
            self._view.viewport().update()

    def _fill(self, scene: Scene) -> None:
        self._model.clear()
        self._delegate.shown = scene.volume
        if scene.study is not None:
            windows = scene.study.facts.windows
            width, level = windows[0] if windows else (400.0, 40.0)
            for item in items(scene.study, level, width):
                self._model.appendRow(_row(item))
        self._empty.setVisible(scene.study is None)
        self._view.setVisible(scene.study is not None)
        self._fit()

    def _fit(self) -> None:
        height = sum(self._view.sizeHintForRow(row) for row in range(self._model.rowCount()))
        self._view.setFixedHeight(min(height + 4, theme.current().px(420)))

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
    row.setData(f"{item.text} {item.meta}".strip(), Qt.ItemDataRole.AccessibleTextRole)
    tips = {
        "volume": f"{item.text}: {item.meta}. Click to show it.",
        "series": f"{item.text}: {item.meta}. Click to open it instead.",
    }
    row.setToolTip(tips.get(item.kind, f"{item.text} {item.meta}".strip()))
    clickable = item.kind in ("volume", "series")
    row.setFlags(
        Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if clickable else Qt.ItemFlag.ItemIsEnabled
    )
    return row
