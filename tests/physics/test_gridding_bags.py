from __future__ import annotations

import pytest
import torch

from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.gridding import bags, sampling
from ldct_studio.physics.gridding.cache import Place, TableCache
from ldct_studio.physics.projector import backproject, project

GEOMETRY = ScanGeometry.covering(64, 0.8, views=600)


def spans(starts, entries):
    return torch.diff(starts.long(), append=torch.tensor([entries]))


@pytest.fixture
def split(monkeypatch):
    """Return a function that lets the processor stand in for a device whose threads walk bags."""

    def stand_in(longest=64):
        monkeypatch.setitem(bags.LONGEST, "cpu", longest)
        monkeypatch.setattr(sampling, "tables", TableCache(2**28))

    return stand_in


def spreading():
    rays = sampling.sampling(GEOMETRY, 64, 0.8, 4, decimated=True)
    return rays.spreading(Place(torch.device("cpu")))


def test_the_processor_sums_each_cell_at_once():
    entries, _, *starts = spreading()
    assert len(starts) == 1
    assert spans(starts[0], len(entries)).max() > 64


@pytest.mark.parametrize("longest", [64, 7])
def test_no_bag_is_longer_than_a_part(split, longest):
    whole = spreading()
    split(longest)
    entries, weights, *starts = spreading()
    assert torch.equal(entries, whole[0])
    assert torch.equal(weights, whole[1])
    assert len(starts[-1]) == len(whole[2])
    count = len(entries)
    for level in starts:
        lengths = spans(level, count)
        assert lengths.min() >= 0
        assert lengths.max() <= longest
        count = len(level)


@pytest.mark.parametrize("longest", [None, 1000, 64, 2])
def test_sums_of_empty_short_and_long_bags(longest):
    counts = torch.tensor([0, 3, 0, 0, 500, 64, 65, 1, 0, 129, 0])
    entries = torch.arange(int(counts.sum()), dtype=torch.int32).flip(0)
    weights = torch.ones(len(entries), dtype=torch.float64)
    values = torch.arange(2 * len(entries), dtype=torch.float64).view(-1, 2)
    expected = [part.sum(0).tolist() for part in values.flip(0).split(counts.tolist())]
    found = bags.sums(values, (entries, weights, *bags.levels(counts, longest)))
    assert found.tolist() == expected


@pytest.mark.parametrize(("dtype", "rounding"), [(torch.float32, 1e-6), (torch.float64, 1e-14)])
def test_pictures_are_the_same_in_parts_and_reproducible(split, dtype, rounding):
    generator = torch.Generator().manual_seed(1)
    sino = torch.rand(2, GEOMETRY.views, GEOMETRY.bins, generator=generator, dtype=dtype)
    whole = fbp(sino, GEOMETRY, 64, 0.8)
    split()
    parts = fbp(sino, GEOMETRY, 64, 0.8)
    assert not torch.equal(parts, whole)
    assert (parts - whole).norm() < rounding * whole.norm()
    assert torch.equal(parts, fbp(sino, GEOMETRY, 64, 0.8))


@pytest.mark.parametrize("longest", [64, 7])
def test_gradients_are_the_transposes_in_parts_too(split, longest):
    split(longest)
    generator = torch.Generator().manual_seed(2)
    image = torch.rand(1, 64, 64, generator=generator, dtype=torch.float64, requires_grad=True)
    rays = torch.rand(
        1, GEOMETRY.views, GEOMETRY.bins, generator=generator, dtype=torch.float64, requires_grad=True
    )
    forward = (project(image, GEOMETRY, 0.8) * rays.detach()).sum()
    back = (backproject(rays, GEOMETRY, 64, 0.8) * image.detach()).sum()
    assert float(back.detach()) == pytest.approx(float(forward.detach()), rel=1e-12)
    (slope,) = torch.autograd.grad(forward, image)
    assert torch.equal(slope, backproject(rays.detach(), GEOMETRY, 64, 0.8))
    (slope,) = torch.autograd.grad(back, rays)
    assert torch.equal(slope, project(image.detach(), GEOMETRY, 0.8))
