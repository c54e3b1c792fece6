"""The rotation center of parallel scans is found from their line integrals."""

from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.projections import FanGeometry, ScanGeometry
from ldct_studio.physics.projector import project
from ldct_studio.physics.rotation_center import can_be_found, rotation_center


def lopsided() -> torch.Tensor:
    """Return a disc with inserts, off the middle, (1, y, x) in 1/m."""
    y, x = torch.meshgrid(*2 * [torch.linspace(-1, 1, 96)], indexing="ij")
    body = 20.0 * ((x - 0.1) ** 2 + 1.5 * y**2 < 0.3)
    return (body + 10.0 * ((x - 0.2) ** 2 + (y + 0.1) ** 2 < 0.02) - 15.0 * ((x + 0.2) ** 2 + y**2 < 0.01))[
        None
    ]


@pytest.mark.parametrize("center", [64.5, 69.3, 56.75])
@pytest.mark.parametrize("arc", [math.pi, -math.pi])
def test_the_center_is_found_to_a_tenth_of_a_bin(center, arc):
    rays = ScanGeometry(90, 130, 1.0, 0.4, arc).centered(center)
    torch.manual_seed(1)
    lines = project(lopsided(), rays, 1.0)[0]
    assert rotation_center(lines + 0.01 * torch.randn(lines.shape), rays) == pytest.approx(center, abs=0.12)


def test_several_bins_are_merged_for_the_first_look():
    rays = ScanGeometry(60, 650, 0.2, 0.0, math.pi).centered(305.4)
    lines = project(lopsided(), rays, 1.0)[0]
    assert rotation_center(lines, rays) == pytest.approx(305.4, abs=0.4)


def test_other_scans_are_refused():
    for rays in (ScanGeometry(60, 40, 1.0, 0.0, 2.0), FanGeometry(60, 40, 0.01, 500.0)):
        assert not can_be_found(rays)
    with pytest.raises(GeometryError, match="parallel scans over half a turn"):
        rotation_center(torch.zeros(60, 40), ScanGeometry(60, 40, 1.0, 0.0, 2.0))
