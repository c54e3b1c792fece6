"""Parts of one scan: together the scan, apart independent."""

from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.dose import Apodization
from ldct_studio.core.errors import GeometryError
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.splits import (
    noise2inverse_pairs,
    split_pictures,
    thinned_counts,
    thinning_pair,
    view_subsets,
)

RAYS = ScanGeometry.covering(64, 1.0, views=120)
HANN = Apodization("hann")


def correlation(a: torch.Tensor, b: torch.Tensor) -> float:
    return float(torch.corrcoef(torch.stack((a.flatten(), b.flatten())))[0, 1])


def test_subsets_hold_the_views_that_their_rays_describe():
    body = phantom.insert_phantom(50)
    parts = view_subsets(phantom.line_integrals(body, RAYS)[None], RAYS)
    assert len(parts) == 4
    for sino, rays in parts:
        assert sino.shape == (1, 30, RAYS.bins)
        torch.testing.assert_close(sino[0], phantom.line_integrals(body, rays))


@pytest.mark.parametrize("count", [2, 4])
def test_mean_of_the_parts_is_the_reconstruction(count):
    sino = torch.rand(2, 120, RAYS.bins, generator=torch.Generator().manual_seed(1))
    parts = split_pictures(sino, RAYS, 64, 1.0, HANN, count)
    assert parts.shape == (count, 2, 64, 64)
    whole = fbp(sino, RAYS, 64, 1.0, HANN)
    assert float((parts.mean(0) - whole).abs().max()) < 2e-3 * float(whole.abs().max())


def test_noise_of_input_and_target_is_independent():
    noise = torch.randn(12, 120, RAYS.bins, generator=torch.Generator().manual_seed(2))
    inputs, targets = noise2inverse_pairs(split_pictures(noise, RAYS, 64, 1.0, HANN))
    middle = (..., slice(16, 48), slice(16, 48))
    for x, y in zip(inputs, targets, strict=True):
        assert abs(correlation(x[middle], y[middle])) < 0.05
        assert float(y[middle].std() / x[middle].std()) == pytest.approx(math.sqrt(3), rel=0.05)
    torch.testing.assert_close((3 * inputs + targets) / 4, targets.mean(0).expand_as(targets))


@pytest.mark.parametrize("share", [0.5, 0.2])
@pytest.mark.parametrize("expected", [3.0, 40.0])
def test_thinned_counts_are_independent_and_poisson(share, expected):
    generator = torch.Generator().manual_seed(3)
    size = 400_000
    counts = torch.poisson(torch.full((size,), expected, dtype=torch.float64), generator)
    first, second = thinned_counts(counts, share, generator)
    assert torch.equal(first + second, counts)
    for part, mean in ((first, share * expected), (second, (1 - share) * expected)):
        assert float(part.mean()) == pytest.approx(mean, abs=4 * math.sqrt(mean / size))
        assert float(part.var()) == pytest.approx(mean, abs=4 * math.sqrt((mean + 2 * mean**2) / size))
        empty = math.exp(-mean)
        assert float((part == 0).double().mean()) == pytest.approx(empty, abs=4 * math.sqrt(empty / size))
    for a, b in ((first, second), (first**2, second), (first, second**2)):
        assert abs(correlation(a, b)) < 4 / math.sqrt(size)


def test_thinning_a_scan_gives_two_scans_with_their_doses():
    generator = torch.Generator().manual_seed(4)
    truth = torch.linspace(0.5, 4, 500).expand(400, 500)
    n0 = torch.linspace(0.5e5, 2e5, 500)
    p = -torch.log(torch.poisson(n0 * torch.exp(-truth), generator) / n0)
    pair = thinning_pair(p, n0, 0.2, generator)
    assert [part.fraction for part in pair] == pytest.approx([0.2, 0.8])
    for part in pair:
        assert part.data.dtype == torch.float32
        scaled = (part.data - truth) * (part.fraction * n0 * torch.exp(-truth)).sqrt()
        assert float(scaled.mean()) == pytest.approx(0, abs=0.02)
        assert float(scaled.std()) == pytest.approx(1, abs=0.01)
    errors = [part.data - truth for part in pair]
    assert abs(correlation(*errors)) < 4 / math.sqrt(truth.numel())


def test_electronic_noise_remains_in_both():
    """Cov(n', n - n') = r(1 - r)σe²."""
    generator = torch.Generator().manual_seed(5)
    counts = torch.poisson(torch.full((400_000,), 200.0, dtype=torch.float64), generator)
    counts = (counts + 6 * torch.randn(400_000, dtype=torch.float64, generator=generator)).round()
    first, second = thinned_counts(counts, 0.5, generator)
    covariance = float(torch.cov(torch.stack((first, second)))[0, 1])
    assert covariance == pytest.approx(0.25 * (36 + 1 / 12), abs=4 * 110 / math.sqrt(400_000))


def test_starved_rays_keep_a_logarithm():
    for part in thinning_pair(torch.full((4, 5), 14.0), 1e3):
        assert torch.isfinite(part.data).all()
        assert float(part.data[0, 0]) == pytest.approx(math.log(1e3))


def test_splits_that_do_not_exist():
    with pytest.raises(GeometryError, match="7 equal parts"):
        view_subsets(torch.zeros(1, 120, RAYS.bins), RAYS, 7)
    with pytest.raises(GeometryError, match="two parts"):
        noise2inverse_pairs(torch.zeros(1, 1, 8, 8))
    with pytest.raises(GeometryError, match="share"):
        thinning_pair(torch.zeros(2, 2), 1e3, 1.0)
