"""Step: one description for lanes, the command line and sessions."""

from __future__ import annotations

import pytest

from ldct_studio.core.errors import PluginError
from ldct_studio.core.step import Step


def test_the_command_line_form_round_trips() -> None:
    step = Step.parse("denoiser:nlm:strength=0.8,patch=5,fast=true,mode=x")
    assert step == Step("denoiser", "nlm", (("fast", True), ("mode", "x"), ("patch", 5), ("strength", 0.8)))
    assert Step.parse(str(step)) == Step.parse("denoiser:nlm:fast=True,mode=x,patch=5,strength=0.8")


def test_the_json_form_round_trips() -> None:
    step = Step("reconstructor", "fbp", (("window", "hann"),))
    assert Step.from_json(step.to_json()) == step


@pytest.mark.parametrize("text", ["", "fbp", "oven:fbp", "denoiser:tv:strength"])
def test_a_bad_step_is_one_sentence(text: str) -> None:
    with pytest.raises(PluginError) as error:
        Step.parse(text)
    assert str(error.value).endswith(".")


@pytest.mark.parametrize(
    "data", [None, [], {"kind": "denoiser"}, {"kind": "denoiser", "name": "tv", "config": 3}]
)
def test_damaged_json_is_refused(data: object) -> None:
    with pytest.raises(PluginError):
        Step.from_json(data)
