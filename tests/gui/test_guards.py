"""The guards: a window too narrow for the noise, and rays that too few photons survive."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.dose import Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.memo import Memo
from ldct_studio.core.roi import Ellipse
from ldct_studio.core.study import Facts, Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import guard_paint, guard_starvation, guard_window
from ldct_studio.gui.guard_starvation import Starvation, question, starved
from ldct_studio.gui.pane import FBP, INSERT, View
from ldct_studio.gui.program_commands import toggle_starved
from ldct_studio.gui.stage import Stage
from ldct_studio.gui.state import AppState
from ldct_studio.live.noise_maps import FRACTIONS, NoiseMaps
from tests.gui.four_panes import four_panes

AMBER = "Window 40 HU, noise 31 HU"


@pytest.fixture
def heavy(qapp):
    """Return a state with water of 300 mm and two bones in it, at 5 % dose."""
    y, x = torch.meshgrid(torch.arange(96) - 47.5, torch.arange(96) - 47.5, indexing="ij")
    data = torch.where(x**2 + y**2 < 40**2, 0.0, -1000.0)
    for side in (-22, 22):
        data[(x - side) ** 2 + y**2 < 7**2] = 1400.0
    grid = Grid((2, 96, 96), (3.0, 3.75, 3.75))
    scan = Scan(photons=(200_000.0,), source="known", noise=10.0)
    study = Study("heavy", {"CT": Volume(data.repeat(2, 1, 1), grid)}, scan=scan, facts=Facts())
    state = AppState()
    state.open(replace(four_panes().opened(study, 0), fraction=0.05))
    return state


@pytest.fixture
def stage(qtbot):
    made = []

    def make(state, width=1000, height=760):
        stage = Stage(state)
        qtbot.addWidget(stage)
        stage.resize(width, height)
        stage.show()
        made.append(stage)
        return stage

    yield make
    for stage in made:
        stage.guards.close()


def amber(canvas):
    """Count pixels in the color of warnings."""
    image = canvas.grab().toImage().convertToFormat(canvas.grab().toImage().Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4).astype(int)
    blue, green, red = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    return int(((red > 180) & (green > 120) & (blue < 100)).sum())


def move(canvas, place):
    """Move the pointer over a picture."""
    no = Qt.MouseButton.NoButton
    where = QPointF(place), QPointF(canvas.mapToGlobal(place))
    event = QMouseEvent(QEvent.Type.MouseMove, *where, no, no, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)


def test_more_than_a_quarter_of_the_window_is_too_much_noise():
    assert guard_window.warning(40, 31.0) == AMBER
    assert guard_window.warning(40, 10.1)
    assert not guard_window.warning(40, 10.0)
    assert not guard_window.warning(40, None)
    assert not guard_window.warning(40, float("nan"))
    assert "widen the window" in guard_window.meaning(40, 31.0)


def test_the_window_text_turns_amber_by_the_noise_of_a_region_and_says_why(stage, opened, frame_of):
    shown = stage(opened)
    canvas = shown.panes[1].canvas
    noise = np.random.default_rng(1).normal(0, 31, (48, 64)).astype(np.float32)
    frame = frame_of(opened, opened.scene.panes[1].lane, image=noise)
    shown.show_frame(frame)
    opened.update("Window", view=View(width=40, level=40))
    before = amber(canvas)
    region = Ellipse("Region 1", opened.scene.source.grid.patient((1, 24, 32)), 12.0, 12.0)
    opened.update("Region", rois=(region,))
    assert amber(canvas) > before + 100
    inside = QPoint(canvas.width() - 40, canvas.height() - 14)
    for place, expected in ((inside, "more than a quarter of the window of 40"), (QPoint(40, 60), "")):
        move(canvas, place)
        assert expected in canvas.toolTip()
        assert bool(canvas.toolTip()) == bool(expected)
    opened.update("Window", view=View(width=400, level=40))
    assert amber(canvas) <= before


def maps_of(state, sd):
    request = state.scene.request
    lane = next(lane for lane in request.lanes if lane.steps == (INSERT, FBP))
    quiet = request.source.data[request.row].clone()
    maps = torch.stack([torch.full_like(quiet, sd / fraction**0.5) for fraction in FRACTIONS])
    return NoiseMaps(request, lane, quiet, maps, inserted=True)


def test_without_a_region_the_expected_noise_of_the_tissue_in_the_window_counts(stage, heavy, frame_of):
    shown = stage(heavy)
    canvas, lane = shown.panes[1].canvas, heavy.scene.panes[1].lane
    frame = frame_of(heavy, lane)
    placement = canvas.placement
    guards, view = shown.guards, View(width=150, level=0)
    assert guards.noise(frame, view, placement, None) is None, "never guessed"
    shown.show_noise(maps_of(heavy, 10.0))
    expected = 10 / heavy.scene.fraction**0.5
    assert guards.noise(frame, view, placement, None) == pytest.approx(expected, rel=1e-3)
    assert guards.noise(frame, view, placement, 8.0) == 8.0, "a region is measured"
    unet = frame_of(heavy, heavy.scene.panes[2].lane)
    assert guards.noise(unet, view, placement, None) is None, "the map is that of FBP"
    air = View(width=100, level=-500)
    assert guards.noise(frame, air, placement, None) is None, "there is no such tissue"
    heavy.update("Slice", row=1)
    assert guards.noise(frame_of(heavy, lane), view, placement, None) is None, "of another slice"


def test_starved_rays_run_through_both_bones_and_grow_with_less_dose(heavy):
    scene = heavy.scene
    asked = question(scene.request, scene.panes[1].lane, 10)
    memo = Memo()
    low = starved(asked, memo)
    assert 0 < low.rays < 0.5
    row, middle, above = 47, low.share[47, 47], low.share[20, 47]
    assert middle > above, "horizontal rays go through both bones"
    assert low.share[row, 10] > low.share[10, 10]
    less = starved(replace(asked, dose=replace(asked.dose, fraction=0.02)), memo)
    assert less.rays > low.rays
    assert less.share.sum() > low.share.sum()
    none = starved(replace(asked, dose=replace(asked.dose, fraction=1.0)), memo)
    assert none.share is None
    assert guard_paint.legend(none) == "No ray under 10\u00a0photons at 100\u00a0% dose"


def test_a_bowtie_starves_more_rays(heavy):
    scene = heavy.scene
    plain = question(scene.request, scene.panes[1].lane, 10)
    assert starved(replace(plain, bowtie=True), Memo()).rays > starved(plain, Memo()).rays


def test_the_overlay_is_drawn_live_and_not_over_the_loaded_picture(stage, heavy, frame_of, qtbot):
    shown = stage(heavy)
    for index in (0, 1):
        shown.show_frame(frame_of(heavy, heavy.scene.panes[index].lane))
    before = [amber(shown.panes[index].canvas) for index in (0, 1)]
    with qtbot.waitSignal(shown.guards.starvation.changed):
        heavy.become(toggle_starved(heavy.scene), "Starved rays")
    qtbot.waitUntil(lambda: shown.guards.starvation.of(shown.panes[1].canvas.frame) is not None)
    after = [amber(shown.panes[index].canvas) for index in (0, 1)]
    assert after[0] == before[0]
    assert after[1] > before[1] + 200
    heavy.update("Slice", row=1)
    old = shown.panes[1].canvas.frame
    assert shown.guards.starvation.of(old).question.row == 0, "what is drawn is of the picture on show"
    heavy.update("Slice", row=0)
    heavy.update("Dose", fraction=1.0)
    shown.show_frame(frame_of(heavy, heavy.scene.panes[1].lane))
    frame = shown.panes[1].canvas.frame
    qtbot.waitUntil(lambda: shown.guards.starvation.of(frame).question.dose.fraction == 1.0)
    assert amber(shown.panes[1].canvas) == before[1], "no ray is starved"
    while heavy.undo_stack.canUndo():
        heavy.undo_stack.undo()
    assert heavy.scene.starved is None


def test_questions_do_not_pile_up_while_the_dose_moves(heavy, monkeypatch, qtbot):
    asked = []

    def slow(question, memo):
        asked.append(question.dose.fraction)
        return guard_starvation.Starved(question, 0.0, None)

    monkeypatch.setattr(guard_starvation, "starved", slow)
    starvation = Starvation(heavy)
    heavy.update("Starved", starved=10)
    for step in range(30):
        heavy.update("Dose", fraction=0.05 + step / 100)
    qtbot.waitUntil(lambda: bool(asked) and asked[-1] == pytest.approx(0.34))
    assert len(asked) < 30
    starvation.close()


def test_what_cannot_be_projected_says_why(heavy):
    study = heavy.scene.study
    grid = replace(study.first.grid, spacing=(3.0, 3.75, 2.0))
    odd = replace(study, volumes={"CT": Volume(study.first.data, grid)})
    heavy.open(heavy.scene.opened(odd, 0))
    scene = heavy.scene
    answer = starved(question(scene.request, scene.panes[1].lane, 10), Memo())
    assert "square pixels only" in guard_paint.legend(answer)
