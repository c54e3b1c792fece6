"""What ends, breaks or is closed in the middle leaves the live threads at work and nothing in memory."""

from __future__ import annotations

import gc
import logging
import queue
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

import pytest
import torch

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.dose import DoseLevel
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame, Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.live import Live
from ldct_studio.live.worker import Answer, LaneWorker, Task, _seconds
from ldct_studio.pipeline import start

FBP = Lane("FBP", (Step("simulator", "insert"), Step("reconstructor", "fbp")))
SART = Step("reconstructor", "os-sart", (("iterations", 200), ("subsets", 50)))
GROWING = Lane("OS-SART", (FBP.steps[0], SART))
TWIN = replace(GROWING, title="Twin")

Started = tuple[Live, queue.SimpleQueue[Frame]]


def _request(*lanes: Lane) -> Request:
    grid = Grid((1, 64, 64), (1.0, 1.0, 1.0))
    y, x = torch.meshgrid(torch.arange(64) - 31.5, torch.arange(64) - 31.5, indexing="ij")
    study = Study("water", {"scan": Volume(torch.where(x * x + y * y < 625, 0.0, -1000.0)[None], grid)})
    return Request(study, "scan", 0, DoseLevel(0.5, study.scan), lanes)


def _task(request: Request, lane: Lane) -> Task:
    case = start(request.source, (0,), request.dose, 7, Memo())
    return Task(("key", request), request, lane, case, lane.steps)


@pytest.fixture
def live() -> Iterator[Started]:
    frames: queue.SimpleQueue[Frame] = queue.SimpleQueue()
    live = Live(frames.put)
    yield live, frames
    live.close()


class Stub:
    """A lane worker that keeps what it is offered, and does not work."""

    idle = True

    def __init__(self) -> None:
        self.offered: queue.SimpleQueue[Task] = queue.SimpleQueue()
        self.stopping: Callable[[], None] = lambda: None

    def offer(self, task: Task) -> None:
        self.offered.put(task)

    def keep(self, lanes: object) -> None:
        """Keep all."""

    def stop(self, lane: Lane) -> None:
        self.stopping()

    def resting(self, lane: Lane) -> AbstractContextManager[None]:
        """Rest anyway."""
        return nullcontext()

    def close(self) -> None:
        """End nothing."""


@pytest.fixture
def stub(live: Started) -> Stub:
    live[0]._worker.close()
    stub = Stub()
    live[0]._worker = stub  # type: ignore[assignment]
    return stub


def test_a_picture_that_was_left_is_wanted_again_after_another_dose(live: Started, stub: Stub) -> None:
    asked = _request(GROWING)
    live[0].submit(asked)
    stub.offered.get(timeout=30)
    live[0].stop(GROWING)
    live[0].submit(replace(asked, dose=DoseLevel(0.3)))
    live[0].submit(replace(asked))
    while stub.offered.get(timeout=30).request.dose != asked.dose:
        pass


def test_a_pane_with_the_same_steps_is_not_left_as_well(live: Started, stub: Stub) -> None:
    asked = _request(GROWING, TWIN)
    live[0].submit(asked)
    assert {stub.offered.get(timeout=30).lane for _ in range(2)} == {GROWING, TWIN}
    live[0].stop(GROWING)
    live[0].submit(replace(asked))
    assert stub.offered.get(timeout=30).lane == TWIN
    time.sleep(0.2)
    assert stub.offered.empty()


def test_a_picture_that_is_left_is_not_offered_again_while_it_stops(live: Started, stub: Stub) -> None:
    live[0].submit(_request(GROWING))
    task = stub.offered.get(timeout=30)
    told = threading.Thread(target=live[0]._answer, args=(Answer(task, None),))

    def stopping() -> None:
        told.start()  # the worker's thread is faster than the caller of stop
        time.sleep(0.3)

    stub.stopping = stopping
    live[0].stop(GROWING)
    told.join()
    time.sleep(0.2)
    assert stub.offered.empty()


def _gone(held: weakref.ref[Study]) -> bool:
    end = time.monotonic() + 10
    while held() is not None and time.monotonic() < end:
        gc.collect()
        time.sleep(0.05)
    return held() is None


