"""Preferences: the form of the settings; what is chosen is seen at once, Cancel takes it back."""

from __future__ import annotations

from typing import cast

import torch
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ..core import device
from ..core.settings import Settings
from .dialogs import CardDialog
from .form import Form
from .language import tr


class PreferencesDialog(CardDialog):
    """``changed(Settings)`` with each valid change, and once more with the old ones after Cancel."""

    changed = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent, "preferences", self.tr("Preferences"))
        self._before = settings
        self.form = Form(settings)
        self._show_devices()
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

    def _show_devices(self) -> None:
        """Offer the GPUs that are there, by name, and one that is missing only while it is the choice."""
        box = cast(QComboBox, self.form.field("compute"))
        for kind in ("cuda", "mps"):
            place = box.findData(kind)
            if kind in device.gpus():
                box.setItemText(place, tr(device.name(torch.device(kind))))
            elif kind == self._before.compute:
                box.setItemText(place, self.tr("{}, not found").format(box.itemText(place)))
            else:
                box.removeItem(place)
