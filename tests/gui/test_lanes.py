from dataclasses import replace

import pytest

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.lane import Lane
from ldct_studio.core.step import Step
from ldct_studio.gui.lanes import choices, is_map, is_plain, notes, segmenters, subtracted, variant_of
from ldct_studio.gui.pane import FBP, INSERT
from tests.gui.toy_models import denoiser, segmenter


def lane(reconstructor: str, *more: Step) -> Lane:
    return Lane("x", (INSERT, Step("reconstructor", reconstructor), *more))


def test_only_a_linear_reconstruction_of_lowered_dose_is_plain():
    assert is_plain(lane("fbp"))
    others = (
        lane("noise-map"),
        lane("pwls-tv"),
        lane("gone"),
        lane("fbp", Step("denoiser", "tv")),
        Lane("x"),
    )
    assert not any(is_plain(other) for other in others)
    assert not is_plain(Lane("x", lane("fbp").steps, minus=()))


def test_a_map_is_a_lane_that_ends_with_one():
    assert is_map(lane("noise-map"))
    assert not any(is_map(other) for other in (lane("fbp"), lane("gone"), Lane("x")))


def test_every_method_is_offered_once():
    titles = [lane.title for lane in choices(INSERT)]
    assert len(titles) == len(set(titles))
    assert {"Reference", "FBP", "Noise map", "PWLS-TV", "BM3D", "FBP − reference"} <= set(titles)


def test_every_trained_model_is_a_lane_of_its_own():
    before = {lane.title for lane in choices(INSERT)}
    assert "Network" not in before
    denoiser("first", "Net of a toy")
    denoiser("second", "Net of a toy", note="Trained on phantoms")
    lanes = {lane.title: lane for lane in choices(INSERT)}
    assert {"Net of a toy", "Net of a toy (second)"} <= lanes.keys() - before
    assert lanes["Net of a toy (second)"].steps == (
        INSERT,
        FBP,
        Step("denoiser", "network", (("model", "second"),)),
    )
    assert notes(lanes["Net of a toy (second)"]) == ("Model output · Trained on phantoms",)
    assert notes(lanes["FBP"]) == ()


def test_segmenters_are_all_methods_and_every_model():
    segmenter("toy", "Organs of a toy")
    offered = segmenters()
    assert offered["Organs of a toy"] == Step("segmenter", "network", (("model", "toy"),))
    assert offered["Threshold"] == Step("segmenter", "threshold")


def test_every_onnx_model_is_offered_beside_the_trained_ones():
    from tests.nets import toy_onnx as toy  # skips where the extra is absent

    denoiser("first", "Net of a toy")
    toy.keep("theirs", toy.same(), title="Net of a toy", note="Of others")
    toy.keep("organs", toy.three_classes(), kind="segmenter", classes=toy.CLASSES, title="Their organs")
    lanes = {lane.title: lane for lane in choices(INSERT)}
    theirs = Step("denoiser", "onnx", (("model", "theirs"),))
    assert lanes["Net of a toy (theirs)"].steps == (INSERT, FBP, theirs)
    assert notes(lanes["Net of a toy (theirs)"]) == ("Model output · Of others",)
    organs = Step("segmenter", "onnx", (("model", "organs"),))
    assert segmenters()["Their organs"] == organs
    assert variant_of(organs, segmenters()) == "Their organs"


def test_a_variant_is_known_whatever_its_other_settings():
    segmenter("toy", "Organs of a toy")
    segmenter("other", "Organs of another")
    offered = segmenters()
    assert variant_of(None, offered) == ""
    assert variant_of(Step("segmenter", "threshold", (("low", 7.0),)), offered) == "Threshold"
    assert variant_of(Step("segmenter", "network", (("model", "other"),)), offered) == "Organs of another"
    assert variant_of(Step("segmenter", "network", (("model", "gone"),)), offered) == ""
    assert variant_of(Step("segmenter", "gone"), offered) == ""


@pytest.mark.parametrize("steps", [(INSERT, FBP), (INSERT, FBP, Step("denoiser", "tv"))])
def test_a_difference_is_made_and_taken_back(steps):
    plain = Lane("TV", steps, row=3)
    assert subtracted(plain) == replace(plain, title="TV − reference", minus=())
    assert subtracted(subtracted(plain)) == plain
    assert notes(Lane("x", (INSERT, Step("denoiser", "gone")))) == ()


def test_what_needs_a_scan_before_contrast_is_not_offered_for_ct() -> None:
    steps = {step.name for lane in choices(INSERT) for step in lane.steps}
    assert not steps & {"low-contrast", "scaled-subtraction", "enhancement", "gadolinium", "before-contrast"}
