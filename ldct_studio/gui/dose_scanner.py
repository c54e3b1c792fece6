"""The choice of a scanner model for the photons of the scan on show."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ..core.dose import Scan
from ..core.scanner import ScannerModel, Setting
from ..io import scanners
from .buttons import narrow_box


class ScannerChoice(QComboBox):
    """The user's scanner models with a line for each kernel and tube voltage; hidden where there are none."""

    chosen = Signal(object, object)
    """A ScannerModel and its Setting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dose-n0-scanner")
        self.setAccessibleName(self.tr("Scanner model"))
        self.setToolTip(
            self.tr("Take photons, electronic noise and window of a scanner that you validated on a phantom")
        )
        plain = narrow_box("", "", "")
        self.setSizeAdjustPolicy(plain.sizeAdjustPolicy())
        self.setMinimumContentsLength(plain.minimumContentsLength())
        self.activated.connect(self._choose)

    def show_scan(self, scan: Scan) -> None:
        """Offer the models that are there now, and show the one that the photons are of."""
        self.clear()
        self.addItem(self.tr("No scanner model"))
        for model in scanners.models():
            for setting in model.settings:
                failed = "" if setting.passed else self.tr(", did not pass")
                self.addItem(f"{model.name}: {setting.title}{failed}", (model, setting))
                if scan.scanner == model.name and f"({setting.title})" in scan.note:
                    self.setCurrentIndex(self.count() - 1)
        self.setVisible(self.count() > 1)

    def _choose(self, index: int) -> None:
        data = self.itemData(index)
        if isinstance(data, tuple):
            model, setting = data
            if isinstance(model, ScannerModel) and isinstance(setting, Setting):
                self.chosen.emit(model, setting)
