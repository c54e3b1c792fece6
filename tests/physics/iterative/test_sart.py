from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled, GeometryError
from ldct_studio.core.projections import FanGeometry, Geometry, ScanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import HU_PER_MU
from ldct_studio.physics.iterative.iteration import Iteration
from ldct_studio.physics.iterative.rays import Rays
from ldct_studio.physics.iterative.sart import order, os_sart, sirt

from .conftest import Dense, Scan


def test_one_step_is_what_the_formula_says(dense: Dense) -> None:
    heard: list[Iteration] = []
    start = torch.full((1, 12, 12), 8.0)
    found = sirt(dense.sino, dense.rays, 1, start=start, relaxation=0.7, on_iteration=heard.append)
    matrix = dense.matrix
    length = matrix.sum(1)
    per_ray = torch.where(length > dense.rays.pixel / 1000, 1 / length, 0.0)
    missing = dense.measured - matrix @ start.double().flatten()
    step = 0.7 * (matrix.T @ (per_ray * missing)) / matrix.sum(0)
    torch.testing.assert_close(found.double(), dense.picture(8 + step), rtol=1e-4, atol=1e-3)
    assert heard[0].objective == pytest.approx(float((per_ray * missing**2).sum()) / 2, rel=1e-4)


def test_the_residual_of_sirt_does_not_rise(scan: Scan) -> None:
    heard: list[Iteration] = []
    sirt(scan.sino, scan.rays, 200, on_iteration=heard.append)
    assert [i.number for i in heard] == list(range(1, 201))
    assert all(later.objective <= earlier.objective for earlier, later in pairwise(heard))
    norms = [float((scan.sino - scan.rays.project(i.image)).norm()) for i in heard]
    assert all(later <= earlier for earlier, later in pairwise(norms))
    assert norms[-1] < 0.1 * norms[0]


@pytest.mark.parametrize("subsets", [1, 6, 7])
def test_a_picture_that_agrees_with_its_rays_stays(scan: Scan, subsets: int) -> None:
    truth = scan.truth[None]
    found = os_sart(scan.rays.project(truth), scan.rays, 5, subsets, start=truth)
    assert float((found - truth).abs().max()) * HU_PER_MU < 0.1


def test_subsets_get_there_sooner(scan: Scan) -> None:
    def left(picture: torch.Tensor) -> float:
        return float((scan.sino - scan.rays.project(picture)).norm())

    assert left(os_sart(scan.sino, scan.rays, 2, 10)) < left(sirt(scan.sino, scan.rays, 12))
    assert torch.equal(os_sart(scan.sino, scan.rays, 3, 1), sirt(scan.sino, scan.rays, 3))


FULL_FAN = FanGeometry.covering(64, 5.0, 200)
WHOLE = pytest.mark.parametrize(
    "geometry", [FULL_FAN, ScanGeometry.covering(64, 5.0, 200)], ids=["fan", "half"]
)


@WHOLE
@pytest.mark.parametrize("subsets", [7, 12])
def test_subsets_that_do_not_divide_the_views_get_to_the_same_picture(
    geometry: Geometry, subsets: int
) -> None:
    """After as many corrections, within 0.5 HU RMS of one subset and 0.7 HU of twenty, well in the body."""
    body, rays = phantom.insert_phantom(256), Rays(geometry, 64, 5.0)
    inner = replace(body[0], a=body[0].a - 15, b=body[0].b - 15)
    inside = phantom.picture((inner,), 64, 5.0) > 0
    sino = phantom.line_integrals(body, geometry)[None]
    found, one, twenty = (os_sart(sino, rays, round(200 / n), n)[0] for n in (subsets, 1, 20))
    for other, most in ((one, 0.5), (twenty, 0.7)):
        assert float((found - other)[inside].square().mean().sqrt()) * HU_PER_MU < most


@WHOLE
@pytest.mark.parametrize("subsets", [1, 7, 12, 20])
def test_every_view_is_visited_once(geometry: Geometry, subsets: int) -> None:
    rays = Rays(geometry, 64, 5.0)
    dealt = [rays.subset(first, subsets).geometry.rays()[0] for first in order(subsets)]
    angles, _ = torch.cat(dealt).sort(0)
    torch.testing.assert_close(angles, geometry.rays()[0])


@pytest.mark.parametrize("count", [1, 2, 3, 10, 16])
def test_every_subset_has_its_turn(count: int) -> None:
    assert sorted(order(count)) == list(range(count))


def test_subsets_follow_each_other_far_apart() -> None:
    assert order(8) == [0, 4, 2, 6, 1, 5, 3, 7]


def test_more_subsets_than_views_are_refused(scan: Scan) -> None:
    with pytest.raises(GeometryError, match="61 subsets"):
        os_sart(scan.sino, scan.rays, 1, 61)


def test_it_stops_when_told(scan: Scan) -> None:
    heard: list[Iteration] = []
    with stop_when(lambda: len(heard) == 3), pytest.raises(Cancelled):
        os_sart(scan.sino, scan.rays, 50, 5, on_iteration=heard.append)
    assert len(heard) == 3


@pytest.mark.parametrize("kind", ["linear", "strip"])
def test_sirt_is_astras(kind: str) -> None:
    astra = pytest.importorskip("astra", exc_type=ImportError)
    size, pixel = 64, 5.0
    geometry = ScanGeometry.covering(size, pixel, 120)
    axis = (torch.arange(size) - (size - 1) / 2) * pixel
    view = geometry.start + torch.arange(geometry.views)[:, None] * geometry.arc / geometry.views
    s = (torch.arange(geometry.bins) - (geometry.bins - 1) / 2) * pixel
    sino = torch.zeros(geometry.views, geometry.bins)
    for x, y, sd, height in ((0, 0, 42, 20.0), (50, 30, 20, 5.0), (-50, 20, 18, -5.0)):
        distance = s - x * view.cos() - y * view.sin()
        sino += height * sd / 1000 * math.sqrt(2 * math.pi) * torch.exp(-(distance**2) / (2 * sd**2))
    rays = astra.create_proj_geom("parallel", 1.0, geometry.bins, view[:, 0].numpy())
    pixels = astra.create_vol_geom(size, size)
    settings = astra.astra_dict("SIRT")
    settings["ProjectorId"] = astra.create_projector(kind, rays, pixels)
    settings["ProjectionDataId"] = astra.data2d.create("-sino", rays, sino.numpy())
    settings["ReconstructionDataId"] = result = astra.data2d.create("-vol", pixels)
    astra.algorithm.run(astra.algorithm.create(settings), 50)
    theirs = torch.from_numpy(astra.data2d.get(result)) / (pixel / 1000)
    ours = sirt(sino[None], Rays(geometry, size, pixel), 50)[0]
    inside = torch.hypot(axis, axis[:, None]) < size * pixel / 2
    assert float((ours - theirs)[inside].square().mean().sqrt()) * HU_PER_MU < 2
