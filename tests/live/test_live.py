"""The live rule: newest request last, late pictures shown, nobody waits for a slow lane."""

from __future__ import annotations

import os
import queue
import time
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
from ldct_studio.core.memo import Memo
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.live import Live
from ldct_studio.live.worker import Answer, LaneWorker, Task
from ldct_studio.pipeline import run, start
from ldct_studio.plugin import Denoiser

LOW = (Step("simulator", "insert"), Step("reconstructor", "fbp"))
TV = (*LOW, Step("denoiser", "tv"))


GROWS = """
        for done in range(1, 101):
            time.sleep(0.05)
            grown(volume.made(volume.data * 0 + done), done, 100)
        return volume"""


class Failing(Denoiser, name="failing-in-tests", live=True):
    """Raises."""

    class Config(Config):
        """No settings."""

    def denoise(self, volume: Volume) -> Volume:
        """Raise."""
        raise ValueError("broken on purpose")


@pytest.fixture
def request_() -> Request:
    grid = Grid((2, 64, 64), (1.0, 1.0, 1.0))
    y, x = torch.meshgrid(torch.arange(64) - 31.5, torch.arange(64) - 31.5, indexing="ij")
    row = torch.where(x * x + y * y < 25**2, 0.0, -1000.0)
    study = Study("water", {"scan": Volume(torch.stack([row, row]), grid)})
    return Request(study, "scan", 0, DoseLevel(0.5, study.scan), (Lane("Reference"), Lane("FBP", LOW)))


@pytest.fixture
def live() -> Iterator[tuple[Live, queue.SimpleQueue[Frame]]]:
    frames: queue.SimpleQueue[Frame] = queue.SimpleQueue()
    live = Live(frames.put)
    yield live, frames
    live.close()


def test_every_lane_of_a_request_is_answered(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request
) -> None:
    live[0].submit(request_)
    found = [live[1].get(timeout=30) for _ in request_.lanes]
    assert [frame.lane for frame in found] == list(request_.lanes)
    assert all(frame.request is request_ and frame.image is not None for frame in found)


def test_the_prior_is_shown_as_that_which_is_open(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request
) -> None:
    beside = Lane("Prior", prior=True)
    for add in (5.0, 9.0):
        prior = request_.source.made(request_.source.data + add)
        live[0].submit(replace(request_, lanes=(Lane("Reference"), beside), prior=prior))
        found = {frame.lane: frame for frame in (live[1].get(timeout=30) for _ in range(2))}
        assert found[beside].error == ""
        assert found[beside].image is not None
        assert np.allclose(found[beside].image, prior.data[0].numpy(), atol=1e-3)


def test_the_last_picture_answers_the_last_of_many_requests(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request
) -> None:
    last = request_
    for step in range(100):
        last = replace(request_, dose=DoseLevel(1 - step / 200))
        live[0].submit(last)
    newest: dict[Lane, Frame] = {}
    while any(lane not in newest or newest[lane].request is not last for lane in last.lanes):
        frame = live[1].get(timeout=30)
        newest[frame.lane] = frame
    assert newest[last.lanes[1]].request.dose.fraction == 0.505


def test_a_lane_of_the_worker_process_arrives_and_equals_the_same_steps_here(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request
) -> None:
    asked = replace(request_, lanes=(Lane("FBP", LOW), Lane("TV", TV), Lane("Difference", TV, minus=LOW)))
    live[0].submit(asked)
    found = {frame.lane.title: frame for frame in (live[1].get(timeout=60) for _ in asked.lanes)}
    assert set(found) == {"FBP", "TV", "Difference"}
    here = run(request_.source, request_.dose, TV, request_.seed).data[0].numpy()
    np.testing.assert_allclose(found["TV"].image, here, atol=0.01)
    fbp, tv = found["FBP"].image, found["TV"].image
    assert fbp is not None
    assert tv is not None
    np.testing.assert_allclose(found["Difference"].image, tv - fbp, atol=1e-4)
    assert found["TV"].seconds > found["FBP"].seconds


def test_an_error_is_a_sentence_and_the_other_lanes_go_on(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request
) -> None:
    bad = Lane("Bad", (*LOW, Step("denoiser", "failing-in-tests")))
    unknown = Lane("Unknown", (Step("denoiser", "nobody"),))
    live[0].submit(replace(request_, lanes=(bad, unknown, Lane("FBP", LOW))))
    found = [live[1].get(timeout=30) for _ in range(3)]
    assert "broken on purpose" in found[0].error
    assert "nobody" in found[1].error
    assert found[2].image is not None


