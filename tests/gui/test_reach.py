"""Every control has a name, every control and every action is reached without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.canvas import Canvas
from tests.gui import tour
from tests.gui.walk import name, on_show
from tests.pictures.trainings import Trainings

INPUTS = (
    QAbstractButton, QComboBox, QAbstractSlider, QAbstractSpinBox, QLineEdit, QTabBar, QAbstractItemView,
    QPlainTextEdit, QTextEdit, Canvas,
)  # fmt: skip
STEERED = {"palette-list": "the arrow keys of the field above it"}
"""Views that never have the keyboard, and what moves in them."""


@pytest.fixture
def studio(qtbot: QtBot) -> Iterator[Studio]:
    studio = Studio(application([]))
    studio.window.show()
    studio.window.activateWindow()
    yield studio
    if not studio.window.close():  # as a training runs
        studio.close()
    studio.window.deleteLater()


def _inputs(top: QWidget) -> Iterator[QWidget]:
    """Yield what takes input and is on show, without the insides of Qt's own controls."""
    for widget in on_show(top):
        inside = widget.objectName().startswith(("qt_", "ScrollLeftButton", "ScrollRightButton"))
        inside = inside or isinstance(widget, (QScrollBar, QHeaderView))
        inside = inside or isinstance(widget.parentWidget(), (QAbstractSpinBox, QComboBox, QLineEdit))
        inside = inside or type(widget).__name__ == "QTableCornerButton"
        if isinstance(widget, INPUTS) and not inside:
            yield widget


def _nameless(top: QWidget) -> set[str]:
    return {name(w) for w in _inputs(top) if not _spoken(w)}


def _spoken(widget: QWidget) -> str:
    """Return what a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface is not None else widget.accessibleName()


def _unreachable(top: QWidget, studio: Studio) -> set[str]:
    """Return what takes input, but neither the keyboard nor has a command."""
    commands = {studio.window.actions_[c.name] for c in studio.window.actions_.commands}
    found = set()
    for widget in _inputs(top):
        by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        by_command = isinstance(widget, QToolButton) and widget.defaultAction() in commands
        if widget.isEnabled() and not by_tab and not by_command and widget.objectName() not in STEERED:
            found.add(name(widget))
    return found


def _faults(top: QWidget, studio: Studio) -> set[str]:
    nameless = {f"{widget} has no name" for widget in _nameless(top)}
    return nameless | {f"{widget} cannot be reached" for widget in _unreachable(top, studio)}


def test_every_control_of_the_window_is_named_and_reached(studio: Studio, qtbot: QtBot) -> None:
    seen: dict[str, str] = {}
    for place in tour.window(studio):
        for fault in _faults(studio.window, studio):
            seen.setdefault(fault, place)
    made = Trainings()
    try:
        for place in tour.trainings(studio, made, qtbot.waitUntil):
            for fault in _faults(studio.window, studio):
                seen.setdefault(fault, place)
    finally:
        made.end()
    assert not seen, "\n".join(f"{place}: {fault}" for fault, place in seen.items())


def test_every_control_of_the_studies_is_named_and_reached(
    studio: Studio, qtbot: QtBot, tmp_path: Path, registry: None
) -> None:
    seen: dict[str, str] = {}
    for place in tour.studies(studio, tmp_path, qtbot.waitUntil):
        for top in (studio.window, *tour.opened_dialogs()):
            for fault in _faults(top, studio):
                seen.setdefault(fault, place)
    assert not seen, "\n".join(f"{place}: {fault}" for fault, place in seen.items())


def test_every_control_of_the_dialogs_is_named_and_reached(studio: Studio) -> None:
    seen: dict[str, str] = {}
    for place, dialog in tour.dialogs(studio):
        for fault in _faults(dialog, studio):
            seen.setdefault(fault, place)
    assert not seen, "\n".join(f"{place}: {fault}" for fault, place in seen.items())


def _in_menus(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _in_menus(inner)
        elif not action.isSeparator():
            yield action


def test_every_entry_of_the_menus_has_a_key_or_is_found_by_searching(studio: Studio) -> None:
    tour.open_case(studio)
    actions = studio.window.actions_
    searched = {actions[command.name] for command in actions.commands}
    menus = [action.menu() for action in studio.window.top_bar.menus.actions()]
    entries = [entry for menu in menus if isinstance(menu, QMenu) for entry in _in_menus(menu)]
    assert len(entries) > 100
    assert not [entry.text() for entry in entries if entry not in searched and not entry.shortcuts()]
    assert all(entry.text().strip() for entry in entries)


def test_alt_and_the_arrow_keys_open_every_menu(studio: Studio) -> None:
    tour.open_case(studio)
    bar = studio.window.top_bar.menus
    canvas = studio.stage.panes[1].canvas
    canvas.setFocus()
    QTest.keyPress(canvas, Qt.Key.Key_Alt)
    QTest.keyRelease(canvas, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    opened = []
    for action in bar.actions():
        assert bar.activeAction() is action
        QTest.keyClick(bar, Qt.Key.Key_Down)
        menu = QApplication.activePopupWidget()
        assert menu is action.menu()
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        opened.append(action.text())
        QTest.keyClick(bar, Qt.Key.Key_Right)
    assert len(opened) == len(bar.actions())


def test_a_command_is_found_and_done_without_a_mouse(studio: Studio) -> None:
    tour.open_case(studio)
    palette = studio.window.palette_
    palette.appear()
    field = palette.findChild(QLineEdit, "palette-field")
    assert field is not None
    QTest.keyClicks(field, "compare swipe")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert studio.state.scene.compare == "swipe"
    assert not palette.isVisible()


def test_tab_and_f6_go_through_the_window_and_never_end(studio: Studio, qtbot: QtBot) -> None:
    tour.open_case(studio)
    studio.window.resize(*tour.SIZE)
    QApplication.processEvents()
    seen: set[str] = set()
    for _ in range(8):
        studio.window.next_area()
        focused = studio.window.focusWidget()
        assert focused is not None
        assert focused.isVisible()
        area = next(a for a in ("tool-bar", "left-tabs", "stage", "dose-bar") if _below(focused, a))
        seen.add(area)
    assert seen == {"tool-bar", "left-tabs", "stage", "dose-bar"}


def _below(widget: QWidget | None, above: str) -> bool:
    while widget is not None:
        if widget.objectName() == above:
            return True
        widget = widget.parentWidget()
    return False


def test_the_pane_menu_opens_by_key(studio: Studio, qtbot: QtBot) -> None:
    tour.open_case(studio)
    wanted: list[object] = []
    canvas = studio.stage.panes[1].canvas
    canvas.menu_wanted.connect(wanted.append)
    canvas.menu_wanted.disconnect(studio.stage.panes[1].menu_wanted)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(canvas, event)
    assert wanted
