"""The state block of the dose bar: how far the pictures are, Auto, seed and Update."""

from __future__ import annotations

import random
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from ..core.lane import Frame, Lane
from . import figures, theme
from .icons import State, StateShape, icon
from .language import tr
from .measuring import answers
from .scene import Scene
from .state import AppState, only_dose

WORDS: dict[State, str] = {
    "full": tr("Full quality"),
    "preview": tr("Preview"),
    "refining": tr("Refining"),
    "stale": tr("Out of date"),
    "unapplied": tr("Not applied"),
    "failed": tr("Failed"),
    "off": tr("No study"),
}


def on_show(scene: Scene) -> tuple[Lane, ...]:
    """Return the lanes of all pictures in the panes; others are made ahead, such as those for Space."""
    return tuple(dict.fromkeys(pane.lane for _, pane in scene.pictures))


def condition(scene: Scene, frames: dict[Lane, Frame], dragging: bool) -> State:
    """Return the state of the pictures in all panes together, the least finished one counting."""
    request, lanes = scene.request, on_show(scene)
    if request is None:
        return "off"
    held = [frames.get(lane) for lane in lanes]
    current = [frame for frame in held if frame is not None and answers(frame, request)]
    if any(frame.error and not frame.unapplied for frame in current):
        return "failed"
    current = [frame for frame in current if frame.image is not None or frame.unapplied]  # else under way
    if len(current) < len(lanes):
        waiting: State = "preview" if dragging else "refining"
        return waiting if scene.auto else "stale"
    if any(frame.unapplied for frame in current):
        return "unapplied"
    return "preview" if any(frame.state == "preview" for frame in current) else "full"


def slowest(frames: Iterable[Frame]) -> float:
    """Return the longest time that a pane took, in seconds."""
    return max((frame.seconds for frame in frames), default=0.0)


class DoseState(QWidget):
    """Shape and word of the state, milliseconds, Auto, seed with new noise, Update."""

    update_requested = Signal()

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._compact = state, False
        self._said: object = None
        self._top, self._bottom = QHBoxLayout(), QHBoxLayout()
        self.setObjectName("dose-state")
        self._shape = StateShape()
        self._word = _label("dose-state-word", "strong", tr("State of the pictures in all panes"))
        self._time = _label("dose-state-time", "second", tr("Longest time that a pane took, in ms"))
        self._seed = _label(
            "dose-seed", "second", tr("Seed of the noise: the same seed gives the same noise")
        )
        self._auto = self._auto_box()
        self._dice = self._dice_button()
        self._update = self._update_button()
        self._arrange()
        state.changed.connect(self._follow)
        self._show_scene()

    def show_condition(self, condition: State, seconds: float, reason: str = "") -> None:
        """Say how far the pictures are; ``reason`` is the sentence of a failure."""
        said = (condition, seconds, reason)
        if said == self._said:
            return
        self._said = said
        self._shape.show_state(condition)
        _say(self._word, WORDS[condition])
        self._word.setToolTip(reason or tr("State of the pictures in all panes"))
        _say(self._time, figures.duration(seconds) if condition in ("full", "preview") and seconds else "")
        stale = condition == "stale"
        self._update.setEnabled(stale or condition == "failed")
        self.set_compact(self._compact)
        role = "primary" if stale else ""
        if self._update.property("role") != role:
            theme.set_role(self._update, role)

    def set_compact(self, compact: bool) -> None:
        """Put Update where the time stands, and show it only where it can be pressed."""
        self._compact = compact
        row = self._top if compact else self._bottom
        if row.indexOf(self._update) < 0:
            row.addWidget(self._update)
        self._update.setVisible(not compact or self._update.isEnabled())

    def least_width(self) -> int:
        """Return the width in px that Auto, a seed of four digits, the buttons, state and time need."""
        self._seed.ensurePolished()
        digits = self._seed.fontMetrics().horizontalAdvance(_seed_words(9999))
        self._seed.setMinimumWidth(digits)
        parts = [self._auto, self._seed, self._dice, *(() if self._compact else (self._update,))]
        needed: list[int] = [max(part.sizeHint().width(), part.minimumWidth()) for part in parts]
        bottom = sum(needed) + self._bottom.spacing() * len(parts)
        if not self._compact:
            return bottom
        texts = ((self._word, WORDS["full"]), (self._time, figures.duration(0.888)))
        for part, _ in texts:
            part.ensurePolished()
        told = [part.fontMetrics().horizontalAdvance(text) for part, text in texts]
        top = (self._shape.sizeHint().width(), *told, self._update.sizeHint().width())
        return max(bottom, sum(top) + self._top.spacing() * len(top))

    def _auto_box(self) -> QCheckBox:
        box = QCheckBox(self.tr("Auto"))
        box.setObjectName("dose-auto")
        box.setAccessibleName(self.tr("Update pictures automatically"))
        box.setToolTip(self.tr("Pictures follow every change at once; off: only on Update"))
        box.clicked.connect(lambda on: self._state.update("Auto", auto=on))
        return box

    def _dice_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("dice-five"))
        button.setObjectName("dose-new-noise")
        button.setAccessibleName(self.tr("New noise"))
        button.setToolTip(self.tr("New noise: draw another seed. The grain changes, its statistics do not."))
        button.clicked.connect(self._draw_seed)
        return button

    def _update_button(self) -> QPushButton:
        button = QPushButton(self.tr("Update"))
        button.setObjectName("dose-update")
        button.setAccessibleName(self.tr("Update the pictures"))
        button.setToolTip(self.tr("Compute the pictures for the settings on show"))
        button.clicked.connect(self.update_requested)
        return button

    def _arrange(self) -> None:
        px = theme.current().px
        top, bottom = self._top, self._bottom
        top.setSpacing(px(8))
        bottom.setSpacing(px(6))
        top.addWidget(self._shape)
        top.addWidget(self._word)
        top.addStretch()
        top.addWidget(self._time)
        bottom.addWidget(self._auto)
        bottom.addStretch()
        self._seed.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bottom.addWidget(self._seed)
        bottom.addWidget(self._dice)
        bottom.addWidget(self._update)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.addLayout(top, 1, 0)
        grid.addLayout(bottom, 2, 0)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(3, 1)
        for row in (1, 2):
            grid.setRowMinimumHeight(row, px(28))

    def _follow(self, new: Scene, old: Scene) -> None:
        if not only_dose(new, old):
            self._show_scene()

    def _show_scene(self) -> None:
        self._auto.setChecked(self._state.scene.auto)
        self._seed.setText(_seed_words(self._state.scene.seed))

    def _draw_seed(self) -> None:
        seed = random.randrange(1, 1000)
        self._state.update("New noise", seed=seed if seed != self._state.scene.seed else seed + 1)
        self._state.settle()


def _seed_words(seed: int) -> str:
    return tr("Seed{0}{1}").format(figures.NBSP, seed)


def _say(label: QLabel, text: str) -> None:
    """Write a text; the same one again would lay the whole window out anew."""
    if text != label.text():
        label.setText(text)


def _label(name: str, role: str, tip: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setProperty("role", role)
    label.setToolTip(tip)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
