"""Linked panes: whatever is done to one of them, by mouse, wheel or key, all are looked at alike after it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.study import Study
from ldct_studio.gui.actions import Actions
from ldct_studio.gui.canvas import Canvas
from ldct_studio.gui.pane import View
from ldct_studio.gui.pane_menu import linked, unlinked
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.slice_pane import SlicePane
from ldct_studio.gui.stage import Stage
from ldct_studio.gui.state import AppState
from tests.gui.four_panes import four_panes
from tests.gui.hand import ALT, CTRL, LEFT, MIDDLE, NONE, RIGHT, SHIFT, Hand

TOOLS = ("window", "scroll", "zoom", "pan", "crosshair", "ellipse", "ruler")


@pytest.fixture
def stage(qtbot: QtBot, marked: Study) -> Stage:
    state = AppState(four_panes().opened(marked, 1))
    made = Stage(state)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def act(state: AppState, actions: Actions, canvas: Canvas, rng: Random) -> None:
    """Do one thing at random: drag with a button, turn the wheel, double-click, or give a command."""
    hand = Hand(canvas)
    start = (rng.randrange(40, 500), rng.randrange(40, 300))
    end = (start[0] + rng.randrange(10, 90), start[1] + rng.randrange(-40, 40))
    kind = rng.randrange(5)
    if kind == 0:
        state.update(tool=rng.choice(TOOLS))
        hand.drag(start, end, rng.choice((LEFT, MIDDLE, RIGHT)), rng.choice((NONE, NONE, CTRL, SHIFT)))
    elif kind == 1:
        hand.wheel(rng.choice((-3, -1, 1, 3)), rng.choice((NONE, CTRL, SHIFT, ALT)), start)
    elif kind == 2:
        hand.double(start, rng.choice((NONE, CTRL)))
    else:
        actions[rng.choice(NAMES)].trigger()


NAMES = [
    *(f"preset-{name}" for name in ("Lung", "Bone", "Brain", "Larynx")),
    *("window-recorded", "invert", "fit", "reset", "slice-up", "slice-down", "slice-first", "slice-last"),
    *("layout-1x2", "layout-2x2", "layout-2x3", "layout-3x3", "maximize", "pane-next", "pane-previous"),
    *("compare-swipe", "compare-difference", "compare-side", "dose-up", "dose-down", "overlay"),
    *("plane-axial", "plane-coronal", "slab-thicker", "undo", "redo"),
]


def seen(pane: SlicePane, scene: Scene) -> tuple[object, ...]:
    """Return how a pane paints: gray scale, cut, zoom, and the patient point in the middle of its picture."""
    placement = pane.canvas.placement
    assert placement is not None
    middle = placement.patient(QPointF(placement.width / 2, placement.height / 2))
    fit = min(
        placement.width / (placement.grid.shape[2] * placement.grid.spacing[2]),
        placement.height / (placement.grid.shape[1] * placement.grid.spacing[1]),
    )
    view = scene.view_of(scene.panes[pane.index])
    point = tuple(round(part, 6) for part in middle)
    return view, placement.slice, round(placement.scale / fit, 9), point


@pytest.mark.parametrize("lonely", [False, True], ids=["all", "but one"])
@pytest.mark.parametrize("seed", range(5))
def test_linked_panes_have_one_view_after_each_of_100_random_actions(
    stage: Stage, seed: int, lonely: bool
) -> None:
    state, rng = stage._state, Random(seed)
    deeds = {"undo": state.undo_stack.undo, "redo": state.undo_stack.redo}
    actions = Actions(state, deeds, stage)
    if lonely:
        state.open(unlinked(state.scene, 2))
    alone, own = 0, list[int]()
    for _ in range(100):
        visible = [pane.canvas for pane in stage.panes if pane.canvas.isVisible()] or [stage.compare.canvas]
        act(state, actions, rng.choice(visible), rng)
        QApplication.processEvents()  # panes find their places
        scene = state.scene
        together = [pane for pane in stage.panes if scene.panes[pane.index].own is None]
        assert len(together) == len(scene.panes) - lonely
        assert {scene.view_of(scene.panes[pane.index]) for pane in together} == {scene.view}
        for plane in ("axial", "coronal"):
            shown = [p for p in together if p.canvas.isVisible()]
            painted = {seen(p, scene) for p in shown if scene.panes[p.index].lane.plane == plane}
            assert len(painted) <= 1, painted
        own = [index for index, pane in enumerate(scene.panes) if pane.own is not None]
        alone += any(scene.panes[index].own != scene.view for index in own)
    assert alone > 10 or not lonely, "the pane that is not linked goes its own way"
    again = linked(state.scene, own[0]) if lonely else state.scene
    assert {again.view_of(pane) for pane in again.panes} == {state.scene.view}


def test_linked_panes_follow_a_fit_a_reset_and_a_preset(stage: Stage) -> None:
    state = stage._state
    actions = Actions(state, {}, stage)
    far = replace(View(), zoom=4.0, center=(0.0, 0.0, 104.0), invert=True)
    for name in ("fit", "reset", "preset-Lung", "window-recorded", "invert"):
        state.open(replace(state.scene, view=far))
        actions[name].trigger()
        assert state.scene.view != far, name
        assert len({seen(pane, state.scene) for pane in stage.panes}) == 1, name
