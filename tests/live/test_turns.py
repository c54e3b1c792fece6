"""Turns: every pane follows a drag, and the first one waits for one short picture of another at most."""

from __future__ import annotations

import queue
import time
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
import torch
from pydantic import Field

from ldct_studio.core.cancel import check
from ldct_studio.core.config import Config as BaseConfig
from ldct_studio.core.dose import DoseLevel
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame, Lane, Request
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.live import Live
from ldct_studio.live.turns import AT_ONCE, EVERY, Turns
from ldct_studio.plugin import Denoiser

SECOND, THIRD = Lane("Second"), Lane("Third")


class Naps(Denoiser, name="naps-in-tests", live=True):
    """Takes as long as it is told, and stops within 2 ms."""

    class Config(BaseConfig):
        """How long."""

        seconds: float = Field(0.01, title="Seconds")

    config: Config

    def denoise(self, volume: Volume) -> Volume:
        """Return the rows after a while."""
        end = time.perf_counter() + self.config.seconds
        while time.perf_counter() < end:
            check()
            time.sleep(0.002)
        return volume


class Map(Naps, name="map-in-tests", live=True):
    """A quantity that takes long, and does not stop."""

    maps = True

    def denoise(self, volume: Volume) -> Volume:
        """Return the rows after a while."""
        time.sleep(self.config.seconds)
        return volume


def _lane(title: str, seconds: float, name: str = "naps-in-tests") -> Lane:
    return Lane(title, (Step("denoiser", name, (("seconds", seconds),)),))


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def _turns() -> tuple[Turns, Clock]:
    clock = Clock()
    return Turns(clock), clock


def test_the_lane_that_was_left_out_longest_is_due() -> None:
    turns, clock = _turns()
    assert turns.due([SECOND, THIRD]) is SECOND
    turns.finished(SECOND, 0.01)
    assert turns.due([SECOND, THIRD]) is THIRD
    clock.now += 0.1
    turns.finished(THIRD, 0.01)
    assert turns.due([SECOND, THIRD]) is None
    clock.now += EVERY
    assert turns.due([THIRD, SECOND]) is SECOND
    assert turns.due([replace(THIRD, row=3)]) == replace(THIRD, row=3)  # other settings, the same pane


def test_turns_take_a_fifth_of_a_drag_at_most() -> None:
    turns, clock = _turns()
    spent, begin = 0.0, clock.now
    lanes = [Lane(str(number)) for number in range(8)]
    taken: Counter[Lane] = Counter()
    while clock.now < begin + 20:
        clock.now += 0.01  # the first lane
        if (lane := turns.due(lanes)) is not None:
            clock.now += 0.02
            spent += 0.02
            taken[lane] += 1
            turns.finished(lane, 0.02)
            turns.delayed(lane, 0.02)
    assert 0.15 < spent / (clock.now - begin) <= 0.2
    assert max(taken.values()) - min(taken.values()) <= 1


@pytest.mark.parametrize("hear", ["finished", "delayed"])
def test_a_lane_that_needed_longer_has_no_turn_until_it_is_finished_sooner(hear: str) -> None:
    turns, clock = _turns()
    getattr(turns, hear)(SECOND, 1.2 * AT_ONCE)
    clock.now += 100
    assert turns.due([SECOND]) is None
    turns.finished(SECOND, 0.5 * AT_ONCE)
    clock.now += EVERY
    assert turns.due([SECOND]) is SECOND


def test_a_slow_map_holds_up_and_nothing_else_does() -> None:
    turns, _ = _turns()
    for lane, seconds, holds in (
        (_lane("Map", 0.1, "map-in-tests"), 0.1, True),
        (_lane("Map", 0.1, "map-in-tests"), 0.5 * AT_ONCE, False),
        (_lane("Slow", 0.1), 0.1, False),
    ):
        turns.finished(lane, seconds)
        assert turns.holds_up(lane) is holds


@pytest.fixture
def request_() -> Request:
    air = Volume(torch.full((1, 32, 32), -1000.0), Grid((1, 32, 32), (1.0, 1.0, 1.0)))
    study = Study("air", {"scan": air})
    return Request(study, "scan", 0, DoseLevel(1.0, study.scan), ())


def _drag(asked: Request, seconds: float = 1.5) -> tuple[list[tuple[float, Frame]], Request, Live]:
    """Ask for another dose every 5 ms; return what was delivered when, and the last request."""
    frames: queue.SimpleQueue[tuple[float, Frame]] = queue.SimpleQueue()
    live = Live(lambda frame: frames.put((time.perf_counter(), frame)))
    end, last, number = time.perf_counter() + seconds, asked, 0
    while time.perf_counter() < end:
        number += 1
        last = replace(asked, dose=DoseLevel(1 - number / 1000))
        live.submit(last)
        time.sleep(0.005)
    return [frames.get() for _ in range(frames.qsize())], last, live


def test_every_pane_follows_a_drag(request_: Request) -> None:
    lanes = (_lane("First", 0.02), _lane("Second", 0.01), _lane("Third", 0.015))
    found, _, live = _drag(replace(request_, lanes=lanes))
    live.close()
    count = Counter(frame.lane.title for _, frame in found)
    assert count["Second"] >= 3
    assert count["Third"] >= 3
    assert count["First"] >= 3 * count["Second"]
    for lane in lanes:  # late, but in the order of the requests
        doses = [frame.request.dose.fraction for _, frame in found if frame.lane == lane]
        assert doses == sorted(doses, reverse=True)


def test_the_first_lane_is_finished_in_any_case(request_: Request) -> None:
    lanes = (Lane("Reference"), _lane("First", 0.2))
    found, _, live = _drag(replace(request_, lanes=lanes))
    live.close()
    assert Counter(frame.lane.title for _, frame in found)["First"] >= 3


def test_a_slow_lane_does_not_keep_the_first_waiting_and_comes_in_the_end(request_: Request) -> None:
    lanes = (_lane("First", 0.02), _lane("Slow", 0.6))
    found, last, live = _drag(replace(request_, lanes=lanes))
    try:
        assert {frame.lane.title for _, frame in found} == {"First"}
        gaps = [after - before for (before, _), (after, _) in pairwise(found)]
        assert max(gaps) < 0.3  # 0.08 on an idle machine
        delivered: list[Frame] = []
        live._deliver = delivered.append
        end = time.perf_counter() + 30
        while not any(f.lane.title == "Slow" and f.request is last for f in delivered):
            assert time.perf_counter() < end
            time.sleep(0.01)
    finally:
        live.close()


def test_a_map_that_cannot_be_stopped_is_begun_when_the_hand_is_still(request_: Request) -> None:
    frames: queue.SimpleQueue[Frame] = queue.SimpleQueue()
    live = Live(frames.put)
    lanes = _lane("First", 0.001), _lane("Map", 0.2, "map-in-tests")
    try:
        for number in range(2):  # it hears how long it takes
            live.submit(replace(request_, lanes=lanes, seed=number))
            while frames.get(timeout=30).lane.title != "Map":
                pass
        end, number, longest, asked = time.perf_counter() + 1.0, 0, 0.0, time.perf_counter()
        while time.perf_counter() < end:  # the thread rests between two doses, and yet begins no map
            number += 1
            live.submit(replace(request_, lanes=lanes, dose=DoseLevel(1 - number / 1000)))
            assert frames.get(timeout=30).lane.title == "First"
            longest = max(longest, time.perf_counter() - asked)
            time.sleep(0.005)
            asked = time.perf_counter()
        assert longest < 0.15  # 0.01 on an idle machine
        assert frames.get(timeout=30).lane.title == "Map"
    finally:
        live.close()
