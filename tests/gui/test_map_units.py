"""A map says its unit: at the edge of its pane, in regions, numbers, files and under the pointer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from ldct_studio import api
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame, Lane
from ldct_studio.core.memo import Memo
from ldct_studio.core.roi import Ellipse
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import pane_paint
from ldct_studio.gui.check_views import why_not
from ldct_studio.gui.figures import UNKNOWN
from ldct_studio.gui.lane_words import is_in_unit, lane_unit
from ldct_studio.gui.lanes import is_map
from ldct_studio.gui.marks_csv import measurements_csv
from ldct_studio.gui.marks_values import listed
from ldct_studio.gui.measuring import measured
from ldct_studio.gui.pane import REFERENCE
from ldct_studio.gui.plot_charts import values_chart
from ldct_studio.gui.plot_dose import noise_dose_chart
from ldct_studio.gui.plot_noise import noise_power_chart
from ldct_studio.gui.plot_view import Chart
from ldct_studio.gui.recipe import python
from ldct_studio.gui.region_numbers import RegionNumbers
from ldct_studio.gui.stage import Stage
from ldct_studio.gui.state import AppState
from ldct_studio.pipeline.frames import frame, refuse_unlike
from ldct_studio.plugin import own_unit
from tests.gui.four_panes import four_panes

N = "\u00a0"
MAP = Lane("Times", (Step("denoiser", "times-in-tests"),))
REGION = Ellipse("Region", (0.0, 0.0, 102.0), 8.0, 8.0)


@pytest.fixture
def state(registry: None, opened: AppState) -> AppState:
    """Return a case whose pane B shows a map in multiples of the noise."""

    class Times(api.Denoiser, name="times-in-tests", title="Times"):
        maps = True

        class Config(api.Config):
            squared: bool = False

        config: Config

        @property
        def unit(self) -> str:
            return "variance of noise" if self.config.squared else "SD of noise"

        def denoise(self, volume: api.Volume) -> api.Volume:
            return volume

    opened.scene = replace(opened.scene, rois=(REGION,), roi=0, difference_width=40.0).with_lane(1, MAP)
    return opened


@pytest.fixture
def shown(state: AppState, frame_of: Callable[..., Frame]) -> Frame:
    """Return the map: 4.25 everywhere."""
    made = frame_of(state, MAP)
    assert made.image is not None
    return replace(made, image=np.full_like(made.image, 4.25))


def test_the_unit_is_that_of_the_last_step_and_its_settings(state: AppState) -> None:
    source = state.scene.source
    assert source is not None
    squared = replace(MAP, steps=(MAP.steps[0].replace(squared=True),))
    gone = Lane("Gone", (Step("denoiser", "gone"),))
    wrong = replace(MAP, steps=(MAP.steps[0].replace(squared="?"),))
    assert [lane_unit(lane, source) for lane in (REFERENCE, MAP, squared, gone, wrong)] == [
        "HU",
        "SD of noise",
        "variance of noise",
        "HU",
        "HU",
    ]
    assert lane_unit(REFERENCE, replace(source, history=MAP.steps)) == "SD of noise"
    assert lane_unit(Lane("Map", (Step("reconstructor", "noise-map"),)), source) == "HU"
    assert own_unit(()) == ""


def test_what_follows_a_map_keeps_its_unit(state: AppState) -> None:
    source = state.scene.source
    assert source is not None
    smoothed = (*MAP.steps, Step("denoiser", "nlm"))
    assert lane_unit(Lane("Smoothed", smoothed), source) == "SD of noise"
    assert is_map(Lane("Smoothed", smoothed))
    made = replace(source, history=smoothed)
    assert lane_unit(REFERENCE, made) == "SD of noise"
    assert lane_unit(Lane("TV", (Step("denoiser", "tv"),)), made) == "SD of noise"
    assert is_in_unit(Lane("TV", (Step("denoiser", "tv"),)), made)
    again = (*MAP.steps, Step("simulator", "insert"), Step("reconstructor", "fbp"))
    assert lane_unit(Lane("Loaded rows again", again), source) == "HU"


def test_values_in_unlike_units_have_no_difference(state: AppState) -> None:
    lane = Lane("Map − reference", MAP.steps, ())
    scene = state.scene.with_lane(1, lane)
    request = scene.request
    assert request is not None
    refused = frame(request, lane, Memo(limit=0))
    assert refused.image is None
    assert refused.error == (
        "Values in SD of noise and in HU have no difference; show the picture of one of them."
    )
    numbers = RegionNumbers()
    numbers.take(refused, scene)
    row = next(row for row in numbers.rows(scene) if row.letter == "B")
    assert {cell.text for cell in row.cells} == {UNKNOWN}
    csv = measurements_csv(scene, numbers.frames).splitlines()
    assert dict(zip(csv[0].split(","), csv[2].split(","), strict=False))["Mean (SD of noise)"] == ""
    assert python(replace(scene, active=1)) == ""
    assert why_not(state.scene, 1, "error") != ""
    itself = Lane("Map − map", MAP.steps, MAP.steps)
    refuse_unlike(request, itself)
    assert lane_unit(itself, request.source) == "SD of noise"


def test_a_unit_is_asked_once_and_no_fault_of_it_stops_a_pane(
    state: AppState, caplog: pytest.LogCaptureFixture
) -> None:
    asked = []

    class Raises(api.Denoiser, name="raises-in-tests", title="Raises"):
        @property
        def unit(self) -> str:
            asked.append(1)
            raise OSError("no model")

        def denoise(self, volume: api.Volume) -> api.Volume:
            return volume

    class Number(Raises, name="number-in-tests", title="Number"):
        unit = 3  # type: ignore[assignment]

    assert state.scene.source is not None
    for name in ("raises-in-tests", "number-in-tests"):
        lane = Lane("Odd", (Step("denoiser", name),))
        assert [lane_unit(lane, state.scene.source) for _ in range(3)] == ["HU"] * 3
    assert asked == [1]
    assert [record.message for record in caplog.records] == [
        "raises-in-tests does not say its unit",
        "number-in-tests says a unit that is no text: <class 'int'>",
    ]


def test_the_pane_says_what_black_and_white_are(
    qtbot: QtBot, state: AppState, shown: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    drawn = pane_paint.texts

    def listen(placement: object, corners: pane_paint.Corners, *others: object) -> object:
        said.append(corners.window)
        return drawn(placement, corners, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(pane_paint, "texts", listen)
    stage = Stage(state)
    qtbot.addWidget(stage)
    stage.resize(1200, 900)
    stage.show()
    stage.show_frame(shown)
    stage.panes[1].canvas.grab()
    assert said[-1] == f"0–20{N}SD of noise"


def test_regions_numbers_and_files_are_in_that_unit(state: AppState, shown: Frame) -> None:
    scene, numbers = state.scene, RegionNumbers()
    found = measured(shown, REGION)
    assert found is not None
    assert found.unit == "SD of noise"
    numbers.take(shown, scene)
    row = next(row for row in numbers.rows(scene) if row.letter == "B")
    mean = row.cells[[metric.name for metric in numbers.columns(scene)].index("Mean")]
    assert mean.shown == f"4.25{N}SD of noise"
    assert listed(scene, numbers.frames)[0].cells[1].text == f"4.25{N}SD of noise\n± 0.00{N}SD of noise"
    assert "Mean (SD of noise)" in measurements_csv(scene, numbers.frames).splitlines()[0]


@pytest.mark.usefixtures("state")
def test_plots_in_hu_leave_such_maps_out() -> None:
    noise = torch.randn((3, 64, 64), generator=torch.Generator().manual_seed(1))
    case = Study("Square", {"CT": Volume(40 + 20 * noise, Grid((3, 64, 64), (2.0, 1.0, 1.0)))})
    region = Ellipse("Region", (32.0, 32.0, 2.0), 20.0, 20.0)
    scene = replace(four_panes().opened(case).with_lane(1, MAP), rois=(region,), roi=0)
    request = scene.request
    assert request is not None
    image = case.first.data[1].numpy()
    frames = {0: Frame(request, REFERENCE, image), 1: Frame(request, MAP, image)}
    for chart in (noise_power_chart(scene, frames), noise_dose_chart(scene, frames)):
        assert not isinstance(chart, str), chart
        assert [curve.letter for curve in chart.curves if curve.letter in ("A", "B")] == ["A"]
    alone = {1: frames[1]}
    assert isinstance(values_chart(scene, alone), str)
    assert isinstance(noise_power_chart(scene, alone), str)
    kept = values_chart(scene, frames)
    assert isinstance(kept, Chart)
    assert [curve.letter for curve in kept.curves] == ["A"]


def test_under_the_pointer_stands_that_unit(qtbot: QtBot, state: AppState, shown: Frame) -> None:
    stage = Stage(state)
    qtbot.addWidget(stage)
    stage.resize(1200, 900)
    stage.show()
    stage.show_frame(shown)
    canvas = stage.panes[1].canvas
    with qtbot.waitSignal(stage.hovered) as heard:
        canvas.pointed.emit(QPointF(canvas.rect().center()))
    assert heard.args is not None
    assert heard.args[0].values.endswith(f"B 4.25{N}SD of noise")
