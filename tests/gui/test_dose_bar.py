from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from ldct_studio.core.dose import Exposure, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.roi import Ellipse
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import dose_facts, dose_scale
from ldct_studio.gui.dose_axis import DoseAxis
from ldct_studio.gui.dose_bar import DoseBar
from ldct_studio.gui.dose_paint import DosePainter
from ldct_studio.gui.dose_photons import PhotonsBox, parse_photons
from ldct_studio.gui.dose_picture import DosePicture, Places
from ldct_studio.gui.dose_readouts import DoseReadouts
from ldct_studio.gui.dose_state import DoseState, condition
from ldct_studio.gui.dose_value import parse_percent
from ldct_studio.gui.measuring import Visited, answers, in_region, noise_and_structure
from ldct_studio.gui.scene import NOTCH, RESCAN, Scene
from ldct_studio.gui.size_meter import SizeMeter
from ldct_studio.gui.state import AppState
from ldct_studio.physics.patient import PatientSize

N = "\u00a0"
SIGMA = 12.0
GRID = Grid((4, 64, 64), (2.5, 1.0, 1.0))
ROI = Ellipse("Liver 1", (32.0, 32.0, 0.0), 14.0, 14.0)
SCAN = Scan(
    (1e5, 2e5, 1e5, 1e5), source="estimated", uncertainty=0.06, patches=41, noise=SIGMA,
    exposure=Exposure(120, 200.0, False, 13.5, 32),
)  # fmt: skip


def scene(scan: Scan = SCAN) -> Scene:
    generator = torch.Generator().manual_seed(1)
    data = 50 + SIGMA * torch.randn(GRID.shape, generator=generator)
    return Scene().opened(Study("Case", {"Axial": Volume(data, GRID)}, scan=scan))


def frame(of: Scene, lane: int, noise: float = 30.0, seconds: float = 0.02) -> Frame:
    request = of.request
    assert request is not None
    image = np.random.default_rng(lane).normal(40, noise, GRID.shape[1:]).astype(np.float32)
    return Frame(request, request.lanes[lane], image, seconds=seconds)


def frames(of: Scene) -> Iterator[Frame]:
    assert of.request is not None
    return (frame(of, lane) for lane in range(len(of.request.lanes)))


@pytest.fixture
def state() -> AppState:
    return AppState(scene())


@pytest.fixture
def bar(qtbot: QtBot, state: AppState) -> DoseBar:
    widget = DoseBar(state)
    qtbot.addWidget(widget)
    widget.resize(1400, 104)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def place(bar: DoseBar, fraction: float) -> QPoint:
    places = bar.axis.places()
    return QPoint(round(places.x(fraction)), round(places.track))


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
    assert dose_facts.ctdi_vol(at).value == f"2.3{N}mGy"
    assert dose_facts.exposure(at).value == "34"
    assert dose_facts.photons(at).value == f"3.4{N}×{N}10⁴"
    assert dose_facts.length_product(at).value == f"2.3{N}mGy·cm"
    assert "41 patches ± 6" in dose_facts.origin(SCAN)
    size = PatientSize(300.0, 1.0, 0.0, False)
    assert dose_facts.ssde(at, size).value == f"2.8{N}mGy"  # 2.295 mGy × 3.704369·exp(-0.03671937·30)


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
    assert condition(None, {}, True, False) == "off"
    assert condition(request, full, True, False) == "full"
    other = replace(at, fraction=0.5)
    assert condition(other.request, full, True, False) == "refining"
    assert condition(other.request, full, True, True) == "preview"
    assert condition(other.request, full, False, False) == "stale"
    broken = full | {request.lanes[1]: replace(full[request.lanes[1]], image=None, error="Out of memory.")}
    assert condition(request, broken, True, False) == "failed"


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
    assert picture.photon_ratio == pytest.approx(4.0)
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
    assert bar.axis._picture.reference_noise == SIGMA
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
    assert picture.reference_noise == pytest.approx(SIGMA, rel=0.35)
    assert picture.structure > SIGMA
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


