"""The log viewer: what the program did, live, by level and word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from . import log_lines, theme
from .buttons import label
from .dialogs import CardDialog
from .privacy import redact

_LOOK = 500
"""Milliseconds from one look at the file to the next."""


class LogView(CardDialog):
    """The end of the program's own log; it follows while the end is on show."""

    def __init__(self, path: Path, save: Callable[[], object], parent: QWidget | None = None) -> None:
        line = self.tr("What the program did, without patient names. It stays on this computer.")
        super().__init__(parent, "log-view", self.tr("Log"), line)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._path = path
        self._end = 0
        """The byte of the file that is read next."""
        self._entries: list[log_lines.Entry] = []
        self._level, self._search, self._text = QComboBox(), QLineEdit(), QPlainTextEdit()
        self._count = label("", "caption", "log-count")
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look)
        self._build()
        self.add_button(self.tr("Copy"), self.copy, tip=self.tr("Copy the lines on show"))
        self.add_button(self.tr("Save report…"), save, tip=self.tr("Versions and the end of the log"))
        self.add_button(self.tr("Close"), self.accept, "primary")

    def look(self) -> None:
        """Read what was added to the file since the last look."""
        try:
            text, end = log_lines.added(self._path, self._end)
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            self._count.setText(self.tr("The log cannot be read: {}").format(reason))
            return
        before = self._entries if end >= self._end else []  # the file began anew
        if text or before is not self._entries or not self._entries:
            self._entries = log_lines.entries(redact(text), before)
            self._show()
        self._end = end

    def copy(self) -> None:
        """Copy the lines on show."""
        QGuiApplication.clipboard().setText(self._text.toPlainText())

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to follow the file."""
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop following."""
        super().hideEvent(event)
        self._timer.stop()

    def _build(self) -> None:
        px = theme.current().px
        self._level.setObjectName("log-level")
        self._level.setAccessibleName(self.tr("Least level"))
        self._level.setToolTip(self.tr("Show lines of this level and above"))
        for text, level in (
            (self.tr("Everything"), "DEBUG"),
            (self.tr("Information and above"), "INFO"),
            (self.tr("Warnings and errors"), "WARNING"),
            (self.tr("Errors"), "ERROR"),
        ):
            self._level.addItem(text, level)
        self._search.setObjectName("log-search")
        self._search.setAccessibleName(self.tr("Search in the log"))
        self._search.setPlaceholderText(self.tr("Search"))
        self._search.setToolTip(self.tr("Show the lines that hold this text"))
        self._search.setClearButtonEnabled(True)
        self._text.setObjectName("log-text")
        self._text.setAccessibleName(self.tr("Log"))
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        theme.set_role(self._text, "log")
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self._level)
        row.addWidget(self._search, 1)
        row.addWidget(self._count)
        self.body.addLayout(row)
        self.body.addWidget(self._text, 1)
        self._level.currentIndexChanged.connect(lambda _: self._show())
        self._search.textChanged.connect(lambda _: self._show())
        self.resize(px(900), px(600))

    def _show(self) -> None:
        found = log_lines.chosen(self._entries, str(self._level.currentData()), self._search.text())
        bar = self._text.verticalScrollBar()
        at, at_end = bar.value(), bar.value() >= bar.maximum()
        self._text.setPlainText("\n".join(entry.text for entry in found))
        bar.setValue(bar.maximum() if at_end else at)
        self._count.setText(self.tr("{} of {}").format(len(found), len(self._entries)))
        if not self._entries:
            self._text.setPlaceholderText(self.tr("Nothing was logged yet."))
        elif not found:
            self._text.setPlaceholderText(self.tr("No line is of this level and holds this text."))
