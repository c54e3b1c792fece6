"""The shortcut editor: every command with its keys; what is in the way is said before anything is taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from . import shortcut_keys, theme
from .buttons import label, push
from .command import Command, shown
from .dialogs import CardDialog, sentence

_NAME = Qt.ItemDataRole.UserRole


class ShortcutEditor(CardDialog):
    """Gives commands other keys than the table's; nothing changes before Save."""

    saved = Signal(object)
    """The keys that differ from the table, by the name of the command."""

    def __init__(
        self, commands: Sequence[Command], chosen: shortcut_keys.Keys, parent: QWidget | None = None
    ) -> None:
        line = self.tr("Choose a command, press a key, then add it.")
        super().__init__(parent, "shortcut-editor", self.tr("Shortcuts"), line)
        self._commands = {command.name: command for command in commands}
        self._table = shortcut_keys.defaults(commands)
        self.keys = shortcut_keys.resolved(self._table, chosen)
        """The keys chosen so far."""
        self._search = QLineEdit()
        self._list = QTreeWidget()
        self._edit = QKeySequenceEdit()
        self._add = push(self.tr("Add key"), "shortcut-add", tip=self.tr("Give the command this key as well"))
        self._remove = push(self.tr("Remove keys"), "shortcut-remove", tip=self.tr("Leave it without a key"))
        self._reset = push(self.tr("Reset"), "shortcut-reset", tip=self.tr("Give it the keys it came with"))
        self._says = sentence("", "second")
        self._says.setObjectName("shortcut-says")
        self._build()
        self._fill()

    def accept(self) -> None:
        """Store what differs from the table."""
        self.saved.emit(shortcut_keys.changed(self.keys, self._table))
        super().accept()

    def reset_all(self) -> None:
        """Give every command the keys it came with."""
        self.keys = dict(self._table)
        self._fill()

    @property
    def chosen(self) -> Command | None:
        """The command on which the keys act."""
        item = self._list.currentItem()
        return None if item is None else self._commands[item.data(0, _NAME)]

    def _build(self) -> None:
        px = theme.current().px
        self._search.setObjectName("shortcut-search")
        self._search.setAccessibleName(self.tr("Search commands"))
        self._search.setPlaceholderText(self.tr("Search commands or keys"))
        self._search.setToolTip(self.tr("Show the commands whose name or key holds this text"))
        self._list.setObjectName("shortcut-list")
        self._list.setAccessibleName(self.tr("Commands and their keys"))
        self._list.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setMinimumHeight(px(340))
        self._list.setColumnWidth(0, px(380))
        self._edit.setObjectName("shortcut-key")
        self._edit.setAccessibleName(self.tr("New key"))
        self._edit.setToolTip(self.tr("Click here and press the key, with Ctrl, Alt or Shift where wanted"))
        self._edit.setMaximumSequenceLength(1)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(label(self.tr("New key"), "second"))
        row.addWidget(self._edit, 1)
        for button in (self._add, self._remove, self._reset):
            row.addWidget(button)
        for widget in (self._search, self._list):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.body.addWidget(self._says)
        self._says.setMinimumHeight(px(36))
        self._connect()
        tip = self.tr("Give every command the keys it came with")
        self.add_button(self.tr("Reset all"), self.reset_all, tip=tip)
        self.add_button(self.tr("Cancel"), self.reject)
        self.add_button(self.tr("Save shortcuts"), self.accept, "primary")

    def _connect(self) -> None:
        self._search.textChanged.connect(lambda _: self._filter())
        self._list.currentItemChanged.connect(lambda *_: self._advise())
        self._edit.keySequenceChanged.connect(lambda _: self._advise())
        self._add.clicked.connect(self._add_key)
        self._remove.clicked.connect(lambda: self._put(()))
        self._reset.clicked.connect(self._put_default)

    def _fill(self) -> None:
        kept = self.chosen
        self._list.clear()
        clashing = {name for names in shortcut_keys.conflicts(self.keys).values() for name in names}
        for command in self._commands.values():
            item = QTreeWidgetItem(self._list, [_place(command), _said(self.keys[command.name])])
            item.setData(0, _NAME, command.name)
            item.setToolTip(0, command.tip or command.text)
            if command.name in clashing:
                item.setText(1, item.text(1) + self.tr(" (also another command)"))
            elif self.keys[command.name] != self._table[command.name]:
                item.setText(1, item.text(1) + self.tr(" (changed)"))
            if kept is not None and command.name == kept.name:
                self._list.setCurrentItem(item)
        first = self._list.topLevelItem(0)
        if self._list.currentItem() is None and first is not None:
            self._list.setCurrentItem(first)
        self._filter()
        self._advise()

    def _filter(self) -> None:
        wanted = self._search.text().strip().lower()
        for place in range(self._list.topLevelItemCount()):
            item = self._list.topLevelItem(place)
            if item is not None:
                text = f"{item.text(0)} {item.text(1)}".lower()
                item.setHidden(wanted not in text)

    def _advise(self) -> None:
        """Say whose key was pressed, or why it cannot be one."""
        command, key = self.chosen, self._pressed
        self._add.setText(self.tr("Add key"))
        for button in (self._remove, self._reset):
            button.setEnabled(command is not None)
        if command is None or not key:
            self._say("", False)
            return
        refusal = shortcut_keys.refusal(key, command)
        others = [name for name in shortcut_keys.owners(key, self.keys) if name != command.name]
        if refusal:
            self._say(refusal, False)
        elif others:
            names = ", ".join(f"“{self._commands[name].text.rstrip('…')}”" for name in others)
            self._add.setText(self.tr("Take over"))
            self._say(
                self.tr("{} belongs to {}. Take over removes it there.").format(shown(key), names), True
            )
        elif key in self.keys[command.name]:
            self._say(self.tr("It has this key already."), False)
        else:
            self._say(self.tr("{} is free.").format(shown(key)), True)

    @property
    def _pressed(self) -> str:
        return self._edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _say(self, text: str, able: bool) -> None:
        self._says.setText(text)
        self._add.setEnabled(able)

    def _add_key(self) -> None:
        command = self.chosen
        if command is not None:
            self.keys = shortcut_keys.with_key(self.keys, command.name, self._pressed)
            self._edit.clear()
            self._fill()

    def _put(self, keys: tuple[str, ...]) -> None:
        command = self.chosen
        if command is not None:
            self.keys = {**self.keys, command.name: keys}
            self._fill()

    def _put_default(self) -> None:
        command = self.chosen
        if command is not None:
            keys: dict[str, tuple[str, ...]] = {**self.keys, command.name: ()}
            for key in self._table[command.name]:
                keys = shortcut_keys.with_key(keys, command.name, key)
            self.keys = keys
            self._fill()


def _place(command: Command) -> str:
    menu = command.place
    text = command.text.rstrip("…")
    return f"{menu} › {text}" if menu else text


def _said(keys: tuple[str, ...]) -> str:
    return "   ".join(shown(key) for key in keys) or "–"
