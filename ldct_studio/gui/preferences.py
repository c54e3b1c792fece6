"""Preferences: the form of the settings; what is chosen is seen at once, Cancel takes it back."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..core.settings import Settings
from .dialogs import CardDialog
from .form import Form


class PreferencesDialog(CardDialog):
    """``changed(Settings)`` with each valid change, and once more with the old ones after Cancel."""

    changed = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent, "preferences", self.tr("Preferences"))
        self._before = settings
        self.form = Form(settings)
        self.form.changed.connect(self.changed)
        self.body.addWidget(self.form)
        self.add_button(self.tr("Cancel"), self.reject)
        self._save = self.add_button(self.tr("Save preferences"), self.accept, "primary")

    @property
    def settings(self) -> Settings:
        """The settings chosen so far."""
        return cast(Settings, self.form.values)

    def accept(self) -> None:
        """Close where every field holds an allowed value."""
        if self.form.valid:
            super().accept()

    def reject(self) -> None:
        """Close, and take back what was tried."""
        if self.settings != self._before:
            self.changed.emit(self._before)
        super().reject()
