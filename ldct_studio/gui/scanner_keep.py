"""ScannerKeep: a name for the scanner model that a validation leads to, and what it will be used for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ..core.errors import StudioError
from ..core.study import Study
from ..io import scanners
from ..probe.compared import Validation
from ..probe.scanner_model import model_of
from . import theme
from .buttons import label, push
from .dialogs import sentence
from .language import tr


class ScannerKeep(QWidget):
    """Fields for name and phantom, a button, and one sentence about what becomes of the model."""

    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Validation | None = None
        self._reference: Study | None = None
        self.name = self._field("scanner-name", self.tr("Name"), self.tr("Up to 64 letters and digits"))
        self.phantom = self._field(
            "scanner-phantom", self.tr("Phantom"), self.tr("What was scanned, such as water, 20 cm; no names")
        )
        self._keep = push(
            self.tr("Save as scanner model"),
            "scanner-save",
            tip=self.tr("Keep photons, electronic noise and window; the dose bar takes them for such scans"),
        )
        self._keep.clicked.connect(self.keep)
        self._words = sentence("", "caption")
        self._words.setObjectName("scanner-use")
        self.name.textChanged.connect(self._show)
        px = theme.current().px
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        for row, (text, field) in enumerate(
            ((self.tr("Name"), self.name), (self.tr("Phantom"), self.phantom))
        ):
            grid.addWidget(label(text), row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self._keep, 2, 0, 1, 2)
        grid.addWidget(self._words, 3, 0, 1, 2)
        self._show()

    def offer(self, found: Validation | None, reference: Study | None) -> None:
        """Offer to keep what was found; None where there is nothing."""
        self._found, self._reference = found, reference
        if reference is not None and not self.name.text():
            self.name.setText(reference.facts.scanner[:64])
        self._show()

    def keep(self) -> None:
        """Write the model; say what becomes of it, or why it could not be written."""
        if self._found is None or self._reference is None:
            return
        try:
            model = model_of(
                self._found, self._reference, self.name.text().strip(), self.phantom.text().strip()
            )
            scanners.file_of(model.name)
            scanners.keep(model)
        except (StudioError, OSError) as error:
            self.said.emit(tr(str(error)))
            return
        self.said.emit(tr("The scanner model “{0}” is saved. {1}").format(model.name, self._use()))

    def _show(self) -> None:
        ready = self._found is not None and bool(self.name.text().strip())
        self._keep.setEnabled(ready)
        self._words.setText(self._use() if self._found is not None else "")

    def _use(self) -> str:
        """Say which scans the model will be used for."""
        found, reference = self._found, self._reference
        if found is None or reference is None:
            return ""
        exposure, facts = reference.scan.exposure, reference.facts
        if not found.passed:
            return tr("It did not pass, so it is used only where you choose it under Photons per ray.")
        if not (facts.scanner and exposure.kernel and exposure.kvp and exposure.mas):
            return tr(
                "The files do not record scanner, kernel, kV and mAs, so it is used only where you choose it "
                "under Photons per ray."
            )
        return tr("It is used for scans of {0} with {1} at {2} kV that are opened from now on.").format(
            facts.scanner, exposure.kernel, f"{exposure.kvp:g}"
        )

    def _field(self, name: str, accessible: str, tip: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(accessible)
        made.setToolTip(tip)
        made.setMaxLength(200 if name.endswith("phantom") else 64)
        return made
