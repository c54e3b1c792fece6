"""The dose bar where the dose is that of a contrast agent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
import torch
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldct_studio.core.contrast import Injection
from ldct_studio.core.lane import Frame, Lane
from ldct_studio.core.memo import Memo
from ldct_studio.core.roi import Ellipse
from ldct_studio.core.study import Study
from ldct_studio.gui import commands, dose_cnr, dose_scale
from ldct_studio.gui.actions import Actions
from ldct_studio.gui.cases import Cases
from ldct_studio.gui.contrast_lanes import BEFORE, LOW, PREDICT, SCALED, UPTAKE
from ldct_studio.gui.contrast_numbers import CNR, ContrastNumbers
from ldct_studio.gui.dose_bar import DoseBar
from ldct_studio.gui.dose_cnr_paint import CnrPainter
from ldct_studio.gui.dose_picture import DosePicture, Line, Places
from ldct_studio.gui.pane import Pane
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from ldct_studio.methods.contrast_demo import small_brain
from ldct_studio.pipeline import frame
from tests.gui.dose_case import place

N = "\u00a0"
LANES = (
    Lane("Before", (BEFORE,)),
    Lane("Scaled", (LOW, SCALED)),
    Lane("Low dose", (LOW,)),
    Lane("Predicted", (LOW, PREDICT)),
)


@cache
def brain() -> Study:
    return small_brain()


@cache
def row() -> int:
    """Return the slice with the most of the lesions."""
    return int((brain().labels["Lesions"].data > 0).sum((1, 2)).argmax())


def lesion() -> Ellipse:
    part = brain().labels["Lesions"].data[row()]
    largest = part == part[part > 0].mode().values
    middle = [float(places.float().mean()) for places in torch.nonzero(largest, as_tuple=True)]
    center = brain().first.grid.patient((row(), middle[0], middle[1]))
    return Ellipse("Lesion 1", center, 10.0, 10.0)


def scene(injection: Injection | None = None) -> Scene:
    """Return the scene of the brain with four panes and a region."""
    study, lanes = brain(), LANES
    if injection is not None and study.partner is not None:
        pair = replace(study.partner.pair, injection=injection)
        study = replace(study, partner=replace(study.partner, pair=pair))
    panes = tuple(map(Pane, lanes))
    opened = Scene(panes=panes).opened(study, row())
    return replace(opened, fraction=0.1, rois=(lesion(),), roi=0)


def pictures(of: Scene) -> Iterator[Frame]:
    """Return a picture for every lane; the prediction is the standard dose a little too weak."""
    request, memo = of.request, Memo()
    assert request is not None
    assert request.partner is not None
    pre, post = request.partner.pre.data[row()], request.source.data[row()]
    for lane in request.lanes:
        if lane.steps[-1:] == (PREDICT,):
            yield Frame(request, lane, (pre + 0.9 * (post - pre)).numpy().copy())
        else:
            yield frame(request, lane, memo)


@pytest.fixture
def state() -> AppState:
    return AppState(scene())


@pytest.fixture
def bar(qtbot: QtBot, state: AppState) -> DoseBar:
    return made(qtbot, state)


def made(qtbot: QtBot, state: AppState) -> DoseBar:
    bar = DoseBar(state, hint=False)
    qtbot.addWidget(bar)
    bar.resize(1600, 104)
    bar.show()
    return bar


def text(bar: DoseBar, name: str) -> str:
    return bar.findChild(QLabel, name).text()


def test_the_axis_has_the_doses_of_the_agent() -> None:
    scale = dose_scale.of(scene())
    assert sorted(scale.notches) == [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.33, 0.5, 0.75, 1.0]
    assert [scale.stepped(0.1, 1), scale.stepped(0.12, -1), scale.stepped(1.0, 1)] == [0.2, 0.1, 1.0]
    assert scale.stepped(0.01, -3) == 0.01
    assert scale.nearest(0.3) == 0.33
    before = replace(scene(), volume="Before contrast")
    assert dose_scale.of(before) == scale, "the case has one axis"
    assert dose_scale.of(Scene()) == dose_scale.RADIATION


def test_the_bar_names_what_it_doses(bar: DoseBar) -> None:
    assert text(bar, "dose-name") == "Contrast dose"
    assert text(bar, "dose-notch") == f"0.01{N}mmol/kg"
    assert bar._value.text() == f"10{N}%"
    assert "standard dose" in bar._value.toolTip()
    assert bar.axis._picture.scan == f"Scan 0.1{N}mmol/kg"
    assert "standard dose of 0.1" in bar.axis.toolTip()
    assert bar.axis.accessibleDescription() == f"10{N}%, 0.01{N}mmol/kg"


def test_the_read_outs_are_those_of_the_agent(bar: DoseBar) -> None:
    shown = {
        name: text(bar, f"readout-{name}-value") for name in ("agent", "field", "relaxivity", "ce-noise")
    }
    assert shown["agent"] == "Gadobutrol"
    assert shown["field"] == f"3.0{N}T"
    assert shown["relaxivity"] == f"4.5{N}L/(mmol·s)"
    sigma = brain().partner.pair.sigma if brain().partner else 0
    assert shown["ce-noise"] == f"{sigma:.3f}{N}a.u."
    assert all(view.toolTip() for view in bar._agent._views.values())
    assert not bar._readouts.isVisibleTo(bar), "no CTDI, photons, SSDE or simulator"
    bar.set_compact(True)
    assert bar._agent._views["agent"].isVisibleTo(bar)
    assert not bar._agent._views["relaxivity"].isVisibleTo(bar)


def test_an_unknown_relaxivity_says_why(qtbot: QtBot) -> None:
    bar = made(qtbot, AppState(scene(Injection("gadoteridol", 7.0))))
    assert text(bar, "readout-relaxivity-value") == "–"
    assert "not known" in bar._agent._views["relaxivity"].toolTip()


def test_clicks_keys_and_double_clicks_go_to_marks(qtbot: QtBot, bar: DoseBar, state: AppState) -> None:
    qtbot.mouseClick(bar.axis, Qt.MouseButton.LeftButton, pos=place(bar, 0.31))
    assert state.scene.fraction == 0.33
    qtbot.keyClick(bar.axis, Qt.Key.Key_Right)
    assert state.scene.fraction == 0.5
    qtbot.keyClick(bar.axis, Qt.Key.Key_Home)
    assert state.scene.fraction == 0.01
    qtbot.mouseDClick(bar.axis, Qt.MouseButton.LeftButton, pos=place(bar, 0.5))
    assert state.scene.fraction == 0.1
    state.become(commands.dose(1)(state.scene))
    assert state.scene.fraction == 0.2


def test_the_strip_tells_the_cnr_of_the_table(qtbot: QtBot, bar: DoseBar, state: AppState) -> None:
    for dose in (0.05, 0.33, 0.1):
        state.update("Dose", fraction=dose)
        for picture in pictures(state.scene):
            bar.show_frame(picture)
    low, predicted = bar.axis._picture.lines
    assert (low.letter, predicted.letter) == ("C", "D"), "the scaled subtraction in B is no low dose"
    assert [dose for dose, _ in low.curve] == [0.05, 0.1, 0.33]
    for line in (low, predicted):
        shown = next(p for p in pictures(state.scene) if p.lane == LANES[ord(line.letter) - ord("A")])
        told = ContrastNumbers().values(shown, lesion())[CNR]
        assert line.at(0.1) == pytest.approx(told)
    assert low.at(0.33) > low.at(0.1) > low.at(0.05) > 0
    qtbot.waitUntil(lambda: bar.axis._curves[1] == (low, predicted))
    state.update(rois=(), roi=None)
    assert bar.axis._picture.lines == ()


def test_another_region_is_measured_in_the_pictures_on_show(bar: DoseBar, state: AppState) -> None:
    for picture in pictures(state.scene):
        bar.show_frame(picture)
    first = bar.axis._picture.lines
    state.update(rois=(replace(lesion(), half_x=17.0, half_y=17.0),))
    second = bar.axis._picture.lines
    assert len(first) == len(second) == 2
    assert first[0].curve != second[0].curve


def test_lanes_of_other_things_are_not_measured() -> None:
    assert not dose_cnr.low_lane(Lane("x", (LOW, SCALED)), False)
    assert not dose_cnr.low_lane(Lane("x", (LOW,), minus=()), False)
    assert not dose_cnr.low_lane(Lane("x"), False)
    assert dose_cnr.low_lane(Lane("x"), True), "the measured low dose is the loaded scan"
    assert not dose_cnr.predicted_lane(Lane("x", (LOW, PREDICT, UPTAKE)))
    assert dose_cnr.predicted_lane(Lane("x", (LOW, PREDICT.replace(onto="low"))))


def test_a_measured_low_dose_cannot_be_moved(qtbot: QtBot) -> None:
    state = AppState(scene(Injection(fraction=0.2)))
    bar = made(qtbot, state)
    fixed = "The low dose was measured: only the gain of the prediction can be changed."
    assert bar.axis._picture.fraction == 0.2, "whatever the scene came with"
    assert bar.axis._picture.hint == fixed
    assert fixed in bar.axis.toolTip()
    assert bar._value.isReadOnly()
    assert bar.axis._picture.scan == f"Scan 0.02{N}mmol/kg"
    qtbot.mousePress(bar.axis, Qt.MouseButton.LeftButton, pos=place(bar, 0.2))
    qtbot.mouseMove(bar.axis, place(bar, 0.6) + QPoint(3, 0))
    qtbot.mouseRelease(bar.axis, Qt.MouseButton.LeftButton, pos=place(bar, 0.6))
    assert bar.axis._picture.fraction == 0.2
    for change in (commands.dose(1), commands.dose(-2), commands.dose_at(0.5)):
        assert change(state.scene).fraction == 0.2


def test_nothing_about_photons_is_estimated_or_offered(
    qtbot: QtBot, bar: DoseBar, state: AppState, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar.edit_photons()
    assert not bar._readouts._popover.isVisible()
    deeds = dict.fromkeys(("photons", "match-regions"), lambda: None)
    actions = Actions(state, deeds, bar)
    for name in ("photons", "match-regions", "lower-insert", f"dose-17{N}%"):
        assert not actions[name].isEnabled(), name
    actions[f"agent-33{N}%"].trigger()
    assert state.scene.fraction == 0.33
    cases = Cases(state)
    with qtbot.assertNotEmitted(cases.matching):
        cases.match()


class Recorder(CnrPainter):
    """Keeps what it writes, and where."""

    def _text(self, text, x, y, *rest):  # type: ignore[no-untyped-def]
        rect = super()._text(text, x, y, *rest)
        written.append((text, rect))
        return rect


written: list[tuple[str, object]] = []


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("width", [420, 700, 1100])
def test_words_and_letters_keep_apart(qtbot: QtBot, width: int, compact: bool) -> None:
    low = Line("B", "measured", ((0.02, 0.1), (0.1, 0.6), (1.0, 6.4)))
    picture = DosePicture(0.1, scan=f"Scan 0.1{N}mmol/kg", scale=dose_scale.AGENT)
    picture = replace(picture, lines=(low, Line("C", "predicted", ((0.02, 0.2), (0.1, 5.7), (1.0, 6.2)))))
    canvas = QPixmap(width, 84 if compact else 104)
    for fraction in (0.02, 0.1, 1.0):
        written.clear()
        painter = QPainter(canvas)
        places = Places.of(width, canvas.height(), 1.0, compact)
        drawing = Recorder(painter, replace(picture, fraction=fraction), places, False, compact)
        drawing.paint_back()
        labels = [rect for text, rect in written if text[0].isdigit()]
        assert not any(a.intersects(b) for a in labels for b in labels if a is not b)
        letters = [rect for text, rect in written if text in ("B", "C")]
        assert abs(letters[0].center().y() - letters[1].center().y()) >= 10.9
        drawing.paint_front()
        drawing.paint_track()
        drawing.paint_handle()
        painter.end()
        sentence = next(text for text, _ in written if text.startswith("Lesion CNR measured"))
        if fraction == 0.1:
            assert sentence == "Lesion CNR measured 0.6 · predicted 5.7"


def test_without_a_region_the_strip_says_what_to_do(qtbot: QtBot) -> None:
    picture = DosePicture(0.1, scale=dose_scale.AGENT)
    canvas = QPixmap(1100, 104)
    painter = QPainter(canvas)
    written.clear()
    drawing = Recorder(painter, picture, Places.of(1100, 104, 1.0, False))
    drawing.paint_back()
    drawing.paint_handle()
    painter.end()
    assert any("draw an ellipse on a lesion" in text for text, _ in written)
