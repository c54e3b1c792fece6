"""Cine runs through the cuts as pictures come, and stops at whatever the user does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton

from ldct_studio.gui.cine import Cine


@pytest.fixture
def cine(opened, qtbot):
    shown = {"now": True}
    made = Cine(opened, lambda: shown["now"], 30)
    made.shown = shown
    yield made
    made.stop()


def test_it_runs_in_a_loop_and_is_one_undo_step(cine, opened, qtbot):
    rows = []
    opened.changed.connect(lambda scene, old: rows.append(scene.row))
    with qtbot.waitSignal(cine.ran):
        cine.toggle()
    qtbot.waitUntil(lambda: len(rows) >= 5)
    cine.toggle()
    assert rows[:5] == [2, 0, 1, 2, 0], "three slices, begun at the second"
    assert not cine.running
    assert opened.undo_stack.count() == 1
    opened.undo_stack.undo()
    assert opened.scene.row == 1


def test_it_waits_for_the_picture_and_the_window_does_not(cine, opened, qtbot):
    cine.shown["now"] = False
    rows = []
    opened.changed.connect(lambda scene, old: rows.append(scene.row))
    cine.start()
    ticks = []
    cine._timer.timeout.connect(lambda: ticks.append(1))
    qtbot.waitUntil(lambda: len(ticks) >= 3)
    assert not rows, "the picture of the first cut is not there yet"
    cine.shown["now"] = True
    qtbot.waitUntil(lambda: bool(rows))


def test_a_picture_that_never_comes_is_left_behind(cine, opened, qtbot, monkeypatch):
    monkeypatch.setattr("ldct_studio.gui.cine._PATIENCE", 0.05)
    cine.shown["now"] = False
    cine.start()
    qtbot.waitUntil(lambda: opened.scene.row != 1)


def test_a_click_the_wheel_and_scrolling_stop_it(cine, opened, qtbot):
    button = QPushButton("Anything")
    qtbot.addWidget(button)
    button.show()
    cine.start()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not cine.running
    cine.start()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(button, wheel)
    assert not cine.running
    cine.start()
    opened.become(opened.scene.with_row(1, (opened.scene.row + 1) % 3), "Next slice")
    assert not cine.running
    cine.start()
    opened.update("Dose", fraction=0.5)
    assert cine.running, "the dose may move meanwhile"


def test_at_most_so_many_frames_per_second(cine):
    for rate, pause in ((1, 1000), (10, 100), (30, 33)):
        cine.set_rate(rate)
        assert cine._timer.interval() == pause
