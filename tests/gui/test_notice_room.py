"""A message covers neither the titles nor the marks of the panes below it, and moves no picture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldct_studio.core.lane import Frame
from ldct_studio.gui import pane_tags
from ldct_studio.gui.notice import Notices, Pages
from ldct_studio.gui.pane_tags import Tag
from ldct_studio.gui.places import laid_out, moved_over
from ldct_studio.gui.solid import Solid
from ldct_studio.gui.stage import Stage
from ldct_studio.gui.state import AppState

BAR = 60
"""Px from the top edge of the stage to below a message."""


@pytest.fixture
def stage(qtbot: QtBot, opened: AppState) -> Iterator[Stage]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 900)
    made = Stage(opened, window)
    made.setGeometry(0, 40, 1200, 860)
    window.show()
    yield made
    made.close_work()


@pytest.fixture
def notices(stage: Stage) -> Notices:
    made = Notices(stage.window(), stage)
    made.lie_over(stage)
    return made


def tops(stage: Stage) -> list[int]:
    return [pane.header.mapTo(stage, QPoint(0, 0)).y() for pane in stage.panes]


def pictures(stage: Stage) -> list[QRect]:
    return [pane.canvas.geometry() for pane in stage.panes]


def test_titles_of_the_first_row_go_below_it_and_no_picture_moves(stage: Stage, notices: Notices) -> None:
    before, places = tops(stage), pictures(stage)
    assert before[:2] == [0, 0]
    notices.tell("warning", "Something happened. Do something.")
    assert notices.geometry().bottom() < stage.y() + BAR
    assert tops(stage) == [BAR, BAR, *before[2:]]
    assert pictures(stage) == places
    notices.begin_progress("Working")
    assert tops(stage)[0] == 2 * BAR - 8
    notices.end_progress()
    notices.clear()
    assert (tops(stage), pictures(stage)) == (before, places)


def test_marks_stand_below_it(stage: Stage, notices: Notices, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[Tag, ...]] = []
    monkeypatch.setattr(pane_tags, "draw", lambda painter, tags: drawn.append(tags))
    state = stage._state
    request = state.scene.request
    assert request is not None
    lane = state.scene.panes[1].lane
    stage.show_frame(Frame(request, lane, request.source.data[request.row].numpy(), counts=3.0))
    canvas = stage.panes[1].canvas
    canvas.grab()
    plain = min(tag.box.top() for tag in drawn[-1])
    notices.tell("info", "Something happened.")
    canvas.grab()
    assert min(tag.box.top() for tag in drawn[-1]) == plain + BAR
    assert any(tag.warns for tag in drawn[-1])


def test_a_maximized_and_a_compared_pane_give_way_too(stage: Stage, notices: Notices) -> None:
    notices.tell("info", "Something happened.")
    stage._state.update(active=3, maximized=True)
    stage._grid.layout().activate()  # type: ignore[union-attr]
    assert stage.panes[3].header.mapTo(stage, QPoint(0, 0)).y() == BAR
    stage._state.update(maximized=False, compare="swipe")
    assert stage.compare.header.y() == BAR
    assert stage.compare.canvas.covered == BAR


def test_what_is_saved_has_its_title_on_top(stage: Stage, notices: Notices) -> None:
    plain = stage.photographed(stage.panes[0]).toImage()
    notices.tell("info", "Something happened.")
    assert stage.photographed(stage.panes[0]).toImage() == plain
    assert tops(stage)[0] == BAR


def test_a_pane_in_3d_gives_way(stage: Stage, notices: Notices) -> None:
    notices.tell("info", "Something happened.")
    stage._state.become(stage._state.scene.with_solid(0, Solid()))
    pane = stage.panes[0]
    assert pane.solid is not None
    assert (tops(stage)[0], pane.solid.covered) == (BAR, BAR)
    stacked = pane.children()
    assert stacked.index(pane.header) > stacked.index(pane.solid)  # the last one lies on top
    notices.clear()
    assert (tops(stage)[0], pane.solid.covered) == (0, 0)
    notices.tell("info", "Something else happened.")
    assert (tops(stage)[0], pane.solid.covered) == (BAR, BAR)


def test_a_pane_that_is_maximized_in_the_second_window_covers_no_title_here(
    stage: Stage, notices: Notices
) -> None:
    state = stage._state
    state.become(moved_over(laid_out(state.scene, 2, 2), 3))
    (over,) = state.scene.places[1]
    notices.tell("info", "Something happened.")
    before = [state.scene.columns, *(stage.panes[n].header.y() for n in state.scene.places[0])]
    assert before.count(BAR) == state.scene.columns > 1
    state.update(active=over, maximized=True)
    assert [state.scene.columns, *(stage.panes[n].header.y() for n in state.scene.places[0])] == before
    assert stage.panes[over].header.y() == 0


def test_pages_begin_below_it_and_are_whole_again_when_another_area_is_covered(
    stage: Stage, notices: Notices
) -> None:
    pages, page = Pages(stage.window()), QWidget()
    pages.addWidget(page)
    pages.setGeometry(stage.geometry())
    pages.show()
    notices.tell("info", "Something happened.")
    notices.lie_over(pages)
    assert (page.y(), page.height()) == (BAR, stage.height() - BAR)
    assert tops(stage)[0] == 0
    notices.lie_over(stage)
    assert page.geometry() == stage.rect()
    assert tops(stage)[0] == BAR
