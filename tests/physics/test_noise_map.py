"""The map against the exact sum over the transpose of FBP, and against ensembles of scans."""

from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.dose import Apodization
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import HU_PER_MU
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.noise import normal_field, photon_noise
from ldct_studio.physics.noise_map import counted_variance, noise_map, unbiased

PIXEL, SIZE = 0.8, 128
BODY = (phantom.Ellipse(3, -2, 45, 35, 75.0), phantom.Ellipse(18, 8, 10, 7, 40.0))
"""As small as the picture, and as dense as a patient of 35 cm."""
RAYS = ScanGeometry.covering(SIZE, PIXEL, views=180)
HANN = Apodization("hann")


def seen(picture: torch.Tensor, sino: torch.Tensor, variance: torch.Tensor, row: int, column: int) -> float:
    """Return the mean SD in HU over 6 x 6 pixels by Σ (∂pixel/∂ray)² Var(ray): every pixel's exactly."""
    total = 0.0
    for pixel in picture[row : row + 6, column : column + 6].flatten():
        (weight,) = torch.autograd.grad(pixel, sino, retain_graph=True)
        total += math.sqrt(float((weight[0].double().square() * variance).sum()))
    return total / 36 * HU_PER_MU


@pytest.mark.parametrize(
    "window", [Apodization(), HANN, Apodization("cosine", 0.7), Apodization("hann", 1, 3)]
)
@pytest.mark.parametrize("pitch", [1.0, 2.0], ids=["bins of a pixel", "wide bins"])
def test_map_is_the_sum_over_rays(window, pitch):
    rays = ScanGeometry(90, 2 * round(46 / pitch) + 1, pitch, start=0.01, offset=0.3)
    p = phantom.line_integrals((phantom.Ellipse(3, -2, 26, 20, 120.0),), rays)
    variance = counted_variance(p, 1e4, 5.0)
    sino = torch.zeros(1, 90, rays.bins, requires_grad=True)
    picture = fbp(sino, rays, 64, 1.0, window)[0]
    found = noise_map(variance[None], rays, 64, 1.0, window)[0]
    for row, column in ((30, 32), (22, 40), (38, 18)):
        mean = float(found[row : row + 6, column : column + 6].mean())
        assert mean == pytest.approx(seen(picture, sino, variance, row, column), rel=0.005)


def test_white_rays_have_the_theoretical_sd():
    """Kak and Slaney: var = π²/(12 views) for unit noise, bin = pixel, Ram-Lak."""
    rays = ScanGeometry.covering(SIZE, 1.0, views=300)
    found = noise_map(torch.ones(1, 300, rays.bins), rays, SIZE, 1.0, Apodization())[0]
    middle = found[20:108, 20:108] / (1000 * HU_PER_MU)
    expected = math.pi / math.sqrt(12 * 300)
    assert float(middle.mean()) == pytest.approx(expected, rel=4e-3)
    assert float(middle.std()) < 2e-3 * expected


def blocks(picture: torch.Tensor) -> torch.Tensor:
    """Return means over blocks of 8 mm at least 1 cm inside the body, (blocks,)."""
    inner = (phantom.Ellipse(3, -2, 35, 25, 1.0),)
    inside = phantom.picture(inner, SIZE, PIXEL) > 0
    side = round(8 / PIXEL)
    tiles = [x.unfold(0, side, side).unfold(1, side, side).flatten(2) for x in (picture, inside.float())]
    return tiles[0].mean(2)[tiles[1].amin(2) == 1]


@pytest.mark.parametrize("window", [Apodization(), HANN], ids=["ram-lak", "hann"])
def test_blocks_against_realizations(window):
    """200 scans of 30 to 3000 counts a ray: median error 1 %, worst block 5 %."""
    p = phantom.line_integrals(BODY, RAYS)
    assert 5e3 * math.exp(-float(p.max())) < 15
    found = blocks(noise_map(counted_variance(p, 5e3, 5.0)[None], RAYS, SIZE, PIXEL, window)[0])
    scans = [
        fbp(
            torch.stack([photon_noise(p, 5e3, 5.0, normal_field(seed, row, RAYS)) for row in range(20)]),
            RAYS,
            SIZE,
            PIXEL,
            window,
        )
        for seed in range(10)
    ]
    drawn = blocks(torch.cat(scans).std(0) * HU_PER_MU)
    error = (found / drawn - 1).abs()
    assert len(error) >= 16
    assert float(error.median()) < 0.01
    assert float(error.max()) < 0.05


def test_a_window_before_takes_its_share():
    """Hann noise through Ram-Lak stays Hann noise; of two windows every frequency passes the lesser."""
    variance = torch.rand(1, RAYS.views, RAYS.bins, generator=torch.Generator().manual_seed(1))
    hann = noise_map(variance, RAYS, SIZE, PIXEL, HANN)
    for first, second in ((Apodization(), HANN), (HANN, Apodization())):
        torch.testing.assert_close(noise_map(variance, RAYS, SIZE, PIXEL, first, second), hann)
    both = noise_map(variance, RAYS, SIZE, PIXEL, Apodization("ram-lak", 0.5), HANN)
    assert bool((both[:, 40:88, 40:88] < hann[:, 40:88, 40:88]).all())


def test_rows_together_and_alone():
    variance = torch.rand(3, RAYS.views, RAYS.bins, generator=torch.Generator().manual_seed(2))
    together = noise_map(variance, RAYS, SIZE, PIXEL, HANN)
    alone = torch.cat([noise_map(v[None], RAYS, SIZE, PIXEL, HANN) for v in variance])
    torch.testing.assert_close(together, alone)
    assert together.dtype == torch.float32


@pytest.mark.parametrize("electronic", [0.0, 5.0])
@pytest.mark.parametrize("expected", [0.3, 4.0, 30.0, 400.0, 2e4])
def test_variance_of_counts(expected, electronic):
    draws = ScanGeometry(400, 500, 1.0)
    drawn = photon_noise(torch.zeros(400, 500), expected, electronic, normal_field(3, 0, draws)).double()
    told = float(counted_variance(torch.zeros(1), expected, electronic))
    assert told == pytest.approx(float(drawn.var()), rel=0.02)
    mean = drawn.mean()[None].float()
    assert float(unbiased(mean, expected, electronic)) == pytest.approx(0, abs=0.02)


def test_variance_with_many_photons_and_a_profile():
    n0 = torch.tensor([1e5, 1e6, 1e9])
    found = counted_variance(torch.full((2, 3), 1.0), n0, 5.0)
    counts = n0 * math.exp(-1)
    assert found[1].tolist() == pytest.approx(((1 + 26.5 / counts) / counts).tolist(), rel=3e-3)
    assert torch.isfinite(counted_variance(torch.tensor([-3.0, 40.0]), 1e4, 5.0)).all()


def test_floor_of_lodopab():
    """λ = 5: 0.351 with a floor of 0.1 and 0.270 with 1 (science, 1.4)."""
    for floor, variance in ((0.1, 0.351), (1.0, 0.270)):
        assert float(counted_variance(torch.zeros(1), 5, 0.0, floor)) == pytest.approx(variance, abs=0.002)
