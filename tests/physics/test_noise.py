from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics.noise import (
    bowtie_profile,
    counted,
    insertion_noise,
    normal_field,
    photon_noise,
    poisson_quantile,
)
from ldct_studio.physics.philox import normals, philox

CPU = torch.device("cpu")
RAYS = ScanGeometry(200, 500, 1.0)
COUNT = 100_000


def words(*values: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    a, b, c, d = (torch.tensor([v]) for v in values)
    return a, b, c, d


@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_philox_known_answers(counter, key, expected):
    """The three vectors of the Random123 distribution."""
    assert tuple(int(w) for w in philox(words(*counter), key)) == expected


def test_normals_from_the_words():
    a, b, c, d = (int(w) for w in philox(words(3, 0, 11, 0), (5, 2)))
    field = normals(5 + (2 << 32), 11, 9, CPU)
    for column, (first, second) in ((6, (a, b)), (7, (c, d))):
        radius = math.sqrt(-2 * math.log(((first >> 8) + 0.5) * 2**-24))
        angle = 2 * math.pi * ((second >> 8) + 0.5) * 2**-24
        expected = [radius * math.cos(angle), radius * math.sin(angle)]
        assert field[:, column].tolist() == pytest.approx(expected, abs=2e-6)


def test_field_depends_on_seed_slice_and_ray_alone():
    short, long = normals(7, 3, 1001, CPU), normals(7, 3, 300_001, CPU)
    assert torch.equal(short, long[:, :1001])
    field = normal_field(7, 3, RAYS)
    assert field.shape == (2, 200, 500)
    assert torch.equal(field, normal_field(7, 3, RAYS))
    for other in (normal_field(8, 3, RAYS), normal_field(7, 4, RAYS), normal_field(7 + (1 << 32), 3, RAYS)):
        correlation = torch.corrcoef(torch.stack((field[0].flatten(), other[0].flatten())))[0, 1]
        assert abs(float(correlation)) < 5 / math.sqrt(COUNT)


def test_field_is_normal():
    scores = []
    for seed in range(20):
        z = normal_field(seed, 0, RAYS).double().flatten(1)
        scores += (z.mean(1) * COUNT**0.5).tolist()
        scores += ((z.var(1) - 1) * (COUNT / 2) ** 0.5).tolist()
        scores += ((z**4).mean(1).sub(3) * (COUNT / 96) ** 0.5).tolist()
        scores.append(float((z[0] * z[1]).mean() * COUNT**0.5))
    assert max(map(abs, scores)) < 4.5
    assert np.std(scores) == pytest.approx(1, abs=0.25)


def test_exact_inversion():
    scipy_stats = pytest.importorskip("scipy.stats")
    generator = torch.Generator().manual_seed(1)
    z = torch.cat((torch.randn(20_000, generator=generator), torch.tensor([-5.8, 5.8, 5.0])))
    rate = torch.cat((10 * torch.rand(20_000, generator=generator), torch.tensor([9.9, 9.9, 0.01])))
    u = scipy_stats.norm.cdf(z.double().numpy())
    expected = scipy_stats.poisson.ppf(u, rate.double().numpy())
    assert np.array_equal(poisson_quantile(rate, z).numpy(), expected)


@pytest.mark.parametrize("expected", [0.3, 1.0, 5.0, 12.0, 40.0, 200.0, 1e5])
def test_counts_have_poisson_moments(expected):
    """Counts from exp(-p̂) against mean, variance and skewness, 8 seeds x 100 000 rays."""
    scores = []
    for seed in range(8):
        z = normal_field(seed, 1, RAYS)
        p = counted(torch.ones(200, 500), expected, 0.0, z, floor=1e-6)
        count = expected * torch.exp(-p.double())
        count[count < 1e-3] = 0
        assert (count - count.round()).abs().max() < 1e-2 * max(1, expected / 1e3)
        scores.append(float((count.mean() - expected) / math.sqrt(expected / COUNT)))
        spread = math.sqrt((expected + 2 * expected**2) / COUNT)
        scores.append(float((count.var() - expected) / spread))
    assert max(map(abs, scores)) < 4


@pytest.mark.parametrize("expected", [30.0, 300.0, 5000.0])
def test_electronic_noise_adds_its_variance(expected):
    scores = []
    for seed in range(6):
        p = counted(torch.ones(200, 500), expected, 5.0, normal_field(seed, 2, RAYS), floor=0.5)
        signal = expected * torch.exp(-p.double())
        variance = expected + 25
        scores.append(float((signal.mean() - expected) / math.sqrt(variance / COUNT)))
        spread = math.sqrt((2 * variance**2 + expected) / COUNT)
        scores.append(float((signal.var() - variance) / spread))
    assert max(map(abs, scores)) < 4


def test_noise_of_line_integrals():
    p = torch.linspace(0, 4, 500).expand(30, 200, 500)
    field = torch.stack([normal_field(seed, 0, RAYS) for seed in range(30)], 1)
    error = photon_noise(p, 1e5, 5.0, field) - p
    expected = torch.exp(-p[0, 0]) * 1e5
    variance = (1 + 26.5 / expected) / expected
    ratio = error.double().var((0, 1)) / variance
    assert ratio.mean() == pytest.approx(1, abs=0.005)
    assert ratio.sub(1).abs().max() < 5 * math.sqrt(2 / 6000)


def test_grain_stays_as_the_dose_changes():
    p = torch.full((200, 500), 3.0)
    field = normal_field(2, 0, RAYS)
    low, high = (photon_noise(p, n0, 0.0, field) - p for n0 in (2e3, 1e6))
    assert torch.corrcoef(torch.stack((low.flatten(), high.flatten())))[0, 1] > 0.99
    order = field[0].flatten().argsort()
    assert (low.flatten()[order].diff() <= 0).all()


def test_more_photons_never_count_less():
    field = normal_field(3, 0, RAYS)
    p = torch.full((200, 500), 4.0)
    counts = [n0 * torch.exp(-photon_noise(p, n0, 0.0, field)) for n0 in (300, 500, 900, 2e3)]
    assert all((more >= fewer - 1e-2).all() for fewer, more in pairwise(counts))


def test_starved_rays_are_floored():
    p = photon_noise(torch.full((200, 500), 14.0), 1e3, 5.0, normal_field(1, 0, RAYS), floor=0.5)
    assert torch.isfinite(p).all()
    assert p.max() == pytest.approx(math.log(1e3) - math.log(0.5))


def test_bowtie_scales_every_bin():
    profile = bowtie_profile(RAYS)
    edge = 540 * math.sin(math.radians(27.5))
    wide = bowtie_profile(ScanGeometry(1, 3, edge))
    assert wide.tolist() == pytest.approx([1 / 11.6, 1, 1 / 11.6], rel=0.01)
    assert (profile[:250].diff() > 0).all()
    p = torch.full((200, 500), 1.0)
    noise = photon_noise(p, 1e4 * profile, 0.0, normal_field(4, 0, RAYS)) - p
    expected = 1 / (1e4 * profile[[0, 249]] * math.exp(-1))
    assert noise[:, [0, 249]].var(0).numpy() == pytest.approx(expected.numpy(), rel=0.4)


def test_insertion_has_the_missing_variance():
    exp_p = torch.exp(torch.linspace(0, 5, 500)).expand(20, 200, 500)
    field = torch.stack([normal_field(seed, 5, RAYS) for seed in range(20)], 1)
    for fraction in (0.1, 0.5, 0.9):
        noise = insertion_noise(exp_p, 1e5, 5.0, fraction, field)
        n = 1e5 / exp_p[0, 0].double()
        variance = (1 / fraction - 1) / n + (1 / fraction**2 - 1) * 25 / n**2
        ratio = noise.double().var((0, 1)) / variance
        assert ratio.sub(1).abs().max() < 5 * math.sqrt(2 / 4000)


def test_nothing_is_inserted_at_full_dose():
    exp_p = torch.exp(torch.linspace(0, 12, 500)).expand(200, 500)
    assert not insertion_noise(exp_p, 1e3, 5.0, 1.0, normal_field(1, 0, RAYS)).any()
    with pytest.raises(GeometryError, match="at most 1"):
        insertion_noise(exp_p, 1e3, 5.0, 1.1, normal_field(1, 0, RAYS))


def test_inputs_stay_as_they_were():
    p = torch.rand(200, 500, generator=torch.Generator().manual_seed(0))
    field = normal_field(1, 0, RAYS)
    copies = p.clone(), field.clone()
    photon_noise(p, 1e2, 5.0, field)
    counted(p, 1e2, 5.0, field)
    insertion_noise(p, 1e2, 5.0, 0.3, field)
    assert torch.equal(p, copies[0])
    assert torch.equal(field, copies[1])
