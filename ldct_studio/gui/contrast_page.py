"""ContrastPage: what the Contrast workspace says while no scans before and after contrast are open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from . import theme
from .buttons import label, push
from .dialogs import sentence
from .icons import IconLabel
from .language import tr

_WORDS = 560


class ContrastPage(QWidget):
    """``pair_wanted`` asks for the dialog, ``demo_wanted`` for the demo brain."""

    pair_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("contrast-page")
        self.setAccessibleName(tr("Contrast"))
        theme.set_role(self, "base")
        pair = push(
            tr("Open scans…"),
            "contrast-page-pair",
            "primary",
            tr("Choose a scan before and one after contrast"),
        )
        demo = push(tr("Open brain demo"), "contrast-page-demo", tip=tr("Open the synthetic head"))
        pair.clicked.connect(self.pair_wanted)
        demo.clicked.connect(self.demo_wanted)
        self._words = sentence(
            tr(
                "Open a T1-weighted MR scan of a head before contrast agent and one after it, as DICOM or "
                "NIfTI. They are registered and brought to one scale; then the dose of the agent can be "
                "lowered, and what a network makes of it be compared with what was measured."
            ),
            "second",
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.current().px(8))
        for part in (pair, demo):
            buttons.addWidget(part)
        column = QVBoxLayout(self)
        column.setSpacing(theme.current().px(8))
        center = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(2)
        column.addWidget(IconLabel("circle-half", 26, "text_2"), 0, center)
        column.addWidget(label(tr("No scans before and after contrast are open"), "title"), 0, center)
        column.addWidget(self._words, 0, center)
        column.addSpacing(theme.current().px(8))
        buttons_row = QWidget()
        buttons_row.setLayout(buttons)
        column.addWidget(buttons_row, 0, center)
        column.addStretch(3)
        theme.notifier.changed.connect(self._scale)
        self._scale()

    def _scale(self) -> None:
        width = theme.current().px(_WORDS)
        self._words.setFixedSize(width, self._words.heightForWidth(width))  # centered, it gets no more
