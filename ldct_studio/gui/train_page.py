"""The Train workspace: the list of trainings, and the one on show."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from . import theme
from .buttons import label, push
from .dialogs import sentence
from .language import tr
from .scene import Scene
from .state import AppState
from .train_job import TrainJob
from .train_list import TrainList, rows
from .train_news import JobView
from .train_watch import JobWatch
from .train_words import GROUPS, group

NARROW = 1500
"""Below this width in px at 100 % the list is as narrow as it may be."""
_LIST, _LEAST, _WORDS = 372, 260, 520
LOOKING, EMPTY = tr("Looking for trainings…"), tr("No training yet")
WHAT_TO_DO = tr(
    "Start one to teach a network on synthetic patients at a low dose. It runs in the background, also when "
    "the window is closed; its model then stands among the methods of every pane."
)


class TrainPage(QWidget):
    """``new_wanted`` asks for the start dialog, ``wanted(Deed)`` for something with the job on show."""

    new_wanted = Signal()
    wanted = Signal(object)

    def __init__(self, state: AppState, watch: JobWatch) -> None:
        super().__init__()
        self._state, self._watch = state, watch
        self._looked = False
        self.setObjectName("train-page")
        self.setAccessibleName(self.tr("Trainings"))
        theme.set_role(self, "panel")
        self.list, self.job = TrainList(), TrainJob()
        self._pages = QStackedWidget()
        self._arrange()
        self.list.chosen.connect(lambda name: state.update(job=name))
        self.job.wanted.connect(self.wanted)
        state.changed.connect(self._follow)
        watch.changed.connect(self._take_news)
        theme.notifier.changed.connect(self._scale)
        self._scale()
        self.show_jobs()

    @property
    def shown(self) -> JobView | None:
        """The job on show: the chosen one, else the first of the list."""
        views = self._watch.views
        chosen = [view for view in views if view.job.name == self._state.scene.job]
        ordered = sorted(views, key=lambda view: GROUPS.index(group(view)))
        return next(iter(chosen or ordered), None)

    def show_jobs(self) -> None:
        """Show the jobs as they are now."""
        shown = self.shown
        self._watch.chosen = shown.job.name if shown is not None else ""
        if not self.isVisible():
            return
        self._pages.setCurrentIndex(int(shown is not None))
        self._empty.setText(self.tr(EMPTY if self._looked else LOOKING))
        self._what_to_do.setVisible(self._looked)
        if shown is not None:
            self.list.show_rows(rows(self._watch.views, datetime.now()), shown.job.name)
            self.job.show_job(shown)
            self.job.aside.memory.show_use(self._watch.memory)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the jobs from now on."""
        super().showEvent(event)
        self._watch.watch(True)
        self.show_jobs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list what it can have."""
        super().resizeEvent(event)
        self._scale()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave looking to whoever else needs it."""
        super().hideEvent(event)
        self._watch.watch(False)

    def _take_news(self) -> None:
        self._looked = True
        self.show_jobs()

    def _follow(self, new: Scene, old: Scene) -> None:
        if new.job != old.job:
            self.show_jobs()
            self._watch.look()

    def _arrange(self) -> None:
        self._left = QWidget()
        theme.set_role(self._left, "panel")
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Jobs"), "section"))
        head.addStretch()
        head.addWidget(self._new_button("train-new"))
        column = QVBoxLayout(self._left)
        column.setContentsMargins(12, 8, 12, 8)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._left)
        splitter.addWidget(self.job)
        splitter.setStretchFactor(1, 1)
        self._splitter = splitter
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(splitter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        theme.set_role(page, "base")
        middle = Qt.AlignmentFlag.AlignHCenter
        self._what_to_do = sentence(self.tr(WHAT_TO_DO), "second")
        self._what_to_do.setAlignment(middle)
        column = QVBoxLayout()
        column.addStretch(2)
        self._empty = label("", "display", "train-empty")
        column.addWidget(self._empty, 0, middle)
        column.addSpacing(8)
        column.addWidget(self._what_to_do)
        column.addSpacing(16)
        column.addWidget(self._new_button("train-first"), 0, middle)
        column.addStretch(3)
        row = QHBoxLayout(page)
        row.addStretch()
        row.addLayout(column)
        row.addStretch()
        return page

    def _new_button(self, name: str) -> QWidget:
        button = push(
            self.tr("New training…"), name, "primary", self.tr("Choose a recipe and start (Ctrl+T)")
        )
        button.clicked.connect(self.new_wanted)
        return button

    def _scale(self) -> None:
        px = theme.current().px
        self._what_to_do.setFixedWidth(px(_WORDS))
        self._left.setMinimumWidth(px(_LEAST))
        self._splitter.setSizes([px(_LIST if self.width() >= px(NARROW) else _LEAST), 10_000])
