"""How fast pictures are here."""

from __future__ import annotations

import time
from dataclasses import replace

import torch

from ..core.grid import Grid
from ..core.lane import Lane, Request
from ..core.memo import Memo
from ..core.study import Study
from ..core.volume import Volume
from ..pipeline import frame
from .scene import FBP, INSERT, Scene


def preview_seconds() -> float:
    """Return how long one picture takes here: noise and FBP of 512² pixels, 1000 views."""
    data = torch.full((1, 512, 512), -1000.0)
    data[0, 128:384, 128:384] = 0.0
    study = Study("test", {"test": Volume(data, Grid((1, 512, 512), (1.0, 0.8, 0.8)))})
    lane, memo, seconds = Lane("FBP", (INSERT, FBP)), Memo(), []
    for percent in range(50, 60):
        scene = replace(Scene(), study=study, volume="test", fraction=percent / 100)
        request = scene.request
        assert isinstance(request, Request)
        begin = time.perf_counter()
        frame(request, lane, memo)
        seconds.append(time.perf_counter() - begin)
    return sorted(seconds)[len(seconds) // 2]
