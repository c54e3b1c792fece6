from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch
from torch.nn.functional import avg_pool2d, pad

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.projections import FanGeometry, ScanGeometry
from ldct_studio.physics.iterative.penalty import Penalty
from ldct_studio.physics.iterative.pwls import pwls
from ldct_studio.physics.iterative.rays import Rays
from ldct_studio.physics.iterative.sart import sirt

PICTURE = torch.rand(2, 32, 32, generator=torch.Generator().manual_seed(1))


FANS = {
    "fan": FanGeometry.covering(32, 2.0, 100),
    "clockwise": replace(FanGeometry.covering(32, 2.0, 100), start=0.4, arc=-2 * math.pi),
    "short scan": replace(FanGeometry.covering(32, 2.0, 100, kind="flat"), arc=4.0),
}


@pytest.mark.parametrize("step", [1, 3, 7, 12, 20])
@pytest.mark.parametrize("geometry", FANS.values(), ids=FANS.keys())
def test_a_subset_of_a_fan_holds_every_kth_view(geometry: FanGeometry, step: int) -> None:
    """Views that do not go round evenly are interpolated in another way than those of the whole fan."""
    rays = Rays(geometry, 32, 2.0)
    smooth = avg_pool2d(pad(PICTURE, (-4, -4, -4, -4)), 5, 1, 2)
    picture = pad(smooth, (4, 4, 4, 4))
    whole = rays.project(picture)
    parts = [rays.subset(first, step) for first in range(step)]
    for first, part in enumerate(parts):
        torch.testing.assert_close(part.geometry.rays()[0], geometry.rays()[0][first::step])
        assert (part.project(picture) - whole[:, first::step]).abs().max() < 2e-3 * whole.max()
    assert sum(part.geometry.views for part in parts) == geometry.views


@pytest.mark.parametrize("step", [1, 2, 7, 60])
@pytest.mark.parametrize(
    "geometry",
    [
        ScanGeometry.covering(32, 2.0, 60),
        ScanGeometry(60, 51, 2.0, start=0.3, arc=2 * math.pi, offset=1.2),
    ],
    ids=["half turn", "full turn, offset"],
)
def test_a_subset_holds_every_kth_view(geometry: ScanGeometry, step: int) -> None:
    rays = Rays(geometry, 32, 2.0)
    whole = rays.project(PICTURE)
    parts = [rays.subset(first, step) for first in range(step)]
    for first, part in enumerate(parts):
        torch.testing.assert_close(part.project(PICTURE), whole[:, first::step], rtol=1e-5, atol=1e-5)
    pieces = sum(part.backproject(whole[:, first::step].contiguous()) for first, part in enumerate(parts))
    assert isinstance(pieces, torch.Tensor)
    torch.testing.assert_close(pieces, rays.backproject(whole), rtol=1e-4, atol=1e-6)


def test_more_subsets_than_views_are_refused() -> None:
    with pytest.raises(GeometryError, match="60 views cannot be dealt out to 61 subsets"):
        Rays(ScanGeometry.covering(32, 2.0, 60), 32, 2.0).subset(60, 61)


def test_pixels_beyond_the_detector_are_not_seen_and_harm_nothing() -> None:
    rays = Rays(ScanGeometry(60, 25, 2.0), 32, 2.0)
    axis = (torch.arange(32) - 15.5).abs()
    radius = torch.hypot(axis, axis[:, None])
    seen = rays.seen(PICTURE.device)[0]
    assert float(seen[radius < 12].min()) > 0.5 * float(seen.max())
    assert float(seen[0, 0]) < 0.8 * float(seen.max())
    disc = 20.0 * (radius < 9)[None]
    sino = rays.project(disc)
    weights = torch.ones_like(sino)
    start = torch.zeros_like(disc)
    penalized = pwls(sino, rays, weights, Penalty("tv", 0.01, 0.01), 30, start=start)
    for found in (sirt(sino, rays, 60), penalized):
        assert bool(torch.isfinite(found).all())
        assert float((found - disc)[0, radius < 7].abs().mean()) < 1
