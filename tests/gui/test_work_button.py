"""The button of long work: it starts, shows how far it is, and Cancel says so until the work is over."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from ldct_studio.core.progress import Progress
from ldct_studio.gui.background import Asked, Background, Report
from ldct_studio.gui.work_button import WorkButton


@pytest.fixture
def work(qapp: object) -> Iterator[Background[str]]:
    made: Background[str] = Background("Toy")
    yield made
    made.close()


@pytest.fixture
def button(qtbot: QtBot, work: Background[str]) -> WorkButton:
    made = WorkButton("toy", "start")
    qtbot.addWidget(made)
    made.offer("Start", "Does it", "Stop; all stays")
    made.follow(work)
    made.show()
    return made


def push(button: WorkButton, name: str) -> QPushButton:
    return button.findChild(QPushButton, name)


def words(button: WorkButton) -> str:
    label = button.findChild(QLabel, "toy-start-note")
    return label.text() if label.isVisible() else ""


def test_the_bar_stands_in_the_place_of_the_button_and_counts(
    qtbot: QtBot, button: WorkButton, work: Background[str]
) -> None:
    go, told = threading.Event(), threading.Event()

    def task(report: Report, cancelled: Asked) -> str:
        report(Progress(3, 16, ""))
        told.set()
        go.wait(20)
        report(Progress(4, 16, "Pane B"))
        return "done"

    button.started.connect(lambda: (button.show_busy(True), work.start(task)))
    push(button, "toy-start").click()
    assert push(button, "toy-cancel").isVisible()
    assert not push(button, "toy-start").isVisible()
    bar = button.findChild(QProgressBar, "toy-bar")
    assert (bar.minimum(), bar.maximum()) == (0, 0), "nobody knows yet how much there is"
    qtbot.waitUntil(lambda: words(button) == "3 of 16 pictures")
    assert (bar.value(), bar.maximum(), bar.accessibleName()) == (3, 16, "3 of 16 pictures")
    with qtbot.waitSignal(work.progress) as caught:
        go.set()
    assert caught.args[0].text == "Pane B"
    qtbot.waitUntil(push(button, "toy-start").isVisible)
    assert not bar.isVisible()
    assert words(button) == ""


@pytest.mark.parametrize("end", ["cancelled", "failed"])
def test_it_is_a_button_again_however_the_work_ends(
    qtbot: QtBot, button: WorkButton, work: Background[str], end: str
) -> None:
    def task(report: Report, cancelled: Asked) -> str:
        if end == "failed":
            raise ValueError("broken")
        while not cancelled():
            threading.Event().wait(0.005)
        return "late"

    button.show_busy(True)
    with qtbot.waitSignal(getattr(work, end)):
        work.start(task)
        if end == "cancelled":
            push(button, "toy-cancel").click()
            assert push(button, "toy-cancel").text() == "Cancelling…"
            assert not push(button, "toy-cancel").isEnabled()
    assert push(button, "toy-start").isVisible()
    button.show_busy(True)
    assert push(button, "toy-cancel").text() == "Cancel"
    assert push(button, "toy-cancel").isEnabled()


def test_what_cannot_start_says_why_beside_it(button: WorkButton) -> None:
    button.offer("Start", "Draw a region first.", "", able=False, note="Draw a region first.")
    assert not push(button, "toy-start").isEnabled()
    assert words(button) == "Draw a region first."
    button.offer("", "", "", note="Draw a region first.")
    assert not push(button, "toy-start").isVisible()
    assert words(button) == "", "a plot without such work shows nothing"
