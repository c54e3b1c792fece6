"""What the segmenter finds comes after every picture, and only for the picture it was found in."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.config import Config
from ldct_studio.core.dose import DoseLevel
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame, Lane, Request
from ldct_studio.core.paths import user_plugins
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.discovery import allow, discover
from ldct_studio.live import Live
from ldct_studio.plugin import Segmenter

LOW = (Step("simulator", "insert"), Step("reconstructor", "fbp"))
WATER = Step("segmenter", "threshold", (("high", 100.0), ("low", -100.0)))
calls: list[int] = []


class CountingSegmenter(Segmenter, name="counting-in-tests", live=True):
    """Counts its calls and finds nothing."""

    def segment(self, volume: Volume) -> LabelMap:
        """Return no labels."""
        calls.append(1)
        return LabelMap(torch.zeros(volume.grid.shape, dtype=torch.uint8), volume.grid, ())


class FailingSegmenter(Segmenter, name="failing-in-tests", live=True):
    """Raises."""

    class Config(Config):
        """No settings."""

    def segment(self, volume: Volume) -> LabelMap:
        """Raise."""
        raise ValueError("broken on purpose")


FAR = """
import torch
from ldct_studio import api

class Far(api.Segmenter, name="far"):
    class Config(api.Config):
        broken: bool = False

    def segment(self, volume):
        if self.config.broken:
            raise ValueError("broken on purpose")
        found = 300 * (volume.data > -500)
        return api.LabelMap(found, volume.grid, (api.Label(300, "Water", "#49E4FD"),))
"""


@pytest.fixture
def request_() -> Request:
    grid = Grid((2, 64, 64), (1.0, 1.0, 1.0))
    y, x = torch.meshgrid(torch.arange(64) - 31.5, torch.arange(64) - 31.5, indexing="ij")
    row = torch.where(x * x + y * y < 25**2, 0.0, -1000.0)
    study = Study("water", {"scan": Volume(torch.stack([row, row]), grid)})
    lanes = (Lane("Reference"), Lane("FBP", LOW), Lane("Difference", LOW, minus=()))
    return Request(study, "scan", 1, DoseLevel(0.5, study.scan), lanes, segmenter=WATER)


@pytest.fixture
def live() -> Iterator[tuple[Live, queue.SimpleQueue[Frame]]]:
    frames: queue.SimpleQueue[Frame] = queue.SimpleQueue()
    live = Live(frames.put)
    yield live, frames
    live.close()


def test_pictures_come_first_and_labels_after(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request
) -> None:
    live[0].submit(request_)
    found = [live[1].get(timeout=30) for _ in range(5)]
    assert [frame.labels is None for frame in found] == [True, True, True, False, False]
    reference = found[3]
    assert reference.lane.title == "Reference"
    assert reference.labels is not None
    assert reference.image is not None
    inside = np.abs(reference.image) <= 100
    np.testing.assert_array_equal(reference.labels.data[0].numpy() == 1, inside)
    assert reference.labels.grid.same_place(request_.source.grid.rows(1, 1))


def test_the_loaded_slice_is_segmented_once(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request
) -> None:
    calls.clear()
    counted = replace(request_, lanes=request_.lanes[:2], segmenter=Step("segmenter", "counting-in-tests"))
    live[0].submit(counted)
    for _ in range(4):
        live[1].get(timeout=30)
    live[0].submit(replace(counted, dose=DoseLevel(0.4)))
    labeled = [live[1].get(timeout=30) for _ in range(3)]
    assert [frame.labels is not None for frame in labeled] == [True, False, True]
    assert len(calls) == 3  # the reference, and FBP at two doses


def test_a_failing_segmenter_leaves_the_picture(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request
) -> None:
    live[0].submit(
        replace(request_, lanes=request_.lanes[1:2], segmenter=Step("segmenter", "failing-in-tests"))
    )
    live[1].get(timeout=30)
    told = live[1].get(timeout=30)
    assert told.image is not None
    assert not told.error
    assert told.labels_error == "The segmenter failed: broken on purpose. Choose another."


@pytest.mark.usefixtures("registry")
def test_a_segmenter_that_is_not_live_finds_its_labels_in_the_lane_worker(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request
) -> None:
    file = user_plugins() / "far.py"
    file.write_text(FAR, encoding="utf-8")
    allow(file)
    discover()
    far = replace(request_, lanes=request_.lanes[:2], segmenter=Step("segmenter", "far"))
    live[0].submit(far)
    found = [_finished(live[1]) for _ in range(4)]
    assert [frame.labels is None for frame in found] == [True, True, False, False]
    for frame in found[2:]:
        assert frame.labels is not None
        assert frame.image is not None
        assert torch.equal(frame.labels.data[0], 300 * torch.from_numpy(frame.image > -500).int())
        assert frame.labels.labels == (Label(300, "Water", "#49E4FD"),)
    live[0].submit(replace(far, segmenter=Step("segmenter", "far", (("broken", True),))))
    told = [_finished(live[1]) for _ in range(4)]
    assert all(frame.image is not None for frame in told)
    assert [frame.labels_error for frame in told] == [
        *2 * ("",),
        *2 * ("The method failed (broken on purpose). Change its settings or remove it.",),
    ]


def _finished(frames: queue.SimpleQueue[Frame]) -> Frame:
    """Return the next finished picture: a slow machine shows previews before some."""
    while (frame := frames.get(timeout=60)).state != "full":
        continue
    return frame
