"""The command table and its actions: keys act on the scene where they should."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenuBar, QVBoxLayout, QWidget

from ldct_studio.core.grid import Grid
from ldct_studio.core.presets import presets
from ldct_studio.core.roi import Ellipse
from ldct_studio.core.study import Facts, Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import commands
from ldct_studio.gui.actions import Actions
from ldct_studio.gui.command_table import MENUS, table
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.shortcut_sheet import sheet_rows
from ldct_studio.gui.state import AppState


def opened(windows=((350.0, 50.0),)) -> Scene:
    volume = Volume(torch.linspace(-1000, 1000, 20 * 8 * 8).reshape(20, 8, 8), Grid((20, 8, 8), (3, 1, 1)))
    study = Study("Case", {"CT": volume, "Truth": volume}, facts=Facts(windows=windows))
    return Scene().opened(study)


@pytest.fixture
def bench(qtbot):
    """Return a window with a stage, a text field beside it, and the actions."""
    window = QWidget()
    stage, field = QWidget(window), QLineEdit(window)
    stage.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout = QVBoxLayout(window)
    layout.addWidget(stage)
    layout.addWidget(field)
    state = AppState(opened())
    done: list[str] = []
    actions = Actions(state, {"undo": state.undo_stack.undo, "about": lambda: done.append("about"),
                              "palette": lambda: done.append("palette")}, window)  # fmt: skip
    actions.listen(window, stage)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    stage.setFocus()
    qtbot.waitUntil(stage.hasFocus)
    return window, stage, field, state, actions, done


def test_names_are_unique_and_menus_known():
    rows = table()
    assert len({row.name for row in rows}) == len(rows)
    assert all(row.menu.partition("/")[0] in (*MENUS, "") for row in rows)


def test_no_key_means_two_things():
    keys = [QKeySequence(key).toString() for row in table() for key in row.keys]
    assert all(keys)
    assert len(keys) == len(set(keys))


def test_single_letters_belong_to_the_panes():
    for row in table():
        if any(len(key) == 1 and key != "?" for key in row.keys):
            assert row.scope == "pane", row.name


@pytest.mark.parametrize(
    ("key", "seen"),
    [
        (Qt.Key.Key_Up, {"row": 11}),
        (Qt.Key.Key_Home, {"row": 0}),
        (Qt.Key.Key_End, {"row": 19}),
        (Qt.Key.Key_Tab, {"active": 2}),
        (Qt.Key.Key_S, {"tool": "scroll"}),
        (Qt.Key.Key_E, {"tool": "ellipse"}),
        (Qt.Key.Key_F, {"compare": "flicker"}),
        (Qt.Key.Key_V, {"compare": "swipe"}),
        (Qt.Key.Key_G, {"overlay": False}),
        (Qt.Key.Key_Q, {"opacity": 0.0}),
        (Qt.Key.Key_BracketLeft, {"fraction": pytest.approx(0.64**5)}),
        (Qt.Key.Key_BracketRight, {"fraction": pytest.approx(0.64**3)}),
    ],
)
def test_keys_act_while_the_stage_has_the_focus(bench, qtbot, key, seen):
    _, stage, _, state, _, _ = bench
    qtbot.keyClick(stage, key)
    assert {name: getattr(state.scene, name) for name in seen} == seen


@pytest.mark.parametrize("preset", [p for p in presets() if p.key], ids=lambda p: p.name)
def test_preset_keys_apply_what_their_label_says(bench, qtbot, preset):
    _, stage, _, state, actions, _ = bench
    qtbot.keyClick(stage, preset.key)
    assert (state.scene.view.width, state.scene.view.level) == (preset.width, preset.level)
    action = actions[f"preset-{preset.name}"]
    assert action.isChecked()
    shown = action.text().split("\t")[1].replace("\u2007", "").replace("−", "-").split()
    assert [float(shown[0]), float(shown[2])] == [preset.width, preset.level]
    assert shown[3] == preset.key


def test_letters_typed_into_a_field_do_nothing_else(bench, qtbot):
    _, _, field, state, _, done = bench
    before = state.scene
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "vfgq[1?")
    assert field.text() == "vfgq[1?"
    assert state.scene == before
    qtbot.keyClick(
        field, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert done == ["palette"]


def test_zero_gives_the_recorded_window_then_the_automatic_one(bench, qtbot):
    _, stage, _, state, _, _ = bench
    qtbot.keyClick(stage, "2")
    qtbot.keyClick(stage, "0")
    assert (state.scene.view.width, state.scene.view.level) == (350, 50)
    qtbot.keyClick(stage, "0")
    low = state.scene.view.level - state.scene.view.width / 2
    slice_ = state.scene.source.data[state.scene.row]
    assert low == pytest.approx(float(slice_.min()), abs=2)
    qtbot.keyClick(stage, "0")
    assert (state.scene.view.width, state.scene.view.level) == (350, 50)


def test_without_a_recorded_window_zero_is_automatic():
    scene = opened(windows=())
    assert commands.recorded_window(scene) == commands.automatic_window(scene)
    assert commands.recorded_window(scene).view != scene.view


def test_a_run_of_scrolling_is_one_undo_step_and_presets_are_each_one(bench, qtbot):
    _, stage, _, state, actions, _ = bench
    for _ in range(4):
        qtbot.keyClick(stage, Qt.Key.Key_Up)
    qtbot.keyClick(stage, "1")
    qtbot.keyClick(stage, "2")
    assert state.scene.row == 14
    assert actions["undo"].isEnabled()
    actions["undo"].trigger()
    assert state.scene.view.width == 400
    actions["undo"].trigger()
    assert state.scene.view.width == 350
    actions["undo"].trigger()
    assert state.scene.row == 10
    assert not actions["undo"].isEnabled()


def test_what_nobody_supplies_is_not_offered(bench):
    *_, actions, _ = bench
    assert "about" in actions
    assert "export" not in actions
    assert "open-log" not in actions


def test_pane_commands_wait_for_a_study(qtbot):
    state = AppState()
    actions = Actions(state, {})
    assert not actions["invert"].isEnabled()
    state.open(opened())
    assert actions["invert"].isEnabled()


def test_check_marks_follow_the_scene(bench):
    *_, state, actions, _ = bench
    state.update("tool", tool="pan")
    assert actions["tool-pan"].isChecked()
    assert not actions["tool-window"].isChecked()
    actions["tool-pan"].trigger()
    assert actions["tool-pan"].isChecked()


def test_menus_hold_no_empty_and_no_doubled_separators(bench):
    *_, actions, _ = bench
    bar = QMenuBar()
    menus = actions.fill(bar)
    assert "View/Window" in menus
    for name, menu in menus.items():
        marks = [action.isSeparator() for action in menu.actions()]
        assert marks, name
        assert not marks[0], name
        assert not marks[-1], name
        assert not any(one and two for one, two in pairwise(marks)), name


def test_the_sheet_names_every_key_of_the_panes():
    shown = {key for keys in sheet_rows(table()).values() for key in keys}
    for key in (
        "↑",
        "Shift ↓",
        "Home",
        "Tab",
        "[",
        "]",
        "F",
        "V",
        "G",
        "Q",
        "0",
        "1",
        "9",
        "E",
        "Space",
        "?",
    ):
        assert key in shown


def test_escape_puts_away_one_thing_at_a_time():
    scene = replace(opened(), tool="ellipse", rois=(Ellipse("Liver 1", (0, 0, 0), 5, 5),), roi=0)
    scene = commands.escape(scene)
    assert (scene.tool, scene.roi) == ("window", 0)
    scene = commands.escape(scene)
    assert scene.roi is None
    assert commands.delete_region(scene).rois == ()


def test_a_hundred_random_commands_leave_linked_panes_with_one_view_and_can_be_undone():
    rng = random.Random(3)
    state = AppState(opened())
    start = state.scene
    actions = Actions(state, {})
    kept = ("study", "volume", "tool", "active", "workspace", "crosshair", "seed")
    choices = [c for c in actions.commands if c.change is not None and c.name not in ("link", "new-noise")]
    for _ in range(100):
        actions[rng.choice(choices).name].trigger()
        assert len({state.scene.view_of(pane) for pane in state.scene.panes}) == 1
        assert 0 <= state.scene.row < 20
        assert 0 <= state.scene.active < len(state.scene.panes)
    while state.undo_stack.canUndo():
        state.undo_stack.undo()
    now = {name: getattr(start, name) for name in kept}
    assert replace(state.scene, **now) == start
