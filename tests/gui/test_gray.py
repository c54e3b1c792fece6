"""Windows and values of volumes that are not in HU: MR of a few a.u. and MR of thousands."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.presets import presets
from ldct_studio.core.study import Facts, Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import commands, drags, figures, gray, guard_window, scale_bars
from ldct_studio.gui.actions import Actions
from ldct_studio.gui.histogram_view import HistogramView
from ldct_studio.gui.hover import Hover
from ldct_studio.gui.picture import difference_width
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from ldct_studio.gui.transform import Placement
from ldct_studio.gui.window_dock import WindowDock
from ldct_studio.gui.window_fields import WindowFields
from ldct_studio.methods.contrast_demo import small_brain
from tests.gui.four_panes import four_panes

N = "\u00a0"
GRID = Grid((3, 32, 40), (3.0, 1.0, 1.0))


def scene(top: float = 2.0, windows: tuple[tuple[float, float], ...] = ((1.3, 0.75),)) -> Scene:
    """Return the scene of an MR volume with values from 0 to ``top``."""
    data = torch.linspace(0, top, 3 * 32 * 40).reshape(GRID.shape)
    volumes = {"T1": Volume(data, GRID, "MR")}
    return four_panes().opened(Study("Head", volumes, facts=Facts(windows=windows)))


@pytest.fixture
def state() -> AppState:
    return AppState(scene())


@pytest.fixture
def menu(qtbot: QtBot) -> QMenu:
    menu = QMenu()
    qtbot.addWidget(menu)
    return menu


@pytest.mark.parametrize(
    ("width", "unit", "text"),
    [
        (1.3, "a.u.", "1.30"),
        (0.254, "a.u.", "0.254"),
        (12.34, "a.u.", "12.3"),
        (4000.0, "a.u.", "4000"),
        (400.4, "HU", "400"),
        (5.4, "HU", "5"),
    ],
)
def test_a_window_is_told_with_three_digits_but_whole_in_hu(width: float, unit: str, text: str) -> None:
    assert figures.gray(width, width, unit) == text


def test_what_is_next_to_zero_has_no_sign() -> None:
    assert figures.gray(-0.001, 1.3, "a.u.") == "0.00"
    assert figures.gray(-0.75, 1.3, "a.u.") == "−0.75"
    assert figures.window(1.3, 0.75, "a.u.") == f"W{N}1.30  L{N}0.75"
    assert [figures.half(width, "a.u.") for width in (0.3, 0.31, 4000.0, 2.0)] == [
        "0.15",
        "0.155",
        "2000",
        "1",
    ]


def press(of: Scene, signed: bool = False) -> drags.Press:
    placement = Placement.on(GRID, 1, of.view, 400, 400, "axial")
    return drags.Press(1, of, placement, signed, QPointF(100, 100))


def test_dragging_scales_a_window_of_any_size() -> None:
    for top, window in ((2.0, (1.3, 0.75)), (4000.0, (1300.0, 750.0))):
        of = scene(top, (window,))
        view = drags.drag_window(press(of), of, QPointF(250, 70)).view
        assert view.width == pytest.approx(2 * window[0]), "150 px double it"
        assert view.level == pytest.approx(window[1] - 0.1 * window[0], rel=0.01)
        fine = drags.drag_window(press(of), of, QPointF(102, 100)).view
        assert fine.width == pytest.approx(1.01 * window[0], rel=0.01)
        assert fine.width != window[0], "no whole numbers"


def test_a_box_and_the_automatic_window_fit_the_values() -> None:
    of = scene()
    view = drags.boxed_window(press(of), of, np.linspace(0.2, 0.3, 101, dtype=np.float32)).view
    assert (view.width, view.level) == (pytest.approx(0.098), pytest.approx(0.25))
    view = commands.automatic_window(of).view
    part = of.study.volumes["T1"].data[1].numpy() if of.study else np.zeros(1)
    low, high = np.percentile(part, (0.1, 99.9))
    assert view.width == pytest.approx(high - low, rel=0.01)
    assert view.level == pytest.approx((low + high) / 2, rel=0.01)


def test_a_volume_without_a_window_opens_in_one_that_fits() -> None:
    for top in (2.0, 4000.0):
        view = scene(top, ()).view
        assert 0.2 * top < view.width < 0.5 * top, "a third of the values lies in the middle slice"
        assert view.level == pytest.approx(top / 2, rel=0.02)


def test_the_fields_read_and_step_decimals(qtbot: QtBot, state: AppState, menu: QMenu) -> None:
    fields = WindowFields(state, menu)
    qtbot.addWidget(fields)
    width, level = (fields.findChild(QLineEdit, f"window-{name}") for name in ("width", "level"))
    assert (width.text(), level.text()) == ("1.30", "0.75")
    assert width.toolTip() == "Window width: a.u. from black to white"
    width.setText("0.8")
    width.editingFinished.emit()
    assert state.scene.view.width == 0.8
    assert width.text() == "0.800"
    qtbot.keyClick(level, Qt.Key.Key_Up)
    assert state.scene.view.level == pytest.approx(0.755)
    state.open(scene(4000.0, ((1300.0, 750.0),)))
    qtbot.keyClick(width, Qt.Key.Key_Down)
    assert state.scene.view.width == 1200


def test_a_window_that_nobody_typed_into_stays_as_it_is(qtbot: QtBot, menu: QMenu) -> None:
    state = AppState(scene(windows=((4 / 3, 2 / 3),)))
    fields = WindowFields(state, menu)
    qtbot.addWidget(fields)
    fields._width.editingFinished.emit()
    assert state.scene.view.width == 4 / 3
    assert state.undo_stack.count() == 0


def test_the_histogram_moves_its_ends_by_hundredths(qtbot: QtBot) -> None:
    view = HistogramView()
    qtbot.addWidget(view)
    view.show_window(0.1, 1.4, "a.u.")
    assert view._range == (pytest.approx(-0.81), pytest.approx(2.31))
    assert "in a.u." in view.toolTip()
    ends: list[tuple[float, float]] = []
    view.dragged.connect(lambda low, high: ends.append((low, high)))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    view._emit(0.1, 0.1001)
    assert ends == [(0.1, pytest.approx(1.43))], "a window has a width"
    view.show_window(-0.15, 0.15, "a.u.", symmetric=True)
    view._picked = "high"
    view._emit(-0.15, 0.2)
    assert ends[-1] == (-0.2, 0.2)


def test_the_dock_tells_the_window_and_that_of_differences(qtbot: QtBot, state: AppState) -> None:
    dock = WindowDock(state)
    qtbot.addWidget(dock)
    assert dock._numbers.text() == f"W{N}1.30  L{N}0.75"
    state.update(active=3)
    assert dock._numbers.text() == f"±{N}0.16{N}a.u."


def test_differences_of_a_pair_have_ten_times_its_noise() -> None:
    study = small_brain()
    assert study.partner is not None
    of = Scene().opened(study)
    assert difference_width(of) == pytest.approx(10 * study.partner.pair.sigma, rel=0.05)
    assert difference_width(replace(of, fraction=0.01)) == difference_width(of), "locked"
    assert difference_width(replace(of, difference_width=0.5)) == 0.5


def test_the_status_line_tells_decimals() -> None:
    told = figures.places(1.3, "a.u.")
    hover = Hover((0, 0, 0), (0, 0, 0), 1.242, 1.268, "D", -0.026, "a.u.", told)
    assert hover.values == f"A 1.24  D 1.27  Δ −0.03{N}a.u."


def test_guards_name_the_unit_and_no_photons() -> None:
    assert guard_window.warning(1.3, 0.5, "a.u.") == f"Window 1.30{N}a.u., noise 0.50{N}a.u."
    assert not guard_window.warning(1.3, 0.3, "a.u.")
    said = guard_window.meaning(1.3, 0.5, "a.u.")
    assert "HU" not in said
    assert "photons" not in said


def test_the_scale_of_a_difference_has_its_unit(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(scale_bars, "draw_text", lambda painter, place, text, *rest: said.append(text))
    image = QImage(300, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    scale_bars.draw_difference_scale(painter, QPointF(290, 5), 0.3, painter.font(), "a.u.")
    painter.end()
    assert said == [f"+0.15{N}a.u.", "−0.15"]


def test_presets_are_for_ct_and_say_so(qtbot: QtBot, state: AppState) -> None:
    before = state.scene
    for preset in presets():
        with pytest.raises(GeometryError, match="presets are for CT"):
            commands.preset(preset)(state.scene)
    window = QWidget()
    qtbot.addWidget(window)
    actions = Actions(state, {}, window)
    with qtbot.captureExceptions() as caught:
        actions["preset-Bone"].trigger()
    assert isinstance(caught[0][1], GeometryError)
    assert state.scene == before


def test_the_menu_leaves_presets_out_while_it_is_open(qtbot: QtBot, state: AppState, menu: QMenu) -> None:
    preset, other = menu.addAction("Bone"), menu.addAction("As recorded")
    preset.setObjectName("preset-Bone")
    fields = WindowFields(state, menu)
    qtbot.addWidget(fields)
    menu.aboutToShow.emit()
    assert not preset.isVisible()
    assert other.isVisible()
    menu.aboutToHide.emit()
    assert preset.isVisible(), "its key says why"
    assert "for CT" in fields._preset.toolTip()
    assert fields._preset.itemText(0) == "Recorded"
    state.become(commands.window(400, 40)(state.scene))
    assert fields._preset.itemText(0) == "Custom", "no preset, though it has the numbers of one"


def test_widths_have_ends_in_every_unit() -> None:
    assert gray.bounded(0.2, "HU") == 1
    assert gray.bounded(1e9, "a.u.") == 1e6
    assert gray.bounded(1e-9, "a.u.") == 1e-4
    assert gray.bounded_level(-3e4, 400, "HU") == -2e4
