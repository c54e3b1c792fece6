"""The demo, and a lane of each kind, in the threads and processes that make the window's pictures."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from ...core.dose import DoseLevel, Scan
from ...core.lane import Frame, Lane, Request
from ...core.step import Step
from ...core.study import Study
from ...live import Live
from ...methods.contrast_demo import small_brain
from ...methods.contrast_study import AFTER
from ...methods.demo import demo_study
from .check import Check, demand
from .codecs import truth
from .plugs import INVERT

_PATIENCE = 240.0
"""Seconds until a picture; the process of slow lanes has to start first."""
_INSERT, _RESCAN, _FBP = (
    Step("simulator", "insert"),
    Step("simulator", "rescan"),
    Step("reconstructor", "fbp"),
)
_ORGANS = Step("segmenter", "network")
_LANES: tuple[tuple[str, tuple[Step, ...]], ...] = (
    ("lane Insert", (_INSERT, _FBP)),
    ("lane Rescan", (_RESCAN, _FBP)),
    ("lane SIRT", (_INSERT, Step("reconstructor", "sirt", (("iterations", 2),)))),
    ("lane TV", (_INSERT, _FBP, Step("denoiser", "tv"))),
    ("lane network", (_INSERT, _FBP, Step("denoiser", "network"))),
)

Picture = Callable[[Request], Frame]
"""Makes the finished picture of a request's only lane, or raises."""


@contextmanager
def pictures() -> Iterator[Picture]:
    """Yield what makes pictures; the process of slow lanes starts once for all of them."""
    frames: queue.SimpleQueue[Frame] = queue.SimpleQueue()
    live = Live(frames.put)
    try:
        yield partial(_picture, live, frames)
    finally:
        live.close()


def _picture(live: Live, frames: queue.SimpleQueue[Frame], request: Request) -> Frame:
    """Return the picture, with what was found in it where the request has a segmenter."""
    live.submit(request)
    while True:
        try:
            frame = frames.get(timeout=_PATIENCE)
        except queue.Empty:
            raise TimeoutError(f"no picture in {_PATIENCE:.0f} s") from None
        if frame.request is not request:
            continue  # a late one
        demand(not frame.error, frame.error)
        found = frame.labels is not None or bool(frame.labels_error)
        if frame.state == "full" and (found or request.segmenter is None):
            return frame


def checks(picture: Picture) -> tuple[Check, ...]:
    """Return the checks of all lanes but the demo's."""
    return (
        *(Check(name, partial(_lane, picture, steps)) for name, steps in _LANES),
        Check("lane of the drop-in", partial(_dropped_in, picture)),
        Check("lane segmenter", partial(_segmenter, picture)),
        Check("lane contrast", partial(_contrast, picture)),
    )


def demo(folder: Path) -> str:
    """Open the demo and show it at a lower dose."""
    study = demo_study()
    lane, row = Lane("FBP", (_INSERT, _FBP)), study.first.grid.shape[0] // 2
    name = next(iter(study.volumes))
    with pictures() as picture:
        frame = picture(Request(study, name, row, DoseLevel(0.17, study.scan), (lane,)))
    return f"{' × '.join(map(str, study.first.grid.shape))} voxels, {_seen(frame)}"


def _lane(picture: Picture, steps: tuple[Step, ...], folder: Path) -> str:
    return _seen(picture(_request(Lane("Self-test", steps))))


def _dropped_in(picture: Picture, folder: Path) -> str:
    frame = picture(_request(Lane("Self-test", (INVERT,))))
    true = truth().data[0].numpy()
    demand(frame.image is not None and bool((frame.image == -true).all()), "It did not change the sign.")
    return _seen(frame)


def _segmenter(picture: Picture, folder: Path) -> str:
    frame = picture(_request(Lane("Self-test", (_INSERT, _FBP)), _ORGANS))
    demand(frame.labels is not None, frame.labels_error)
    return f"{_seen(frame)}, with labels"


def _contrast(picture: Picture, folder: Path) -> str:
    study = small_brain((24, 30, 24), 7.0)
    steps = (Step("simulator", "low-contrast"), Step("denoiser", "gadolinium"))
    return _seen(picture(Request(study, AFTER, 12, DoseLevel(0.2, Scan()), (Lane("Predicted", steps),))))


def _request(lane: Lane, segmenter: Step | None = None) -> Request:
    study = Study("Self-test", {"scan": truth()})
    return Request(study, "scan", 0, DoseLevel(0.25, study.scan), (lane,), segmenter=segmenter)


def _seen(frame: Frame) -> str:
    demand(frame.image is not None and float(frame.image.std()) > 0, "The picture is empty.")
    return f"a picture in {frame.seconds:.2f} s"
