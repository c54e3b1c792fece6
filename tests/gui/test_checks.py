"""Panes that show what a method took away, and whether the rays allow it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.dose import Apodization, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame, Lane
from ldct_studio.core.memo import Memo
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui.check_desk import CheckDesk
from ldct_studio.gui.check_views import add_menu, shown_as, shown_in, why_not
from ldct_studio.gui.checked import refusal
from ldct_studio.gui.checks import _leaked, checked, input_of
from ldct_studio.gui.pane import FBP, INSERT, NLM, RESCAN, TV
from ldct_studio.gui.pane_menu import assigned, pane_menu
from ldct_studio.gui.session_scene import scene_json, scene_of
from ldct_studio.gui.stage import Stage
from ldct_studio.gui.state import AppState
from ldct_studio.physics.residual import Leak
from ldct_studio.pipeline import frame
from tests.gui.four_panes import four_panes

GRID = Grid((2, 128, 128), (3.0, 2.0, 2.0))
PLACE = torch.arange(128) * 2 - 127.0
Y, X = torch.meshgrid(PLACE, PLACE, indexing="ij")
LESION = (X - 40) ** 2 + (Y + 20) ** 2 < 12**2
TRUTH = torch.where((X / 100) ** 2 + (Y / 80) ** 2 < 1, 40.0, -1000.0) + 60.0 * LESION
TRUTH[(X + 40) ** 2 + Y**2 < 25**2] = 90.0
METHOD = 2
"""The pane of total variation."""


@pytest.fixture
def state(qapp):
    """Return a state with a body without noise, of which 100 % is a scan of 10⁵ photons."""
    volume = Volume(TRUTH.repeat(2, 1, 1), GRID)
    scan = Scan((1e5,), apodization=Apodization("hann"), source="known", noise=8.0)
    study = Study("body", {"CT": volume}, scan=scan, noise_free=("CT",))
    state = AppState()
    state.open(replace(four_panes().opened(study, 0), fraction=0.2))
    return state


def made(state, image, index=METHOD, **changes):
    """Return a finished picture of a pane's method."""
    lane = state.scene.panes[index].lane
    pixels = np.ascontiguousarray(torch.as_tensor(image).numpy(), np.float32)
    return Frame(state.scene.request, lane, pixels, **changes)


def low(state):
    """Return the picture of FBP at the dose."""
    return torch.from_numpy(frame(state.scene.request, state.scene.panes[1].lane, Memo()).image)


def leak_of(found):
    """Read the structure leak in % from its text."""
    text = next(text for text in (*found.said, *found.warned) if "leak" in text)
    return float(text.split()[2].split("\u00a0")[0].replace("−", "-"))


def test_the_residual_is_input_less_output_with_its_leak(state):
    noisy = low(state)
    ideal = checked(made(state, TRUTH), "residual", Memo())
    np.testing.assert_allclose(ideal.image, (noisy - TRUTH).numpy(), atol=1e-3)
    blurred = torch.nn.functional.avg_pool2d(noisy[None], 5, 1, 2, count_include_pad=False)[0]
    blur = checked(made(state, blurred), "residual", Memo())
    erased = checked(made(state, torch.where(LESION, 40.0, TRUTH)), "residual", Memo())
    assert abs(leak_of(ideal)) < 7, "noise alone is ±3.3 %"
    assert leak_of(blur) > 10
    assert (bool(blur.warned), bool(ideal.warned)) == (True, False)
    assert leak_of(erased) > leak_of(ideal) + 5
    assert erased.request is state.scene.request


def test_an_erased_lesion_lights_up_in_data_consistency(state):
    ideal = checked(made(state, TRUTH), "consistency", Memo())
    erased = checked(made(state, torch.where(LESION, 40.0, TRUTH)), "consistency", Memo())
    assert not ideal.warned
    assert ideal.said[0].startswith("χ² ")
    assert erased.warned
    lit = np.abs(erased.image) > 4
    near = ((X - 40) ** 2 + (Y + 20) ** 2 < 20**2).numpy()
    assert lit[LESION.numpy()].mean() > 0.4
    assert not (lit & ~near).any()
    assert (erased.unit, erased.width(70.0)) == ("SD", 12.0)


def test_behind_a_rescan_fbp_is_consistent_and_its_picture_without_noise_too(state):
    lane = Lane("TV", (RESCAN, FBP, TV))
    request = state.scene.request
    clean = replace(request, dose=replace(request.dose, scan=replace(request.dose.scan, photons=(1e12,))))
    fbp = Lane("FBP", (RESCAN, FBP))
    pictures = [frame(asked, fbp, Memo()).image for asked in (request, clean)]
    same, quiet = (checked(Frame(request, lane, image), "consistency", Memo()) for image in pictures)
    body = TRUTH.numpy() > -500
    assert float((same.image[body] ** 2).mean()) < 0.01
    assert float((quiet.image[body] ** 2).mean()) == pytest.approx(1, abs=0.15)
    assert not quiet.warned


