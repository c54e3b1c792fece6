"""Name, dose and unit of what a pane shows are the same in headers, numbers, comparisons and files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from ldct_studio.core.lane import Frame, Lane
from ldct_studio.core.step import Step
from ldct_studio.gui import compare, key_images, regions
from ldct_studio.gui.contrast_lanes import LOW, UPTAKE
from ldct_studio.gui.export_movie import movie_line
from ldct_studio.gui.export_numbers import numbers_csv
from ldct_studio.gui.export_report import data_facts, report
from ldct_studio.gui.export_words import pane_name, recipe
from ldct_studio.gui.hover import Hover
from ldct_studio.gui.lane_words import dose_at, dose_of, lane_unit, named
from ldct_studio.gui.marks_csv import measurements_csv
from ldct_studio.gui.marks_values import listed
from ldct_studio.gui.measuring import measured
from ldct_studio.gui.pane import REFERENCE
from ldct_studio.gui.pane_numbers import Numbers, table_text
from ldct_studio.gui.plot_charts import values_chart
from ldct_studio.gui.plot_legend import legend
from ldct_studio.gui.plot_profile import profile_chart
from ldct_studio.gui.region_numbers import RegionNumbers
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.slice_pane import SlicePane
from ldct_studio.gui.stage import Stage
from ldct_studio.gui.state import AppState
from ldct_studio.gui.transform import Placement
from tests.gui import uptake_case as case
from tests.gui.four_panes import four_panes
from tests.gui.session_case import study as ct_study
from tests.gui.uptake_case import LESION, LINE, A, C, D, E, frame, scene, study

N = "\u00a0"
PERCENT = Lane("Uptake in %", (UPTAKE.replace(percent=True),))


def measured_at_20() -> Scene:
    """Return a pair at 20 % whose pane E shows the uptake of that scan in percent."""
    return scene(study(0.2, "Full"), LESION).with_lane(E, PERCENT)


def mapped(of: Scene) -> Frame:
    """Return the map in pane E: 37 % everywhere."""
    shape = case.GRID.shape[1:]
    return replace(frame(of, E), image=np.full(shape, 37.0, np.float32), under=np.zeros(shape, np.float32))


def test_what_shows_another_volume_of_a_pair_is_called_by_its_name() -> None:
    pair = study(0.2, "Full")
    assert named(REFERENCE, pair, "After") == "Reference"
    assert named(Lane("Measured full dose"), pair, "Before") == "Before"
    assert named(Lane("Low dose"), pair, "Full") == "Full"
    assert named(PERCENT, pair, "Full") == "Uptake in %", "a method is called by its title"
    assert named(Lane("Prior", prior=True), pair, "Full") == "Prior"
    assert named(REFERENCE, ct_study(), "other") == "Reference"


@pytest.mark.parametrize(
    ("lane", "volume", "dose"),
    [
        (REFERENCE, "After", 0.2),
        (REFERENCE, "Full", 1.0),
        (REFERENCE, "Before", None),
        (PERCENT, "After", 0.2),
        (Lane("Low dose", (LOW,)), "Full", 0.1),
        (Lane("Low dose", (LOW,)), "After", pytest.approx(0.02)),
        (case.LANES[A], "After", None),
        (Lane("Prior", prior=True), "After", None),
    ],
)
def test_the_dose_of_a_pair_is_what_was_injected(lane: Lane, volume: str, dose: float | None) -> None:
    assert dose_at(lane, study(0.2, "Full"), volume, 0.1) == dose


def test_the_dose_of_ct_is_that_of_the_loaded_scan() -> None:
    ct = ct_study()
    low = Lane("Low", (Step("simulator", "insert"),))
    assert [dose_at(lane, ct, "CT", 0.1) for lane in (REFERENCE, low)] == [1.0, 0.1]
    assert dose_at(Lane("Prior", prior=True), ct, "CT", 0.1) is None


def test_the_header_of_a_pane(qtbot: QtBot) -> None:
    state = AppState(measured_at_20())
    pane = SlicePane(state, D)
    qtbot.addWidget(pane)
    pane.show_frame(frame(state.scene, D))
    assert (pane.header.said.title, pane.header.said.dose) == ("Reference", f"20{N}%")
    state.become(replace(state.scene, volume="Full"))
    pane.clear()
    assert pane.header.said.title == "Full"
    pane.show_frame(frame(state.scene, D))
    assert (pane.header.said.title, pane.header.said.dose) == ("Full", f"100{N}%")
    state.become(replace(state.scene, volume="Before"))
    pane.clear()
    pane.show_frame(frame(state.scene, D))
    assert (pane.header.said.title, pane.header.said.dose) == ("Before", "")


def test_comparisons_numbers_and_legends_tell_the_same() -> None:
    at = scene(study(), LESION).with_lane(E, PERCENT)
    before, map_ = frame(at, A), mapped(at)
    assert compare._named(before) == ("Before contrast", "")
    assert compare._named(map_) == ("Uptake in %", f"100{N}%"), "the slider does not lower it"
    other = replace(at, volume="Before")
    assert compare._named(frame(other, D)) == ("Before", "")
    numbers = RegionNumbers()
    numbers.take(frame(other, D), other)
    rows = numbers.rows(other)
    assert [(rows[i].title, rows[i].dose) for i in (C, D)] == [("Scaled subtraction", ""), ("Before", "")]
    lined = replace(measured_at_20(), marks=(LINE,))
    frames = {lane: frame(lined, i) for i, lane in ((A, lined.panes[A].lane), (D, lined.panes[D].lane))}
    chart = profile_chart(lined, frames)
    assert not isinstance(chart, str)
    said = legend(lined, chart, frames)
    assert "20\u00a0%" in said
    assert "10\u00a0%" not in said


def test_files_tell_the_same(qtbot: QtBot) -> None:
    at = replace(scene(study(), LESION).with_lane(E, PERCENT), active=E)
    assert pane_name(at, A) == "before-contrast-slice-6"
    assert pane_name(at, E) == "uptake-in-100-percent-slice-6"
    assert pane_name(at, C) == "scaled-subtraction-10-percent-slice-6"
    assert pane_name(measured_at_20(), D) == "reference-20-percent-slice-6"
    assert pane_name(replace(at, volume="Before"), D) == "before-slice-6"
    assert recipe(replace(at, volume="Before"), D).startswith("Pane D: Before\n")
    assert movie_line(at, A) == "Of the active pane: Before contrast."
    made = report(at, {A: frame(at, A), E: mapped(at)}, (), ())
    assert [text for text, _ in made.pictures] == ["A  Before contrast", f"E  Uptake in %, 100{N}%"]
    plain = key_images.of_active(replace(at, active=A))
    assert plain is not None
    assert key_images.title(plain, "a.u.", at.study).startswith("Axial 6 · Before contrast · W")
    key = key_images.of_active(at)
    assert key is not None
    assert f"Uptake in % · 100{N}%" in key_images.title(key, "a.u.", at.study)
    other = key_images.of_active(replace(at, volume="Before", active=D))
    assert other is not None
    assert key_images.title(other, "a.u.", at.study).startswith("Axial 6 · Before · W")


def test_the_report_of_a_pair_has_a_dose_of_the_agent_and_no_photons() -> None:
    facts = dict(data_facts(measured_at_20()))
    assert facts["Contrast agent"] == f"Gadobutrol, 20{N}% of the standard dose, at 3 T"
    assert "100 % dose" not in facts
    assert dict(data_facts(four_panes().opened(ct_study())))["100 % dose"]


def test_percent_is_told_in_percent() -> None:
    at = measured_at_20()
    assert at.source is not None
    assert (lane_unit(PERCENT, at.source), lane_unit(REFERENCE, at.source)) == ("%", "a.u.")
    made = replace(at.source, history=(UPTAKE.replace(percent=True),))
    assert (lane_unit(REFERENCE, made), lane_unit(Lane("x", (LOW,)), made)) == ("%", "%")
    numbers = RegionNumbers()
    numbers.take(mapped(at), at)
    metrics = numbers.columns(at)
    row = next(row for row in numbers.rows(at) if row.letter == "E")
    mean = row.cells[[metric.name for metric in metrics].index("Mean")]
    assert mean.shown == f"37.0{N}%"
    assert "37.0 %" in table_text(metrics, (row,))
    named_: tuple[tuple[str, Numbers[object]], ...] = (("Region", numbers),)  # type: ignore[assignment]
    assert "Mean,%,37.0" in numbers_csv(named_, at)
    assert listed(at, numbers.frames)[0].cells[E].text == f"37.0{N}%\n± 0.00{N}%"
    (line,) = (
        line
        for line in csv.DictReader(io.StringIO(measurements_csv(at, numbers.frames)))
        if line["Pane"] == "E"
    )
    assert (line["Mean (%)"], line["Mean (a.u.)"], line["Dose (%)"]) == ("37", "", "20")


def test_a_region_on_a_map_in_percent_says_so(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    at, said = measured_at_20(), list[str]()
    monkeypatch.setattr(regions, "draw_text", lambda painter, place, text, *_: said.append(text))
    shown = mapped(at)
    placement = Placement.on(shown.cuts, shown.row, at.view, 400, 400, "axial")
    painter = QPainter(picture := QImage(400, 400, QImage.Format.Format_RGB32))
    regions.draw(painter, at, placement, lambda place: lambda roi: measured(shown, roi), of_map=True)
    painter.end()
    assert not picture.isNull()
    assert said[0] == f"mean 37.0{N}% (n = 49)"


def test_what_is_said_of_a_region_stands_where_no_other_text_does(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Right of it, left of it, below, above; where nothing is free, right of it all the same."""
    at, places = measured_at_20(), list[QPointF]()
    monkeypatch.setattr(regions, "draw_text", lambda painter, place, *_: places.append(place))
    shown = mapped(at)
    placement = Placement.on(shown.cuts, shown.row, at.view, 400, 400, "axial")
    box = regions.outline(at.rois[0], placement)
    painter = QPainter(picture := QImage(400, 400, QImage.Format.Format_RGB32))
    taken = list[QRectF]()
    rest = (
        box.translated(box.width(), 0),
        box.translated(-box.width(), 0),
        box.translated(0, box.height()),
        box.translated(0, -box.height()),
    )
    for side in (QRectF(), *rest):
        taken += [side]
        regions.draw(
            painter, at, placement, lambda place: lambda roi: measured(shown, roi), True, taken=tuple(taken)
        )
    painter.end()
    assert not picture.isNull()
    first = places[:: len(places) // 5]
    assert first[0].x() > box.right()
    assert first[1].x() < box.left()
    assert first[2].y() > box.bottom()
    assert first[3].y() < box.top()
    assert first[4] == first[0]


def test_the_status_bar_tells_every_value_in_its_unit() -> None:
    hover = Hover((0, 0, 0), (0, 0, 0), 0.84, 37.2, "E", None, "a.u.", 2, "%")
    assert hover.values == f"A 0.84{N}a.u.  E 37{N}%"
    assert replace(hover, unit="%", a=37.0, other_unit="%").values == f"A 37  E 37{N}%"
    assert replace(hover, unit="%", a=37.0, other_unit="a.u.", b=None, difference=0.25).values == (
        f"A 37{N}%  Δ +0.25{N}a.u."
    )


def test_under_the_pointer_a_map_in_percent_is_not_subtracted(qtbot: QtBot) -> None:
    state = AppState(measured_at_20())
    stage = Stage(state)
    qtbot.addWidget(stage)
    stage.resize(900, 700)
    stage.show()
    stage.show_frame(frame(state.scene, A))
    stage.show_frame(mapped(state.scene))
    canvas = stage.panes[E].canvas
    with qtbot.waitSignal(stage.hovered) as heard:
        canvas.pointed.emit(QPointF(canvas.rect().center()))
    (hover,) = heard.args
    assert (hover.unit, hover.other_unit, hover.b, hover.difference) == ("a.u.", "%", 37.0, None)


def test_plots_do_not_mix_units() -> None:
    at = replace(measured_at_20(), marks=(LINE,))
    frames = {at.panes[D].lane: frame(at, D), PERCENT: mapped(at)}
    for chart in (profile_chart(at, frames), values_chart(at, {D: frame(at, D), E: mapped(at)})):
        assert not isinstance(chart, str)
        assert [curve.letter[:1] for curve in chart.curves] == ["D"]


def test_the_frame_tells_what_its_request_was(opened: AppState, frame_of: Callable[..., Frame]) -> None:
    lane = opened.scene.panes[1].lane
    assert dose_of(frame_of(opened, lane)) == opened.scene.fraction
