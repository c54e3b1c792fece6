"""MVCT to kVCT: the demo, from the menu to its four panes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import torch
from pytestqt.qtbot import QtBot

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled, PluginError
from ldct_studio.core.progress import Progress
from ldct_studio.core.step import Step
from ldct_studio.gui.app import Studio
from ldct_studio.gui.lanes import is_map
from ldct_studio.methods.demo_opening import open_demo
from ldct_studio.plugin import Demo, find
from tests.plugins.mvct_parts import few, part

NAMES = ["MVCT", "Planning CT (hidden truth)"]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Draw few slices of few views."""
    config = part("phantoms").Phantoms.Config
    monkeypatch.setattr(part("demo").Phantoms, "Config", lambda **given: config(**given | {"views": 48}))
    monkeypatch.setattr(part("demo"), "SLICE_MM", 20.0)
    with few():
        yield


def demo() -> Any:
    cls = find(Step("demo", "mvct_to_kvct"))
    assert issubclass(cls, Demo)
    return cls()


def test_without_a_model_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part("lane"), "model_titles", lambda kind: {})
    with pytest.raises(PluginError, match=r"no trained model; train mvct_to_kvct\.cyclegan first"):
        open_demo("mvct_to_kvct")


def test_the_case_is_the_same_again_and_made_while_cancel_is_heard() -> None:
    heard: list[Progress] = []
    one, two = demo().study(heard.append), demo().study(lambda progress: None)
    assert list(one.volumes) == NAMES
    assert [volume.modality for volume in one.volumes.values()] == ["MVCT", "CT"]
    for name, volume in one.volumes.items():
        assert torch.equal(volume.data, two.volumes[name].data)
        assert volume.grid == one.first.grid == one.labels["Structures"].grid
    assert [progress.done for progress in heard] == [4, 8]
    given, truth = one.volumes.values()
    bone = truth.data > 700
    assert float(given.data[bone].mean()) < 0.8 * float(truth.data[bone].mean())
    with stop_when(lambda: True), pytest.raises(Cancelled):
        demo().study(lambda progress: None)


def test_it_has_the_size_that_is_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    config = part("phantoms").Phantoms.Config(slice_mm=part("demo").SLICE_MM, size=part("demo").MATRIX)
    assert (config.size, config.field_of_view, config.first) == (128, 256.0, 1_000_000)
    low, high = part("phantoms").neck(config.first).reach
    assert int((high - low) // config.slice_mm) + 1 == 24


def test_slices_that_are_drawn_in_parts_are_those_drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    phantoms = part("phantoms")
    drawn = phantoms.Phantoms(phantoms.Phantoms.Config(slice_mm=20.0)).drawn(1_000_000)
    monkeypatch.setattr(phantoms, "_AT_ONCE", 100)
    whole = phantoms.Phantoms(phantoms.Phantoms.Config(slice_mm=20.0)).drawn(1_000_000)
    for some, all_ in zip(drawn, whole, strict=True):
        assert torch.equal(some.data, all_.data)
        assert some.grid == all_.grid


def test_another_model_is_taken_where_the_shipped_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part("demo"), "model_titles", lambda kind: {"mine": "Mine"})
    steps = [lane.steps for lane in demo().lanes()]
    assert steps[1] == (Step("denoiser", "mvct_to_kvct", (("model", "mine"),)),)
    assert steps[3] == (Step("denoiser", "mvct_leak", (("model", "mine"),)),)


def test_the_menu_opens_four_panes(studio: Studio, qtbot: QtBot) -> None:
    with qtbot.waitSignal(studio.cases.opened, timeout=60_000):
        studio.window.actions_["demo-mvct_to_kvct"].trigger()
    scene = studio.state.scene
    assert scene.study is not None
    assert scene.study.origin is not None
    assert (scene.volume, scene.study.origin.demo) == ("MVCT", "mvct_to_kvct")
    lanes = [pane.lane for pane in scene.panes]
    assert (scene.rows, scene.columns) == (2, 2)
    assert [lane.title for lane in lanes] == ["Reference", "MVCT → kVCT", NAMES[1], "Structure leak"]
    assert lanes[2].prior
    assert is_map(lanes[3])
    assert scene.prior is not None
    assert scene.prior.volume == NAMES[1]

    def done() -> bool:
        request = studio.state.scene.request
        frames = [pane.frame for pane in studio.stage.panes]
        return all(f is not None and f.request == request and f.state == "full" for f in frames)

    qtbot.waitUntil(done, timeout=120_000)
    frames = [pane.frame for pane in studio.stage.panes]
    assert [frame.error for frame in frames if frame is not None] == [""] * 4
    prior = frames[2]
    assert prior is not None
    assert prior.image is not None
    truth = scene.study.volumes[NAMES[1]].data[scene.row]
    assert torch.allclose(torch.from_numpy(prior.image), truth, atol=0.5)
