"""Undo takes everything back and redo does it all again, whatever was done in whatever order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from random import Random

import pytest
import torch
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.grid import Grid
from ldct_studio.core.study import Facts, Study
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.gui import marks, regions
from ldct_studio.gui.actions import Actions
from ldct_studio.gui.lanes import choices
from ldct_studio.gui.pane import View
from ldct_studio.gui.pane_menu import assigned, toggle_link
from ldct_studio.gui.places import removed, with_pane
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from ldct_studio.gui.transform import Placement
from tests.gui.four_panes import four_panes

GRID = Grid((12, 20, 24), (2.5, 1.0, 1.0), (-12.0, -10.0, 0.0))
SELECTIONS = {
    "study",
    "volume",
    "tool",
    "active",
    "workspace",
    "crosshair",
    "roi",
    "mark",
    "label",
    "domain",
    "job",
}
"""Where the user looks and what is in the hand: steps of their own would only be in the way."""
DONE = [f.name for f in fields(Scene) if f.name not in SELECTIONS]

Deed = Callable[[AppState, Random], None]


def case() -> Scene:
    """Return a scene of a study of two volumes, the second thicker and shorter, and of two labels."""
    data = torch.linspace(-1000, 1000, 12 * 20 * 24).reshape(GRID.shape)
    found = torch.zeros(GRID.shape, dtype=torch.int16)
    found[4:8, 5:9, 6:10], found[4:8, 12:15, 6:10] = 1, 2
    organs = LabelMap(found, GRID, (Label(1, "Liver", "#AA0000"), Label(2, "Spleen", "#00AA00")))
    full = Volume(data, GRID)
    study = Study(
        "Case",
        {"CT": full, "Thick": full.rows(0, 12).thicker(3)},
        labels={"organs": organs},
        facts=Facts(windows=((350.0, 50.0),)),
    )
    return four_panes().opened(study)


def placement(scene: Scene, index: int) -> Placement:
    assert scene.source is not None
    pane = scene.panes[index]
    view = scene.view_of(pane)
    return Placement.of(scene.source.grid, scene.row_of(index), view, 500.0, 400.0, pane.lane.plane)


def somewhere(rng: Random) -> QPointF:
    return QPointF(rng.uniform(30, 470), rng.uniform(30, 370))


def draw(state: AppState, rng: Random) -> None:
    """Draw a region in several steps of one drag, as the mouse does."""
    before, start = state.scene, somewhere(rng)
    shape = rng.choice(("ellipse", "circle", "rectangle"))
    name = regions.free_name(before.rois)
    for _ in range(3):
        region = regions.drawn(shape, name, placement(before, before.active), start, somewhere(rng))
        state.update("Add region", rois=(*before.rois, region), roi=len(before.rois), mark=None)
    state.settle()


def move(state: AppState, rng: Random) -> None:
    """Move a region, or one of its sides."""
    scene = state.scene
    if not scene.rois:
        return
    number = rng.randrange(len(scene.rois))
    grip = rng.choice(("left", "top", "move"))
    view = placement(scene, scene.active)
    region = regions.changed(scene.rois[number], grip, view, somewhere(rng), somewhere(rng))
    rois = (*scene.rois[:number], region, *scene.rois[number + 1 :])
    state.update("Move region" if grip == "move" else "Resize region", rois=rois)
    state.settle()


def measure(state: AppState, rng: Random) -> None:
    """Draw a ruler, an angle or a profile from click to click; now and then give it up."""
    kind = rng.choice(tuple(marks.WORDS))
    text, view = f"Add {kind}", placement(state.scene, state.scene.active)
    state.become(marks.begun(state.scene, kind, view, somewhere(rng)), text)
    while state.scene.placed:
        if rng.random() < 0.1:
            state.become(marks.dropped(state.scene), text)
            break
        state.become(marks.led(state.scene, view, somewhere(rng)), text)
        state.become(marks.set_here(state.scene), text)
    state.settle()


def look(state: AppState, rng: Random) -> None:
    """Drag the window, the zoom or the place of a pane."""
    index = rng.randrange(len(state.scene.panes))
    for _ in range(3):
        width, level, zoom = rng.uniform(1, 900), rng.uniform(-900, 900), rng.uniform(0.3, 9)
        center = (rng.uniform(-9, 9), rng.uniform(-9, 9), 5.0)
        state.become(state.scene.with_view(index, View(width, level, zoom, center)), "Look")
    state.settle()


def give(state: AppState, rng: Random) -> None:
    """Give a pane another method, add or remove one, or let it go alone."""
    scene = state.scene
    index, lane = rng.randrange(len(scene.panes)), rng.choice(choices(scene.simulator))
    deed = rng.choice(("assign", "add", "remove", "link"))
    if deed == "link":
        toggle_link(state, index)
        return
    new = {
        "assign": lambda: assigned(scene, index, lane),
        "add": lambda: with_pane(scene, lane),
        "remove": lambda: removed(scene, index),
    }[deed]()
    state.become(new, f"{deed} pane")
    state.settle()


def hide(state: AppState, rng: Random) -> None:
    """Switch a label off or on, choose another, or change how its region is filled."""
    chosen = ("organs", rng.choice((1, 2)))
    state.update(label=rng.choice(("Liver", "Spleen")))
    state.update("Labels", hidden=state.scene.hidden ^ {chosen})
    state.update("Opacity", opacity=rng.uniform(0, 1))
    state.settle()


def dose(state: AppState, rng: Random) -> None:
    """Drag the dose, or say what 100 % was."""
    for _ in range(3):
        state.update("Dose", fraction=rng.uniform(0.01, 1))
    state.settle()
    if rng.random() < 0.3:
        scan = state.scene.reference_scan.overridden(rng.uniform(1e3, 1e6))
        state.update("Photons per ray", scan=scan, scan_volume=state.scene.volume)
        state.settle()


def switch(state: AppState, rng: Random) -> None:
    """Show another volume at the same place, or another cut."""
    if rng.random() < 0.5:
        assert state.scene.study is not None
        state.become(state.scene.shown_as(rng.choice(list(state.scene.study.volumes))), "Show volume")
    else:
        index = rng.randrange(len(state.scene.panes))
        state.become(state.scene.with_row(index, rng.randrange(24)), "Scroll")
    state.settle()


DEEDS: tuple[Deed, ...] = (draw, move, measure, look, give, hide, dose, switch)


@pytest.fixture(scope="module")
def start() -> Scene:
    return case()


def done(scene: Scene) -> dict[str, object]:
    return {name: getattr(scene, name) for name in DONE}


@settings(max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(0, 10**6), min_size=60, max_size=80), st.integers(0, 10**6))
def test_undo_all_is_the_first_scene_and_redo_all_the_last(
    qapp: object, start: Scene, picks: list[int], seed: int
) -> None:
    state, rng = AppState(start), Random(seed)
    actions = Actions(state, {})
    rows = [actions[command.name] for command in actions.commands if command.change is not None]
    seen = {0: done(start)}
    for pick in picks:
        if pick % 2:
            DEEDS[pick // 2 % len(DEEDS)](state, rng)
        else:
            rows[pick // 2 % len(rows)].trigger()
        seen[state.undo_stack.index()] = done(state.scene)
    stack, last = state.undo_stack, done(state.scene)
    while stack.canUndo():
        stack.undo()
        assert stack.index() not in seen or done(state.scene) == seen[stack.index()]
    assert done(state.scene) == done(start)
    while stack.canRedo():
        stack.redo()
        assert stack.index() not in seen or done(state.scene) == seen[stack.index()]
    assert done(state.scene) == last


def test_undo_of_a_cut_goes_back_to_the_volume_that_it_was_set_in(start: Scene) -> None:
    state = AppState(replace(start, row=0))
    state.update("Scroll", row=9)
    state.settle()
    state.update("Scroll back", row=0)
    state.become(state.scene.shown_as("Thick"), "Show volume")
    assert (state.scene.volume, state.scene.row) == ("Thick", 0)
    state.undo_stack.undo()
    assert (state.scene.volume, state.scene.row) == ("CT", 9)
