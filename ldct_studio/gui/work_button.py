"""WorkButton: starts what takes long; while it runs, its progress and Cancel stand in the button's place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ..core.progress import Progress
from . import theme
from .background import Background
from .buttons import push
from .dock import text_label
from .language import tr

_BAR = 48
"""Least width of the bar in px at 100 %."""


class WorkButton(QWidget):
    """A button with a note, or a bar with Cancel and how far the work is.

    Its parts are named after it: with the name ``plots`` and the start ``run`` they are ``plots-run``,
    ``plots-cancel``, ``plots-bar``, and ``plots-run-note`` for the words.
    """

    started = Signal()
    """The button was pressed."""

    def __init__(self, name: str, start: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}-work")
        self._note = ""
        self._start = push("", f"{name}-{start}", "primary")
        self._cancel = push("", f"{name}-cancel")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}-bar")
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(theme.current().px(_BAR))
        self._words = text_label(f"{name}-{start}-note", "caption")
        self.busy = False
        """Whether the work is under way."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(8))
        for part in (self._start, self._bar, self._cancel, self._words):
            row.addWidget(part, int(part is self._bar))
        row.addStretch()
        self._start.clicked.connect(self.started)
        self._cancel.clicked.connect(self._stop)
        self.show_busy(False)

    def offer(self, text: str, tip: str, stays: str, able: bool = True, note: str = "") -> None:
        """Say what the button does, what stays after Cancel, and beside it why it cannot be used."""
        self._note = note
        self._start.setText(text)
        self._start.setAccessibleName(text)
        self._start.setToolTip(tip)
        self._start.setEnabled(able)
        self._cancel.setToolTip(stays)
        self._arrange()

    def follow(self, work: Background[Any]) -> None:
        """Show how work is going and let Cancel end it; who starts the work says ``show_busy(True)``."""
        work.progress.connect(self.show_progress)
        for over in (work.done, work.failed, work.cancelled):
            over.connect(lambda *_: self.show_busy(False))
        self._cancel.clicked.connect(work.cancel)

    def show_busy(self, busy: bool) -> None:
        """Show the progress instead of the button, or again the button."""
        self.busy = busy
        self._cancel.setEnabled(busy)
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel"))
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._words.setText("")
        self._arrange()

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is, in the words of the work or as a number of pictures."""
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        counted = self.tr("{0} of {1} pictures").format(progress.done, progress.total)
        said = tr(progress.text) or counted
        self._words.setText(said)
        self._bar.setAccessibleName(said)

    def _arrange(self) -> None:
        offered = not self.busy and bool(self._start.text())
        if not self.busy:
            self._words.setText(self._note)
        self._start.setVisible(offered)
        self._words.setVisible(self.busy or (offered and bool(self._note)))
        for part in (self._bar, self._cancel):
            part.setVisible(self.busy)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(self.tr("Cancelling…"))
