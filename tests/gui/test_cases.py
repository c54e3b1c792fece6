"""Cases: whose photons a volume has, and one piece of work on a whole volume at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from pytestqt.qtbot import QtBot

import ldct_studio.methods  # noqa: F401  (registers the steps of the home screen)
from ldct_studio.core.cancel import interruptible
from ldct_studio.core.dose import Exposure, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import cases as module
from ldct_studio.gui.app import Studio
from ldct_studio.gui.cases import Cases
from ldct_studio.gui.dose_readouts import DoseReadouts
from ldct_studio.gui.pane import RESCAN
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.solid import Solid
from ldct_studio.gui.state import AppState
from ldct_studio.methods import demo, demo_opening

GRID = Grid((2, 32, 32), (2.0, 1.0, 1.0))
WAIT = 20_000


def _volume() -> Volume:
    return Volume(torch.full(GRID.shape, 40.0), GRID)


@pytest.fixture
def state(qapp: object) -> AppState:
    study = Study(
        "case",
        {"Axial": _volume(), "Truth": _volume()},
        scan=Scan((1e5,), source="known", exposure=Exposure(mas=100.0)),
        path="case",
        noise_free=("Truth",),
    )
    state = AppState()
    state.open(replace(Scene().opened(study), fraction=0.5))
    return state


@pytest.fixture
def cases(state: AppState) -> Iterator[Cases]:
    cases = Cases(state)
    yield cases
    cases.close()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold work on whole volumes until the event is set; Cancel ends it as ever."""
    gate, run = threading.Event(), module.run

    def held(*args: object, **named: object) -> Volume:
        for _ in interruptible(iter(lambda: gate.wait(0.005), True)):
            pass
        return run(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "run", held)
    yield gate
    gate.set()


def test_the_demo_opens_as_the_start_page_promises(
    cases: Cases, state: AppState, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        demo_opening, "demo_study", lambda *_: Study("demo", {"Scan": _volume()}, scan=Scan((1e5,)))
    )
    monkeypatch.setattr(demo, "OPENING_ROW", 1)
    nine = tuple(replace(pane, solid=Solid(), check="residual") for pane in Scene().panes) * 2
    before = replace(state.scene, panes=nine, rows=3, columns=3, active=7, compare="swipe", maximized=True)
    state.open(replace(before, second=4, fraction=0.11).with_simulator(RESCAN))
    with qtbot.waitSignal(cases.opened, timeout=WAIT):
        cases.open_demo()
    scene, first = state.scene, Scene().with_simulator(RESCAN)
    assert (scene.fraction, scene.panes, scene.active) == (first.fraction, first.panes, first.active)
    assert round(100 * scene.fraction) == 17
    assert (scene.rows, scene.columns, scene.compare) == (2, 2, "side")
    assert (scene.maximized, scene.second, scene.row) == (False, None, 1)


