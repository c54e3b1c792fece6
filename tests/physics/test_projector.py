from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.gridding.cache import TableCache
from ldct_studio.physics.gridding.kernel import fast_length
from ldct_studio.physics.gridding.orbits import orbits
from ldct_studio.physics.projector import backproject, prepare, project

PIXEL = 0.8
HALF = math.pi / 180 / 2
GEOMETRIES = {
    "covering": (128, ScanGeometry(180, 183, PIXEL, start=HALF)),
    "from zero": (128, ScanGeometry(180, 183, PIXEL)),
    "odd size": (127, ScanGeometry(180, 183, PIXEL, start=HALF)),
    "odd views": (128, ScanGeometry(97, 183, PIXEL, start=0.3)),
    "full turn": (128, ScanGeometry(360, 183, PIXEL, start=HALF, arc=2 * math.pi)),
    "even bins": (128, ScanGeometry(180, 184, PIXEL, start=HALF)),
    "detector offset": (128, ScanGeometry(180, 201, PIXEL, start=HALF, offset=5.3)),
    "wide bins": (128, ScanGeometry(180, 93, 2 * PIXEL, start=HALF)),
    "narrow bins": (128, ScanGeometry(180, 365, PIXEL / 2, start=HALF)),
    "clockwise": (128, ScanGeometry(180, 183, PIXEL, start=0.1, arc=-math.pi)),
}
CASES = pytest.mark.parametrize(("size", "geometry"), GEOMETRIES.values(), ids=GEOMETRIES.keys())
BLOBS = ((0.0, 0.0, 12.0, 20.0), (18.0, -9.0, 4.0, 8.0), (-12.0, 20.0, 5.0, -6.0))
"""Smooth blobs x, y, SD in mm, height in 1/m; none reaches the border."""


def rays(geometry: ScanGeometry) -> tuple[torch.Tensor, torch.Tensor]:
    view = torch.arange(geometry.views, dtype=torch.float64)[:, None]
    bins = torch.arange(geometry.bins, dtype=torch.float64)
    s = (bins - (geometry.bins - 1) / 2) * geometry.pitch - geometry.offset
    return geometry.start + view * geometry.arc / geometry.views, s


def blobs(size: int) -> torch.Tensor:
    axis = (torch.arange(size, dtype=torch.float64) - (size - 1) / 2) * PIXEL
    x, y = axis, -axis[:, None]
    return sum(
        (h * torch.exp(-((x - a) ** 2 + (y - b) ** 2) / (2 * sd**2)) for a, b, sd, h in BLOBS),
        torch.zeros(size, size, dtype=torch.float64),
    )


def blob_integrals(geometry: ScanGeometry) -> torch.Tensor:
    angle, s = rays(geometry)
    total = torch.zeros(geometry.views, geometry.bins, dtype=torch.float64)
    for a, b, sd, h in BLOBS:
        distance = s - a * angle.cos() - b * angle.sin()
        total += h * sd / 1000 * math.sqrt(2 * math.pi) * torch.exp(-(distance**2) / (2 * sd**2))
    return total


@CASES
def test_smooth_picture(size, geometry):
    found = project(blobs(size).float()[None], geometry, PIXEL)[0]
    truth = blob_integrals(geometry)
    assert (found - truth).square().mean().sqrt() / truth.square().mean().sqrt() < 2e-4


@CASES
def test_backproject_is_the_transpose(size, geometry):
    generator = torch.Generator().manual_seed(3)
    picture = torch.rand(1, size, size, generator=generator)
    sino = torch.rand(1, geometry.views, geometry.bins, generator=generator)
    left = (project(picture, geometry, PIXEL).double() * sino).sum()
    right = (picture.double() * backproject(sino, geometry, size, PIXEL)).sum()
    assert abs(left / right - 1) < 1e-6


def test_disc():
    geometry = ScanGeometry.covering(256, PIXEL, views=60)
    disc = (phantom.Ellipse(10, -15, 40, 40, 20),)
    found = project(phantom.picture(disc, 256, PIXEL, supersampling=8)[None], geometry, PIXEL)[0]
    truth = phantom.line_integrals(disc, geometry)
    angle, s = rays(geometry)
    inside = (s - 10 * angle.cos() + 15 * angle.sin()).abs() < 36
    assert truth.max() == pytest.approx(20 * 0.08, rel=1e-3)
    assert (found - truth)[inside].abs().max() < 0.01 * truth.max()
    assert (found - truth).square().mean().sqrt() < 2e-3 * truth.max()


def test_picture_is_the_right_way_up():
    picture = torch.zeros(1, 64, 64)
    picture[0, 10, 40] = 1.0
    x, y = 40 - 31.5, 31.5 - 10
    geometry = ScanGeometry(4, 93, 1.0)
    found = project(picture, geometry, 1.0)[0]
    expected = torch.tensor([x, (x + y) / 2**0.5, y, (y - x) / 2**0.5])
    assert torch.equal(found.argmax(1), (expected + 46).round().long())


