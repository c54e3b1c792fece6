from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.roi import Ellipse
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui.marks_values import shown
from ldct_studio.gui.numbers_dock import NumbersDock
from ldct_studio.gui.numbers_widths import LEFT, RIGHT, fitting, number_font
from ldct_studio.gui.pane_numbers import table_text
from ldct_studio.gui.region_numbers import BIAS, CNR, MEAN, METRICS, NOISE, RegionNumbers, Regions
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.solid import Solid
from ldct_studio.gui.state import AppState
from tests.gui.four_panes import four_panes

GRID = Grid((3, 64, 64), (2.5, 1.0, 1.0))
LIVER = Ellipse("Liver 1", (20.5, 32.5, 0.0), 12.0, 12.0)
FAT = Ellipse("Fat", (50.5, 32.5, 0.0), 8.0, 8.0)
A, B, C, D = range(4)


def scene(*regions: Ellipse) -> Scene:
    data = torch.full(GRID.shape, 50.0)
    data[:, :, 40:] = -100
    opened = four_panes().opened(Study("Case", {"Axial": Volume(data, GRID)}))
    return replace(opened, rois=regions, roi=0 if regions else None)


def frame(
    of: Scene, lane: int, offset: float = 0.0, noise: float = 0.0, counts: float | None = None
) -> Frame:
    request = of.request
    assert request is not None
    y, x = np.indices(GRID.shape[1:])
    checker = np.where((y + x) % 2 == 0, noise, -noise)
    image = (request.source.data[of.row].numpy() + offset + checker).astype(np.float32)
    return Frame(request, request.lanes[lane], image, counts=counts)


def cell(numbers: RegionNumbers, of: Scene, pane: int, metric: object) -> tuple[str, str]:
    found = numbers.rows(of)[pane].cells[METRICS.index(metric)]  # type: ignore[arg-type]
    return found.text, found.reason


def test_noise_bias_mean_and_contrast() -> None:
    at = scene(LIVER, FAT)
    numbers = RegionNumbers()
    numbers.take(frame(at, B, offset=-2.0, noise=10.0), at)
    assert cell(numbers, at, B, NOISE)[0] == "10.0"
    assert cell(numbers, at, B, BIAS)[0] == "−2.0"
    assert cell(numbers, at, B, MEAN)[0] == "48.0"
    assert cell(numbers, at, B, CNR)[0] == "15.0"


def test_a_pane_in_3d_has_no_numbers() -> None:
    at = scene(LIVER)
    solid = at.with_solid(B, Solid())
    assert [row.letter for row in RegionNumbers().rows(solid)] == ["A", "C", "D"]
    assert [index for index, _ in shown(solid)] == [A, C, D]
    assert len(RegionNumbers().rows(replace(solid, compare="swipe"))) == 4
    assert RegionNumbers().rows(replace(solid, active=B, maximized=True)) == ()


def test_nothing_is_printed_without_its_reason() -> None:
    at = scene(LIVER)
    numbers = RegionNumbers()
    assert cell(numbers, at, B, NOISE) == ("–", "The picture is being computed.")
    numbers.take(frame(at, B), at)
    text, reason = cell(numbers, at, B, CNR)
    assert text == "–"
    assert "second region" in reason
    request = at.request
    assert request is not None
    numbers.take(Frame(request, request.lanes[C], None, error="The GPU ran out of memory."), at)
    assert cell(numbers, at, C, NOISE) == ("–", "The GPU ran out of memory.")
    numbers.take(frame(at, D), at)
    assert cell(numbers, at, D, BIAS)[0] == "–"
    outside = replace(at, rois=(replace(LIVER, center=(900.0, 0.0, 0.0)),))
    assert "outside" in cell(numbers, outside, B, NOISE)[1]
    flat = scene(LIVER, FAT)
    assert "no noise" in cell(numbers, flat, B, CNR)[1]


def test_doubtful_numbers_say_why() -> None:
    at = scene(replace(LIVER, half_x=4.0, half_y=4.0))
    numbers = RegionNumbers()
    numbers.take(frame(at, B, offset=-5.0, noise=1.0, counts=42.0), at)
    assert "3\u00a0HU" in cell(numbers, at, B, BIAS)[1]
    assert "100 pixels" in cell(numbers, at, B, NOISE)[1]
    assert numbers.rows(at)[B].warning.startswith("Photon-starved: 42")


