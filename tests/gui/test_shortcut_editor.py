"""Other keys for commands: conflicts are named, letters stay typeable, what is chosen is kept and used."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLabel, QLineEdit, QTreeWidget, QWidget

from ldct_studio.core import settings as stored
from ldct_studio.core.settings import Settings
from ldct_studio.gui import shortcut_keys
from ldct_studio.gui.actions import Actions
from ldct_studio.gui.command_table import table
from ldct_studio.gui.shortcut_editor import ShortcutEditor
from ldct_studio.gui.shortcut_sheet import ShortcutSheet

COMMANDS = tuple(command for command in table() if command.change is not None)
TABLE = shortcut_keys.defaults(COMMANDS)


@pytest.fixture
def editor(qtbot):
    made = ShortcutEditor(COMMANDS, {"invert": ("Alt+I",)})
    qtbot.addWidget(made)
    made.show()
    return made


def choose(editor, name):
    found = editor.findChild(QTreeWidget)
    for place in range(found.topLevelItemCount()):
        item = found.topLevelItem(place)
        if item.data(0, Qt.ItemDataRole.UserRole) == name:
            found.setCurrentItem(item)
            return item
    raise AssertionError(name)


def press(editor, key):
    editor.findChild(QKeySequenceEdit).setKeySequence(QKeySequence(key))


def says(editor):
    return editor.findChild(QLabel, "shortcut-says").text()


def test_the_table_has_no_conflict():
    assert shortcut_keys.conflicts(shortcut_keys.defaults(table())) == {}
    assert shortcut_keys.conflicts({"a": ("Ctrl+A",), "b": ("ctrl+a",)}) == {"Ctrl+A": ["a", "b"]}


def test_a_key_in_the_way_is_named_and_taken_over(editor, qtbot):
    item = choose(editor, "fit")
    assert item.text(1) == "="
    press(editor, "G")
    assert says(editor) == "G belongs to “Label overlay”. Take over removes it there."
    assert editor._add.text() == "Take over"
    qtbot.mouseClick(editor._add, Qt.MouseButton.LeftButton)
    assert editor.keys["fit"] == ("=", "G")
    assert editor.keys["overlay"] == ()
    assert shortcut_keys.conflicts(editor.keys) == {}
    with qtbot.waitSignal(editor.saved) as saved:
        editor.accept()
    assert saved.args[0] == {"invert": ("Alt+I",), "fit": ("=", "G"), "overlay": ()}


def test_what_may_not_be_a_key_says_why(editor):
    choose(editor, "lower-insert")
    press(editor, "U")
    assert "Add Ctrl" in says(editor)
    assert not editor._add.isEnabled()
    press(editor, "F6")
    assert says(editor) == "F6 is the next area and stays so. Press another key."
    press(editor, "Ctrl+Alt+U")
    assert says(editor) == "Ctrl Alt U is free."
    assert editor._add.isEnabled()


def test_reset_gives_the_keys_of_the_table_back(editor, qtbot):
    assert choose(editor, "invert").text(1) == "Alt I (changed)"
    qtbot.mouseClick(editor._reset, Qt.MouseButton.LeftButton)
    assert editor.keys["invert"] == ("I",)
    choose(editor, "fit")
    qtbot.mouseClick(editor._remove, Qt.MouseButton.LeftButton)
    assert editor.keys["fit"] == ()
    editor.reset_all()
    assert editor.keys == TABLE


def test_the_search_finds_names_and_keys(editor):
    editor.findChild(QLineEdit, "shortcut-search").setText("alt i")
    found = editor.findChild(QTreeWidget)
    shown = [found.topLevelItem(n) for n in range(found.topLevelItemCount())]
    assert [item.text(0) for item in shown if not item.isHidden()] == ["View › Invert"]


def test_chosen_keys_act_and_stand_in_the_sheet_and_are_kept(opened, qtbot):
    window, stage = QWidget(), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(stage)
    actions = Actions(opened, {}, window)
    sheet = ShortcutSheet(window, actions)
    actions.rebind({"invert": ("Alt+I", "G"), "unknown": ("Z",)})
    assert actions["overlay"].shortcuts() == [], "a chosen key is taken from the table's"
    actions.rebind({"invert": ("Alt+I",), "unknown": ("Z",)})
    assert [key.toString() for key in actions["invert"].shortcuts()] == ["Alt+I"]
    assert actions["invert"].toolTip().endswith("(Alt I)")
    assert "Alt I" in [label.text() for label in sheet.card.findChildren(QLabel) if not label.isHidden()]
    actions.rebind({})
    assert [key.toString() for key in actions["invert"].shortcuts()] == ["I"]
    stored.write(Settings(shortcuts={"invert": ("Alt+I",)}))
    assert stored.read().settings.shortcuts == {"invert": ("Alt+I",)}