def test_visited_doses_are_few_and_belong_to_their_context() -> None:
    visited = Visited()
    for i in range(1000):
        visited.record("a", 0.01 + 0.99 * i / 999, 1.0)
    assert len(visited.curve("a")) <= 24
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


def test_new_noise_draws_another_seed(qtbot: QtBot, state: AppState) -> None:
    block = DoseState(state)
    qtbot.addWidget(block)
    for _ in range(20):
        before = state.scene.seed
        block._draw_seed()
        assert state.scene.seed != before


@pytest.mark.parametrize(
    ("text", "photons"),
    [
        ("170000", 1.7e5),
        ("1.7e5", 1.7e5),
        (f"1.7{N}×{N}10⁵", 1.7e5),
        ("1.7x10^5", 1.7e5),
        ("10", None),
        ("x", None),
        ("nan", None),
    ],
)
def test_typed_photons(text: str, photons: float | None) -> None:
    assert parse_photons(text) == (None if photons is None else pytest.approx(photons))


def test_the_photons_field_prints_what_it_reads(qtbot: QtBot) -> None:
    box = PhotonsBox()
    qtbot.addWidget(box)
    box.setValue(123456)
    assert parse_photons(box.text()) == pytest.approx(123456, rel=0.005)
    box.stepBy(20)
    assert box.value() == pytest.approx(1234560, rel=1e-6)


def test_n0_is_overridden_and_the_estimate_comes_back(qtbot: QtBot, state: AppState) -> None:
    readouts = DoseReadouts(state)
    qtbot.addWidget(readouts)
    readouts._override(5e4)
    assert state.scene.reference_scan.source == "user"
    assert sum(state.scene.reference_scan.photons) / 4 == pytest.approx(5e4)
    readouts._use_estimate()
    assert state.scene.reference_scan == SCAN
    state.undo_stack.undo()
    assert state.scene.reference_scan.source == "user"


def test_a_new_estimate_is_asked_for_where_none_is_known(qtbot: QtBot) -> None:
    readouts = DoseReadouts(AppState(replace(scene(Scan()), scan=Scan().overridden(1e4))))
    qtbot.addWidget(readouts)
    with qtbot.waitSignal(readouts.estimate_requested):
        readouts._use_estimate()


def test_the_simulator_is_chosen_by_name(qtbot: QtBot, state: AppState) -> None:
    readouts = DoseReadouts(state)
    qtbot.addWidget(readouts)
    menu = readouts.simulator_menu()
    assert all(action.toolTip().startswith(action.text()) for action in menu.actions())
    menu.actions()[1].trigger()
    assert state.scene.simulator == RESCAN
    assert state.scene.panes[1].lane.steps[0] == RESCAN


def test_the_size_is_forgotten_with_the_slice_but_not_with_n0(qtbot: QtBot, state: AppState) -> None:
    readouts = DoseReadouts(state)
    qtbot.addWidget(readouts)
    readouts.show_size(PatientSize(300.0, 1.0, 0.0, False))
    readouts._override(5e4)
    assert readouts._ssde.value.text() != "–"
    state.update(row=3)
    assert readouts._ssde.value.text() == "–"


def test_the_hint_goes_after_use(qtbot: QtBot, bar: DoseBar) -> None:
    assert bar.axis._picture.hint
    with qtbot.waitSignal(bar.hint_used):
        qtbot.keyClick(bar.axis, Qt.Key.Key_BracketRight)
    assert bar.axis._picture.hint == ""


def test_without_a_study_nothing_moves(qtbot: QtBot) -> None:
    state = AppState()
    bar = DoseBar(state)
    qtbot.addWidget(bar)
    bar._move(0.5)
    assert state.scene.fraction == NOTCH**4
    assert bar.findChild(QLabel, "dose-state-word").text() == "No study"


def test_compact_is_84_px_with_two_read_outs(bar: DoseBar) -> None:
    bar.set_compact(True)
    assert bar.height() == 84
    assert bar._readouts._ctdi.isVisibleTo(bar)
    assert bar._readouts._mas.isVisibleTo(bar)
    assert not bar._readouts._ssde.isVisibleTo(bar)
    assert bar._readouts._more.isVisibleTo(bar)
    texts = [action.text().partition("\t")[0] for action in bar._readouts.more_menu().actions()]
    assert texts == ["SSDE", "DLP, estimated", "Photons per ray…", "", "Insert", "Rescan"]


