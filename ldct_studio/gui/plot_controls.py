"""PlotControls: what can be set of a plot, and the button of what takes longer."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ..core.progress import Progress
from ..physics.detectability import Disc
from . import theme
from .buttons import push
from .dock import text_label
from .form import NumberField


class PlotControls(QWidget):
    """The disc of the d′ plot, and a button with its progress; each is shown where a plot has use for it."""

    task_changed = Signal(object)
    """A Disc."""
    run = Signal()
    cancel = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._diameter, self._contrast = NumberField(Disc().diameter_mm, 1), NumberField(Disc().contrast, 5)
        self._task = QWidget()
        self._run = push("", "plots-run")
        self._cancel = push(self.tr("Cancel"), "plots-cancel", tip=self.tr("Stop; the plot stays as it is"))
        self._bar = QProgressBar()
        self._said = text_label("plots-run-note", "caption")
        self._busy = False
        self._arrange()
        for field in (self._diameter, self._contrast):
            field.textChanged.connect(self._take_task)
        self._run.clicked.connect(self.run)
        self._cancel.clicked.connect(self._stop)
        self.show_busy(False)

    def show_for(self, task: bool, run: str, tip: str, why_not: str) -> None:
        """Show the disc or not, and a button with a word, or none; ``why_not`` says why it cannot be used."""
        self._task.setVisible(task)
        self._run.setText(run)
        self._run.setAccessibleName(run)
        self._run.setToolTip(why_not or tip)
        self._run.setEnabled(not why_not)
        self._run.setVisible(bool(run) and not self._busy)
        self._said.setText(why_not)
        self._said.setVisible(bool(run and why_not) and not self._busy)
        self.setVisible(bool(task or run or self._busy))

    def show_busy(self, busy: bool) -> None:
        """Show the progress instead of the button, or again the button."""
        self._busy = busy
        self._run.setVisible(not busy and bool(self._run.text()))
        for part in (self._bar, self._cancel):
            part.setVisible(busy)
        self._said.setVisible(not busy and bool(self._said.text()))
        self._cancel.setEnabled(busy)
        self._cancel.setText(self.tr("Cancel"))
        self._bar.setRange(0, 0)

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        self._bar.setAccessibleName(self.tr("{0} of {1} pictures").format(progress.done, progress.total))

    def _arrange(self) -> None:
        px = theme.current().px
        self._name(self._diameter, "plots-diameter", self.tr("Diameter of the disc in mm"))
        self._name(self._contrast, "plots-contrast", self.tr("Contrast of the disc in HU"))
        task = QHBoxLayout(self._task)
        task.setContentsMargins(0, 0, 0, 0)
        task.setSpacing(px(6))
        for part in (
            text_label("plots-task", "second", self.tr("Disc")),
            self._diameter,
            text_label("plots-diameter-unit", "second", "mm"),
            self._contrast,
            text_label("plots-contrast-unit", "second", "HU"),
        ):
            task.addWidget(part)
        task.addStretch()
        self._bar.setObjectName("plots-bar")
        self._bar.setTextVisible(False)
        work = QHBoxLayout()
        work.setSpacing(px(8))
        work.addWidget(self._run)
        work.addWidget(self._bar, 1)
        work.addWidget(self._cancel)
        work.addWidget(self._said, 1)
        work.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(6))
        box.addWidget(self._task)
        box.addLayout(work)

    def _name(self, field: NumberField, name: str, title: str) -> None:
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.setToolTip(title)
        field.setFixedWidth(theme.current().px(56))

    def _take_task(self) -> None:
        """Tell of a disc that is one; mark the field of a number that is none."""
        diameter, contrast = self._diameter.number(), self._contrast.number()
        numbers: list[float] = []
        for field, value, least in ((self._diameter, diameter, 0.0), (self._contrast, contrast, -math.inf)):
            valid = isinstance(value, (int, float)) and math.isfinite(value) and value > least and value != 0
            field.setProperty("invalid", "false" if valid else "true")
            theme.repolish(field)
            if isinstance(value, (int, float)) and valid:
                numbers.append(float(value))
        if len(numbers) == 2:
            self.task_changed.emit(Disc(*numbers))

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(self.tr("Cancelling…"))
        self.cancel.emit()
