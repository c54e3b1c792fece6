"""The settings of the methods in one pane: a form for every step that has any."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..core.config import Config
from ..core.lane import Lane
from ..core.step import Step
from ..plugin import find, make
from .buttons import label
from .dialogs import CardDialog
from .form import Form
from .language import tr


class LaneDialog(CardDialog):
    """``changed(Lane)`` with each valid change, and once more with the old lane after Cancel."""

    changed = Signal(object)

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        line = self.tr("The pictures follow while you change a value.")
        super().__init__(parent, "lane-dialog", self.tr("Settings of {}").format(tr(lane.title)), line)
        self._before = self._lane = lane
        self.forms: list[Form] = []
        for place, step in enumerate(lane.steps):
            if find(step).Config.model_fields:
                self._add(place, step)
        self.add_button(self.tr("Cancel"), self.reject)
        self.add_button(self.tr("Keep settings"), self.accept, "primary")

    @staticmethod
    def has_settings(lane: Lane) -> bool:
        """Say whether a step of the lane has any settings."""
        return any(find(step).Config.model_fields for step in lane.steps)

    def accept(self) -> None:
        """Close where every field holds an allowed value."""
        if all(form.valid for form in self.forms):
            super().accept()

    def reject(self) -> None:
        """Close, and take back what was tried."""
        if self._lane != self._before:
            self.changed.emit(self._before)
        super().reject()

    def _add(self, place: int, step: Step) -> None:
        form = Form(make(step).config, self)
        form.changed.connect(lambda values, place=place: self._take(place, values))
        self.body.addWidget(label(tr(find(step).title), "section"))
        self.body.addWidget(form)
        self.forms.append(form)

    def _take(self, place: int, values: object) -> None:
        old = self._lane.steps[place]
        new = find(old)(cast(Config, values)).step
        steps = (*self._lane.steps[:place], new, *self._lane.steps[place + 1 :])
        self._lane = replace(self._lane, steps=steps)
        self.changed.emit(self._lane)
