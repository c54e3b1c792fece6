"""The disc in line integrals and in pixels, against sums over many thin rays and points."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch

from ldct_studio.core.dose import Apodization
from ldct_studio.core.projections import FanGeometry, Geometry, ScanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import HU_PER_MU
from ldct_studio.physics.fbp import fbp
from ldct_studio.probe.disc import coverage, line_integrals

DISC = phantom.Ellipse(13.0, -7.5, 4.0, 4.0, 20 / HU_PER_MU)
PARALLEL = ScanGeometry.covering(64, 1.0, 90)
FINER = 21


@pytest.mark.parametrize(
    "rays",
    [
        replace(PARALLEL, offset=0.3),
        FanGeometry.covering(64, 1.0, 90),
        replace(FanGeometry.covering(64, 1.0, 90, kind="flat"), offset=0.25),
    ],
    ids=["parallel", "arc", "flat"],
)
def test_a_bin_holds_the_mean_of_the_thin_rays_that_it_covers(rays: Geometry) -> None:
    fine = replace(rays, bins=rays.bins * FINER, pitch=rays.pitch / FINER)
    if isinstance(fine, FanGeometry):  # counted in channels
        fine = replace(fine, offset=fine.offset * FINER)
    thin = phantom.line_integrals((DISC,), fine).view(rays.views, rays.bins, FINER).mean(2)
    found = line_integrals(DISC, rays)
    assert found.shape == (rays.views, rays.bins)
    assert float((found - thin).abs().max()) < 0.004 * float(thin.max())


def test_reconstructed_it_stands_where_it_was_put_with_its_contrast() -> None:
    rays = ScanGeometry.covering(64, 1.0, 400)
    picture = fbp(line_integrals(DISC, rays)[None], rays, 64, 1.0, Apodization("hann"))[0] * HU_PER_MU
    y, x = torch.meshgrid(torch.arange(64.0), torch.arange(64.0), indexing="ij")
    row, column = 31.5 + 7.5, 31.5 + 13.0
    near = torch.hypot(y - row, x - column)
    weight = picture * (near < 9)
    assert float((weight * y).sum() / weight.sum()) == pytest.approx(row, abs=0.02)
    assert float((weight * x).sum() / weight.sum()) == pytest.approx(column, abs=0.02)
    assert float(weight.sum()) == pytest.approx(20 * math.pi * 16, rel=0.02)


def test_pixels_hold_their_share_of_the_disc() -> None:
    cover = coverage(16, 3.3)
    assert float(cover.sum()) == pytest.approx(math.pi * 3.3**2, rel=1e-9)
    assert float(cover[8, 8]) == pytest.approx(1, abs=2e-3)
    assert torch.equal(cover[1:], cover[1:].flip(0))
    assert torch.equal(cover, cover.T)
    assert float(cover[8, 4]) == 0 < float(cover[8, 5]) < 1
