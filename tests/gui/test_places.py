from dataclasses import replace

import pytest

from ldct_studio.core.lane import Lane
from ldct_studio.gui.places import laid_out, removed, with_pane
from ldct_studio.gui.scene import Scene

EXTRA = Lane("Extra")


def test_shrinking_keeps_the_active_pane_on_the_stage():
    scene = replace(Scene(), active=3)
    small = laid_out(scene, 1, 2)
    assert small.panes[small.active] == scene.panes[3]
    assert small.active == 1
    assert sorted(p.lane.title for p in small.panes) == sorted(p.lane.title for p in scene.panes)


@pytest.mark.parametrize(("asked", "given"), [((0, 5), (1, 3)), ((3, 3), (3, 3)), ((1, 1), (1, 1))])
def test_layouts_go_from_one_to_nine(asked, given):
    scene = laid_out(Scene(), *asked)
    assert (scene.rows, scene.columns) == given


def test_a_layout_ends_maximizing_and_comparing():
    scene = laid_out(replace(Scene(), maximized=True, compare="swipe"), 2, 2)
    assert not scene.maximized
    assert scene.compare == "side"


def test_a_pane_is_added_where_there_is_room_or_room_is_made():
    scene = with_pane(Scene(), replace(EXTRA, row=7))
    assert (scene.rows, scene.columns, scene.active) == (2, 3, 4)
    assert scene.panes[4].lane == EXTRA, "it scrolls with the others"
    assert (with_pane(scene, EXTRA).rows, with_pane(scene, EXTRA).columns) == (2, 3)


def test_there_are_nine_panes_at_most():
    scene = Scene()
    for _ in range(12):
        scene = with_pane(scene, EXTRA)
    assert len(scene.panes) == 9
    assert (scene.rows, scene.columns) == (3, 3)


def test_removing_closes_the_gap_and_keeps_one():
    scene = replace(Scene(), active=3)
    titles = [pane.lane.title for pane in scene.panes]
    less = removed(scene, 1)
    assert [pane.lane.title for pane in less.panes] == [titles[0], *titles[2:]]
    assert less.panes[less.active] == scene.panes[3]
    while len(scene.panes) > 1:
        scene = removed(scene, 0)
        assert 0 <= scene.active < len(scene.panes)
    assert removed(scene, 0) == scene
    assert (scene.rows, scene.columns) == (1, 1)
