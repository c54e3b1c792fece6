"""The memory of the device, and who holds it: the program, the training on show, others."""

from __future__ import annotations

from dataclasses import dataclass

import psutil
import torch
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..core import device
from ..jobs.job import Job
from ..jobs.memory import job_bytes
from . import figures, theme
from .buttons import label
from .language import tr

_GIB = 2**30
_PARTS = (tr("Program"), tr("This training"), tr("Others"), tr("Free"))


@dataclass(frozen=True)
class MemoryUse:
    """Bytes of the device that trains, the GPU or the machine; what is not free and not ours is others'.

    ``training`` is None on a GPU, which does not say which process holds what.
    """

    total: int
    free: int
    program: int
    training: int | None

    @property
    def others(self) -> int:
        """What everybody else holds."""
        return max(0, self.total - self.free - self.program - (self.training or 0))


def memory_use(job: Job) -> MemoryUse:
    """Read the memory now. It takes some milliseconds: not in the thread of the window."""
    if device.device().type == "cuda":
        free, total = torch.cuda.mem_get_info(device.device())
        return MemoryUse(total, free, torch.cuda.memory_reserved(device.device()), None)
    machine = psutil.virtual_memory()
    return MemoryUse(machine.total, machine.available, psutil.Process().memory_info().rss, job_bytes(job))


class TrainMemory(QWidget):
    """A bar of the memory in parts, and a line for each part; hidden while nothing was read."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("train-memory")
        self.setAccessibleName(self.tr("Memory"))
        self._bar = _Bar()
        self._total = label("", "", "train-memory-total")
        self.values = {name: label("", "", f"train-memory-{name.split()[-1].lower()}") for name in _PARTS}
        self._rows = {name: (_Swatch(name), label(self.tr(name), "second")) for name in _PARTS}
        head = QHBoxLayout()
        gpu = device.device().type == "cuda"
        head.addWidget(label(self.tr("GPU memory") if gpu else self.tr("Memory"), "section"))
        head.addStretch()
        head.addWidget(self._total)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        for place, (name, widgets) in enumerate(self._rows.items()):
            for column, widget in enumerate((*widgets, self.values[name])):
                self._grid.addWidget(widget, place, column)
            self.values[name].setAlignment(Qt.AlignmentFlag.AlignRight)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(head)
        self._column.addWidget(self._bar)
        self._column.addLayout(self._grid)
        theme.notifier.changed.connect(self._scale)
        self._scale()
        self.hide()

    def show_use(self, use: MemoryUse | None) -> None:
        """Show who holds how much; None: nobody knows."""
        self.setVisible(use is not None)
        if use is None:
            return
        parts = (use.program, use.training, use.others, use.free)
        self._bar.show_parts(tuple((part or 0) / use.total for part in parts))
        self._total.setText(_size(use.total))
        for name, part in zip(_PARTS, parts, strict=True):
            self.values[name].setText(_size(part or 0))
            for widget in (*self._rows[name], self.values[name]):
                widget.setVisible(part is not None)

    def _scale(self) -> None:
        px = theme.current().px
        self._column.setSpacing(px(6))
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(2))


class _Bar(QWidget):
    """One bar of parts in the colors of their swatches."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: tuple[float, ...]) -> None:
        """Show parts of 1, in order."""
        if parts != self._parts:
            self._parts = parts
            self.update()

    def sizeHint(self) -> QSize:
        """Return a low bar."""
        return QSize(0, theme.current().px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts beside each other."""
        painter = QPainter(self)
        x = 0.0
        for name, part in zip(_PARTS, self._parts, strict=False):
            width = part * self.width()
            painter.fillRect(QRectF(x, 0, width, self.height()), _color(name))
            x += width
        painter.end()


class _Swatch(QLabel):
    """A small square in the color of a part."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def sizeHint(self) -> QSize:
        """Return the square."""
        side = theme.current().px(10)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the square in the middle."""
        side = theme.current().px(10)
        painter = QPainter(self)
        painter.fillRect(QRectF(0, (self.height() - side) / 2, side, side), _color(self._name))
        painter.end()


def _color(name: str) -> QColor:
    tokens = theme.current()
    colors = (tokens.text_2, tokens.accent, tokens.text_3, tokens.line_strong)
    return colors[_PARTS.index(name)]


def _size(size: int) -> str:
    return f"{figures.fixed(size / _GIB, 1)} GB"
