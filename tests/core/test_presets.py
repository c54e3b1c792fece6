"""The preset table of interface.md: transposed numbers are the normal failure."""

from __future__ import annotations

import pytest

from ldct_studio.core.presets import preset_of, presets

EXPECTED = {
    "Abdomen": ("1", -160, 240),
    "Lung": ("2", -1350, 150),
    "Liver": ("3", -45, 105),
    "Bone": ("4", -500, 1300),
    "Brain": ("5", 0, 80),
    "Mediastinum": ("6", -125, 225),
    "Stroke": ("7", 20, 60),
    "Subdural": ("8", -25, 175),
    "Angio": ("9", -100, 500),
    "Liver, portal venous": ("", 15, 165),
    "Stroke, narrow": ("", 28, 36),
    "Temporal bone": ("", -800, 2000),
    "Posterior fossa": ("", -20, 100),
    "Head, soft tissue": ("", -147.5, 227.5),
    "Spine, soft tissue": ("", -75, 175),
    "Pelvis": ("", -175, 275),
    "Larynx": ("", -10, 170),
    "Emphysema": ("", -1100, -600),
}


def test_the_table_is_complete_and_starts_with_keys_1_to_9():
    assert [p.name for p in presets()] == list(EXPECTED)
    assert [p.key for p in presets()[:9]] == list("123456789")


@pytest.mark.parametrize("preset", presets(), ids=lambda p: p.name)
def test_each_preset_has_its_fixed_interval(preset):
    assert (preset.key, preset.low, preset.high) == EXPECTED[preset.name]


@pytest.mark.parametrize("preset", presets(), ids=lambda p: p.name)
def test_each_preset_is_within_the_limits(preset):
    assert 8 <= preset.width <= 5000
    assert -1024 <= preset.level <= 1500


@pytest.mark.parametrize("preset", presets(), ids=lambda p: p.name)
def test_the_label_is_the_value(preset):
    width, level = (float(part.replace("−", "-")) for part in preset.numbers.split(" / "))
    assert (width, level) == (preset.width, preset.level)


def test_a_window_finds_its_preset():
    assert preset_of(400, 40).name == "Abdomen"
    assert preset_of(401, 40) is None
