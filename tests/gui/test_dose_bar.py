from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from ldct_studio.core.dose import Exposure, Scan
from ldct_studio.core.lane import Frame
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import dose_facts, dose_scale, measuring
from ldct_studio.gui.dose_bar import DoseBar
from ldct_studio.gui.dose_state import condition
from ldct_studio.gui.dose_value import parse_percent
from ldct_studio.gui.expected_noise import RootLaw
from ldct_studio.gui.measuring import Visited, answers, in_region, noise_and_structure
from ldct_studio.gui.oblique_commands import oblique
from ldct_studio.gui.pane import RESCAN
from ldct_studio.gui.pane_menu import in_plane
from ldct_studio.gui.scene import NOTCH, Scene
from ldct_studio.gui.solid import Solid
from ldct_studio.gui.state import AppState
from ldct_studio.physics.patient import PatientSize
from tests.gui.dose_case import GRID, ROI, SCAN, SIGMA, N, frame, frames, place, scene


def test_axis_and_notches() -> None:
    assert dose_scale.position(1.0) == pytest.approx(1)
    assert dose_scale.position(0.01) == pytest.approx(0)
    assert dose_scale.fraction_at(dose_scale.position(0.17)) == pytest.approx(0.17)
    assert dose_scale.fraction_at(7) == 1
    assert dose_scale.fraction_at(-1) == pytest.approx(0.01)
    assert dose_scale.notch_number(0.17) == 5
    assert len(dose_scale.NOTCHES) == 11


@pytest.mark.parametrize(
    ("start", "count", "notch"), [(4, 1, 3), (4, -1, 5), (3.5, 1, 3), (3.5, -1, 4), (0, 1, 0), (10, -1, 10)]
)
def test_steps_go_from_notch_to_notch(start: float, count: int, notch: int) -> None:
    assert dose_scale.stepped(NOTCH**start, count) == pytest.approx(NOTCH**notch)


def test_ten_steps_down_and_up_come_back_exactly() -> None:
    fraction = 1.0
    for count in [-1] * 10 + [1] * 10:
        fraction = dose_scale.stepped(fraction, count)
    assert fraction == 1.0


def test_a_drag_is_free_and_one_undo_step(qtbot: QtBot, bar: DoseBar, state: AppState) -> None:
    qtbot.mousePress(bar.axis, Qt.MouseButton.LeftButton, pos=place(bar, NOTCH**4))
    for fraction in (0.2, 0.3, 0.5):
        qtbot.mouseMove(bar.axis, place(bar, fraction))
        QApplication.processEvents()
    assert bar.axis.dragging
    qtbot.mouseRelease(bar.axis, Qt.MouseButton.LeftButton, pos=place(bar, 0.5))
    assert state.scene.fraction == pytest.approx(0.5, rel=0.02)
    assert state.undo_stack.count() == 1
    state.undo_stack.undo()
    assert state.scene.fraction == NOTCH**4


def test_a_click_goes_to_the_nearest_notch(qtbot: QtBot, bar: DoseBar, state: AppState) -> None:
    qtbot.mouseClick(bar.axis, Qt.MouseButton.LeftButton, pos=place(bar, 0.44))
    assert state.scene.fraction == NOTCH**2


