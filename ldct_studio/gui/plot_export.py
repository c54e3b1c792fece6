"""A plot as a file: its curves as CSV, itself as PNG or SVG."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ..core.atomic import write_bytes
from ..core.errors import StudioError
from . import theme
from .buttons import IconButton
from .icons import icon
from .language import tr
from .plot_charts import chart_text
from .plot_view import Chart

KINDS = {"csv": "CSV (*.csv)", "png": "PNG (*.png)", "svg": "SVG (*.svg)"}
"""The kinds of files by their ending, as a dialog lists them."""
_FINER = 3
"""Pixels of a PNG per pixel of the window: some 300 per inch in print."""


class ExportError(StudioError):
    """A plot cannot be written."""


class SaveButton(IconButton):
    """The button with a menu of the kinds of files."""

    asked = Signal(str)
    """The ending of the file that the plot shall become."""

    def __init__(self) -> None:
        super().__init__("plots-save", 16)
        self.setIcon(icon("download-simple"))
        self.setAccessibleName(self.tr("Save the plot"))
        self.setToolTip(self.tr("Save the plot as CSV, PNG or SVG"))
        menu = QMenu(self)
        menu.setObjectName("plots-save-menu")
        for suffix in KINDS:
            action = menu.addAction(self.tr("Save as {0}…").format(suffix.upper()))
            action.setObjectName(f"plots-save-{suffix}")
            action.triggered.connect(lambda _=False, suffix=suffix: self.asked.emit(suffix))
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)


def save_chart(path: Path, chart: Chart, widget: QWidget) -> None:
    """Write a chart, that a widget shows, as the ending of the path says; raise ``ExportError``."""
    make = {".csv": lambda: (chart_text(chart) + "\n").encode(), ".png": lambda: png(widget)}
    make[".svg"] = lambda: svg(widget)
    suffix = path.suffix.lower()
    if suffix not in make:
        raise ExportError(
            tr("A plot becomes a CSV, PNG or SVG file, not “{0}”; choose one of them.").format(path.suffix)
        )
    try:
        write_bytes(path, make[suffix]())
    except OSError as error:
        raise ExportError(tr("{0} could not be written. Choose another folder.").format(path.name)) from error


def png(widget: QWidget) -> bytes:
    """Return a widget as PNG."""
    picture = QPixmap(widget.size() * _FINER)
    picture.setDevicePixelRatio(_FINER)
    picture.fill(theme.current().panel)
    widget.render(picture)
    store, buffer = _buffer()
    picture.save(buffer, "PNG")
    return bytes(store.data())


def svg(widget: QWidget) -> bytes:
    """Return a widget as SVG."""
    store, buffer = _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    generator.setViewBox(QRect(QPoint(), widget.size()))
    painter = QPainter(generator)
    painter.fillRect(widget.rect(), theme.current().panel)
    widget.render(painter, QPoint())
    painter.end()
    return bytes(store.data())


def _buffer() -> tuple[QByteArray, QBuffer]:
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return store, buffer
