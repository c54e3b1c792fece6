"""The Qt actions of the command table: keys, menus and what they call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from .command import Command
from .command_table import MENUS, table
from .icons import icon
from .language import tr
from .scene import Scene
from .shortcut_keys import defaults, resolved
from .state import AppState, only_dose


class Actions(QObject):
    """The Qt actions of the table, kept true to the scene."""

    rebound = Signal()
    """Commands have other keys."""

    def __init__(
        self, state: AppState, deeds: Mapping[str, Callable[[], None]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._deeds = dict(deeds)
        self._table = tuple(c for c in table() if c.change is not None or c.name in deeds)
        self.commands = self._table
        """The rows of the table, with the keys that the user chose."""
        self._dosed = tuple(c for c in self.commands if c.menu.startswith("Dose"))
        self._actions = {command.name: self._action(command) for command in self.commands}
        state.changed.connect(self._follow)
        self._follow_history()
        self._follow(state.scene, None)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __contains__(self, name: str) -> bool:
        return name in self._actions

    def command(self, name: str) -> Command:
        """Return the row of the table behind an action."""
        return next(c for c in self.commands if c.name == name)

    @property
    def from_table(self) -> tuple[Command, ...]:
        """The commands with the keys that they came with."""
        return self._table

    def rebind(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Give commands the keys that the user chose; those that are not named have the keys of the table."""
        before, now = self.commands, resolved(defaults(self._table), keys)
        self.commands = tuple(replace(c, keys=now[c.name]) for c in self._table)
        for command in self.commands:
            self._actions[command.name].setShortcuts([QKeySequence(key) for key in command.keys])
            self._actions[command.name].setToolTip(command.tooltip())
        if self.commands != before:
            self.rebound.emit()

    def listen(self, window: QWidget, stage: QWidget) -> None:
        """Let keys act: single letters while the stage has the focus, the others anywhere in the window."""
        for command in self.commands:
            action = self._actions[command.name]
            if command.scope == "pane":
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                stage.addAction(action)
            else:
                window.addAction(action)

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Build the menus; return them, and the submenus as ``Menu/Submenu``, by name."""
        menus: dict[str, QMenu] = {}
        for name in MENUS:
            for command in (c for c in self.commands if c.menu.partition("/")[0] == name):
                self._place(bar, menus, command)
        return menus

    def _place(self, bar: QMenuBar, menus: dict[str, QMenu], command: Command) -> None:
        name, _, submenu = command.menu.partition("/")
        menu = _menu(bar, menus, name, name)
        if submenu:
            menu.setProperty("section", menu.property("section") or 0)
            menu = _menu(menu, menus, command.menu, submenu)
        _separate(menu, command.section)
        menu.addAction(self._actions[command.name])

    def _action(self, command: Command) -> QAction:
        action = QAction(command.label or command.text, self)
        action.setObjectName(command.name)
        action.setIconText(command.short or command.text)
        action.setToolTip(command.tooltip())
        action.setIconVisibleInMenu(False)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setCheckable(command.checked is not None)
        action.setAutoRepeat(command.merges)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.triggered.connect(lambda: self._do(command))
        return action

    def _do(self, command: Command) -> None:
        if command.change is None:
            self._deeds[command.name]()
            return
        scene = command.change(self._state.scene)
        if not command.merges:
            self._state.settle()
        self._state.become(scene, command.text.rstrip("…"))
        if not command.merges:
            self._state.settle()
        self._follow(self._state.scene, None)

    def _follow_history(self) -> None:
        stack = self._state.undo_stack
        for name, able, changed in (
            ("undo", stack.canUndo, stack.canUndoChanged),
            ("redo", stack.canRedo, stack.canRedoChanged),
        ):
            if name in self:
                changed.connect(self[name].setEnabled)
                self[name].setEnabled(able())

    def _follow(self, scene: Scene, old: Scene | None) -> None:
        dosed = old is not None and only_dose(scene, old)
        for command in self._dosed if dosed else self.commands:
            action = self._actions[command.name]
            if command.change is not None and command.checked is not None:
                action.setChecked(command.checked(scene))
            if command.enabled is not None or command.scope == "pane":
                action.setEnabled(
                    scene.study is not None if command.enabled is None else command.enabled(scene)
                )


def _menu(parent: QMenuBar | QMenu, menus: dict[str, QMenu], name: str, text: str) -> QMenu:
    if name not in menus:
        menus[name] = parent.addMenu(tr(text))
        menus[name].setObjectName(f"menu-{name.lower().replace('/', '-')}")
        menus[name].setToolTipsVisible(True)
    return menus[name]


def _separate(menu: QMenu, section: int) -> None:
    """Draw a line where a new section begins."""
    last = menu.property("section")
    if last is not None and last != section:
        menu.addSeparator()
    menu.setProperty("section", section)
