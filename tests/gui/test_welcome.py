"""The empty state and the messages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ldct_studio.core.progress import Progress
from ldct_studio.core.recent import Recent
from ldct_studio.gui.notice import Answer, Notice, Notices
from ldct_studio.gui.welcome import RecentRow, WelcomePage


def failing() -> float:
    raise RuntimeError("no kernel image")


@pytest.fixture
def page(qtbot):
    made = WelcomePage("CPU, 2 cores", lambda: 0.041)
    qtbot.addWidget(made)
    made.resize(1400, 900)
    made.show()
    return made


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def press(widget: QWidget, name: str) -> None:
    button = next(b for b in widget.findChildren(QPushButton, name) if not b.isHidden())
    button.click()


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("welcome-open-folder", "folder_wanted"),
        ("welcome-open-files", "files_wanted"),
        ("welcome-open-demo", "demo_wanted"),
    ],
)
def test_buttons_say_what_is_wanted(page, qtbot, button, signal):
    with qtbot.waitSignal(getattr(page, signal)):
        press(page, button)


def test_recent_cases_open_by_mouse_and_keyboard(page, qtbot):
    assert "Cases that you open are listed here." in texts(page)
    page.show_recent([Recent.now(f"/data/{n}", f"Case {n}", "20 images") for n in range(7)])
    rows = page.findChildren(RecentRow)
    assert len(rows) == 5
    with qtbot.waitSignal(page.chosen) as told:
        qtbot.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert told.args[0].path == "/data/1"
    with qtbot.waitSignal(page.chosen) as told:
        qtbot.keyClick(rows[2], Qt.Key.Key_Return)
    assert told.args[0].path == "/data/2"


def test_the_compute_test_runs_beside_the_window(page, qtbot):
    with qtbot.waitSignal(page.compute.tested):
        press(page, "compute-test")
    assert "Test passed. A preview takes about 41\u00a0ms." in texts(page)


def test_a_failed_compute_test_says_why(qtbot):
    page = WelcomePage("CUDA", failing)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.compute.tested):
        press(page, "compute-test")
    assert "The test failed: no kernel image" in texts(page)


def test_an_unclean_end_offers_the_log(page, qtbot):
    assert not page.recovery.isVisible()
    page.show_ended_early()
    with qtbot.waitSignal(page.log_wanted):
        press(page, "recovery-open-log")
    assert not page.recovery.isVisible()


@pytest.fixture
def notices(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    tabs, work = QPushButton("Physics", window), QPushButton("Work", window)
    made = Notices(window, work)
    made.work_, made.tabs_ = work, tabs
    window.show()
    area = QWidget(window)
    area.setGeometry(100, 50, 800, 600)
    made.lie_over(area)
    made.window_ = window
    return made


def test_the_newest_message_is_in_front_and_none_doubles(notices):
    notices.tell("error", "One.")
    notices.tell("warning", "Two.")
    notices.tell("warning", "Two.")
    assert notices.current.text == "Two."
    assert "1 more" in texts(notices)
    press(notices, "notice-dismiss")
    assert notices.current.text == "One."
    press(notices, "notice-dismiss")
    assert notices.current is None
    assert not notices.isVisible()


def test_a_message_that_is_told_again_comes_to_the_front_with_its_new_answers(notices):
    notices.tell("info", "One.", Answer("Stay"))
    notices.tell("error", "Two.")
    notices.tell("info", "One.", Answer("Go"))
    assert notices.current.text == "One."
    assert [answer.text for answer in notices.current.answers] == ["Go"]
    assert "1 more" in texts(notices)


def test_an_answer_acts_after_the_message_is_gone(notices):
    seen = []
    notices.tell("error", "Failed.", Answer("Retry", lambda: seen.append(notices.current)), Answer("Details"))
    press(notices, "notice-retry")
    assert seen == [None]


def test_a_message_lies_over_the_top_edge_of_its_area(notices, qtbot):
    notices.tell("info", "Saved.")
    qtbot.waitUntil(lambda: notices.geometry() == QRect(108, 58, 784, 52))


@pytest.mark.parametrize("goes", ["notice-dismiss", "clear", "told again"])
def test_the_focus_of_a_button_that_goes_is_handed_to_the_work(notices, goes):
    work = notices.work_
    notices.tell("info", "Saved.")
    button = notices.findChild(QPushButton, "notice-dismiss")
    button.setFocus()
    if goes == "clear":
        notices.clear()
    elif goes == "told again":
        notices.tell("info", "Saved elsewhere.")
    else:
        press(notices, goes)
    assert notices.window_.focusWidget() is work


def test_cancel_hands_its_focus_to_the_work(notices):
    notices.begin_progress("Exporting")
    notices.findChild(QPushButton, "progress-cancel").setFocus()
    press(notices, "progress-cancel")
    assert notices.window_.focusWidget() is notices.work_


def test_more_than_three_answers_are_refused():
    with pytest.raises(ValueError, match="one to three"):
        Notice("info", "Much.", tuple(Answer(str(n)) for n in range(4)))


def test_cancel_answers_at_once_and_stays_said(notices, qtbot):
    notices.begin_progress("Exporting")
    notices.progress.show_progress(Progress(3, 10, "Exporting slice 3 of 10"))
    assert "Exporting slice 3 of 10" in texts(notices)
    with qtbot.waitSignal(notices.progress.cancelled):
        press(notices, "progress-cancel")
    notices.progress.show_progress(Progress(4, 10, "Exporting slice 4 of 10"))
    assert "Cancelling…" in texts(notices)
    notices.end_progress()
    assert not notices.isVisible()
    notices.begin_progress("Again")
    assert "Again" in texts(notices)
