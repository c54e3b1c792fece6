"""The case that the tests of the dose bar share."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from PySide6.QtCore import QPoint

from ldct_studio.core.dose import Exposure, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.roi import Ellipse
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui.dose_bar import DoseBar
from ldct_studio.gui.scene import Scene
from tests.gui.four_panes import four_panes

N = "\u00a0"
SIGMA = 12.0
GRID = Grid((4, 64, 64), (2.5, 1.0, 1.0))
ROI = Ellipse("Liver 1", (32.0, 32.0, 0.0), 14.0, 14.0)
SCAN = Scan(
    (1e5, 2e5, 1e5, 1e5), source="estimated", uncertainty=0.06, patches=41, noise=SIGMA,
    exposure=Exposure(120, 200.0, False, 13.5, 32),
)  # fmt: skip


def scene(scan: Scan = SCAN) -> Scene:
    generator = torch.Generator().manual_seed(1)
    data = 50 + SIGMA * torch.randn(GRID.shape, generator=generator)
    return four_panes().opened(Study("Case", {"Axial": Volume(data, GRID)}, scan=scan))


def frame(of: Scene, lane: int, noise: float = 30.0, seconds: float = 0.02) -> Frame:
    request = of.request
    assert request is not None
    image = np.random.default_rng(lane).normal(40, noise, GRID.shape[1:]).astype(np.float32)
    return Frame(request, request.lanes[lane], image, seconds=seconds)


def frames(of: Scene) -> Iterator[Frame]:
    assert of.request is not None
    return (frame(of, lane) for lane in range(len(of.request.lanes)))


def place(bar: DoseBar, fraction: float) -> QPoint:
    places = bar.axis.places()
    return QPoint(round(places.x(fraction)), round(places.track))
