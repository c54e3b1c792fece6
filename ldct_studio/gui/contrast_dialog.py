"""ContrastDialog: which scans were made before and after contrast, and what was injected.

What the files and names of the scans say of the injection stands in the form as soon as a scan is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import Field
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from ..core.config import Config
from ..core.contrast import Agent, Injection
from ..core.magnet import Magnet
from ..core.origin import PairOrigin, ScanOrigin
from ..core.pairing import is_low, percent_of
from . import dialogs, figures, theme
from .buttons import choice_box, label, push
from .dialogs import CardDialog
from .form import Form
from .language import tr
from .number_text import printed

Role = Literal["before", "after", "standard", "mask"]
_ROLES: tuple[tuple[Role, str, str], ...] = (
    ("before", tr("Before contrast"), tr("The T1-weighted scan before the agent was given")),
    ("after", tr("After contrast"), tr("The same scan after the agent was given")),
    (
        "standard",
        tr("At full dose"),
        tr("A third scan at the standard dose, where the one after contrast is at a lower one"),
    ),
    (
        "mask",
        tr("Brain mask"),
        tr("A NIfTI label map of the brain in the scan before contrast, where the brain is not found"),
    ),
)
_SCANS: tuple[Role, ...] = ("before", "after", "standard")


@dataclass(frozen=True)
class Candidate:
    """A scan or a mask that can take a role."""

    title: str
    origin: ScanOrigin
    magnet: Magnet = field(default_factory=Magnet)


class Injected(Config):
    """What was injected. DICOM files mostly name agent and field, NIfTI files neither; none says the dose."""

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
        self._boxes: dict[Role, QComboBox] = {}
        self.form = Form(Injected(), self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.current().px(8))
        grid.setVerticalSpacing(theme.current().px(8))
        grid.setColumnMinimumWidth(0, theme.current().px(136))
        grid.setColumnStretch(1, 1)
        for row, (role, text, tip) in enumerate(_ROLES):
            self._add(grid, row, role, text, tip)
        for candidate in candidates:
            for role in _SCANS:
                self._boxes[role].addItem(candidate.title, candidate)
        self.body.addLayout(grid)
        self.body.addWidget(self.form)
        self._said = label("", "bad", "contrast-said")
        self._noted = label("", "second", "contrast-noted")
        for words in (self._said, self._noted):
            words.setWordWrap(True)
            self.body.addWidget(words)
        self.add_button(self.tr("Cancel"), self.reject)
        self._compare = self.add_button(self.tr("Compare"), self._finish, "primary")
        self._named = printed(100.0)
        """The percent that the name of the scan after contrast says, which another one may replace."""
        for name in ("percent", "field"):  # also where they are not valid, which the form tells nobody
            self._field(name).textChanged.connect(self._check)
        for role, place in zip(_SCANS, guess or (), strict=False):
            if place is not None:
                self._boxes[role].setCurrentIndex(place + 1)
        self._check()

    def _add(self, grid: QGridLayout, row: int, role: Role, text: str, tip: str) -> None:
        box = choice_box()
        box.setObjectName(f"contrast-{role}")
        box.setAccessibleName(text)
        box.setToolTip(tip)
        first = {"standard": self.tr("None"), "mask": self.tr("Beside the scan, or found in it")}
        box.addItem(first.get(role, self.tr("Choose a scan")))
        box.currentIndexChanged.connect(lambda _, role=role: self._take_over(role))
        self._boxes[role] = box
        grid.addWidget(label(text), row, 0)
        grid.addWidget(box, row, 1)
        asks = [("file", self.tr("File…"), dialogs.ask_files)]
        asks += [("folder", self.tr("Folder…"), dialogs.ask_folder)] * (role != "mask")
        for column, (name, words, ask) in enumerate(asks, 2):
            button = push(words, f"contrast-{role}-{name}", tip=tip)
            button.clicked.connect(lambda _, role=role, ask=ask: self._take(role, ask(self)))
            grid.addWidget(button, row, column)

    def _take(self, role: Role, paths: Sequence[Path]) -> None:
        """Offer a scan that was chosen on the disk, and choose it."""
        if not paths:
            return
        files = tuple(str(path.absolute()) for path in paths)
        candidate = Candidate(paths[0].name, ScanOrigin(files))
        for other in _SCANS if role in _SCANS else (role,):
            self._boxes[other].addItem(candidate.title, candidate)
        self._boxes[role].setCurrentIndex(self._boxes[role].count() - 1)

    def _take_over(self, role: Role) -> None:
        """Put into the form what the files and the name of a scan say of what was injected."""
        chosen = self._chosen(role)
        if chosen is not None:
            tesla, agent = chosen.magnet.usual_field, chosen.magnet.known_agent
            if tesla is not None:
                self._field("field").setText(printed(tesla))
            box = self.form.field("agent")
            if agent is not None and isinstance(box, QComboBox):
                box.setCurrentIndex(box.findData(agent))
            if role == "after":
                self._take_percent(chosen.title)
        self._check()

    def _take_percent(self, name: str) -> None:
        """Take the percent that a scan's name says; empty where it is low and does not say how low."""
        percent, told = self._field("percent"), printed(percent_of(name) if is_low(name) else 100.0)
        if is_low(name) or percent.text() == self._named:
            percent.setText(told)
        self._named = told

    def _check(self) -> None:
        """Say what is missing or does not agree; only then nothing can be compared."""
        before, after, standard = (self._chosen(role) for role in _SCANS)
        used = [one.origin for one in (before, after, standard) if one is not None]
        values = self.form.values
        said = ""
        if before is None or after is None:
            said = self.tr("Choose a scan before and one after contrast.")
        elif len(used) > len(set(used)):
            said = self.tr("One scan cannot be both; choose another one.")
        elif not self._field("percent").text() and is_low(after.title):
            said = self.tr("“{0}” is at a low dose by its name; say at which.").format(after.title)
        elif standard is not None and isinstance(values, Injected) and values.percent >= 100:
            said = self.tr("With a third scan at full dose, the one after contrast is at less than 100 %.")
        for words, text in ((self._said, said), (self._noted, self._fields(before, after))):
            words.setText(text)
            words.setVisible(bool(text))
        self._compare.setEnabled(not said and self.form.valid)

    def _fields(self, before: Candidate | None, after: Candidate | None) -> str:
        """Return a sentence where both scans were made at different fields by their files, else ''."""
        known = [None if one is None else one.magnet.usual_field for one in (before, after)]
        if None in known or known[0] == known[1]:
            return ""
        said = self.tr(
            "By their files, the scan before contrast was made at {0} and the one after it at {1}; other "
            "fields make other pictures, also without contrast agent."
        )
        return said.format(*(figures.with_unit(printed(one), "T") for one in known))

    def _finish(self) -> None:
        values = self.form.values
        if not isinstance(values, Injected):
            return
        chosen = (self._chosen(role) for role, _, _ in _ROLES)
        before, after, standard, mask = (None if one is None else one.origin for one in chosen)
        self.accept()
        self.chosen.emit(PairOrigin(before, after, standard, values.injection, mask))

    def _chosen(self, role: Role) -> Candidate | None:
        candidate = self._boxes[role].currentData()
        return candidate if isinstance(candidate, Candidate) else None

    def _field(self, name: str) -> QLineEdit:
        control = self.form.field(name)
        assert isinstance(control, QLineEdit)
        return control
