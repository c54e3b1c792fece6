from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.projections import FanGeometry, ScanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import HU_PER_MU
from ldct_studio.physics.beams import backproject, fbp, project

SIZE, PIXEL = 128, 2.0
RAYS = {
    "parallel": ScanGeometry.covering(SIZE, PIXEL, 400),
    "arc": FanGeometry.covering(SIZE, PIXEL, 400),
    "flat": FanGeometry.covering(SIZE, PIXEL, 400, kind="flat"),
}


@pytest.mark.parametrize("geometry", RAYS.values(), ids=RAYS)
def test_a_picture_comes_back_along_any_rays(geometry):
    truth = phantom.picture((phantom.Ellipse(0, 0, 90, 70, 20.0),), SIZE, PIXEL, 4)
    found = fbp(project(truth[None], geometry, PIXEL), geometry, SIZE, PIXEL)[0]
    middle = slice(44, 84)
    assert abs(float((found - truth)[middle, middle].mean())) * HU_PER_MU < 1
    sino = torch.ones(1, geometry.views, geometry.bins)
    there = float((project(truth[None], geometry, PIXEL) * sino).sum())
    back = float((truth * backproject(sino, geometry, SIZE, PIXEL)[0]).sum())
    assert back == pytest.approx(there, rel=1e-5)


@pytest.mark.parametrize("kind", ["arc", "flat"])
def test_a_fan_covers_the_corners_a_pixel_apart(kind):
    fan = FanGeometry.covering(SIZE, PIXEL, kind=kind)
    assert fan.spacing == pytest.approx(PIXEL)
    assert fan.radius * math.sin(fan.half_fan) >= SIZE * PIXEL / math.sqrt(2)


def test_a_picture_that_no_fan_holds_is_refused():
    with pytest.raises(GeometryError, match="parallel"):
        FanGeometry.covering(512, 1.5)