def test_behind_a_rescan_the_noise_of_the_loaded_scan_counts_too(state):
    asked = state.scene.request
    whole = replace(asked, seed=11, dose=replace(asked.dose, fraction=1.0))
    clean = replace(whole, dose=replace(whole.dose, scan=replace(whole.dose.scan, photons=(1e12,))))
    fbp, lane = Lane("FBP", (RESCAN, FBP)), Lane("TV", (RESCAN, FBP, TV))
    loaded, patient = (frame(one, fbp, Memo()).image for one in (whole, clean))

    def case(image, scan):
        data = torch.from_numpy(image.copy()).repeat(2, 1, 1)
        study = Study("body", {"CT": Volume(data, GRID)}, scan=asked.study.scan)
        return replace(asked, study=study, dose=replace(asked.dose, fraction=0.5, scan=scan))

    quiet = frame(case(patient, clean.dose.scan), fbp, Memo()).image
    found = checked(Frame(case(loaded, asked.study.scan), lane, quiet), "consistency", Memo())
    assert float((found.image[TRUTH.numpy() > -500] ** 2).mean()) == pytest.approx(1, abs=0.15)
    assert not found.warned


def test_what_the_scans_own_noise_explains_is_no_warning():
    said, warned = _leaked(Leak(0.12, 0.02, 0.1))
    assert said[1] == "Up to +10.0\u00a0% by the scan's own noise"
    assert not warned
    assert _leaked(Leak(0.12, 0.02)) == ((), ("Structure leak 12.0\u00a0%, noise ±2.0\u00a0%",))


def test_a_difference_is_not_checked_but_its_pane_can_be(state):
    scene = shown_as(state.scene, METHOD, "error")
    lane = scene.panes[METHOD].lane
    assert "shows a difference" in refusal(lane, scene.source)
    found = checked(replace(made(state, TRUTH), lane=lane), "consistency", Memo())
    assert found.image is None
    assert not why_not(scene, METHOD, "consistency"), "it is then of the picture"
    checking = shown_as(scene, METHOD, "consistency")
    assert assigned(checking, METHOD, lane).panes[METHOD].check is None
    assert assigned(checking, METHOD, Lane("NLM", (INSERT, FBP, NLM))).panes[METHOD].check == "consistency"


def test_a_picture_that_changed_nothing_has_no_residual(state):
    found = checked(made(state, low(state)), "residual", Memo())
    assert float(np.abs(found.image).max()) < 1e-3
    assert "changed nothing" in found.said[0]


@pytest.mark.parametrize(
    ("lane", "why"),
    [
        (Lane("Reference"), "no method took anything away"),
        (Lane("FBP", (INSERT, FBP)), "linear"),
        (Lane("Map", (INSERT, Step("reconstructor", "noise-map"))), "map"),
        (Lane("TV", (INSERT, FBP, TV), plane="coronal"), "axial"),
        (Lane("TV", (FBP, TV)), "No dose is lowered"),
    ],
)
def test_where_it_makes_no_sense_a_sentence_says_so(state, lane, why):
    assert why in refusal(lane, state.scene.source)
    picture = made(state, TRUTH)
    for check in ("residual", "consistency"):
        found = checked(replace(picture, lane=lane), check, Memo())
        assert found.image is None
        assert why in found.error
    assert not refusal(Lane("TV", (INSERT, FBP, TV)), state.scene.source)


def test_volumes_without_rays_are_refused(state):
    volume = Volume(TRUTH.repeat(2, 1, 1), GRID, "MR")
    assert "no rays" in refusal(Lane("TV", (INSERT, FBP, TV)), volume)


def test_rays_of_unknown_noise_are_refused_and_the_input_is_fbp(state):
    fan = RESCAN.replace(rays="fan")
    lane = Lane("TV", (fan, FBP, TV))
    found = checked(replace(made(state, TRUTH), lane=lane), "consistency", Memo())
    assert "parallel rays" in found.error
    assert input_of(lane) == (fan, FBP)
    narrow = FBP.replace(window="hann")
    assert input_of(Lane("TV", (INSERT, narrow, TV))) == (INSERT, narrow)
    assert input_of(Lane("Hybrid", (INSERT, Step("reconstructor", "hybrid")))) == (INSERT, FBP)


