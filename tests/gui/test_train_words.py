"""What jobs tell, and the words, curves and pictures that the Train workspace makes of it."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel

from ldct_studio import api, methods  # noqa: F401
from ldct_studio.core.events import (
    Done,
    Event,
    Failed,
    Metric,
    Picture,
    Progress,
    Resumed,
    Stopped,
)
from ldct_studio.gui import theme
from ldct_studio.gui.train_charts import MOST, charts
from ldct_studio.gui.train_curves import CurveCard
from ldct_studio.gui.train_list import TrainList, _draw_numbers, rows
from ldct_studio.gui.train_news import POINTS, JobReader, Series
from ldct_studio.gui.train_pictures import TrainPictures
from ldct_studio.gui.train_settings import facts
from ldct_studio.gui.train_words import apart, deeds, head_line, line
from tests.gui.train_case import NOW, Make, N, T, begun, tell, text_of, walk

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


def test_an_enhancer_stands_in_no_lane_of_ct(make: Make) -> None:
    view = JobReader(make("a", *begun(), Done(time=T))).look("tail")
    assert "compare-training" in deeds(replace(view, model="denoiser"))
    assert "compare-training" not in deeds(replace(view, model="enhancer"))


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


def test_of_several_networks_time_and_number_are_those_of_the_present_one(make: Make, qtbot) -> None:
    later = [Progress(step=n, total=104, stage=2, time=T + 60 + n) for n in (3, 4)]
    loss = Metric(step=3, values={"seed-1/base: loss": 0.5}, time=T + 64)
    done = Metric(step=3, values={"PSNR (dB)": 30.0}, time=T + 65)
    view = JobReader(make("a", *begun(), *walk(3), *later, loss, done, lives=True)).look("whole")
    assert f"2{N}min left in this stage" in line(view, NOW)
    assert f"2{N}min left in this stage" in head_line(view, NOW)
    assert view.newest is not None
    assert view.newest.name == "seed-1/base: loss"
    listed = TrainList()
    qtbot.addWidget(listed)
    listed.show_rows(rows([view], NOW), "a")
    index = listed.model().index(1, 0)
    assert "seed-1/base: loss 0.5" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "seed-1/base: loss 0.5" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_trainings_of_one_recipe_are_told_apart(make: Make) -> None:
    job = make("a", *begun(), Done(time=T), steps=500)
    os.utime(job.folder / "job.json", (T - 60, T - 60))
    assert apart(JobReader(job).look("tail"), NOW) == "today, 15:29 · Steps = 500, Seed = 3"


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


def test_of_many_curves_those_that_were_told_last_are_drawn(qapp: object) -> None:
    many = [replace(series(f"net-{n}: loss", 1.0, 0.5), told=float(n)) for n in range(MOST + 1)]
    many[0] = replace(many[0], told=100.0)  # it was resumed
    (loss,) = charts(many, 100)
    assert [word for word, _, _ in loss.newest] == [f"net-{n}" for n in (0, *range(2, MOST + 1))]


def test_the_newest_values_have_the_colors_of_their_curves(qtbot) -> None:
    theme.apply(QApplication.instance(), "dark")  # type: ignore[arg-type]
    (made,) = charts([series("PSNR FBP (dB)", 28.0, 28.0), series("PSNR (dB)", 30.0, 33.0)], 10)
    card = CurveCard(0)
    qtbot.addWidget(card)
    card.show_chart(made)
    card.show()
    for (_, text, color), value in zip(made.newest, card._values, strict=False):
        assert isinstance(value, QLabel)
        assert text in value.text()
        image = value.grab().toImage()
        drawn = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        assert color.name() in drawn


def test_a_long_value_does_not_reach_into_its_sparkline(qapp: object) -> None:
    image = QImage(300, 20, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    painter.setFont(theme.current().font("strong"))
    wide = painter.fontMetrics().horizontalAdvance("0.000316")
    for long in (series("loss", 0.000316), series("loss", 1.0, 0.000316)):
        begin = _draw_numbers(painter, QRectF(0, 0, 300, 18), long, 0)
        spark = theme.current().px(56) if len(long.values) > 1 else 0
        assert begin + spark + wide <= 300
    painter.end()


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