def test_numbers_of_a_slice_that_is_not_wanted_any_more_say_so() -> None:
    at = scene(LIVER)
    numbers = RegionNumbers()
    numbers.take(frame(at, B), at)
    assert not numbers.rows(at)[B].warning
    later = replace(at, row=at.row + 1, rois=(replace(LIVER, center=(*LIVER.center[:2], 2.5)),))
    assert numbers.rows(later)[B].warning == (
        f"Of slice {at.row + 1}: the picture of slice {at.row + 2} is being computed."
    )


@pytest.mark.parametrize(
    ("rounds", "said"), [((1, 30), "Preview 1 of 30"), (None, "Preview: the exact picture follows.")]
)
def test_every_number_of_a_preview_is_marked(rounds: tuple[int, int] | None, said: str) -> None:
    at = scene(LIVER, FAT)
    numbers = RegionNumbers()
    numbers.take(replace(frame(at, B, offset=-5.0, noise=10.0), state="preview", rounds=rounds), at)
    for found in numbers.rows(at)[B].cells:
        assert found.text != "–"
        assert found.doubtful
        assert found.reason.startswith(said)
    numbers.take(frame(at, B, offset=-1.0, noise=10.0), at)
    assert not any(found.doubtful for found in numbers.rows(at)[B].cells)


def test_a_preview_is_no_point_of_the_curve() -> None:
    at = replace(scene(LIVER), fraction=0.1)
    numbers = RegionNumbers()
    numbers.take(replace(frame(at, B, noise=30.0), state="preview", rounds=(1, 30)), at)
    assert numbers.rows(at)[B].cells[0].curve == ()
    numbers.take(frame(at, B, noise=15.0), at)
    exact = numbers.rows(at)[B].cells[0].curve
    assert [fraction for fraction, _ in exact] == [0.1]
    numbers.take(replace(frame(at, B, noise=40.0), state="preview"), at)
    assert numbers.rows(at)[B].cells[0].curve == exact


def test_the_background_is_the_one_so_named_or_the_first_other() -> None:
    named = replace(FAT, name="My background")
    assert Regions.of(scene()) is None
    assert Regions.of(scene(LIVER)) == Regions(LIVER, None)
    assert Regions.of(scene(LIVER, FAT)) == Regions(LIVER, FAT)
    assert Regions.of(scene(LIVER, FAT, named)) == Regions(LIVER, named)
    assert Regions.of(scene(LIVER, FAT, replace(FAT, name="Third"))) == Regions(LIVER, FAT)
    assert Regions.of(replace(scene(LIVER, FAT), roi=1)) == Regions(FAT, LIVER)
    lesion = replace(FAT, name="Lesion 1")
    assert Regions.of(scene(LIVER, lesion)) == Regions(LIVER, None)
    assert Regions.of(replace(scene(LIVER, lesion), roi=1)) == Regions(lesion, LIVER)


def test_the_dose_is_the_pictures_not_the_sliders() -> None:
    at = scene(LIVER)
    numbers = RegionNumbers()
    numbers.take(frame(at, B), at)
    assert numbers.rows(replace(at, fraction=0.5))[B].dose == "17\u00a0%"


def test_curves_grow_with_the_dose_and_end_with_the_seed() -> None:
    at = scene(LIVER)
    numbers = RegionNumbers()
    for fraction, noise in ((0.1, 30.0), (0.4, 15.0)):
        at = replace(at, fraction=fraction)
        numbers.take(frame(at, B, noise=noise), at)
        found = numbers.rows(at)[B].cells[0]
    assert [a for a, _ in found.curve] == [0.1, 0.4]
    assert found.now == 0.4
    at = replace(at, seed=8)
    numbers.take(frame(at, B, noise=9.0), at)
    assert len(numbers.rows(at)[B].cells[0].curve) == 1


def test_the_copied_table_can_be_read_by_a_program() -> None:
    at = scene(replace(LIVER, name="Liver"), FAT)
    numbers = RegionNumbers()
    numbers.take(frame(at, B, offset=-2.0, noise=10.0), at)
    lines = table_text(METRICS, numbers.rows(at), ",").splitlines()
    assert lines[0] == "Pane,Method,Dose,σ (HU),Bias (HU),CNR,Kept (%),d′,Mean (HU)"
    found = lines[2].split(",")[3:]
    assert float(found.pop(4)) > 0
    assert found == ["10.0", "-2.0", "15.0", "100", "48.0"]
    assert lines[1].split(",")[3:] == [""] * 6


@pytest.fixture
def state() -> AppState:
    return AppState(scene(LIVER, FAT))


