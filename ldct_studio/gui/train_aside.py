"""Beside the curves of a training: its settings, the memory that it takes, its checkpoints, and its log."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from ..jobs.job import Spec
from . import theme
from .buttons import label
from .dialogs import sentence
from .train_memory import TrainMemory
from .train_news import JobView
from .train_settings import facts
from .train_words import checkpoints

_ASIDE = 316


class TrainAside(QWidget):
    """Settings, memory, checkpoints and log of a training."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("train-aside")
        self._spec: Spec | None = None
        self._facts = QWidget()
        self._grid = QGridLayout(self._facts)
        self._area = QScrollArea()
        self._area.setObjectName("train-settings")
        self._area.setAccessibleName(self.tr("Settings of the training"))
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._facts)
        self.log = QPlainTextEdit()
        self.log.setObjectName("train-log")
        self.log.setAccessibleName(self.tr("Log of the training"))
        self.log.setToolTip(self.tr("The last lines that the training printed"))
        self.log.setPlaceholderText(self.tr("Nothing was printed."))
        self.log.setReadOnly(True)
        self.log.setProperty("role", "log")
        self.memory = TrainMemory()
        self._kept_title = label(self.tr("Checkpoints"), "section")
        self._kept_title.setToolTip(self.tr("What resuming goes on from; each stage keeps its newest one"))
        self.kept = sentence("")
        self.kept.setObjectName("train-checkpoints")
        self._column = QVBoxLayout(self)
        self._column.addWidget(label(self.tr("Settings"), "section"))
        self._column.addWidget(self._area, 3)
        self._column.addWidget(self.memory)
        self._column.addWidget(self._kept_title)
        self._column.addWidget(self.kept)
        self._column.addWidget(label(self.tr("Log"), "section"))
        self._column.addWidget(self.log, 2)
        theme.notifier.changed.connect(self._scale)
        self._scale()

    def show_job(self, view: JobView) -> None:
        """Show all of a job; a log that the user scrolled back stays there."""
        if view.spec is not self._spec:
            self._spec = view.spec
            self._fill(() if view.spec is None else facts(view.spec))
        lines = checkpoints(view, datetime.now())
        self.kept.setText("\n".join(lines))
        self.kept.setVisible(bool(lines))
        self._kept_title.setVisible(bool(lines))
        if view.log != self.log.toPlainText():
            bar = self.log.verticalScrollBar()
            at, at_end = bar.value(), bar.value() >= bar.maximum()
            self.log.setPlainText(view.log)
            bar.setValue(bar.maximum() if at_end else at)

    def set_beside(self, beside: bool) -> None:
        """Stand beside the curves with a width of its own, or under them."""
        tokens = theme.current()
        self.setMinimumWidth(tokens.px(_ASIDE) if beside else 0)
        self.setMaximumWidth(tokens.px(_ASIDE) if beside else 16_777_215)
        self.setMinimumHeight(0 if beside else tokens.px(420))
        theme.set_role(self, "aside" if beside else "panel")

    def _fill(self, rows: tuple[tuple[str, str], ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = cast(QWidget, item.widget())
            old.hide()
            old.deleteLater()
        for place, (title, value) in enumerate(rows):
            self._grid.addWidget(sentence(title, "second"), place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(sentence(value), place, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _scale(self) -> None:
        px = theme.current().px
        self._column.setContentsMargins(px(12), px(12), px(12), px(12))
        self._column.setSpacing(px(8))
        self._grid.setContentsMargins(0, 0, px(8), 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
