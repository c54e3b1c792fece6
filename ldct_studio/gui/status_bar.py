"""The status bar: jobs, what is under the pointer, what the program is for, and its memory."""

from __future__ import annotations

from collections.abc import Callable

import psutil
import torch
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from ..core import device
from . import theme
from .buttons import IconButton, label
from .hover import Hover
from .icons import IconLabel
from .language import tr
from .top_bar import ComputeChip

Memory = Callable[[], tuple[str, int, int]]
"""Returns a name, the bytes in use, and the bytes there are."""

RESEARCH = tr("Research use only, not for diagnosis")
_GAP = "\u2003\u2002"
_EVERY = 2000
_GIB = 2**30


def memory() -> tuple[str, int, int]:
    """Return the memory that limits the program: the GPU's, or this process's part of the machine's."""
    if device.device().type == "cuda":
        free, total = torch.cuda.mem_get_info(device.device())
        return tr("GPU memory"), total - free, total
    return tr("Memory"), psutil.Process().memory_info().rss, psutil.virtual_memory().total


class StatusBar(QWidget):
    """One line under everything; “Research use only” never leaves it."""

    jobs_wanted = Signal()

    def __init__(self, read_memory: Memory = memory) -> None:
        super().__init__()
        self.setObjectName("status-bar")
        theme.set_role(self, "status")
        self._read_memory = read_memory
        self._narrow = False
        self._jobs = IconButton.plain(
            "status-jobs", "activity", tr("Jobs"), tr("Show the trainings (Ctrl+J)"), 14
        )
        self._jobs.set_beside(True)
        self._jobs.clicked.connect(self.jobs_wanted)
        self._reading = label(tr("No scan open"), "second", "status-reading")
        self.chip = ComputeChip("status-compute", brief=True)
        self._memory_name = label("", "second")
        self._memory_text = label("", "", "status-memory")
        self._bar = QProgressBar()
        self._arrange()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.show_memory)
        self._timer.start(_EVERY)
        theme.notifier.changed.connect(self._scale)
        self._scale()
        self.show_memory()
        self.show_jobs(0, 0, 0)
        self.set_narrow(False)

    def show_hover(self, hover: Hover | None) -> None:
        """Tell place, voxel and values under the pointer; None: the pointer left the pictures."""
        if hover is None:
            self._reading.setText("")
        elif self._narrow:
            self._reading.setText(hover.values)
        else:
            self._reading.setText(_GAP.join((hover.place, hover.voxel_text, hover.values)))

    def show_text(self, text: str) -> None:
        """Say one thing in the place of the read-out."""
        self._reading.setText(text)

    def show_jobs(self, running: int, waiting: int, silent: int) -> None:
        """Tell how many jobs run, how many wait, and of how many there is no news."""
        kinds = ((running, tr("running")), (waiting, tr("waiting")), (silent, tr("without news")))
        said = [f"{count} {word}" for count, word in kinds if count]
        self._jobs.setText(" · ".join([tr("Jobs"), ", ".join(said[: 1 if self._narrow else 3])]).rstrip(" ·"))
        self._jobs.setAccessibleName(self._jobs.text())

    def show_memory(self) -> None:
        """Read and show the memory in use."""
        name, used, total = self._read_memory()
        self._memory_name.setText(name)
        self._memory_text.setText(f"{used / _GIB:.1f} / {total / _GIB:.1f}\u00a0GB")
        self._bar.setValue(round(100 * used / total))
        self._bar.setToolTip(
            tr("{0} in use: {1} of {2} GB").format(name, f"{used / _GIB:.2f}", f"{total / _GIB:.1f}")
        )

    def set_narrow(self, narrow: bool) -> None:
        """Leave out place and voxel where there is no room, and take in the compute state."""
        self._narrow = narrow
        self.chip.setVisible(narrow)

    def _arrange(self) -> None:
        self._bar.setObjectName("status-memory-bar")
        self._bar.setAccessibleName(self.tr("Memory in use"))
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 100)
        research = label(RESEARCH, "", "status-research")
        research.setToolTip(self.tr("Nothing here is a medical device; no result may guide treatment."))
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._jobs)
        self._reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._reading, 1)
        row.addWidget(self.chip)
        row.addSpacing(12)
        row.addWidget(IconLabel("warning-circle", 14, "warn"))
        row.addWidget(research)
        row.addSpacing(12)
        row.addWidget(self._memory_name)
        row.addWidget(self._bar)
        row.addWidget(self._memory_text)

    def _scale(self) -> None:
        tokens = theme.current()
        self.setFixedHeight(tokens.size("status_bar"))
        self._bar.setFixedWidth(tokens.px(72))
