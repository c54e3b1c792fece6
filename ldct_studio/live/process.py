"""The lane worker process: takes the steps that may be slow, may hang or may crash."""

from __future__ import annotations

import sys
import threading
import time
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from .. import methods  # noqa: F401  (registers the built-in methods)
from ..core.cancel import stop_when
from ..core.case import Case
from ..core.channel import Parent
from ..core.device import cores
from ..core.errors import Cancelled, GeometryError, StudioError
from ..core.growth import watched_by
from ..core.priority import give_way
from ..core.shared import SharedBlock
from ..core.volume import Volume
from ..discovery import discover
from ..plugin import make_lane_step
from . import wire

NICE = 10
"""About a tenth of the processor where the window wants all of it, as in a drag; else all that is free."""
_LOOK = 0.002
EVERY = 0.25
"""Seconds between two pictures of a method that iterates."""


def main() -> int:
    """Answer tasks until the window closes the channel."""
    parent = Parent()
    give_way(NICE)  # the picture that follows the hand goes first
    torch.set_num_threads(max(1, cores() // 2))  # and has a core of its own
    discover()
    blocks: dict[str, npt.NDArray[np.uint8]] = {}
    parent.send({"ready": True})
    while (message := parent.receive()) is not None:
        if "stop" in message or "rest" in message:
            continue  # it came after the answer
        name = str(message["block"])
        if name not in blocks:
            blocks.clear()
            blocks[name] = _attach(name)
        parent.send(_answer(message, blocks[name], parent))
    return 0


def _attach(name: str) -> npt.NDArray[np.uint8]:
    block = SharedBlock.attach(name)
    return block.array((block.size,), np.uint8)


def _answer(message: dict[str, Any], block: npt.NDArray[np.uint8], parent: Parent) -> dict[str, Any]:
    """Take the steps and write the picture where it came from; stop when the window speaks meanwhile."""
    begin = time.perf_counter()
    try:
        description = wire.from_json(message["case"])
        arrays = wire.views(block, description)
        watcher = _Watcher(message["id"], arrays, parent)
        with torch.inference_mode(), stop_when(_Hand(parent)):
            case = wire.rebuild(description, arrays)
            for step in description.steps[:-1]:
                case = make_lane_step(step).apply(case)
            with watched_by(watcher):  # what grows earlier is not yet this lane's picture
                case = make_lane_step(description.steps[-1]).apply(case)
        if case.image.data.shape != description.grid.shape:
            raise GeometryError(f"{description.steps[-1].name} returned a picture of another size.")
        arrays["image"][:] = case.image.data.cpu().numpy()
        names = _write_labels(case, arrays) if "labels" in arrays else []
    except Cancelled:
        return {"id": message["id"], "error": "", "stopped": True}
    except StudioError as error:
        return {"id": message["id"], "error": str(error)}
    except Exception as error:  # a plug-in may raise anything
        return {
            "id": message["id"],
            "error": f"The method failed ({error}). Change its settings or remove it.",
        }
    return {"id": message["id"], "error": "", "seconds": time.perf_counter() - begin, "labels": names}


def _write_labels(case: Case, arrays: wire.Arrays) -> list[tuple[int, str, str]]:
    """Write what the last step found; return value, name and color of its structures."""
    if case.labels is None or case.labels.data.shape != case.image.data.shape:
        raise GeometryError("The segmenter returned no labels of the size of the picture. Choose another.")
    arrays["labels"][:] = case.labels.data.cpu().numpy()
    return [(label.value, label.name, label.color) for label in case.labels.labels]


class _Hand:
    """Whether the window wants something else; a call lasts as long as the window wants a rest."""

    def __init__(self, parent: Parent) -> None:
        self._parent, self._pause = parent, threading.Event()
        self._stops = False

    def __call__(self) -> bool:
        until = 0.0
        while not self._stops and (self._parent.speaks or time.perf_counter() < until):
            if not self._parent.speaks:
                self._pause.wait(_LOOK)
                continue
            message = self._parent.receive()
            self._stops = message is None or "rest" not in message
            until = time.perf_counter() + wire.REST if message is not None and message.get("rest") else 0.0
        return self._stops


class _Watcher:
    """Send what a method has so far to the window, not too often, into two places in turn."""

    def __init__(self, task: int, arrays: wire.Arrays, parent: Parent) -> None:
        self._task, self._parent = task, parent
        self._places, self._rounds = arrays["grown"], arrays["rounds"]
        self._sent = 0
        self._last = time.perf_counter()

    def __call__(self, volume: Volume, done: int, total: int) -> None:
        now = time.perf_counter()
        if now - self._last < EVERY or volume.data.shape != self._places.shape[1:]:
            return
        self._last = now
        place = self._sent % 2
        self._sent += 1
        self._rounds[place] = 0  # until the picture is whole
        self._places[place] = volume.data.cpu().numpy()
        self._rounds[place] = done
        self._parent.send({"id": self._task, "place": place, "done": done, "total": total})


if __name__ == "__main__":
    sys.exit(main())
