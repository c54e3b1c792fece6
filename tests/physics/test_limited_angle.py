"""FBP of scans that did not go round far enough: what they lack is 0, what they have twice counts once."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch

from ldct_studio.core.projections import FanGeometry, ScanGeometry
from ldct_studio.physics import beams
from ldct_studio.physics.merging import shares
from ldct_studio.physics.phantom import Ellipse, line_integrals

FULL = FanGeometry(360, 129, 1.0, 300.0, "flat")
PARALLEL = ScanGeometry(360, 129, 1.0)


def test_shares_of_a_ray_and_its_opposite_are_one():
    fan = FanGeometry(200, 101, 0.004, 500.0, "arc", 0.0, math.radians(195))
    weights, step = shares(fan), abs(fan.arc) / fan.views
    gamma = fan.fan_angles()
    for channel in (10, 50, 90):
        for view in (3, 8):
            other = view + (math.pi + 2 * float(gamma[channel])) / step
            near = round(other)
            if near < fan.views - 1:
                both = weights[view, channel] + weights[near, 100 - channel]
                assert float(both) == pytest.approx(1.0, abs=0.05)
    assert float(weights.max()) <= 1
    assert float(weights[100, 50]) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("whole", "part", "sides"),
    [
        (FULL, replace(FULL, views=100, arc=math.radians(100)), 2),
        (PARALLEL, replace(PARALLEL, views=180, arc=math.pi / 2), 1),
    ],
    ids=["fan", "parallel"],
)
def test_missing_views_are_zero(whole, part, sides):
    """A ray that a turn measures from two sides counts twice where only one side did."""
    lines = line_integrals([Ellipse(5.0, -8.0, 30.0, 22.0, 20.0)], whole)[None].float()
    padded = torch.zeros_like(lines)
    padded[:, : part.views] = sides * lines[:, : part.views]
    expected, found = (
        beams.fbp(rays, geometry, 96, 1.0)
        for rays, geometry in ((padded, whole), (lines[:, : part.views], part))
    )
    assert beams.limited(part)
    assert not beams.limited(whole)
    error = (found - expected)[0, 16:80, 16:80]
    assert float(error.square().mean().sqrt()) < 0.03 * 20