def test_another_case_keeps_the_layout_and_the_dose(
    cases: Cases, state: AppState, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = state.scene.study
    monkeypatch.setattr(module, "open_study", lambda *_: study)
    state.open(replace(state.scene, rows=3, columns=1, compare="swipe", fraction=0.11))
    with qtbot.waitSignal(cases.opened, timeout=WAIT):
        cases.open([Path("case")])
    assert (state.scene.rows, state.scene.columns, state.scene.compare) == (3, 1, "swipe")
    assert state.scene.fraction == 0.11


def _apply(cases: Cases, state: AppState, qtbot: QtBot) -> str:
    """Take the steps on the volume on show, look at what was made and return its name."""
    with qtbot.waitSignal(cases.said, timeout=WAIT):
        cases.apply()
    assert state.scene.study is not None
    name = list(state.scene.study.volumes)[-1]
    state.update("Volume", volume=name)
    return name


def _photons(state: AppState, volume: str) -> float:
    state.update("Volume", volume=volume)
    return state.scene.reference_scan.photons_at(0)


def test_a_volume_made_of_a_made_volume_has_the_product_of_the_doses(
    cases: Cases, state: AppState, qtbot: QtBot
) -> None:
    half = _apply(cases, state, qtbot)
    state.update("Dose", fraction=0.25)
    eighth = _apply(cases, state, qtbot)
    assert _photons(state, half) == pytest.approx(5e4)
    assert _photons(state, eighth) == pytest.approx(1.25e4)
    assert state.scene.reference_scan.exposure.mas == pytest.approx(12.5)


def test_the_users_photons_are_of_the_volume_they_were_set_for(
    cases: Cases, state: AppState, qtbot: QtBot
) -> None:
    readouts = DoseReadouts(state)
    qtbot.addWidget(readouts)
    readouts._override(4e5)
    half = _apply(cases, state, qtbot)
    assert _photons(state, half) == pytest.approx(2e5)
    assert _photons(state, "Axial") == pytest.approx(4e5)
    assert _photons(state, "Truth") == pytest.approx(1e5)
    assert state.scene.reference_scan.noise == 0.0
    state.settle()
    state.update("Volume", volume=half)
    readouts._override(3e4)
    assert _photons(state, half) == pytest.approx(3e4)
    assert _photons(state, "Axial") == pytest.approx(1e5)
    state.undo_stack.undo()
    assert _photons(state, "Axial") == pytest.approx(4e5)
    assert _photons(state, half) == pytest.approx(2e5)
    state.undo_stack.undo()
    state.undo_stack.undo()
    assert _photons(state, "Axial") == pytest.approx(1e5)
    assert _photons(state, half) == pytest.approx(2e5)


def test_an_estimate_is_of_the_volume_it_was_made_from(
    cases: Cases, state: AppState, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Exposure] = []

    def estimate(volume: Volume, exposure: Exposure, *rest: object, ask_models: bool) -> Scan:
        asked.append(exposure)
        return Scan((3e4,), source="estimated", exposure=exposure)

    monkeypatch.setattr(module, "scan_of", estimate)
    half = _apply(cases, state, qtbot)
    with qtbot.waitSignals([cases.matching, cases.matching], timeout=WAIT):
        cases.match()
    assert asked[0].mas == 50.0
    assert _photons(state, half) == 3e4
    assert _photons(state, "Axial") == 1e5
    with qtbot.waitSignals([cases.matching, cases.matching], timeout=WAIT):
        cases.match()
    assert _photons(state, "Axial") == 3e4


def test_no_photons_are_estimated_from_a_volume_without_noise(
    cases: Cases, state: AppState, qtbot: QtBot
) -> None:
    state.update("Volume", volume="Truth")
    with qtbot.waitSignal(cases.failed) as failed:
        cases.match()
    assert "no noise" in failed.args[0]
    assert not cases.busy


@pytest.mark.parametrize("first", ["apply", "export"])
@pytest.mark.parametrize("second", ["apply", "export"])
def test_one_whole_volume_is_made_at_a_time(
    cases: Cases,
    qtbot: QtBot,
    gate: threading.Event,
    tmp_path: Path,
    first: str,
    second: str,
) -> None:
    starts: dict[str, Callable[[], None]] = {
        "apply": cases.apply,
        "export": lambda: cases.export(tmp_path / "out.nii.gz"),
    }
    starts[first]()
    with qtbot.waitSignal(cases.failed) as failed:
        starts[second]()
    assert "wait for it" in failed.args[0]
    with qtbot.waitSignal(cases.said, timeout=WAIT):
        gate.set()
    with qtbot.waitSignal(cases.said, timeout=WAIT):
        starts[second]()


def test_closing_the_case_stops_the_work_on_its_volume_but_not_the_export(
    cases: Cases, state: AppState, qtbot: QtBot, gate: threading.Event, tmp_path: Path
) -> None:
    scene = state.scene
    cases.apply()
    with qtbot.waitSignal(cases.writing, timeout=WAIT) as over:
        cases.close_case()
    assert over.args == [None]
    assert state.scene.study is None
    state.open(scene)
    cases.export(tmp_path / "out.nii.gz")
    cases.close_case()
    with qtbot.waitSignal(cases.said, timeout=WAIT):
        gate.set()
    assert (tmp_path / "out.nii.gz").is_file()


def test_no_dose_is_lowered_before_the_photons_are_known(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = threading.Event()

    def estimate(volume: Volume, exposure: Exposure, *rest: object, ask_models: bool) -> Scan:
        known.wait(WAIT / 1000)
        return Scan((3e5,), source="estimated", exposure=exposure)

    monkeypatch.setattr(module, "scan_of", estimate)
    frames: list[Frame] = []
    studio.bridge.frame.connect(frames.append)
    studio.cases._opened(Study("case", {"Axial": _volume()}, path="case"))
    qtbot.waitUntil(lambda: bool(frames), timeout=WAIT)
    qtbot.wait(300)
    assert all(frame.lane.is_reference for frame in frames)
    readouts = studio.dose_bar.findChild(DoseReadouts)
    assert readouts._photons.value.text() == "–"
    with qtbot.waitSignal(studio.cases.failed, timeout=WAIT) as told:
        studio.cases.apply()
    assert "being estimated" in told.args[0]
    known.set()
    lowered = {pane.lane for pane in studio.state.scene.panes if pane.lane.is_lowered}
    qtbot.waitUntil(lambda: lowered <= {frame.lane for frame in frames}, timeout=WAIT)
    assert {frame.request.dose.scan.photons for frame in frames if frame.lane.is_lowered} == {(3e5,)}
    assert readouts._photons.value.text() != "–"


def test_a_coarser_grain_than_that_of_simulated_noise_is_told(
    cases: Cases, state: AppState, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    coarse = Scan((3e4,), source="estimated", coarser=0.6)
    monkeypatch.setattr(module, "scan_of", lambda *rest, ask_models: coarse)
    with qtbot.waitSignal(cases.warned, timeout=WAIT) as told:
        cases.match()
    assert "a finer grain" in told.args[0]