def test_what_a_pane_shows_is_in_the_scene_its_session_and_undo(state):
    for shown in ("residual", "consistency", "error", "picture"):
        scene = shown_as(state.scene, METHOD, shown)
        assert shown_in(scene, METHOD) == shown
        assert scene_of(scene_json(scene)).scene.panes[METHOD] == scene.panes[METHOD]
        assert (scene.panes[METHOD].lane.minus == ()) == (shown == "error")
    state.become(shown_as(state.scene, METHOD, "residual"), "Show")
    state.undo_stack.undo()
    assert shown_in(state.scene, METHOD) == "picture"
    assert "full-dose picture itself" in why_not(state.scene, 0, "error")


@pytest.fixture
def stage(qtbot, state):
    shown = Stage(state)
    qtbot.addWidget(shown)
    shown.resize(1200, 900)
    shown.show()
    yield shown
    shown.guards.close()


def test_the_pane_names_what_it_shows_and_says_its_numbers(qtbot, state, stage):
    pane, picture = stage.panes[METHOD], made(state, TRUTH, seconds=0.1)
    stage.show_frame(picture)
    assert pane.header.said.title == "Total variation"
    state.update("Active", active=METHOD)
    desk = stage.guards.checks
    desk.deeds["show-residual"]()
    assert pane.shows == "refining"
    qtbot.waitUntil(lambda: pane.shows == "full", timeout=60_000)
    assert pane.header.said.title == "Total variation · residual"
    assert pane.header.said.dose == "20\u00a0%"
    assert pane.canvas.signed
    assert pane.canvas.checked.of is picture
    over = QPointF(pane.canvas.width() - 30, 20)
    no = Qt.MouseButton.NoButton
    where = over, QPointF(pane.canvas.mapToGlobal(over.toPoint()))
    pane.canvas.grab()
    event = QMouseEvent(QEvent.Type.MouseMove, *where, no, no, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(pane.canvas, event)
    assert "Σ r·w / Σ d·w" in pane.canvas.toolTip()
    desk.deeds["show-picture"]()
    assert pane.header.said.title == "Total variation"
    assert pane.frame is picture


def test_another_picture_is_checked_again_and_the_last_answer_stays_until_then(qtbot, state, stage):
    pane, desk = stage.panes[METHOD], stage.guards.checks
    state.become(shown_as(state.scene, METHOD, "consistency"), "Show")
    stage.show_frame(made(state, TRUTH))
    qtbot.waitUntil(lambda: pane.shows == "full", timeout=60_000)
    first = pane.canvas.checked
    state.update("Dose", fraction=0.4)
    stage.show_frame(made(state, TRUTH))
    assert pane.canvas.checked is first
    assert pane.header.said.dose == "20\u00a0%", "it says which dose it is of"
    qtbot.waitUntil(lambda: pane.header.said.dose == "40\u00a0%", timeout=60_000)
    assert desk.of(METHOD).request.dose.fraction == 0.4


def test_a_refusal_is_told_by_the_command_and_said_in_the_pane(qtbot, state, stage):
    desk, told = stage.guards.checks, []
    desk.told.connect(lambda kind, text: told.append((kind, text)))
    state.update("Active", active=1)
    desk.deeds["show-residual"]()
    assert "linear" in told[0][1]
    assert shown_in(state.scene, 1) == "picture"
    state.become(shown_as(state.scene, 1, "residual"), "Show")
    stage.show_frame(made(state, low(state), 1))
    qtbot.waitUntil(lambda: stage.panes[1].shows == "failed", timeout=60_000)


def test_the_menu_of_a_pane_grays_what_cannot_be_shown(state, qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    menu = pane_menu(owner, state, METHOD, (), lambda: None, lambda: None, lambda: None)
    shows = next(action.menu() for action in menu.actions() if action.text() == "Show")
    texts = [(action.text(), action.isEnabled(), action.isChecked()) for action in shows.actions()]
    assert texts == [
        ("Picture", True, True),
        ("Residual", True, False),
        ("Data consistency", True, False),
        ("Error against full dose", True, False),
    ]
    shows.actions()[2].trigger()
    assert shown_in(state.scene, METHOD) == "consistency"
    add_menu(menu, "Reference", state, 0)
    grays = [action.isEnabled() for action in menu.actions()[-1].menu().actions()]
    assert grays == [True, False, False, False]


def test_a_check_that_breaks_says_so_and_the_next_is_answered(qtbot, state, monkeypatch):
    desk = CheckDesk(state)
    try:
        state.become(shown_as(state.scene, METHOD, "residual"), "Show")
        monkeypatch.setattr("ldct_studio.gui.check_desk.checked", lambda *_: 1 / 0)
        desk.take(made(state, TRUTH))
        qtbot.waitUntil(lambda: desk.of(METHOD) is not None, timeout=30_000)
        assert "failed" in desk.of(METHOD).error
        monkeypatch.undo()
        desk.take(made(state, TRUTH))
        qtbot.waitUntil(lambda: desk.of(METHOD).image is not None, timeout=60_000)
    finally:
        desk.close()