@pytest.fixture
def dock(qtbot: QtBot, state: AppState) -> Iterator[NumbersDock]:
    widget = NumbersDock(state)
    qtbot.addWidget(widget)
    widget.resize(348, 400)
    widget.show()
    yield widget
    widget.close_work()


def test_the_dock_shows_frames_and_the_active_pane(qtbot: QtBot, dock: NumbersDock, state: AppState) -> None:
    dock.show_frame(frame(state.scene, B, noise=10.0))
    model = dock._model
    assert model.index(B, 1).data() == "10.0"
    assert "standard deviation" in model.index(B, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert dock.findChild(QLabel, "numbers-size").text() == "⌀ 24\u00a0mm · 452\u00a0mm² · n = 448"
    assert "CNR and contrast kept against Fat" in dock._foot.text()
    center = dock._table.visualRect(model.index(C, 0)).center()
    qtbot.mouseClick(dock._table.viewport(), Qt.MouseButton.LeftButton, pos=center)
    assert state.scene.active == C
    assert model.active == "C"


def test_a_third_region_says_what_it_is_compared_with(dock: NumbersDock, state: AppState) -> None:
    state.update(rois=(LIVER, FAT, replace(LIVER, name="Third")), roi=2)
    dock.show_frame(frame(state.scene, B, noise=10.0))
    dock.copy()
    assert f"CNR and contrast kept against {LIVER.name}, σ of {LIVER.name}" in dock._foot.text()
    assert dock._model.rows[B].cells[2].text != "–"


def test_moving_the_region_measures_again(dock: NumbersDock, state: AppState) -> None:
    dock.show_frame(frame(state.scene, B))
    state.update(rois=(replace(LIVER, center=(52.0, 32.0, 0.0), half_x=8.0), FAT))
    assert dock._model.index(B, 6).data() == "−100"


def test_the_empty_dock_says_what_to_do(dock: NumbersDock, state: AppState) -> None:
    state.update(rois=(), roi=None)
    assert dock._empty.isVisible()
    assert dock._empty.text() == RegionNumbers.empty
    assert not dock._table.isVisible()


def test_a_narrow_dock_has_lower_rows(qtbot: QtBot, dock: NumbersDock) -> None:
    before = dock._table.height()
    dock.resize(316, 400)
    qtbot.waitUntil(lambda: dock._delegate.compact)
    assert dock._table.height() == before - 4 * len(dock._model.rows)


@pytest.mark.parametrize("width", [348, 316])
def test_long_numbers_stand_apart(qtbot: QtBot, dock: NumbersDock, state: AppState, width: int) -> None:
    dock.resize(width, 400)
    dock.show_frame(frame(state.scene, B, noise=119.0, offset=-113.2))
    dock.show_frame(frame(state.scene, C, noise=20.0, offset=13.2))
    table, model = dock._table, dock._model
    shown = [column for column in range(1, model.columnCount()) if not table.isColumnHidden(column)]
    qtbot.waitUntil(lambda: all(table.columnWidth(column) > 30 for column in shown))
    for row in (B, C):
        for column in shown:
            text = model.index(row, column).data()
            room = table.columnWidth(column) - LEFT / 2 - RIGHT
            drawn, font = fitting(text, room)
            assert drawn == text
            assert QFontMetricsF(font).horizontalAdvance(drawn) <= room
    assert sum(map(table.columnWidth, (0, *shown))) <= table.viewport().width()
    before = [table.columnWidth(column) for column in shown]
    dock.show_frame(frame(state.scene, B, noise=1.0))
    assert [table.columnWidth(column) for column in shown] == before, "nothing jumps in a drag"


def test_a_number_is_drawn_whole_or_not_at_all(qapp: object) -> None:
    wide = QFontMetricsF(number_font()).horizontalAdvance("−1000")
    assert fitting("−1000", wide) == ("−1000", number_font())
    smaller = fitting("−1000", wide - 1)
    assert smaller[0] == "−1000"
    assert smaller[1].pixelSize() < number_font().pixelSize()
    assert fitting("−1000", wide / 2)[0] == "…"


def test_copying_fills_the_clipboard(dock: NumbersDock, state: AppState) -> None:
    dock.show_frame(frame(state.scene, B, noise=10.0))
    dock.copy()
    assert QGuiApplication.clipboard().text().splitlines()[2].startswith("B\tFBP\t17")


def test_a_frame_of_another_study_is_dropped(dock: NumbersDock, state: AppState) -> None:
    dock.show_frame(frame(scene(LIVER), B, noise=10.0))
    assert dock._model.index(B, 1).data() == "–"
