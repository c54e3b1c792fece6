"""ContrastDialog: which scans were made before and after contrast, and what was injected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from ..core.config import Config
from ..core.contrast import Agent, Injection
from ..core.origin import PairOrigin, ScanOrigin
from . import dialogs, theme
from .buttons import label, push
from .dialogs import CardDialog
from .form import Form
from .language import tr

Role = Literal["before", "after", "standard"]
_ROLES: tuple[tuple[Role, str, str], ...] = (
    ("before", tr("Before contrast"), tr("The T1-weighted scan before the agent was given")),
    ("after", tr("After contrast"), tr("The same scan after the agent was given")),
    (
        "standard",
        tr("At full dose"),
        tr("A third scan at the standard dose, where the one after contrast is at a lower one"),
    ),
)


@dataclass(frozen=True)
class Candidate:
    """A scan that can take a role."""

    title: str
    origin: ScanOrigin


class Injected(Config):
    """What was injected; no file says it reliably."""

    agent: Agent = Field(
        default="gadobutrol",
        title=tr("Agent"),
        json_schema_extra={
            "names": {
                "gadobutrol": tr("Gadobutrol"),
                "gadoterate": tr("Gadoterate"),
                "gadoteridol": tr("Gadoteridol"),
            }
        },
    )
    field: float = Field(
        default=3.0, gt=0.1, le=15, title=tr("Field strength"), json_schema_extra={"unit": "T"}
    )
    percent: float = Field(
        default=100.0,
        ge=1,
        le=100,
        title=tr("Dose after contrast"),
        description=tr("Of the standard dose, 0.1 mmol/kg."),
        json_schema_extra={"unit": "%"},
    )

    @property
    def injection(self) -> Injection:
        """The same as a value."""
        return Injection(self.agent, self.field, self.percent / 100)


class ContrastDialog(CardDialog):
    """``chosen`` carries the PairOrigin."""

    chosen = Signal(object)

    def __init__(
        self,
        candidates: Sequence[Candidate],
        guess: tuple[int, int, int | None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        line = self.tr("Both are registered and brought to one scale; the files stay as they are.")
        super().__init__(parent, "contrast-dialog", self.tr("Compare before and after contrast"), line)
        self._candidates = list(candidates)
        self._boxes: dict[Role, QComboBox] = {}
        self.form = Form(Injected(), self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.current().px(8))
        grid.setVerticalSpacing(theme.current().px(8))
        grid.setColumnMinimumWidth(0, theme.current().px(136))
        grid.setColumnStretch(1, 1)
        for row, (role, text, tip) in enumerate(_ROLES):
            self._add(grid, row, role, text, tip)
        self.body.addLayout(grid)
        self.body.addWidget(self.form)
        self._said = label("", "bad", "contrast-said")
        self._said.setWordWrap(True)
        self.body.addWidget(self._said)
        self.add_button(self.tr("Cancel"), self.reject)
        self._compare = self.add_button(self.tr("Compare"), self._finish, "primary")
        self.form.changed.connect(lambda _: self._check())
        for (role, _, _), place in zip(_ROLES, guess or (), strict=False):
            if place is not None:
                self._boxes[role].setCurrentIndex(place + 1)
        self._check()

    def _add(self, grid: QGridLayout, row: int, role: Role, text: str, tip: str) -> None:
        box = QComboBox()
        box.setObjectName(f"contrast-{role}")
        box.setAccessibleName(text)
        box.setToolTip(tip)
        box.addItem(self.tr("None") if role == "standard" else self.tr("Choose a scan"))
        for candidate in self._candidates:
            box.addItem(candidate.title)
        box.currentIndexChanged.connect(lambda _: self._check())
        self._boxes[role] = box
        grid.addWidget(label(text), row, 0)
        grid.addWidget(box, row, 1)
        for column, (name, words, ask) in enumerate(
            (
                ("file", self.tr("File…"), dialogs.ask_files),
                ("folder", self.tr("Folder…"), dialogs.ask_folder),
            ),
            2,
        ):
            button = push(words, f"contrast-{role}-{name}", tip=tip)
            button.clicked.connect(lambda _, role=role, ask=ask: self._take(role, ask(self)))
            grid.addWidget(button, row, column)

    def _take(self, role: Role, paths: Sequence[Path]) -> None:
        """Offer a scan that was chosen on the disk, and choose it."""
        if not paths:
            return
        title = paths[0].name
        self._candidates.append(Candidate(title, ScanOrigin(tuple(str(path.absolute()) for path in paths))))
        for box in self._boxes.values():
            box.addItem(title)
        self._boxes[role].setCurrentIndex(len(self._candidates))

    def _check(self) -> None:
        """Say what is missing or does not agree; only then nothing can be compared."""
        chosen = {role: box.currentIndex() - 1 for role, box in self._boxes.items()}
        used = [place for place in chosen.values() if place >= 0]
        values = self.form.values
        said = ""
        if chosen["before"] < 0 or chosen["after"] < 0:
            said = self.tr("Choose a scan before and one after contrast.")
        elif len(used) > len(set(used)):
            said = self.tr("One scan cannot be both; choose another one.")
        elif chosen["standard"] >= 0 and isinstance(values, Injected) and values.percent >= 100:
            said = self.tr("With a third scan at full dose, the one after contrast is at less than 100 %.")
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._compare.setEnabled(not said and self.form.valid)

    def _finish(self) -> None:
        values = self.form.values
        if not isinstance(values, Injected):
            return
        before, after, standard = (self._chosen(role) for role, _, _ in _ROLES)
        self.accept()
        self.chosen.emit(PairOrigin(before, after, standard, values.injection))

    def _chosen(self, role: Role) -> ScanOrigin | None:
        place = self._boxes[role].currentIndex() - 1
        return None if place < 0 else self._candidates[place].origin
