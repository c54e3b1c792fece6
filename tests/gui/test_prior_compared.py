"""The prior and the current scan in one picture: each place says its own HU, and none where one ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ldct_studio.core.grid import Grid
from ldct_studio.core.memo import Memo
from ldct_studio.core.roi import Circle, Statistics
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import regions
from ldct_studio.gui.pane import REFERENCE, Pane, View
from ldct_studio.gui.prior import Prior
from ldct_studio.gui.prior_panes import PRIOR
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.stage import Stage
from ldct_studio.gui.state import AppState
from ldct_studio.pipeline import frame

CURRENT, EARLIER, END = 40.0, 300.0, 32
"""HU of both scans, and the first column that the prior does not reach."""


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    """Return a stage whose state compares the current scan, pane A, with a prior half as wide."""
    current = Volume(torch.full((3, 48, 64), CURRENT), Grid((3, 48, 64), (2.0, 1.0, 1.0)))
    short = Volume(torch.full((3, 48, END), EARLIER), Grid((3, 48, END), (2.0, 1.0, 1.0)))
    study = Study("case", {"now": current, "then": short})
    scene = replace(Scene().opened(study), volume="now", segmenter=None, row=1, view=View(400, 40))
    scene = replace(scene, prior=Prior(study, "then"), rows=1, columns=2, active=1)
    state = AppState()
    state.open(scene)
    made = Stage(state)
    qtbot.addWidget(made, before_close_func=lambda _: made.close_work())
    made.resize(960, 746)
    made.show()
    return made


def compared(stage: Stage, mode: str, swipe: float, prior_first: bool = False) -> None:
    lanes = (PRIOR, REFERENCE) if prior_first else (REFERENCE, PRIOR)
    state = stage._state
    state.update("x", panes=tuple(map(Pane, lanes)), active=1, compare=mode, swipe=swipe, tile=10.0)
    for lane in lanes:
        stage.show_frame(frame(state.scene.request, lane, Memo()))


def said(stage: Stage, monkeypatch: pytest.MonkeyPatch, column: int) -> Statistics | None:
    """Return what is written at a region about a column."""
    found: list[Statistics | None] = []
    monkeypatch.setattr(regions, "_draw_found", lambda *parts: found.append(parts[-1]))
    center = stage._state.scene.source.grid.patient((1, 24, column))
    stage._state.update("r", rois=(Circle("R", center, 5.0),), roi=0)
    stage.compare.canvas.grab()
    stage._state.update("r", rois=(), roi=None)
    return found[-1]


def bright(stage: Stage, column: float) -> int:
    """Return how bright the compared picture is at a column, 0 to 255, away from letters and grip."""
    canvas = stage.compare.canvas
    picture: QImage = canvas.grab().toImage()
    return picture.pixelColor(canvas.placement.screen(column, 28).toPoint()).value()


def hatched(stage: Stage, column: float) -> bool:
    return 0x10 <= max(bright(stage, column), bright(stage, column + 0.5)) < 0x40


@pytest.mark.parametrize("prior_first", [False, True])
def test_a_region_says_what_lies_on_its_side_of_the_line(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, prior_first: bool
) -> None:
    first, second = (EARLIER, CURRENT) if prior_first else (CURRENT, EARLIER)
    compared(stage, "swipe", 0.9, prior_first)
    assert said(stage, monkeypatch, 20).mean == pytest.approx(first)
    compared(stage, "swipe", 0.1, prior_first)
    assert said(stage, monkeypatch, 20).mean == pytest.approx(second)


@pytest.mark.parametrize("prior_first", [False, True])
def test_a_region_in_a_difference_says_the_difference_where_there_is_one(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, prior_first: bool
) -> None:
    compared(stage, "difference", 0.5, prior_first)
    expected = CURRENT - EARLIER if prior_first else EARLIER - CURRENT
    whole, half = (said(stage, monkeypatch, column) for column in (20, END))
    assert whole.mean == half.mean == pytest.approx(expected)
    assert whole.sd == half.sd == 0
    assert half.count < whole.count
    assert said(stage, monkeypatch, 50) is None


@pytest.mark.parametrize("prior_first", [False, True])
def test_only_the_side_of_the_prior_is_hatched(stage: Stage, prior_first: bool) -> None:
    compared(stage, "swipe", 0.99, prior_first)
    assert hatched(stage, 48) is prior_first
    compared(stage, "swipe", 0.01, prior_first)
    assert hatched(stage, 48) is not prior_first
    assert not hatched(stage, 20)


@pytest.mark.parametrize("prior_first", [False, True])
def test_a_difference_is_hatched_where_either_has_ended(stage: Stage, prior_first: bool) -> None:
    compared(stage, "difference", 0.5, prior_first)
    assert hatched(stage, 48), "no difference would be black"
    assert bright(stage, 20) > 0x80, "blue or orange"
    stage.compare.peek(True)
    assert hatched(stage, 48) is prior_first
    stage.compare.peek(False)


@pytest.mark.parametrize("prior_first", [False, True])
def test_tiles_of_the_prior_alone_are_hatched(stage: Stage, prior_first: bool) -> None:
    compared(stage, "checkerboard", 0.5, prior_first)
    tiles = stage.compare.canvas._tiles(stage.compare.canvas.placement)
    assert tiles is not None
    placement = stage.compare.canvas.placement
    for column in (36, 45, 55):
        is_prior = tiles.shows_first(placement.screen(column, 28)) is prior_first
        assert hatched(stage, column) is is_prior, column
