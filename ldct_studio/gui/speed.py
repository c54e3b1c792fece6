"""How fast pictures are here."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch

from ..core import device
from ..core.cancel import check
from ..core.grid import Grid
from ..core.lane import Lane, Request
from ..core.memo import Memo
from ..core.study import Study
from ..core.volume import Volume
from ..pipeline import frame
from .pane import FBP, INSERT
from .scene import Scene


@dataclass(frozen=True, eq=False)
class Speed:
    """How long a picture takes on a device, and the last one that it made."""

    seconds: float
    image: npt.NDArray[np.float32]
    """HU (y, x)."""


def preview_seconds() -> float:
    """Return how long one picture takes here: noise and FBP of 512² pixels, 1000 views."""
    return timed(device.device()).seconds


def timed(place: torch.device) -> Speed:
    """Return how long one picture takes on a device; raise what the device raises, or Cancelled."""
    data = torch.full((1, 512, 512), -1000.0)
    data[0, 128:384, 128:384] = 0.0
    study = Study("test", {"test": Volume(data, Grid((1, 512, 512), (1.0, 0.8, 0.8)))})
    lane, memo, seconds = Lane("FBP", (INSERT, FBP)), Memo(), []
    made: npt.NDArray[np.float32] | None = None
    for percent in range(50, 60):
        check()
        scene = replace(Scene(), study=study, volume="test", fraction=percent / 100)
        request = scene.request
        assert isinstance(request, Request)
        begin = time.perf_counter()
        with device.on(place):
            made = frame(request, lane, memo).image
        seconds.append(time.perf_counter() - begin)
    assert made is not None
    return Speed(sorted(seconds)[len(seconds) // 2], made)
