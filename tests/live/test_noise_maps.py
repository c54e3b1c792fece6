"""Noise maps of a lane: what they hold, where there are none, and that pictures never wait for them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import replace

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
from ldct_studio.live import Live
from ldct_studio.live.noise_maps import FRACTIONS, NoiseMapper, NoiseMaps
from ldct_studio.pipeline import fold, run

INSERT, RESCAN, FBP = Step("simulator", "insert"), Step("simulator", "rescan"), Step("reconstructor", "fbp")
LANE = Lane("FBP", (INSERT, FBP))
SCAN = Scan((2e5, 1e5), 5.0, source="known", noise=20.0)


@pytest.fixture(scope="module")
def request_() -> Request:
    grid = Grid((2, 48, 48), (1.0, 4.0, 4.0))
    y, x = torch.meshgrid(torch.arange(48) - 23.5, torch.arange(48) - 23.5, indexing="ij")
    row = torch.where(x * x + y * y < 20**2, 0.0, -1000.0)
    study = Study("water", {"scan": Volume(torch.stack([row, row]), grid)}, scan=SCAN)
    return Request(study, "scan", 0, DoseLevel(0.5, SCAN), (Lane("Reference"), LANE))


@pytest.mark.parametrize("simulator", [INSERT, RESCAN, INSERT.replace(bowtie=True)], ids=str)
@pytest.mark.parametrize("window", ["matched", "ram-lak"])
def test_maps_are_those_of_the_noise_map_lane(request_: Request, simulator: Step, window: str) -> None:
    fbp = FBP.replace(window=window)
    made = NoiseMapper(Memo()).make(replace(request_, row=1, lanes=(Lane("FBP", (simulator, fbp)),)))
    assert made is not None
    for index in (0, 9, 20):
        dose = DoseLevel(FRACTIONS[index], SCAN)
        asked, steps = (
            replace(request_, dose=dose),
            (simulator, Step("reconstructor", "noise-map", fbp.config)),
        )
        with torch.inference_mode():
            told = fold(asked, 1, steps, Memo()).image.data[0]
        torch.testing.assert_close(made.maps[index], told)


def test_without_new_noise_an_inserted_picture_is_the_loaded_one(request_: Request) -> None:
    made = NoiseMapper(Memo()).make(replace(request_, prior=request_.source.made(request_.source.data + 5)))
    assert made is not None
    assert made.request == request_, "the prior beside it is not kept with the maps"
    assert made.inserted
    assert torch.equal(made.quiet, request_.source.data[0])


@pytest.mark.parametrize("simulator", [INSERT, RESCAN], ids=["insert", "rescan"])
def test_the_noise_of_a_volume_that_has_none_is_all_new(request_: Request, simulator: Step) -> None:
    scan = replace(SCAN, noise=0.0)
    lane = Lane("FBP", (simulator, FBP))
    made = NoiseMapper(Memo()).make(replace(request_, dose=DoseLevel(0.5, scan), lanes=(lane,)))
    assert made is not None
    assert not made.inserted
    full = run(request_.source.rows(0, 1), DoseLevel(1.0, scan), lane.steps).data[0]
    inner = (slice(14, 34), slice(14, 34))
    assert made.quiet[inner].std() < 0.1 * full[inner].std()


def test_maps_are_kept_for_every_dose_and_seed_but_not_for_another_slice(request_: Request) -> None:
    mapper = NoiseMapper(Memo())
    made = mapper.make(request_)
    assert mapper.kept(replace(request_, dose=DoseLevel(0.1, SCAN), seed=3)) is made
    assert mapper.kept(replace(request_, row=1)) is None
    assert mapper.kept(replace(request_, dose=DoseLevel(0.5, SCAN.overridden(1e4)))) is None


@pytest.mark.parametrize(
    "lane",
    [
        Lane("Reference"),
        Lane("Difference", (INSERT, FBP), minus=()),
        Lane("Map", (INSERT, Step("reconstructor", "noise-map"))),
        Lane("TV", (INSERT, FBP, Step("denoiser", "tv"))),
        Lane("Fan", (RESCAN.replace(rays="fan"), FBP)),
        Lane("Thinned", (RESCAN.replace(model="M5"), FBP)),
        Lane("Low floor", (RESCAN.replace(floor=0.01), FBP)),
    ],
    ids=lambda lane: lane.title,
)
def test_where_the_noise_is_not_known_there_are_no_maps(request_: Request, lane: Lane) -> None:
    assert NoiseMapper(Memo()).make(replace(request_, lanes=(lane,))) is None


def test_photons_that_are_a_guess_make_no_maps(request_: Request) -> None:
    guess = DoseLevel(0.5, replace(SCAN, source="default"))
    assert NoiseMapper(Memo()).make(replace(request_, dose=guess)) is None


def test_making_maps_stops_where_something_newer_waits(request_: Request) -> None:
    mapper = NoiseMapper(Memo())
    with stop_when(lambda: True), pytest.raises(Cancelled):
        mapper.make(request_)
    assert mapper.kept(request_) is None


class Told:
    """A live thread, its pictures, and its maps."""

    def __init__(self) -> None:
        self.frames: queue.SimpleQueue[Frame] = queue.SimpleQueue()
        self.maps: queue.SimpleQueue[NoiseMaps] = queue.SimpleQueue()
        self.live = Live(self.frames.put, tell_noise=self.maps.put)


@pytest.fixture
def told() -> Iterator[Told]:
    told = Told()
    yield told
    told.live.close()


def test_maps_come_after_the_pictures_and_with_every_request(told: Told, request_: Request) -> None:
    told.live.submit(request_)
    made = told.maps.get(timeout=30)
    assert [told.frames.get_nowait().lane for _ in request_.lanes] == list(request_.lanes)
    told.live.submit(replace(request_, dose=DoseLevel(0.2, SCAN)))
    assert told.maps.get(timeout=30) is made


def test_a_storm_computes_no_maps(told: Told, request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Request] = []
    make = told.live._mapper.make
    monkeypatch.setattr(told.live._mapper, "make", lambda request: asked.append(request) or make(request))
    for step in range(40):
        last = replace(request_, dose=DoseLevel(1 - step / 50, SCAN))
        told.live.submit(last)
        while told.frames.get(timeout=30).request is not last:
            pass  # the thread has caught up, as between two moves of a hand
    told.maps.get(timeout=30)
    assert asked == [last]


def test_a_newer_request_does_not_wait_for_maps(
    told: Told, request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def endless(request: Request) -> NoiseMaps:
        begun.set()
        while True:
            make(request)

    make = told.live._mapper.make
    monkeypatch.setattr(told.live._mapper, "make", endless)
    told.live.submit(request_)
    assert begun.wait(30)
    newer = replace(request_, dose=DoseLevel(0.3, SCAN))
    told.live.submit(newer)
    while told.frames.get(timeout=30).request is not newer:
        pass


def test_maps_that_fail_leave_the_pictures(
    told: Told, request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = threading.Event()

    def broken(_: Request) -> None:
        failed.set()
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(told.live._mapper, "make", broken)
    told.live.submit(request_)
    assert failed.wait(30)
    newer = replace(request_, dose=DoseLevel(0.3, SCAN))
    told.live.submit(newer)
    while told.frames.get(timeout=30).request is not newer:
        pass
    assert told.maps.empty()
