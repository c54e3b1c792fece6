"""PlotControls: what can be set of a plot, and the button of what takes longer."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..physics.detectability import Disc
from . import theme
from .dock import text_label
from .form import NumberField
from .work_button import WorkButton


class PlotControls(QWidget):
    """The disc of the d′ plot, and the button of what takes longer; each where a plot has use for it."""

    task_changed = Signal(object)
    """A Disc."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._diameter, self._contrast = NumberField(Disc().diameter_mm, 1), NumberField(Disc().contrast, 5)
        self._task = QWidget()
        self.work = WorkButton("plots", "run")
        self._arrange()
        for field in (self._diameter, self._contrast):
            field.textChanged.connect(self._take_task)

    def show_for(self, task: bool, run: str, tip: str, why_not: str) -> None:
        """Show the disc or not, and a button with a word, or none; ``why_not`` says why it cannot be used."""
        self._task.setVisible(task)
        stays = self.tr("Stop; the plot stays as it is")
        self.work.offer(run, why_not or tip, stays, able=not why_not, note=why_not)
        self.setVisible(bool(task or run or self.work.busy))

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
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(6))
        box.addWidget(self._task)
        box.addWidget(self.work)

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
