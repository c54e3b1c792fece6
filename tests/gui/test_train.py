"""The Train workspace: what jobs tell, what the list and the page show of it, and what can be done there."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSlider,
    QWidget,
)

from ldct_studio import api, methods  # noqa: F401
from ldct_studio.core import device
from ldct_studio.core.events import (
    Done,
    Event,
    Failed,
    Metric,
    Picture,
    Progress,
    Resumed,
    Started,
    Stopped,
    Waiting,
)
from ldct_studio.core.step import Step
from ldct_studio.gui import theme
from ldct_studio.gui.notice import Notice, Notices
from ldct_studio.gui.scene import FBP, INSERT
from ldct_studio.gui.state import AppState
from ldct_studio.gui.train_charts import charts
from ldct_studio.gui.train_desk import TrainDesk
from ldct_studio.gui.train_dialog import TrainDialog
from ldct_studio.gui.train_list import rows
from ldct_studio.gui.train_news import POINTS, JobReader, Series
from ldct_studio.gui.train_pictures import TrainPictures
from ldct_studio.gui.train_words import deeds, facts, line
from ldct_studio.jobs import store
from ldct_studio.jobs.job import Handle, Job
from ldct_studio.jobs.status import status
from tests.gui.toy_models import denoiser, segmenter

NOW = datetime(2026, 11, 20, 15, 30)
T = NOW.timestamp()
N = "\u00a0"
Make = Callable[..., Job]


@pytest.fixture
def make(registry: None) -> Iterator[Make]:
    """Return what makes a job that has told some events; with ``lives`` its process is there."""

    class Toy(api.Recipe, name="toy.base", title="Toy net"):
        """Fit a toy.

        At length.
        """

        class Config(api.Config):
            steps: int = api.Field(40_000, ge=1, title="Steps")
            rate: float = api.Field(2e-4, gt=0, title="Learning rate", json_schema_extra={"unit": "1/step"})

        def train(self, run: api.Run) -> None:
            raise NotImplementedError

    processes: list[subprocess.Popen[bytes]] = []

    def job(name: str, *events: Event, lives: bool = False, **settings: int) -> Job:
        plan = store.plan(Step("recipe", "toy.base", tuple(settings.items())), 3)
        made = store.create(plan, store.folder() / name)
        tell(made, *events)
        if lives:
            words = [sys.executable, "-c", "import time; time.sleep(60)", str(made.folder)]
            processes.append(subprocess.Popen(words))
            made.write_handle(Handle(id=str(processes[-1].pid), host=socket.gethostname()))
        return made

    yield job
    for process in processes:
        process.kill()
        process.wait()


def tell(job: Job, *events: Event) -> None:
    for event in events:
        job.journal.append(event)


def begun(at: float = T) -> tuple[Event, ...]:
    return Waiting(on="local", time=at), Started(host="here", time=at)


def walk(steps: int, total: int = 40_000, every: float = 1.0) -> list[Event]:
    """Return progress and loss of so many steps, from the beginning of the training on."""
    made: list[Event] = []
    for n in range(steps):
        made.append(Progress(step=n + 1, total=total, stage=1, time=T + (n + 1) * every))
        made.append(Metric(step=n, values={"loss": 1 / (n + 1)}, time=T + (n + 1) * every))
    return made


@pytest.fixture
def desk(qtbot: object) -> Iterator[TrainDesk]:
    """Return the desk with its page in a window of 1280 × 800, beside a status of nothing open."""
    made = TrainDesk(AppState())
    made.page.resize(1280, 800)
    yield made
    made.close()
    made.page.deleteLater()
    theme.apply(QApplication.instance(), "dark")  # type: ignore[arg-type]


def shown(desk: TrainDesk, qtbot, count: int = 1) -> TrainDesk:
    desk.page.show()
    qtbot.waitUntil(lambda: len(desk.watch.views) == count)
    return desk


def text_of(widget: QWidget, name: str) -> str:
    return widget.findChild(QWidget, name).text()  # type: ignore[attr-defined]


# What a job has told


def test_a_reader_takes_in_what_is_new_and_gives_the_same_view_where_nothing_is(make: Make) -> None:
    job = make("a", *begun(), *walk(3), lives=True)
    reader = JobReader(job)
    first = reader.look("whole")
    assert first.status.state == "running"
    assert first.rate == pytest.approx(1.0)
    assert first.left == pytest.approx(40_000 - 3)
    assert first.worked == pytest.approx(3.0)
    assert reader.look("whole") is first
    tell(job, *walk(5)[6:])
    second = reader.look("whole")
    assert second is not first
    np.testing.assert_array_equal(second.series[0].steps, range(5))
    assert second.series[0].last == pytest.approx(0.2)


def test_a_step_that_is_told_again_replaces_what_came_after_it(make: Make) -> None:
    job = make("a", *begun(), *walk(6), Resumed(step=3, stage=1, time=T + 9))
    tell(job, Metric(step=3, values={"loss": 7.0}, time=T + 10))
    (loss,) = JobReader(job).look("whole").series
    np.testing.assert_allclose(loss.values, [1, 1 / 2, 1 / 3, 7])


def test_a_number_that_is_none_is_told_and_not_drawn(make: Make) -> None:
    job = make("a", *begun(), *walk(2), Metric(step=2, values={"loss": float("nan")}, time=T))
    (loss,) = JobReader(job).look("whole").series
    assert np.isnan(loss.last)
    assert len(loss.values) == 2


def test_a_long_curve_is_averaged(make: Make) -> None:
    job = make("a")
    events = [Metric(step=n, values={"loss": float(n)}).model_dump_json() for n in range(2000)]
    job.journal.path.write_text("\n".join(events) + "\n")
    (loss,) = JobReader(job).look("whole").series
    assert len(loss.values) == POINTS
    np.testing.assert_allclose(loss.values, np.arange(2000).reshape(POINTS, -1).mean(1))
    assert loss.last == 1999
    (tail,) = JobReader(job).look("tail").series
    assert tail.steps[0] > 500
    assert tail.last == 1999


def test_time_worked_leaves_out_the_nights_between(make: Make) -> None:
    job = make("a", *begun(), Stopped(time=T + 60), *begun(T + 9000), Done(time=T + 9030))
    assert JobReader(job).look("whole").worked == pytest.approx(90)


def test_a_finished_job_is_not_read_again_until_it_tells_something(make: Make) -> None:
    job = make("a", *begun(), Failed(error="It broke; mend it.", time=T))
    reader = JobReader(job)
    first = reader.look("tail")
    (job.folder / "job.json").unlink()
    assert reader.look("tail") is first


def test_a_damaged_job_says_so(make: Make) -> None:
    job = make("a", *begun())
    (job.folder / "job.json").write_text("{}")
    view = JobReader(job).look("tail")
    assert (view.title, view.status.state) == ("a", "failed")
    assert "damaged" in view.status.text
    assert deeds(view) == {"delete-training"}


# Words


@pytest.mark.parametrize(
    ("events", "lives", "told", "able"),
    [
        (
            (*begun(), *walk(3)),
            True,
            f"Step 3 of 40 000 · 11{N}h 7{N}min left · this machine",
            {"cancel-training"},
        ),
        (begun()[:1], True, "Waiting · this machine", {"cancel-training"}),
        ((*begun(), Done(time=T)), False, "Done today, 15:30", {"delete-training"}),
        (
            (*begun(), *walk(3), Stopped(time=T)),
            False,
            "Cancelled at step 3 · today, 15:30",
            {"resume-training", "delete-training"},
        ),
        (
            (*begun(), Failed(error="Too little memory; take less.", time=T)),
            False,
            "Too little memory; take less.",
            {"resume-training", "delete-training"},
        ),
        (
            begun(),
            False,
            "Its process ended without a last word; resume it from its last checkpoint.",
            {"resume-training", "delete-training"},
        ),
    ],
)
def test_every_state_has_its_line_and_its_deeds(
    make: Make, events: tuple[Event, ...], lives: bool, told: str, able: set[str]
) -> None:
    view = JobReader(make("a", *events, lives=lives)).look("whole")
    assert line(view, NOW).replace("\u202f", " ") == told
    assert deeds(view) == able


def test_silence_and_the_wish_to_stop_are_states_of_their_own(make: Make) -> None:
    job = make("a", *begun(), *walk(3), lives=True)
    os.utime(job.journal.path, (time.time() - 240, time.time() - 240))
    view = JobReader(job).look("whole")
    assert view.status.state == "stalled"
    assert line(view, datetime.fromtimestamp(view.told + 240)) == f"No news for 4{N}min · this machine"
    job.cancel_file.touch()
    view = JobReader(job).look("whole")
    assert line(view, NOW) == "Cancelling…"
    assert deeds(view) == frozenset()


def test_rows_stand_in_groups(make: Make) -> None:
    made = [
        make("a", *begun(), Done(time=T)),
        make("b", *begun(), *walk(2), lives=True),
        make("c", begun()[0], lives=True),
    ]
    views = [JobReader(job).look("tail") for job in made]
    assert [row.key for row in rows(views, NOW)] == ["Now", "b", "Waiting", "c", "Finished", "a"]
    assert [row.key for row in rows(views[:1], NOW)] == ["Finished", "a"]


def test_settings_are_told_with_titles_and_units(make: Make) -> None:
    told = dict(facts(make("a", steps=500).spec()))
    assert told["Steps"] == "500"
    assert told["Learning rate"] == f"0.0002{N}1/step"
    assert (told["Seed"], told["Runs on"]) == ("3", "this machine")
    gone = make("b").spec().model_copy(update={"recipe": "gone", "settings": {"depth": 4}})
    assert dict(facts(gone))["depth"] == "4"


# Curves and pictures


def series(name: str, *values: float, first: int = 0) -> Series:
    return Series(name, np.arange(first, first + len(values), dtype=float), np.array(values), values[-1])


def test_curves_of_one_quantity_share_a_plot(qapp: object) -> None:
    made = charts(
        [
            series("loss", 1.0, 0.1),
            series("PSNR FBP (dB)", 28.0, 28.0),
            series("PSNR (dB)", 30.0, 33.25),
            series("joint: Dice 2", 0.5),
        ],
        100,
    )
    assert [chart.title for chart in made] == ["Loss", "PSNR (dB)", "Dice"]
    loss, psnr, dice = made
    assert [word for word, _, _ in psnr.newest] == ["FBP", "PSNR"]
    assert psnr.newest[1][1] == f"33.2{N}dB"
    assert psnr.chart.x_range == (0, 100)
    low, high = psnr.chart.y_range or (0.0, 0.0)
    assert 27 < low < 28
    assert 33.25 < high < 35
    np.testing.assert_allclose(loss.chart.curves[0].y, [0, -1])
    assert {text for _, text in loss.chart.y_ticks} >= {"0.1", "0.2", "0.5", "1"}
    assert dice.chart.curves[0].letter == "joint 2"


def test_long_trainings_count_in_thousands_and_close_losses_have_close_ticks(qapp: object) -> None:
    (chart,) = charts([series("loss", 0.95, 0.9, 0.86, first=9_998)], 20_000)
    assert chart.chart.x_title == "Step (thousands)"
    assert chart.chart.x_range == (0, 20)
    assert [text for _, text in chart.chart.y_ticks] == ["0.86", "0.88", "0.90", "0.92", "0.94", "0.96"]
    assert charts([series("loss", 0.5, -0.5)], 10)[0].chart.y_ticks == ()


def test_pictures_follow_the_newest_until_the_user_goes_back(qtbot, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    told = [
        Picture(step=step, title=title, path=f"pictures/{step}-{title}.png")
        for step in (9, 19, 29)
        for title in ("FBP", "Network")
    ]
    for one in told[:5]:
        QImage(8, 8, QImage.Format.Format_Grayscale8).save(str(tmp_path / one.path))
    (tmp_path / told[5].path).write_bytes(b"no picture")
    widget = TrainPictures()
    qtbot.addWidget(widget)
    widget.show_pictures(tmp_path, told[:4])
    assert "20" in text_of(widget, "train-sample")
    assert widget.strip.titles == ("FBP", "Network")
    widget.show_pictures(tmp_path, told)
    assert "30" in text_of(widget, "train-sample")
    assert widget.strip.titles == ("FBP",)
    widget.slider.setValue(0)
    widget.show_pictures(tmp_path, [*told, told[0].model_copy(update={"step": 39})])
    assert "10" in text_of(widget, "train-sample")


# The page


def test_the_empty_page_says_what_to_do(desk: TrainDesk, qtbot) -> None:
    desk.page.show()
    assert text_of(desk.page, "train-empty") == "No training yet"
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
    assert text_of(page, "train-title") == "Toy net"
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


def test_a_job_that_cannot_be_resumed_says_why(make: Make, desk: TrainDesk, qtbot) -> None:
    job = make("a", *begun(), Stopped(time=T), lives=True)
    shown(desk, qtbot)
    with qtbot.waitSignal(desk.told) as told:
        desk.do("resume-training")
        assert text_of(desk.page, "train-line").startswith("Waiting")
    assert told.args[0].text == f"The job {job.name} is running already."
    assert desk.watch.views[0].status.state == "cancelled"


def test_delete_asks_first(make: Make, desk: TrainDesk, qtbot) -> None:
    job = make("a", *begun(), Done(time=T))
    shown(desk, qtbot)
    with qtbot.waitSignal(desk.told) as told:
        desk.do("delete-training")
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
    with qtbot.waitSignal(desk.counted, check_params_cb=lambda counts: counts == (0, 0)):
        tell(job, Done(time=T))
    assert not desk.watch._timer.isActive()


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


# The start dialog


@pytest.fixture
def dialog(make: Make, qtbot) -> TrainDialog:
    made = TrainDialog()
    qtbot.addWidget(made)
    made.recipe.setCurrentText("Toy net")
    made.show()
    return made


def test_the_dialog_hands_over_a_checked_description(dialog: TrainDialog, qtbot) -> None:
    field = dialog.form.field("steps")
    assert isinstance(field, QLineEdit)
    field.setText("0")
    dialog.start.field("seed").setFocus()
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.focusWidget() is field  # what is wrong comes into view
    field.setText("120")
    dialog.start.field("seed").setText("9")  # type: ignore[attr-defined]
    with qtbot.waitSignal(dialog.started) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    (spec,) = told.args
    assert (spec.recipe, spec.settings, spec.seed, spec.on) == ("toy.base", {"steps": 120}, 9, "local")
    assert not dialog.isVisible()


def test_a_recipe_that_cannot_run_here_says_why(make: Make, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.Recipe, "missing", classmethod(lambda cls: "needs the extra train"))
    dialog = TrainDialog()
    qtbot.addWidget(dialog)
    assert not dialog.findChild(QPushButton, "train-dialog-start-training").isEnabled()
    assert any("needs the extra train" in text.text() for text in dialog.findChildren(type(dialog._error)))


def test_rare_settings_are_behind_a_button(dialog: TrainDialog, qtbot) -> None:
    assert not dialog.resources.isVisible()
    qtbot.mouseClick(dialog.findChild(QPushButton, "train-more"), Qt.MouseButton.LeftButton)
    assert dialog.resources.isVisible()


def test_a_training_computes_where_the_preferences_say(
    make: Make, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device, "_choice", "cpu")
    dialog = TrainDialog()
    qtbot.addWidget(dialog)
    assert dialog.resources.values.compute == "cpu"  # type: ignore[attr-defined]


# Names and room


def test_every_control_has_a_name_an_accessible_name_and_a_tooltip(
    make: Make, desk: TrainDesk, dialog: TrainDialog, qtbot
) -> None:
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


def replace_step(step: int) -> Event:
    return Metric(step=step, values={"PSNR (dB)": 30.0 + step}, time=T)
