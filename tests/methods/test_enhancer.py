"""The network as a step of a lane: all rows at once, told how the scan was made, and doubted if need be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.contrast import Injection
from ldct_studio.core.dose import DoseLevel, Scan
from ldct_studio.core.errors import Cancelled
from ldct_studio.core.growth import watched_by
from ldct_studio.core.lane import Frame, Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.paths import data_dir
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.gui.lanes import doubts, notes
from ldct_studio.methods import enhancer
from ldct_studio.methods.contrast_demo import small_brain
from ldct_studio.methods.contrast_study import AFTER, BEFORE
from ldct_studio.nets.architecture import Architecture, ConditionalBody, SubtractionHead
from ldct_studio.nets.model import Card, TrainedFor, save_model
from ldct_studio.pipeline import frame

ROW = 26
LOW = Step("simulator", "low-contrast")
UPTAKE = Step("denoiser", "enhancement")


@pytest.fixture(scope="module")
def study() -> Study:
    return small_brain()


@pytest.fixture
def model() -> Step:
    """Write a model that predicts what was subtracted, and return its step: it has learned nothing yet."""
    architecture = Architecture(body=ConditionalBody(width=4, attention=False), head=SubtractionHead())
    trained = TrainedFor(
        fractions=(0.05, 0.5),
        fields=(1.5, 3.0),
        agents=("gadobutrol",),
        relaxivity=(3.4, 4.6),
        sigma=(0.005, 0.04),
    )
    card = Card(
        title="Toy",
        kind="enhancer",
        architecture=architecture,
        works_at_mm=4.0,
        spacing_mm=(2.0, 4.0),
        trained_for=trained,
        note="trained on nothing",
    )
    save_model(data_dir() / "models" / "toy", architecture.build(), card)
    return Step("denoiser", "gadolinium", (("model", "toy"),))


def _request(study: Study, lane: Lane, fraction: float = 0.2, row: int = ROW) -> Request:
    return Request(study, AFTER, row, DoseLevel(fraction, Scan()), (lane,))


def _frame(study: Study, lane: Lane, memo: Memo, row: int = ROW) -> Frame:
    return frame(_request(study, lane, row=row), lane, memo)


def test_it_adds_what_it_predicts_to_either_scan_times_the_gain(study: Study, model: Step) -> None:
    memo = Memo()
    low = _frame(study, Lane("Low", (LOW,)), memo).image
    once, twice, beyond = (
        _frame(study, Lane("Predicted", (LOW, step)), memo).image
        for step in (model, model.replace(gain=2.0), model.replace(onto="low"))
    )
    pre = study.volumes[BEFORE].data[ROW].numpy()
    assert low is not None
    assert once is not None
    assert twice is not None
    assert beyond is not None
    added = once - pre
    assert added.min() >= 0
    assert added.max() > 0.1
    np.testing.assert_allclose(twice - pre, 2 * added, atol=1e-5)
    np.testing.assert_allclose(beyond - low, added, atol=1e-5)
    assert study.partner is not None
    assert np.abs(added[~study.partner.brain[ROW].numpy()]).max() == 0  # the background stays as it is


def test_all_slices_come_from_one_prediction_that_tells_how_far_it_is(
    study: Study, model: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls, told = [], []
    real = enhancer.predict
    monkeypatch.setattr(enhancer, "predict", lambda *args: calls.append(args[5]) or real(*args))
    lane, memo = Lane("Uptake, predicted", (LOW, model, UPTAKE)), Memo()
    with watched_by(lambda volume, done, total: told.append((done, total))):
        for row in (ROW, ROW + 1, ROW + 2):
            assert _frame(study, lane, memo, row).image is not None
    assert [(one.fraction, one.field, one.agent) for one in calls] == [(0.2, 3.0, "gadobutrol")]
    assert study.partner is not None
    assert calls[0].sigma == study.partner.pair.noise
    assert told
    assert told[-1][0] == told[-1][1]


def test_it_stops_where_nobody_waits(study: Study, model: Step) -> None:
    lane = Lane("Predicted", (LOW, model))
    with stop_when(lambda: True), pytest.raises(Cancelled):
        _frame(study, lane, Memo())


def test_what_it_was_not_trained_for_is_said(study: Study, model: Step) -> None:
    lane = Lane("Predicted", (LOW, model))
    assert doubts(_request(study, lane), lane) == ()
    assert "training range" in doubts(_request(study, lane, fraction=0.9), lane)[0]
    assert study.partner is not None
    pair = replace(study.partner.pair, injection=Injection("gadoteridol", 7.0))
    other = replace(study, partner=replace(study.partner, pair=pair))
    said = doubts(_request(other, lane), lane)[0]
    assert "7 T" in said
    assert notes(lane) == ("Model output · trained on nothing",)
    twice = Lane("Predicted", (LOW, model.replace(gain=2.0)))
    assert notes(twice) == ("Model output × 2 · trained on nothing",)


def test_a_model_that_is_not_there_is_a_sentence(study: Study, model: Step) -> None:
    lane = Lane("Predicted", (LOW, model.replace(model="gone")))
    assert "no enhancer model “gone”" in _frame(study, lane, Memo()).error
    assert doubts(_request(study, lane), lane) == ()