def _worker_task(request: Request, steps: tuple[Step, ...]) -> Task:
    case = start(request.source, (0,), request.dose, 7, Memo())
    return Task(("key", steps), request, Lane("Slow", steps), case, steps)


@pytest.fixture
def worker(
    tmp_path: os.PathLike[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[LaneWorker, queue.SimpleQueue[Answer]]]:
    monkeypatch.setenv("LDCT_STUDIO_HOME", str(tmp_path))
    from ldct_studio.core.paths import user_plugins
    from ldct_studio.discovery import allow

    for name, body in {
        "hangs": "while True: pass",
        "dies": "import os; os.abort()",
        "doubles": "return volume.made(volume.data * 2)",
        "grows": GROWS,
    }.items():
        file = user_plugins() / f"{name}.py"
        file.write_text(
            "import time\nfrom ldct_studio.api import Denoiser, grown\n\n"
            f"class P(Denoiser, name='{name}'):\n    def denoise(self, volume):\n        {body}\n",
            encoding="utf-8",
        )
        allow(file)
    answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    worker = LaneWorker(answers.put, patience=3)
    yield worker, answers
    worker.close()


def test_a_hanging_and_a_crashing_method_are_replaced_and_said(
    worker: tuple[LaneWorker, queue.SimpleQueue[Answer]], request_: Request
) -> None:
    texts = []
    for name in ("hangs", "dies"):
        worker[0].offer(_worker_task(request_, (Step("denoiser", name),)))
        texts.append(worker[1].get(timeout=60).error)
    assert "no answer for 3 s" in texts[0]
    assert "crashed" in texts[1]
    task = _worker_task(request_, (Step("denoiser", "doubles"),))
    worker[0].offer(task)
    answer = worker[1].get(timeout=60)
    assert answer.case is not None
    torch.testing.assert_close(answer.case.image.data, task.case.image.data * 2)
    assert answer.case.image.history == task.steps


def test_a_picture_grows_and_stops_for_a_newer_task_of_its_lane(
    worker: tuple[LaneWorker, queue.SimpleQueue[Answer]], request_: Request
) -> None:
    first = _worker_task(request_, (Step("denoiser", "grows"),))
    worker[0].offer(first)
    grown = worker[1].get(timeout=60)
    assert grown.case is not None
    assert grown.rounds is not None
    assert grown.rounds[1] == 100
    assert bool((grown.case.image.data == grown.rounds[0]).all())
    newer = replace(first, key=("newer",), steps=(Step("denoiser", "doubles"),))
    worker[0].offer(newer)
    answers = [worker[1].get(timeout=60)]
    while answers[-1].task is not newer:
        answers.append(worker[1].get(timeout=60))
    assert answers[-2].task is first
    assert answers[-2].case is None
    assert not answers[-2].error
    assert answers[-1].case is not None


def test_a_lane_that_nobody_wants_any_more_is_stopped(
    worker: tuple[LaneWorker, queue.SimpleQueue[Answer]], request_: Request
) -> None:
    task = _worker_task(request_, (Step("denoiser", "grows"),))
    for end in (lambda: worker[0].keep(()), lambda: worker[0].stop(task.lane)):
        worker[0].offer(task)
        assert worker[1].get(timeout=60).rounds is not None
        end()
        answer = worker[1].get(timeout=60)
        while answer.rounds is not None:
            answer = worker[1].get(timeout=60)
        assert (answer.case, answer.error) == (None, "")


def test_growing_pictures_are_previews_and_half_a_difference_is_none(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request
) -> None:
    lane = Lane("Grows", TV)
    difference = Lane("Difference", TV, minus=LOW)
    case = start(request_.source, (0,), request_.dose, 7, Memo())
    live[0].submit(replace(request_, lanes=()))
    live[0]._answer(Answer(Task((), request_, lane, case, TV), case, rounds=(3, 10)))
    frame = live[1].get(timeout=30)
    assert (frame.state, frame.rounds, frame.lane) == ("preview", (3, 10), lane)
    live[0]._answer(Answer(Task((), request_, difference, case, TV), case, rounds=(3, 10)))
    live[0].submit(request_)
    assert live[1].get(timeout=30).lane in request_.lanes


SART = Step("reconstructor", "os-sart", (("iterations", 200), ("subsets", 50)))
GROWING = Lane("OS-SART", (LOW[0], SART))


def _grown(frames: queue.SimpleQueue[Frame], dose: float) -> Frame:
    """Return the first picture that grows at a dose."""
    while True:
        frame = frames.get(timeout=60)
        if frame.rounds is not None and frame.request.dose.fraction == dose:
            return frame


def _silent(frames: queue.SimpleQueue[Frame], seconds: float) -> list[Frame]:
    """Return what arrives until nothing has arrived for so long."""
    found = []
    while True:
        try:
            found.append(frames.get(timeout=seconds))
        except queue.Empty:
            return found


@pytest.mark.slow
def test_a_newer_dose_stops_a_growing_picture_for_good(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request
) -> None:
    first = replace(request_, lanes=(GROWING,))
    live[0].submit(first)
    _grown(live[1], 0.5)
    live[0].submit(replace(first, dose=DoseLevel(0.3)))
    _grown(live[1], 0.3)
    rounds = [_grown(live[1], 0.3).rounds for _ in range(4)]
    assert rounds == sorted(rounds)
    assert rounds[0] != rounds[-1]


def test_a_picture_that_was_left_stays_until_its_dose_changes(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request
) -> None:
    first = replace(request_, lanes=(GROWING,))
    live[0].submit(first)
    _grown(live[1], 0.5)
    live[0].stop(GROWING)
    _silent(live[1], 1.0)
    live[0].submit(replace(first, lanes=(GROWING, Lane("Reference"))))
    assert [frame.lane.title for frame in _silent(live[1], 1.5)] == ["Reference"]
    live[0].submit(replace(first, dose=DoseLevel(0.3)))
    _grown(live[1], 0.3)


def test_a_closed_case_is_computed_no_further(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request
) -> None:
    live[0].submit(replace(request_, lanes=(GROWING,)))
    _grown(live[1], 0.5)
    live[0].forget()
    _silent(live[1], 1.0)
    assert not _silent(live[1], 1.0)
    assert live[0]._memo.nbytes == 0


def test_a_task_that_nobody_wants_is_stopped_while_the_process_starts(
    worker: tuple[LaneWorker, queue.SimpleQueue[Answer]], request_: Request
) -> None:
    task = _worker_task(request_, (Step("denoiser", "grows"),))
    worker[0].offer(task)
    time.sleep(0.2)  # it was taken, and the process is starting
    worker[0].keep(())
    answer = worker[1].get(timeout=60)
    assert (answer.case, answer.error, answer.rounds) == (None, "", None)


def test_a_preview_that_fails_leaves_the_exact_picture(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("ldct_studio.live.live.SLOW", 0.0)
    monkeypatch.setattr(live[0]._quick, "prepare", broken)
    monkeypatch.setattr(live[0]._quick, "frame", broken)
    for dose in (0.5, 0.4, 0.3):
        live[0].submit(replace(request_, lanes=(Lane("FBP", LOW),), dose=DoseLevel(dose)))
        assert live[1].get(timeout=30).state == "full"


def test_closing_does_not_wait_for_a_method_that_hangs(
    worker: tuple[LaneWorker, queue.SimpleQueue[Answer]], request_: Request
) -> None:
    worker[0].offer(_worker_task(request_, (Step("denoiser", "doubles"),)))
    worker[1].get(timeout=60)
    worker[0].offer(_worker_task(request_, (Step("denoiser", "hangs"),)))
    begin = time.monotonic()
    worker[0].close()
    assert time.monotonic() - begin < 3


@pytest.mark.slow
def test_a_late_answer_never_replaces_the_newest_picture(
    live: tuple[Live, queue.SimpleQueue[Frame]], request_: Request
) -> None:
    lane = Lane("TV", TV)
    first = replace(request_, lanes=(lane,), row=0)
    live[0].submit(first)
    live[1].get(timeout=60)
    live[0].submit(replace(first, row=1))  # goes to the worker …
    back = replace(first)
    live[0].submit(back)  # … and is overtaken by a picture that is in the memo
    seen = [live[1].get(timeout=60)]
    live[0].submit(replace(back, dose=DoseLevel(0.4)))
    while seen[-1].request.dose.fraction != 0.4:
        seen.append(live[1].get(timeout=60))
    rows = [frame.row for frame in seen]
    assert 1 not in rows[rows.index(0) :]
