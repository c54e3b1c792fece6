"""ImportReportDialog: what was opened, assumed and left out, to read and to copy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ..core.import_report import ImportReport
from ..core.study import Study
from . import theme
from .dialogs import CardDialog
from .language import tr
from .privacy import redact


class ImportReportDialog(CardDialog):
    """Asks with ``upright_wanted`` for the series again, with the slices of its tilted gantry upright."""

    upright_wanted = Signal()

    def __init__(self, study: Study, parent: QWidget | None = None) -> None:
        line = tr("What was opened, assumed and left out. Files are not named, as they may tell the patient.")
        super().__init__(parent, "import-report", tr("Import report"), line)
        told = redact(ImportReport.of(study).text(tr))
        field = QPlainTextEdit(told)
        field.setObjectName("import-report-text")
        field.setAccessibleName(tr("Import report, without patient names"))
        field.setReadOnly(True)
        field.setMinimumHeight(theme.current().px(260))
        theme.set_role(field, "log")
        self.body.addWidget(field)
        if study.facts.slanted and study.origin is not None:
            tip = tr("Open it again with its slices shifted onto an upright grid; this lowers their noise")
            self.add_button(tr("Straighten"), self._ask, tip=tip)
        copy = QGuiApplication.clipboard().setText
        self.add_button(tr("Copy"), lambda: copy(told), tip=tr("Copy the report, without patient names"))
        self.add_button(tr("Close"), self.accept, "primary")

    def _ask(self) -> None:
        self.upright_wanted.emit()
        self.accept()
