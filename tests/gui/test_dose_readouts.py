from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import torch
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ldct_studio.core.dose import Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import dose_scale
from ldct_studio.gui.dose_axis import DoseAxis
from ldct_studio.gui.dose_bar import DoseBar
from ldct_studio.gui.dose_paint import DosePainter
from ldct_studio.gui.dose_photons import PhotonsBox, parse_photons
from ldct_studio.gui.dose_picture import DosePicture, Places
from ldct_studio.gui.dose_readouts import DoseReadouts
from ldct_studio.gui.dose_state import DoseState
from ldct_studio.gui.expected_noise import RootLaw
from ldct_studio.gui.pane import RESCAN
from ldct_studio.gui.scene import NOTCH, Scene
from ldct_studio.gui.size_meter import SizeMeter
from ldct_studio.gui.state import AppState
from ldct_studio.physics.patient import PatientSize
from tests.gui.dose_case import SCAN, N, place, scene


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
    picture = DosePicture(NOTCH**4, noise=RootLaw(12.0), measured=((0.012, 200.0), (NOTCH**4, 30.0)))
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
