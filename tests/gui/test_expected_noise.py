"""The expected noise of a region against what is drawn there, and how the dose bar comes to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch
from pytestqt.qtbot import QtBot

from ldct_studio.core.dose import DoseLevel
from ldct_studio.core.lane import Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.roi import Ellipse
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.gui import dose_scale
from ldct_studio.gui.bridge import Bridge
from ldct_studio.gui.dose_bar import DoseBar
from ldct_studio.gui.expected_noise import Expectation, Expected, MappedNoise, RootLaw
from ldct_studio.gui.measuring import in_region
from ldct_studio.gui.pane import FBP, INSERT, REFERENCE, RESCAN, Pane
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from ldct_studio.live.noise_maps import FRACTIONS, NoiseMapper
from ldct_studio.methods.demo import small_study
from ldct_studio.pipeline import fold, frame

LIVER = Ellipse("Liver", (-80.0, -148.0, 0.0), 34.0, 34.0)
ROW = 1


@pytest.fixture(scope="module")
def study() -> Study:
    return small_study(96, 3)


def scene_of(study: Study, simulator: Step = INSERT, **scan: float) -> Scene:
    """Return a scene with a region and one lane of FBP."""
    study = replace(study, scan=replace(study.scan, **scan))
    panes = (Pane(REFERENCE), Pane(Lane("FBP", (simulator, FBP))))
    scene = replace(Scene(), panes=panes, rows=1, columns=2, simulator=simulator)
    return replace(scene.opened(study, ROW), rois=(LIVER,), roi=0)


def asked_by(scene: Scene) -> Request:
    assert scene.request is not None
    return scene.request


def expected_in(scene: Scene) -> MappedNoise:
    maps = NoiseMapper(Memo()).make(asked_by(scene))
    assert maps is not None
    expectation = Expectation()
    expectation.take(maps)
    noise = expectation.of(scene, asked_by(scene).lanes[1], ROW)
    assert isinstance(noise, MappedNoise)
    return noise


def drawn_in(scene: Scene, fraction: float, seeds: int = 80) -> float:
    """Return the SD in the region over realizations, root mean square."""
    memo, request = Memo(), asked_by(replace(scene, fraction=fraction))
    pictures = (frame(replace(request, seed=seed), request.lanes[1], memo).image for seed in range(seeds))
    squares = [
        in_region(image, LIVER, request.source.grid).sd ** 2 for image in pictures if image is not None
    ]
    return float(np.mean(squares)) ** 0.5


@pytest.mark.parametrize("simulator", [INSERT, RESCAN], ids=["insert", "rescan"])
def test_expected_noise_is_what_is_drawn_also_where_rays_are_starved(study: Study, simulator: Step) -> None:
    scene = scene_of(study, simulator)
    computed = expected_in(scene)
    law = Expectation().of(scene, asked_by(scene).lanes[1], ROW)
    assert isinstance(law, RootLaw)
    for fraction in (0.3, 0.05, 0.01):
        drawn = drawn_in(scene, fraction)
        assert computed.at(fraction) == pytest.approx(drawn, rel=0.04)
    assert law.at(0.01) < 0.75 * drawn


def test_expected_noise_knows_of_electronic_noise(study: Study) -> None:
    scene = scene_of(study, photons=(4e5,), electronic=20.0)
    law = Expectation().of(scene, asked_by(scene).lanes[1], ROW)
    assert isinstance(law, RootLaw)
    drawn = drawn_in(scene, 0.1)
    assert expected_in(scene).at(0.1) == pytest.approx(drawn, rel=0.04)
    assert law.at(0.1) < 0.5 * drawn


def test_at_full_dose_inserted_noise_is_that_of_the_loaded_picture(study: Study) -> None:
    scene = scene_of(study)
    source = asked_by(scene).source
    loaded = in_region(source.data[ROW].numpy(), LIVER, source.grid).sd
    assert expected_in(scene).at(1.0) == pytest.approx(loaded, rel=1e-6)


@pytest.mark.parametrize("electronic", [0.0, 5.0, 15.0])
def test_between_the_maps_the_noise_is_right_to_a_percent(study: Study, electronic: float) -> None:
    scene = scene_of(study, electronic=electronic, photons=(3e5,))
    computed = replace(expected_in(scene), quiet=0.0, inserted=False)
    assert FRACTIONS[0] == pytest.approx(dose_scale.LOWEST)
    source, steps = asked_by(scene).source, (INSERT, Step("reconstructor", "noise-map"))
    mask = LIVER.mask(source.grid)
    for one, other in ((0, 1), (4, 5), (8, 9), (12, 13), (16, 17), (19, 20)):
        between = (FRACTIONS[one] * FRACTIONS[other]) ** 0.5
        with torch.inference_mode():
            asked = replace(asked_by(scene), dose=DoseLevel(between, scene.reference_scan))
            exact = fold(asked, ROW, steps, Memo()).image.data[0].numpy()[mask]
        assert computed.at(between) == pytest.approx(float(np.square(exact).mean()) ** 0.5, rel=0.01)


def test_noise_falls_as_the_dose_rises(study: Study) -> None:
    computed = expected_in(scene_of(study))
    noise = [computed.at(dose_scale.fraction_at(n / 200)) for n in range(201)]
    assert noise == sorted(noise, reverse=True)


def test_of_a_volume_without_noise_the_law_says_nothing(study: Study) -> None:
    scene = scene_of(study, noise=0.0)
    assert Expectation().of(scene, asked_by(scene).lanes[1], ROW) is None
    assert Expectation().of(replace(scene, rois=(), roi=None), None, ROW) is None
    assert expected_in(scene).at(1.0) > expected_in(scene).quiet


def test_maps_hold_for_their_volume_slice_scan_and_steps_alone(study: Study) -> None:
    scene = scene_of(study)
    request = asked_by(scene)
    lane = request.lanes[1]
    expectation = Expectation()
    maps = NoiseMapper(Memo()).make(request)
    assert maps is not None
    expectation.take(maps)

    def kind(scene: Scene, lane: Lane | None = lane, row: int = ROW) -> type[Expected | None]:
        return type(expectation.of(scene, lane, row))

    assert kind(replace(scene, fraction=0.4, seed=9)) is MappedNoise
    assert kind(scene, replace(lane, title="Filtered back-projection")) is MappedNoise
    assert kind(replace(scene, rois=(), roi=None)) is RootLaw
    assert kind(scene, None) is RootLaw
    assert kind(scene, row=2) is RootLaw
    assert kind(scene, Lane("FBP", (INSERT, FBP.replace(window="cosine")))) is RootLaw
    assert kind(replace(scene, scan=scene.reference_scan.overridden(1e5))) is RootLaw
    assert kind(replace(scene, volume="Noise-free truth")) is type(None)


@pytest.fixture
def running(qtbot: QtBot, study: Study) -> Iterator[tuple[AppState, DoseBar]]:
    state = AppState()
    bar, bridge = DoseBar(state), Bridge(state)
    qtbot.addWidget(bar)
    bridge.frame.connect(bar.show_frame)
    bridge.noise.connect(bar.show_noise)
    state.open(scene_of(study))
    yield state, bar
    bridge.close()


def test_the_read_out_goes_from_the_law_to_what_was_computed(
    qtbot: QtBot, running: tuple[AppState, DoseBar]
) -> None:
    state, bar = running
    assert isinstance(bar.axis._picture.noise, RootLaw)
    by_law = bar.axis._picture.expected(0.01)
    assert "root of the dose" in bar.axis.toolTip()
    qtbot.waitUntil(lambda: isinstance(bar.axis._picture.noise, MappedNoise), timeout=30_000)
    assert (bar.axis._picture.expected(0.01) or 0) > 1.3 * (by_law or 0)
    assert "every ray" in bar.axis.toolTip()
    state.update(row=0)
    assert isinstance(bar.axis._picture.noise, RootLaw)
    qtbot.waitUntil(lambda: isinstance(bar.axis._picture.noise, MappedNoise), timeout=30_000)
    state.update(rois=(), roi=None)
    assert isinstance(bar.axis._picture.noise, RootLaw)


def test_maps_of_a_closed_case_are_let_go(qtbot: QtBot, running: tuple[AppState, DoseBar]) -> None:
    state, bar = running
    qtbot.waitUntil(lambda: isinstance(bar.axis._picture.noise, MappedNoise), timeout=30_000)
    maps = bar._expectation._maps
    assert maps is not None
    state.update(study=None, rois=(), roi=None)
    assert bar._expectation._maps is None
    bar.show_noise(maps)
    assert bar._expectation._maps is None
