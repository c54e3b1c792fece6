"""The Train workspace: what its list, page and start dialog show, and what can be done there."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSlider,
    QWidget,
)

from ldct_studio import api, methods, plugin  # noqa: F401
from ldct_studio.core.events import (
    Done,
    Failed,
    Metric,
    Stopped,
)
from ldct_studio.core.step import Step
from ldct_studio.gui import task_thread, theme
from ldct_studio.gui.notice import Notice, Notices
from ldct_studio.gui.pane import FBP, INSERT
from ldct_studio.gui.pane_menu import unlinked
from ldct_studio.gui.state import AppState
from ldct_studio.gui.train_desk import TrainDesk
from ldct_studio.gui.train_dialog import TrainDialog
from ldct_studio.jobs import store
from ldct_studio.jobs.job import Job
from ldct_studio.jobs.status import status
from tests.gui.toy_models import denoiser, segmenter
from tests.gui.train_case import Make, T, begun, replace_step, shown, tell, text_of, walk

# The page


def test_the_empty_page_says_what_to_do(desk: TrainDesk, qtbot) -> None:
    desk.page.show()
    assert text_of(desk.page, "train-empty") == "Looking for trainings…"
    qtbot.waitUntil(lambda: text_of(desk.page, "train-empty") == "No training yet")
    qtbot.mouseClick(desk.page.findChild(QPushButton, "train-first"), Qt.MouseButton.LeftButton)
    dialog = desk.page.findChild(TrainDialog)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_page_shows_the_chosen_job_and_follows_it(make: Make, desk: TrainDesk, qtbot) -> None:
    job = make("a", *begun(), *walk(4), lives=True)
    make("b", *begun(), Failed(error="Too little memory; take less.", time=T))
    (job.folder / "log.txt").write_text("hello\n")
    shown(desk, qtbot, 2)
    page = desk.page.job
    qtbot.waitUntil(lambda: "hello" in page.aside.log.toPlainText())
    assert text_of(page, "train-title").startswith("Toy net · today, ")
    assert len(page.curves.cards) == 1
    tell(job, Metric(step=4, values={"PSNR (dB)": 30.0}, time=T))
    qtbot.waitUntil(lambda: len(page.curves.cards) == 2)
    desk.page.list.setFocus()
    qtbot.keyClick(desk.page.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: text_of(page, "train-line") == "Too little memory; take less.")
    assert page.buttons["resume-training"].isEnabled()
    assert not page.buttons["cancel-training"].isEnabled()


def test_cancel_shows_at_once_and_the_wish_lies_in_the_folder(make: Make, desk: TrainDesk, qtbot) -> None:
    job = make("a", *begun(), *walk(4), lives=True)
    shown(desk, qtbot)
    began = time.monotonic()
    qtbot.mouseClick(desk.page.job.buttons["cancel-training"], Qt.MouseButton.LeftButton)
    assert text_of(desk.page, "train-line") == "Cancelling…"
    assert time.monotonic() - began < 0.1
    qtbot.waitUntil(job.cancel_file.exists)
    assert status(job).state == "cancelling"
    tell(job, Stopped(time=T))
    qtbot.waitUntil(lambda: text_of(desk.page, "train-line").startswith("Cancelled at step 4"))


def test_a_job_that_cannot_be_resumed_says_why(
    make: Make, desk: TrainDesk, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_LAST_SECONDS", 0.5)
    job = make("a", *begun(), Stopped(time=T), lives=True)
    shown(desk, qtbot)
    with qtbot.waitSignal(desk.told) as told:
        desk.do("resume-training")
        assert text_of(desk.page, "train-line").startswith("Waiting")
    assert told.args[0].text == f"The job {job.name} is running already."
    assert desk.watch.views[0].status.state == "cancelled"


def test_a_job_that_becomes_damaged_says_so_and_the_others_are_followed(
    make: Make, desk: TrainDesk, qtbot
) -> None:
    job, other = make("a", *begun(), lives=True), make("b", *begun(), lives=True)
    shown(desk, qtbot, 2)
    (job.folder / "job.json").write_text("{}")
    tell(other, Done(time=T))

    def states() -> set[str]:
        return {view.status.state for view in desk.watch.views}

    qtbot.waitUntil(lambda: states() == {"failed", "done"})


def test_leaving_does_not_wait_for_a_cluster_and_nothing_is_told_afterwards(
    make: Make, desk: TrainDesk, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answers = threading.Event(), threading.Event()

    def jobs() -> tuple[Job, ...]:
        asked.set()
        answers.wait(10)
        return ()

    monkeypatch.setattr(task_thread, "LEAVE_SECONDS", 0.01)
    monkeypatch.setattr(store, "jobs", jobs)
    told: list[object] = []
    desk.watch._came.connect(told.append, Qt.ConnectionType.DirectConnection)
    desk.watch.look()
    assert asked.wait(5)
    desk.close()
    assert not answers.is_set()
    answers.set()
    thread = desk.watch._thread._thread
    assert thread is not None
    thread.join(5)
    assert not told


def test_delete_asks_first(make: Make, desk: TrainDesk, qtbot) -> None:
    job = make("a", *begun(), Done(time=T), steps=500)
    shown(desk, qtbot)
    with qtbot.waitSignal(desk.told) as told:
        desk.do("delete-training")
    assert told.args[0].text.startswith("The training Toy net · today, ")
    assert "Steps = 500" in told.args[0].text  # which of several it is
    keep, delete = told.args[0].answers
    assert (keep.text, keep.do) == ("Keep", None)
    assert job.exists
    delete.do()
    assert text_of(desk.page, "train-empty") == "No training yet"
    qtbot.waitUntil(lambda: not job.folder.exists())


def test_looking_ends_when_nobody_watches_and_nothing_runs(make: Make, desk: TrainDesk, qtbot) -> None:
    job = make("a", *begun(), *walk(2), lives=True)
    shown(desk, qtbot)
    desk.page.hide()
    assert desk.watch._timer.isActive()  # a job runs
    with qtbot.waitSignal(desk.counted, check_params_cb=lambda counts: counts == (0, 0, 0)):
        tell(job, Done(time=T))
    assert not desk.watch._timer.isActive()


def test_nothing_is_done_with_a_job_that_another_workspace_hides(make: Make, desk: TrainDesk, qtbot) -> None:
    job = make("a", *begun(), *walk(2), lives=True)
    shown(desk, qtbot)
    with qtbot.waitSignal(desk.able, check_params_cb=lambda able: not able):
        desk.page._state.update(workspace="review")
    desk.do("cancel-training")
    assert desk.watch.views[0].status.state == "running"
    with qtbot.waitSignal(desk.able, check_params_cb=lambda able: able == {"cancel-training"}):
        desk.page._state.update(workspace="train")
    assert not job.cancel_file.exists()


def test_arcs_turn_only_while_somebody_sees_them(make: Make, desk: TrainDesk, qtbot) -> None:
    make("a", *begun(), *walk(2), lives=True)
    shown(desk, qtbot)
    turning = desk.page.list._turning
    qtbot.waitUntil(turning.isActive)
    desk.page.hide()
    assert not turning.isActive()
    desk.page.show()
    assert turning.isActive()


@pytest.mark.parametrize("kind", ["denoiser", "segmenter"])
def test_compare_puts_the_model_where_it_belongs(make: Make, desk: TrainDesk, qtbot, kind: str) -> None:
    job = make("a", *begun(), Done(time=T))
    (denoiser if kind == "denoiser" else segmenter)("x", "Toy net (small)")
    (store.folder().parent / "models" / "x").rename(job.folder / "model")
    shown(desk, qtbot)
    with qtbot.waitSignal(desk.told) as told:  # nothing is open
        qtbot.mouseClick(desk.page.job.buttons["compare-training"], Qt.MouseButton.LeftButton)
    assert told.args[0].answers[1].text == "Open demo"
    scene = desk.page._state.scene
    assert scene.workspace == "review"
    step = Step(kind, "network", (("model", "a"),))  # type: ignore[arg-type]
    if kind == "segmenter":
        assert scene.segmenter == step
    else:
        assert scene.panes[scene.active].lane.title == "Toy net (small)"
        assert scene.panes[scene.active].lane.steps == (INSERT, FBP, step)


def test_compare_spares_the_reference_and_keeps_the_slice_of_a_pane(
    make: Make, desk: TrainDesk, qtbot
) -> None:
    job = make("a", *begun(), Done(time=T))
    denoiser("x", "Toy net (small)")
    (store.folder().parent / "models" / "x").rename(job.folder / "model")
    shown(desk, qtbot)
    state = desk.page._state
    state.become(replace(unlinked(state.scene, 1), active=0, row=5))
    desk.do("compare-training")
    lanes = [pane.lane for pane in state.scene.panes]
    assert lanes[0].is_reference
    assert (state.scene.active, lanes[1].title, lanes[1].row) == (1, "Toy net (small)", 0)
    (job.folder / "model").rename(job.folder / "gone")
    state.update(workspace="train")
    with qtbot.waitSignal(desk.told) as told:
        desk.do("compare-training")
    assert told.args[0].text.endswith("is gone; train it again.")


# Leaving


def test_closing_the_window_asks_while_something_trains_here(make: Make, desk: TrainDesk, qtbot) -> None:
    job = make("a", *begun(), *walk(2), lives=True)
    shown(desk, qtbot)
    area = QWidget()
    qtbot.addWidget(area)
    notices = Notices(area)

    def asks() -> bool:
        event = QCloseEvent()
        desk.hold(event, notices)
        return not event.isAccepted()

    assert asks()
    assert isinstance(notices.current, Notice)
    stay, stop, leave = notices.current.answers
    assert (stay.do, leave.primary) == (None, True)
    assert not asks()  # whoever closes again has read it
    notices.tell("error", "The disk is full; make room.")
    assert asks()  # the question lies behind another message: it comes to the front
    assert notices.current.answers[0] == stay
    assert not asks()
    notices.clear()
    assert asks()  # and whoever stayed is asked again
    with qtbot.waitSignal(desk.leaving):
        stop.do()  # type: ignore[misc]
    assert not asks()
    desk.close()
    assert job.cancel_file.exists()


def test_nothing_is_asked_where_nothing_trains(make: Make, desk: TrainDesk, qtbot) -> None:
    make("a", *begun(), Done(time=T))
    shown(desk, qtbot)
    area = QWidget()
    qtbot.addWidget(area)
    event = QCloseEvent()
    desk.hold(event, Notices(area))
    assert event.isAccepted()


# Names and room


def test_every_control_has_a_name_an_accessible_name_and_a_tooltip(
    make: Make, desk: TrainDesk, qtbot
) -> None:
    dialog = TrainDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    make("a", *begun(), *walk(2), lives=True)
    shown(desk, qtbot)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QSlider)
    found = [w for area in (desk.page, dialog) for kind in kinds for w in area.findChildren(kind)]
    controls = [
        w for w in found if w.window() in (desk.page, dialog)
    ]  # a plot has a menu that is never shown
    assert len(controls) > 15
    for control in controls:
        if control.objectName() not in ("train-dialog-cancel", "train-dialog-start-training"):
            assert control.toolTip(), control.objectName()
        assert control.objectName(), control
        assert control.accessibleName(), control.objectName()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off_at_1280(make: Make, desk: TrainDesk, qtbot, scale: float) -> None:
    theme.apply(QApplication.instance(), "dark", scale)  # type: ignore[arg-type]
    tight = TrainDesk(AppState())
    tight.page.resize(1280, 740)
    make("a", *begun(), *walk(2), *[replace_step(n) for n in (5, 6)], Done(time=T))
    try:
        shown(tight, qtbot)
        job = tight.page.job
        assert tight.page.width() == 1280
        page = job.widget()
        assert page.width() <= job.viewport().width()
        last = job.buttons["delete-training"]
        assert last.mapTo(page, last.rect().bottomRight()).x() < page.width()
        assert all(button.width() >= button.sizeHint().width() for button in job.buttons.values())
        beside = job.aside.y() == 0 and job.aside.x() > 0
        assert beside == (scale == 1.0)
        assert all(card.height() >= theme.current().px(120) for card in job.curves.cards)
    finally:
        tight.close()
        tight.page.deleteLater()
