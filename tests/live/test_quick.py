"""Previews: close to the exact picture, marked, shown before it where it is slow."""

from __future__ import annotations

import queue
import time
from dataclasses import replace

import numpy as np
import pytest
import torch

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.cancel import stop_when
from ldct_studio.core.dose import DoseLevel, Scan
from ldct_studio.core.errors import Cancelled
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame, Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.live import Live, live
from ldct_studio.live.quick import Quick
from ldct_studio.pipeline import frame

LOW = (Step("simulator", "insert"), Step("reconstructor", "fbp"))
FBP = Lane("FBP", LOW)
DIFFERENCE = Lane("FBP − reference", LOW, minus=())


@pytest.fixture
def request_() -> Request:
    grid = Grid((1, 96, 96), (1.0, 2.0, 2.0))
    y, x = torch.meshgrid(torch.arange(96) - 47.5, torch.arange(96) - 47.5, indexing="ij")
    row = torch.where(x * x + y * y < 40**2, 0.0, -1000.0)
    scan = Scan(photons=(1e5,), noise=10.0)
    study = Study("water", {"scan": Volume(row[None], grid)}, scan=scan)
    return Request(study, "scan", 0, DoseLevel(0.5, scan), (FBP, DIFFERENCE))


@pytest.mark.parametrize("lane", [FBP, DIFFERENCE], ids=["picture", "difference"])
@pytest.mark.parametrize("fraction", [0.9, 0.25, 0.05])
def test_a_preview_is_close_to_the_exact_picture(request_, lane, fraction):
    """What it leaves out is the statistics of few counts: 0.02, 1.2 and 3.3 % of the noise here."""
    memo = Memo()
    quick = Quick(memo)
    assert quick.frame(request_, lane) is None
    quick.prepare(request_, lane)
    wanted = replace(request_, dose=DoseLevel(fraction, request_.dose.scan))
    preview, exact = quick.frame(wanted, lane), frame(wanted, lane, memo)
    assert preview.state == "preview"
    assert exact.state == "full"
    noise = exact.image - (request_.source.data[0].numpy() if lane is FBP else 0)
    assert np.std(preview.image - exact.image) < 0.04 * np.std(noise)
    grain = preview.image - exact.image + noise
    assert np.std(grain) == pytest.approx(np.std(noise), rel=0.01)


def test_other_lanes_and_lower_doses_have_no_preview(request_):
    quick = Quick(Memo())
    smooth = Lane("TV", (*LOW, Step("denoiser", "tv")))
    quick.prepare(request_, smooth)
    assert quick.frame(request_, smooth) is None
    quick.prepare(request_, FBP)
    assert quick.frame(replace(request_, dose=DoseLevel(0.002, request_.dose.scan)), FBP) is None


def test_preparing_stops_where_something_newer_waits(request_):
    quick = Quick(Memo())
    with stop_when(lambda: True), pytest.raises(Cancelled):
        quick.prepare(request_, FBP)


def test_a_slow_lane_shows_its_preview_first_and_then_the_exact_picture(request_, monkeypatch):
    monkeypatch.setattr(live, "SLOW", 0.0)
    frames: queue.SimpleQueue[Frame] = queue.SimpleQueue()
    running = Live(frames.put)
    try:
        running.submit(replace(request_, lanes=(FBP,)))
        assert frames.get(timeout=30).state == "full"
        deadline = time.monotonic() + 20
        while running._quick.frame(request_, FBP) is None and time.monotonic() < deadline:
            time.sleep(0.01)  # it is prepared while nothing else is wanted
        running.submit(replace(request_, lanes=(FBP,), dose=DoseLevel(0.3, request_.dose.scan)))
        assert [frames.get(timeout=30).state for _ in range(2)] == ["preview", "full"]
    finally:
        running.close()
