"""The method panel: one case under every policy, FBP over network, with photons and quality."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..core.events import Picture
from . import theme
from .buttons import choice_box, label
from .language import tr
from .train_pictures import PictureStrip, read_picture

CASES = {"slim": tr("A slim case"), "wide": tr("A wide case")}
"""How the evaluation calls the cases that it shows."""
_OTHER = ("-before", "-all")
"""Ends of the names of policies that were trained at another dose; they stand behind the others."""


class ProposalPanel(QWidget):
    """Two rows of pictures: FBP, and the network's; a column per policy."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("proposal-panel")
        self.setAccessibleName(tr("Method panel"))
        self.setToolTip(tr("The same case as every policy scans it, with the same noise field"))
        self._folder, self._pictures = Path(), tuple[Picture, ...]()
        self.chooser = choice_box()
        self.chooser.setObjectName("proposal-case")
        self.chooser.setAccessibleName(tr("Case of the method panel"))
        self.chooser.setToolTip(tr("Which case is shown"))
        for name, said in CASES.items():
            self.chooser.addItem(tr(said), name)
        self.chooser.currentIndexChanged.connect(self._show)
        self.fbp, self.net = PictureStrip(), PictureStrip()
        head = QHBoxLayout()
        head.addWidget(label(tr("Method panel"), "section"))
        head.addStretch()
        head.addWidget(self.chooser)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        column.addLayout(head)
        column.addWidget(self.fbp)
        column.addWidget(self.net)
        self.hide()

    def show_pictures(self, folder: Path, pictures: Sequence[Picture]) -> None:
        """Show the pictures of an evaluation; nothing where it has none."""
        if (folder, tuple(pictures)) != (self._folder, self._pictures):
            self._folder, self._pictures = folder, tuple(pictures)
            self._show()
        self.setVisible(bool(pictures))

    def _show(self) -> None:
        case = str(self.chooser.currentData())
        for strip, kind in ((self.fbp, "FBP"), (self.net, "network")):
            found = [
                one for one in map(_told, self._pictures) if one is not None and one[1:3] == (case, kind)
            ]
            found.sort(key=lambda one: one[0].endswith(_OTHER))
            strip.show_images(
                [
                    (f"{name} · {tr(said)}", read_picture(self._folder / path))
                    for name, _, _, said, path in found
                ]
            )


def _told(picture: Picture) -> tuple[str, str, str, str, str] | None:
    """Return policy, case, kind, what is said of it and the path of a picture; None for one of others.

    Titles are “alara, slim: FBP, n0 5230” and “alara, slim: network, 33.1 dB”.
    """
    who, _, what = picture.title.partition(": ")
    name, comma, case = who.partition(", ")
    kind, _, said = what.partition(", ")
    return (name, case, kind, said, picture.path) if comma and case in CASES else None
