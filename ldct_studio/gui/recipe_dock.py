"""RecipeDock: how the picture in the active pane is made, and how to make it again elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from . import theme
from .dock import Dock, text_label
from .language import tr
from .pace import Pace
from .pane_numbers import LETTERS
from .recipe import command_line, facts, python
from .scene import Scene
from .state import AppState, only_dose

_ROWS = 8


class RecipeDock(Dock):
    """Name and value of every setting, and two buttons that copy them as a command or a script."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "recipe-dock", tr("Recipe"), parent)
        self._lines = [self._line(number) for number in range(_ROWS)]
        self._python = _button(
            "recipe-python", self.tr("Copy as Python"), self.tr("Copy a script that makes this picture again")
        )
        self._command = _button(
            "recipe-cli",
            self.tr("Copy as CLI"),
            self.tr("Copy the command that makes the whole volume this way"),
        )
        self._python.clicked.connect(lambda: self._copy(python(state.scene)))
        self._command.clicked.connect(lambda: self._copy(command_line(state.scene)))
        self._arrange()
        self._pace = Pace(lambda: self._show(state.scene), self)
        state.changed.connect(self._follow)
        self._show(state.scene)

    def _line(self, number: int) -> tuple[QLabel, QLabel]:
        value = text_label(f"recipe-value-{number}", "", wrap=True)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return text_label(f"recipe-name-{number}", "second"), value

    def _arrange(self) -> None:
        px = theme.current().px
        grid = QGridLayout()
        grid.setVerticalSpacing(px(3))
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self._lines):
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self._python)
        buttons.addWidget(self._command)
        buttons.addStretch()
        self.body.addLayout(grid)
        self.body.addLayout(buttons)

    def _follow(self, new: Scene, old: Scene) -> None:
        (self._pace.ask if only_dose(new, old) else self._pace.now)()

    def _show(self, scene: Scene) -> None:
        self.title.setText(self.tr("Recipe") + " · " + self.tr("pane {0}").format(LETTERS[scene.active]))
        known = facts(scene)
        for number, (name, value) in enumerate(self._lines):
            shown = number < len(known)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(tr(known[number].name))
                value.setText(tr(known[number].text))
                value.setToolTip(tr(known[number].tip))
        made = bool(known) and not scene.panes[scene.active].lane.is_reference
        self._python.setEnabled(made and bool(python(scene)))
        self._command.setEnabled(bool(command_line(scene)))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)


def _button(name: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setToolTip(tip)
    return button