def test_a_closed_case_is_not_held(live: Started, stub: Stub) -> None:
    asked = _request(FBP, GROWING)
    live[0].submit(asked)
    assert live[1].get(timeout=30).image is not None
    task = stub.offered.get(timeout=30)
    live[0]._answer(Answer(task, None, "It broke on purpose."))
    assert live[1].get(timeout=30).error
    live[0].forget()
    live[0]._answer(Answer(task, None, "It broke on purpose."))
    held = weakref.ref(asked.study)
    del asked, task
    assert _gone(held)
    assert not live[0]._failed


def test_the_lane_worker_holds_nothing_of_a_task_that_it_answered() -> None:
    done = threading.Event()
    worker = LaneWorker(lambda answer: done.set())
    try:
        asked = _request(FBP)
        worker.offer(_task(asked, replace(FBP, steps=(Step("denoiser", "nobody"),))))
        assert done.wait(60)
        held = weakref.ref(asked.study)
        del asked
        assert _gone(held)
    finally:
        worker.close()


def test_a_growing_picture_that_cannot_be_shown_leaves_the_exact_one(
    live: Started, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("ldct_studio.live.live.preview", broken)
    asked = _request()
    live[0].submit(asked)
    task = _task(asked, GROWING)
    live[0]._answer(Answer(task, task.case, rounds=(3, 10)))
    live[0]._answer(Answer(_task(asked, GROWING), None))
    live[0].submit(replace(asked, lanes=(FBP,)))
    assert live[1].get(timeout=30).state == "full"
    assert "no picture of OS-SART while it grows" in caplog.text


def test_whatever_breaks_the_thread_goes_on_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    frames: queue.SimpleQueue[Frame] = queue.SimpleQueue()
    failed = threading.Event()

    def deliver(frame: Frame) -> None:
        if not failed.is_set():
            failed.set()
            raise RuntimeError("broken on purpose")
        frames.put(frame)

    live = Live(deliver)
    try:
        asked = _request(FBP)
        with caplog.at_level(logging.ERROR):
            live.submit(asked)
            assert failed.wait(30)
            live.submit(replace(asked))
            assert frames.get(timeout=30).image is not None
        assert "broken on purpose" in caplog.text
    finally:
        live.close()
    assert not live._thread.is_alive()


def test_a_process_that_ends_while_its_task_is_interrupted_is_no_error() -> None:
    class Child:
        def __init__(self) -> None:
            self.sent: list[object] = []

        def send(self, message: object) -> None:
            self.sent.append(message)

    child = Child()

    class Vanishing(LaneWorker):
        """The process is there when it is looked for first, and then no more."""

        @property
        def _child(self) -> object:  # type: ignore[override]
            return self.seen.pop(0) if self.seen else None

        @_child.setter
        def _child(self, value: object) -> None:
            self.seen: list[object] = []

    worker = Vanishing(lambda answer: None)
    try:
        worker._sent, worker.seen = True, [child]
        with worker._wake:
            worker._interrupt()
        assert child.sent == [{"stop": True}]
    finally:
        worker.close()


def test_the_lane_worker_rests_while_the_hand_is_followed_and_goes_on() -> None:
    answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    worker = LaneWorker(answers.put)
    try:
        worker.offer(_task(_request(GROWING), GROWING))
        assert answers.get(timeout=60).rounds is not None
        for lane in (FBP, GROWING):
            with worker.resting(lane):  # it did not work beside a picture for long, and then it is its own
                assert not worker._rests
        with worker.resting(FBP):
            assert worker._rests
            time.sleep(0.06)  # until it looks
            assert worker._child is not None
            before = _seconds(worker._child.pid)
            time.sleep(0.15)
            assert _seconds(worker._child.pid) - before < 0.1
            time.sleep(1.0)  # it goes on by itself where nobody tells it to
            assert _seconds(worker._child.pid) - before > 0.2
        assert not worker._rests
        while (answer := answers.get(timeout=60)).rounds is not None:
            pass
        assert answer.case is not None
        for _ in range(2):
            with worker.resting(FBP):
                assert not worker._rests  # nothing is under way
    finally:
        worker.close()


def test_a_task_that_rests_can_be_stopped() -> None:
    answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    worker = LaneWorker(answers.put)
    try:
        worker.offer(_task(_request(GROWING), GROWING))
        assert answers.get(timeout=60).rounds is not None
        with worker.resting(FBP):
            pass
        with worker.resting(FBP):
            worker.stop(GROWING)
            while (answer := answers.get(timeout=60)).rounds is not None:
                pass
            assert answer.case is None
            assert not answer.error
        worker.offer(_task(_request(FBP), FBP))
        assert answers.get(timeout=60).case is not None
    finally:
        worker.close()
