"""The Study workspace: studies of many cells, and what a dose proposal stands on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from . import theme
from .buttons import IconButton, label, push
from .cells_news import StudyView
from .cells_study import CellsStudy
from .cells_watch import CellsWatch
from .cells_words import rows
from .dialogs import sentence
from .language import tr
from .proposal_page import ProposalPage
from .train_list import TrainList
from .train_page import NARROW

_LIST, _LEAST, _WORDS = 320, 264, 560
_WHAT_TO_DO = tr(
    "A study computes every combination of cases, doses and methods once, in the background, also when the "
    "window is closed. Its grid fills as the cells are finished; a click on one opens its case in the panes."
)


class StudiesPage(QWidget):
    """``new_wanted`` asks for a new study, ``file_wanted`` for one that a file describes."""

    new_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, watch: CellsWatch) -> None:
        super().__init__()
        self._watch = watch
        self._looked = False
        self.setObjectName("studies-page")
        self.setAccessibleName(tr("Studies"))
        theme.set_role(self, "panel")
        self.list, self.study = TrainList(), CellsStudy()
        self.list.setObjectName("cells-list")
        self.list.setAccessibleName(tr("Studies"))
        self._pages = QStackedWidget()
        self._arrange()
        self.list.chosen.connect(self._choose)
        watch.changed.connect(self._take_news)
        theme.notifier.changed.connect(self._scale)
        self._scale()

    @property
    def shown(self) -> StudyView | None:
        """The study on show: the chosen one, else the first."""
        views = self._watch.views
        chosen = [view for view in views if view.job.folder == self._watch.chosen]
        return next(iter(chosen or views), None)

    def show_studies(self) -> None:
        """Show the studies as they are now."""
        shown = self.shown
        self._pages.setCurrentIndex(int(shown is not None))
        self._empty.setText(tr("No study yet") if self._looked else tr("Looking for studies…"))
        self._what_to_do.setVisible(self._looked)
        if shown is not None and self.isVisible():
            self.list.show_rows(rows(self._watch.views, datetime.now()), str(shown.job.folder))
            self.study.show_study(shown, self._watch.busy)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the studies from now on."""
        super().showEvent(event)
        self._watch.watch(True)
        self.show_studies()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no more, as nobody sees it."""
        super().hideEvent(event)
        self._watch.watch(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list what it can have."""
        super().resizeEvent(event)
        self._scale()

    def _take_news(self) -> None:
        self._looked = True
        self.show_studies()

    def _choose(self, folder: str) -> None:
        self._watch.chosen = Path(folder)
        self.show_studies()
        self._watch.look()

    def _arrange(self) -> None:
        self._left = QWidget()
        theme.set_role(self._left, "panel")
        head = QHBoxLayout()
        head.addWidget(label(tr("Studies"), "section"))
        head.addStretch()
        head.addWidget(self._open_button())
        head.addWidget(self._new_button("cells-new"))
        column = QVBoxLayout(self._left)
        column.setContentsMargins(12, 8, 12, 8)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._left)
        self._splitter.addWidget(self.study)
        self._splitter.setStretchFactor(1, 1)
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(self._splitter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _empty_page(self) -> QWidget:
        page, middle = QWidget(), Qt.AlignmentFlag.AlignHCenter
        theme.set_role(page, "base")
        self._empty = label(tr("Looking for studies…"), "display", "cells-empty")
        self._what_to_do = sentence(_WHAT_TO_DO, "second")
        self._what_to_do.setAlignment(middle)
        self._what_to_do.hide()
        buttons = QHBoxLayout()
        buttons.addStretch()
        open_ = push(tr("Open study…"), "cells-open-first", tip=tr("Run a study that a TOML file describes"))
        open_.clicked.connect(self.file_wanted)
        buttons.addWidget(open_)
        buttons.addWidget(self._new_button("cells-first"))
        buttons.addStretch()
        column = QVBoxLayout()
        column.addStretch(2)
        column.addWidget(self._empty, 0, middle)
        column.addSpacing(8)
        column.addWidget(self._what_to_do)
        column.addSpacing(16)
        column.addLayout(buttons)
        column.addStretch(3)
        row = QHBoxLayout(page)
        row.addStretch()
        row.addLayout(column)
        row.addStretch()
        return page

    def _new_button(self, name: str) -> QWidget:
        tip = tr("Choose what a cell computes, and what differs from cell to cell")
        button = push(tr("New study…"), name, "primary", tip)
        button.clicked.connect(self.new_wanted)
        return button

    def _open_button(self) -> QWidget:
        tip = tr("Run a study that a TOML file describes")
        button = IconButton.plain("cells-open", "folder-open", tr("Open study"), tip, 16)
        button.clicked.connect(self.file_wanted)
        return button

    def _scale(self) -> None:
        px = theme.current().px
        self._what_to_do.setFixedWidth(px(_WORDS))
        self._left.setMinimumWidth(px(_LEAST))
        self._splitter.setSizes([px(_LIST if self.width() >= px(NARROW) else _LEAST), 10_000])


class CellsPage(QWidget):
    """The workspace: a tab for the studies, and one for the evaluation of dose policies."""

    def __init__(self, watch: CellsWatch) -> None:
        super().__init__()
        self.setObjectName("cells-page")
        self.setAccessibleName(tr("Study"))
        theme.set_role(self, "panel")
        self.studies, self.proposal = StudiesPage(watch), ProposalPage()
        self.tabs = QTabBar()
        self.tabs.setObjectName("study-tabs")
        self.tabs.setAccessibleName(tr("Part of the workspace"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._pages = QStackedWidget()
        for page, text in ((self.studies, tr("Studies")), (self.proposal, tr("Dose proposal"))):
            self.tabs.addTab(text)
            self._pages.addWidget(page)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        head = QWidget()
        theme.set_role(head, "bar")
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.tabs)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._pages, 1)
