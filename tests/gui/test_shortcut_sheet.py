"""The shortcut sheet in windows of any height."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ldct_studio.gui.actions import Actions
from ldct_studio.gui.shortcut_sheet import ShortcutSheet
from ldct_studio.gui.state import AppState


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


def test_a_low_window_scrolls_the_sheet_by_keys(window: QWidget, qtbot: QtBot) -> None:
    window.resize(1280, 240)
    sheet = ShortcutSheet(window, Actions(AppState(), {}))
    sheet.appear()
    assert window.rect().contains(sheet.card.geometry())
    area = sheet.findChild(QScrollArea)
    assert area is not None
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(sheet, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_high_window_shows_the_sheet_whole(window: QWidget, qtbot: QtBot) -> None:
    window.resize(1280, 1200)
    sheet = ShortcutSheet(window, Actions(AppState(), {}))
    sheet.appear()
    area = sheet.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() == 0