def test_n0_is_edited_in_a_popover(qtbot: QtBot, bar: DoseBar, state: AppState) -> None:
    bar.edit_photons()
    popover = bar._readouts._popover
    qtbot.waitUntil(popover.isVisible)
    popover._box.setValue(4e4)
    popover.hide()
    assert state.scene.reference_scan.source == "user"
    assert bar._readouts._photons.value.text() == f"5.4{N}×{N}10³"


def test_n0_is_typed_at_once_and_taken_on_enter(qtbot: QtBot, bar: DoseBar, state: AppState) -> None:
    bar.edit_photons()
    popover = bar._readouts._popover
    qtbot.waitUntil(popover.isVisible)
    assert popover.focusWidget() is popover._box
    qtbot.keyClicks(popover._box, "4e4")
    qtbot.keyClick(popover._box, Qt.Key.Key_Return)
    assert sum(state.scene.reference_scan.photons) / 4 == pytest.approx(4e4)
    assert not popover.isVisible()


def test_a_long_seed_leaves_room_for_auto(bar: DoseBar, state: AppState) -> None:
    auto = bar._block._auto
    for compact in (False, True):
        bar.set_compact(compact)
        before = bar._block.width()
        state.update(seed=9999 if compact else 9998)
        QApplication.processEvents()
        assert bar._block.width() == before
        assert auto.width() >= auto.sizeHint().width()


def test_a_drag_leaves_the_keyboard_where_it_was(qtbot: QtBot, bar: DoseBar) -> None:
    bar._value.setFocus()
    qtbot.mouseClick(bar.axis, Qt.MouseButton.LeftButton, pos=place(bar, 0.41))
    assert bar._value.hasFocus()
    assert bar.axis.focusPolicy() is Qt.FocusPolicy.TabFocus


class Recorder(DosePainter):
    """Keeps the places of what it writes."""

    def _text(self, *said: Any) -> QRectF:
        written.append(super()._text(*said))
        return written[-1]


written: list[QRectF] = []


def test_words_on_the_axis_keep_apart(qtbot: QtBot) -> None:
    picture = DosePicture(NOTCH**4, reference_noise=12.0, measured=((0.012, 200.0), (NOTCH**4, 30.0)))
    together = 0
    for width in (420, 700, 1100):
        for fraction in dose_scale.NOTCHES:
            written.clear()
            canvas = QPixmap(width, 104)
            painter = QPainter(canvas)
            at = Places.of(width, 104, 1.0, False)
            drawing = Recorder(painter, replace(picture, fraction=fraction), at)
            drawing._write_caption(drawing._hairline(drawing._scan_place))
            painter.end()
            together += len(written) == 2
            assert len(written) == 1 or not written[0].intersects(written[1])
    assert together


def test_every_control_is_named_and_explained(bar: DoseBar) -> None:
    for kind in (QAbstractButton, QLineEdit, DoseAxis):
        for widget in bar.findChildren(kind):
            assert widget.objectName(), widget
            if widget.objectName().startswith("qt_"):  # a part of Qt's own spin box
                continue
            assert widget.accessibleName(), widget.objectName()
            assert widget.toolTip() or widget.parentWidget().toolTip(), widget.objectName()


def test_the_patient_is_measured_when_the_slice_rests(qtbot: QtBot) -> None:
    grid = Grid((2, 128, 128), (2.5, 2.0, 2.0))
    y, x = torch.meshgrid(torch.arange(128.0) - 63.5, torch.arange(128.0) - 63.5, indexing="ij")
    disk = torch.where(torch.hypot(x, y) * 2 <= 100, 0.0, -1000.0)
    state = AppState(Scene().opened(Study("Case", {"Axial": Volume(disk.expand(2, -1, -1).clone(), grid)})))
    meter = SizeMeter(state)
    with qtbot.waitSignal(meter.measured) as caught:
        state.update(row=0)
    meter.close()
    assert caught.args[0].diameter == pytest.approx(200, rel=0.02)