def test_rows_together_and_alone():
    geometry = ScanGeometry(180, 183, PIXEL, start=HALF)
    pictures = torch.rand(9, 128, 128, generator=torch.Generator().manual_seed(1))
    together = project(pictures, geometry, PIXEL)
    alone = torch.cat([project(p[None], geometry, PIXEL) for p in pictures])
    assert (together - alone).abs().max() < 1e-6 * together.max()


def test_gradients():
    geometry = ScanGeometry(60, 93, 1.0, start=0.01)
    generator = torch.Generator().manual_seed(2)
    picture = torch.rand(2, 64, 64, generator=generator, requires_grad=True)
    weight = torch.rand(2, 60, 93, generator=generator)
    (slope,) = torch.autograd.grad((project(picture, geometry, 1.0) * weight).sum(), picture)
    assert torch.allclose(slope, backproject(weight, geometry, 64, 1.0))
    sino = weight.clone().requires_grad_()
    loss = backproject(sino, geometry, 64, 1.0).square().sum()
    (slope,) = torch.autograd.grad(loss, sino)
    step = torch.rand(2, 60, 93, generator=generator)
    exact = (slope.double() * step).sum()
    ahead, back = (
        backproject(weight + e * step, geometry, 64, 1.0).double().square().sum() for e in (0.5, -0.5)
    )
    assert exact == pytest.approx(float(ahead - back), rel=1e-5)


def test_second_derivative_of_a_data_term():
    geometry = ScanGeometry(12, 31, 1.0, start=0.05)
    picture = torch.rand(1, 20, 20, generator=torch.Generator().manual_seed(4), requires_grad=True)
    loss = project(picture, geometry, 1.0).square().sum() / 2
    (slope,) = torch.autograd.grad(loss, picture, create_graph=True)
    direction = torch.ones_like(picture)
    (curvature,) = torch.autograd.grad((slope * direction).sum(), picture)
    expected = backproject(project(direction, geometry, 1.0), geometry, 20, 1.0)
    assert torch.allclose(curvature, expected, rtol=1e-4, atol=float(1e-6 * expected.abs().max()))


def test_works_without_grad_mode_and_after_it():
    geometry = ScanGeometry(60, 93, 1.1, start=0.02)
    with torch.inference_mode():
        quiet = project(torch.ones(1, 64, 64), geometry, 1.1)
    picture = torch.ones(1, 64, 64, requires_grad=True)
    loud = project(picture, geometry, 1.1)
    loud.sum().backward()
    assert torch.equal(quiet, loud.detach())
    assert picture.grad is not None


def test_threads_share_tables():
    geometry = ScanGeometry(60, 93, 1.2, start=0.02)
    picture = torch.rand(1, 64, 64, generator=torch.Generator().manual_seed(5))
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: project(picture, geometry, 1.2), range(8)))
    prepare(geometry, 64, 1.2)
    assert all(torch.equal(r, project(picture, geometry, 1.2)) for r in results)


def test_pictures_that_do_not_fit():
    geometry = ScanGeometry(60, 93, 1.0)
    with pytest.raises(GeometryError, match="do not fit"):
        project(torch.zeros(1, 64, 32), geometry, 1.0)
    with pytest.raises(GeometryError, match="do not fit"):
        backproject(torch.zeros(1, 60, 92), geometry, 64, 1.0)
    with pytest.raises(GeometryError, match="8 x 8"):
        project(torch.zeros(1, 4, 4), geometry, 1.0)


def test_cache_forgets_the_least_used():
    cache = TableCache(limit=100)
    for key in "abc":
        cache.get(key, lambda: (torch.zeros(10),))
    assert cache.bytes == 80
    built = []
    cache.get("c", lambda: built.append("c") or (torch.zeros(10),))
    cache.get("a", lambda: built.append("a") or (torch.zeros(10),))
    assert built == ["a"]
    cache.get("large", lambda: (torch.zeros(100),))
    assert cache.bytes == 400
    cache.clear()
    assert cache.bytes == 0


def test_views_that_mirror_each_other_share_weights():
    assert len(orbits(ScanGeometry.covering(64, 1.0, views=1000)).angles) == 250
    assert len(orbits(ScanGeometry(2000, 91, 1.0, math.pi / 2000, 2 * math.pi)).angles) == 250
    odd = orbits(ScanGeometry(97, 91, 1.0, 0.3))
    assert sorted(v for v in odd.slots if v is not None) == list(range(97))


@pytest.mark.parametrize(("least", "length"), [(757.5, 768), (640, 640), (641, 648), (1804, 1920), (7, 8)])
def test_lengths_have_small_factors(least, length):
    found = fast_length(least)
    assert found == length or (found >= least and found < length)
