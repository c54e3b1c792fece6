"""The whole studio: parts are connected, pictures follow, undo takes everything back."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.lane import Frame, Lane
from ldct_studio.core.origin import Origin
from ldct_studio.core.step import Step
from ldct_studio.gui.app import Studio
from ldct_studio.gui.command_table import table
from ldct_studio.gui.oblique_commands import oblique
from ldct_studio.gui.pane import RESCAN
from ldct_studio.gui.scene import Scene
from ldct_studio.methods.demo import small_study
from tests.gui.four_panes import live_panes, small_demo


@pytest.fixture
def opened(studio: Studio, qtbot: QtBot) -> Studio:
    plain = replace(studio.state.scene, panes=live_panes(), segmenter=None)
    studio.state.open(plain.opened(small_demo()))
    _settle(studio, qtbot)
    return studio


def _current(studio: Studio) -> bool:
    """Say whether every visible pane shows what the scene asks for."""
    scene = studio.state.scene
    request = scene.request
    for index, pane in enumerate(scene.panes[: len(scene.visible)]):
        frame = studio.stage.panes[index].frame
        if frame is None or frame.request != request or frame.lane != pane.lane or frame.state != "full":
            return False
        if frame.image is None:
            return False
    return True


def _settle(studio: Studio, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: _current(studio), timeout=60_000)


def test_the_window_starts_empty_and_says_what_to_do(studio: Studio) -> None:
    assert isinstance(studio.window, QMainWindow)
    assert studio.window.welcome.isVisible()


def test_it_opens_on_networks_with_the_labels_that_are_found(studio: Studio, qtbot: QtBot) -> None:
    studio.state.open(studio.state.scene.opened(small_study(224, 3)))
    _settle(studio, qtbot)
    frames = [pane.frame for pane in studio.stage.panes if pane.frame is not None]
    assert [frame.lane.title for frame in frames] == ["Reference", "FBP", "U-Net", "Task-adaptive"]
    panes = studio.stage.panes[:4]
    qtbot.waitUntil(
        lambda: all(p.frame is not None and p.frame.labels is not None for p in panes), timeout=60_000
    )
    for pane in panes:
        assert pane.frame is not None
        assert pane.frame.labels is not None
        assert {label.name for label in pane.frame.labels.labels} >= {"Liver", "Liver lesion"}
        assert int(pane.frame.labels.data.count_nonzero()) > 1000


def test_every_pane_gets_its_picture_and_follows_the_slider(opened: Studio, qtbot: QtBot) -> None:
    lanes = [pane.frame.lane.title for pane in opened.stage.panes if pane.frame is not None]
    assert lanes == ["Reference", "FBP", "Soft", "FBP − reference"]
    opened.state.update("Dose", fraction=0.05)
    _settle(opened, qtbot)
    a, b, _, d = (pane.frame for pane in opened.stage.panes)
    assert isinstance(a, Frame)
    assert b is not None
    assert d is not None
    assert a.image is not None
    assert b.image is not None
    assert d.image is not None
    np.testing.assert_allclose(d.image, b.image - a.image, atol=1e-3)


def test_the_last_of_a_storm_of_changes_is_what_stays(opened: Studio, qtbot: QtBot) -> None:
    before = opened.state.scene
    for step in range(200):
        opened.state.update("Dose", fraction=0.02 + 0.004 * step)
    _settle(opened, qtbot)
    assert {pane.frame.request.dose.fraction for pane in opened.stage.panes if pane.frame} == {0.02 + 0.796}
    opened.state.undo_stack.undo()
    assert opened.state.scene == before
    _settle(opened, qtbot)


def test_rescan_replaces_insert_in_every_lane(opened: Studio, qtbot: QtBot) -> None:
    opened.state.become(opened.state.scene.with_simulator(RESCAN), "Rescan")
    _settle(opened, qtbot)
    assert all(RESCAN in lane.steps for lane in opened.state.scene.request.lanes if lane.steps)  # type: ignore[union-attr]


def test_a_failing_lane_says_so_and_the_others_stay(opened: Studio, qtbot: QtBot) -> None:
    bad = Lane("Bad", (*opened.state.scene.panes[1].lane.steps, Step("denoiser", "nobody")))
    opened.state.become(opened.state.scene.with_lane(2, bad), "Method")
    qtbot.waitUntil(lambda: opened.stage.panes[2].shows == "failed", timeout=20_000)
    assert opened.stage.panes[1].shows == "full"


def test_a_hundred_random_actions_leave_linked_panes_with_one_view(opened: Studio, qtbot: QtBot) -> None:
    start = opened.state.scene
    rng = random.Random(5)
    commands = [c for c in table() if c.change is not None and not c.name.startswith(("link", "auto"))]
    for _ in range(100):
        if rng.random() < 0.7:
            command = rng.choice(commands)
            opened.window.actions_[command.name].trigger()
        else:
            canvas = opened.stage.panes[rng.randrange(len(opened.stage.panes))].canvas
            if canvas.isVisible():
                _drag(canvas, rng)
        QApplication.processEvents()
        scene = opened.state.scene
        views = {scene.view_of(pane) for pane in scene.panes}
        assert views == {scene.view}
    while opened.state.undo_stack.canUndo():
        opened.state.undo_stack.undo()
    undone = replace(
        opened.state.scene,
        tool=start.tool,
        active=start.active,
        workspace=start.workspace,
        crosshair=start.crosshair,
        roi=start.roi,
        volume=start.volume,
    )
    assert undone == start


def _drag(canvas: object, rng: random.Random) -> None:
    button = rng.choice([Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton])
    place = QPointF(rng.uniform(30, 200), rng.uniform(30, 200)).toPoint()
    QTest.mousePress(canvas, button, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseMove(canvas, place + QPointF(rng.uniform(-40, 40), rng.uniform(-40, 40)).toPoint())
    QTest.mouseMove(canvas, place + QPointF(20, 30).toPoint())
    QTest.mouseRelease(canvas, button, Qt.KeyboardModifier.NoModifier, place + QPointF(20, 30).toPoint())


def test_the_user_s_photons_change_pictures_can_be_undone_and_do_not_blank(
    opened: Studio, qtbot: QtBot
) -> None:
    scene = opened.state.scene
    opened.state.update("Photons per ray", scan=scene.reference_scan.overridden(1e4))
    assert all(pane.frame is not None for pane in opened.stage.panes)
    _settle(opened, qtbot)
    frame = opened.stage.panes[1].frame
    assert frame is not None
    assert frame.request.dose.scan.photons == (1e4,)
    opened.state.undo_stack.undo()
    assert opened.state.scene.reference_scan.photons == (1e6,)


def test_off_the_pictures_wait_for_update(opened: Studio, qtbot: QtBot) -> None:
    opened.state.update("Auto", auto=False)
    shown = opened.stage.panes[1].frame
    opened.state.update("Dose", fraction=0.5)
    QTest.qWait(100)
    assert opened.stage.panes[1].frame is shown
    opened.window.actions_["update"].trigger()
    _settle(opened, qtbot)


def test_scene_is_the_only_truth(opened: Studio) -> None:
    opened.state.become(Scene(), "nothing open")
    assert opened.state.scene.request is None


def test_a_method_is_applied_to_the_whole_volume_and_joins_the_study(opened: Studio, qtbot: QtBot) -> None:
    opened.state.update("Dose", fraction=0.25)
    opened.state.update("Pane", active=1)
    _settle(opened, qtbot)
    shown = opened.stage.panes[1].frame
    assert shown is not None
    opened.window.actions_["apply"].trigger()
    qtbot.waitUntil(lambda: "FBP at 25 %" in opened.state.scene.study.volumes, timeout=60_000)
    study = opened.state.scene.study
    made = study.volumes["FBP at 25 %"]
    np.testing.assert_array_equal(made.data[shown.row].numpy(), shown.image)
    assert study.scan_of("FBP at 25 %").photons_at(0) == pytest.approx(study.scan.photons_at(0) / 4)
    qtbot.waitUntil(lambda: opened.window.notices.progress.isHidden(), timeout=10_000)


def test_an_oblique_cut_of_a_method_is_there_after_its_button(opened: Studio, qtbot: QtBot) -> None:
    study = opened.state.scene.study
    assert study is not None
    opened.state.update("Pane", active=1, study=replace(study, origin=Origin()))
    opened.state.become(oblique(opened.state.scene))
    opened.state.update("Pane", active=0)
    pane = opened.stage.panes[1]
    qtbot.waitUntil(lambda: pane.shows == "unapplied", timeout=60_000)
    button = pane.findChild(QPushButton, "pane-apply")
    assert button is not None
    button.click()
    assert opened.state.scene.active == 1
    qtbot.waitUntil(lambda: pane.shows == "full", timeout=60_000)
    assert pane.frame is not None
    assert pane.frame.lane.seen_as == "oblique"
    qtbot.waitUntil(lambda: opened.window.notices.progress.isHidden(), timeout=10_000)


def test_the_whole_volume_is_refused_for_a_difference(opened: Studio, qtbot: QtBot) -> None:
    opened.state.update("Pane", active=3)
    opened.window.actions_["apply"].trigger()
    assert "no method for a whole volume" in opened.window.notices.current.text
    assert not opened.cases.busy
