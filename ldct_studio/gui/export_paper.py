"""A report as a file: one HTML page, or a PDF of the same page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from ..core.errors import StudioError
from ..io.written import whole_file
from .export_words import PROGRAM
from .language import tr

KINDS = tr("HTML page (*.html);;PDF (*.pdf)")
_POINTS = 9


def write_page(page: str, path: Path) -> Path:
    """Write a page as ``.html`` or ``.pdf``, whole or not at all; for a thread. Raises StudioError."""
    with whole_file(path) as part:
        if path.suffix.lower() == ".pdf":
            _write_pdf(page, part)
        else:
            part.write_text(page, "utf-8")
    return path


def _write_pdf(page: str, path: Path) -> None:
    writer = QPdfWriter(str(path))
    page_size, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(page_size, upright, QMarginsF()))  # the document has margins of 2 cm
    writer.setTitle("Low-dose comparison")
    writer.setCreator(PROGRAM)
    loop = QEventLoop()  # gives the thread what timers of the document ask for
    document = QTextDocument()
    document.setDefaultFont(QFont("Inter", _POINTS))
    document.setHtml(page)
    document.print_(writer)
    del document, loop
    if not path.is_file() or path.stat().st_size == 0:
        raise StudioError(tr("The PDF could not be written; choose another place."))
