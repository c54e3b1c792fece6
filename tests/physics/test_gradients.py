"""Every map from rays to pictures and back has the gradient that differences say, in float64."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import torch

from ldct_studio.core.dose import Apodization
from ldct_studio.core.projections import FanGeometry, ScanGeometry
from ldct_studio.physics.fan import fan_backproject, fan_fbp, fan_project
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.projector import backproject, project

SIZE, PIXEL = 8, 1.0
PARALLEL = {
    "half turn": ScanGeometry(6, 13, PIXEL, start=0.1),
    "full turn": ScanGeometry(8, 12, PIXEL, arc=2 * math.pi, offset=0.3),
}
FANS = {
    "arc": FanGeometry(9, 12, 0.04, 25.0),
    "flat": FanGeometry(8, 13, PIXEL, 25.0, "flat", start=0.2),
    "quarter": FanGeometry(8, 12, 0.04, 25.0, offset=0.25),
    "offset": FanGeometry(8, 12, PIXEL, 25.0, "flat", offset=1.3, arc=-2 * math.pi),
    "short": FanGeometry(9, 10, 0.04, 25.0, arc=4.5),
}
Map = Callable[[torch.Tensor], torch.Tensor]
WINDOW = Apodization("hann", 0.9)


def _maps() -> dict[str, tuple[Map, tuple[int, ...]]]:
    maps: dict[str, tuple[Map, tuple[int, ...]]] = {}
    for name, g in PARALLEL.items():
        maps[f"{name}: FBP"] = (lambda p, g=g: fbp(p, g, SIZE, PIXEL, WINDOW), (1, g.views, g.bins))
        maps[f"{name}: FP"] = (lambda x, g=g: project(x, g, PIXEL), (1, SIZE, SIZE))
        maps[f"{name}: BP"] = (lambda p, g=g: backproject(p, g, SIZE, PIXEL), (1, g.views, g.bins))
    for name, f in FANS.items():
        maps[f"{name}: FBP"] = (lambda p, f=f: fan_fbp(p, f, SIZE, PIXEL, WINDOW), (1, f.views, f.bins))
        maps[f"{name}: FP"] = (lambda x, f=f: fan_project(x, f, PIXEL), (1, SIZE, SIZE))
        maps[f"{name}: BP"] = (lambda p, f=f: fan_backproject(p, f, SIZE, PIXEL), (1, f.views, f.bins))
    return maps


MAPS = _maps()


@pytest.mark.parametrize(("linear", "shape"), MAPS.values(), ids=MAPS.keys())
def test_gradient(linear, shape):
    data = torch.rand(shape, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    assert torch.autograd.gradcheck(linear, data.requires_grad_())


@pytest.mark.parametrize(("linear", "shape"), MAPS.values(), ids=MAPS.keys())
def test_float64_stays_and_float32_is_close(linear, shape):
    data = torch.rand(shape, generator=torch.Generator().manual_seed(2), dtype=torch.float64)
    exact, single, half = linear(data), linear(data.float()), linear(data.half())
    assert (exact.dtype, single.dtype, half.dtype) == (torch.float64, torch.float32, torch.float32)
    assert (exact - single).abs().max() < 2e-6 * exact.abs().max()