def test_keys_and_alt_wheel_step_one_notch(qtbot: QtBot, bar: DoseBar, state: AppState) -> None:
    qtbot.keyClick(bar.axis, Qt.Key.Key_BracketLeft)
    assert state.scene.fraction == NOTCH**5
    qtbot.keyClick(bar.axis, Qt.Key.Key_Right)
    assert state.scene.fraction == NOTCH**4
    for modifier, expected in ((Qt.KeyboardModifier.AltModifier, 3), (Qt.KeyboardModifier.NoModifier, 3)):
        point = QPointF(bar.axis.rect().center())
        event = QWheelEvent(
            point, QPointF(bar.axis.mapToGlobal(point)), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            modifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(bar.axis, event)
        assert state.scene.fraction == NOTCH**expected
    assert state.undo_stack.count() == 3


def test_a_double_click_goes_back_to_17_percent(qtbot: QtBot, bar: DoseBar, state: AppState) -> None:
    state.update("Dose", fraction=0.9)
    qtbot.mouseDClick(bar.axis, Qt.MouseButton.LeftButton, pos=place(bar, 0.5))
    assert state.scene.fraction == NOTCH**4


@pytest.mark.parametrize(
    ("text", "fraction"),
    [("17", 0.17), (f"6.9{N}%", 0.069), ("100 %", 1), ("0.2", None), ("120", None), ("a", None)],
)
def test_typed_percentages(text: str, fraction: float | None) -> None:
    assert parse_percent(text) == (None if fraction is None else pytest.approx(fraction))


def test_a_typed_dose_is_taken_on_enter_and_a_wrong_one_is_not(
    qtbot: QtBot, bar: DoseBar, state: AppState
) -> None:
    field = bar._value
    for text in ("33", "480"):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert state.scene.fraction == pytest.approx(0.33)
    assert field.property("invalid") is True
    assert field.accessibleDescription() == QToolTip.text() == "Type a percentage from 1 to 100."
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == f"33{N}%"


def test_read_outs_follow_the_dose() -> None:
    at = replace(scene(), fraction=0.17, row=1)
    assert dose_facts.ctdi_vol(at).name == f"CTDIvol, 32{N}cm"
    assert dose_facts.ctdi_vol(at).value == f"2.30{N}mGy"
    assert dose_facts.exposure(at).value == "34"
    assert dose_facts.photons(at).value == f"3.4{N}×{N}10⁴"
    assert dose_facts.length_product(at).value == f"2.30{N}mGy·cm"
    assert "41 patches ± 6" in dose_facts.origin(SCAN)
    size = PatientSize(300.0, 1.0, 0.0, False)
    assert dose_facts.ssde(at, size).value == f"2.83{N}mGy"  # 2.295 mGy × 3.704369·exp(-0.03671937·30)


def test_what_is_unknown_is_a_dash_with_a_reason() -> None:
    at = scene(Scan(exposure=Exposure()))
    for readout in (dose_facts.ctdi_vol(at), dose_facts.exposure(at), dose_facts.length_product(at)):
        assert readout.value == "–"
        assert readout.explanation.endswith(("(0018,9345).", "record it.", "needs CTDIvol."))
    assert "phantom" in dose_facts.ssde(at, None).explanation
    recorded = scene(Scan(exposure=Exposure(mas=100.0, ctdi_vol=5.0)))
    assert dose_facts.exposure(recorded).name == "mAs as recorded"
    assert dose_facts.ctdi_vol(recorded).name == "CTDIvol, phantom not recorded"


def test_states() -> None:
    at = scene()
    request = at.request
    assert request is not None
    full = {f.lane: f for f in frames(at)}
    assert condition(Scene(), {}, False) == "off"
    assert condition(at, full, False) == "full"
    other = replace(at, fraction=0.5)
    assert condition(other, full, False) == "refining"
    assert condition(other, full, True) == "preview"
    assert condition(replace(other, auto=False), full, False) == "stale"
    broken = full | {request.lanes[1]: replace(full[request.lanes[1]], image=None, error="Out of memory.")}
    assert condition(at, broken, False) == "failed"
    needs = replace(full[request.lanes[2]], image=None, error="Apply it first.", unapplied=True)
    assert condition(at, full | {needs.lane: needs}, False) == "unapplied"
    assert condition(at, broken | {needs.lane: needs}, False) == "failed"


@pytest.mark.parametrize("cut", ["oblique", "coronal", "3-D", "maximized"])
def test_pictures_that_no_pane_shows_are_not_waited_for(bar: DoseBar, state: AppState, cut: str) -> None:
    at = state.scene
    changes = {
        "oblique": oblique,
        "coronal": lambda scene: in_plane(scene, 1, "coronal"),
        "3-D": lambda scene: in_plane(scene.with_solid(0, Solid()), 1, "sagittal"),
        "maximized": lambda scene: replace(in_plane(scene, 1, "coronal"), maximized=True),
    }
    state.become(changes[cut](at))
    request = state.scene.request
    assert request is not None
    assert set(request.lanes) - {pane.lane for pane in state.scene.panes}, "Space wants the loaded cut"
    for _, pane in state.scene.pictures:
        image = np.zeros(pane.lane.cuts(GRID).shape[1:], np.float32)
        bar.show_frame(Frame(request, pane.lane, image, seconds=0.02))
    word = bar.findChild(QLabel, "dose-state-word")
    assert word is not None
    assert word.text() == "Full quality"


def test_the_reference_answers_at_every_dose() -> None:
    at = scene()
    other = replace(at, fraction=0.5, seed=9).request
    assert other is not None
    assert answers(frame(at, 0), other)
    assert not answers(frame(at, 1), other)


def test_measured_and_expected_noise_come_from_the_region(bar: DoseBar, state: AppState) -> None:
    state.update(rois=(ROI,), roi=0)
    bar.show_frame(frame(state.scene, 1, noise=30.0))
    picture = bar.axis._picture
    assert picture.measured_now == pytest.approx(30, rel=0.08)
    assert picture.expected(1.0) == pytest.approx(SIGMA, rel=0.08)
    assert picture.expected(0.25) == pytest.approx(2 * picture.expected(1.0))
    state.update("Dose", fraction=0.5)
    bar.show_frame(frame(state.scene, 1, noise=18.0))
    assert [round(a, 2) for a, _ in bar.axis._picture.measured] == [0.17, 0.5]
    state.update(seed=8)
    assert bar.axis._picture.measured == ()


def test_expected_noise_follows_the_photons_of_the_user(bar: DoseBar, state: AppState) -> None:
    state.update(scan=state.scene.reference_scan.overridden(state.scene.reference_scan.photons[0] * 1.25 / 4))
    picture = bar.axis._picture
    assert picture.noise == RootLaw(SIGMA, photon_ratio=pytest.approx(4.0))
    assert picture.expected(1.0) == pytest.approx(SIGMA)
    assert picture.expected(0.25) == pytest.approx(SIGMA * 13**0.5)
    assert "your photons" in bar.axis.toolTip()
    state.become(state.scene.with_simulator(RESCAN), "Rescan")
    assert bar.axis._picture.expected(0.25) == pytest.approx(SIGMA * 17**0.5)
    assert "whole scan" in bar.axis.toolTip()
    state.update(scan=None)
    assert bar.axis._picture.expected(1.0) == pytest.approx(SIGMA * 2**0.5)


def test_a_new_region_is_measured_in_the_pictures_that_are_there(bar: DoseBar, state: AppState) -> None:
    bar.show_frame(frame(state.scene, 1))
    assert bar.axis._picture.measured_now is None
    assert bar.axis._picture.noise == RootLaw(SIGMA)
    state.update(rois=(ROI,), roi=0)
    assert bar.axis._picture.measured_now is not None


def test_a_vessel_in_the_region_is_no_noise(bar: DoseBar, state: AppState) -> None:
    source = state.scene.source
    assert source is not None
    with_vessel = source.data.clone()
    with_vessel[:, 29:35, 24:40] += 60.0
    study = Study("Case", {"Axial": Volume(with_vessel, GRID)}, scan=SCAN)
    state.open(replace(state.scene.opened(study), rois=(ROI,), roi=0))
    picture = bar.axis._picture
    assert isinstance(picture.noise, RootLaw)
    assert picture.noise.full == pytest.approx(SIGMA, rel=0.35)
    assert picture.noise.structure > SIGMA
    inside = in_region(with_vessel[state.scene.row].numpy(), ROI, GRID).sd
    assert picture.expected(1.0) == pytest.approx(inside)
    assert (picture.expected(0.01) or 0) < 10 * inside


def test_flat_tissue_has_no_structure() -> None:
    for seed in range(20):
        image = np.random.default_rng(seed).normal(50, SIGMA, GRID.shape[1:]).astype(np.float32)
        noise, structure = noise_and_structure(image, ROI, GRID)
        assert structure == 0
        assert noise == in_region(image, ROI, GRID).sd


def test_the_ghost_stands_at_the_dose_of_the_pictures(bar: DoseBar, state: AppState) -> None:
    for picture in frames(state.scene):
        bar.show_frame(picture)
    state.update("Dose", fraction=0.41)
    assert bar.axis._picture.shown == NOTCH**4
    assert bar.axis._picture.fraction == 0.41


def test_visited_doses_are_few_and_belong_to_their_context(monkeypatch: pytest.MonkeyPatch) -> None:
    visited = Visited()
    for i in range(1000):
        visited.record("a", 0.01 + 0.99 * i / 999, 1.0)
    assert len(visited.curve("a")) <= 25
    assert [point[0] for point in visited.curve("a")][:: len(visited.curve("a")) - 1] == [0.01, 1.0]
    visited.record("a", 0.0101, 3.0)
    assert visited.curve("a")[:2] == ((0.01, 1.0), (0.0101, 3.0))
    visited.record("a", 0.0101, 4.0)
    assert visited.curve("a")[1] == (0.0101, 4.0), "the same dose once more"
    monkeypatch.setattr(measuring, "_RESTED", 0.0)
    visited.record("a", 0.5, 2.0)
    assert visited.curve("a")[0] == (0.0101, 4.0), "where the hand rested"
    assert visited.curve("b") == ()
    visited.record("b", 0.5, 2.0)
    assert visited.curve("b") == ((0.5, 2.0),)
    assert visited.curve("a") == ()


def test_update_is_primary_only_when_out_of_date(qtbot: QtBot, bar: DoseBar, state: AppState) -> None:
    button = bar.findChild(QPushButton, "dose-update")
    for picture in frames(state.scene):
        bar.show_frame(picture)
    assert not button.isEnabled()
    assert button.property("role") != "primary"
    state.update(auto=False)
    state.update("Dose", fraction=0.5)
    assert button.property("role") == "primary"
    assert bar.findChild(QLabel, "dose-state-word").text() == "Out of date"
    with qtbot.waitSignal(bar.update_requested):
        button.click()
